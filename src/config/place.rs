//! Folders, addresses and host names in `book.toml`: whether they may stand there.

use crate::text::turns;

/// Folders of a dossier that hold what people wrote; nothing is generated into them.
const RESERVED: [&str; 8] = [
    "seeds",
    "annotations",
    "templates",
    "static",
    ".git",
    ".github",
    "book.toml",
    ".dossier.lock",
];

/// A folder for generated files, relative to the dossier, with `/` between its parts.
///
/// # Errors
/// What is wrong with it, as the end of a sentence that begins with the folder.
pub(super) fn folder(text: &str) -> Result<String, String> {
    let text = text.strip_prefix("./").unwrap_or(text).trim_end_matches('/');
    let windows = text.contains('\\') || text.as_bytes().get(1) == Some(&b':');
    if text.starts_with('/') || windows {
        return Err("must be relative to the dossier's folder, with “/” between its parts".into());
    }
    if text.is_empty() || text.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err("must lie below the dossier's folder, without “.” or “..” in its path".into());
    }
    if text.chars().any(|c| c.is_control() || turns(c)) {
        return Err("has a control character in its path".into());
    }
    match RESERVED.iter().find(|reserved| overlap(reserved, text)) {
        Some(reserved) => Err(format!("lies in {reserved}/, which holds what people wrote")),
        None => Ok(text.to_owned()),
    }
}

/// Whether one of two folders is the other or lies in it. Some file systems know no case, so that
/// case does not tell folders apart.
pub(super) fn overlap(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    within(&a, &b) || within(&b, &a)
}

/// An absolute http(s) address of a folder, ending in `/`; `None` where it is none.
pub(super) fn site_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    let odd = |c: char| c.is_whitespace() || c.is_control() || "?#@\\\"<>".contains(c);
    if host.is_empty() || rest.contains(odd) {
        return None;
    }
    Some(format!("{}/", text.trim_end_matches('/')))
}

/// Whether it is a host name of two labels at least (RFC 1123, section 2.1).
pub(super) fn is_host(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_lie_below_the_dossier_and_apart_from_what_people_wrote() {
        let check = |text: &str, expect: Result<&str, &str>| match (folder(text), expect) {
            (Ok(got), Ok(want)) => assert_eq!(got, want, "{text}"),
            (Err(got), Err(want)) => assert!(got.contains(want), "{text}: {got}"),
            (got, want) => panic!("{text}: {got:?}, not {want:?}"),
        };
        check("public", Ok("public"));
        check("./out/site/", Ok("out/site"));
        check("seedsite", Ok("seedsite"));
        check("/var/www", Err("must be relative"));
        check("C:/site", Err("must be relative"));
        check("out\\site", Err("must be relative"));
        check("../site", Err("must lie below"));
        check("out/../..", Err("must lie below"));
        check(".", Err("must lie below"));
        check("", Err("must lie below"));
        check("out//site", Err("must lie below"));
        check("seeds", Err("lies in seeds/"));
        check("Seeds/out", Err("lies in seeds/"));
        check("static/x", Err("lies in static/"));
        check(".git", Err("lies in .git/"));
        check("a\u{7}b", Err("control character"));
    }

    #[test]
    fn site_addresses_are_absolute_and_end_in_a_slash() {
        assert_eq!(site_url("https://example.org").as_deref(), Some("https://example.org/"));
        assert_eq!(site_url("http://example.org/a/").as_deref(), Some("http://example.org/a/"));
        for text in [
            "example.org",
            "/a/",
            "https://",
            "https:///a",
            "ftp://example.org/",
            "https://e x/",
            "https://example.org/?a",
            "https://example.org/#a",
            "https://me@example.org/",
            "javascript:alert(1)",
        ] {
            assert_eq!(site_url(text), None, "{text}");
        }
    }

    #[test]
    fn host_names_have_their_shape() {
        for text in ["example.org", "a-b.example.org", "xn--mnchen-3ya.de"] {
            assert!(is_host(text), "{text}");
        }
        for text in [
            "",
            "localhost",
            "https://example.org",
            "example.org/a",
            "-a.org",
            "a..org",
            "münchen.de",
            "a.org\n",
        ] {
            assert!(!is_host(text), "{text}");
        }
    }
}
