//! `[output.dossier.limits]`: what one document may cost.

use std::ops::RangeInclusive;
use std::time::{Duration, Instant};

use toml::de::DeTable;

use super::table::{refuse_unknown, wrong_type};
use crate::diagnostic::Findings;

/// Bounds on one document. The defaults are far above what documents need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest seed, in MiB. What is larger is no document but a data dump.
    pub size: u64,
    /// Most paragraphs, headings, code blocks and table cells.
    pub paragraphs: u64,
    /// Deepest nesting of lists, their items and quotations.
    pub depth: u64,
    /// Most annotations that rules make; those of editors are never left out.
    pub annotations: u64,
    /// Most seconds for reading it, and again for its rules.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { size: 32, paragraphs: 100_000, depth: 64, annotations: 100_000, seconds: 120 }
    }
}

/// A key, what it counts, and what it may be: where the program's own structures end.
type Rule = (&'static str, RangeInclusive<u64>, fn(&mut Limits) -> &mut u64);

const RULES: [Rule; 5] = [
    ("size", 1..=64, |limits| &mut limits.size),
    ("paragraphs", 1..=100_000, |limits| &mut limits.paragraphs),
    ("depth", 1..=64, |limits| &mut limits.depth),
    ("annotations", 0..=10_000_000, |limits| &mut limits.annotations),
    ("seconds", 1..=86_400, |limits| &mut limits.seconds),
];

impl Limits {
    /// The size in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        usize::try_from(self.size << 20).unwrap_or(usize::MAX)
    }

    /// When work that begins now has taken too long.
    #[must_use]
    pub fn deadline(&self) -> Deadline {
        Deadline(Some(Instant::now() + Duration::from_secs(self.seconds)))
    }
}

/// When work has taken too long. No clock reaches an output by it but that a document which takes
/// far too long is shown more plainly, with a warning.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deadline(Option<Instant>);

impl Deadline {
    /// Whether it is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.0.is_some_and(|end| Instant::now() >= end)
    }
}

/// Reads the table.
pub(super) fn limits(table: Option<&DeTable<'_>>, found: &mut Findings<'_>) -> Limits {
    let mut limits = Limits::default();
    let Some(table) = table else { return limits };
    refuse_unknown(table, "[output.dossier.limits]", &RULES.each_ref().map(|rule| rule.0), found);
    for (key, range, field) in RULES {
        let Some(value) = table.get(key) else { continue };
        let hint = format!("write {key} = {}", *field(&mut Limits::default()));
        let Some(integer) = value.get_ref().as_integer() else {
            wrong_type(key, value, "a whole number", &hint, found);
            continue;
        };
        match u64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) if range.contains(&number) => *field(&mut limits) = number,
            _ => {
                let message = format!("“{key}” lies between {} and {}", range.start(), range.end());
                found.error(value.span(), message, hint);
            }
        }
    }
    limits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read;

    fn limits_of(lines: &str) -> (Limits, Vec<String>) {
        let text = format!("[book]\ntitle = \"T\"\n[output.dossier.limits]\n{lines}\n");
        let (config, found) = read("book.toml", &text);
        (config.unwrap().limits, found.shown("book.toml", &text))
    }

    #[test]
    fn limits_are_read() {
        let (limits, found) =
            limits_of("size = 1\nparagraphs = 1_000\ndepth = 0x10\nannotations = 0\nseconds = 5");
        assert_eq!(found, [""; 0]);
        let expect = Limits { size: 1, paragraphs: 1000, depth: 16, annotations: 0, seconds: 5 };
        assert_eq!(limits, expect);
        assert_eq!(limits.bytes(), 1 << 20);
    }

    #[test]
    fn what_is_no_limit_is_said_where_it_stands() {
        let check = |line: &str, expect: &str| {
            let (limits, found) = limits_of(line);
            assert_eq!((limits, found), (Limits::default(), vec![expect.to_owned()]), "{line}");
        };
        check("size = 65", "error D0002 [65] “size” lies between 1 and 64 | write size = 32");
        check("depth = -1", "error D0002 [-1] “depth” lies between 1 and 64 | write depth = 64");
        check(
            "seconds = \"5\"",
            "error D0002 [\"5\"] “seconds” must be a whole number, and this is a string | write seconds = 120",
        );
        check(
            "sise = 1",
            "error D0002 [sise] unknown key “sise” in [output.dossier.limits] | did you mean “size”? Known are: size, paragraphs, depth, annotations, seconds",
        );
    }

    #[test]
    fn only_what_has_an_end_is_over() {
        assert!(!Deadline::default().is_over());
        assert!(!Limits::default().deadline().is_over());
        assert!(Limits { seconds: 0, ..Limits::default() }.deadline().is_over());
    }
}
