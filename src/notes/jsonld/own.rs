//! What this program exported, read back as it was: the keys that begin with `dossier:`.

use serde_json::{Map, Value};

use super::{has_type, list, string};
use crate::annotation::{
    Agent, Body, Certainty, Claim, Layer, Note, NoteKind, Question, Quotation, QuotationStyle,
};
use crate::edtf::Edtf;
use crate::register::is_id;

/// An annotation of a dossier's own export.
pub(super) struct Own {
    /// The id that its editor gave it.
    pub(super) id: Option<String>,
    /// What it says; `None` where that cannot be made out.
    pub(super) body: Option<Body>,
    /// Whether it has no maker but the editors as a whole.
    pub(super) by_the_editors: bool,
}

/// Whether this program exported it.
pub(super) fn is_own(annotation: &Map<String, Value>) -> bool {
    annotation.contains_key("dossier:layer")
}

/// Whether it was exported and no person made it.
pub(super) fn is_a_rules(item: &Value) -> bool {
    item.as_object().is_some_and(|item| {
        let creator = item.get("creator").and_then(Value::as_object);
        is_own(item) && creator.is_some_and(|creator| has_type(creator, "Software"))
    })
}

/// Reads an annotation of an export; `None` where it is none.
pub(super) fn annotation(annotation: &Map<String, Value>) -> Option<Own> {
    let layer = annotation.get("dossier:layer")?.as_str()?.parse::<Layer>().ok();
    let id = annotation.get("id").and_then(string).and_then(|id| id.rsplit_once('#'));
    let id = id.map(|(_, id)| id).filter(|id| is_id(id) && !is_computed(id));
    let creator = annotation.get("creator").and_then(Value::as_object);
    Some(Own {
        id: id.map(str::to_owned),
        body: layer.and_then(|layer| Bodies::of(annotation).body(layer)),
        by_the_editors: creator.is_some_and(|creator| {
            has_type(creator, "Organization")
                && creator.get("name").and_then(string) == Some("editors")
        }),
    })
}

/// Whether an id is one that the program gives where no editor gave one: a layer's name and twelve
/// hexadecimal digits, perhaps with a number.
fn is_computed(id: &str) -> bool {
    let Some((layer, rest)) = id.split_once('-') else { return false };
    let (digits, number) = rest.split_once('-').unwrap_or((rest, "2"));
    layer.parse::<Layer>().is_ok()
        && digits.len() == 12
        && digits.bytes().all(|b| b.is_ascii_hexdigit())
        && number.bytes().all(|b| b.is_ascii_digit())
}

/// The bodies of an annotation.
struct Bodies<'a>(Vec<&'a Map<String, Value>>);

impl<'a> Bodies<'a> {
    fn of(annotation: &'a Map<String, Value>) -> Self {
        let bodies = annotation.get("body").map(list).unwrap_or_default();
        Self(bodies.into_iter().filter_map(Value::as_object).collect())
    }

    fn body(&self, layer: Layer) -> Option<Body> {
        let comment = self.comment();
        Some(match layer {
            Layer::Names => Body::Name { entry: self.entry(None)?, comment },
            Layer::Dates => Body::Date { value: Edtf::parse(self.word("EDTF")?).ok()?, comment },
            Layer::Quotations => Body::Quotation(Quotation {
                style: QuotationStyle::Direct,
                speaker: self.agent("speaker"),
                cue: None,
                comment,
            }),
            Layer::Claims => Body::Claim(Claim {
                certainty: self.word("certainty")?.parse::<Certainty>().ok()?,
                by: self.agent("claimant"),
                supports: self.ids("supports"),
                contradicts: self.ids("contradicts"),
                answers: self.ids("answers"),
                comment: comment.unwrap_or_default(),
            }),
            Layer::Notes => self.note(comment.unwrap_or_default())?,
            Layer::Certainty | Layer::Quantities | Layer::References => return None,
        })
    }

    fn note(&self, text: String) -> Option<Body> {
        if let Some(state) = self.word("state") {
            return Some(Body::Question(Question { answered: state == "answered", text }));
        }
        let kind = self.word("kind")?.parse::<NoteKind>().ok()?;
        Some(Body::Note(Note { kind, text }))
    }

    /// The values that are classified so.
    fn words(&self, scheme: &'a str) -> impl Iterator<Item = &'a str> + '_ {
        let of = move |body: &&&Map<String, Value>| {
            body.get("dossier:scheme").and_then(string) == Some(scheme)
        };
        self.0.iter().filter(of).filter_map(|body| body.get("value").and_then(string))
    }

    fn word(&self, scheme: &'a str) -> Option<&'a str> {
        self.words(scheme).next()
    }

    fn ids(&self, scheme: &'a str) -> Vec<String> {
        self.words(scheme).filter(|id| is_id(id)).map(str::to_owned).collect()
    }

    /// The register entry that is meant, in this role where one is given.
    fn entry(&self, role: Option<&str>) -> Option<String> {
        let of = |body: &&&Map<String, Value>| body.get("dossier:role").and_then(string) == role;
        let mut entries = self.0.iter().filter(of);
        let id = entries.find_map(|body| body.get("dossier:entry").and_then(string))?;
        is_id(id).then(|| id.to_owned())
    }

    fn agent(&self, role: &'a str) -> Option<Agent> {
        let words = || self.word(role).map(|words| Agent::Words(words.to_owned()));
        self.entry(Some(role)).map(Agent::Entry).or_else(words)
    }

    /// The editor's own words.
    fn comment(&self) -> Option<String> {
        let mut said = self.0.iter().filter(|body| !body.contains_key("dossier:scheme"));
        let words = said.find_map(|body| body.get("value").and_then(string))?;
        Some(words.trim().to_owned()).filter(|words| !words.is_empty())
    }
}
