//! The rules of a language, compiled.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::super::languages::{ANY, PerLanguage, read};
use super::data::{Counted, Data, List, Rule, Tense};
use super::guard::Guards;
use super::index::Index;
use super::lexicon::{ClassId, Lexicon};
use super::pattern::{Program, compile};
use super::tense::{Verbs, lists};

/// The file of a language.
pub(super) const FILE: &str = "dates.toml";

/// All languages that have a file.
static LANGUAGES: LazyLock<PerLanguage<Language>> = LazyLock::new(|| {
    PerLanguage::new(|tag| {
        let any = read::<Data>(ANY, FILE).unwrap_or_default();
        let own = if tag == ANY { None } else { Some(read::<Data>(tag, FILE)?) };
        Language::new(any, own.unwrap_or_default()).ok()
    })
});

/// What is known of a language: what holds in any, and its own.
pub(super) fn language(tag: &str) -> Option<&'static Language> {
    LANGUAGES.get(tag).or_else(|| LANGUAGES.get(ANY))
}

/// A language's rules.
pub(super) struct Language {
    /// Its words.
    pub(super) lexicon: Lexicon,
    /// Its rules in their order.
    pub(super) rules: Vec<Compiled>,
    /// What they begin with.
    pub(super) index: Index,
    /// What a number may count.
    pub(super) counted: Counted,
    /// How tense is seen.
    pub(super) tense: Tense,
    /// Lists of verbs.
    pub(super) verbs: Verbs,
    /// Lists of words that are no dates.
    pub(super) guards: Guards,
}

/// A rule with its pattern compiled.
pub(super) struct Compiled {
    /// The rule.
    pub(super) rule: Rule,
    /// Its pattern.
    pub(super) program: Program,
    /// What may not follow.
    pub(super) unless_next: Option<Program>,
    /// The list whose words may not stand before.
    pub(super) unless_previous: Option<ClassId>,
}

impl Language {
    /// Puts together what holds in any language and what in one.
    ///
    /// # Errors
    ///
    /// The first rule that cannot be compiled, with what is wrong.
    pub(super) fn new(any: Data, own: Data) -> Result<Self, String> {
        let mut words = joined(any.words, own.words);
        for (name, verbs) in lists(&own.tense) {
            words.insert(name.to_owned(), List::Plain(verbs.to_vec()));
        }
        let compounds: Vec<_> = any.compounds.into_iter().chain(own.compounds).collect();
        let parts: BTreeMap<String, String> = any.parts.into_iter().chain(own.parts).collect();
        let mut lexicon = Lexicon::new(&words, &compounds);
        let mut rules = Vec::new();
        for rule in any.rules.into_iter().chain(own.rules) {
            rules.push(Compiled::new(rule, &parts, &mut lexicon)?);
        }
        Ok(Self {
            verbs: Verbs::new(&lexicon),
            guards: Guards::new(&lexicon),
            index: Index::new(&rules, &mut lexicon)?,
            lexicon,
            rules,
            counted: own.counted,
            tense: own.tense,
        })
    }
}

impl Compiled {
    fn new(
        rule: Rule,
        parts: &BTreeMap<String, String>,
        lexicon: &mut Lexicon,
    ) -> Result<Self, String> {
        let failed = |error: String| format!("{}: {error}", rule.name);
        let program = compile(&rule.pattern, parts, lexicon).map_err(failed)?;
        let unless_next = match &rule.unless_next {
            Some(pattern) => Some(compile(pattern, parts, lexicon).map_err(failed)?),
            None => None,
        };
        let list = |name: &String| {
            lexicon.list(name).ok_or_else(|| failed(format!("there is no list “{name}”")))
        };
        let unless_previous = rule.unless_previous.as_ref().map(list).transpose()?;
        Ok(Self { program, unless_next, unless_previous, rule })
    }
}

/// Two languages' lists; those of one name hold the words of both.
fn joined(any: BTreeMap<String, List>, own: BTreeMap<String, List>) -> BTreeMap<String, List> {
    let mut all = any;
    for (name, list) in own {
        match all.remove(&name) {
            Some(other) => all.insert(name, other.with(list)),
            None => all.insert(name, list),
        };
    }
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::super::languages::tests::all;
    use super::super::super::reading::Reading;
    use super::super::super::testing::document;
    use super::super::find;
    use super::*;

    /// Every language, with what holds in any.
    fn languages() -> Vec<(&'static str, Language)> {
        let files: Vec<(&str, Data)> = all(FILE);
        let any = || files.iter().find(|(tag, _)| *tag == ANY).unwrap().1.clone();
        let own = files.iter().map(|(tag, data)| {
            let own = if *tag == ANY { Data::default() } else { data.clone() };
            (*tag, Language::new(any(), own).unwrap_or_else(|error| panic!("{tag}: {error}")))
        });
        own.collect()
    }

    #[test]
    fn every_rule_reads_its_example() {
        let mut failed = Vec::new();
        for (tag, language) in languages() {
            let own = |name: &str| name.split('.').count() == if tag == ANY { 2 } else { 3 };
            for rule in language.rules.iter().map(|c| &c.rule).filter(|rule| own(&rule.name)) {
                let [sentence, words, value] = &rule.example;
                let date = rule.dated.as_deref().unwrap_or("2020-08-03");
                let tag = if tag == ANY { "und" } else { tag };
                let document = document(tag, Some(date), &[sentence]);
                let found = find(&Reading::new(&document), &Default::default());
                let shown: Vec<String> = found
                    .iter()
                    .map(|f| format!("{}|{}|{}", document.slice(&f.span), f.what, f.rule))
                    .collect();
                let expected = format!("{words}|{value}|{}", rule.name);
                if !shown.contains(&expected) {
                    failed.push(format!("{expected} != {shown:?}"));
                }
            }
        }
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }

    #[test]
    fn names_are_unique_and_tell_the_language() {
        let mut names = BTreeSet::new();
        for (tag, data) in all::<Data>(FILE) {
            for rule in &data.rules {
                let begin = if tag == ANY { "dates.".to_owned() } else { format!("dates.{tag}.") };
                let rest = rule.name.strip_prefix(&begin).unwrap_or_default();
                assert!(!rest.is_empty() && !rest.contains('.'), "{}", rule.name);
                assert!(names.insert(rule.name.clone()), "{}", rule.name);
            }
        }
    }
}
