//! Folders that somebody prepared with care: the build ends, says what is wrong, and harms nothing.

use proptest::prelude::*;

use crate::support::{build, dossier, folder, get, get_text, put, tree};

const BOOK: &[u8] = b"[book]\ntitle = \"T\"\n";

/// What turns the direction of text.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn nothing_turns_the_direction_of_text() {
    let jsonld = r#"{"type":"Annotation","creator":{"name":"x\u2066"},"body":{"type":"TextualBody","value":"b\u202ec"},
        "target":{"source":"a.txt","selector":{"type":"TextQuoteSelector","exact":"word"}}}"#;
    let notes = "---\ntitle: \"x\\u202Ey\"\n---\nBefore \u{202e} it, and &#x202E;.\n\n> [!note] editor=\"e\u{202e}\"\n> word\n\nBody `\u{202e}`.\n";
    let folder = folder(&[
        ("book.toml", "[book]\ntitle = \"T\\u202Eitle\"\nauthors = [\"a\u{2067}\"]\n".as_bytes()),
        (
            "seeds/a.txt",
            "Title: t\u{202e}\n\nThe \u{202e}evil\u{202c} word \u{200f}\u{200e}.\n".as_bytes(),
        ),
        ("seeds/b\u{202e}txt.exe.txt", b"Other words."),
        ("seeds/c.html", "<title>&#x202e;c</title><p>&#8238;more\u{2068}".as_bytes()),
        ("annotations/a.txt.md", notes.as_bytes()),
        ("annotations/x.jsonld", jsonld.as_bytes()),
        (
            "annotations/register.toml",
            "[[person]]\nid = \"w\"\nname = \"wo\\u202Erd\"\naliases = [\"word\"]\n".as_bytes(),
        ),
    ]);
    let output = dossier(folder.path(), &["build"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("D0027") && !said.contains(turns), "{said}");
    assert!(said.contains("seeds/a.txt") && said.contains("annotations/a.txt.md"), "{said}");
    assert!(said.contains("annotations/x.jsonld") && said.contains("book.toml"), "{said}");
    for output in ["public", "pages"] {
        for (path, bytes) in tree(&folder.path().join(output)) {
            assert!(!path.contains(turns), "{path}");
            if path.ends_with(".html") || path.ends_with(".md") || path.ends_with(".js") {
                let text = String::from_utf8(bytes).unwrap();
                assert!(!text.contains(turns), "{output}/{path}");
            }
        }
    }
}

/// Characters that XML forbids, and its own signs.
const FORBIDDEN: &str = "\u{FFFE}\u{FFFF}\u{1}\u{B}\u{C}\u{1B}\u{7F}\u{FDD0} ]]> <a> & \"'";

#[test]
fn every_xml_file_and_drawing_is_well_formed() {
    let quoted = toml::Value::String(FORBIDDEN.to_owned()).to_string();
    let name = |n: &str| toml::Value::String(format!("{n} {FORBIDDEN}")).to_string();
    let book = format!(
        "[book]\ntitle = {quoted}\nauthors = [{quoted}]\ndescription = {quoted}\n\
         [output.dossier]\nsite-url = \"https://example.org/x/\"\nlicense = {quoted}\n"
    );
    let register = format!(
        "[[person]]\nid = \"p\"\nname = {}\naliases = [\"Hear\"]\n[[place]]\nid = \"l\"\nname = {}\n\
         aliases = [\"Neustadt\"]\ngeo = [51.0, 10.0]\n",
        name("P"),
        name("L")
    );
    let text = format!(
        "Title: {FORBIDDEN}\nAuthor: {FORBIDDEN}\nDate: 2020-05-03\n\nHear {FORBIDDEN} in Neustadt on 3 May 2020.\n"
    );
    let notes = format!("> [!claim] asserted, by=\"Hear\"\n> Hear\n\n{FORBIDDEN}\n");
    let place = folder(&[
        ("book.toml", book.as_bytes()),
        ("seeds/a.txt", text.as_bytes()),
        (
            "seeds/b.md",
            format!("---\ndate: 2020-06-01\n---\n# {FORBIDDEN}\n\nHear it.\n").as_bytes(),
        ),
        ("annotations/register.toml", register.as_bytes()),
        ("annotations/a.txt.md", notes.as_bytes()),
    ]);
    build(place.path());
    let (mut files, mut drawings) = (0, 0);
    for (path, bytes) in tree(&place.path().join("public")) {
        let check = |xml: &str| {
            let parsed = roxmltree::Document::parse(xml);
            assert!(parsed.is_ok(), "{path}: {:?}", parsed.err());
        };
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        if path.ends_with(".xml") || path.ends_with(".svg") {
            check(text);
            files += 1;
        } else if path.ends_with(".html") {
            for (from, _) in text.match_indices("<svg") {
                let to = text[from..].find("</svg>").unwrap();
                check(&text[from..from + to + "</svg>".len()]);
                drawings += 1;
            }
        }
    }
    assert!(files >= 3 && drawings >= 2, "{files} files, {drawings} drawings");
}

