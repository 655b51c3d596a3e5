//! Both shipped dossiers, built as a user would.

use std::collections::BTreeMap;

use html5gum::Token;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::{build, copy, dossier, dossiers, get, get_text, tokens, tree, utf8};

#[test]
fn both_dossiers_build_without_an_error() {
    for (name, folder) in dossiers() {
        let folder = copy(&folder);
        let output = dossier(folder.path(), &["check"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{name}: {said}");
        assert!(!said.contains("error[") && !said.contains("warning["), "{name}: {said}");
        assert!(!folder.path().join("public").exists(), "check writes nothing");
    }
}

#[test]
fn a_published_site_has_nothing_of_the_server() {
    for (name, folder) in dossiers() {
        let folder = copy(&folder);
        build(folder.path());
        for (path, bytes) in tree(&folder.path().join("public")) {
            assert!(!path.contains("editor") && !path.contains("live"), "{name}: {path}");
            if path.ends_with(".html") {
                let html = String::from_utf8(bytes).unwrap();
                for trace in ["/-/", "data-token", "editor-form", "editor-done"] {
                    assert!(!html.contains(trace), "{name}: {path} has {trace}");
                }
            }
        }
    }
}

/// The ids of all elements of each page, and all links, by page.
fn links_and_anchors(
    files: &BTreeMap<String, Vec<u8>>,
) -> (BTreeMap<String, Vec<String>>, BTreeMap<String, Vec<String>>) {
    let (mut links, mut anchors) = (BTreeMap::new(), BTreeMap::new());
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let (mut hrefs, mut ids) = (Vec::new(), Vec::new());
        for token in tokens(std::str::from_utf8(bytes).unwrap()) {
            let Token::StartTag(tag) = token else { continue };
            for key in ["href", "src"] {
                hrefs.extend(tag.attributes.get(key.as_bytes()).map(|v| utf8(&v.value)));
            }
            ids.extend(tag.attributes.get(b"id".as_slice()).map(|v| utf8(&v.value)));
        }
        links.insert(path.clone(), hrefs);
        anchors.insert(path.clone(), ids);
    }
    (links, anchors)
}

#[test]
fn every_link_of_the_site_leads_somewhere_and_every_id_is_unique() {
    for (name, folder) in dossiers() {
        let folder = copy(&folder);
        build(folder.path());
        let files = tree(&folder.path().join("public"));
        let (links, anchors) = links_and_anchors(&files);
        let mut checked = 0;
        for (page, hrefs) in &links {
            let mut ids = anchors[page].clone();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), anchors[page].len(), "{name}: {page} has an id twice");
            for href in
                hrefs.iter().filter(|href| !href.contains("://") && !href.starts_with("mailto:"))
            {
                // The page for missing pages has absolute addresses, by design.
                if page == "404.html" {
                    assert!(href.starts_with('/') || href.starts_with('#'), "{href}");
                    continue;
                }
                let (path, anchor) = href.split_once('#').unwrap_or((href, ""));
                let target = if path.is_empty() { page.clone() } else { resolve(page, path) };
                assert!(files.contains_key(&target), "{name}: {page} → {href}");
                if !anchor.is_empty() {
                    assert!(
                        anchors[&target].iter().any(|id| id == anchor),
                        "{name}: {page} → {href}"
                    );
                }
                checked += 1;
            }
        }
        assert!(checked > 1000, "{name}: only {checked} links");
    }
}

