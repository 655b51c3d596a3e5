//! The server over a real socket, and the way from a change on disk to a new state.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::thread::JoinHandle;

use tokio::sync::{oneshot, watch};

use super::*;
use crate::build::{Counts, Progress};
use crate::diagnostic::Diagnostics;
use crate::project::{Project, ReadError};
use crate::publish::OutputFile;

/// A running server; it stops with the value.
struct Running {
    port: u16,
    states: watch::Sender<State>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<std::io::Result<()>>>,
}

impl Running {
    fn start(state: State) -> Self {
        Self::patient(state, super::patience::PATIENCE)
    }

    /// One that is kept waiting by a connection for so long.
    fn patient(state: State, patience: std::time::Duration) -> Self {
        let mut server = Server::bind(Some(0)).unwrap();
        server.patience = patience;
        let port = server.port();
        let (states, receiver) = watch::channel(state);
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            server.run(receiver, async {
                let _ = stopped.await;
            })
        });
        Self { port, states, stop: Some(stop), thread: Some(thread) }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port)).unwrap()
    }

    /// Sends a request with these header lines (`{}` is the port) and reads the whole answer.
    fn ask(&self, request: &str, headers: &[&str]) -> String {
        let mut stream = self.connect();
        self.send(&mut stream, request, headers);
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn send(&self, stream: &mut TcpStream, request: &str, headers: &[&str]) {
        let mut text = format!("{request} HTTP/1.1\r\nConnection: close\r\n");
        for header in headers {
            text.push_str(&header.replace("{}", &self.port.to_string()));
            text.push_str("\r\n");
        }
        text.push_str("\r\n");
        stream.write_all(text.as_bytes()).unwrap();
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path}"), &["Host: 127.0.0.1:{}"])
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.stop.take().map(|stop| stop.send(()));
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn state(files: &[(&str, &str)], failure: Option<&str>) -> State {
    let files = files.iter().map(|(path, text)| OutputFile::new(*path, *text)).collect();
    let (site, failure) = (Arc::new(SiteMap::new(files)), failure.map(Into::into));
    State { site, failure, ..State::default() }
}

fn small_site() -> State {
    state(
        &[
            ("index.html", "<p>front"),
            ("people/ada.html", "<p>ada"),
            ("b/index.html", "<p>b"),
            ("style.css", "p {}"),
            ("404.html", "<p>lost"),
        ],
        None,
    )
}

fn status(answer: &str) -> &str {
    answer.lines().next().and_then(|line| line.split(' ').nth(1)).unwrap_or_default()
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

#[test]
fn pages_are_answered_from_memory() {
    let server = Running::start(small_site());
    let check = |path: &str, expect: (&str, &str)| {
        let answer = server.get(path);
        assert_eq!((status(&answer), body(&answer)), expect, "{path}");
    };
    check("/", ("200", "<p>front"));
    check("/index.html?x=1", ("200", "<p>front"));
    check("/people/ada", ("200", "<p>ada"));
    check("/people/%61da.html", ("200", "<p>ada"));
    check("/style.css", ("200", "p {}"));
    check("/nobody", ("404", "<p>lost"));
    check("/people/", ("404", "<p>lost"));
    let folder = server.get("/b");
    assert_eq!(status(&folder), "302");
    assert!(folder.contains("\r\nlocation: /b/\r\n"), "{folder}");
}

#[test]
fn no_path_leads_to_the_disk() {
    let server = Running::start(small_site());
    let paths = [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/etc/passwd",
        "/Cargo.toml",
        "/%00",
        "/%ff",
        "/people/../index.html",
    ];
    for path in paths {
        let answer = server.get(path);
        assert_eq!((status(&answer), body(&answer)), ("404", "<p>lost"), "{path}");
    }
}

#[test]
fn every_answer_is_guarded() {
    let server = Running::start(small_site());
    let guards = [
        "x-content-type-options: nosniff",
        "cache-control: no-store",
        "referrer-policy: no-referrer",
        "cross-origin-resource-policy: same-origin",
    ];
    for path in ["/", "/style.css", "/none", "/-/live.js"] {
        let answer = server.get(path);
        for guard in guards {
            assert!(answer.contains(&format!("\r\n{guard}\r\n")), "{path}: {guard}\n{answer}");
        }
        assert!(!answer.contains("access-control-"), "{path}");
    }
}

#[test]
fn only_requests_by_a_loopback_name_are_answered() {
    let server = Running::start(small_site());
    let check = |host: &[&str], expect: &str| {
        assert_eq!(status(&server.ask("GET /", host)), expect, "{host:?}");
    };
    check(&["Host: 127.0.0.1:{}"], "200");
    check(&["Host: localhost:{}"], "200");
    check(&["Host: [::1]:{}"], "200");
    check(&["Host: evil.example:{}"], "403");
    check(&["Host: evil.example"], "403");
    check(&["Host: 127.0.0.1"], "403");
    check(&[], "403");
    let answer = server.ask("GET /people/ada", &["Host: evil.example:{}"]);
    assert!(!answer.contains("ada"), "{answer}");
}

#[test]
fn other_methods_are_refused() {
    let server = Running::start(small_site());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"] {
        let answer = server.ask(&format!("{method} /"), &["Host: localhost:{}"]);
        assert_eq!(status(&answer), "405", "{method}");
        assert!(answer.contains("\r\nallow: GET, HEAD\r\n"), "{answer}");
    }
    let head = server.ask("HEAD /", &["Host: localhost:{}"]);
    assert_eq!((status(&head), body(&head)), ("200", ""));
}

/// Reads events' data from an open channel.
fn next_event(lines: &mut impl BufRead) -> serde_json::Value {
    loop {
        let mut line = String::new();
        assert_ne!(lines.read_line(&mut line).unwrap(), 0, "the channel ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).unwrap();
        }
    }
}

#[test]
fn the_channel_says_the_state_now_and_after_each_change() {
    let good = small_site();
    let server = Running::start(State { failure: Some("line 1\nline 2".into()), ..good.clone() });
    let mut stream = server.connect();
    server.send(&mut stream, "GET /-/live", &["Host: localhost:{}"]);
    let mut lines = BufReader::new(stream);
    let first = next_event(&mut lines);
    assert_eq!(first["failure"], "line 1\nline 2", "a new page learns of the failure");
    server.states.send_replace(good);
    let second = next_event(&mut lines);
    assert_eq!(second["failure"], serde_json::Value::Null);
    assert_eq!(second["build"], first["build"], "the same site needs no reload");
    server.states.send_replace(state(&[("index.html", "new")], None));
    assert_ne!(next_event(&mut lines)["build"], first["build"]);
}

#[test]
fn the_channel_is_closed_to_other_sites() {
    let server = Running::start(small_site());
    for foreign in ["Origin: http://evil.example", "Sec-Fetch-Site: cross-site"] {
        let answer = server.ask("GET /-/live", &["Host: localhost:{}", foreign]);
        assert_eq!(status(&answer), "403", "{foreign}");
    }
}

#[test]
fn an_open_channel_does_not_keep_the_server_from_stopping() {
    let mut server = Running::start(small_site());
    let mut stream = server.connect();
    server.send(&mut stream, "GET /-/live", &["Host: localhost:{}"]);
    let mut lines = BufReader::new(stream);
    next_event(&mut lines);
    server.stop.take().unwrap().send(()).unwrap();
    server.thread.take().unwrap().join().unwrap().unwrap();
    let mut rest = String::new();
    lines.read_to_string(&mut rest).unwrap();
}

#[test]
fn nobody_keeps_the_server_waiting() {
    let server = Running::patient(small_site(), std::time::Duration::from_millis(300));
    let slow = |sent: &str| {
        let mut stream = server.connect();
        stream.write_all(sent.as_bytes()).unwrap();
        stream
    };
    // More than there is room for: some wait until others have been given up.
    let whole = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port);
    let all: Vec<_> = (0..super::patience::MOST + 20)
        .map(|n| slow(["GET / HT", "", "GET / HTTP/1.1\r\nHost: 127.0.0.1", &whole][n % 4]))
        .collect();
    assert_eq!(status(&server.get("/")), "200");
    for (n, mut stream) in all.into_iter().enumerate() {
        let mut answer = Vec::new();
        // An end of either kind will do; a connection that stays open hangs here.
        let _ = stream.read_to_end(&mut answer);
        assert_eq!(answer.starts_with(b"HTTP/1.1 200"), n % 4 == 3, "{n}");
    }
    assert_eq!(status(&server.get("/")), "200");
}

