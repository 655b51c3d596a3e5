//! Which addresses links may have.

/// Whether a link may lead to `href`: http, https, mailto, a fragment or a relative path. What
/// browsers overlook (blanks and controls) is overlooked here, too (WHATWG URL, section 4.4).
#[must_use]
pub fn is_allowed(href: &str) -> bool {
    let seen: String = href.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    match scheme(&seen) {
        Some(scheme) => {
            ["http", "https", "mailto"].iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
        }
        // Neither another host nor this host's root: a dossier works at any path.
        None => !seen.starts_with('/') && !seen.starts_with('\\'),
    }
}

/// Whether an allowed address leads out of the dossier.
#[must_use]
pub fn is_external(href: &str) -> bool {
    scheme(href).is_some()
}

/// A relative address as seen from a page, as a path below the root.
#[must_use]
pub fn resolve(from: &str, href: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// What stands before the first colon, where no `/`, `?` or `#` comes earlier.
fn scheme(href: &str) -> Option<&str> {
    let colon = href.find(':')?;
    let scheme = &href[..colon];
    (!scheme.contains(['/', '?', '#'])).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_schemes_are_allowed() {
        for href in ["https://a.b/c", "HTTP://a", "mailto:a@b.c", "#p4", "../a.md#x", "a/b:c", ""] {
            assert!(is_allowed(href), "{href}");
        }
        for href in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//host/x",
            "/root",
            "\\\\host",
            "x:y",
        ] {
            assert!(!is_allowed(href), "{href}");
        }
    }
}
