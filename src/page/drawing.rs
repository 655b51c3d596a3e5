//! What a drawing shows: the data that render lays out and draws. The same stands in the page's body
//! in words, so that nothing is lost where no drawing is made.

use serde::{Deserialize, Serialize};

use crate::annotation::{Certainty, EntryKind};
use crate::edtf::Edtf;

/// What a page draws above its list or table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drawing {
    /// Entries, and which stand in the same paragraphs.
    Network(Network),
    /// Where entries lie.
    Map(Places),
    /// Dates, by when something happened and by when it was written.
    Timeline(Timeline),
    /// Claims by status and by who makes them, and what they say about each other.
    Ledger(Ledger),
}

impl Drawing {
    /// Hands every address in it to `change`.
    pub fn each_href(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Self::Network(network) => {
                network.nodes.iter_mut().for_each(|node| change(&mut node.href));
                network.edges.iter_mut().for_each(|edge| change(&mut edge.href));
            }
            Self::Map(places) => {
                places.places.iter_mut().for_each(|place| change(&mut place.href));
            }
            Self::Timeline(timeline) => {
                let tracks = [&mut timeline.happened, &mut timeline.written];
                let dates = tracks.into_iter().flat_map(|track| &mut track.dates);
                dates.for_each(|dated| change(&mut dated.href));
            }
            Self::Ledger(ledger) => {
                ledger.claims.iter_mut().for_each(|claim| change(&mut claim.href));
                ledger.counts.iter_mut().for_each(|count| change(&mut count.href));
            }
        }
    }
}

/// Entries and the paragraphs that they share.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Network {
    /// The entries, the most mentioned first.
    pub nodes: Vec<Node>,
    /// Which share paragraphs, the most first.
    pub edges: Vec<Edge>,
}

/// An entry in the network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
    /// How often the documents mention it.
    pub mentions: usize,
    /// Its page, relative, `.md`.
    pub href: String,
}

/// Two entries that share paragraphs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Edge {
    /// One of them: an index into the nodes.
    pub from: usize,
    /// The other.
    pub to: usize,
    /// How many paragraphs.
    pub paragraphs: usize,
    /// Where these paragraphs are listed, relative, `.md`.
    pub href: String,
}

/// Entries with coordinates.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Places {
    /// The most mentioned first.
    pub places: Vec<Place>,
}

/// An entry with coordinates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
    /// How often the documents mention it.
    pub mentions: usize,
    /// Degrees north of the equator (WGS 84).
    pub latitude: f64,
    /// Degrees east of Greenwich (WGS 84).
    pub longitude: f64,
    /// Its page, relative, `.md`.
    pub href: String,
}

/// Dates in two orders of time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Timeline {
    /// Events of the register and dates that stand in the texts.
    pub happened: Track,
    /// Dates of documents.
    pub written: Track,
}

/// Dates in order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Track {
    /// Whether each stands for all dates in it, because there are too many to draw singly.
    #[serde(default, skip_serializing_if = "is_false")]
    pub counted: bool,
    /// By the earliest day that each could be.
    #[serde(default)]
    pub dates: Vec<Dated>,
}

/// A date and what stands on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Dated {
    /// The date, as precise as it is known.
    pub date: Edtf,
    /// How many events, documents or passages.
    pub count: usize,
    /// The name of the first of them that has one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where they are listed.
    pub href: String,
}

/// Claims and what they say about each other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Ledger {
    /// The claims, by document and place in it.
    pub claims: Vec<LedgerClaim>,
    /// What they say about each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<LedgerRelation>,
    /// How many there are by status and speaker, where they are too many to draw singly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<LedgerCount>,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LedgerClaim {
    /// Its words, perhaps shortened.
    pub words: String,
    /// Who makes it; empty where nobody is named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How sure it is.
    pub status: Certainty,
    /// Where it is listed.
    pub href: String,
}

/// What one claim says about another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LedgerRelation {
    /// Which says it: an index into the claims.
    pub from: usize,
    /// About which.
    pub to: usize,
    /// Whether it speaks against it; otherwise it speaks for it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub contradicts: bool,
}

/// Claims of one status by one speaker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LedgerCount {
    /// Who makes them; empty where nobody is named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How sure they are.
    pub status: Certainty,
    /// How many there are.
    pub claims: usize,
    /// Where the first of them is listed.
    pub href: String,
}

fn is_false(value: &bool) -> bool {
    !value
}
