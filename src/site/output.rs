//! The finished site's own links: every address in every HTML file, followed to the file and the id
//! that it names, letter by letter, as a web server does on a system where case counts.

mod addresses;

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::markdown::is_external;
use crate::memo::{Keyed, Memo};
use crate::publish::OutputFile;

/// The page that is shown at addresses of any depth; its own begin at the host's root.
const ANYWHERE: &str = "404.html";

/// All files of the site. Only asked, never walked through.
struct Files<'a> {
    files: &'a [OutputFile],
    /// The number of each, by its path's sum.
    numbers: HashMap<u64, usize>,
    /// The path of the site's root on its host.
    base: String,
}

/// What is remembered of a page, in few bytes: paths, ids and anchors by their sums.
#[derive(Default, Serialize, Deserialize)]
struct Seen {
    /// Sorted.
    ids: Vec<u64>,
    /// What must be there: a file, and perhaps an id in it.
    places: Vec<(u64, Option<u64>)>,
    /// Whether an address leads out of the site.
    leaves: bool,
}

/// What was seen of each file: nothing where it is no page, of which nobody knows what it has, or an error where
/// it could not be read.
type Pages = Vec<Option<Result<Seen, ()>>>;

/// Reports addresses in the HTML among `files` that lead nowhere. Each file is read by itself and let go; one that
/// an earlier build has looked at is not read.
#[must_use]
pub fn check_output(files: &[OutputFile], config: &Config, memo: &Memo) -> Diagnostics {
    let numbers = files.iter().enumerate().map(|(n, file)| (sum(&file.path), n)).collect();
    let all = Files { files, numbers, base: base(config.site_url.as_deref()) };
    let pages: Pages = files.par_iter().map(|file| all.seen(file, memo)).collect();
    let reports = |(file, page): (&OutputFile, &Option<Result<Seen, ()>>)| match page {
        Some(Ok(page)) if !page.leaves && page.places.iter().all(|to| all.has(*to, &pages)) => {
            Vec::new()
        }
        Some(_) => all.report(file, &pages, config),
        None => Vec::new(),
    };
    let found: Vec<Vec<Diagnostic>> = files.par_iter().zip(&pages).map(reports).collect();
    found.into_iter().flatten().collect()
}

fn sum(text: &str) -> u64 {
    // Its keys are always the same.
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

impl Files<'_> {
    fn seen(&self, file: &OutputFile, memo: &Memo) -> Option<Result<Seen, ()>> {
        if !file.path.ends_with(".html") {
            return None;
        }
        let key = Keyed::new("links").part(self.base.as_bytes()).part(file.path.as_bytes());
        let key = key.part(file.sha256().as_bytes()).end();
        Some(memo.of(&key, || Some(self.look(&file.path, &file.read().ok()?))).ok_or(()))
    }

    fn look(&self, path: &str, bytes: &[u8]) -> Seen {
        let page = addresses::read(bytes);
        let mut seen = Seen { ids: page.ids.iter().map(|id| sum(id)).collect(), ..Seen::default() };
        seen.ids.sort_unstable();
        // Many links of a page lead to the same few files.
        let mut files: HashMap<&str, Option<u64>> = HashMap::new();
        for link in &page.links {
            let Some((address, anchor)) = own(link) else { continue };
            let to = files.entry(address).or_insert_with(|| {
                target(path, &decoded(address), &self.base).map(|target| sum(&target))
            });
            match to {
                Some(to) => seen.places.push((*to, anchor.map(|anchor| sum(&decoded(anchor))))),
                None => seen.leaves = true,
            }
        }
        seen.places.sort_unstable();
        seen.places.dedup();
        seen
    }

    /// Whether there is a file and, if one is named, an id in it.
    fn has(&self, (file, id): (u64, Option<u64>), pages: &Pages) -> bool {
        let Some(number) = self.numbers.get(&file) else { return false };
        match (&pages[*number], id) {
            (Some(Ok(page)), Some(id)) => page.ids.binary_search(&id).is_ok(),
            _ => true,
        }
    }

    /// What is wrong with a file's links, in their order.
    fn report(&self, file: &OutputFile, pages: &Pages, config: &Config) -> Vec<Diagnostic> {
        let bytes = match file.read() {
            Ok(bytes) => bytes,
            Err(error) => return vec![unread(config, &file.path, &error)],
        };
        let report = |link: &str| {
            let (address, anchor) = own(link)?;
            let reason = self.dead(&file.path, address, anchor, pages)?;
            Some(report(config, &file.path, link, reason))
        };
        addresses::read(&bytes).links.iter().filter_map(|link| report(link)).collect()
    }

    /// Why an address leads nowhere.
    fn dead(
        &self,
        from: &str,
        address: &str,
        anchor: Option<&str>,
        pages: &Pages,
    ) -> Option<String> {
        let Some(target) = target(from, &decoded(address), &self.base) else {
            return Some("it leaves the site".to_owned());
        };
        if !self.has((sum(&target), None), pages) {
            let low = target.to_lowercase();
            let alike = self.files.iter().map(|file| file.path.as_str());
            let other = alike.filter(|path| path.to_lowercase() == low).min();
            return Some(match other {
                Some(other) => format!("the file is called {other}, and case counts"),
                None => format!("there is no file {target}"),
            });
        }
        let anchor = decoded(anchor?);
        let is_there = self.has((sum(&target), Some(sum(&anchor))), pages);
        (!is_there).then(|| format!("{target} has no id “{anchor}”"))
    }
}

