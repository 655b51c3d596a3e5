//! The German words in dates.

use super::super::rule::Vocabulary;

#[rustfmt::skip]
pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    months: &[
        ("Januar", 1), ("Jänner", 1), ("Jan", 1), ("Jan.", 1), ("Jän.", 1),
        ("Februar", 2), ("Feber", 2), ("Feb", 2), ("Feb.", 2), ("Febr.", 2),
        ("März", 3), ("Maerz", 3), ("Mrz", 3), ("Mrz.", 3),
        ("April", 4), ("Apr", 4), ("Apr.", 4),
        ("Mai", 5),
        ("Juni", 6), ("Juno", 6), ("Juny", 6), ("Jun", 6), ("Jun.", 6),
        ("Juli", 7), ("July", 7), ("Jul", 7), ("Jul.", 7),
        ("August", 8), ("Aug", 8), ("Aug.", 8),
        ("September", 9), ("Sept", 9), ("Sept.", 9), ("Sep", 9), ("Sep.", 9),
        ("Oktober", 10), ("Okt", 10), ("Okt.", 10), ("October", 10), ("Oct.", 10),
        ("November", 11), ("Nov", 11), ("Nov.", 11),
        ("Dezember", 12), ("Dez", 12), ("Dez.", 12), ("December", 12), ("Dec.", 12),
    ],
    seasons: &[("Frühling", 21), ("Frühjahr", 21), ("Sommer", 22), ("Herbst", 23), ("Winter", 24)],
    weekdays: &[
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonnabend",
        "Sonntag", "Mo", "Di", "Mi", "Do", "Fr", "Sa", "So",
    ],
    lists: &["und", "oder", "sowie"],
    joins: &["bis", "und", "oder"],
    to: "(?: ?{-} ?| bis (?:zum |einschließlich |einschl\\. )?)",
    counts,
    measures,
};

/// Nouns are capitalised: one right behind a number may be what it counts.
fn counts(rest: &str) -> bool {
    let capital = following(rest).chars().next().is_some_and(char::is_uppercase);
    capital || QUANTIFIERS.contains(&following(rest)) || measures(rest)
}

fn measures(rest: &str) -> bool {
    UNITS.contains(&following(rest))
        || rest.trim_start().starts_with(['%', '‰', '°', '€', '$', '£'])
}

/// The word behind a number.
fn following(rest: &str) -> &str {
    let rest = rest.strip_prefix(' ').unwrap_or_default();
    rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

const QUANTIFIERS: &[&str] = &[
    "andere",
    "anderen",
    "deutsche",
    "deutschen",
    "junge",
    "jungen",
    "mal",
    "neue",
    "neuen",
    "tausend",
    "weitere",
    "weiteren",
];

#[rustfmt::skip]
const UNITS: &[&str] = &[
    "m", "km", "kg", "g", "t", "l", "ha", "qm", "km²", "m²",
    "Arbeiter", "Dollar", "Einwohner", "Einwohnern", "Euro", "Exemplare", "Exemplaren", "fl", "Fälle",
    "Fällen", "Frauen", "Franken", "Gulden", "Hektar", "Jahre", "Jahren", "Kilo", "Kilogramm",
    "Kilometer", "Kilometern", "Kinder", "Kindern", "Liter", "Mal", "Mann", "Mark", "Menschen",
    "Meter", "Metern", "Minuten", "Monate", "Monaten", "Männer", "Männern", "Personen", "Pfund",
    "Prozent", "Quadratmeter", "Seiten", "Soldaten", "Stellen", "Stimmen", "Stück", "Stunden",
    "Tage", "Tagen", "Taler", "Tonnen", "Uhr", "Wochen", "Zeichen",
];