/// What cannot be written is said by a check, too.
#[test]
fn a_name_that_cannot_be_written_is_found_by_a_check() {
    for name in ["CON.css", "a/.dossier-manifest.json:x", "nul.txt"] {
        let place = folder(&[
            ("book.toml", BOOK),
            ("seeds/a.txt", b"A word."),
            (&format!("static/{name}"), b"x"),
        ]);
        for command in ["build", "check"] {
            let output = dossier(place.path(), &[command]);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{command} {name}: {said}");
            assert!(said.contains(name), "{said}");
        }
    }
}

/// A theme that never ends, or that fills any memory, is an error like any other.
#[test]
fn a_template_without_end_is_refused() {
    let loops = |inner: &str| {
        let one = "{% for i in range(end=10000) %}";
        format!("{one}{}{inner}{}", one.replace(" i ", " j "), "{% endfor %}".repeat(2))
    };
    for template in [
        "{% include \"document.html\" %}".to_owned(),
        "{% extends \"document.html\" %}".to_owned(),
        loops("xxxxxxxx"),
        format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000)),
    ] {
        let place = folder(&[
            ("book.toml", BOOK),
            ("seeds/a.txt", b"A word."),
            ("templates/document.html", template.as_bytes()),
        ]);
        let output = dossier(place.path(), &["build"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said:.500}");
        assert!(said.contains("templates/document.html"), "{said:.500}");
    }
}

/// Pairs of which neither is among the closest of the other have no heading to lead to.
#[test]
fn a_paragraph_may_hold_more_names_than_a_page_lists_partners() {
    let names: Vec<String> = (0..60).map(|n| format!("Name{n}")).collect();
    let entry = |name: &String| {
        format!("[[person]]\nid = \"{}\"\nname = \"{name}\"\n", name.to_lowercase())
    };
    let register: String = names.iter().map(entry).collect();
    let folder = folder(&[
        ("book.toml", BOOK),
        ("seeds/a.txt", names.join(", ").as_bytes()),
        ("annotations/register.toml", register.as_bytes()),
    ]);
    build(folder.path());
}

#[test]
fn names_of_windows_devices_are_no_file_names() {
    let folder = folder(&[
        ("book.toml", BOOK),
        ("seeds/con.txt", b"One."),
        ("seeds/NUL.md", b"Two."),
        ("seeds/com1.html", b"<p>Three."),
    ]);
    build(folder.path());
    for (path, _) in tree(&folder.path().join("public")) {
        let name = path.rsplit('/').next().unwrap();
        let stem = name.split('.').next().unwrap();
        assert!(!["con", "nul", "com1"].contains(&stem), "{path}");
    }
}

