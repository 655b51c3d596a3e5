//! Documents from people who wish the editor or the reader harm: nothing in them is run, nothing is
//! lost, and whatever is odd is said.

use html5gum::Token;

use crate::support::{dossier, folder, get_text, source_words, tokens, tree, utf8};

/// What is tried in every place a text can stand.
const ATTACK: &str = "\"><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7 * 7 }} {% raw %} \
                      ]]> --> </title> javascript:alert(1) [x](javascript:alert(1)) '\\";

fn hostile() -> tempfile::TempDir {
    let quoted = serde_json::to_string(ATTACK).unwrap();
    let text = format!("Title: {ATTACK}\nAuthor: {ATTACK}\n\nHear {ATTACK} and go.\n\nEnd.\n");
    let markdown = format!(
        "# Head {ATTACK}\n\n[a](javascript:alert(1)) [b](JaVa\tScript:alert(1)) [c](data:text/html,x) \
         ![d](x \"onerror=alert(1)\") <a href=\"javascript:1\" onclick=\"1\">e</a>\n\n\
         ```\"><script>\ncode {ATTACK}\n```\n\n| {ATTACK} |\n| --- |\n| y |\n"
    );
    let html = "<title>T\"><script>x</script></title><body onload=alert(1)><svg onload=alert(1)>\
                <p onclick=alert(1)>Words <a href=\"java&#10;script:alert(1)\">link</a>\
                <math><mtext><img src=x onerror=alert(1)></math><iframe src=//evil.example></iframe>\
                <p style=\"x\">More <b id=main name=body>bold</b>.";
    let register = format!(
        "[[person]]\nid = \"x\"\nname = \"Hear\"\nsort = {quoted}\naliases = [{quoted}]\n\
         description = {quoted}\nnote = {quoted}\nsame-as = [\"https://example.org/\\\"onload=1\"]\n"
    );
    let notes = format!(
        "---\ndescription: 'x\"><script>'\nkind: 'y\"><script>'\n---\n{ATTACK}\n\n\
         > [!claim] asserted, by=\"Mr <script>\"\n> go\n\n{ATTACK}\n"
    );
    let book = format!("[book]\ntitle = {quoted}\nauthors = [{quoted}]\ndescription = {quoted}\n");
    folder(&[
        ("book.toml", book.as_bytes()),
        ("seeds/a \"b' <script> & x.txt", text.as_bytes()),
        ("seeds/-dash #1?.md", markdown.as_bytes()),
        ("seeds/{{x}}.html", html.as_bytes()),
        ("annotations/register.toml", register.as_bytes()),
        ("annotations/a \"b' <script> & x.txt.md", notes.as_bytes()),
    ])
}

/// Nothing but what the program itself puts into a page, and a policy that would stop all else.
fn check_page(path: &str, html: &str) {
    let policies: Vec<String> = tokens(html)
        .into_iter()
        .filter_map(|token| match token {
            Token::StartTag(tag) if utf8(&tag.name) == "meta" => {
                tag.attributes.get(b"http-equiv".as_slice())?;
                tag.attributes.get(b"content".as_slice()).map(|value| utf8(&value.value))
            }
            _ => None,
        })
        .collect();
    assert_eq!(policies.len(), 1, "{path}: {policies:?}");
    for rule in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'"] {
        assert!(
            policies[0].split(';').any(|one| one.trim().starts_with(rule)),
            "{path}: {policies:?}"
        );
    }
    assert!(!policies[0].contains("unsafe") && !policies[0].contains('*'), "{path}: {policies:?}");
    for token in tokens(html) {
        let Token::StartTag(tag) = token else { continue };
        let name = utf8(&tag.name);
        let foreign = ["iframe", "object", "embed", "math", "img", "style", "base", "template"];
        assert!(!foreign.contains(&name.as_str()), "{path}: <{name}>");
        // The program's own drawings have a role; none came in from outside with one.
        let drawn = [b"role".as_slice(), b"aria-hidden"]
            .iter()
            .any(|key| tag.attributes.contains_key(*key));
        assert!(name != "svg" || drawn, "{path}: <{name}>");
        for (key, value) in &tag.attributes {
            let (key, value) = (utf8(key), utf8(&value.value));
            assert!(!key.starts_with("on") && key != "style", "{path}: {key} on <{name}>");
            let address = ["href", "src", "action"].contains(&key.as_str());
            let seen: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            let scheme = seen.split([':', '/', '#', '?']).next().unwrap_or_default();
            let foreign = seen.starts_with(&format!("{scheme}:"))
                && !["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str());
            assert!(!(address && foreign), "{path}: {key}={value}");
        }
        let data = tag.attributes.get(b"type".as_slice()).is_some_and(|t| ***t != *b"module");
        assert!(
            name != "script" || data || tag.attributes.contains_key(b"src".as_slice()),
            "{path}"
        );
    }
}