pub(crate) fn resolve(page: &str, href: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => {
                parts.pop().expect("a link leaves the site");
            }
            "." => {}
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[test]
fn the_manifest_names_every_seed_and_every_file() {
    for (name, dossier) in dossiers() {
        let folder = copy(&dossier);
        build(folder.path());
        let mut files = tree(&folder.path().join("public"));
        let manifest: Value =
            serde_json::from_slice(&files.remove("manifest.json").unwrap()).unwrap();
        files.retain(|path, _| !path.starts_with(".dossier"));
        let listed = |key: &str| -> BTreeMap<String, String> {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let items = manifest[key].as_array().unwrap().iter();
            items.map(|item| (text(&item["path"]), text(&item["sha256"]))).collect()
        };
        let sums = |files: BTreeMap<String, Vec<u8>>| -> BTreeMap<String, String> {
            let sum =
                |bytes: &[u8]| Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
            files.into_iter().map(|(path, bytes)| (path, sum(&bytes))).collect()
        };
        assert_eq!(listed("files"), sums(files), "{name}");
        let seeds = tree(&folder.path().join("seeds"));
        assert_eq!(listed("seeds"), sums(seeds), "{name}");
    }
}

#[test]
fn annotations_are_exported_with_selectors_that_fit_the_text() {
    for (name, dossier) in dossiers() {
        let folder = copy(&dossier);
        build(folder.path());
        let mut looked_at = 0;
        let annotations = tree(&folder.path().join("public/data/documents"));
        for (path, bytes) in annotations.into_iter().filter(|(path, _)| path.ends_with(".jsonld")) {
            let collection: Value = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
            assert_eq!(collection["type"], "AnnotationCollection");
            let items = collection["first"]["items"].as_array().unwrap();
            assert_eq!(collection["total"], items.len());
            for item in items {
                let [quote, position] = item["target"]["selector"].as_array().unwrap().as_slice()
                else {
                    panic!("{name}: {path}: two selectors are needed")
                };
                let exact = quote["exact"].as_str().unwrap();
                let (start, end) = (position["start"].as_u64(), position["end"].as_u64());
                let length = exact.chars().count() as u64;
                assert_eq!(end.unwrap() - start.unwrap(), length, "{name}: {path}: {exact}");
                assert!(item["creator"]["name"].is_string() && item["motivation"].is_string());
                looked_at += 1;
            }
        }
        assert!(looked_at > 100, "{name}: {looked_at}");
    }
}

#[test]
fn what_a_host_and_a_feed_reader_need_is_there() {
    let folder = copy(&dossiers()[1].1);
    let book = folder.path().join("book.toml");
    let settings = get_text(&book)
        .replace("https://example.org/harrow-weir/", "https://weir.example/a/b/")
        .replace("license =", "cname = \"weir.example\"\nlicense =");
    crate::support::put(&book, settings.as_bytes());
    build(folder.path());
    let files = tree(&folder.path().join("public"));
    let text = |path: &str| std::str::from_utf8(&files[path]).unwrap();
    assert_eq!(text("CNAME"), "weir.example\n");
    assert_eq!(text(".nojekyll"), "");
    assert!(text("robots.txt").ends_with("Sitemap: https://weir.example/a/b/sitemap.xml\n"));

    // Every page but search, concordance, the one to print and the one for missing pages.
    let pages = files.keys().filter(|path| path.ends_with(".html")).count() - 4;
    assert_eq!(text("sitemap.xml").matches("<loc>https://weir.example/a/b/").count(), pages);
    let is_document =
        |path: &&String| path.starts_with("data/documents/") && path.ends_with(".jsonld");
    let documents = files.keys().filter(is_document).count();
    let feed = text("feed.xml");
    assert_eq!(feed.matches("<entry>").count(), documents);
    assert!(feed.contains("<updated>1926-02-13T00:00:00Z</updated>"), "a document's own day");

    let missing = text("404.html");
    assert!(
        missing.contains("href=\"/a/b/dossier.css\"") && !missing.contains("rel=\"canonical\"")
    );
    let page = text("documents/reply.html");
    for expect in [
        "<link rel=\"canonical\" href=\"https://weir.example/a/b/documents/reply.html\">",
        "type=\"application/ld+json\" title=",
        "<meta property=\"og:title\"",
        "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\"",
    ] {
        assert!(page.contains(expect), "{expect}");
    }
}

#[test]
fn the_seeds_are_left_alone() {
    let (_, original) = &dossiers()[0];
    let seed = "seeds/000_4a59c69cded22aaa.txt";
    let folder = copy(original);
    build(folder.path());
    let bytes = get(&folder.path().join(seed));
    let sum: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(bytes.len(), 2849);
    let page = get_text(&folder.path().join("public/documents/microsoft-tiktok.html"));
    assert!(page.contains(&sum), "the passport shows the seed's sum");
}

#[test]
fn a_folder_of_somebody_elses_is_not_touched() {
    let folder = copy(&dossiers()[0].1);
    let precious = folder.path().join("public/precious.txt");
    std::fs::create_dir(precious.parent().unwrap()).unwrap();
    crate::support::put(&precious, b"mine");
    let output = dossier(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(get_text(&precious), "mine");
    assert!(!folder.path().join("pages").exists(), "nothing is written");
}

#[test]
fn every_page_is_read_back_as_it_was_written() {
    for (name, dossier) in dossiers() {
        let folder = copy(&dossier);
        build(folder.path());
        let mut looked_at = 0;
        for (path, bytes) in tree(&folder.path().join("pages")) {
            if path == "SUMMARY.md" || path.starts_with(".dossier") {
                continue;
            }
            let text = String::from_utf8(bytes).unwrap();
            let page =
                ::dossier::page::read(&path, &text).unwrap_or_else(|e| panic!("{path}: {e}"));
            assert_eq!(::dossier::page::write(&page), text, "{name}: {path}");
            looked_at += 1;
        }
        assert!(looked_at > 30, "{name}: {looked_at}");
    }
}

/// The words of each mark's first piece, by the annotation's id.
fn first_pieces(html: &str) -> BTreeMap<String, String> {
    let mut pieces: BTreeMap<String, String> = BTreeMap::new();
    let mut open: Vec<Option<String>> = Vec::new();
    let mut own = 0usize;
    for token in tokens(html) {
        match token {
            Token::StartTag(tag) => {
                let name = utf8(&tag.name);
                if ["br", "hr", "img", "input", "meta", "link"].contains(&name.as_str()) {
                    continue;
                }
                let id = tag.attributes.get(b"id".as_slice()).map(|v| utf8(&v.value));
                let mark = id.and_then(|id| id.strip_prefix("a-").map(str::to_owned));
                let is_own = tag.attributes.contains_key(b"data-own".as_slice());
                own += usize::from(is_own || own > 0);
                open.push(mark);
            }
            Token::EndTag(_) => {
                own = own.saturating_sub(1);
                open.pop();
            }
            Token::String(text) if own == 0 => {
                for mark in open.iter().flatten() {
                    pieces.entry(mark.clone()).or_default().push_str(&utf8(&text));
                }
            }
            _ => {}
        }
    }
    pieces
}

#[test]
fn marks_lie_over_the_words_they_are_about() {
    for (name, dossier) in dossiers() {
        let folder = copy(&dossier);
        build(folder.path());
        let public = folder.path().join("public");
        let mut looked_at = 0;
        let annotations = tree(&public.join("data/documents"));
        for (path, bytes) in annotations.into_iter().filter(|(path, _)| path.ends_with(".jsonld")) {
            let collection: Value = serde_json::from_slice(&bytes).unwrap();
            let page = public.join("documents").join(path.replace(".jsonld", ".html"));
            let pieces = first_pieces(&get_text(&page));
            for item in collection["first"]["items"].as_array().unwrap() {
                let id = item["id"].as_str().unwrap().rsplit('#').next().unwrap();
                let exact = item["target"]["selector"][0]["exact"].as_str().unwrap();
                // A judgement is drawn over the words that show it.
                let shown = item["dossier:reason"]["evidence"][0].as_str();
                let judged = item["dossier:layer"] == "certainty";
                let exact = shown.filter(|_| judged).unwrap_or(exact);
                let piece = &pieces[id];
                let blank = |text: &str| text.split_whitespace().collect::<String>();
                assert!(
                    !piece.trim().is_empty() && blank(exact).starts_with(&blank(piece)),
                    "{name}: {path}: “{piece}” is drawn for “{exact}”"
                );
                looked_at += 1;
            }
        }
        assert!(looked_at > 100, "{name}: {looked_at}");
    }
}
