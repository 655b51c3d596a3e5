//! What is said behind its cue: “sagte, dass …”, “said it was”.

use std::ops::Range;

use super::super::cue::{Cue, Place, Sort};
use super::super::grammar::Kind;
use super::super::phrase::{forward, in_clause};
use super::super::verbs::Takes;
use super::super::words::Token;
use super::{Reader, Told};

/// How many commas may stand between a cue and what it introduces.
const COMMAS: usize = 5;
/// How many words may.
const WORDS: usize = 10;

impl Reader<'_, '_> {
    /// What a cue introduces behind it.
    pub(super) fn after(&self, cue: &Cue) -> Option<Told> {
        let colon = || self.colon(cue);
        if self.view.grammar.build.comma_clauses {
            self.behind_comma(cue).or_else(colon)
        } else {
            self.behind_verb(cue).or_else(colon)
        }
    }

    /// A clause from the token `at` to the sentence's end.
    fn clause(&self, kind: Kind, cue: &Cue, at: usize) -> Option<Told> {
        let segment = self.period.segment_of(cue.first());
        let frame = self.period.segment(segment).start..at;
        self.told(kind, cue, at..self.end(), frame)
    }

    /// Where a comma stands before what is said.
    fn behind_comma(&self, cue: &Cue) -> Option<Told> {
        let noun = cue.sort == Sort::Noun;
        if noun && !self.is_open_noun(cue) {
            return None;
        }
        let own = self.period.segment_of(cue.anchor.max(cue.last()));
        let own = if noun { own } else { own.min(self.period.segment_of(cue.anchor)) };
        let most = if noun { own + 2 } else { own + 1 + COMMAS };
        for index in own + 1..most.min(self.period.segments.len()) {
            if self.period.segments[index].sign == Some(':') {
                return None;
            }
            let tokens = self.period.segment(index);
            if let Some(kind) = self.opens(cue, index, index == own + 1) {
                if noun && kind == Kind::Infinitive {
                    // The noun's own clause goes on behind it: “die Drohung, zu gehen, hält …”.
                    let from = self.period.segment(own).start;
                    return self.told(Kind::Noun, cue, tokens.clone(), from..tokens.start);
                }
                let kind = if noun { Kind::Noun } else { kind };
                return self.clause(kind, cue, tokens.start);
            }
            if tokens.clone().any(|at| self.is_verb_anchor(at)) {
                return None;
            }
        }
        None
    }

    /// Whether the content of a noun may follow: it ends its clause but for its genitive and a verb.
    fn is_open_noun(&self, cue: &Cue) -> bool {
        let (view, words) = (self.view, &self.view.grammar.words);
        let end = self.period.segment(self.period.segment_of(cue.anchor)).end;
        let next = cue.anchor + 1;
        let attached = view.is_in(next, &words.connectors) || view.is_in(next, &words.determiners);
        let behind = forward(view, next, end).or_else(|| forward(view, next + 1, end));
        let rest = behind.filter(|_| attached).map_or(next, |phrase| phrase.tokens.end);
        rest + 1 >= end
    }

    /// How a segment opens what a cue introduces, if it does; `next` says that nothing stands
    /// between them.
    fn opens(&self, cue: &Cue, index: usize, next: bool) -> Option<Kind> {
        let (view, words) = (self.view, &self.view.grammar.words);
        let tokens = self.period.segment(index);
        let first = tokens.clone().find(|&at| !view.is_in(at, &words.leads))?;
        let clauses = self.takes_clause(cue);
        if clauses && self.opens_with_conjunction(tokens.start, tokens.end) {
            return Some(Kind::Clause);
        }
        if clauses && next && view.is_in(first, &words.questions) {
            return Some(Kind::Clause);
        }
        let (mood, verb_last) = self.mood(&tokens);
        let dependent = view.is_in(first, &words.subordinators);
        // “der gestern kam”, but “der Plan komme”.
        let relative = verb_last
            && view.is_in(first, &words.pronouns)
            && forward(view, first, tokens.end).is_none_or(|p| p.tokens.end + 1 != tokens.end);
        if clauses && mood && !dependent && !relative {
            return Some(Kind::Clause);
        }
        let condition = dependent || view.is_in(first, &words.questions);
        let then = self.mood(&self.period.segment(index + 1)).0;
        if clauses && next && condition && then {
            return Some(Kind::Clause);
        }
        let infinitive = cue.takes(Takes::Infinitive) || cue.sort == Sort::Noun;
        (infinitive && self.is_infinitive(&tokens)).then_some(Kind::Infinitive)
    }

    /// Whether “dass” opens a clause at `from`, perhaps behind “und”, “so” or the like.
    fn opens_with_conjunction(&self, from: usize, to: usize) -> bool {
        let words = &self.view.grammar.words;
        (from..to.min(from + 3))
            .find(|&at| self.view.is_in(at, &words.complementisers))
            .is_some_and(|at| {
                (from..at)
                    .all(|i| self.view.is_in(i, &words.leads) || self.view.is_in(i, &words.others))
            })
    }

