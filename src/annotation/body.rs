//! What an annotation says.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{EntryKind, Layer, Motivation};
use crate::edtf::Edtf;

/// What is said about the words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// They mean a time that is no date: a duration, an hour, every Sunday, “soon”.
    Time(Time),
    /// They seem to name something that the register does not have.
    Proposal(Proposal),
    /// They are somebody's words.
    Quotation(Quotation),
    /// They state this amount.
    Quantity(Quantity),
    /// They say so with this certainty.
    Judgement(Judgement),
    /// They refer to this law, decision, paper or document.
    Reference(Reference),
    /// They claim something.
    Claim(Claim),
    /// An editor adds something.
    Note(Note),
    /// An editor asks something.
    Question(Question),
}

/// A time that EDTF has no words for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// What kind of time it is.
    pub kind: TimeKind,
    /// Its value as TIMEX3 writes it (ISO 8601 with `X` for what is open): `P3W`, `T15:30`,
    /// `XXXX-WXX-7`, `FUTURE_REF`.
    pub value: String,
    /// What a word beside it says: “about three weeks”.
    pub modifier: Option<Modifier>,
}

/// A name that waits for an editor's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What it seems to name.
    pub kind: EntryKind,
    /// The name without its ending: `Nordwerk` for “Nordwerks”.
    pub name: String,
}

/// How sure a clause says it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// In what way it is said.
    pub certainty: Certainty,
    /// On whose word, where the text says so.
    pub by: Option<Agent>,
}

/// A law, decision, paper or document that a text refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// What it refers to.
    pub kind: ReferenceKind,
    /// One spelling for all ways to write it: `FGO § 115 Abs. 2 Nr. 1`, `10.1000/182`,
    /// `ECLI:EU:C:2014:317`.
    pub value: String,
    /// Where it leads.
    pub target: Option<ReferenceTarget>,
}

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReferenceTarget {
    /// A document of the dossier, by its slug.
    Document(String),
    /// An address that an editor's resolver makes of the value, or that stands in the text.
    Address(String),
}

/// Somebody's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// How the words are given.
    pub style: QuotationStyle,
    /// Who speaks; `None` where the text leaves it open.
    pub speaker: Option<Agent>,
    /// The verb or phrase that says so (“bestätigte”), as it stands in the text.
    pub cue: Option<String>,
    /// What an editor says about it; Markdown with wikilinks.
    pub comment: Option<String>,
}

/// Somebody who speaks or claims.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Agent {
    /// A register entry, by its id.
    Entry(String),
    /// Somebody without an entry, as the text or the editor puts it.
    Words(String),
}

/// An amount of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// A decimal number, `.` before the fraction, no grouping: `1200000000`, `4.5`.
    pub value: String,
    /// ISO 4217 code of a currency, UCUM code of a unit (`%` for percent), or what is counted as
    /// the text names it; empty for a bare number.
    pub unit: String,
    /// The other end of a range, written like `value`: “two to three” million.
    pub to: Option<String>,
    /// What the text says about its exactness.
    pub bound: Bound,
}

/// Somebody asserts something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is for.
    pub kind: NoteKind,
    /// Markdown with wikilinks.
    pub text: String,
}

/// An open or answered question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Whether there is an answer.
    pub answered: bool,
    /// Markdown with wikilinks.
    pub text: String,
}

impl Agent {
    /// The id of the entry, or the words.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Entry(id) => id,
            Self::Words(words) => words,
        }
    }
}

impl fmt::Display for Quantity {
    /// `5 EUR`, `2–3 %`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = self.to.as_ref().map_or_else(String::new, |to| format!("–{to}"));
        let blank = if self.unit.is_empty() { "" } else { " " };
        write!(f, "{}{to}{blank}{}", self.value, self.unit)
    }
}

impl Body {
    /// The layer it belongs to.
    #[must_use]
    pub fn layer(&self) -> Layer {
        match self {
            Self::Name { .. } | Self::Proposal(_) => Layer::Names,
            Self::Date { .. } | Self::Time(_) => Layer::Dates,
            Self::Quotation(_) => Layer::Quotations,
            Self::Quantity(_) => Layer::Quantities,
            Self::Judgement(_) => Layer::Certainty,
            Self::Reference(_) => Layer::References,
            Self::Claim(_) => Layer::Claims,
            Self::Note(_) | Self::Question(_) => Layer::Notes,
        }
    }

