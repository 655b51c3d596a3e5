//! What a rule is, and how it is applied to a text.
//!
//! A rule is data: a name, a pattern, how the pattern's parts make a date, and an example that is
//! its test. Patterns are regular expressions without backtracking (crate `regex`: linear time)
//! in which `{d}`, `{m}`, `{y}` and so on stand for the language's words; see [`Vocabulary`].

use std::ops::Range;

use regex::{Captures, Regex};

use super::super::alternation::{alternation, look_up};
use super::calendar::Reference;
use super::guard;
use crate::edtf::Edtf;

/// One way to write a date.
pub(super) struct Rule {
    /// `dates.LANGUAGE.NAME`.
    pub(super) name: &'static str,
    /// The pattern; `{…}` as in [`Vocabulary::expand`]. Only what the group `t` holds is the date,
    /// where there is such a group; what stands around it tells that it is one.
    pub(super) pattern: &'static str,
    /// How its parts make a date.
    pub(super) read: fn(&Parts<'_>) -> Reading,
    /// A sentence, the words in it that are the date, the date.
    #[cfg_attr(not(test), expect(dead_code, reason = "an example is its rule's test"))]
    pub(super) example: (&'static str, &'static str, &'static str),
}

/// What a pattern's match turned out to be.
pub(super) enum Reading {
    /// A date.
    Date(Edtf),
    /// None, and nothing inside it is one either: 31 September 2020, 9/8/2020.
    Never,
    /// None for this rule.
    No,
}

impl Reading {
    /// A date where there is one, else [`Reading::Never`].
    pub(super) fn or_never(date: Option<Edtf>) -> Self {
        date.map_or(Self::Never, Self::Date)
    }

    /// A date where there is one, else [`Reading::No`].
    pub(super) fn or_no(date: Option<Edtf>) -> Self {
        date.map_or(Self::No, Self::Date)
    }
}

/// The words of a language that patterns and readings need.
pub(super) struct Vocabulary {
    /// Months as they are written, with their numbers.
    pub(super) months: &'static [(&'static str, u8)],
    /// Seasons, in lower case, with EDTF's numbers.
    pub(super) seasons: &'static [(&'static str, u8)],
    /// Days of the week.
    pub(super) weekdays: &'static [&'static str],
    /// What stands before the last member of a list.
    pub(super) lists: &'static [&'static str],
    /// What joins two numbers of which both may count what follows: “1500 or 2000 men”.
    pub(super) joins: &'static [&'static str],
    /// What stands for “to” between the ends of an interval, as a pattern.
    pub(super) to: &'static str,
    /// Whether the words behind a bare number may be what it counts, so that it is no year.
    pub(super) counts: fn(&str) -> bool,
    /// Whether they are a unit for sure: where a cue makes a year likely, only that refutes it.
    pub(super) measures: fn(&str) -> bool,
}

impl Vocabulary {
    /// A pattern with its abbreviations written out. `{d}` day, `{n}` month as a number, `{m}`
    /// month as a word, `{y}` year, `{yy}` its last two digits, `{s}` season; a `2` behind them
    /// makes the second of two. `{w}` an optional day of the week, `{to}` the words between the
    /// ends of an interval, `{-}` a dash.
    fn expand(&self, pattern: &str) -> String {
        let months = alternation(self.months.iter().map(|(word, _)| *word));
        let seasons = alternation(self.seasons.iter().map(|(word, _)| *word));
        let weekdays = alternation(self.weekdays.iter().copied());
        let mut text = pattern.to_owned();
        for (name, inner) in [
            ("d", "[0-9]{1,2}"),
            ("n", "[0-9]{1,2}"),
            ("y", "[12][0-9]{3}"),
            ("yy", "[0-9]{2}"),
            ("m", &months),
            ("s", &seasons),
        ] {
            for number in ["", "2"] {
                let group = format!("(?P<{name}{number}>{inner})");
                text = text.replace(&format!("{{{name}{number}}}"), &group);
            }
        }
        text.replace("{w}", &format!("(?:(?:{weekdays})\\.?,? (?:de[nmr] |the )?)?"))
            .replace("{to}", self.to)
            .replace("{-}", "[-–—‐‑]")
    }
}

/// A match's parts.
pub(super) struct Parts<'a> {
    captures: &'a Captures<'a>,
    vocabulary: &'static Vocabulary,
    /// What stands before the date.
    before: &'a str,
    /// What stands behind it.
    rest: &'a str,
    /// When the document was written.
    pub(super) reference: Option<Reference>,
}

