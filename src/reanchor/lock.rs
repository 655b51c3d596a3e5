//! `annotations/anchors.lock`: where the words of each annotation were found, and in which text.
//!
//! It is TOML, so that it is read by every tool; grouped by seed and sorted by place, one line an
//! annotation, so that git shows and merges what changed. It never holds what the notes say.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use serde::Deserialize;

use crate::anchor::{Earlier, Neighbours, Rival};
use crate::annotation::{How, Selector};
use crate::diagnostic::{Diagnostic, codes};
use crate::text::sha256;

/// Where the lock stands.
pub const LOCK: &str = "annotations/anchors.lock";

/// The format's number.
const VERSION: u32 = 1;

/// What is shown of found words, in code points.
const SHOWN: usize = 80;

/// The places of all annotations, by seed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock(pub BTreeMap<String, LockedSeed>);

/// The annotations of one seed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedSeed {
    /// SHA-256 of the seed's bytes.
    pub sha256: String,
    /// The same of its text, which another way of conversion changes, too.
    pub text: String,
    /// Where they were found, in the order of the text.
    pub anchors: Vec<Locked>,
}

/// Where one annotation was found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    /// The selector: the first digits of its SHA-256.
    pub selector: String,
    /// The paragraph's id.
    pub at: String,
    /// Code points of the text.
    pub points: (usize, usize),
    /// `exact`, `normalised`, or `fuzzy` with its score.
    pub how: String,
    /// The found words: the first digits of their SHA-256.
    pub hash: String,
    /// The found words, for the reader: long ones without their middle.
    pub words: String,
    /// What stood before them.
    pub before: String,
    /// What stood behind them.
    pub after: String,
    /// The numbers of their sentence and paragraph, and of those around: [`Neighbours`].
    pub near: String,
    /// In how many places the words stood.
    pub places: usize,
    /// How much other places resembled this one, in thousandths, below 0 where they stood before it:
    /// [`Rival`].
    #[serde(default)]
    pub rivals: Option<Vec<i16>>,
}

#[derive(Deserialize)]
struct File {
    version: u32,
    #[serde(flatten)]
    seeds: BTreeMap<String, LockedSeed>,
}

impl Lock {
    /// Reads the file's text.
    ///
    /// # Errors
    /// Where it is no lock, or one of a later version.
    pub fn read(text: &str) -> Result<Self, Box<Diagnostic>> {
        let broken = |message: String| {
            let hint = "take the file as git has it, or delete it and run `dossier reanchor --yes`";
            Box::new(Diagnostic::error(codes::LOCK, message).in_file(LOCK).hint(hint))
        };
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().unwrap_or(0..0);
            let message = format!("{LOCK} cannot be read: {}", error.message());
            let mut diagnostic = broken(message);
            diagnostic.location = Some(crate::diagnostic::Location::span(LOCK, at));
            diagnostic
        })?;
        if file.version != VERSION {
            return Err(broken(format!("{LOCK} is of version {}, not {VERSION}", file.version)));
        }
        Ok(Self(file.seeds))
    }

    /// The file's text: the same for the same places, whatever the order they were found in.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::from(
            "# Where the words of each annotation were found. Written by `dossier build` and `dossier reanchor`;\n\
             # keep it under version control, and do not edit it.\n",
        );
        // Writing to a string never fails.
        let _ = writeln!(out, "version = {VERSION}");
        for (seed, locked) in self.0.iter().filter(|(_, locked)| !locked.anchors.is_empty()) {
            let _ = writeln!(out, "\n[{}]", string(seed));
            let _ = writeln!(out, "sha256 = {}", string(&locked.sha256));
            let _ = writeln!(out, "text = {}", string(&locked.text));
            out.push_str("anchors = [\n");
            for one in &locked.anchors {
                let _ = writeln!(out, "  {},", line(one));
            }
            out.push_str("]\n");
        }
        out
    }
}

