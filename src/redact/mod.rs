//! Redaction: words that must not be published, hidden before anything else sees them, and the proof that
//! none is left.
//!
//! In go documents as they were read, the editors' `[redact]` callouts and rules; out come the same documents
//! with [`BLOCK`]s in their place, and a [`Redactor`] that does the same to every other text and looks through
//! the output. Nothing here prints, keeps or reports the words themselves: messages name a file and a rule.

mod document;
mod find;
mod fragments;
mod markdown;
mod plan;
mod read;
mod rule;
pub mod scan;
mod selector;
#[cfg(test)]
mod tests;

pub use document::Moved;
pub use find::{Finder, Hit, Placing, Sought};
pub use fragments::Fragments;
pub use markdown::unlinked;
pub use plan::{Plan, plan};
pub use read::{RULES, read};
pub use rule::{BLOCK, Hides, Rule, Stated};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use regex::Regex;

use crate::text::{fold_spaces, is_folded};

/// Hides words. Where there is nothing to hide it does nothing, at no cost.
#[derive(Debug, Default)]
pub struct Redactor {
    /// Why, by number.
    rules: Vec<Rule>,
    /// Which of them have hidden something.
    used: Vec<AtomicBool>,
    finder: Finder,
    patterns: Vec<(usize, Regex)>,
    /// Hidden entries by their ids.
    entries: BTreeMap<String, usize>,
    /// Stretches of hidden passages.
    fragments: Fragments,
    /// What patterns have matched, by rule.
    matched: Mutex<BTreeSet<(usize, String)>>,
    /// Passages of single documents: bytes of their texts as they were read.
    places: BTreeMap<String, Vec<Hit>>,
    /// All words that are looked for.
    sought: Vec<Sought>,
    /// Words that are hidden in one place only, and looked for nowhere.
    here: Vec<Sought>,
}

impl Redactor {
    /// The same, hiding in all texts what rules hide in some and callouts in one place: for what is shown
    /// without saying what it is about.
    #[must_use]
    pub fn everywhere(mut self) -> Self {
        self.rules.iter_mut().for_each(|rule| rule.documents.clear());
        let all = [&self.sought[..], &self.here].concat();
        self.finder = Finder::new(&all);
        self
    }

    /// Whether there is nothing to hide.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// All rules, by number.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether a rule has hidden anything so far.
    #[must_use]
    pub fn is_used(&self, rule: usize) -> bool {
        self.used.get(rule).is_some_and(|used| used.load(Ordering::Relaxed))
    }

    /// The rule by which an entry of the register is hidden.
    #[must_use]
    pub fn hides_entry(&self, id: &str) -> bool {
        let rule = self.entries.get(id);
        if let Some(&rule) = rule {
            self.note(rule);
        }
        rule.is_some()
    }

    fn note(&self, rule: usize) {
        if let Some(used) = self.used.get(rule) {
            used.store(true, Ordering::Relaxed);
        }
    }

    /// What is to be hidden in a text about a seed, or about none: ascending, apart from one another.
    fn hits(&self, text: &str, about: Option<&str>, markdown: bool) -> Vec<Hit> {
        let mut hits =
            if markdown { self.finder.find_in_markdown(text) } else { self.finder.find(text) };
        for (rule, pattern) in &self.patterns {
            let all = pattern.find_iter(text).map(|found| Hit { span: found.range(), rule: *rule });
            hits.extend(all);
            if !is_folded(text) {
                let folded = fold_spaces(text);
                hits.extend(
                    pattern
                        .find_iter(&folded.text)
                        .map(|found| Hit { span: folded.map.range(found.range()), rule: *rule }),
                );
            }
        }
        let applies = |hit: &Hit| {
            let rule = &self.rules[hit.rule];
            rule.documents.is_empty() || about.is_some_and(|source| rule.is_about(source))
        };
        hits.retain(|hit| !hit.span.is_empty() && applies(hit));
        let merged = merge(text, hits);
        for hit in &merged {
            self.note(hit.rule);
            if self.patterns.iter().any(|(rule, _)| *rule == hit.rule) {
                let mut matched = self.matched.lock().unwrap_or_else(PoisonError::into_inner);
                matched.insert((hit.rule, text[hit.span.clone()].to_owned()));
            }
        }
        merged
    }

