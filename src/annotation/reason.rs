//! Why a rule said what it said.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The grounds of an annotation that a program made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The words that show it, inside the target or near it: bytes of the document's text,
    /// ascending. Where there are none, the target itself is all there is to see.
    pub evidence: Vec<Range<usize>>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The rules that would have read the same words otherwise and gave way, in the order in which
    /// they would have come; often none.
    pub beat: Vec<Cow<'static, str>>,
}

impl Reason {
    /// A reason that lies in the target itself.
    #[must_use]
    pub fn of(confidence: Confidence) -> Self {
        Self { evidence: Vec::new(), confidence, beat: Vec::new() }
    }

    /// A reason that lies in `evidence`: bytes of the document's text, ascending.
    #[must_use]
    pub fn shown_by(confidence: Confidence, evidence: Vec<Range<usize>>) -> Self {
        Self { evidence, ..Self::of(confidence) }
    }
}

keyword! {
    /// How sure a rule is of what it found.
    pub Confidence {
        /// The words can hardly be read otherwise: “15. September 2020”.
        Certain = "certain",
        /// The words around them decide: the tense tells which Sunday.
        Probable = "probable",
        /// It is a guess, for a person to look at: a name that no register has.
        Possible = "possible",
    }
}
