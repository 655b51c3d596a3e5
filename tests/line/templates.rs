//! The theme's rules: templates escape, nothing is inline, nothing is asked of another host.

use crate::support::{build, copy, dossiers, get_text, repository, tokens, tree, utf8};
use html5gum::Token;

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
            for token in tokens(&html) {
                if let Token::StartTag(tag) = token {
                    check_tag(&page, &tag);
                }
            }
        }
    }
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