#[test]
fn a_document_over_a_limit_is_named_and_the_others_are_built() {
    let book = "[book]\ntitle = \"T\"\n[output.dossier.limits]\nsize = 1\nparagraphs = 3\n\
                annotations = 2\ndepth = 2\n";
    let large = "word ".repeat(300_000);
    let folder = folder(&[
        ("book.toml", book.as_bytes()),
        ("seeds/good.txt", b"It is good."),
        ("seeds/large.txt", large.as_bytes()),
        ("seeds/long.txt", b"a\n\nb\n\nc\n\nd\n"),
        ("seeds/deep.md", b"> > > deep words\n"),
        ("seeds/dates.txt", b"On 1 May 2020, 2 May 2020, 3 May 2020 and 4 May 2020."),
        ("annotations/large.txt.md", b"> [!note]\n> word\n\nSo it is.\n"),
    ]);
    let output = dossier(folder.path(), &["build"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    for words in [
        "“seeds/large.txt” is left out: it is larger than 1 MiB",
        "“seeds/long.txt” is left out: it has more than 3 paragraphs",
        "nested too deeply",
        "annotations that rules made in “seeds/dates.txt” are left out",
        "“seeds/large.txt” has no page, so that its notes are left out",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let pages = tree(&folder.path().join("public/documents"));
    let names: Vec<&str> = pages.keys().map(String::as_str).collect();
    assert_eq!(names, ["dates.html", "deep.html", "good.html", "index.html"]);
}

#[test]
fn nesting_of_any_kind_ends_no_build() {
    let nest = |open: &str, close: &str| [open.repeat(20_000), close.repeat(20_000)].join("x");
    let strong = nest("**x ", " x**");
    let body = format!("> [!note]\n> word\n\n{}\n", nest("> ", ""));
    let list = format!("> [!note]\n> word\n\n{}\n", nest("- ", ""));
    let html = serde_json::json!({
        "type": "Annotation",
        "body": { "type": "TextualBody", "format": "text/html", "value": nest("<div><b>", "") },
        "target": { "source": "a.txt",
            "selector": { "type": "TextQuoteSelector", "exact": "word" } },
    });
    let folder = folder(&[
        ("book.toml", BOOK),
        ("seeds/a.txt", b"A word."),
        ("seeds/b.txt", b"Another word."),
        ("seeds/strong.md", strong.as_bytes()),
        ("seeds/links.md", nest("![", "](x)").as_bytes()),
        ("seeds/styles.html", nest("<b><i>", "</i></b>").as_bytes()),
        ("annotations/a.txt.md", body.as_bytes()),
        ("annotations/b.txt.md", list.as_bytes()),
        ("annotations/x.jsonld", html.to_string().as_bytes()),
    ]);
    let output = dossier(folder.path(), &["build", "-q"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    for broken in ["x=", "[[person]]\nx=", "["] {
        for (path, bomb) in [("register.toml", "["), ("rules.toml", "{a="), ("proposals.toml", "[")]
        {
            let text = format!("{broken}{}", bomb.repeat(100_000));
            put(&folder.path().join("annotations").join(path), text.as_bytes());
        }
        let output = dossier(folder.path(), &["check", "-q"]);
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn no_page_has_a_directive_of_mdbook() {
    let attack = "{{#include ../book.toml}} {{ #include ../book.toml }}";
    let folder = folder(&[
        ("book.toml", format!("[book]\ntitle = \"{attack}\"\n").as_bytes()),
        ("seeds/a.txt", format!("Title: {attack}\n\n{attack}\n").as_bytes()),
        ("seeds/b.md", format!("# {attack}\n\n`{attack}`\n\n```\n{attack}\n```\n").as_bytes()),
    ]);
    build(folder.path());
    for (path, bytes) in tree(&folder.path().join("pages")) {
        let text = String::from_utf8(bytes).unwrap();
        let text: String = text.split_whitespace().collect();
        assert!(!text.contains("{{#"), "{path}");
    }
    let page = get_text(&folder.path().join("public/documents/b.html"));
    assert!(page.contains(attack), "the site shows the words as they are");
}

#[test]
#[cfg(unix)]
fn no_pipe_or_link_is_opened_wherever_it_stands() {
    use std::os::unix::fs::symlink;
    let places = [
        "seeds/x.txt",
        "seeds/x.pdf",
        "annotations/register.toml",
        "annotations/rules.toml",
        "annotations/a.txt.md",
        "annotations/x.jsonld",
        "annotations/pages/index.md",
        "templates/document.html",
        "static/site.css",
        ".dossier.lock",
        "public",
        "pages",
    ];
    for place in places {
        for link in [false, true] {
            let folder = folder(&[("book.toml", BOOK), ("seeds/a.txt", b"A word.")]);
            let path = folder.path().join(place);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            if link {
                symlink("/etc/passwd", &path).unwrap();
            } else {
                let mode = rustix::fs::Mode::from_raw_mode(0o644);
                let kind = rustix::fs::FileType::Fifo;
                rustix::fs::mknodat(rustix::fs::CWD, &path, kind, mode, 0).unwrap();
            }
            let output = dossier(folder.path(), &["build"]);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{place}: {said}");
            assert!(said.contains(place), "{place}: {said}");
            assert!(path.symlink_metadata().is_ok(), "{place} is still there");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Any bytes in any file: exit code 0 or 1, a message, no panic, the old site intact.
    #[test]
    fn any_bytes_in_any_file(
        place in prop::sample::select(vec![
            "book.toml", "seeds/a.txt", "seeds/b.md", "seeds/c.html", "annotations/register.toml",
            "annotations/rules.toml", "annotations/proposals.toml", "annotations/anchors.lock",
            "annotations/a.txt.md", "annotations/x.jsonld", "annotations/pages/index.md",
            "templates/document.html", "templates/locale/en.toml", "static/own.css",
            "public/.dossier-manifest.json",
        ]),
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "[\\[\\]{}\"'=:>!#*_`<&;\\\\/ a-z0-9\n-]{0,200}".prop_map(String::into_bytes),
        ],
    ) {
        let folder = folder(&[
            ("book.toml", BOOK),
            ("seeds/a.txt", b"A word."),
            ("annotations/register.toml", b"[[person]]\nid = \"w\"\nname = \"word\"\n"),
        ]);
        build(folder.path());
        let old = tree(&folder.path().join("public"));
        let path = folder.path().join(place);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        put(&path, &bytes);
        let output = dossier(folder.path(), &["build"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = output.status.code();
        prop_assert!(matches!(code, Some(0 | 1)), "{:?} {}", code, said);
        prop_assert!(!said.contains("panicked") && !said.trim().is_empty(), "{}", said);
        prop_assert!(place.starts_with("public") || get(&path) == bytes, "{place} was written to");
        if code == Some(1) && !place.starts_with("public") {
            prop_assert!(said.contains("error"), "{}", said);
            prop_assert!(tree(&folder.path().join("public")) == old);
        }
    }
}
