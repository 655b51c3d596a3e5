//! The theme's rules: templates escape, nothing is inline, nothing is asked of another host.

use crate::support::{build, copy, dossiers, get_text, repository, tokens, tree, utf8};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use html5gum::Token;
use sha2::{Digest as _, Sha256};

#[test]
fn no_template_calls_a_value_safe() {
    let mut looked_at = 0;
    for entry in walkdir::WalkDir::new(repository().join("templates")) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let text = get_text(entry.path());
            assert!(!text.contains("safe"), "{}", entry.path().display());
            looked_at += 1;
        }
    }
    assert!(looked_at > 10);
}

#[test]
fn pages_hold_no_inline_code_and_load_nothing_from_elsewhere() {
    for (name, dossier) in dossiers() {
        let folder = copy(&dossier);
        build(folder.path());
        for (path, bytes) in tree(&folder.path().join("public")) {
            if !path.ends_with(".html") {
                continue;
            }
            let page = format!("{name}: {path}");
            let html = String::from_utf8(bytes).unwrap();
            assert!(html.contains("http-equiv=\"Content-Security-Policy\""), "{page}");
            assert!(!html.contains("unsafe-"), "{page}");
            check_data(&page, &html);
            for token in tokens(&html) {
                if let Token::StartTag(tag) = token {
                    check_tag(&page, &tag);
                }
            }
        }
    }
}

/// The policy names the page's data by its hash (CSP 3, section 6.7.2.3), and no other words in a script.
fn check_data(page: &str, html: &str) {
    let policy =
        html.split("Content-Security-Policy").nth(1).and_then(|rest| rest.split('>').next());
    let named: Vec<&str> = policy.into_iter().flat_map(|p| p.split("sha256-").skip(1)).collect();
    let data = html.split("<script type=\"application/ld+json\">").nth(1);
    let Some(data) = data.and_then(|rest| rest.split("</script>").next()) else {
        assert!(named.is_empty(), "{page}: a hash of nothing");
        return;
    };
    let hash = BASE64_STANDARD.encode(Sha256::digest(data.as_bytes()));
    assert!(named.len() == 1 && named[0].starts_with(&hash), "{page}: {named:?} is not {hash}");
}

fn check_tag(page: &str, tag: &html5gum::StartTag<()>) {
    let name = utf8(&tag.name);
    let attribute = |key: &str| tag.attributes.get(key.as_bytes()).map(|v| utf8(&v.value));
    for key in tag.attributes.keys() {
        let key = utf8(key);
        assert!(!key.starts_with("on") && key != "style", "{page}: {key} on <{name}>");
    }
    assert_ne!(name, "style", "{page}");
    assert_ne!(name, "base", "{page}");
    let data = attribute("type").as_deref() == Some("application/ld+json");
    if name == "script" && !data {
        assert!(attribute("src").is_some(), "{page}: an inline script");
    }
    let loads = ["script", "img", "iframe", "source", "video", "audio"].contains(&name.as_str());
    let linked = name == "link" && attribute("rel").as_deref() == Some("stylesheet");
    for key in ["src", "href"] {
        if let Some(address) = attribute(key).filter(|_| loads || linked) {
            assert!(!address.contains("//"), "{page}: <{name}> loads {address}");
        }
    }
}

const DOCUMENT: &str = "docs/templates.md";

#[test]
#[expect(clippy::disallowed_methods, reason = "asked to, it writes the document anew")]
fn the_document_lists_what_templates_get_from_their_types() {
    let path = repository().join(DOCUMENT);
    let text = get_text(&path);
    let (before, rest) = text.split_once("<!-- types -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /types -->").unwrap();
    let code = get_text(&repository().join("src/render/context.rs"));
    // Before the view stand the settings that it is made of.
    let types = types(&code[code.find("/// A page as its template sees it").unwrap()..]);
    assert!(types.contains("### `View`") && types.contains("| `root` | `String` |"), "{types}");
    let expected = format!("{before}<!-- types -->\n{types}<!-- /types -->{after}");
    if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        std::fs::write(&path, &expected).unwrap();
        return;
    }
    assert_eq!(text, expected, "INSTA_UPDATE=always writes {DOCUMENT} anew");
}

#[test]
fn the_document_names_every_template() {
    let text = get_text(&repository().join(DOCUMENT));
    let folder = repository().join("templates");
    for entry in walkdir::WalkDir::new(&folder) {
        let path = entry.unwrap().into_path();
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        if path.is_file() && !name.starts_with("locale/") {
            assert!(text.contains(&format!("`{name}`")), "{DOCUMENT} does not name {name}");
        }
    }
    for name in text.split('`').filter(|word| word.ends_with(".html") || word.ends_with(".xml")) {
        let name = name.strip_prefix("templates/").unwrap_or(name);
        assert!(folder.join(name).is_file(), "{DOCUMENT} names {name}, which is not there");
    }
}

/// The public types of a module as Markdown: what each is, and its fields with their types.
fn types(code: &str) -> String {
    let mut out = String::new();
    let mut said = Vec::new();
    for line in code.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("/// ") {
            said.push(words.replace('|', "\\|"));
        } else if let Some(name) = line.strip_prefix("pub struct ") {
            let name = name.trim_end_matches([' ', '{']);
            let what = std::mem::take(&mut said).join(" ");
            out.push_str(&format!(
                "\n### `{name}`\n\n{what}\n\n| name | type | is |\n| --- | --- | --- |\n"
            ));
        } else if let Some((name, kind)) =
            line.strip_prefix("pub ").and_then(|f| f.split_once(": "))
        {
            let kind = kind.trim_end_matches(',');
            let what = std::mem::take(&mut said).join(" ");
            out.push_str(&format!("| `{name}` | `{kind}` | {what} |\n"));
        } else if !line.starts_with("#[") {
            said.clear();
        }
    }
    out.push('\n');
    out
}
