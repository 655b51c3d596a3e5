//! Which document a name from elsewhere means: an address, a path, a sum, a title, a file's name.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::text::one_line;

/// The names of all documents. A name that several documents have means none of them.
pub(super) struct Names<'d> {
    /// By the name in one spelling; `None` where it has several owners.
    seeds: BTreeMap<String, Option<&'d str>>,
}

impl<'d> Names<'d> {
    pub(super) fn new<'a>(
        documents: impl Iterator<Item = &'d Document> + 'a,
        site_url: Option<&str>,
    ) -> Self
    where
        'd: 'a,
    {
        let mut names = Self { seeds: BTreeMap::new() };
        for document in documents {
            let provenance = &document.provenance;
            let seed = provenance.path.as_str();
            let file = seed.rsplit('/').next().unwrap_or(seed);
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            let page = format!("documents/{}.html", document.slug);
            let site = site_url.map(|site| spelled(&format!("{site}{page}")));
            let all = [
                Some(spelled(seed)),
                Some(spelled(&format!("seeds/{seed}"))),
                Some(page),
                site,
                document.metadata.url.as_deref().map(spelled),
                Some(provenance.sha256.clone()),
                Some(format!("title {}", folded(&document.title))),
                Some(format!("file {}", folded(file))),
                Some(format!("file {}", folded(stem))),
                Some(format!("id {}", document.slug)),
                Some(format!("id {seed}")),
            ];
            let mut own: Vec<String> = all.into_iter().flatten().collect();
            own.sort();
            own.dedup();
            for name in own {
                names.seeds.entry(name).and_modify(|owner| *owner = None).or_insert(Some(seed));
            }
        }
        names
    }

    /// The seed's path of the first name that means one document.
    pub(super) fn find(&self, about: &[String]) -> Option<&'d str> {
        let known = |name: &str| self.seeds.get(name).copied().flatten();
        about.iter().find_map(|name| candidates(name).iter().find_map(|name| known(name)))
    }

    /// The seed's path of a document that somebody here names: by its slug or its path.
    pub(super) fn named(&self, name: &str) -> Option<&'d str> {
        let name = name.trim_start_matches("./");
        let seed = name.strip_prefix("seeds/").unwrap_or(name);
        self.seeds.get(&format!("id {seed}")).copied().flatten()
    }

    /// What documents may be called on the command line.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.seeds.keys().filter_map(|name| name.strip_prefix("id "))
    }
}

/// What a name may be spelled as here, the likeliest first.
fn candidates(name: &str) -> Vec<String> {
    let name = name.trim();
    let mut found = vec![spelled(name)];
    // Proxies and archives have the address at the end of their own.
    for inner in ["via.hypothes.is/", "web.archive.org/web/"] {
        if let Some((_, rest)) = name.split_once(inner)
            && let Some(at) = rest.find("http")
        {
            found.push(spelled(&rest[at..]));
        }
    }
    let sum = name.rsplit([':', ';', '=']).next().unwrap_or(name).to_lowercase();
    if sum.len() == 64 && sum.bytes().all(|b| b.is_ascii_hexdigit()) {
        found.push(sum);
    }
    let address = spelled(name);
    if let Some(at) = address.find("documents/").filter(|_| !name.starts_with("http")) {
        found.push(address[at..].to_owned());
    }
    if !name.starts_with("http") {
        found.push(format!("title {}", folded(name)));
        let file = name.split(['?', '#']).next().unwrap_or(name);
        let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
        found.push(format!("file {}", folded(file)));
    }
    found
}

/// One spelling of an address: without scheme, `www.`, fragment, a stroke at the end and what only
/// counts visits.
fn spelled(address: &str) -> String {
    let address = address.split('#').next().unwrap_or(address);
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let is_web = path.starts_with("http://") || path.starts_with("https://");
    let path = path.split_once("://").filter(|_| is_web).map_or(path, |(_, rest)| rest);
    let path = path.trim_start_matches("./").trim_end_matches('/');
    let path = if is_web {
        let (host, rest) = path.split_once('/').map_or((path, ""), |(host, rest)| (host, rest));
        let host = host.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
        if rest.is_empty() { host } else { format!("{host}/{rest}") }
    } else {
        path.to_owned()
    };
    let counts_visits = |pair: &&str| {
        let key = pair.split('=').next().unwrap_or(pair);
        // `v` is this program's own: the version that was cited.
        key.starts_with("utm_") || ["fbclid", "gclid", "mc_cid", "mc_eid", "v"].contains(&key)
    };
    let is_page = path.contains("documents/");
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            !pair.is_empty() && !(counts_visits(pair) && (is_page || !pair.starts_with("v=")))
        })
        .collect();
    if kept.is_empty() { path } else { format!("{path}?{}", kept.join("&")) }
}

/// Words without case and with single blanks.
fn folded(words: &str) -> String {
    one_line(words).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Language, Metadata, Source};
    use crate::ingest;

    fn document(path: &str, title: &str, url: Option<&str>) -> Document {
        let bytes = format!("The text of {path}.").into_bytes();
        let source = Source { path: path.into(), sha256: format!("{:064x}", path.len()), bytes };
        let url = url.map(str::to_owned);
        let slug = Some(title.to_lowercase().replace(' ', "-"));
        let metadata = Metadata { title: Some(title.into()), url, slug, ..Metadata::default() };
        ingest::document(&source, &metadata, &Language::unknown()).0.unwrap()
    }

    #[test]
    fn a_document_has_many_names() {
        let documents = [
            document(
                "a/letter.txt",
                "A Letter",
                Some("https://www.example.org/x/?id=5&utm_source=y"),
            ),
            document("b/letter.html", "Same", None),
            document("c.md", "Same", Some("http://example.org/c#top")),
        ];
        let names = Names::new(documents.iter(), Some("https://site.example/d/"));
        for (name, expect) in [
            ("a/letter.txt", Some("a/letter.txt")),
            ("./seeds/a/letter.txt", Some("a/letter.txt")),
            ("http://example.org/x?id=5#p2", Some("a/letter.txt")),
            ("https://example.org/x?id=6", None),
            ("https://via.hypothes.is/https://example.org/c", Some("c.md")),
            ("https://web.archive.org/web/2020/http://www.example.org/c/", Some("c.md")),
            ("https://site.example/d/documents/a-letter.html?v=1-2#p4", Some("a/letter.txt")),
            ("documents/a-letter.html", Some("a/letter.txt")),
            ("file:///home/x/public/documents/a-letter.html", Some("a/letter.txt")),
            ("https://other.example/documents/a-letter.html", None),
            ("a letter", Some("a/letter.txt")),
            ("same", None),
            ("letter", None),
            ("letter.html", Some("b/letter.html")),
            ("files\\12\\letter.txt", Some("a/letter.txt")),
            (
                "sha256:0000000000000000000000000000000000000000000000000000000000000004",
                Some("c.md"),
            ),
            ("", None),
        ] {
            assert_eq!(names.find(&[name.to_owned()]), expect, "{name}");
        }
        assert_eq!(names.named("a-letter"), Some("a/letter.txt"));
        assert_eq!(names.named("seeds/c.md"), Some("c.md"));
        assert_eq!(names.named("letter"), None);
    }
}
