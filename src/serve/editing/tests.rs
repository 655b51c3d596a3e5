//! Notes written over a real socket: who may, where to, and what becomes of others' changes.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use serde_json::{Value, json};
use tokio::sync::{oneshot, watch};

use super::*;
use crate::build::{Counts, Progress};
use crate::diagnostic::Diagnostics;
use crate::project::{Project, ReadError};
use crate::serve::{Observer, Server, State, rebuild};

struct Silent;

impl Progress for Silent {
    fn step(&self, _: &'static str, _: usize) {}
    fn item(&self) {}
}

impl Observer for Silent {
    fn listening(&self, _: &str) {}
    fn building(&self) {}
    fn built(&self, _: &Project, _: Option<Counts>, _: &Diagnostics) {}
    fn wrote(&self, _: &str) {}
    fn unreadable(&self, _: &ReadError) {}
    fn text(&self, _: &Project, diagnostics: &Diagnostics) -> String {
        diagnostics.iter().map(|d| d.message.as_str()).collect::<Vec<_>>().join("\n")
    }
}

const TEXT: &str =
    "Mara Doe opened the gate.\n\nThe gate was shut again, and the gate stayed shut.\n";
const NOTES: &str = "annotations/letter.txt.md";

/// A dossier that is served.
struct Served {
    folder: tempfile::TempDir,
    port: u16,
    token: Token,
    _stop: oneshot::Sender<()>,
    _states: watch::Sender<State>,
}

impl Served {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "book.toml", "[book]\ntitle = \"A title\"\n");
        put(folder.path(), "seeds/letter.txt", TEXT);
        put(
            folder.path(),
            "annotations/register.toml",
            "[[person]]\nid = \"mara-doe\"\nname = \"Mara Doe\"\naliases = [\"Mrs Doe\"]\n",
        );
        let token = Token::new().unwrap();
        let state = rebuild::build(folder.path(), &token, None, &Silent);
        assert_eq!(state.failure, None);
        let server = Server::bind(Some(0)).unwrap().editing(
            folder.path(),
            &token,
            &(Arc::new(Silent) as Arc<dyn Observer>),
        );
        let port = server.port();
        let (states, receiver) = watch::channel(state);
        let (stop, stopped) = oneshot::channel::<()>();
        std::thread::spawn(move || {
            server.run(receiver, async {
                let _ = stopped.await;
            })
        });
        Self { folder, port, token, _stop: stop, _states: states }
    }

    /// Status and body of the answer to a request with these header lines (`{}` is the port).
    fn send(&self, request: &str, headers: &[&str], body: &str) -> (String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let mut text = format!(
            "{request} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n",
            body.len()
        );
        for header in headers {
            let header = header.replace("{}", &self.port.to_string());
            text.push_str(&format!("{}\r\n", header.replace("TOKEN", self.token.as_str())));
        }
        stream.write_all(format!("{text}\r\n{body}").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap_or_default().to_owned();
        let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body).to_owned();
        (status, body)
    }

    fn ask(&self, body: &Value) -> (String, Value) {
        let (status, body) = self.send("POST /-/edit", &OWN, &body.to_string());
        (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
    }

    fn good(&self, body: &Value) -> Value {
        let (status, answer) = self.ask(body);
        assert_eq!(status, "200", "{answer}");
        answer
    }

    fn notes(&self) -> Option<String> {
        let file = self.folder.path().join(NOTES);
        file.exists().then(|| read(&file))
    }
}

/// The headers that a browser sends for one of the server's own pages.
const OWN: [&str; 5] = [
    "Host: 127.0.0.1:{}",
    "Origin: http://127.0.0.1:{}",
    "Sec-Fetch-Site: same-origin",
    "Content-Type: application/json",
    "X-Dossier-Token: TOKEN",
];

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
}

