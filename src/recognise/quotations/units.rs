//! The sentences of a document as its quotations part them.
//!
//! In go the leaves, with their sentences, and the quotations; out come units: a sentence outside
//! the quotations in it, joined with its neighbours where a quotation runs over their border, where
//! a colon announces the next paragraph, and where a short sentence only says who exclaimed.
//! Nothing here judges the words.

use std::ops::Range;

use super::super::reading::Reading;
use super::cue::{Cue, cues};
use super::grammar::Grammar;
use super::marks::Quote;
use super::phrase::View;
use super::words::{Kind, Token, tokens};
use crate::document::{Document, LeafKind};
use crate::text::is_boundary;

/// A sentence of a leaf.
pub(super) struct Sentence {
    /// Bytes of the document's text.
    pub(super) span: Range<usize>,
    /// Which of the reading's leaves it is in.
    pub(super) leaf: usize,
    pub(super) grammar: &'static Grammar,
    /// Whether it holds a word without which no speech is reported.
    pub(super) speaks: bool,
    /// Whether it opens its leaf.
    pub(super) first: bool,
    /// Whether it closes a running paragraph with a colon.
    announces: bool,
}

/// All sentences of a document, ascending.
pub(super) fn sentences(reading: &Reading<'_>) -> Vec<Sentence> {
    let text = reading.document.text.as_str();
    let mut found = Vec::new();
    for (index, leaf) in reading.leaves.iter().enumerate() {
        let from = found.len();
        let grammar = Grammar::of(leaf.language());
        let folded = leaf.text();
        for span in leaf.sentences() {
            let last = folded.floor_char_boundary(span.end.saturating_sub(1));
            let next = folded.ceil_char_boundary(span.start + 1);
            let (Some(start), Some(end)) =
                (leaf.locate(span.start..next), leaf.locate(last..span.end))
            else {
                continue;
            };
            found.push(Sentence {
                span: start.start..end.end,
                leaf: index,
                grammar,
                speaks: false,
                first: found.len() == from,
                announces: false,
            });
        }
        if let Some(last) = found[from..].last_mut() {
            last.announces = *leaf.kind() == LeafKind::Paragraph
                && text[last.span.clone()].trim_end().ends_with(':');
        }
        speaking(text, grammar, &mut found[from..]);
    }
    found
}

/// Marks those of a leaf's sentences in which a word stands that speech needs.
fn speaking(text: &str, grammar: &Grammar, sentences: &mut [Sentence]) {
    let Some(gate) = grammar.gate() else { return };
    for sentence in sentences {
        let words = &text[sentence.span.clone()];
        let whole = |found: &aho_corasick::Match| {
            is_boundary(words, found.end())
                && (is_boundary(words, found.start()) || found.len() > 4)
        };
        sentence.speaks = gate.find_iter(words).any(|found| whole(&found));
    }
}

/// Sentences that are read as one, with their quotations as single tokens.
pub(super) struct Unit<'a> {
    /// The leaf in which it begins, and that in which it ends.
    pub(super) leaves: (usize, usize),
    /// Whether it opens its leaf.
    pub(super) first: bool,
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) cues: Vec<Cue>,
    /// How far away the ends of clauses before each token put what stands behind it.
    weights: Vec<u32>,
    pub(super) grammar: &'static Grammar,
}

impl<'a> Unit<'a> {
    /// The unit as rules read it; `quote` is the token whose surroundings are looked at.
    pub(super) fn view(&self, quote: Option<usize>) -> View<'_, 'a> {
        View { tokens: &self.tokens, grammar: self.grammar, quote }
    }

    /// How far apart two tokens are: a comma or dash counts as three words more, “and” as four,
    /// another quotation as five; the comma or colon right beside the quotation counts nothing.
    pub(super) fn distance(&self, quote: usize, token: usize) -> u32 {
        let between = if token > quote {
            quote + 2..token.max(quote + 2)
        } else {
            token + 1..quote.saturating_sub(1).max(token + 1)
        };
        let last = self.weights.len() - 1;
        let weight = self.weights[between.end.min(last)] - self.weights[between.start.min(last)];
        u32::try_from(token.abs_diff(quote)).unwrap_or(u32::MAX).saturating_add(weight)
    }
}

