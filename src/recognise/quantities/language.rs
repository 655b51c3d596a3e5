//! A language's file, and that of all languages, ready to be looked up.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::super::languages::{ANY, PerLanguage, read};
use super::super::numbers::{Case, Numbers, Trie, numbers};
use super::super::switches::Switches;
use super::data::{Counts, File, Kind, Reading, Unit};
use super::starts::{LETTERS, Starts};

/// What is known of a language.
pub(super) struct Language {
    pub(super) file: File,
    pub(super) numbers: &'static Numbers,
    pub(super) units: Vec<Unit>,
    /// Units by the words and symbols behind a number.
    words: Trie<Vec<usize>>,
    symbols: Trie<Vec<usize>>,
    /// Currencies by the words and signs before one.
    before_words: Trie<usize>,
    before_signs: Trie<usize>,
    /// Where an amount may begin.
    pub(super) starts: Starts,
    rules: BTreeMap<Reading, Cow<'static, str>>,
    /// Words for times and months behind a number.
    pub(super) times: Trie<()>,
    /// Words that nobody counts, in small letters.
    pub(super) uncounted: BTreeSet<String>,
}

static LANGUAGES: LazyLock<PerLanguage<Language>> = LazyLock::new(|| {
    PerLanguage::new(|tag| {
        let own = if tag == ANY { Some(File::default()) } else { read(tag, "quantities.toml") };
        Some(Language::new(tag, own?, &read(ANY, "quantities.toml")?))
    })
});

/// What is known of the language with the primary tag `tag`; signs and codes at least.
pub(super) fn language(tag: &str) -> Option<&'static Language> {
    LANGUAGES.get(tag).or_else(|| LANGUAGES.get(ANY))
}

impl Language {
    fn new(tag: &str, file: File, any: &File) -> Self {
        let mut made = Self {
            numbers: numbers(tag),
            units: Vec::new(),
            words: Trie::new(Case::Folded),
            symbols: Trie::new(Case::Kept),
            before_words: Trie::new(Case::Folded),
            before_signs: Trie::new(Case::Kept),
            starts: Starts::new(&[], &[]),
            rules: BTreeMap::new(),
            uncounted: uncounted(&file.counts),
            times: times(&file.counts),
            file: File::default(),
        };
        made.currencies(any, file.gold.names);
        for unit in any.units.iter().chain(&file.units) {
            made.add_unit(unit, &file.endings);
        }
        for (code, words) in &file.words {
            made.add_words(code, words, &file.endings);
        }
        for (code, words) in &file.before {
            made.add_before(code, words);
        }
        for rule in file.rules.iter().chain(&any.rules) {
            made.rules.entry(rule.reading).or_insert(rule.name.clone());
        }
        let mut words = made.numbers.beginnings(LETTERS);
        words.extend(made.before_words.beginnings(LETTERS));
        made.starts = Starts::new(&words, &made.before_signs.beginnings(LETTERS));
        Self { file, ..made }
    }

    /// Every currency by its code, and by its signs.
    fn currencies(&mut self, any: &File, names: bool) {
        let former = any.former_currencies.iter().map(|(code, name)| (code, name, true));
        let current = any.currencies.iter().map(|(code, name)| (code, name, names));
        for (code, name, by_name) in current.chain(former) {
            let gold = if by_name { name } else { code };
            let index = self.push(unit(code, gold));
            self.add_symbol(code, index);
            self.before_signs.add(code, index);
        }
        for sign in &any.signs {
            let name = any.currencies.get(&sign.code).filter(|_| names && !has_letters(&sign.sign));
            let gold = sign.gold.as_ref().or(name).unwrap_or(&sign.code);
            let index = self.push(unit(&sign.code, gold));
            self.add_symbol(&sign.sign, index);
            self.before_signs.add(&sign.sign, index);
        }
        for (prefix, power) in &any.code_prefixes {
            for code in any.currencies.keys() {
                let index = self.push(Unit { power: *power, ..unit(code, code) });
                let written = format!("{prefix}{code}");
                if self.symbols.longest(&written, 0, |_, end| end == written.len()).is_none() {
                    self.add_symbol(&written, index);
                    self.before_signs.add(&written, index);
                }
            }
        }
    }

    fn push(&mut self, unit: Unit) -> usize {
        self.units.push(unit);
        self.units.len() - 1
    }