fn read(path: &Path) -> String {
    let mut text = String::new();
    std::fs::File::open(path).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn draft(body: &str) -> Value {
    json!({ "kind": "note", "status": "context", "body": body })
}

/// A note on code points `from..to` of a paragraph.
fn create(block: &str, (from, to): (usize, usize), exact: &str, body: &str) -> Value {
    json!({
        "do": "create", "document": "letter", "state": null, "exact": exact, "draft": draft(body),
        "from": { "block": block, "at": from }, "to": { "block": block, "at": to },
    })
}

#[test]
fn a_note_is_written_changed_deleted_and_brought_back() {
    let served = Served::start();
    let listed = served.good(&json!({ "do": "notes", "document": "letter" }));
    assert_eq!(listed, json!({ "file": NOTES, "state": null, "notes": [], "undo": 0, "redo": 0 }));

    let made = served.good(&create("p2", (4, 8), "gate", "See [[mara-doe]]."));
    let text = "> [!note] context\n> The **gate** was\n\nSee [[mara-doe]].\n";
    assert_eq!(served.notes().as_deref(), Some(text));
    let note = &made["notes"][0];
    assert_eq!(
        (&made["id"], &note["words"], &made["undo"]),
        (&note["id"], &json!("gate"), &json!(1))
    );
    assert_eq!(note["draft"]["body"], "See [[mara-doe]].");

    let first = served.good(&create("p1", (0, 8), "Mara Doe", "First."));
    assert_eq!(
        served.notes().as_deref(),
        Some(format!("> [!note] context\n> Mara Doe\n\nFirst.\n\n{text}").as_str())
    );

    let raw = first["notes"][1]["raw"].clone();
    let change = json!({ "do": "change", "document": "letter", "state": first["state"], "before": raw, "draft": draft("Other.") });
    let changed = served.good(&change);
    assert_eq!((&changed["elsewhere"], &changed["merged"]), (&json!(false), &json!(false)));
    assert!(served.notes().unwrap().ends_with("> The **gate** was\n\nOther.\n"));

    let raw = changed["notes"][0]["raw"].clone();
    served.good(
        &json!({ "do": "delete", "document": "letter", "state": changed["state"], "before": raw }),
    );
    assert_eq!(served.notes().unwrap(), text.replace("See [[mara-doe]].", "Other."));

    let undo = json!({ "do": "undo", "document": "letter" });
    for _ in 0..3 {
        served.good(&undo);
    }
    assert_eq!(served.notes().as_deref(), Some(text));
    let last = served.good(&undo);
    assert_eq!(
        (served.notes(), &last["redo"]),
        (None, &json!(4)),
        "the file that was not there is gone"
    );
    assert_eq!(served.ask(&undo).1, json!({ "code": "nothing" }));
    served.good(&json!({ "do": "redo", "document": "letter" }));
    assert_eq!(served.notes().as_deref(), Some(text));
}

#[test]
fn only_own_pages_of_this_run_may_write() {
    let served = Served::start();
    let body = create("p1", (0, 4), "Mara", "x").to_string();
    let check = |request: &str, headers: &[&str], expect: &str| {
        let (status, answer) = served.send(request, headers, &body);
        assert_eq!(status, expect, "{request} {headers:?} {answer}");
        assert!(expect == "200" || !answer.contains("raw"), "{answer}");
    };
    let without = |header: &str| -> Vec<&str> {
        OWN.into_iter().filter(|own| !own.starts_with(header)).collect()
    };
    let with = |header: &'static str| -> Vec<&str> {
        let name = header.split(':').next().unwrap();
        without(name).into_iter().chain([header]).collect()
    };
    let post = "POST /-/edit";
    // A name that leads here by the attacker's own name server.
    check(post, &with("Host: evil.example:{}"), "403");
    check(post, &without("Host"), "403");
    // A page of another site, or of another server on this machine.
    check(post, &with("Origin: http://evil.example"), "403");
    check(post, &with("Origin: http://127.0.0.1:1"), "403");
    check(post, &with("Origin: null"), "403");
    check(post, &without("Origin"), "403");
    check(post, &with("Sec-Fetch-Site: cross-site"), "403");
    check(post, &with("Sec-Fetch-Site: none"), "403");
    // Not a page of this run.
    check(post, &without("X-Dossier-Token"), "403");
    check(post, &with("X-Dossier-Token: 00000000000000000000000000000000"), "403");
    check(post, &with("X-Dossier-Token: "), "403");
    let twice: Vec<&str> = OWN.into_iter().chain(["X-Dossier-Token: TOKEN"]).collect();
    check(post, &twice, "403");
    // What a form can send without asking for leave.
    for media in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        let media = format!("Content-Type: {media}");
        let headers: Vec<&str> =
            without("Content-Type").into_iter().chain([media.as_str()]).collect();
        check(post, &headers, "415");
    }
    for method in ["GET", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        check(&format!("{method} /-/edit"), &OWN, "405");
    }
    assert_eq!(served.notes(), None);
    check("POST /-/edit", &OWN, "200");
}