/// The longest sentence, in bytes, that only says who exclaimed the quotation before it.
const SHORT: usize = 60;

/// The units of a frame: the document, or what stands in one quotation. `members` are the
/// quotations beside one another in it, ascending. Sentences that neither hold one of these nor
/// speak make units without tokens.
pub(super) fn units<'a>(
    document: &'a Document,
    sentences: &[Sentence],
    quotes: &[Quote],
    frame: &Range<usize>,
    members: &[usize],
) -> impl Iterator<Item = Unit<'a>> {
    let text = document.text.as_str();
    let mut at = sentences.partition_point(|sentence| sentence.span.end <= frame.start);
    let to = sentences.partition_point(|sentence| sentence.span.start < frame.end);
    let mut next = 0;
    std::iter::from_fn(move || {
        if at >= to {
            return None;
        }
        let (first, opened) = (at, next);
        let mut span = clip(&sentences[at].span, frame);
        loop {
            let inside = members[next..].iter().take_while(|&&m| quotes[m].span.start < span.end);
            next += inside.count();
            let last = members[opened..next].last().map(|&m| &quotes[m]);
            let crosses = last.is_some_and(|quote| quote.span.end > span.end);
            let coming = members.get(next).map(|&m| &quotes[m]);
            let following = sentences.get(at + 1).filter(|_| at + 1 < to);
            let Some(following) = following else { break };
            let joined = crosses
                || announced(&sentences[at], following, coming)
                || (at == first && exclaimed(text, &span, last, following));
            if !joined {
                break;
            }
            at += 1;
            span.end = following.span.end.min(frame.end);
        }
        let all = &sentences[first..=at];
        let needed = next > opened || all.iter().any(|sentence| sentence.speaks);
        let inner: &[usize] = if needed { &members[opened..next] } else { &[] };
        at += 1;
        Some(unit(text, all, span, quotes, inner, needed))
    })
}

fn clip(span: &Range<usize>, frame: &Range<usize>) -> Range<usize> {
    span.start.max(frame.start)..span.end.min(frame.end)
}

/// Whether a paragraph that ends in a colon stands before a quotation that opens the next.
fn announced(this: &Sentence, next: &Sentence, coming: Option<&Quote>) -> bool {
    this.announces
        && next.first
        && next.leaf == this.leaf + 1
        && coming.is_some_and(|quote| quote.span.start == next.span.start)
}

/// Whether a quotation is the whole sentence `span` and exclaims, and the sentence behind it is
/// short: “Go!” Anna cried.
fn exclaimed(text: &str, span: &Range<usize>, quote: Option<&Quote>, next: &Sentence) -> bool {
    let Some(quote) = quote.filter(|quote| quote.span == *span) else { return false };
    !next.first
        && text[quote.inner.clone()].trim_end().ends_with(['!', '?'])
        && next.span.end <= span.end + SHORT
}

fn unit<'a>(
    text: &'a str,
    sentences: &[Sentence],
    span: Range<usize>,
    quotes: &[Quote],
    members: &[usize],
    needed: bool,
) -> Unit<'a> {
    let grammar = sentences[0].grammar;
    let mut all = Vec::new();
    if needed {
        let mut at = span.start;
        for &member in members {
            let quote = &quotes[member].span;
            tokens(text, at..quote.start.max(at), grammar, &mut all);
            all.push(Token::quote(quote.clone(), member));
            at = quote.end.max(at);
        }
        tokens(text, at.min(span.end)..span.end, grammar, &mut all);
    }
    let mut weights = vec![0];
    for (at, token) in all.iter().enumerate() {
        let weight = match token.kind {
            Kind::Sign(',' | ';' | ':' | '–' | '—') => 3,
            Kind::Quote(_) => 5,
            Kind::Word(_) if grammar.words.and.contains(token.lower()) => 4,
            _ => 0,
        };
        weights.push(weights[at] + weight);
    }
    let leaves = (sentences[0].leaf, sentences[sentences.len() - 1].leaf);
    let first = sentences[0].first;
    let mut unit = Unit { leaves, first, tokens: all, cues: Vec::new(), weights, grammar };
    unit.cues = cues(unit.view(None));
    unit
}
