//! A new seed: what a saved page says of where and when it was saved, a name for its file, and the notes
//! file that keeps what is known of it.

use super::front;
use crate::document::{Document, Metadata};
use crate::edtf::Edtf;
use crate::text::slugify;

/// How much of a file is looked through for what a browser wrote into it, in bytes.
const LOOKED_AT: usize = 8 * 1024;

/// What a browser or a program that saves pages wrote into a file: the page's address, and the day.
#[must_use]
pub fn saved(text: &str) -> Metadata {
    let start = &text[..text.floor_char_boundary(LOOKED_AT)];
    let mut found = Metadata::default();
    // “Save page as” of browsers: <!-- saved from url=(0023)https://example.org/ -->.
    if let Some((_, rest)) = start.split_once("saved from url=(") {
        let address = rest.split_once(')').and_then(|(_, rest)| rest.split_whitespace().next());
        found.url = address.filter(|url| is_web(url)).map(str::to_owned);
    }
    // SingleFile: a comment with “url:” and “saved date:”.
    if let Some((_, rest)) = start.split_once("Page saved with SingleFile") {
        let comment = rest.split("-->").next().unwrap_or(rest);
        for line in comment.lines().map(str::trim) {
            if let Some(url) = line.strip_prefix("url:").map(str::trim).filter(|url| is_web(url)) {
                found.url = Some(url.to_owned());
            } else if let Some(date) = line.strip_prefix("saved date:") {
                found.retrieved = day(date);
            }
        }
    }
    found
}

fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(char::is_alphanumeric)
            && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"`".contains(c))
    })
}

/// `Mon Nov 08 2021 14:01:55 GMT+0100`, as scripts write it.
fn day(text: &str) -> Option<Edtf> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let [_, month, day, year, ..] = words[..] else { return None };
    let month = MONTHS.iter().zip(1..).find(|(name, _)| **name == month)?.1;
    Edtf::day(year.parse().ok()?, month, day.parse().ok()?)
}

/// A path below `seeds/` that is safe on every system: each part a slug, the last with its ending.
/// `None` where nothing of the name is left, or the ending is none that is read.
#[must_use]
pub fn path(name: &str) -> Option<String> {
    let name = name.trim_start_matches("./");
    let (folders, file) = name.rsplit_once('/').map_or(("", name), |parts| parts);
    let (stem, ending) = file.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let known = ["txt", "text", "md", "markdown", "html", "htm", "xhtml"];
    let stem = slugify(stem);
    if stem.is_empty() || !known.contains(&ending.as_str()) {
        return None;
    }
    // Windows takes these names for devices, whatever their ending.
    let is_port = |name: &str| {
        let number = stem.strip_prefix(name).unwrap_or_default();
        number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit())
    };
    let is_device = ["con", "prn", "aux", "nul"].contains(&stem.as_str());
    let odd = if is_device || is_port("com") || is_port("lpt") { "-file" } else { "" };
    let mut parts: Vec<String> = folders.split('/').map(slugify).collect();
    parts.retain(|part| !part.is_empty());
    parts.push(format!("{stem}{odd}.{ending}"));
    Some(parts.join("/"))
}

/// The ending of a text that has no name: that of HTML where it begins like it.
#[must_use]
pub fn ending(text: &str) -> &'static str {
    let start: String = text.trim_start_matches('\u{FEFF}').trim_start().chars().take(20).collect();
    let start = start.to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") { "html" } else { "txt" }
}

/// What was given for a seed and the seed does not say itself; of that alone notes are made.
#[must_use]
pub fn stated(document: &Document, given: &Metadata) -> Metadata {
    let own = &document.metadata;
    let text =
        |given: &Option<String>, own: &Option<String>| given.clone().filter(|_| given != own);
    let date = |given: &Option<Edtf>, own: &Option<Edtf>| given.clone().filter(|_| given != own);
    let authors = if given.authors == own.authors { Vec::new() } else { given.authors.clone() };
    Metadata {
        title: text(&given.title, &own.title),
        authors,
        date: date(&given.date, &own.date),
        published: date(&given.published, &own.published),
        source: text(&given.source, &own.source),
        url: text(&given.url, &own.url),
        language: text(&given.language, &own.language),
        slug: text(&given.slug, &own.slug),
        description: text(&given.description, &own.description),
        kind: text(&given.kind, &own.kind),
        retrieved: date(&given.retrieved, &own.retrieved),
        rights: text(&given.rights, &own.rights),
        ..Metadata::default()
    }
}

/// A notes file that states this and nothing more; empty where there is nothing to state. `None` where it
/// could not be read back.
#[must_use]
pub fn notes(path: &str, metadata: &Metadata) -> Option<String> {
    let lines = front::lines(metadata);
    let text = front::add("", &lines);
    front::holds(path, "", &text, &lines).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_pages_say_where_they_come_from() {
        let check = |text: &str, url: Option<&str>, day: Option<&str>| {
            let found = saved(text);
            assert_eq!(found.url.as_deref(), url, "{text}");
            assert_eq!(found.retrieved.map(|day| day.to_string()).as_deref(), day, "{text}");
        };
        check(
            "<!DOCTYPE html>\n<!-- saved from url=(0024)https://example.org/a?b= -->\n<html>",
            Some("https://example.org/a?b="),
            None,
        );
        check(
            "<html><!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: Mon Nov 08 2021 14:01:55 GMT+0100 (CET)\n--><p>",
            Some("https://example.org/a"),
            Some("2021-11-08"),
        );
        check("<!-- saved from url=(0014)about:internet -->", None, None);
        check("Page saved with SingleFile\nurl: javascript:alert(1)\nsaved date: soon", None, None);
        check("saved from url=(", None, None);
        check(&"ä".repeat(LOOKED_AT), None, None);
    }

    #[test]
    fn names_are_safe() {
        for (name, expect) in [
            ("Letter of Ada (final).TXT", Some("letter-of-ada-final.txt")),
            ("Briefe/1924/Größe.html", Some("briefe/1924/groesse.html")),
            ("../../etc/passwd.txt", Some("etc/passwd.txt")),
            ("/abs/x.md", Some("abs/x.md")),
            ("a/.hidden/.x.md", Some("a/hidden/x.md")),
            ("CON.txt", Some("con-file.txt")),
            ("lpt1.md", Some("lpt1-file.md")),
            ("x.pdf", None),
            ("….txt", None),
            ("noending", None),
        ] {
            assert_eq!(path(name).as_deref(), expect, "{name}");
        }
        assert_eq!(ending(" <!DOCTYPE HTML>"), "html");
        assert_eq!(ending("Dear Sir"), "txt");
    }
}