#[test]
fn nothing_but_notes_files_of_documents_is_written() {
    let served = Served::start();
    let all = || -> Vec<String> {
        let found = walkdir::WalkDir::new(served.folder.path()).sort_by_file_name();
        found.into_iter().map(|entry| entry.unwrap().path().display().to_string()).collect()
    };
    let before = all();
    for document in
        ["../letter", "letter.txt", "/etc/passwd", "..", "", "pages/index", "letter\0", "LETTER"]
    {
        let mut ask = create("p1", (0, 4), "Mara", "x");
        ask["document"] = json!(document);
        assert_eq!(
            served.ask(&ask),
            ("404".to_owned(), json!({ "code": "document" })),
            "{document}"
        );
    }
    let mut ask = create("p1", (0, 4), "Mara", "x");
    ask["path"] = json!("annotations/register.toml");
    assert_eq!(served.ask(&ask).0, "400", "nobody names a path");
    assert_eq!(served.send("POST /-/edit", &OWN, "{").0, "400");
    let long = create("p1", (0, 4), "Mara", &"x".repeat(300_000)).to_string();
    assert_eq!(served.send("POST /-/edit", &OWN, &long).0, "413");
    assert_eq!(all(), before);
}

#[cfg(unix)]
#[test]
fn no_link_leads_a_write_elsewhere() {
    let served = Served::start();
    let elsewhere = tempfile::tempdir().unwrap();
    put(elsewhere.path(), "x.md", "Mine.\n");
    std::os::unix::fs::symlink(elsewhere.path().join("x.md"), served.folder.path().join(NOTES))
        .unwrap();
    let (status, answer) = served.ask(&create("p1", (0, 4), "Mara", "x"));
    assert_eq!((status.as_str(), &answer["code"]), ("500", &json!("unreadable")), "{answer}");
    assert_eq!(read(&elsewhere.path().join("x.md")), "Mine.\n");
}

#[test]
fn what_is_written_by_hand_meanwhile_stays() {
    let served = Served::start();
    let made = served.good(&create("p1", (0, 4), "Mara", "Page."));
    let raw = made["notes"][0]["raw"].as_str().unwrap().to_owned();
    let put_notes = |text: &str| put(served.folder.path(), NOTES, text);
    let change = |body: &str| json!({ "do": "change", "document": "letter", "state": made["state"], "before": raw, "draft": draft(body) });
    // Elsewhere in the file.
    put_notes(&format!("By hand.\n\n{raw}\n"));
    let merged = served.good(&change("New."));
    assert_eq!((&merged["elsewhere"], &merged["merged"]), (&json!(true), &json!(false)));
    assert_eq!(served.notes().unwrap(), format!("By hand.\n\n{}\n", raw.replace("Page.", "New.")));
    // Another field of the same note.
    put_notes(&format!("{}\n", raw.replace("context", "outcome")));
    assert_eq!(served.good(&change("New."))["merged"], json!(true));
    let both = raw.replace("context", "outcome").replace("Page.", "New.");
    assert_eq!(served.notes().unwrap(), format!("{both}\n"));
    // The same field: both texts, and the file as it was.
    let theirs = raw.replace("Page.", "By hand.");
    put_notes(&format!("{theirs}\n"));
    let (status, answer) = served.ask(&change("New."));
    assert_eq!((status.as_str(), &answer["code"]), ("409", &json!("changed")));
    assert_eq!(answer["theirs"], json!(theirs));
    assert_eq!(answer["mine"], json!(raw.replace("Page.", "New.")));
    assert_eq!(answer["draft"]["body"], "By hand.");
    assert_eq!(served.notes().unwrap(), format!("{theirs}\n"));
    // The page takes it up again from there.
    let again = json!({ "do": "change", "document": "letter", "state": answer["state"], "before": theirs, "draft": draft("New.") });
    assert_eq!(served.good(&again)["elsewhere"], json!(false));
    // Taken out by hand.
    put_notes("Nothing.\n");
    let (status, answer) = served.ask(&change("New."));
    assert_eq!((status.as_str(), &answer["code"]), ("409", &json!("gone")));
    assert_eq!(served.notes().unwrap(), "Nothing.\n");
}

