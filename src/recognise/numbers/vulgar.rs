//! Fractions that are one character: `½`, Unicode's vulgar fractions.

use super::exact::Exact;
use super::{Number, Numbers, Spelling};

/// Each with its numerator and its denominator.
const SIGNS: [(char, i128, i128); 18] = [
    ('¼', 1, 4),
    ('½', 1, 2),
    ('¾', 3, 4),
    ('⅐', 1, 7),
    ('⅑', 1, 9),
    ('⅒', 1, 10),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

/// All of them.
pub(super) fn signs() -> impl Iterator<Item = char> {
    SIGNS.iter().map(|(sign, ..)| *sign)
}

/// What one of them stands for.
pub(super) fn vulgar(sign: char) -> Option<Exact> {
    if sign.is_ascii() {
        return None;
    }
    let (_, top, bottom) = SIGNS.iter().find(|(known, ..)| *known == sign)?;
    Exact::ratio(*top, *bottom)
}

impl Numbers {
    /// The number that begins with such a fraction.
    pub(super) fn in_one_sign(&self, text: &str, at: usize) -> Option<Number> {
        let sign = text[at..].chars().next()?;
        let value = vulgar(sign)?;
        let (end, form) = (at + sign.len_utf8(), Spelling::Fraction);
        Some(self.scaled(text, Number { end, value, scale: 0, doubtful: false, form }))
    }
}
