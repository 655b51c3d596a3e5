//! One request, one answer: a function of the state, no more.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::failure;
use super::media::media_type;
use super::site_map::Found;
use super::state::State;

/// Where the server's own files stand. No file of a site begins so.
const SCRIPT: &str = "/-/live.js";
const STYLE: &str = "/-/live.css";
const EDITOR: &str = "/-/editor.js";
const EDITOR_STYLE: &str = "/-/editor.css";

/// Answers a request for `path`, as it stands in the address, percent-encoded.
pub(super) fn answer(state: &State, method: &Method, path: &str) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered.");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    match path {
        SCRIPT => return file(SCRIPT, Bytes::from_static(include_bytes!("live.js"))),
        STYLE => return file(STYLE, Bytes::from_static(include_bytes!("live.css"))),
        EDITOR => return file(EDITOR, Bytes::from_static(include_bytes!("editor.js"))),
        EDITOR_STYLE => {
            return file(EDITOR_STYLE, Bytes::from_static(include_bytes!("editor.css")));
        }
        _ => {}
    }
    if let (true, Some(failure)) = (state.site.is_empty(), &state.failure) {
        let page = Bytes::from(failure::page(failure));
        return typed(StatusCode::SERVICE_UNAVAILABLE, media_type("x.html"), page);
    }
    let found = decode(path).map(|path| state.site.find(&path));
    match found {
        Some(Found::File(path, bytes)) => file(path, bytes),
        Some(Found::Folder) => redirect(path),
        Some(Found::Nothing) | None => missing(state),
    }
}

/// The answer to a request that does not name this server, or comes from a page of another one.
pub(super) fn forbidden() -> Response {
    text(StatusCode::FORBIDDEN, "This server answers its own user's pages only.")
}

/// The headers that every answer bears.
pub(super) fn guard(headers: &mut HeaderMap) {
    let guards = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
        // Search data lies in scripts; without this any page of any site could load them.
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in guards {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

fn missing(state: &State) -> Response {
    match state.site.get("404.html") {
        Some(page) => typed(StatusCode::NOT_FOUND, media_type("404.html"), page),
        None => text(StatusCode::NOT_FOUND, "There is no such page."),
    }
}

/// Sends the reader to the same address with `/` behind it. It is one of the site's own folders,
/// so it cannot begin with `//` and lead elsewhere.
fn redirect(path: &str) -> Response {
    let mut response = text(StatusCode::FOUND, "It is a folder.");
    if let Ok(place) = HeaderValue::from_str(&format!("{path}/")) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

fn file(path: &str, bytes: Bytes) -> Response {
    typed(StatusCode::OK, media_type(path), bytes)
}

pub(super) fn text(status: StatusCode, words: &'static str) -> Response {
    typed(status, media_type("x.txt"), Bytes::from_static(words.as_bytes()))
}

fn typed(status: StatusCode, media: &'static str, bytes: Bytes) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    response
}

/// A path without its percent-encoding (RFC 3986, section 2.1); `None` where it is malformed or
/// no UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding_is_undone_once() {
        let check = |path: &str, expect: Option<&str>| {
            assert_eq!(decode(path).as_deref(), expect, "{path}");
        };
        check("/a%20b", Some("/a b"));
        check("/%C3%A4", Some("/ä"));
        check("/%2e%2E/x", Some("/../x"));
        check("/%252e", Some("/%2e"));
        check("/%", None);
        check("/%4", None);
        check("/%zz", None);
        check("/%+1", None);
        check("/%ff", None);
        check("/ä", Some("/ä"));
    }
}
