//! Notes written in the page: what a page of this server asks, and what it is answered.
//!
//! In: requests of the server's own pages, each with this run's token; out: JSON, and a new state of one
//! file in `annotations/`. No path is ever taken from a request: a page names a document of the last good
//! build, and the build knows its notes file. A file that somebody else has changed meanwhile is edited as
//! it is now, or not at all.

mod act;
mod ask;
mod complete;
mod desk;
#[cfg(test)]
mod tests;
mod token;

pub use desk::Desk;
pub use token::Token;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::hosts::Hosts;
use super::{Observer, answer};
use crate::editing::History;
use ask::{Answer, Ask};

/// Where all of this is asked.
pub(super) const ADDRESS: &str = "/-/edit";

/// The header with the token. A page of another site could send it only with leave that nobody gives.
const TOKEN: &str = "x-dossier-token";

/// A longer request, in bytes, is not read.
const LONGEST: usize = 256 * 1024;

/// What is written in this run, and where to.
pub(super) struct Editing {
    root: PathBuf,
    token: Token,
    observer: Arc<dyn Observer>,
    /// By the notes file's path. Who holds it is the only one who writes.
    histories: Mutex<BTreeMap<String, History>>,
}

impl Editing {
    pub(super) fn new(root: &Path, token: &Token, observer: &Arc<dyn Observer>) -> Self {
        Self {
            root: root.to_owned(),
            token: token.clone(),
            observer: Arc::clone(observer),
            histories: Mutex::default(),
        }
    }

    /// Answers one request of an own page.
    fn answer(&self, desk: &Desk, ask: Ask) -> Answer {
        let mut histories = self.histories.lock().unwrap_or_else(PoisonError::into_inner);
        let wrote = |path: &str| self.observer.wrote(path);
        act::act(&self.root, desk, &mut histories, ask, &wrote)
    }
}

impl std::fmt::Debug for Editing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Editing").field("root", &self.root).finish_non_exhaustive()
    }
}

/// Answers a request, or says why not.
pub(super) async fn respond(
    request: Request,
    hosts: Hosts,
    editing: Option<Arc<Editing>>,
    desk: Option<Arc<Desk>>,
) -> Response {
    let headers = request.headers();
    if !hosts.is_named(headers) {
        return answer::forbidden();
    }
    if request.method() != Method::POST {
        let mut response = answer::text(StatusCode::METHOD_NOT_ALLOWED, "Only POST is answered.");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
        return response;
    }
    let Some(editing) = editing.filter(|editing| knows(headers, editing)) else {
        return answer::forbidden();
    };
    if !hosts.is_from_own_page(headers) {
        return answer::forbidden();
    }
    if headers.get(header::CONTENT_TYPE).is_none_or(|media| media != "application/json") {
        return answer::text(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Only JSON is understood.");
    }
    let Some(desk) = desk else {
        return answer::text(StatusCode::SERVICE_UNAVAILABLE, "Nothing is built yet.");
    };
    let Ok(bytes) = to_bytes(request.into_body(), LONGEST).await else {
        return answer::text(StatusCode::PAYLOAD_TOO_LARGE, "This is too much for one note.");
    };
    let Ok(ask) = serde_json::from_slice::<Ask>(&bytes) else {
        return answer::text(StatusCode::BAD_REQUEST, "This is no request of a page.");
    };
    // Files are read and written on a thread of their own: the pages stay there meanwhile.
    match tokio::task::spawn_blocking(move || editing.answer(&desk, ask)).await {
        Ok(answer) => json(&answer),
        Err(_) => {
            answer::text(StatusCode::INTERNAL_SERVER_ERROR, "The program stumbled over this.")
        }
    }
}

fn knows(headers: &HeaderMap, editing: &Editing) -> bool {
    let mut tokens = headers.get_all(TOKEN).iter();
    match (tokens.next(), tokens.next()) {
        (Some(token), None) => editing.token.is(token.as_bytes()),
        _ => false,
    }
}

fn json(answer: &Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body.to_string()));
    *response.status_mut() = answer.status;
    let media = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, media);
    response
}
