//! The German words in amounts of money.

use std::sync::LazyLock;

use super::decimal::Convention;
use super::pattern::{Patterns, Rules, Words};

/// The patterns.
pub(super) static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(WORDS, None));

const WORDS: Words = Words {
    convention: Convention::PointGroups,
    multipliers: &[
        ("tausend", 3),
        ("Tsd.", 3),
        ("Tsd", 3),
        ("Million", 6),
        ("Millionen", 6),
        ("Mio.", 6),
        ("Mio", 6),
        ("Mill.", 6),
        ("Milliarde", 9),
        ("Milliarden", 9),
        ("Mrd.", 9),
        ("Mrd", 9),
        ("Billion", 12),
        ("Billionen", 12),
        ("Bio.", 12),
    ],
    short_multipliers: &[],
    one: &["eine", "einer"],
    units: UNITS,
    hundredths: &["Cent", "Cents", "Pfennig", "Pfennige", "Pfennigen", "Pf", "Pf.", "Rappen"],
    weighs,
    rules: Rules {
        unit_behind: "quantities.de.unit-behind",
        unit_before: "quantities.de.unit-before",
        in_words: "quantities.de.in-words",
        with_hundredths: "quantities.de.with-hundredths",
    },
};

/// Units without an ISO 4217 code keep their name; `Mark` see [`super::mark`].
#[rustfmt::skip]
const UNITS: &[(&str, &str)] = &[
    ("Euro", "EUR"), ("Euros", "EUR"), ("US-Dollar", "USD"), ("US-Dollars", "USD"),
    ("Dollar", "USD"), ("Dollars", "USD"),
    ("kanadische Dollar", "CAD"), ("kanadischen Dollar", "CAD"),
    ("australische Dollar", "AUD"), ("australischen Dollar", "AUD"),
    ("Pfund", "GBP"), ("Pfund Sterling", "GBP"), ("britische Pfund", "GBP"),
    ("britischen Pfund", "GBP"),
    ("Franken", "CHF"), ("Schweizer Franken", "CHF"), ("Fr.", "CHF"), ("SFr.", "CHF"),
    ("Yen", "JPY"), ("Yuan", "CNY"), ("Renminbi", "CNY"), ("Rubel", "RUB"), ("Zloty", "PLN"),
    ("Złoty", "PLN"), ("Rupien", "INR"),
    ("D-Mark", "DEM"), ("DM", "DEM"), ("Deutsche Mark", "DEM"), ("Mark", "Mark"),
    ("Reichsmark", "RM"), ("RM", "RM"), ("Goldmark", "Goldmark"), ("Rentenmark", "Rentenmark"),
    ("Taler", "Taler"), ("Thaler", "Taler"), ("Gulden", "Gulden"), ("Kreuzer", "Kreuzer"),
    ("Groschen", "Groschen"), ("Kronen", "Krone"), ("Schilling", "Schilling"),
    ("Guineen", "guinea"), ("Cent", "Cent"), ("Pfennig", "Pfennig"), ("Pfennige", "Pfennig"),
];

/// A noun behind “Pfund” is what is weighed; so is what a verb of weighing stands beside.
fn weighs(before: &str, rest: &str) -> bool {
    let next: &str = rest.strip_prefix(' ').unwrap_or_default();
    let noun = next.starts_with(char::is_uppercase);
    let weighing = ["abgenommen", "zugenommen", "schwer", "wiegen", "wiegt", "wog"];
    let nearby = before.ceil_char_boundary(before.len().saturating_sub(40));
    let verb_before = weighing.iter().any(|word| before[nearby..].contains(word));
    noun || verb_before || weighing.iter().any(|word| next.starts_with(word))
}