#[test]
fn what_is_too_long_is_not_taken_in() {
    let server = Running::start(small_site());
    let long = "x".repeat(1 << 20);
    let check = |request: &str, expect: &[&str]| {
        let mut stream = server.connect();
        // The server may answer and close before all is sent.
        let _ = stream.write_all(request.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.is_empty() || expect.contains(&status(&answer)), "{answer:.200}");
        assert_eq!(status(&server.get("/")), "200");
    };
    check(&format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n\r\n"), &["431"]);
    check(&format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"), &["414", "431"]);
    let many: String = (0..1000).map(|n| format!("X-{n}: y\r\n")).collect();
    check(&format!("GET / HTTP/1.1\r\n{many}\r\n"), &["431", "400"]);
    check(&format!("{long}\r\n\r\n"), &["400", "431"]);
    let port = server.port;
    let head = format!("POST /-/edit HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: ");
    check(&format!("{head}999999999999\r\n\r\n{long}"), &["403"]);
}

/// How much memory this process has in use, in kB.
#[cfg(target_os = "linux")]
fn resident() -> u64 {
    let mut text = String::new();
    std::fs::File::open("/proc/self/status").unwrap().read_to_string(&mut text).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// In a process of its own, so that no other test's memory is counted.
#[test]
#[cfg(target_os = "linux")]
fn hundreds_of_builds_take_no_more_memory() {
    const ALONE: &str = "DOSSIER_TEST_ALONE";
    if std::env::var_os(ALONE).is_none() {
        let name = "serve::tests::hundreds_of_builds_take_no_more_memory";
        let mut alone = std::process::Command::new(std::env::current_exe().unwrap());
        let output = alone.args(["--exact", name]).env(ALONE, "1").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        return;
    }
    let folder = dossier();
    let (notes, token) = (Notes::default(), Token::new().unwrap());
    let mut state = rebuild::build(folder.path(), &token, None, &notes);
    let mut settled = 0;
    for n in 0..300 {
        put(folder.path(), "seeds/letter.txt", &format!("Letter {n}, {}.\n", n % 7));
        state = rebuild::build(folder.path(), &token, Some(&state), &notes);
        assert!(state.failure.is_none(), "{:?}", state.failure);
        if n == 50 {
            settled = resident();
        }
    }
    let grown = resident().saturating_sub(settled);
    assert!(grown < 16 << 10, "250 builds took {grown} kB more");
}

#[test]
fn before_the_first_good_build_every_page_says_why() {
    let server = Running::start(state(&[], Some("error: <b> is no key")));
    for path in ["/", "/people/ada.html"] {
        let answer = server.get(path);
        assert_eq!(status(&answer), "503");
        assert!(body(&answer).contains("<pre>error: &lt;b&gt; is no key</pre>"), "{answer}");
    }
    assert_eq!(status(&server.get("/-/live.js")), "200");
    assert_eq!(status(&server.get("/-/live.css")), "200");
}

#[test]
fn a_taken_port_is_an_error_only_where_it_was_asked_for() {
    let first = Server::bind(Some(0)).unwrap();
    let error = Server::bind(Some(first.port())).unwrap_err();
    assert!(error.to_string().starts_with(&format!("cannot listen on port {}: ", first.port())));
    let (one, two) = (Server::bind(None).unwrap(), Server::bind(None).unwrap());
    assert_ne!(one.port(), two.port());
}

/// Notes what the server tells.
#[derive(Default)]
struct Notes(Mutex<Vec<String>>);

impl Notes {
    fn note(&self, words: &str) {
        self.0.lock().unwrap().push(words.to_owned());
    }
}

impl Progress for Notes {
    fn step(&self, _: &'static str, _: usize) {}
    fn item(&self) {}
}

impl Observer for Notes {
    fn listening(&self, _: &str) {
        self.note("listening");
    }

    fn building(&self) {
        self.note("building");
    }

    fn built(&self, _: &Project, counts: Option<Counts>, _: &Diagnostics) {
        self.note(if counts.is_some() { "good" } else { "bad" });
    }

    fn wrote(&self, path: &str) {
        self.note(path);
    }

    fn unreadable(&self, error: &ReadError) {
        self.note(&error.to_string());
    }

    fn text(&self, _: &Project, diagnostics: &Diagnostics) -> String {
        diagnostics.iter().map(|d| d.message.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// A dossier on disk that builds.
fn dossier() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "book.toml", "[book]\ntitle = \"A title\"\n");
    put(folder.path(), "seeds/letter.txt", "A letter.\n");
    folder
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
}

#[test]
fn a_failed_build_keeps_the_last_good_site() {
    let folder = dossier();
    let notes = Notes::default();
    let token = Token::new().unwrap();
    let good = rebuild::build(folder.path(), &token, None, &notes);
    assert!(good.failure.is_none(), "{:?}", good.failure);
    assert!(good.site.get("index.html").is_some());
    std::fs::remove_file(folder.path().join("book.toml")).unwrap();
    let bad = rebuild::build(folder.path(), &token, Some(&good), &notes);
    assert_eq!(bad.site.token(), good.site.token());
    assert!(bad.failure.is_some_and(|failure| failure.contains("book.toml")));
    put(folder.path(), "book.toml", "[book]\ntitle = \"A title\"\n");
    let mended = rebuild::build(folder.path(), &token, Some(&good), &notes);
    assert!(mended.failure.is_none());
    assert_eq!(mended.site.token(), good.site.token(), "the same input, the same bytes");
    let told = notes.0.into_inner().unwrap();
    assert_eq!(told, ["building", "good", "building", "bad", "building", "good"]);
}

#[test]
fn a_folder_that_is_gone_is_a_failure_too() {
    let notes = Notes::default();
    let state = rebuild::build(Path::new("no/such/folder"), &Token::new().unwrap(), None, &notes);
    assert!(state.site.is_empty());
    assert!(state.failure.is_some_and(|failure| failure.contains("there is no such file")));
}

#[test]
fn a_change_on_disk_becomes_a_new_state() {
    let folder = dossier();
    let notes: Arc<dyn Observer> = Arc::new(Notes::default());
    let (changes, changed) = std::sync::mpsc::sync_channel(1);
    let watcher = super::watch::Watcher::start(folder.path(), changes).unwrap();
    let token = Token::new().unwrap();
    let first = rebuild::build(folder.path(), &token, None, notes.as_ref());
    let (sender, mut states) = tokio::sync::watch::channel(first.clone());
    rebuild::spawn(folder.path().to_owned(), token, sender, changed, notes);
    // A folder that was not there when the watch began is found as well.
    put(folder.path(), "annotations/pages/index.md", "# Welcome\n");
    put(folder.path(), "seeds/second.txt", "A second letter.\n");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let new = runtime.block_on(async {
        let new = |state: &State| state.site.token() != first.site.token();
        // Only so that a fault ends the test instead of hanging it.
        let patience = std::time::Duration::from_secs(60);
        tokio::time::timeout(patience, states.wait_for(new)).await.unwrap().unwrap().clone()
    });
    assert!(new.failure.is_none(), "{:?}", new.failure);
    drop(watcher);
}
