//! Whole numbers in words: “dreihundertvierundzwanzig”, “two hundred and four”, “soixante-dix”.
//!
//! A number is read word by word from left to right; each must be smaller than what stands before
//! it leaves room for, or multiply it. Nothing is read twice, and no word outside the language's
//! file counts.

use super::Numbers;
use super::data::{Form, Piece, Value};
use super::exact::Exact;
use crate::text::is_boundary;

/// What the words at a byte come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cardinal {
    pub(super) end: usize,
    pub(super) value: Exact,
    /// Whether it is an article, or a mere “thousand”.
    pub(super) weak: bool,
    /// The power of ten that the last word stands for; 0 where it is none.
    pub(super) scale: u32,
    /// Whether the last word makes it an ordinal.
    pub(super) ordinal: bool,
    /// Whether a part is joined to it: “dreieinhalb”.
    pub(super) broken: bool,
    /// The tens that are its last word; 0 where that is no such word.
    pub(super) tens: i128,
    /// How many words it has.
    pub(super) pieces: usize,
    /// Whether the first of them is an article or “one”.
    pub(super) counts_one: bool,
    /// The same up to the last “and”: its end, its value and its scale.
    pub(super) before_and: Option<(usize, Exact, u32)>,
}

/// No number has more words.
const MOST: usize = 40;
/// Larger numbers are not counted in words.
const LARGEST: i128 = 10_i128.pow(30);

/// What has been read.
struct Tally {
    /// Groups that are multiplied already.
    total: i128,
    /// The group that is being read.
    group: i128,
    /// What is added next must be smaller.
    room: i128,
    /// The next power of ten must be smaller.
    ceiling: i128,
    hundred: bool,
    last: Option<Piece>,
    pieces: usize,
    counts_one: bool,
    before_and: Option<(usize, Exact, u32)>,
}

impl Tally {
    fn new() -> Self {
        let room = 1000;
        Self {
            total: 0,
            group: 0,
            room,
            ceiling: LARGEST,
            hundred: false,
            last: None,
            pieces: 0,
            counts_one: false,
            before_and: None,
        }
    }

    /// Takes a word, if it fits.
    fn take(&mut self, piece: Piece, numbers: &Numbers) -> bool {
        let fits = match piece.value {
            Value::One(n) => self.add(n, 1 < self.room, 1),
            Value::Small(n) => {
                let first = self.last.is_none();
                self.add(n, (n > 0 || first) && self.room >= 20, if n == 0 { 0 } else { 1 })
            }
            Value::Tens(n) => {
                let room = if numbers.file.tens_and_teens.contains(&n) { 20 } else { 10 };
                self.add(n, self.room >= 100, room)
            }
            Value::Hundred => self.hundred(numbers.file.alone >= 2 || piece.form == Form::Ordinal),
            Value::Scale(power) => {
                let alone = numbers.file.alone >= power || piece.form == Form::Ordinal;
                self.scale(power, alone)
            }
            Value::Dozen(n) => {
                let counted = self.total == 0 && self.group > 0;
                self.group = if counted { self.group * n } else { self.group };
                (self.room, self.ceiling) = (0, 0);
                counted
            }
        };
        if fits {
            self.counts_one |= self.last.is_none() && piece.value == Value::One(1);
            self.last = Some(piece);
            self.pieces += 1;
        }
        fits
    }

    fn add(&mut self, number: i128, fits: bool, room: i128) -> bool {
        if fits {
            self.group += number;
            self.room = room;
        }
        fits
    }

    fn hundred(&mut self, alone: bool) -> bool {
        let bare = self.group == 0 && self.room >= 1000 && alone;
        let fits = !self.hundred && (bare || (1..100).contains(&self.group)) && self.ceiling > 100;
        if fits {
            self.group = self.group.max(1) * 100;
            (self.room, self.hundred) = (100, true);
        }
        fits
    }

    fn scale(&mut self, power: u32, alone: bool) -> bool {
        let Some(value) = 10_i128.checked_pow(power) else { return false };
        let bare = self.last.is_none() && alone;
        if value < self.ceiling && (self.group > 0 || bare) {
            self.total += self.group.max(1) * value;
        } else if self.group == 0 && matches!(self.last, Some(Piece { value: Value::Scale(_), .. }))
        {
            // “three lakh crore”
            let Some(total) = self.total.checked_mul(value).filter(|&n| n < LARGEST) else {
                return false;
            };
            self.total = total;
        } else {
            return false;
        }
        (self.group, self.hundred, self.ceiling) = (0, false, value);
        self.room = value.min(1000);
        true
    }

