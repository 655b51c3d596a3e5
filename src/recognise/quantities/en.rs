//! The English words in amounts of money.

use std::sync::LazyLock;

use super::decimal::Convention;
use super::pattern::{Patterns, Rules, Words};
use super::sterling;

/// The patterns.
pub(super) static PATTERNS: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::new(WORDS, Some(sterling::find)));

const WORDS: Words = Words {
    convention: Convention::CommaGroups,
    multipliers: &[
        ("thousand", 3),
        ("million", 6),
        ("mln", 6),
        ("mn", 6),
        ("billion", 9),
        ("bn", 9),
        ("bln", 9),
        ("trillion", 12),
        ("tn", 12),
    ],
    short_multipliers: &[("k", 3), ("m", 6), ("b", 9)],
    one: &["a", "one"],
    units: UNITS,
    hundredths: &["cent", "cents", "penny", "pence"],
    weighs,
    rules: Rules {
        unit_behind: "quantities.en.unit-behind",
        unit_before: "quantities.en.unit-before",
        in_words: "quantities.en.in-words",
        with_hundredths: "quantities.en.with-hundredths",
    },
};

/// Units without an ISO 4217 code keep their name.
#[rustfmt::skip]
const UNITS: &[(&str, &str)] = &[
    ("euro", "EUR"), ("euros", "EUR"), ("dollar", "USD"), ("dollars", "USD"),
    ("US dollar", "USD"), ("US dollars", "USD"), ("U.S. dollars", "USD"),
    ("American dollars", "USD"), ("Canadian dollars", "CAD"), ("Australian dollars", "AUD"),
    ("Hong Kong dollars", "HKD"),
    ("pound", "GBP"), ("pounds", "GBP"), ("pounds sterling", "GBP"), ("British pounds", "GBP"),
    ("Swiss francs", "CHF"), ("yen", "JPY"), ("yuan", "CNY"), ("renminbi", "CNY"), ("rmb", "CNY"),
    ("Chinese yuan", "CNY"), ("rubles", "RUB"), ("roubles", "RUB"), ("zloty", "PLN"),
    ("rupees", "INR"), ("Turkish lira", "TRY"),
    ("deutschmarks", "DEM"), ("Deutsche Marks", "DEM"), ("Reichsmarks", "RM"), ("marks", "Mark"),
    ("francs", "franc"), ("guinea", "guinea"), ("guineas", "guinea"), ("shillings", "shilling"),
    ("crowns", "crown"), ("thalers", "Taler"), ("cent", "cent"), ("cents", "cent"),
    ("pence", "penny"), ("penny", "penny"),
];

/// Pounds of something are weighed; so is what a word of weighing stands beside.
fn weighs(before: &str, rest: &str) -> bool {
    let words = ["weigh", "weight", "heavy", "overweight", "lighter", "heavier"];
    let nearby = before.ceil_char_boundary(before.len().saturating_sub(40));
    let behind = rest.floor_char_boundary(rest.len().min(20));
    rest.starts_with(" of ")
        || rest.starts_with(" per square")
        || words.iter().any(|w| before[nearby..].contains(w) || rest[..behind].contains(w))
}
