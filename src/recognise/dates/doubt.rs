//! Dates that cannot be: days that no calendar has, and days told of as past that had not come.
//!
//! Both are meant for a person to look at, so that only what leaves no other reading is reported. A
//! day must be named whole, with a year of four digits. It is told of as past where the word for “on”
//! stands right before it (“until”, “for”, “from” may all look ahead), the verb of its clause is in a
//! past tense, and nothing in the sentence speaks of plans. The words are the language's data.

use std::ops::Range;

use super::guard;
use super::language::Language;
use super::matcher::Line;
use super::parts::Parts;
use super::read::{Read, month_of};
use super::tense::{Direction, direction, looks_ahead};
use super::token::Kind;
use crate::document::Metadata;
use crate::edtf::{Day, Qualifier, days_in_month};

/// A date that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Doubt {
    /// The words: bytes of the document's text.
    pub span: Range<usize>,
    /// What is wrong with them.
    pub kind: DoubtKind,
}

/// What is wrong with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum DoubtKind {
    /// No calendar has the day.
    NoSuchDay,
    /// The day lies behind the document's date, and is told of as past.
    NotYetPast(Day),
}

/// The last day on which a document can have been written; `None` where that is not sure.
pub(super) fn latest(metadata: &Metadata) -> Option<Day> {
    let dates = [metadata.date.as_ref(), metadata.published.as_ref(), metadata.retrieved.as_ref()];
    let mut latest = None;
    for date in dates.into_iter().flatten() {
        if date.qualifier() != Qualifier::default() {
            return None;
        }
        latest = latest.max(Some(date.latest()?));
    }
    latest
}

/// Whether the parts of a match name a day that some months have and this one has not. The Julian
/// calendar has a 29 February in every fourth year, 1900 among them.
pub(super) fn is_no_day(parts: &Parts<'_>) -> bool {
    if !matches!(parts.compiled.rule.read, Read::Day | Read::IsoDay) {
        return false;
    }
    let (Some(year), Some(month), Some(day)) =
        (parts.parse::<i32>("y"), month_of(parts), parts.parse::<u8>("d"))
    else {
        return false;
    };
    let julian = month == 2 && day == 29 && year % 4 == 0;
    let known = (1000..=2099).contains(&year) && (1..=12).contains(&month);
    known && !julian && day <= 31 && day > days_in_month(year, month)
}

/// Whether the clause that has the tokens `target` tells of something that was on that day.
pub(super) fn is_told_as_past(
    language: &Language,
    line: Line<'_>,
    target: (usize, usize),
    sentence: (usize, usize),
) -> bool {
    let Some(before) = target.0.checked_sub(2) else { return false };
    let on = line.str(before).to_lowercase();
    let blank = line.tokens.get(before + 1).is_some_and(|token| token.kind == Kind::Blank);
    blank
        && before >= sentence.0
        && language.tense.on.contains(&on)
        && matches!(direction(language, line, target, sentence), Some((Direction::Back, _)))
        && !speaks_of_plans(language, line, (sentence.0, before))
        && !speaks_of_plans(language, line, (target.1, sentence.1))
}

/// Whether one of the tokens does; the date's own are none of them, for May is a month.
fn speaks_of_plans(language: &Language, line: Line<'_>, (from, to): (usize, usize)) -> bool {
    let to = to.min(line.tokens.len());
    if (from..to).any(|token| looks_ahead(language, line, token)) {
        return true;
    }
    let words = line.text[guard::bytes(line, (from.min(to), to))].to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| language.tense.plans.iter().any(|plan| fits(word, plan)))
}

/// Whether a word is the one meant, or begins as `plan…` says, or holds `…plan…`.
fn fits(word: &str, shape: &str) -> bool {
    match (shape.strip_prefix('…'), shape.strip_suffix('…')) {
        (Some(_), Some(_)) => word.contains(shape.trim_matches('…')),
        (None, Some(begin)) => word.starts_with(begin),
        (Some(end), None) => word.ends_with(end),
        (None, None) => word == shape,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::reading::Reading;
    use super::super::super::testing::document;
    use super::super::find_all;
    use super::DoubtKind;

    fn doubts(language: &str, text: &str) -> Vec<String> {
        let document = document(language, Some("1926-03-15"), &[text]);
        let (_, doubts) = find_all(&Reading::new(&document), &Default::default());
        let shown = |doubt: &super::Doubt| {
            let words = document.slice(&doubt.span);
            match doubt.kind {
                DoubtKind::NoSuchDay => format!("{words}: none"),
                DoubtKind::NotYetPast(day) => format!("{words}: {day}"),
            }
        };
        doubts.iter().map(shown).collect()
    }

    fn check(language: &str, text: &str, expect: &[&str]) {
        assert_eq!(doubts(language, text), expect, "{text}");
    }

    #[test]
    fn days_that_no_calendar_has() {
        check("en", "The bill is dated 30 February 1925.", &["30 February 1925: none"]);
        check("de", "Der Vertrag trägt den 31. April 1925.", &["31. April 1925: none"]);
        check("en", "Entered 1925-02-29 in the book.", &["1925-02-29: none"]);
        for text in [
            "The bill is dated 28 February 1925.",
            "In Russia it was 29 February 1900.",
            "See 30 February in the tale.",
            "Version 31.2.1925.4 was sent.",
            "The number is 1925-13-31.",
        ] {
            check("en", text, &[]);
        }
    }

    #[test]
    fn days_told_of_as_past_that_had_not_come() {
        check("en", "The bank failed on 3 May 1926.", &["3 May 1926: 1926-05-03"]);
        check("de", "Der Damm brach am 3. Mai 1926.", &["3. Mai 1926: 1926-05-03"]);
        for (language, text) in [
            ("en", "The bank failed on 3 March 1926."),
            ("en", "The bank failed on 15 March 1926."),
            ("en", "The bank fails on 3 May 1926."),
            ("en", "The hearing was set for 3 May 1926."),
            ("en", "The lease was granted until 3 May 1926."),
            ("en", "They agreed to meet on 3 May 1926."),
            ("en", "He said the Board would meet on 3 May 1926."),
            ("en", "The hearing was to begin on 3 May 1926."),
            ("en", "The Board decided that work starts on 3 May 1926."),
            ("en", "The meeting was announced on a poster; on 3 May 1926 it is held."),
            ("en", "Something happened in May 1926."),
            ("de", "Die Sitzung sollte am 3. Mai 1926 stattfinden."),
            ("de", "Der Damm bricht am 3. Mai 1926."),
            ("de", "Die Sitzung wurde für den 3. Mai 1926 einberufen."),
            ("de", "Die Frist endete mit der Sitzung, die am 3. Mai 1926 geplant war."),
            ("de", "Er wurde zur Verhandlung am 3. Mai 1926 geladen."),
            ("de", "Man beschloss, am 3. Mai 1926 zu beginnen."),
        ] {
            check(language, text, &[]);
        }
    }
}