    fn cardinal(&self, end: usize) -> Option<Cardinal> {
        let last = self.last?;
        let scale = match last.value {
            Value::Scale(power) => power,
            Value::Hundred => 2,
            _ => 0,
        };
        let tens = if let Value::Tens(n) = last.value { n } else { 0 };
        let lone = self.pieces == 1 && (last.form == Form::Article || scale > 0);
        Some(Cardinal {
            end,
            value: Exact::whole(self.total + self.group),
            weak: lone,
            scale,
            ordinal: last.form == Form::Ordinal,
            broken: false,
            tens,
            pieces: self.pieces,
            counts_one: self.counts_one,
            before_and: self.before_and,
        })
    }
}

impl Numbers {
    /// The number in words at byte `at`; an ordinal where its last word makes it one.
    pub(super) fn cardinal(&self, text: &str, at: usize) -> Option<Cardinal> {
        let mut tally = Tally::new();
        let (mut end, mut best) = (at, None);
        for _ in 0..MOST {
            let Some(next) = self.next(text, end, &mut tally) else { break };
            end = next;
            if is_boundary(text, end) {
                best = tally.cardinal(end);
            }
            if tally.last.is_some_and(|last| last.form == Form::Ordinal) {
                return best.filter(|best| best.end == end);
            }
            if let Some(broken) = self.broken(text, end, &tally) {
                return Some(broken);
            }
        }
        best
    }

    /// Takes the next word into `tally`; where it ends.
    fn next(&self, text: &str, end: usize, tally: &mut Tally) -> Option<usize> {
        if tally.last.is_none() {
            let (next, piece) = self.piece(text, end)?;
            return tally.take(piece, self).then_some(next);
        }
        for (start, apart) in self.starts(text, end, tally) {
            let Some((next, piece)) = self.piece(text, start) else { continue };
            if apart && self.file.joined && !may_stand_apart(tally, piece) {
                continue;
            }
            // “A million and a half” is no million and one.
            if piece.form == Form::Article && !self.file.joined {
                continue;
            }
            let before = tally.cardinal(end).map(|so_far| (end, so_far.value, so_far.scale));
            if tally.take(piece, self) {
                if start > end + 1 && apart {
                    tally.before_and = before;
                }
                return Some(next);
            }
        }
        self.inverted(text, end, tally)
    }

    /// Where a further word may begin, and whether something stands between.
    fn starts(&self, text: &str, end: usize, tally: &Tally) -> Vec<(usize, bool)> {
        let mut starts = Vec::new();
        let rest = &text[end..];
        if self.file.joined {
            starts.push((end, false));
        }
        for between in &self.file.between {
            if rest.starts_with(between.as_str()) {
                starts.push((end + between.len(), true));
            }
        }
        let adds = |tally: &Tally| tally.room > 1 && tally.room < 1000 || tally.group == 0;
        if adds(tally) {
            for and in &self.file.and {
                let joined = self.file.joined && rest.starts_with(and.as_str());
                let apart = !self.file.joined
                    && rest.strip_prefix([' ', '-']).is_some_and(|rest| {
                        rest.strip_prefix(and.as_str())
                            .is_some_and(|rest| rest.starts_with([' ', '-']))
                    });
                if joined {
                    starts.push((end + and.len(), false));
                } else if apart {
                    starts.push((end + and.len() + 2, true));
                }
            }
        }
        starts
    }

    /// Ones before tens: “dreiundzwanzig”.
    fn inverted(&self, text: &str, end: usize, tally: &mut Tally) -> Option<usize> {
        let ones = tally.last.is_some_and(|last| matches!(last.value, Value::One(_)));
        if !self.file.joined || !ones || tally.group % 100 > 9 {
            return None;
        }
        let mut ands = self.file.and.iter();
        let start = ands.find(|and| text[end..].starts_with(and.as_str()))?.len() + end;
        let (next, piece) = self.piece(text, start)?;
        let Value::Tens(tens) = piece.value else { return None };
        tally.group += tens;
        tally.room = 0;
        tally.last = Some(piece);
        tally.pieces += 1;
        Some(next)
    }

    fn piece(&self, text: &str, at: usize) -> Option<(usize, Piece)> {
        let joined = self.file.joined;
        let may_end = |text: &str, end: usize| joined || is_boundary(text, end);
        let (end, piece) = self.tables.pieces.longest(text, at, may_end)?;
        Some((end, *piece))
    }

    /// A part joined to the number: “dreieinhalb”.
    fn broken(&self, text: &str, end: usize, tally: &Tally) -> Option<Cardinal> {
        let (end, part) = self.tables.parts.longest(text, end, is_boundary)?;
        let cardinal = tally.cardinal(end)?;
        let value = cardinal.value.plus(*part)?;
        Some(Cardinal { value, weak: false, broken: true, ..cardinal })
    }
}

/// Where words are joined, only large ones stand by themselves: “zwei Millionen drei”.
fn may_stand_apart(tally: &Tally, piece: Piece) -> bool {
    let large = |piece: Piece| matches!(piece.value, Value::Scale(3..) | Value::Hundred);
    let dozen = matches!(piece.value, Value::Dozen(_));
    dozen || large(piece) || tally.last.is_some_and(large)
}
