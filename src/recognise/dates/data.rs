//! A language's file: its words, the rules' patterns and how tense is seen.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::found::RuleName;
use super::super::languages::rule_name;

/// `dates.toml` of a language; everything but the rules may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Data {
    /// Lists of words by name.
    #[serde(default)]
    pub(super) words: BTreeMap<String, List>,
    /// Words put together from two or three lists.
    #[serde(default)]
    pub(super) compounds: Vec<Compound>,
    /// Pieces of patterns by name.
    #[serde(default)]
    pub(super) parts: BTreeMap<String, String>,
    /// What a bare number may count, so that it is no year.
    #[serde(default)]
    pub(super) counted: Counted,
    /// How the tense of a clause is seen.
    #[serde(default)]
    pub(super) tense: Tense,
    /// The rules in their order: of two that span the same bytes the first wins.
    #[serde(default)]
    pub(super) rules: Vec<Rule>,
}

/// A list of words: an array, in which each means itself; a table of words with what they mean;
/// or a table of meanings with the words that have them.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum List {
    /// Words.
    Plain(Vec<String>),
    /// Words and meanings.
    Meaning(BTreeMap<String, Entry>),
}

/// One line of a table of words.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Entry {
    /// The word's meaning.
    Number(i64),
    /// The word's meaning.
    Word(String),
    /// The words that mean what stands before.
    Words(Vec<String>),
}

impl List {
    /// The words of both.
    pub(super) fn with(self, other: Self) -> Self {
        let table = |list: &Self| {
            let entry = |(word, meaning): (&str, String)| (word.to_owned(), Entry::Word(meaning));
            list.entries().into_iter().map(entry).collect::<BTreeMap<_, _>>()
        };
        let mut all = table(&self);
        all.extend(table(&other));
        Self::Meaning(all)
    }

    /// Words and what they mean.
    pub(super) fn entries(&self) -> Vec<(&str, String)> {
        match self {
            Self::Plain(words) => words.iter().map(|word| (word.as_str(), word.clone())).collect(),
            Self::Meaning(table) => table
                .iter()
                .flat_map(|(key, entry)| match entry {
                    Entry::Number(number) => vec![(key.as_str(), number.to_string())],
                    Entry::Word(word) => vec![(key.as_str(), word.clone())],
                    Entry::Words(words) => {
                        words.iter().map(|word| (word.as_str(), key.clone())).collect()
                    }
                })
                .collect(),
        }
    }
}

/// Words that are written in one, each of one list: “Montagabend”, “einundzwanzig”.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Compound {
    /// The list that gets them.
    pub(super) into: String,
    /// The lists whose words follow one another.
    of: Vec<String>,
    /// What they mean, `{1}` standing for the first part's meaning and so on; where it is left
    /// out, the sum.
    meaning: Option<String>,
}

impl Compound {
    /// The words with what they mean: as given, and the first part in capitals.
    pub(super) fn words(&self, lists: &BTreeMap<String, List>) -> Vec<(String, String)> {
        let mut made: Vec<(String, String, Vec<String>)> = vec![Default::default()];
        for name in &self.of {
            let entries = lists.get(name).map_or_else(Vec::new, List::entries);
            let further = |(word, loud, meanings): &(String, String, Vec<String>)| {
                let join = |(part, meaning): &(&str, String)| {
                    let part =
                        if word.is_empty() { (*part).to_owned() } else { part.to_lowercase() };
                    let loud =
                        if word.is_empty() { part.to_uppercase() } else { loud.clone() + &part };
                    let meanings = meanings.iter().chain([meaning]).cloned().collect();
                    (word.clone() + &part, loud, meanings)
                };
                entries.iter().map(join).collect::<Vec<_>>()
            };
            made = made.iter().flat_map(further).collect();
        }
        let both = |(word, loud, meanings): (String, String, Vec<String>)| {
            let meaning = self.meaning_of(&meanings);
            [(word, meaning.clone()), (loud, meaning)]
        };
        made.into_iter().flat_map(both).collect()
    }

    fn meaning_of(&self, parts: &[String]) -> String {
        match &self.meaning {
            Some(template) => {
                let fill = |text: String, (n, part): (usize, &String)| {
                    text.replace(&format!("{{{}}}", n + 1), part)
                };
                parts.iter().enumerate().fold(template.clone(), fill)
            }
            None => {
                parts.iter().filter_map(|part| part.parse::<i64>().ok()).sum::<i64>().to_string()
            }
        }
    }
}

/// How a language shows that a number counts what follows: “1926 men” is no year.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Counted {
    /// Whether any capitalised word may be counted, as where nouns are capitalised.
    pub(super) capitalised: bool,
    /// The ending of plurals.
    pub(super) plural: Option<String>,
}

/// How the tense of a clause is seen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Tense {
    /// Finite verbs in a past tense.
    pub(super) past: Vec<String>,
    /// Finite verbs that point ahead: future auxiliaries, modals of plan.
    pub(super) future: Vec<String>,
    /// Finite verbs in the present.
    pub(super) present: Vec<String>,
    /// Auxiliaries that make a past tense with a participle.
    pub(super) perfect: Vec<String>,
    /// How participles begin and end: `ge…t`; an ending alone: `…iert`.
    pub(super) participles: Vec<String>,
    /// Endings of finite verbs in a past tense, in small letters.
    pub(super) past_endings: Vec<String>,
    /// Words that have such an ending or look like participles and are none.
    pub(super) no_verbs: Vec<String>,
    /// Words for “on” before a day, in small letters.
    pub(super) on: Vec<String>,
    /// Words, in small letters, that speak of what is to come whatever the tense; `plan…` for all that
    /// begin so, `…plan…` for all that have it in them.
    pub(super) plans: Vec<String>,
}

/// One way to write a time.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Rule {
    /// `dates.LANGUAGE.NAME`, or `dates.NAME` for one that holds in every language.
    #[serde(deserialize_with = "rule_name")]
    pub(super) name: RuleName,
    /// The pattern, see [`super::pattern`].
    pub(super) pattern: String,
    /// How its parts make a time.
    pub(super) read: super::read::Read,
    /// What the parts do not say themselves.
    #[serde(default)]
    pub(super) set: BTreeMap<String, String>,
    /// A pattern: where it matches right behind, the rule does not apply.
    pub(super) unless_next: Option<String>,
    /// A list: where one of its words stands before, the rule does not apply.
    pub(super) unless_previous: Option<String>,
    /// A sentence, the words found, and the value as EDTF, or as TIMEX3 where EDTF has none.
    #[cfg_attr(not(test), expect(dead_code, reason = "an example is its rule's test"))]
    pub(super) example: [String; 3],
    /// The date of the document that the example stands in; 2020-08-03 if it is left out.
    #[cfg_attr(not(test), expect(dead_code, reason = "an example is its rule's test"))]
    pub(super) dated: Option<String>,
}
