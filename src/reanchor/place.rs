//! Finding an annotation's words, with what the lock remembers of them.

use std::ops::Range;

use super::lock::{Locked, LockedSeed, digest, near, selector_key, shown, signed};
use super::standing::Fate;
use crate::anchor::{Earlier, Haystack, anchor, anchor_again};
use crate::annotation::{Anchored, How, Orphan, Selector};
use crate::document::Document;

/// How many letters next to the words show that their surroundings are the same.
const NEXT: usize = 12;

/// One document, ready to find annotations in.
pub struct Placer<'a> {
    document: &'a Document,
    haystack: Haystack<'a>,
    locked: Option<&'a LockedSeed>,
    /// Whether the text is the one that the lock was made of.
    same_text: bool,
    text: String,
}

impl<'a> Placer<'a> {
    /// A document, and what the lock has on it.
    #[must_use]
    pub fn new(document: &'a Document, locked: Option<&'a LockedSeed>) -> Self {
        let text = digest(&document.text);
        let same_text = locked.is_some_and(|locked| locked.text == text);
        Self { document, haystack: Haystack::new(document), locked, same_text, text }
    }

    /// The document's text, prepared.
    #[must_use]
    pub fn haystack(&self) -> &Haystack<'a> {
        &self.haystack
    }

    /// What the lock remembers of a selector.
    #[must_use]
    pub fn locked(&self, selector: &Selector) -> Option<&'a Locked> {
        self.locked?.get(&selector_key(selector))
    }

    /// Finds a selector's words: where the text is the same, in their old place; else by what stood
    /// around them, where that is remembered; else by the selector alone.
    ///
    /// # Errors
    /// Where no passage is near enough.
    pub fn place(&self, selector: &Selector) -> Result<Anchored, Orphan> {
        let Some(locked) = self.locked(selector) else { return anchor(&self.haystack, selector) };
        if self.same_text {
            let span = self.haystack.bytes(&locked.range());
            if digest(&self.document.text[span.clone()]) == locked.hash {
                return Ok(Anchored { span, how: locked.how(), others: 0 });
            }
        }
        let wordless = selector.exact.iter().all(|piece| piece.trim().is_empty());
        if wordless {
            // A position alone means nothing in another text; the lock knows the words.
            let exact = locked.pieces();
            let selector = Selector { exact, ..Selector::default() };
            return anchor_again(&self.haystack, &selector, &locked.earlier());
        }
        anchor_again(&self.haystack, selector, &locked.earlier())
    }

    /// The paragraph in which bytes `span` begin.
    #[must_use]
    pub fn paragraph(&self, span: &Range<usize>) -> &'a str {
        let leaf = self.document.leaf_at(span.start);
        leaf.map_or("", |leaf| &self.document.leaves[leaf].id)
    }

    /// What became of an annotation that was found.
    #[must_use]
    pub fn fate(&self, selector: &Selector, found: &Anchored) -> Fate {
        if found.others > 0 {
            return Fate::Ambiguous(found.others + 1);
        }
        let locked = self.locked(selector);
        let words = &self.document.text[found.span.clone()];
        let same = locked.is_some_and(|locked| locked.hash == digest(words));
        if let How::Fuzzy(score) = found.how
            && !same
        {
            return Fate::Fuzzy(score);
        }
        let Some(locked) = locked else { return Fate::New };
        let familiar = self.familiar(&locked.earlier(), &found.span);
        if familiar && locked.at == self.paragraph(&found.span) {
            return Fate::Kept;
        }
        Fate::Moved { from: locked.at.clone(), familiar }
    }

    /// Whether the words at bytes `span` stand where they stood, or among the same words.
    fn familiar(&self, then: &Earlier, span: &Range<usize>) -> bool {
        let now = Earlier::of(&self.haystack, span);
        let own = then.neighbours.own.iter().zip(&now.neighbours.own);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>();
        let same = |a: Vec<char>, b: Vec<char>| !a.is_empty() && a == b;
        let last = |text: &str| letters(text).into_iter().rev().take(NEXT).collect::<Vec<_>>();
        let first = |text: &str| letters(text).into_iter().take(NEXT).collect::<Vec<_>>();
        own.clone().any(|(then, now)| *then != 0 && then == now)
            || same(last(&then.before), last(&now.before))
            || same(first(&then.after), first(&now.after))
            || self.same_text
    }

    /// The lock's line for words that were found.
    #[must_use]
    pub fn lock(&self, selector: &Selector, found: &Anchored) -> Locked {
        let words = &self.document.text[found.span.clone()];
        let earlier = Earlier::of(&self.haystack, &found.span);
        let rivals = self.rivals(selector, &found.span, &earlier);
        let start = self.haystack.point(found.span.start);
        Locked {
            selector: selector_key(selector),
            at: self.paragraph(&found.span).to_owned(),
            points: (start, self.haystack.point(found.span.end)),
            how: found.how.to_string(),
            hash: digest(words),
            words: shown(words),
            near: near(&earlier.neighbours),
            before: earlier.before,
            after: earlier.after,
            places: earlier.places,
            rivals,
        }
    }

    /// What resembles the place. A line that the lock has of this text stays as it is, so that another version
    /// of the program finds no lock out of date.
    fn rivals(&self, selector: &Selector, span: &Range<usize>, now: &Earlier) -> Option<Vec<i16>> {
        let points = (self.haystack.point(span.start), self.haystack.point(span.end));
        match self.locked(selector).filter(|one| self.same_text && one.points == points) {
            Some(locked) => locked.rivals.clone(),
            None => Some(signed(&now.find_rivals(&self.haystack, span))),
        }
    }

    /// The lock's section without any line.
    #[must_use]
    pub fn empty_section(&self) -> LockedSeed {
        let sha256 = self.document.provenance.sha256.clone();
        LockedSeed { sha256, text: self.text.clone(), anchors: Vec::new() }
    }
}
