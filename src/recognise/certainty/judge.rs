//! A sentence's judgements.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::super::found::{Found, keep};
use super::super::leaves::LeafText;
use super::super::switches::Switches;
use super::Certain;
use super::choice::{Chosen, choose};
use super::clause::{Clauses, Kind};
use super::language::Language;
use super::matching::Scene;
use super::quoted::Voices;
use super::rules::{Candidate, candidates, hits};
use super::source::source;
use super::target::{Target, target};
use super::token::{Token, tokens};
use crate::annotation::{Agent, Certainty, Confidence, Judgement, Reason};

/// A question mark ends the clause.
const QUESTION: &str = "certainty.question-mark";

/// The sentence ends a quotation that began before it.
const ENDS_QUOTED: &str = "certainty.closing-mark";

/// Judges the sentences of a leaf, from its beginning to its end.
pub(super) struct Judge<'a, 'v> {
    pub(super) leaf: &'a LeafText<'a>,
    pub(super) language: &'static Language,
    pub(super) switches: &'a Switches,
    pub(super) voices: &'v mut Voices<'a>,
    pub(super) tokens: Vec<Token<'a>>,
    /// Room for the rules' candidates.
    present: Vec<bool>,
}

/// What is said of a part, before its place in the document is known.
pub(super) struct Draft {
    pub(super) rule: Cow<'static, str>,
    pub(super) confidence: Confidence,
    /// In no order; never empty in a judgement.
    pub(super) evidence: Vec<Range<usize>>,
    pub(super) by: Option<Agent>,
    pub(super) beat: Vec<Cow<'static, str>>,
}

/// By part, then by certainty.
pub(super) type Drafts = BTreeMap<(usize, Certainty), Draft>;

impl<'a, 'v> Judge<'a, 'v> {
    pub(super) fn new(
        leaf: &'a LeafText<'a>,
        language: &'static Language,
        switches: &'a Switches,
        voices: &'v mut Voices<'a>,
    ) -> Self {
        Self { leaf, language, switches, voices, tokens: Vec::new(), present: Vec::new() }
    }

    /// Adds what the words of a sentence say of its clauses, ascending.
    pub(super) fn sentence(&mut self, sentence: &Range<usize>, found: &mut Vec<Found<Certain>>) {
        let language = self.language;
        tokens(self.leaf.text(), sentence, &language.lexicon, &mut self.tokens);
        let candidates = candidates(&self.tokens, language, &mut self.present);
        let marked = self.tokens.iter().any(|token| token.is_sign('?') || token.is_quote());
        if candidates.is_empty() && !marked && self.voices.is_empty() {
            return;
        }
        let clauses = Clauses::new(&self.tokens, language);
        let mut drafts = Drafts::new();
        let asked = self.asked(&clauses, &mut drafts);
        let chosen = self.said(&candidates, &clauses, &asked, &mut drafts);
        self.heard(sentence, &clauses, &chosen, &mut drafts);
        self.unopened(&clauses, &mut drafts);
        if drafts.is_empty() {
            return;
        }
        let whole = self.leaf.locate(sentence.clone());
        // Words inside code show nothing.
        for ((part, certainty), draft) in drafts {
            if draft.evidence.is_empty() {
                continue;
            }
            let Some(span) = self.place(&clauses.parts[part].tokens) else { continue };
            let whole = whole.clone().unwrap_or_else(|| span.clone());
            keep(found, draft.found(certainty, span, whole));
        }
    }

