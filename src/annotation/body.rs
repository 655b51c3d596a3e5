//! What an annotation says.

use super::{Layer, Motivation};
use crate::edtf::Edtf;

/// What is said about the words.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// They name something.
    Name {
        /// The register entry's id.
        entry: String,
        /// Why an editor says so; Markdown with wikilinks.
        comment: Option<String>,
    },
    /// They mean this date.
    Date {
        /// The date.
        value: Edtf,
        /// Why an editor says so; Markdown with wikilinks.
        comment: Option<String>,
    },
    /// They are somebody's words.
    Quotation(Quotation),
    /// They state this amount.
    Quantity(Quantity),
    /// They claim something.
    Claim(Claim),
    /// An editor adds something.
    Note(Note),
    /// An editor asks something.
    Question(Question),
}

/// Somebody's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quotation {
    /// Who speaks; `None` where the text leaves it open.
    pub speaker: Option<Agent>,
    /// The verb or phrase that says so (“bestätigte”), as it stands in the text.
    pub cue: Option<String>,
    /// What an editor says about it; Markdown with wikilinks.
    pub comment: Option<String>,
}

/// Somebody who speaks or claims.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agent {
    /// A register entry, by its id.
    Entry(String),
    /// Somebody without an entry, as the text or the editor puts it.
    Words(String),
}

/// An amount of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// A decimal number, `.` before the fraction, no grouping: `1200000000`, `4.5`.
    pub value: String,
    /// ISO 4217 code of a currency; the unit otherwise.
    pub unit: String,
}

/// Somebody asserts something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// How sure it is.
    pub certainty: Certainty,
    /// Who claims it.
    pub by: Option<Agent>,
    /// Ids of claims it supports.
    pub supports: Vec<String>,
    /// Ids of claims it contradicts.
    pub contradicts: Vec<String>,
    /// Ids of questions it answers.
    pub answers: Vec<String>,
    /// The editor's words; Markdown with wikilinks, perhaps empty.
    pub comment: String,
}

/// An editor's remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is for.
    pub kind: NoteKind,
    /// Markdown with wikilinks.
    pub text: String,
}

/// An open or answered question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Whether there is an answer.
    pub answered: bool,
    /// Markdown with wikilinks.
    pub text: String,
}

impl Body {
    /// The layer it belongs to.
    #[must_use]
    pub fn layer(&self) -> Layer {
        match self {
            Self::Name { .. } => Layer::Names,
            Self::Date { .. } => Layer::Dates,
            Self::Quotation(_) => Layer::Quotations,
            Self::Quantity(_) => Layer::Quantities,
            Self::Claim(_) => Layer::Claims,
            Self::Note(_) | Self::Question(_) => Layer::Notes,
        }
    }

    /// Why it is said.
    #[must_use]
    pub fn motivation(&self) -> Motivation {
        match self {
            Self::Name { .. } => Motivation::Identifying,
            Self::Date { .. } | Self::Quantity(_) => Motivation::Classifying,
            Self::Quotation(_) => Motivation::Describing,
            Self::Claim(_) => Motivation::Assessing,
            Self::Note(_) => Motivation::Commenting,
            Self::Question(_) => Motivation::Questioning,
        }
    }

    /// The editor's own words, where there are any.
    #[must_use]
    pub fn comment(&self) -> Option<&str> {
        let words = match self {
            Self::Quantity(_) => return None,
            Self::Name { comment, .. } | Self::Date { comment, .. } => comment.as_deref()?,
            Self::Quotation(quotation) => quotation.comment.as_deref()?,
            Self::Claim(claim) => &claim.comment,
            Self::Note(note) => &note.text,
            Self::Question(question) => &question.text,
        };
        (!words.is_empty()).then_some(words)
    }
}

keyword! {
    /// How sure a claim is, and in what way it is made.
    Certainty {
        /// Independent evidence bears it out.
        Confirmed = "confirmed",
        /// Somebody states it on their own account.
        Asserted = "asserted",
        /// Somebody says that somebody says so.
        Reported = "reported",
        /// It is meant to happen.
        Planned = "planned",
        /// It holds under a condition.
        Conditional = "conditional",
        /// It is stated with reserve.
        Hedged = "hedged",
        /// Somebody infers it without evidence.
        Speculated = "speculated",
        /// It goes round without a source.
        Rumoured = "rumoured",
        /// Statements stand against one another.
        Disputed = "disputed",
        /// Somebody says that it is not so.
        Denied = "denied",
        /// The text says that it is not known.
        Unknown = "unknown",
    }
}

keyword! {
    /// What a note is for.
    NoteKind {
        /// What one has to know to understand the words.
        Background = "background",
        /// What came of it.
        Outcome = "outcome",
        /// The words are wrong, or another reading is right.
        Correction = "correction",
        /// How the words stand in their surroundings.
        Context = "context",
        /// Where the words come from.
        Source = "source",
        /// The words in another language.
        Translation = "translation",
    }
}