    /// A finder for what patterns have matched so far, to look for it in the output.
    #[must_use]
    pub fn matched(&self) -> Finder {
        let matched = self.matched.lock().unwrap_or_else(PoisonError::into_inner);
        let sought = |(rule, words): &(usize, String)| Sought {
            words: words.clone(),
            placing: Placing::Word,
            cased: false,
            rule: *rule,
        };
        Finder::new(&matched.iter().map(sought).collect::<Vec<_>>())
    }

    /// A text with blocks in place of what is hidden; `about` is the seed that it is about.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str, about: Option<&str>) -> Cow<'t, str> {
        self.until_clean(text, |text| self.hits(text, about, false))
    }

    /// Hides until nothing is found, since what stands around a block may read as an escape.
    fn until_clean<'t>(&self, text: &'t str, find: impl Fn(&str) -> Vec<Hit>) -> Cow<'t, str> {
        const ROUNDS: usize = 4;
        if self.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut out = Cow::Borrowed(text);
        for _ in 0..ROUNDS {
            let hits = find(&out);
            if hits.is_empty() {
                return out;
            }
            out = Cow::Owned(replaced(&out, hits.iter().map(|hit| hit.span.clone())));
        }
        Cow::Borrowed(BLOCK)
    }

    /// Whether a text has anything that is hidden, or a stretch of a hidden passage.
    #[must_use]
    pub fn touches(&self, text: &str, about: Option<&str>) -> bool {
        !self.is_empty()
            && (!self.hits(text, about, true).is_empty() || self.fragments.find(text).is_some())
    }

    /// An address; `None` where something in it is hidden.
    #[must_use]
    pub fn address<'t>(&self, address: &'t str, about: Option<&str>) -> Option<&'t str> {
        (!self.touches(address, about)).then_some(address)
    }

    /// A path with blocks in its parts.
    #[must_use]
    pub fn path(&self, path: &str, about: Option<&str>) -> String {
        if self.is_empty() {
            return path.to_owned();
        }
        let parts = path.split('/').map(|part| self.text(part, about));
        let path = parts.collect::<Vec<_>>().join("/");
        if self.touches(&path, about) { BLOCK.to_owned() } else { path }
    }
}

/// Ascending, with those that overlap or are parted by blanks only as one, so that not even their number is
/// told; of these the longest has the word.
fn merge(text: &str, hits: Vec<Hit>) -> Vec<Hit> {
    let mut out: Vec<Hit> = Vec::new();
    let mut longest = 0;
    for hit in find::settled(hits) {
        match out.last_mut() {
            Some(last) if hit.span.start < last.span.end || joined(text, last, &hit) => {
                if hit.span.len() > longest {
                    longest = hit.span.len();
                    last.rule = hit.rule;
                }
                last.span.end = last.span.end.max(hit.span.end);
            }
            _ => {
                longest = hit.span.len();
                out.push(hit);
            }
        }
    }
    out
}

/// Whether only blanks, and no two lines, part two stretches.
fn joined(text: &str, a: &Hit, b: &Hit) -> bool {
    let between = &text[a.span.end..b.span.start];
    between.trim().is_empty() && between.matches('\n').count() < 2
}

/// The text with a block in place of each span; ascending, apart from one another.
fn replaced(text: &str, spans: impl Iterator<Item = Range<usize>>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        out.push_str(&text[at..span.start]);
        out.push_str(BLOCK);
        at = span.end;
    }
    out.push_str(&text[at..]);
    out
}