impl LockedSeed {
    /// The place of a selector.
    #[must_use]
    pub fn get(&self, selector: &str) -> Option<&Locked> {
        self.anchors.iter().find(|locked| locked.selector == selector)
    }

    /// Sorts the places, and keeps each once.
    pub fn settle(&mut self) {
        self.anchors.sort_by(|a, b| (a.points, &a.selector).cmp(&(b.points, &b.selector)));
        self.anchors.dedup();
    }
}

impl Locked {
    /// What is remembered of the surroundings.
    #[must_use]
    pub fn earlier(&self) -> Earlier {
        let mut numbers = self.near.split('.').map(|n| u32::from_str_radix(n, 36).unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        let own = [next(), next()];
        let around = [next(), next(), next(), next()];
        Earlier {
            before: self.before.clone(),
            after: self.after.clone(),
            neighbours: Neighbours { own, around },
            places: self.places,
            rivals: self.rivals.as_ref().map(|all| all.iter().copied().map(rival).collect()),
        }
    }

    /// The found words as pieces: two where their middle is left out.
    #[must_use]
    pub fn pieces(&self) -> Vec<String> {
        self.words.split(" […] ").map(str::to_owned).collect()
    }

    /// How they were found.
    #[must_use]
    pub fn how(&self) -> How {
        let score = self.how.strip_prefix("fuzzy ").map(|score| score.replace('.', ""));
        match score.and_then(|score| score.parse().ok()) {
            Some(score) => How::Fuzzy(score),
            None if self.how == "normalised" => How::Normalised,
            None => How::Exact,
        }
    }

    /// The code points as a range.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.points.0..self.points.1
    }
}

/// A selector's name in the lock.
#[must_use]
pub fn selector_key(selector: &Selector) -> String {
    let mut all = Vec::new();
    for side in [&selector.prefix, &selector.exact, &selector.suffix] {
        all.push(side.join("\u{1F}"));
    }
    let position = selector.position.as_ref().map(|p| format!("{}-{}", p.start, p.end));
    all.extend(position);
    digest(&all.join("\u{1E}"))
}

/// The first 64 bits of a text's SHA-256, as hexadecimal digits.
#[must_use]
pub fn digest(text: &str) -> String {
    let mut digits = sha256(text.as_bytes());
    digits.truncate(16);
    digits
}

/// Neighbours in the form that the lock has, to the base of 36 so that a line stays short.
pub(super) fn near(neighbours: &Neighbours) -> String {
    let all = neighbours.own.iter().chain(&neighbours.around);
    all.map(|&number| base36(number)).collect::<Vec<_>>().join(".")
}

/// Rivals in the form that the lock has.
pub(super) fn signed(rivals: &[Rival]) -> Vec<i16> {
    let one = |rival: &Rival| {
        let score = i16::try_from(rival.score).unwrap_or(i16::MAX);
        if rival.before { -score } else { score }
    };
    rivals.iter().map(one).collect()
}

fn rival(score: i16) -> Rival {
    Rival { score: score.unsigned_abs(), before: score < 0 }
}

fn base36(mut number: u32) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit(number % 36, 36));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// Words as the lock shows them.
pub(super) fn shown(words: &str) -> String {
    let points: Vec<char> = words.chars().collect();
    if points.len() <= SHOWN {
        return words.to_owned();
    }
    let half = SHOWN / 2;
    let first: String = points[..half].iter().collect();
    let last: String = points[points.len() - half..].iter().collect();
    format!("{} […] {}", first.trim_end(), last.trim_start())
}

fn line(one: &Locked) -> String {
    let rivals = one.rivals.as_ref().map_or_else(String::new, |all| {
        let all: Vec<String> = all.iter().map(ToString::to_string).collect();
        format!(", rivals = [{}]", all.join(", "))
    });
    format!(
        "{{ at = {}, points = [{}, {}], how = {}, words = {}, selector = {}, hash = {}, before = {}, after = {}, near = {}, places = {}{rivals} }}",
        string(&one.at),
        one.points.0,
        one.points.1,
        string(&one.how),
        string(&one.words),
        string(&one.selector),
        string(&one.hash),
        string(&one.before),
        string(&one.after),
        string(&one.near),
        one.places,
    )
}

