//! Which rules may match where, told by the first two words.
//!
//! Most rules may begin with an article or a preposition, which stand everywhere; the word behind
//! it shows nearly always that they do not match after all.

use super::bits::Bits;
use super::language::Compiled;
use super::lexicon::{Lexicon, Piece};
use super::matcher::Line;
use super::pattern::{Program, Shape, Step};
use super::token::Kind;

/// What the rules of a language begin with.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Rules that may begin with a number, ascending.
    by_number: Vec<usize>,
    /// Rules that may begin with a sign, ascending, each with the sign.
    by_sign: Vec<(char, usize)>,
    /// Rules that may go on behind their first word without a blank, or end there.
    short: Bits,
    /// Rules whose second word may be any.
    any: Bits,
    /// Rules with a number behind the first word.
    number: Bits,
    /// Rules with a sign behind the first word and a blank.
    sign: Bits,
}

impl Index {
    /// Of these rules; notes in the lexicon which words they may have first and second.
    ///
    /// # Errors
    ///
    /// The first rule that may begin with anything, so that it would be tried everywhere.
    pub(super) fn new(rules: &[Compiled], lexicon: &mut Lexicon) -> Result<Self, String> {
        let mut index = Self::default();
        for (rule, compiled) in rules.iter().enumerate() {
            index
                .add(rule, &compiled.program, lexicon)
                .ok_or_else(|| format!("{}: it may begin with anything", compiled.rule.name))?;
        }
        index.by_number.dedup();
        Ok(index)
    }

    fn add(&mut self, rule: usize, program: &Program, lexicon: &mut Lexicon) -> Option<()> {
        for at in reached(program, 0) {
            match program.steps.get(at)? {
                Step::Word(class, _) => {
                    lexicon.begins(*class, rule);
                    for rest in lexicon.rests(*class) {
                        self.add_phrase(rule, &rest, lexicon);
                    }
                    self.add_second(rule, program, at + 1, lexicon);
                }
                Step::Shape(Shape::Dash | Shape::Small | Shape::Any, _) => return None,
                Step::Shape(..) | Step::Digits(_) => self.by_number.push(rule),
                Step::Sign(sign) => self.by_sign.push((*sign, rule)),
                _ => return None,
            }
        }
        Some(())
    }

    /// What may follow a first word that begins a phrase.
    fn add_phrase(&mut self, rule: usize, rest: &[Piece], lexicon: &mut Lexicon) {
        match rest {
            [Piece::Blank, Piece::Word(class), ..] => lexicon.follows(*class, rule),
            [Piece::Blank, Piece::Number(_), ..] => self.number.insert(rule),
            [Piece::Blank, Piece::Sign(_), ..] => self.sign.insert(rule),
            _ => self.short.insert(rule),
        }
    }

    /// What may follow the first word.
    fn add_second(&mut self, rule: usize, program: &Program, at: usize, lexicon: &mut Lexicon) {
        for behind in reached(program, at) {
            if program.steps.get(behind) != Some(&Step::Blank) {
                self.short.insert(rule);
                continue;
            }
            for second in reached(program, behind + 1) {
                match program.steps.get(second) {
                    Some(Step::Word(class, _)) => lexicon.follows(*class, rule),
                    Some(Step::Shape(Shape::Small | Shape::Any, _)) => self.any.insert(rule),
                    Some(Step::Shape(Shape::Dash, _) | Step::Sign(_)) => self.sign.insert(rule),
                    Some(Step::Shape(..) | Step::Digits(_)) => self.number.insert(rule),
                    _ => self.short.insert(rule),
                }
            }
        }
    }

    /// Calls `attempt` with the rules that may match from the token `at` on, ascending.
    pub(super) fn each(&self, line: Line<'_>, at: usize, mut attempt: impl FnMut(usize)) {
        let kind = |token: usize| line.tokens.get(token).map(|token| token.kind);
        match kind(at) {
            Some(Kind::Word(Some(word))) => {
                let second = kind(at + 2).filter(|_| kind(at + 1) == Some(Kind::Blank));
                let goes_on = |rule: usize| match second {
                    Some(Kind::Word(Some(second))) => {
                        line.lexicon.may_follow(second, rule) || self.any.has(rule)
                    }
                    Some(Kind::Word(None)) => self.any.has(rule),
                    Some(Kind::Number) => self.number.has(rule),
                    Some(Kind::Sign(_)) => self.sign.has(rule),
                    Some(Kind::Blank) | None => false,
                };
                for &rule in line.lexicon.rules(word) {
                    if self.short.has(rule) || goes_on(rule) {
                        attempt(rule);
                    }
                }
            }
            Some(Kind::Number) => self.by_number.iter().copied().for_each(attempt),
            Some(Kind::Sign(sign)) => {
                let with = self.by_sign.iter().filter(|(known, _)| *known == sign);
                with.for_each(|(_, rule)| attempt(*rule));
            }
            _ => {}
        }
    }
}

/// The steps that consume something, or end, to which the step `from` leads.
fn reached(program: &Program, from: usize) -> Vec<usize> {
    let (mut open, mut seen, mut found) = (vec![from], Vec::new(), Vec::new());
    while let Some(step) = open.pop() {
        if seen.contains(&step) {
            continue;
        }
        seen.push(step);
        match program.steps.get(step) {
            Some(Step::Jump(target)) => open.push(*target),
            Some(Step::Split(first, second)) => open.extend([*second, *first]),
            Some(Step::Open(_) | Step::Close(_)) => open.push(step + 1),
            Some(_) => found.push(step),
            None => {}
        }
    }
    found
}
