//! What a language's `certainty.toml` says, ready for use.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::found::RuleName;
use super::super::languages::lasting;
use super::lexicon::Lexicon;
use super::pattern::Pattern;
use super::source::Side;
use super::target::Target;
use crate::annotation::{Certainty, Confidence};

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// Whether nouns have capitals.
    nouns_capitalised: bool,
    /// Whether a subordinate clause ends with its verb.
    verbs_last: bool,
    /// Endings by name.
    #[serde(default)]
    endings: BTreeMap<String, Vec<String>>,
    /// Words by list.
    words: BTreeMap<String, Vec<String>>,
    /// In the order in which they win.
    pub(super) rules: Vec<Written>,
}

/// A rule as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) name: String,
    /// What the clause is, as the words say.
    pub(super) certainty: Vec<Certainty>,
    /// The words that say so: any of these.
    cues: Vec<String>,
    /// Which clause they say it of.
    #[serde(default)]
    of: Target,
    /// Where the words stand that say on whose word.
    by: Option<Side>,
    confidence: Option<Confidence>,
    /// Of which one must stand in the cue's clause.
    #[serde(default)]
    has: Vec<String>,
    /// Of which none may stand in the cue's clause.
    #[serde(default)]
    lacks: Vec<String>,
    /// Of which one must stand in the sentence.
    #[serde(default)]
    sentence_has: Vec<String>,
    /// Of which none may stand in the sentence.
    #[serde(default)]
    sentence_lacks: Vec<String>,
    /// Whether it holds in questions as well.
    #[serde(default)]
    in_questions: bool,
    /// Whether it says nothing where another cue speaks of the same clause from outside it.
    #[serde(default)]
    weak: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "an example is its rule's test"))]
    pub(super) example: Example,
}

/// A sentence for which a rule is made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "an example is its rule's test"))]
pub(super) struct Example {
    pub(super) text: String,
    /// The clause that is judged.
    pub(super) clause: String,
    /// The words that say so, ` … ` between those that stand apart.
    pub(super) cue: String,
    /// On whose word.
    pub(super) by: Option<String>,
}

/// A rule.
#[derive(Debug)]
pub(super) struct Rule {
    /// `certainty.LANGUAGE.NAME`.
    pub(super) name: RuleName,
    pub(super) certainty: Vec<Certainty>,
    pub(super) cues: Vec<Pattern>,
    pub(super) of: Target,
    pub(super) by: Option<Side>,
    pub(super) confidence: Confidence,
    pub(super) has: Vec<Pattern>,
    pub(super) lacks: Vec<Pattern>,
    pub(super) sentence_has: Vec<Pattern>,
    pub(super) sentence_lacks: Vec<Pattern>,
    pub(super) in_questions: bool,
    pub(super) weak: bool,
}

/// A language.
#[derive(Debug, Default)]
pub(super) struct Language {
    pub(super) lexicon: Lexicon,
    pub(super) rules: Vec<Rule>,
    /// For each list, the rules and their cues that it sets off, as numbers.
    pub(super) triggers: Vec<Vec<(usize, usize)>>,
    pub(super) lists: Lists,
    pub(super) nouns_capitalised: bool,
    pub(super) verbs_last: bool,
}

/// The lists that the code asks for, where the language has them.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Words that begin a subordinate clause behind a comma or a sentence.
    pub(super) subordinating: Option<usize>,
    /// Words that begin a clause without a comma as well.
    pub(super) bare: Option<usize>,
    /// Verbs that begin a condition where they open a sentence: “Sollte …,”.
    pub(super) inverted: Option<usize>,
    /// Words that begin a main clause behind a comma.
    pub(super) coordinating: Option<usize>,
    /// Words that begin a relative clause behind a comma, or name something once more.
    pub(super) relative: Option<usize>,
    /// Words that stand before a relative pronoun: “in denen”.
    pub(super) preposition: Option<usize>,
    /// Verbs and words that say behind a comma who speaks: “sagte sie”, “so die Ministerin”.
    pub(super) aside: Option<usize>,
    /// Words that begin what somebody says or thinks.
    pub(super) complement: Option<usize>,
    /// Verbs behind which these words begin a clause without a comma.
    pub(super) head: Option<usize>,
    /// Words that begin a noun phrase.
    pub(super) determiner: Option<usize>,
    /// Words that stand for somebody whom they don't name.
    pub(super) pronoun: Option<usize>,
    /// Words between the nouns of a phrase: “der”, “of”.
    pub(super) linking: Option<usize>,
    /// Words behind which an assertion asks for assent: “oder?”.
    pub(super) tag: Option<usize>,
    /// Subjects that are no source of a report: the writer, nobody, nobody in particular.
    pub(super) sourceless: Option<usize>,
    /// Verbs that presuppose what they introduce: “know”.
    pub(super) factive: Option<usize>,
}