/// A basic string on one line (TOML 1.0).
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_locked() -> impl Strategy<Value = Locked> {
        let text = || "(\\PC|[\"\\\\\n\t\u{1}\u{7f}ä]){0,12}";
        let rivals = prop::option::of(prop::collection::vec(-1000..=1000_i16, 0..4));
        (text(), text(), text(), 0..99_usize, 0..99_usize, any::<[u32; 6]>(), rivals).prop_map(
            |(words, before, after, start, places, n, rivals)| Locked {
                selector: digest(&words),
                at: "p4".to_owned(),
                points: (start, start + 1),
                how: How::Fuzzy(901).to_string(),
                hash: digest(&before),
                words,
                before,
                after,
                near: near(&Neighbours { own: [n[0], n[1]], around: [n[2], n[3], n[4], n[5]] }),
                places,
                rivals,
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            anchors in prop::collection::vec(any_locked(), 1..4), seed in "(\\PC|[\"./]){1,9}",
        ) {
            prop_assume!(seed != "version");
            let mut locked = LockedSeed { sha256: "0".into(), text: "1".into(), anchors };
            locked.settle();
            let lock = Lock(BTreeMap::from([(seed, locked)]));
            prop_assert_eq!(Lock::read(&lock.write()).unwrap(), lock);
        }

        #[test]
        fn numbers_come_back(n in any::<[u32; 6]>()) {
            let neighbours = Neighbours { own: [n[0], n[1]], around: [n[2], n[3], n[4], n[5]] };
            let locked = Locked { near: near(&neighbours), ..of("x") };
            prop_assert_eq!(locked.earlier().neighbours, neighbours);
        }
    }

    fn of(words: &str) -> Locked {
        Locked {
            selector: String::new(),
            at: String::new(),
            points: (0, 0),
            how: How::Exact.to_string(),
            hash: String::new(),
            words: shown(words),
            before: String::new(),
            after: String::new(),
            near: String::new(),
            places: 1,
            rivals: None,
        }
    }

    #[test]
    fn the_way_it_was_found_comes_back() {
        for how in [How::Exact, How::Normalised, How::Fuzzy(35), How::Fuzzy(967), How::Fuzzy(1000)]
        {
            assert_eq!(Locked { how: how.to_string(), ..of("x") }.how(), how);
        }
    }

    #[test]
    fn rivals_come_back() {
        let rivals = [(1000, true), (777, false), (350, true)];
        let rivals: Vec<Rival> =
            rivals.into_iter().map(|(score, before)| Rival { score, before }).collect();
        let locked = Locked { rivals: Some(signed(&rivals)), ..of("x") };
        assert_eq!(locked.earlier().rivals, Some(rivals));
        // A line of an earlier version of the program says nothing of them.
        assert_eq!(of("x").earlier().rivals, None);
        let lock = |line: &str| {
            format!("version = 1\n[\"a\"]\nsha256 = \"\"\ntext = \"\"\nanchors = [{line}]")
        };
        let old = line(&of("x"));
        assert!(!old.contains("rivals"), "{old}");
        assert_eq!(Lock::read(&lock(&old)).unwrap().0["a"].anchors, [of("x")]);
    }

    #[test]
    fn long_words_are_shown_without_their_middle() {
        let long = "word ".repeat(40);
        assert_eq!(of(&long).pieces().len(), 2);
        assert_eq!(of("short").pieces(), ["short"]);
    }

    #[test]
    fn what_is_no_lock_is_refused() {
        for text in ["version = 2", "", "version = 1\n[\"a\"]\nsha256 = 1", "<<<<<<< HEAD"] {
            assert!(Lock::read(text).is_err(), "{text}");
        }
        assert_eq!(Lock::read("version = 1"), Ok(Lock::default()));
    }
}