    /// Why it is said.
    #[must_use]
    pub fn motivation(&self) -> Motivation {
        match self {
            Self::Name { .. } | Self::Proposal(_) => Motivation::Identifying,
            Self::Date { .. } | Self::Time(_) | Self::Quantity(_) => Motivation::Classifying,
            Self::Quotation(_) => Motivation::Describing,
            Self::Reference(_) => Motivation::Linking,
            Self::Claim(_) | Self::Judgement(_) => Motivation::Assessing,
            Self::Note(_) => Motivation::Commenting,
            Self::Question(_) => Motivation::Questioning,
        }
    }

    /// What is said, in a word: an entry's id, a date, a kind, a speaker.
    #[must_use]
    pub fn value(&self) -> String {
        match self {
            Self::Name { entry, .. } => entry.clone(),
            Self::Date { value, .. } => value.to_string(),
            Self::Quotation(quotation) => quotation
                .speaker
                .as_ref()
                .map_or_else(|| "–".to_owned(), |by| by.words().to_owned()),
            Self::Time(time) => time.value.clone(),
            Self::Proposal(proposal) => format!("{}?", proposal.kind),
            Self::Quantity(quantity) => quantity.to_string(),
            Self::Judgement(judgement) => judgement.certainty.to_string(),
            Self::Reference(reference) => reference.value.clone(),
            Self::Claim(claim) => claim.certainty.to_string(),
            Self::Note(note) => note.kind.to_string(),
            Self::Question(question) if question.answered => "answered".to_owned(),
            Self::Question(_) => "open".to_owned(),
        }
    }

    /// The editor's own words, where there are any.
    #[must_use]
    pub fn comment(&self) -> Option<&str> {
        let words = match self {
            Self::Time(_)
            | Self::Proposal(_)
            | Self::Quantity(_)
            | Self::Judgement(_)
            | Self::Reference(_) => return None,
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
    pub Certainty {
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
        /// The text asks whether it is so.
        Asked = "asked",
        /// The text says that it is not known.
        Unknown = "unknown",
    }
}

keyword! {
    /// What a note is for.
    pub NoteKind {
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

keyword! {
    /// TIMEX3's kinds of times (ISO 24617-1, 8.5.2).
    pub TimeKind {
        /// A calendar time that the text leaves open.
        Date = "date",
        /// A time of day.
        Time = "time",
        /// How long.
        Duration = "duration",
        /// How often.
        Set = "set",
    }
}

keyword! {
    /// How somebody's words are given.
    pub QuotationStyle {
        /// Letter for letter, in quotation marks.
        Direct = "direct",
        /// In the writer's words.
        Indirect = "indirect",
        /// In the writer's words, some of them letter for letter.
        Mixed = "mixed",
    }
}

keyword! {
    /// What a text says about the exactness of an amount.
    pub Bound {
        /// Nothing.
        Exact = "exact",
        /// About so much.
        About = "about",
        /// So much or more.
        AtLeast = "at least",
        /// More than that.
        MoreThan = "more than",
        /// So much or less.
        AtMost = "at most",
        /// Less than that.
        LessThan = "less than",
    }
}

keyword! {
    /// What a reference refers to.
    pub ReferenceKind {
        /// A provision of a statute, treaty, regulation or order.
        Law = "law",
        /// A court's decision.
        Decision = "decision",
        /// A file of a court or office, by its number.
        File = "file",
        /// A parliament's paper.
        Paper = "paper",
        /// A publication, by DOI, ISBN or arXiv number.
        Publication = "publication",
        /// A web address.
        Web = "web",
        /// An electronic mail address.
        Mail = "mail",
        /// A document of this dossier.
        Document = "document",
    }
}

keyword! {
    /// What a word says about a time beside it (TIMEX3's `mod`; ISO 24617-1, 8.5.2.4).
    pub Modifier {
        /// Its beginning.
        Start = "START",
        /// Its middle.
        Mid = "MID",
        /// Its end.
        End = "END",
        /// About then, about so long.
        Approx = "APPROX",
        /// Before it.
        Before = "BEFORE",
        /// After it.
        After = "AFTER",
        /// Not later.
        OnOrBefore = "ON_OR_BEFORE",
        /// Not earlier.
        OnOrAfter = "ON_OR_AFTER",
        /// Longer.
        MoreThan = "MORE_THAN",
        /// Shorter.
        LessThan = "LESS_THAN",
        /// As long or longer.
        EqualOrMore = "EQUAL_OR_MORE",
        /// As long or shorter.
        EqualOrLess = "EQUAL_OR_LESS",
    }
}
