//! Proposals: names that the model finds in a leaf.

use std::cell::RefCell;
use std::ops::Range;

use super::file::Model;
use super::label::{begins, kind};
use super::labeller::Labeller;
use super::models::{model, rule};
use super::repeats;
use crate::recognise::found::RuleName;
use crate::recognise::leaves::LeafText;
use crate::recognise::switches::Switches;
use crate::recognise::tokens::tokens;
use crate::register::EntryKind;

/// Something that seems to be a name. It is a guess, for a person to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::recognise) struct Hit {
    /// Where it stands: bytes of the leaf's text.
    pub(in crate::recognise) span: Range<usize>,
    /// What it seems to name.
    pub(in crate::recognise) kind: EntryKind,
    /// The name, without the ending of a genitive where it is clear that it is one.
    pub(in crate::recognise) name: String,
    /// The rule: `names.TAG.model` with the language's tag.
    pub(in crate::recognise) rule: RuleName,
}

/// What seems to be a name in each of a document's leaves: ascending, apart from one another.
/// Nothing where a leaf's language has no model, or where its rule is switched off.
pub(in crate::recognise) fn propose(leaves: &[LeafText<'_>], switches: &Switches) -> Vec<Vec<Hit>> {
    let mut hits: Vec<Vec<Hit>> = PROPOSER.with_borrow_mut(|proposer| {
        proposer.forget_much();
        leaves.iter().map(|leaf| proposer.propose(leaf, switches)).collect()
    });
    repeats::add(leaves, &mut hits);
    hits
}

thread_local! {
    /// Most words of a document stand in others, too.
    static PROPOSER: RefCell<Proposer> = RefCell::default();
}

/// So many words of a language are remembered (about 100 bytes each) before all are forgotten.
const REMEMBERED: usize = 50_000;

/// A thread's proposer. It remembers the words of the leaves that it has read, and nothing that
/// would make one leaf's proposals hang on another's.
#[derive(Default)]
struct Proposer {
    labellers: Vec<(String, Labeller<'static>)>,
}

impl Proposer {
    /// Begins anew with languages of which it has met many words.
    fn forget_much(&mut self) {
        self.labellers.retain(|(_, labeller)| labeller.words() < REMEMBERED);
    }

    /// What seems to be a name in `leaf`.
    fn propose(&mut self, leaf: &LeafText<'_>, switches: &Switches) -> Vec<Hit> {
        let Some(rule) = rule(leaf.language()).filter(|rule| switches.on(rule)) else {
            return Vec::new();
        };
        let Some((model, labeller)) = self.labeller(leaf.language()) else { return Vec::new() };
        let mut hits = Vec::new();
        for sentence in leaf.sentences() {
            let text = &leaf.text()[sentence.clone()];
            if !text.chars().any(char::is_uppercase) {
                continue;
            }
            for (name, kind) in names(text, labeller) {
                let span = sentence.start + name.start..sentence.start + name.end;
                let name = model.bare(&text[name]).to_owned();
                hits.push(Hit { span, kind, name, rule: rule.clone() });
            }
        }
        hits
    }

    fn labeller(&mut self, tag: &str) -> Option<(Model<'static>, &mut Labeller<'static>)> {
        let model = model(tag)?;
        let known = self.labellers.iter().position(|(other, _)| other == tag);
        let place = known.unwrap_or(self.labellers.len());
        if known.is_none() {
            self.labellers.push((tag.to_owned(), Labeller::new(model)));
        }
        self.labellers.get_mut(place).map(|(_, labeller)| (model, labeller))
    }
}

/// What has more bytes is no name: a list without signs, or no language at all.
const LONGEST: usize = 200;

/// The names in a sentence: bytes of it, each with its kind.
fn names(text: &str, labeller: &mut Labeller<'_>) -> Vec<(Range<usize>, EntryKind)> {
    let tokens = tokens(text);
    let labels = labeller.label(tokens.iter().map(|token| &text[token.clone()]));
    let mut names: Vec<(Range<usize>, EntryKind)> = Vec::new();
    let mut open = false;
    for (token, label) in tokens.into_iter().zip(labels) {
        let label = usize::from(*label);
        match (kind(label), names.last_mut()) {
            _ if is_divider(text, &token) => open = false,
            (None, _) => open = false,
            (Some(_), Some((name, _))) if open && !begins(label) => name.end = token.end,
            (Some(kind), _) => {
                names.push((token, kind));
                open = true;
            }
        }
    }
    names.retain(|(name, _)| name.len() <= LONGEST);
    names
}

/// Whether a token is a sign between two names: a stroke with a blank before it or behind.
fn is_divider(text: &str, token: &Range<usize>) -> bool {
    let blank = text[..token.start].ends_with(' ') || text[token.end..].starts_with(' ');
    blank && matches!(&text[token.clone()], "/" | "|")
}