#[test]
fn nothing_in_a_dossier_is_run() {
    let folder = hostile();
    let output = dossier(folder.path(), &["build"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // The addresses in the editors' own notes are refused; without them it builds.
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("javascript:alert(1)” are not allowed"), "{said}");
    for path in ["annotations/register.toml", "annotations/a \"b' <script> & x.txt.md"] {
        let path = folder.path().join(path);
        let tamed = get_text(&path).replace("[x](javascript:alert(1))", "[x]");
        crate::support::put(&path, tamed.as_bytes());
    }
    let output = dossier(folder.path(), &["build"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");

    let public = folder.path().join("public");
    let mut pages = 0;
    for (path, bytes) in tree(&public) {
        assert!(!path.contains(['<', '"', '\'', ' ', '{']), "{path}");
        if path.ends_with(".html") {
            check_page(&path, std::str::from_utf8(&bytes).unwrap());
            pages += 1;
        }
        if path.starts_with("search/") {
            assert!(!String::from_utf8(bytes).unwrap().contains('<'), "{path}");
        }
    }
    assert!(pages > 10);
    // Where sites are served from, there are plain files and folders only.
    for entry in walkdir::WalkDir::new(&public).into_iter().map(Result::unwrap) {
        let kind = entry.file_type();
        assert!(kind.is_file() || kind.is_dir(), "{}", entry.path().display());
    }
}

#[test]
fn the_words_of_an_attack_are_shown_as_words() {
    let attack = ATTACK.split_whitespace().collect::<Vec<_>>().join(" ");
    let folder = folder(&[
        ("book.toml", b"[book]\ntitle = \"T\"\n"),
        ("seeds/a.txt", format!("Hear {ATTACK} and go.").as_bytes()),
    ]);
    assert!(dossier(folder.path(), &["build"]).status.success());
    let page = get_text(&folder.path().join("public/documents/a.html"));
    assert_eq!(source_words(&page), format!("Hear {attack} and go."));
}

#[test]
fn work_grows_no_faster_than_the_text() {
    // Each of these has taken a parser of its kind minutes or a stack; here they end.
    let long = |piece: &str, times: usize| piece.repeat(times).into_bytes();
    let folder = folder(&[
        ("book.toml", b"[book]\ntitle = \"T\"\n"),
        ("annotations/register.toml", b"[[person]]\nid = \"w\"\nname = \"word\"\n"),
        ("seeds/brackets.md", &long("[", 50_000)),
        ("seeds/quotes.md", &long("> ", 5_000)),
        ("seeds/emphasis.md", &long("*a **b ", 10_000)),
        ("seeds/divs.html", &long("<div>x", 20_000)),
        ("seeds/tables.html", &long("<table><tr><td>x", 3_000)),
        ("seeds/mentions.txt", &long("word ", 20_000)),
        ("seeds/marks.txt", &long("„“", 20_000)),
        ("seeds/line.txt", &long("x", 1_000_000)),
    ]);
    let output = dossier(folder.path(), &["build", "-q"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    let documents = tree(&folder.path().join("public/documents"));
    assert_eq!(documents.len(), 9, "each of the eight has a page, and there is the list");
}