impl Language {
    /// # Errors
    ///
    /// What is wrong in the file, with the rule's name or the word.
    pub(super) fn new(tag: &str, file: File) -> Result<Self, String> {
        let mut lexicon = Lexicon::new(&file.endings, &file.words)?;
        let rules = file.rules.into_iter().map(|rule| {
            let name = rule.name.clone();
            Rule::new(tag, rule, &mut lexicon).map_err(|error| format!("{name}: {error}"))
        });
        let rules = rules.collect::<Result<Vec<_>, _>>()?;
        let triggers = triggers(&rules);
        Ok(Self {
            lists: Lists::of(&lexicon),
            lexicon,
            rules,
            triggers,
            nouns_capitalised: file.nouns_capitalised,
            verbs_last: file.verbs_last,
        })
    }
}

impl Lists {
    fn of(lexicon: &Lexicon) -> Self {
        Self {
            subordinating: lexicon.list("subordinating"),
            bare: lexicon.list("bare"),
            inverted: lexicon.list("inverted"),
            coordinating: lexicon.list("coordinating"),
            relative: lexicon.list("relative"),
            preposition: lexicon.list("preposition"),
            aside: lexicon.list("aside"),
            complement: lexicon.list("complement"),
            head: lexicon.list("head"),
            determiner: lexicon.list("determiner"),
            pronoun: lexicon.list("pronoun"),
            linking: lexicon.list("linking"),
            tag: lexicon.list("tag"),
            sourceless: lexicon.list("sourceless"),
            factive: lexicon.list("factive"),
        }
    }
}

impl Rule {
    fn new(tag: &str, rule: Written, lexicon: &mut Lexicon) -> Result<Self, String> {
        let mut patterns = |written: &[String]| {
            let made = written.iter().map(|pattern| Pattern::new(pattern, lexicon));
            made.collect::<Result<Vec<_>, _>>()
        };
        let cues = patterns(&rule.cues)?;
        if let Some(at) = cues.iter().position(|cue| cue.triggers().is_empty()) {
            return Err(format!("no word sets off “{}”", rule.cues[at]));
        }
        Ok(Self {
            name: lasting(format!("certainty.{tag}.{}", rule.name)),
            cues,
            has: patterns(&rule.has)?,
            lacks: patterns(&rule.lacks)?,
            sentence_has: patterns(&rule.sentence_has)?,
            sentence_lacks: patterns(&rule.sentence_lacks)?,
            certainty: rule.certainty,
            of: rule.of,
            by: rule.by,
            confidence: rule.confidence.unwrap_or(Confidence::Probable),
            in_questions: rule.in_questions,
            weak: rule.weak,
        })
    }
}

/// For each list, the cues that it sets off.
fn triggers(rules: &[Rule]) -> Vec<Vec<(usize, usize)>> {
    let mut triggers: Vec<Vec<(usize, usize)>> = Vec::new();
    for (number, rule) in rules.iter().enumerate() {
        for (cue, pattern) in rule.cues.iter().enumerate() {
            for &list in pattern.triggers() {
                if triggers.len() <= list {
                    triggers.resize(list + 1, Vec::new());
                }
                triggers[list].push((number, cue));
            }
        }
    }
    triggers
}
