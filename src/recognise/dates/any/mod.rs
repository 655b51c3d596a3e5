//! Dates that are written alike in every language: ISO 8601, and years in brackets.

use std::sync::LazyLock;

use super::read;
use super::rule::{Compiled, Parts, Reading, Rule, Vocabulary};

/// The rules with their patterns compiled.
pub(super) static RULES: LazyLock<Vec<Compiled>> =
    LazyLock::new(|| Compiled::all(TABLE, &VOCABULARY));

static VOCABULARY: Vocabulary = Vocabulary {
    months: &[],
    seasons: &[],
    weekdays: &[],
    lists: &[],
    joins: &[],
    to: "",
    counts: |_| false,
    measures: |_| false,
};

/// The rules.
pub(super) static TABLE: &[Rule] = &[
    Rule {
        name: "dates.any.iso-day",
        pattern: "(?P<t>{y}-{n}-{d})(?:T[0-9:]+)?",
        read: iso_day,
        example: ("créé 2020-09-15T10:30", "2020-09-15", "2020-09-15"),
    },
    Rule {
        name: "dates.any.iso-day-interval",
        pattern: "{y}-{n}-{d}(?:/| – | - | to | bis ){y2}-{n2}-{d2}",
        read: read::days,
        example: ("2020-09-03/2020-09-15", "2020-09-03/2020-09-15", "2020-09-03/2020-09-15"),
    },
    Rule {
        name: "dates.any.iso-month",
        pattern: "{y}-{n}",
        read: iso_month,
        example: ("état 2020-09", "2020-09", "2020-09"),
    },
    Rule {
        name: "dates.any.iso-month-interval",
        pattern: "{y}-{n}/{y2}-{n2}",
        read: read::months,
        example: ("2020-09/2021-02", "2020-09/2021-02", "2020-09/2021-02"),
    },
    Rule {
        name: "dates.any.slashed-day",
        pattern: "{y}/{n}/{d}",
        read: iso_day,
        example: ("vu 2020/09/15", "2020/09/15", "2020-09-15"),
    },
    Rule {
        name: "dates.any.year-in-brackets",
        pattern: r"(?:\(|, |; )(?P<t>{y})\)",
        read: read::year,
        example: ("Beispiel (Exemple, 1848)", "1848", "1848"),
    },
    Rule {
        name: "dates.any.years-in-brackets",
        pattern: r"\((?P<t>{y} ?{-} ?{y2})\)",
        read: read::years,
        example: ("Ada (1815–1852)", "1815–1852", "1815/1852"),
    },
];

/// Two digits each, as ISO 8601 (4.3.2 of part 1) writes them.
fn iso_day(parts: &Parts<'_>) -> Reading {
    if parts.text("n").len() == 2 && parts.text("d").len() == 2 {
        read::day(parts)
    } else {
        Reading::No
    }
}

/// A month, unless it is the last two digits of the next year: “2003-04” may be a winter.
fn iso_month(parts: &Parts<'_>) -> Reading {
    let next_year = parts.year("y").map(|year| (year + 1) % 100);
    if parts.text("n").len() == 2 && parts.year("n") != next_year {
        read::month(parts)
    } else {
        Reading::No
    }
}
