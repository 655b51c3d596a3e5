//! The generated pages also build with a stock mdBook, with every link resolved.

use std::process::Command;

use html5gum::Token;

use crate::dossiers::resolve;
use crate::support::{build, copy, dossiers, tokens, tree, utf8};

#[test]
fn mdbook_builds_the_pages_and_their_links_lead_somewhere() {
    let mdbook = std::env::var("MDBOOK").unwrap_or_else(|_| "mdbook".to_owned());
    for (name, dossier) in dossiers() {
        let folder = copy(&dossier);
        build(folder.path());
        let output = Command::new(&mdbook)
            .args(["build", "--dest-dir", "book"])
            .current_dir(folder.path())
            .output()
            .expect("mdbook runs; scripts/test installs it");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{name}: {said}");
        assert!(!said.contains("ERROR"), "{name}: {said}");
        check_links(name, folder.path());
    }
}

fn check_links(name: &str, folder: &std::path::Path) {
    // With a second output table, mdBook puts each renderer's output into a folder of its name.
    let out = ["book/html", "book"]
        .iter()
        .map(|book| folder.join(book))
        .find(|b| b.join("index.html").exists());
    let files = tree(&out.expect("mdbook wrote a book"));
    let mut checked = 0;
    for (page, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        // These two are mdBook's own: all chapters on one page, and a page without a place.
        if page == "print.html" || page == "404.html" || page == "toc.html" {
            continue;
        }
        let html = String::from_utf8_lossy(bytes);
        let main = html.split("<main>").nth(1).and_then(|rest| rest.split("</main>").next());
        for token in tokens(main.unwrap_or_default()) {
            let Token::StartTag(tag) = token else { continue };
            let Some(href) = tag.attributes.get(b"href".as_slice()).map(|v| utf8(&v.value)) else {
                continue;
            };
            if href.contains("://") || href.starts_with("mailto:") {
                continue;
            }
            let (path, anchor) = href.split_once('#').unwrap_or((&href, ""));
            let target = if path.is_empty() { page.clone() } else { resolve(page, path) };
            let bytes = files.get(&target).unwrap_or_else(|| panic!("{name}: {page} → {href}"));
            if !anchor.is_empty() {
                let html = String::from_utf8_lossy(bytes);
                assert!(html.contains(&format!("id=\"{anchor}\"")), "{name}: {page} → {href}");
            }
            checked += 1;
        }
    }
    assert!(checked > 300, "{name}: only {checked} links");
}