    /// Whether a verb form of reported speech stands in a segment, and whether it ends it.
    pub(super) fn mood(&self, tokens: &Range<usize>) -> (bool, bool) {
        let words = &self.view.grammar.words;
        let told = |at: &usize| {
            let lower = self.view.lower(*at);
            !self.view.tokens[*at].is_capital()
                && (self.view.grammar.is_subjunctive(lower) || words.irrealis.contains(lower))
        };
        let found = tokens.clone().find(told);
        (found.is_some(), found.is_some_and(|at| at + 1 == tokens.end))
    }

    /// Whether a segment is an infinitive clause that tells something: “nichts zu wissen”.
    fn is_infinitive(&self, tokens: &Range<usize>) -> bool {
        let (view, words) = (self.view, &self.view.grammar.words);
        if words.infinitive_marks.is_empty() || view.is_in(tokens.start, &words.purposes) {
            return false;
        }
        let from = tokens.end.saturating_sub(5).max(tokens.start);
        (from..tokens.end).any(|at| {
            view.is_in(at, &words.infinitive_marks)
                && view.lower(at + 1).ends_with('n')
                && !view.tokens[at + 1].is_capital()
        }) || self.has_inner_mark(tokens)
    }

    /// “anzukündigen”: the mark inside the last word.
    fn has_inner_mark(&self, tokens: &Range<usize>) -> bool {
        let Some(last) = tokens.end.checked_sub(1).filter(|&at| tokens.contains(&at)) else {
            return false;
        };
        let lower = self.view.lower(last);
        let inner = |mark: &String| {
            lower.find(mark.as_str()).is_some_and(|at| at >= 2 && at + mark.len() + 3 < lower.len())
        };
        lower.ends_with('n')
            && !self.view.tokens[last].is_capital()
            && self.view.grammar.words.infinitive_marks.iter().any(inner)
    }

    fn is_verb_anchor(&self, at: usize) -> bool {
        let cues = &self.unit.cues;
        let next = cues.partition_point(|cue| cue.first() < at);
        cues.get(next).is_some_and(|cue| cue.anchor == at && matches!(cue.sort, Sort::Verb(_)))
    }

    /// Where what is said follows its verb without a comma.
    fn behind_verb(&self, cue: &Cue) -> Option<Told> {
        if !self.takes_clause(cue) {
            return None;
        }
        let (view, words) = (self.view, &self.view.grammar.words);
        let verb = cue.last().max(cue.anchor);
        let own = self.period.segment(self.period.segment_of(verb));
        let from = verb + 1;
        let addressed = cue.place == Place::Before;
        let reach = if cue.sort == Sort::Noun { 2 } else { WORDS };
        let near = from..self.end().min(from + reach).min(own.end + 3);
        if let Some(at) = self.conjunction(near) {
            let kind = if cue.sort == Sort::Noun { Kind::Noun } else { Kind::Clause };
            return self.clause(kind, cue, at);
        }
        if cue.sort == Sort::Noun {
            return None;
        }
        let mut starts = vec![from];
        if view.is_sign(from, ',')
            && cue.takes(Takes::Bare)
            && view.is_in(from + 1, &words.nominatives)
        {
            starts.push(from + 1);
        }
        let listener = forward(view, from, self.end()).filter(|_| addressed);
        if addressed {
            starts = vec![listener.map_or(from + 1, |phrase| phrase.tokens.end)];
        }
        let start = starts.into_iter().find(|&at| {
            let asked = at == from && view.is_in(at, &words.questions);
            (asked && !view.is_in(at + 1, &words.infinitive_marks))
                || (view.grammar.build.bare_clauses && self.is_bare(at, cue.takes(Takes::Bare)))
        })?;
        self.clause(Kind::Clause, cue, start)
    }

    /// The first conjunction in `range` that opens a statement, no other verb of speech before it.
    fn conjunction(&self, range: Range<usize>) -> Option<usize> {
        let words = &self.view.grammar.words;
        let from = range.start;
        let opens = |&at: &usize| self.view.is_in(at, &words.complementisers) && self.is_stated(at);
        range
            .take_while(|&at| at == from || !self.is_verb_anchor(at))
            .find(opens)
            .filter(|&at| !(self.is_relative(from, at) || at == from && self.is_article(at)))
    }

