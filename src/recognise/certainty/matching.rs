//! Whether a pattern fits the words at some place.

use super::clause::Clauses;
use super::lexicon::Lexicon;
use super::pattern::{Element, Pattern, Step, Want};
use super::token::Token;

/// How many words on either side of a cue its conditions look at.
const AROUND: usize = 60;

/// A sentence in its clauses.
pub(super) struct Scene<'a> {
    pub(super) tokens: &'a [Token<'a>],
    pub(super) clauses: &'a Clauses,
    pub(super) lexicon: &'a Lexicon,
    /// For each list, whether the sentence has one of its words, those by shape left out.
    pub(super) present: &'a [bool],
}

impl Scene<'_> {
    /// Whether `pattern` stands there, where its trigger is the token `at`; `evidence` becomes the
    /// words that show it, never empty.
    pub(super) fn cue(&self, pattern: &Pattern, at: usize, evidence: &mut Vec<usize>) -> bool {
        evidence.clear();
        at.checked_sub(pattern.lead)
            .and_then(|start| self.run(&pattern.steps, start, evidence))
            .is_some_and(|()| !evidence.is_empty())
    }

    /// Whether one of `patterns` begins in the clause of the token `at`, or anywhere in the
    /// sentence where `whole` is set; not too far from it.
    pub(super) fn has(&self, patterns: &[Pattern], at: usize, whole: bool) -> bool {
        let may_fit = |pattern: &&Pattern| {
            pattern.may_fit(|list| self.present.get(list).copied().unwrap_or_default())
        };
        let patterns: Vec<&Pattern> = patterns.iter().filter(may_fit).collect();
        if patterns.is_empty() {
            return false;
        }
        let frame = self.clauses.frame(at);
        let mut evidence = Vec::new();
        let mut range = at.saturating_sub(AROUND)..self.tokens.len().min(at + AROUND);
        range.any(|token| {
            (whole || self.clauses.frame(token) == frame)
                && patterns.iter().any(|pattern| {
                    evidence.clear();
                    self.run(&pattern.steps, token, &mut evidence).is_some()
                })
        })
    }

    /// Runs `steps` from the token `at`; behind a gap the first place that fits is taken.
    fn run(&self, steps: &[Step], at: usize, evidence: &mut Vec<usize>) -> Option<()> {
        let mut pieces = steps.split(|step| matches!(step, Step::Gap(_)));
        let mut at = self.piece(pieces.next()?, at, evidence)?;
        let gaps = steps.iter().filter_map(|step| match step {
            Step::Gap(width) => Some(*width),
            _ => None,
        });
        for (piece, width) in pieces.zip(gaps) {
            at = self.behind_gap(piece, at, width, evidence)?;
        }
        Some(())
    }

    /// Passes over at most `width` words of the clause that the last word stood in, before a piece that has no gap.
    fn behind_gap(
        &self,
        piece: &[Step],
        at: usize,
        width: usize,
        evidence: &mut Vec<usize>,
    ) -> Option<usize> {
        let frame = self.clauses.frame(at.saturating_sub(1));
        let last = self.tokens.len().min(at + 2 * width + 1);
        let mut left = width + 1;
        for token in at..last {
            // What comes right behind the clause may begin the piece: “fragte, ob”.
            let near = token == at || self.clauses.frame(token - 1) == frame;
            if self.clauses.frame(token) != frame && !near {
                continue;
            }
            let held = evidence.len();
            if let Some(end) = self.piece(piece, token, evidence) {
                return Some(end);
            }
            evidence.truncate(held);
            left -= 1;
            if left == 0 {
                return None;
            }
        }
        None
    }

    /// Runs steps that have no gap from the token `at`: where they end.
    fn piece(&self, steps: &[Step], mut at: usize, evidence: &mut Vec<usize>) -> Option<usize> {
        for step in steps {
            match step {
                Step::Gap(_) => {}
                Step::Start => (self.clauses.first_word(self.tokens, at) == at).then_some(())?,
                Step::End => self.clauses.is_end(self.tokens, at).then_some(())?,
                Step::One(element) => {
                    let fits = self.tokens.get(at).is_some_and(|token| self.fits(element, token));
                    if element.not {
                        (!fits).then_some(())?;
                    } else if fits {
                        if !element.context {
                            evidence.push(at);
                        }
                        at += 1;
                    } else {
                        element.optional.then_some(())?;
                    }
                }
            }
        }
        Some(at)
    }

    fn fits(&self, element: &Element, token: &Token<'_>) -> bool {
        element.any_of.iter().any(|want| match *want {
            Want::List(list) => self.lexicon.has(token, list),
            Want::Sign(sign) => token.is_sign(sign),
            Want::Capital => token.is_capital(),
            Want::Small => token.is_small(),
            Want::Number => token.is_number(),
            Want::Word => token.is_word(),
            Want::Quote => token.is_quote(),
        })
    }
}
