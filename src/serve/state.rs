//! What the server knows at one moment.

use std::sync::Arc;

use super::{Desk, SiteMap};
use crate::memo::Memo;

/// The last good build, and what is wrong with the newest one.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The last good build's site; empty before there was one.
    pub site: Arc<SiteMap>,
    /// What is wrong with the newest build, as plain text; `None` where it is good.
    pub failure: Option<Arc<str>>,
    /// What the last good build's pages are edited by.
    pub desk: Option<Arc<Desk>>,
    /// What the last good build worked out, for the next one.
    pub memo: Arc<Memo>,
}

impl State {
    /// It as the live channel says it: which build is shown, and what is wrong since.
    #[must_use]
    pub fn message(&self) -> String {
        serde_json::json!({ "build": self.site.token(), "failure": self.failure.as_deref() })
            .to_string()
    }
}