    /// Whether “that” at the token `at` only points at a noun: “deny that relief, but …”, “recognised
    /// that as a cause”. Nothing in its clause looks like a finite verb.
    fn is_article(&self, at: usize) -> bool {
        let (view, words) = (self.view, &self.view.grammar.words);
        let next = at + 1;
        if words.indicatives.is_empty()
            || !view.is_in(at, &words.objects)
            || view.is_in(next, &words.determiners)
            || view.is_in(next, &words.pronouns)
            || view
                .tokens
                .get(next)
                .is_none_or(|token| token.is_capital() || token.word().is_none())
        {
            return false;
        }
        let end = self.end().min(at + 40);
        let stop = (next..end).find(|&i| !in_clause(&view.tokens[i]));
        let mut clause = next..stop.unwrap_or(end);
        let finite = |i: usize| {
            view.is_in(i, &words.indicatives)
                || !view.grammar.forms(view.lower(i)).is_empty()
                || words.past_endings.end(view.lower(i))
        };
        // “that trees grow”: what is counted by more than one has no “that” before it.
        let plural = view.lower(next).ends_with('s');
        !plural && !clause.any(finite)
    }

    /// Whether “that” at the token `at` belongs to a noun between it and the verb before the token
    /// `from`: “announced a plan that …”, but not “told the board that …”.
    fn is_relative(&self, from: usize, at: usize) -> bool {
        let (view, words) = (self.view, &self.view.grammar.words);
        let content = || words.contents.make(view.lower(at - 1));
        at > from
            && !words.objects.is_empty()
            && view.is_in(at, &words.objects)
            && !view.tokens[at - 1].is_capital()
            && !view.is_in(at - 1, &words.pronouns)
            && (view.is_in(at + 1, &words.indicatives)
                || (view.is_in(from, &words.determiners) && !content()))
    }

    /// Whether the words behind the token `at` have a finite verb, as far as the language's words
    /// show it.
    fn is_stated(&self, at: usize) -> bool {
        let words = &self.view.grammar.words;
        let mut rest = at + 1..self.end().min(at + 40);
        words.indicatives.is_empty()
            || self.view.is_in(at + 1, &words.nominatives)
            || rest.any(|i| {
                self.view.is_in(i, &words.indicatives)
                    || !self.view.grammar.forms(self.view.lower(i)).is_empty()
                    || (i + 1 < self.end()
                        && words.finite_endings.of(self.view.lower(i)).next().is_some())
            })
    }

    /// Whether a statement begins at the token `at`: a pronoun that can only be a subject; or, where
    /// the verb allows it, another, or a phrase with a finite verb behind it.
    fn is_bare(&self, at: usize, any: bool) -> bool {
        let (view, words) = (self.view, &self.view.grammar.words);
        if at >= self.end() {
            return false;
        }
        if view.is_in(at, &words.nominatives) {
            return if view.is_in(at, &words.objects) {
                any && self.has_verb(at + 1)
            } else {
                true
            };
        }
        if !any {
            return false;
        }
        let Some(token) = view.tokens.get(at) else { return false };
        let starts = token.is_capital()
            || token.is_quote()
            || view.is_in(at, &words.determiners)
            || view.is_in(at, &words.pronouns)
            || (token.word().is_some() && !view.is_in(at, &words.others));
        let end = self.end().min(at + 16);
        let clause = at + 1..(at + 1..end).find(|&i| !in_clause(&view.tokens[i])).unwrap_or(end);
        let past = |i: usize| {
            i > at + 1
                && i + 1 < clause.end
                && words.past_endings.end(view.lower(i))
                && !view.is_in(i - 1, &words.determiners)
                && !view.is_in(i - 1, &words.others)
        };
        // “the plans that would help”
        let relative = |i: usize| view.is_in(i, &words.others) && view.is_in(i, &words.pronouns);
        let present = |i: usize| {
            let helped = view.is_in(i - 1, &words.indicatives) && i > at + 1 && relative(i - 2);
            view.is_in(i, &words.indicatives) && !relative(i - 1) && !helped
        };
        starts && clause.clone().any(|i| present(i) || past(i))
    }

    /// Whether a verb may stand at the token `at`, perhaps behind an adverb: “it also was”; no
    /// article or preposition, as in “found it a pleasure”.
    fn has_verb(&self, at: usize) -> bool {
        let (view, words) = (self.view, &self.view.grammar.words);
        let near = (at..self.end().min(at + 3)).any(|i| view.is_in(i, &words.indicatives));
        let word = at < self.end() && view.tokens[at].word().is_some();
        let other = view.is_in(at, &words.others)
            || view.is_in(at, &words.determiners)
            || view.is_in(at, &words.connectors);
        near || (word && !other)
    }

    /// A sentence without marks behind a colon.
    fn colon(&self, cue: &Cue) -> Option<Told> {
        if !self.is_verb(cue) || !self.takes_clause(cue) {
            return None;
        }
        let own = self.period.segment_of(cue.last());
        let next = self.period.segments.get(own + 1)?;
        let first = next.tokens.start;
        let quoted = self.view.tokens.get(first).is_some_and(Token::is_quote);
        let words = &self.view.grammar.words;
        let stated = self.mood(&next.tokens).0
            || next.tokens.clone().any(|at| self.view.is_in(at, &words.indicatives));
        if next.sign != Some(':') || quoted || !stated || cue.place == Place::Agent {
            return None;
        }
        self.clause(Kind::Colon, cue, first)
    }
}