    /// Where a part's words stand in the document, without the signs that part it from others.
    pub(super) fn place(&self, part: &Range<usize>) -> Option<Range<usize>> {
        let parts = |token: &Token<'_>| {
            [',', ';', ':', '–', '—', '-'].into_iter().any(|sign| token.is_sign(sign))
        };
        let tokens = &self.tokens[part.clone()];
        let first = tokens.iter().find(|token| !parts(token))?;
        let last = tokens.iter().rfind(|token| !parts(token))?;
        tokens.iter().any(Token::is_word).then_some(())?;
        self.leaf.locate(first.span.start..last.span.end)
    }

    /// The parts that are questions or in one.
    fn asked(&self, clauses: &Clauses, drafts: &mut Drafts) -> Vec<bool> {
        let parts = &clauses.parts;
        let mut asked = vec![false; parts.len()];
        let mut from = 0;
        for (n, part) in parts.iter().enumerate() {
            let mut signs = part.tokens.clone().rev();
            let Some(end) = signs.find(|&at| is_stop(&self.tokens[at])) else { continue };
            let range = from..n + 1;
            from = n + 1;
            if !self.tokens[end].is_sign('?') || self.is_tag(part.tokens.start, end) {
                continue;
            }
            asked[range.clone()].fill(true);
            let main = range.rev().find(|&at| parts[at].kind == Kind::Main).unwrap_or(n);
            let mark = self.leaf.locate(self.tokens[end].span.clone());
            if self.switches.on(QUESTION) {
                let mut draft = Draft::new(QUESTION, Confidence::Certain);
                draft.evidence.extend(mark);
                drafts.insert((main, Certainty::Asked), draft);
            }
        }
        asked
    }

    /// Whether the words from the last comma to the question mark `end` only ask for assent.
    fn is_tag(&self, start: usize, end: usize) -> bool {
        let comma = (start..end).rev().take(5).find(|&at| self.tokens[at].is_sign(','));
        let from = comma.map_or(start, |comma| comma + 1);
        let opens = comma.is_some() || start > 0;
        opens
            && from < end
            && self.tokens[from].is_in(self.language.lists.tag, &self.language.lexicon)
            && end - from <= 3
    }

    /// What the language's rules say; returns those that won.
    fn said(
        &self,
        candidates: &[Candidate],
        clauses: &Clauses,
        asked: &[bool],
        drafts: &mut Drafts,
    ) -> Vec<Chosen<'static>> {
        let language = self.language;
        let scene = Scene {
            tokens: &self.tokens,
            clauses,
            lexicon: &language.lexicon,
            present: &self.present,
        };
        let chosen = choose(hits(&scene, candidates, language, self.switches), self.tokens.len());
        let targets: Vec<usize> = chosen
            .iter()
            .map(|one| target(one.hit.rule.of, &one.hit.cue, &scene, language))
            .collect();
        // The parts of which a cue outside them speaks.
        let mut spoken_of = vec![false; clauses.parts.len()];
        for (one, &part) in chosen.iter().zip(&targets) {
            spoken_of[part] |=
                one.hit.rule.of == Target::Content && part != clauses.part(one.hit.cue[0]);
        }
        for (one, &part) in chosen.iter().zip(&targets) {
            let rule = one.hit.rule;
            let weak = rule.weak && spoken_of[part];
            if weak || (asked[part] && !rule.in_questions) {
                continue;
            }
            let by = self.by(one, clauses);
            for &certainty in &rule.certainty {
                let draft = self.draft(one, by.clone());
                match drafts.entry((part, certainty)) {
                    Entry::Occupied(mut first) => first.get_mut().join(draft),
                    Entry::Vacant(none) => _ = none.insert(draft),
                }
            }
        }
        chosen
    }

    fn draft(&self, one: &Chosen<'_>, by: Option<Agent>) -> Draft {
        let mut draft = Draft::new(one.hit.rule.name.clone(), one.hit.rule.confidence);
        let words = one.hit.cue.iter().map(|&at| self.tokens[at].span.clone());
        draft.evidence = words.filter_map(|span| self.leaf.locate(span)).collect();
        draft.by = by;
        draft.beat.clone_from(&one.beat);
        draft
    }

    /// On whose word a rule says it.
    fn by(&self, one: &Chosen<'_>, clauses: &Clauses) -> Option<Agent> {
        let cue = &one.hit.cue;
        let part = clauses.parts.get(clauses.part(*cue.first()?))?;
        let found = source(one.hit.rule.by?, cue, &self.tokens, part, self.language)?;
        let words = self.tokens[found.start].span.start..self.tokens[found.end - 1].span.end;
        Some(Agent::Words(self.leaf.text()[words].to_owned()))
    }

    /// A sentence that ends with a quotation mark and has no other one ends a quotation.
    fn unopened(&self, clauses: &Clauses, drafts: &mut Drafts) {
        let Some(last) = self.tokens.last().filter(|token| token.is_quote()) else { return };
        let only = self.tokens.iter().filter(|token| token.is_quote()).count() == 1;
        let quoted = drafts.keys().any(|(_, certainty)| *certainty == Certainty::Reported);
        if !only || quoted || self.tokens.len() < 2 || !self.switches.on(ENDS_QUOTED) {
            return;
        }
        for part in 0..clauses.parts.len() {
            let mut draft = Draft::new(ENDS_QUOTED, Confidence::Probable);
            draft.evidence.extend(self.leaf.locate(last.span.clone()));
            drafts.insert((part, Certainty::Reported), draft);
        }
    }
}

impl Draft {
    pub(super) fn new(rule: impl Into<Cow<'static, str>>, confidence: Confidence) -> Self {
        Self { rule: rule.into(), confidence, evidence: Vec::new(), by: None, beat: Vec::new() }
    }

    /// Takes in what another rule says that comes to the same.
    fn join(&mut self, other: Self) {
        self.evidence.extend(other.evidence);
        self.by = self.by.take().or(other.by);
    }

    fn found(
        self,
        certainty: Certainty,
        span: Range<usize>,
        sentence: Range<usize>,
    ) -> Found<Certain> {
        let Self { rule, confidence, mut evidence, by, beat } = self;
        evidence.sort_by_key(|span| (span.start, span.end));
        evidence.dedup();
        evidence.shrink_to_fit();
        Found {
            span,
            rule,
            reason: Reason { evidence, confidence, beat },
            what: Certain { judgement: Judgement { certainty, by }, sentence },
        }
    }
}

fn is_stop(token: &Token<'_>) -> bool {
    ['?', '!', ';', ':'].into_iter().any(|sign| token.is_sign(sign))
}