/// The parts of an address that can lead to a file of the site: the way there, and an id in it. `None` where it
/// leads elsewhere.
fn own(link: &str) -> Option<(&str, Option<&str>)> {
    if is_external(link) || link.starts_with("data:") {
        return None;
    }
    let (address, anchor) = link.split_once('#').map_or((link, None), |(a, id)| (a, Some(id)));
    let address = address.split('?').next().unwrap_or(address);
    Some((address, anchor.filter(|anchor| !anchor.is_empty() && *anchor != "top")))
}

/// The path of the site's root on its host.
fn base(site_url: Option<&str>) -> String {
    let rest = site_url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    format!("/{path}")
}

/// The file that an address names; `None` where it lies outside the site.
fn target(from: &str, address: &str, base: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    let rest = if address.starts_with('/') {
        address.strip_prefix(base)?
    } else {
        if from != ANYWHERE || !address.is_empty() {
            parts = from.split('/').collect();
        }
        if address.is_empty() {
            return Some(from.to_owned());
        }
        parts.pop();
        address
    };
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let mut path = parts.join("/");
    if rest.is_empty() || rest.ends_with('/') {
        path = format!("{path}/index.html");
    }
    Some(path.trim_start_matches('/').to_owned())
}

/// An address with its `%xx` read (RFC 3986, 2.1).
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail
            .get(..2)
            .filter(|_| first == b'%')
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

fn unread(config: &Config, path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(codes::BROKEN_OUTPUT_LINK, format!("the links cannot be checked: {error}"))
        .in_file(format!("{}/{path}", config.site_dir))
        .hint("build again")
}

fn report(config: &Config, path: &str, link: &str, reason: String) -> Diagnostic {
    let message = format!("a link of the site to “{link}” leads nowhere: {reason}");
    Diagnostic::error(codes::BROKEN_OUTPUT_LINK, message)
        .in_file(format!("{}/{path}", config.site_dir))
        .hint("look for it in your own templates/ and static/, or report it where it is not yours")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    fn check(files: &[(&str, &str)]) -> Vec<String> {
        let text =
            "[book]\ntitle = \"T\"\n[output.dossier]\nsite-url = \"https://example.org/a/b\"";
        let (config, _) = config::read("book.toml", text);
        let files: Vec<OutputFile> =
            files.iter().map(|(path, text)| OutputFile::new(*path, *text)).collect();
        check_output(&files, &config.unwrap(), &Memo::none())
            .iter()
            .map(|d| d.message.clone())
            .collect()
    }

    #[test]
    fn what_leads_somewhere_is_not_reported() {
        let index = "<a href='d/a.html#p%201'>x</a><link href='s.css?v=1'><a href='#top'>t</a>\
                     <a href='https://x.y/z'>w</a><a href='mailto:a@b.c'>m</a><a href='d/'>d</a>\
                     <img src='data:image/png;base64,AA'><a href='/a/b/d/a.html'>r</a><a href=''>s</a>";
        let files = [
            ("index.html", index),
            (
                "d/a.html",
                "<p id='p 1'><a href='../index.html'>up</a><script>'<a href=no>'</script>",
            ),
            ("d/index.html", "<a href='./a.html'>a</a>"),
            ("404.html", "<a href='/a/b/index.html'>home</a>"),
            ("s.css", ""),
        ];
        assert_eq!(check(&files), Vec::<String>::new());
    }

    #[test]
    fn what_leads_nowhere_is_named_with_the_reason() {
        let index = "<a href='d/A.html'>1</a><a href='d/a.html#q'>2</a><script src='no.js'></script>\
                     <a href='../x.html'>3</a><a href='/elsewhere'>4</a><a href='#gone'>5</a>";
        let nowhere =
            |link: &str, why: &str| format!("a link of the site to “{link}” leads nowhere: {why}");
        assert_eq!(
            check(&[("index.html", index), ("d/a.html", "<p id='p'>")]),
            [
                nowhere("d/A.html", "the file is called d/a.html, and case counts"),
                nowhere("d/a.html#q", "d/a.html has no id “q”"),
                nowhere("no.js", "there is no file no.js"),
                nowhere("../x.html", "it leaves the site"),
                nowhere("/elsewhere", "it leaves the site"),
                nowhere("#gone", "index.html has no id “gone”"),
            ]
        );
    }
}