#[test]
fn what_could_not_be_built_is_not_written() {
    let served = Served::start();
    let check = |draft: Value, field: &str, code: &str, what: &str| {
        let mut ask = create("p1", (0, 4), "Mara", "");
        ask["draft"] = draft;
        let expect = json!({ "code": code, "field": field, "what": what });
        assert_eq!(served.ask(&ask), ("422".to_owned(), expect));
    };
    check(draft("[[nobody]]"), "body", "reference", "[[nobody]]");
    check(draft("[[letter#p9]]"), "body", "reference", "[[letter#p9]]");
    check(draft("[x](javascript:x)"), "body", "link", "javascript:x");
    check(json!({ "kind": "name", "status": "nobody" }), "status", "reference", "nobody");
    check(
        json!({ "kind": "claim", "status": "asserted", "by": "nobody" }),
        "by",
        "reference",
        "nobody",
    );
    let claim = json!({ "kind": "claim", "status": "asserted", "supports": ["letter"] });
    check(claim, "supports", "reference", "letter");
    check(json!({ "kind": "date", "status": "soon" }), "status", "date", "soon");
    check(draft("```\nx"), "body", "fence", "");
    assert_eq!(served.notes(), None);
    // Words that the document does not have there.
    let (status, answer) = served.ask(&create("p1", (0, 4), "Nora", "x"));
    assert_eq!((status.as_str(), answer), ("409", json!({ "code": "words" })));
    let (status, _) = served.ask(&create("p7", (0, 4), "Mara", "x"));
    assert_eq!(status, "409");
    // A name that is none, a name with an entry, and somebody without one.
    let mut ask = create("p1", (0, 4), "Mara", "");
    ask["draft"] = json!({ "kind": "name", "status": "none" });
    served.good(&ask);
    ask["draft"] = json!({ "kind": "claim", "status": "asserted", "by": "the clerk" });
    served.good(&ask);
    assert!(served.notes().unwrap().contains("by=\"the clerk\""));
}

#[test]
fn links_and_ids_are_completed() {
    let served = Served::start();
    let targets = |words: &str, of: &str| -> Vec<String> {
        let ask = json!({ "do": "complete", "document": "letter", "words": words, "of": of });
        let found = served.good(&ask);
        let found = found.as_array().unwrap();
        found.iter().map(|offer| offer["target"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(targets("mara", "link"), ["mara-doe", "letter"], "its title begins so, too");
    assert_eq!(targets("mrs d", "link"), ["mara-doe"], "by another of its names");
    assert_eq!(targets("let", "link"), ["letter"]);
    assert_eq!(targets("let", "entry"), Vec::<String>::new());
    assert_eq!(targets("", "entry"), ["mara-doe"]);
    assert_eq!(targets("#", "link"), ["#p1", "#p2"]);
    assert_eq!(targets("letter#2", "link"), ["letter#p2"]);
    assert_eq!(targets("#shut", "link"), ["#p2"]);
    assert_eq!(targets("time", "link"), ["timeline"]);
}

#[test]
fn only_documents_pages_know_the_token() {
    let served = Served::start();
    let (_, page) = served.send("GET /documents/letter.html", &["Host: 127.0.0.1:{}"], "");
    let tag =
        format!("<script src=\"/-/editor.js\" data-token=\"{}\" defer>", served.token.as_str());
    assert!(page.contains(&tag), "{page}");
    for path in ["/", "/-/editor.js", "/-/editor.css", "/site.js", "/404.html"] {
        let (_, other) = served.send(&format!("GET {path}"), &["Host: 127.0.0.1:{}"], "");
        assert!(!other.contains(served.token.as_str()), "{path}");
    }
    assert_ne!(Token::new().unwrap().as_str(), Token::new().unwrap().as_str());
    assert_eq!(format!("{:?}", served.token), "Token(…)");
}
