//! The live channel: server-sent events (HTML Standard, section 9.2) with the server's state. Each
//! event is the whole state, so that one that is missed or comes twice does no harm, and a page
//! that was just opened learns at once of a build that fails.

use std::convert::Infallible;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use tokio::sync::watch;

use super::State;

/// The channel's address.
pub(super) const ADDRESS: &str = "/-/live";

/// A channel that says the state now and after every change, until `stopped` changes. Of several
/// changes in quick succession only the last one is said.
pub(super) fn channel(states: watch::Receiver<State>, stopped: watch::Receiver<bool>) -> Response {
    Sse::new(events(states, stopped)).keep_alive(KeepAlive::default()).into_response()
}

fn events(
    states: watch::Receiver<State>,
    stopped: watch::Receiver<bool>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold((states, stopped, true), async |(mut states, mut stopped, first)| {
        if !first {
            tokio::select! {
                changed = states.changed() => changed.ok()?,
                _ = stopped.changed() => return None,
            }
        }
        let message = states.borrow_and_update().message();
        let event = Event::default().event("state").data(message);
        Some((Ok(event), (states, stopped, false)))
    })
}