impl Parts<'_> {
    /// The number in the group `name`.
    pub(super) fn number(&self, name: &str) -> Option<u16> {
        self.captures.name(name)?.as_str().parse().ok()
    }

    /// The day or other small number in the group `name`.
    pub(super) fn small(&self, name: &str) -> Option<u8> {
        self.number(name)?.try_into().ok()
    }

    /// The year in the group `name`.
    pub(super) fn year(&self, name: &str) -> Option<i32> {
        self.number(name).map(i32::from)
    }

    /// The month in words in the group `name`.
    pub(super) fn month(&self, name: &str) -> Option<u8> {
        self.word(name, self.vocabulary.months)
    }

    /// The season in the group `name`, as EDTF numbers it.
    pub(super) fn season(&self, name: &str) -> Option<u8> {
        self.word(name, self.vocabulary.seasons)
    }

    /// Whether the group `name` took part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.captures.name(name).is_some()
    }

    /// The text of the group `name`, empty where it took no part.
    pub(super) fn text(&self, name: &str) -> &str {
        self.captures.name(name).map_or("", |group| group.as_str())
    }

    /// Whether what stands behind, perhaps behind a further number, may be what the number counts.
    pub(super) fn counts(&self) -> bool {
        let counts = self.vocabulary.counts;
        let further = self.vocabulary.joins.iter().find_map(|join| {
            let rest = self.rest.strip_prefix(' ')?.strip_prefix(join)?.strip_prefix(' ')?;
            let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            (behind.len() < rest.len()).then_some(behind)
        });
        counts(self.rest) || further.is_some_and(counts)
    }

    /// Whether the sign of a court's or office's register stands before: “1 BvR 1993/09”.
    pub(super) fn is_file_number(&self) -> bool {
        let Some(before) = self.before.strip_suffix(' ') else { return false };
        let sign: Vec<char> = before.chars().rev().take(6).take_while(|c| *c != ' ').collect();
        sign.len() <= 5
            && sign.iter().all(|c| c.is_alphabetic())
            && sign.iter().filter(|c| c.is_uppercase()).count() >= 2
    }

    /// Whether what stands behind counts from another date: “the 12th of October last”.
    pub(super) fn is_relative(&self) -> bool {
        let word = self.rest.trim_start_matches([' ', ',']);
        let word = word.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        matches!(word, "last" | "next" | "ult" | "inst" | "prox" | "instant" | "ultimo" | "proximo")
    }

    /// Whether a year stands behind that the rules do not read: one before 1000, or two digits.
    pub(super) fn has_other_year(&self) -> bool {
        let rest = self.rest.strip_prefix(',').unwrap_or(self.rest);
        let Some(rest) = rest.strip_prefix(' ') else { return false };
        let shortened = rest.strip_prefix(['’', '\'']);
        let digits = shortened.unwrap_or(rest);
        let behind = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let alone = !behind.starts_with(|c: char| c.is_alphanumeric() || ":.-–".contains(c))
            || (behind.starts_with('.') && !behind[1..].starts_with(|c: char| c.is_ascii_digit()));
        match digits.len() - behind.len() {
            2 => alone && (shortened.is_some() || !behind.starts_with(' ')),
            3 | 4 => alone,
            _ => false,
        }
    }

    /// Whether what stands behind is a unit.
    pub(super) fn measures(&self) -> bool {
        (self.vocabulary.measures)(self.rest)
    }

    fn word(&self, name: &str, table: &[(&str, u8)]) -> Option<u8> {
        look_up(table, self.captures.name(name)?.as_str()).copied()
    }
}

/// A rule with its compiled pattern.
pub(super) struct Compiled {
    rule: &'static Rule,
    regex: Regex,
    vocabulary: &'static Vocabulary,
}

impl Compiled {
    /// Compiles a language's rules. A pattern that is no regular expression is left out; the test
    /// that runs every rule's example would show it.
    pub(super) fn all(rules: &'static [Rule], vocabulary: &'static Vocabulary) -> Vec<Self> {
        let compiled = |rule: &'static Rule| {
            let regex = Regex::new(&vocabulary.expand(rule.pattern)).ok()?;
            Some(Self { rule, regex, vocabulary })
        };
        rules.iter().filter_map(compiled).collect()
    }

    /// The rule's name.
    pub(super) fn name(&self) -> &'static str {
        self.rule.name
    }

    /// The words of its language.
    pub(super) fn vocabulary(&self) -> &'static Vocabulary {
        self.vocabulary
    }

    /// Where the rule applies: bytes of `text` with the date, or `None` for what is never one.
    pub(super) fn find(
        &self,
        text: &str,
        reference: Option<Reference>,
    ) -> Vec<(Range<usize>, Option<Edtf>)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(captures) = self.regex.captures_at(text, at) {
            let Some(whole) = captures.get(0) else { break };
            let target = captures.name("t").unwrap_or(whole).range();
            let reading = if guard::stands_alone(text, &whole.range()) {
                let (before, rest) = (&text[..target.start], &text[target.end..]);
                let vocabulary = self.vocabulary;
                let parts = Parts { captures: &captures, vocabulary, before, rest, reference };
                (self.rule.read)(&parts)
            } else {
                Reading::No
            };
            // A match is short, so that trying again behind its first letter costs little.
            at = match reading {
                Reading::No => text.ceil_char_boundary(whole.start() + 1),
                _ => target.end,
            };
            match reading {
                Reading::Date(date) => found.push((target, Some(date))),
                Reading::Never => found.push((target, None)),
                Reading::No => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::reading::Reading;
    use super::super::super::switches::Switches;
    use super::super::super::testing::document;
    use super::super::{any, de, en, find};
    use super::*;

    /// Every rule finds its own example, alone and among the others.
    fn examples(language: &str, rules: &'static [Rule], compiled: &[Compiled]) {
        assert_eq!(rules.len(), compiled.len(), "{language}: a pattern does not compile");
        for rule in compiled {
            let (sentence, words, value) = rule.rule.example;
            let name = rule.name();
            assert!(name.starts_with("dates."), "{name}");
            let document = document(language, Some("2020-08-03"), &[sentence]);
            let found = find(&Reading::new(&document), &Switches::default());
            let shown: Vec<(&str, String, &str)> = found
                .iter()
                .map(|f| (document.slice(&f.span), f.what.value.to_string(), f.rule.as_ref()))
                .collect();
            assert_eq!(shown, [(words, value.to_owned(), name)], "{name}");
            assert_eq!(Edtf::parse(value), Ok(found[0].what.value.clone()), "{name}");
        }
    }

    #[test]
    fn every_rule_reads_its_example() {
        examples("fr", any::TABLE, &any::RULES);
        examples("de", de::TABLE, &de::RULES);
        examples("en", en::TABLE, &en::RULES);
    }

    #[test]
    fn names_are_unique() {
        let all = any::TABLE.iter().chain(de::TABLE).chain(en::TABLE);
        let mut names: Vec<&str> = all.map(|rule| rule.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
