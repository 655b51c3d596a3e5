//! Whether a pattern matches the tokens from one of them on.
//!
//! Patterns have no repetition, so that a match is as short as its pattern and the ways to try are
//! bounded by it, however long the text.

use super::lexicon::{ClassId, Lexicon, MeaningId, Piece};
use super::pattern::{Program, Shape, Step};
use super::token::{Kind, Token};

/// More ways than these are not tried.
const MOST: usize = 4000;

/// What a slot holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Capture {
    /// The slot.
    pub(super) slot: usize,
    /// Its first token.
    pub(super) first: usize,
    /// The token behind it; `None` while it is open.
    pub(super) end: Option<usize>,
    /// What its word means.
    pub(super) meaning: Option<MeaningId>,
}

/// What matching needs, kept for the next time.
#[derive(Default)]
pub(super) struct Matcher {
    /// What the slots hold after a match.
    pub(super) captures: Vec<Capture>,
    /// Ways not yet tried: step, token, how many captures there were, and one that is new.
    ways: Vec<(usize, usize, usize, Option<Capture>)>,
}

/// A text as tokens.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its tokens.
    pub(super) tokens: &'a [Token],
    /// The words that are known.
    pub(super) lexicon: &'a Lexicon,
}

impl Line<'_> {
    /// What stands at a token.
    pub(super) fn str(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| &self.text[token.span()])
    }

    /// Whether the pieces stand there from a token on.
    pub(super) fn fits(&self, token: usize, pieces: &[Piece]) -> bool {
        pieces.iter().enumerate().all(|(n, piece)| self.is(token.saturating_add(n), piece))
    }

    fn is(&self, token: usize, piece: &Piece) -> bool {
        let Some(found) = self.tokens.get(token) else { return false };
        match (piece, found.kind) {
            (Piece::Word(class), Kind::Word(Some(word))) => {
                self.lexicon.has(word, *class).is_some()
            }
            (Piece::Number(digits), Kind::Number) => self.text[found.span()] == **digits,
            (Piece::Blank, Kind::Blank) => true,
            (Piece::Sign(sign), Kind::Sign(found)) => *sign == found,
            _ => false,
        }
    }

    /// Whether the token is what a step asks for that takes one token and no list.
    fn is_single(&self, token: usize, step: &Step) -> bool {
        let Some(found) = self.tokens.get(token) else { return false };
        match step {
            Step::Shape(shape, _) => self.has_shape(token, *shape),
            Step::Digits(digits) => found.kind == Kind::Number && self.str(token) == digits,
            Step::Sign(sign) => found.kind == Kind::Sign(*sign),
            Step::Blank => found.kind == Kind::Blank,
            _ => false,
        }
    }

    fn has_shape(&self, token: usize, shape: Shape) -> bool {
        let Some(found) = self.tokens.get(token) else { return false };
        let length = found.end - found.start;
        match (shape, found.kind) {
            (Shape::Day, Kind::Number) => length <= 2,
            (Shape::TwoDigits, Kind::Number) => length == 2,
            (Shape::Year, Kind::Number) => {
                length == 4 && matches!(self.text.as_bytes()[found.start], b'1' | b'2')
            }
            (Shape::Integer, Kind::Number) => length <= 6,
            (Shape::Dash, Kind::Sign(sign)) => is_dash(sign),
            (Shape::Small, Kind::Word(_)) => self.str(token).starts_with(char::is_lowercase),
            (Shape::Any, Kind::Word(_)) => true,
            _ => false,
        }
    }
}

/// Whether a sign is a dash or a hyphen.
pub(super) fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '–' | '—' | '‐' | '‑' | '−')
}

impl Matcher {
    /// The token behind a match that begins with the token `at`.
    pub(super) fn run(&mut self, program: &Program, line: Line<'_>, at: usize) -> Option<usize> {
        self.captures.clear();
        self.ways.clear();
        self.ways.push((0, at, 0, None));
        for _ in 0..MOST {
            let (step, token, kept, new) = self.ways.pop()?;
            self.captures.truncate(kept);
            self.captures.extend(new);
            if let Some(end) = self.follow(program, line, step, token) {
                return Some(end);
            }
        }
        None
    }

    /// Follows one way to its end or to where it fails.
    fn follow(
        &mut self,
        program: &Program,
        line: Line<'_>,
        mut step: usize,
        mut token: usize,
    ) -> Option<usize> {
        loop {
            match program.steps.get(step)? {
                Step::End => return Some(token),
                Step::Jump(target) => step = *target,
                Step::Split(first, second) => {
                    self.ways.push((*second, token, self.captures.len(), None));
                    step = *first;
                }
                Step::Open(slot) => {
                    let open = Capture { slot: *slot, first: token, end: None, meaning: None };
                    self.captures.push(open);
                    step += 1;
                }
                Step::Close(slot) => {
                    self.close(*slot, token);
                    step += 1;
                }
                Step::Word(class, slot) => {
                    self.branch(line, (step + 1, token), *class, *slot);
                    return None;
                }
                single => {
                    if !line.is_single(token, single) {
                        return None;
                    }
                    if let Step::Shape(_, slot) = single {
                        self.captures.extend(capture(*slot, token, token + 1, None));
                    }
                    (step, token) = (step + 1, token + 1);
                }
            }
        }
    }

    /// Adds a way on for each word and phrase of the list at the token; the longest phrase is
    /// tried first, the single word last.
    fn branch(
        &mut self,
        line: Line<'_>,
        (next, token): (usize, usize),
        class: ClassId,
        slot: Option<usize>,
    ) {
        let Some(Kind::Word(Some(word))) = line.tokens.get(token).map(|t| t.kind) else { return };
        let kept = self.captures.len();
        if let Some(meaning) = line.lexicon.has(word, class) {
            self.ways.push((next, token + 1, kept, capture(slot, token, token + 1, meaning)));
        }
        let from = self.ways.len();
        for phrase in line.lexicon.phrases(word, class) {
            if line.fits(token + 1, &phrase.rest) {
                let end = token + 1 + phrase.rest.len();
                self.ways.push((next, end, kept, capture(slot, token, end, Some(phrase.meaning))));
            }
        }
        self.ways[from..].reverse();
    }

    fn close(&mut self, slot: usize, token: usize) {
        let open = self.captures.iter().rev().find(|c| c.slot == slot && c.end.is_none());
        if let Some(open) = open.copied() {
            self.captures.push(Capture { end: Some(token), ..open });
        }
    }
}

fn capture(
    slot: Option<usize>,
    first: usize,
    end: usize,
    meaning: Option<MeaningId>,
) -> Option<Capture> {
    slot.map(|slot| Capture { slot, first, end: Some(end), meaning })
}
