//! A folder served under a sub-path of loopback, as a static host serves a project's site.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};

/// Where the site stands below the host's root.
const BASE: &str = "/some/sub/path/";

/// Serves a folder until the tests end; returns its address, ending in `/`.
pub(crate) fn serve(folder: &Path) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let port = listener.local_addr().expect("a bound port is known").port();
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            std::thread::spawn(move || answer(stream, &folder));
        }
    });
    format!("http://127.0.0.1:{port}{BASE}")
}

/// A request that cannot be answered is the browser's to report.
fn answer(mut stream: TcpStream, folder: &Path) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let found = file(folder, path).and_then(|file| Some((fs::read(&file).ok()?, media(&file))));
    let (status, media, bytes) = match found {
        Some((bytes, media)) => ("200 OK", media, bytes),
        None => ("404 Not Found", "text/plain", b"There is no such file.".to_vec()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        bytes.len()
    )?;
    stream.write_all(&bytes)
}

/// The site's addresses are plain ASCII: letters, digits, hyphens.
fn file(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = path.split(['?', '#']).next()?.strip_prefix(BASE)?;
    let is_inside = path.split('/').all(|part| part != "..");
    let file = if path.is_empty() { folder.join("index.html") } else { folder.join(path) };
    is_inside.then_some(file)
}

fn media(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "js" => "text/javascript",
        "svg" => "image/svg+xml",
        "json" | "jsonld" => "application/json",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}
