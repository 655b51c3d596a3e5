//! The English words in dates.

use super::super::rule::Vocabulary;

#[rustfmt::skip]
pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    months: &[
        ("January", 1), ("Jan", 1), ("Jan.", 1),
        ("February", 2), ("Feb", 2), ("Feb.", 2),
        ("March", 3), ("Mar", 3), ("Mar.", 3),
        ("April", 4), ("Apr", 4), ("Apr.", 4),
        ("May", 5),
        ("June", 6), ("Jun", 6), ("Jun.", 6),
        ("July", 7), ("Jul", 7), ("Jul.", 7),
        ("August", 8), ("Aug", 8), ("Aug.", 8),
        ("September", 9), ("Sept", 9), ("Sept.", 9), ("Sep", 9), ("Sep.", 9),
        ("October", 10), ("Oct", 10), ("Oct.", 10),
        ("November", 11), ("Nov", 11), ("Nov.", 11),
        ("December", 12), ("Dec", 12), ("Dec.", 12),
    ],
    seasons: &[("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)],
    weekdays: &[
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon", "Tue",
        "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun",
    ],
    lists: &["and", "or"],
    joins: &["to", "and", "or"],
    to: "(?: ?{-} ?| to (?:the )?| until (?:the )?| till (?:the )?| through (?:the )?)",
    counts,
    measures,
};

/// A plural or a unit right behind a number may be what it counts.
fn counts(rest: &str) -> bool {
    let word = following(rest);
    let plural = word.len() > 3 && word.ends_with('s') && !NO_PLURALS.contains(&word);
    let irregular = ["children", "men", "people"].iter().any(|end| word.ends_with(end));
    plural || irregular || QUANTIFIERS.contains(&word) || measures(rest)
}

fn measures(rest: &str) -> bool {
    UNITS.contains(&following(rest))
        || rest.trim_start().starts_with(['%', '‰', '°', '€', '$', '£'])
}

/// The word behind a number, if it starts in small letters.
fn following(rest: &str) -> &str {
    let rest = rest.strip_prefix([' ', '-']).unwrap_or_default();
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if word.starts_with(char::is_lowercase) { word } else { "" }
}

const NO_PLURALS: &[&str] = &[
    "across",
    "always",
    "does",
    "perhaps",
    "plus",
    "regardless",
    "this",
    "thus",
    "towards",
    "unless",
    "various",
    "whereas",
    "yours",
];

const QUANTIFIERS: &[&str] = &["additional", "more", "new", "other", "people", "such", "young"];

#[rustfmt::skip]
const UNITS: &[&str] = &[
    "acres", "billion", "children", "copies", "cubic", "days", "dollars", "euros", "feet", "ft",
    "guineas", "hours", "kg", "kilometres", "km", "m", "men", "metres", "miles", "million", "minutes",
    "months", "people", "per", "percent", "pounds", "sq", "square", "thousand", "tonnes", "tons",
    "weeks", "women", "words", "yards", "years",
];
