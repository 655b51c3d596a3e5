//! The finished site's own links: every address in every HTML file, followed to the file and the id
//! that it names, letter by letter, as a web server does on a system where case counts.

mod addresses;

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::markdown::is_external;
use crate::publish::OutputFile;
use addresses::Page;

/// The page that is shown at addresses of any depth; its own begin at the host's root.
const ANYWHERE: &str = "404.html";

/// The files, each with its path in small letters before it.
type Paths<'a> = BTreeSet<(String, &'a str)>;

/// What each file has, by its path; nothing where it is no HTML. Only asked, never walked through.
type Known<'a> = HashMap<&'a str, Option<&'a Page<'a>>>;

/// Reports addresses in the HTML among `files` that lead nowhere.
#[must_use]
pub fn check_output<'a>(files: &'a [OutputFile], config: &Config) -> Diagnostics {
    let read = |file: &'a OutputFile| {
        let is_page = file.path.ends_with(".html");
        (file.path.as_str(), is_page.then(|| addresses::read(&file.bytes)))
    };
    let pages: Vec<(&str, Option<Page<'_>>)> = files.par_iter().map(read).collect();
    let known: Known<'_> = pages.iter().map(|(path, page)| (*path, page.as_ref())).collect();
    let paths: Paths<'_> = pages.iter().map(|(path, _)| (path.to_lowercase(), *path)).collect();
    let base = base(config.site_url.as_deref());
    let reports = |(path, page): &(&str, Option<Page<'_>>)| -> Vec<Diagnostic> {
        let report = |link: &str| {
            let reason = dead(path, link, &base, &paths, &known)?;
            Some(report(config, path, link, reason))
        };
        page.iter().flat_map(|page| &page.links).filter_map(|link| report(link)).collect()
    };
    let found: Vec<Vec<Diagnostic>> = pages.par_iter().map(reports).collect();
    found.into_iter().flatten().collect()
}

/// The path of the site's root on its host.
fn base(site_url: Option<&str>) -> String {
    let rest = site_url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    format!("/{path}")
}

/// Why an address leads nowhere.
fn dead(
    from: &str,
    link: &str,
    base: &str,
    paths: &Paths<'_>,
    known: &Known<'_>,
) -> Option<String> {
    if is_external(link) || link.starts_with("data:") {
        return None;
    }
    let (address, anchor) = link.split_once('#').map_or((link, None), |(a, id)| (a, Some(id)));
    let address = address.split('?').next().unwrap_or(address);
    let Some(target) = target(from, &decoded(address), base) else {
        return Some("it leaves the site".to_owned());
    };
    let Some(page) = known.get(target.as_str()) else {
        let low = target.to_lowercase();
        let other = paths.range((low.clone(), "")..).next().filter(|(path, _)| *path == low);
        return Some(match other {
            Some((_, other)) => format!("the file is called {other}, and case counts"),
            None => format!("there is no file {target}"),
        });
    };
    let anchor = anchor.map(decoded).filter(|anchor| !anchor.is_empty() && anchor != "top")?;
    (!(*page)?.has(&anchor)).then(|| format!("{target} has no id “{anchor}”"))
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
fn decoded(text: &str) -> String {
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
    String::from_utf8_lossy(&bytes).into_owned()
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
        check_output(&files, &config.unwrap()).iter().map(|d| d.message.clone()).collect()
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