    fn add_unit(&mut self, unit: &Unit, endings: &[String]) {
        let index = self.push(Unit { words: Vec::new(), symbols: Vec::new(), ..unit.clone() });
        for symbol in &unit.symbols {
            self.add_symbol(symbol, index);
        }
        for word in unit.words.iter().flat_map(|word| inflected(word, endings)) {
            self.words.merge(&word, vec![index], |old, new| old.extend(new));
        }
    }

    fn add_symbol(&mut self, symbol: &str, index: usize) {
        self.symbols.merge(symbol, vec![index], |old, new| old.extend(new));
    }

    /// Words for a unit that is known by its code already.
    fn add_words(&mut self, code: &str, words: &[String], endings: &[String]) {
        let Some(index) = self.units.iter().position(|unit| unit.code == code) else { return };
        for word in words.iter().flat_map(|word| inflected(word, endings)) {
            self.words.merge(&word, vec![index], |old, new| old.extend(new));
        }
    }

    fn add_before(&mut self, code: &str, words: &[String]) {
        let known = |unit: &Unit| unit.code == code || unit.gold == code;
        let Some(index) = self.units.iter().position(known) else { return };
        for word in words {
            self.before_words.add(word, index);
        }
    }

    /// The units whose word or symbol begins at `at`, and where it ends.
    pub(super) fn units_at(&self, text: &str, at: usize) -> Option<(usize, &[usize])> {
        let word = self.words.longest(text, at, unit_may_end);
        let symbol = self.symbols.longest(text, at, unit_may_end);
        let (end, units) = match (word, symbol) {
            (Some(word), Some(symbol)) if word.0 > symbol.0 => word,
            (word, symbol) => symbol.or(word)?,
        };
        Some((end, units))
    }

    /// The currency whose word or sign stands at `at`, before a number.
    pub(super) fn currency_at(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let before_number = |text: &str, end: usize| {
            let rest = &text[end..];
            let rest = rest.strip_prefix(' ').unwrap_or(rest);
            rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '−'))
        };
        let word = self.before_words.longest(text, at, before_number);
        let sign = self.before_signs.longest(text, at, before_number);
        let (end, unit) = longer(word, sign)?;
        Some((end, *unit))
    }

    /// The name of the rule that reads so, if the language has one and it is on.
    pub(super) fn rule(&self, reading: Reading, switches: &Switches) -> Option<&Cow<'static, str>> {
        self.rules.get(&reading).filter(|rule| switches.on(rule))
    }
}

/// The longer of two words, the second where they are as long.
fn longer<'a>(
    one: Option<(usize, &'a usize)>,
    two: Option<(usize, &'a usize)>,
) -> Option<(usize, &'a usize)> {
    match (one, two) {
        (Some(first), Some(second)) if first.0 > second.0 => one,
        _ => two.or(one),
    }
}

fn times(counts: &Counts) -> Trie<()> {
    let mut trie = Trie::new(Case::Folded);
    counts.times.iter().chain(&counts.calendar).for_each(|word| trie.add(word, ()));
    trie
}

fn uncounted(counts: &Counts) -> BTreeSet<String> {
    let all = counts.stop.iter().chain(&counts.times).chain(&counts.calendar);
    all.map(|word| word.to_lowercase()).collect()
}

fn unit(code: &str, gold: &str) -> Unit {
    Unit {
        code: code.to_owned(),
        gold: gold.to_owned(),
        kind: Kind::Money,
        words: Vec::new(),
        symbols: Vec::new(),
        power: 0,
    }
}

fn has_letters(sign: &str) -> bool {
    sign.contains(char::is_alphabetic)
}

/// A unit ends where its word does, and no compound goes on behind it (“Euro-Länder”).
fn unit_may_end(text: &str, end: usize) -> bool {
    let last = text[..end].chars().next_back();
    let sign = last.is_some_and(|c| !crate::text::is_word(c));
    let next = text[end..].chars().next();
    crate::text::is_boundary(text, end) || (sign && !next.is_some_and(|c| c.is_ascii_digit()))
}

/// A word with each ending in the place of each `~`.
fn inflected(word: &str, endings: &[String]) -> Vec<String> {
    let mut made = vec![String::new()];
    for (n, part) in word.split('~').enumerate() {
        made = match n {
            0 => vec![part.to_owned()],
            _ => made
                .iter()
                .flat_map(|start| endings.iter().map(move |end| format!("{start}{end}{part}")))
                .collect(),
        };
    }
    made
}
