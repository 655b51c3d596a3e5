//! What a language knows about speech: its `quotations.toml`, compiled.
//!
//! In goes the language's primary tag; out come its verbs, phrases and lists of words, ready to be
//! looked up in small letters, and the names of its rules. Nothing here reads a text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::super::hash::{WordMap, WordSet};
use super::super::languages::{ANY, PerLanguage, read};
use super::endings::Endings;
use super::verbs::{Conjugation, Form, Verb, VerbClass, Verbs};

/// The file of each language.
pub(super) const FILE: &str = "quotations.toml";

/// Words in small letters, only ever looked up.
pub(super) type Words = WordSet;

/// What the rules of this layer look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// Words in marks beside a cue.
    Cue,
    /// A whole sentence in marks.
    Sentence,
    /// Many words in marks.
    Length,
    /// A paragraph that a dash opens: “– Venez, dit-elle.”
    Dash,
    /// A clause behind its cue: “sagte, dass …”.
    Clause,
    /// A clause before its cue: “…, so der Sprecher”.
    Before,
    /// A sentence behind a cue and a colon, without marks.
    Colon,
    /// “kündigte an, … zu bleiben”.
    Infinitive,
    /// “Wie X mitteilte, …”.
    Manner,
    /// “die Auffassung, dass …”.
    Noun,
    /// “laut X”, “according to X”.
    Source,
    /// “soll … gewesen sein”.
    Hearsay,
    /// A sentence in the mood of reported speech.
    Run,
    /// A verb of speech that tells its content as an object: “forderte mehr Geld”.
    Report,
}

/// A rule, as its file gives it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) reading: Kind,
    /// A text and what the layer finds in it; the tests run it.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run the examples"))]
    pub(super) example: Example,
}

/// An example of a rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "the tests run the examples"))]
pub(super) struct Example {
    /// The text's language, where the rule holds in all.
    #[serde(default)]
    pub(super) language: Option<String>,
    pub(super) text: String,
    /// `style | words | cue | speaker` of all that is found.
    pub(super) found: Vec<String>,
}

/// How a language builds its sentences.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Build {
    /// Nouns are capitalised.
    pub(super) capital_nouns: bool,
    /// The finite verb of a statement stands second; the subject may follow it.
    pub(super) verb_second: bool,
    /// A comma stands before a clause that says what was said.
    pub(super) comma_clauses: bool,
    /// Such a clause may follow its verb without any conjunction.
    pub(super) bare_clauses: bool,
    /// A dash opens a speaker's words.
    pub(super) dashes: bool,
    /// A point behind a number makes it an ordinal: “am 3. Mai”.
    pub(super) ordinal_points: bool,
    /// Endings with which a pronoun hangs on its verb, the longer first: “-t-il”.
    pub(super) clitics: Vec<String>,
    /// Words that lose their last letter before a vowel: “qu’”, “l’”; written without apostrophe.
    pub(super) elided: Words,
}

/// The lists of words of a language; all in small letters.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Lists {
    /// Forms of verbs that are nouns as well: “reports”; verbs only behind a name or pronoun.
    pub(super) nouns: Words,
    /// Verbs that give a name as often as they introduce words: “called”.
    pub(super) naming: Words,
    /// Verbs with which participles make a tense.
    pub(super) auxiliaries: Words,
    /// Of these, those that make a passive: who speaks then stands behind `agents`.
    pub(super) passives: Words,
    /// Prepositions before the one who does what a passive tells.
    pub(super) agents: Words,
    /// Pronouns.
    pub(super) pronouns: Words,
    /// Nouns for those who speak, where they stand without an article: “researchers say”.
    pub(super) groups: Words,
    /// Articles and the like, with which a name phrase may begin.
    pub(super) determiners: Words,
    /// Articles and prepositions behind which words in capitals are a name: “the ‘Globe’ says”.
    pub(super) definite: Words,
    /// Words inside a name phrase between its names: “von”, “of”.
    pub(super) connectors: Words,
    /// Words that begin something else: prepositions, conjunctions, adverbs.
    pub(super) others: Words,
    /// Words for times, which do not speak: days, months.
    pub(super) times: Words,
    /// Prepositions before them.
    pub(super) time_prepositions: Words,
    /// Nouns before a title: “Buch”, “film”.
    pub(super) works: Endings,
    /// Ends of nouns for those whom one speaks to through an article in the dative.
    pub(super) audiences: Endings,
    /// Articles that are a dative before these.
    pub(super) audience_articles: Words,
    /// Conjunctions before a sentence that are no part of it.
    pub(super) leads: Words,
    /// Words that may stand between a verb and the subject behind it.
    pub(super) adverbs: Words,
    /// Ends of adverbs, which may stand between a subject and its verb.
    pub(super) adverb_endings: Endings,
    /// Ends of participles of the present: “…, adding that …”; its subject opens the sentence.
    pub(super) progressive_endings: Endings,
    /// Ends of participles that stand before their noun: “die erwartete Lieferung”.
    pub(super) attributive_endings: Endings,
    /// Nouns of which a verb of demanding tells no speech: “das Beben forderte Todesopfer”.
    pub(super) victims: Words,
    /// Subjects of what only fills a pause: “you know”.
    pub(super) fillers: Words,
    /// Articles of those spoken to.
    pub(super) datives: Words,
    /// Pronouns that are subjects and nothing else, wherever they stand.
    pub(super) nominatives: Words,
    /// Of these, those that may be objects as well: “it”.
    pub(super) objects: Words,
    /// Conjunctions that join two verbs of one subject.
    pub(super) and: Words,
    /// Pronouns of those who speak: what they say of their own thoughts is no report.
    pub(super) own: Words,
    /// Reflexive pronouns.
    pub(super) reflexives: Words,
    /// Conjunctions that open what was said: “dass”, “that”.
    pub(super) complementisers: Words,
    /// Question words that do.
    pub(super) questions: Words,
    /// Conjunctions that open another dependent clause.
    pub(super) subordinators: Words,
    /// The word before an infinitive.
    pub(super) infinitive_marks: Words,
    /// Words with which an infinitive clause tells a purpose, not what was said.
    pub(super) purposes: Words,
    /// Verb forms of reported speech.
    pub(super) subjunctives: Words,
    /// Ends of such forms.
    pub(super) subjunctive_endings: Endings,
    /// Words behind such a form, or behind “as”, that make it a set phrase: “es sei denn”, “as far”.
    pub(super) idioms: Words,
    /// Forms that stand for these, and for the unreal.
    pub(super) irrealis: Words,
    /// Finite verbs of plain statement.
    pub(super) indicatives: Words,
    /// Ends of words that may be finite verbs.
    pub(super) finite_endings: Endings,
    /// Ends of finite verbs of the past.
    pub(super) past_endings: Endings,
    /// “wie” before a clause that names who says the rest.
    pub(super) manner: Words,
    /// Nouns whose content follows as a clause; ends of words.
    pub(super) contents: Endings,
    /// Prepositions before nouns of saying: “nach”.
    pub(super) source_prepositions: Words,
    /// Ends of those nouns: “angaben”.
    pub(super) source_nouns: Endings,
    /// Verbs that say that others say so: “soll”.
    pub(super) hearsay: Words,
    /// Prepositions before what is written where nobody is named: “in dem Brief heißt es”.
    pub(super) document_prepositions: Words,
    /// Ends of nouns for what is written.
    pub(super) documents: Endings,
    /// Prepositions, so that what follows them is no subject.
    pub(super) prepositions: Words,
    /// Words that end a clause about the past behind them: “haben”.
    pub(super) perfects: Words,
    /// Ends of participles of the past.
    pub(super) participle_endings: Endings,
    /// What such a participle holds, where it must hold something: “ge”.
    pub(super) participle_marks: BTreeSet<String>,
    /// Third person pronouns by whom they may mean.
    pub(super) masculine: Words,
    /// The same for women.
    pub(super) feminine: Words,
    /// Titles and roles of men, right before their names; ends of words.
    pub(super) masculine_titles: Endings,
    /// The same of women.
    pub(super) feminine_titles: Endings,
    /// Ends of verbs beside which such a pronoun means several.
    pub(super) plural_endings: Endings,
}

/// Phrases that name a source, as words in small letters with blanks between them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct PhraseLists {
    /// The speaker follows: “laut”, “according to”.
    before_speaker: Vec<String>,
    /// The same, only right behind what was said: “so”.
    behind_quote: Vec<String>,
    /// The speaker precedes: “zufolge”.
    behind_speaker: Vec<String>,
    /// Nobody is named: “heißt es”.
    without_speaker: Vec<String>,
    /// A word that points back to a source: “demnach”.
    anaphoric: Vec<String>,
}

/// What a phrase says about the place of the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhraseKind {
    BeforeSpeaker,
    BehindQuote,
    BehindSpeaker,
    WithoutSpeaker,
    Anaphoric,
}

/// A phrase by its words.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) words: Vec<String>,
    pub(super) kind: PhraseKind,
}

/// A language's file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Data {
    grammar: Build,
    conjugations: BTreeMap<String, Conjugation>,
    verbs: Vec<VerbClass>,
    phrases: PhraseLists,
    words: Lists,
    /// Words as in `words`, that hold in every language.
    titles: Words,
    apostrophes: Words,
    pub(super) rules: Vec<Rule>,
}

/// A language's knowledge, compiled.
#[derive(Default)]
pub(super) struct Grammar {
    pub(super) build: Build,
    pub(super) words: Lists,
    verbs: Verbs,
    /// Phrases by their first word, the longer first.
    phrases: WordMap<Vec<Phrase>>,
    rules: BTreeMap<Kind, String>,
    /// Words without which a sentence holds no reported speech.
    gate: Option<AhoCorasick>,
    pub(super) titles: Words,
    pub(super) apostrophes: Words,
}

static GRAMMARS: LazyLock<PerLanguage<Grammar>> =
    LazyLock::new(|| PerLanguage::new(|tag| Some(Grammar::new(read(tag, FILE)?))));

/// What is known of a language without a file.
static NONE: LazyLock<Grammar> = LazyLock::new(Grammar::default);

impl Grammar {
    /// The grammar of the language with the primary tag `tag`.
    pub(super) fn of(tag: &str) -> &'static Self {
        GRAMMARS.get(tag).unwrap_or(&NONE)
    }

    /// What holds in every language.
    pub(super) fn any() -> &'static Self {
        Self::of(ANY)
    }

    fn new(data: Data) -> Self {
        let verbs = Verbs::new(&data.verbs, &data.conjugations);
        let phrases = phrases(&data.phrases);
        let rules: BTreeMap<_, _> =
            data.rules.into_iter().map(|rule| (rule.reading, rule.name)).collect();
        let gate = gate(&data.words, &verbs, &phrases);
        Self {
            build: data.grammar,
            words: data.words,
            verbs,
            phrases,
            rules,
            gate,
            titles: data.titles,
            apostrophes: data.apostrophes,
        }
    }

    /// The verbs of which a word, in small letters, is a form.
    pub(super) fn forms(&self, lower: &str) -> &[Form] {
        self.verbs.forms(lower)
    }

    /// A verb that [`Grammar::forms`] named.
    pub(super) fn verb(&self, form: Form) -> &Verb {
        self.verbs.get(form)
    }

    /// The phrases that begin with a word, the longer first.
    pub(super) fn phrases(&self, lower: &str) -> &[Phrase] {
        self.phrases.get(lower).map_or(&[], Vec::as_slice)
    }

    /// The name of the language's rule for this, if it has one.
    pub(super) fn rule(&self, kind: Kind) -> Option<&str> {
        self.rules.get(&kind).map(String::as_str)
    }

    /// What finds the words without which a sentence holds no reported speech.
    pub(super) fn gate(&self) -> Option<&AhoCorasick> {
        self.gate.as_ref()
    }

    /// Whether a word, in small letters, is a form of reported speech.
    pub(super) fn is_subjunctive(&self, lower: &str) -> bool {
        self.words.subjunctives.contains(lower) || self.words.subjunctive_endings.end(lower)
    }
}

fn phrases(lists: &PhraseLists) -> WordMap<Vec<Phrase>> {
    let mut found: WordMap<Vec<Phrase>> = WordMap::default();
    for (list, kind) in [
        (&lists.behind_quote, PhraseKind::BehindQuote),
        (&lists.before_speaker, PhraseKind::BeforeSpeaker),
        (&lists.behind_speaker, PhraseKind::BehindSpeaker),
        (&lists.without_speaker, PhraseKind::WithoutSpeaker),
        (&lists.anaphoric, PhraseKind::Anaphoric),
    ] {
        for text in list {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            found.entry(words[0].clone()).or_default().push(Phrase { words, kind });
        }
    }
    let mut sorted = found;
    sorted.values_mut().for_each(|list| list.sort_by_key(|phrase| usize::MAX - phrase.words.len()));
    sorted
}

/// The automaton over all words that a rule needs, in small letters.
fn gate(words: &Lists, verbs: &Verbs, phrases: &WordMap<Vec<Phrase>>) -> Option<AhoCorasick> {
    let mut all: BTreeSet<&str> = verbs.telling(&words.auxiliaries).into_iter().collect();
    let telling = |phrase: &'_ Phrase| phrase.words.iter().max_by_key(|word| word.len()).cloned();
    let phrases: Vec<String> = phrases.values().flatten().filter_map(telling).collect();
    all.extend(phrases.iter().map(String::as_str));
    for list in [&words.subjunctives, &words.irrealis, &words.hearsay] {
        all.extend(list.iter().map(String::as_str));
    }
    for list in [&words.contents, &words.subjunctive_endings, &words.source_nouns] {
        all.extend(list.iter());
    }
    if all.is_empty() {
        return None;
    }
    let curly: Vec<String> =
        all.iter().filter(|word| word.contains('\'')).map(|word| word.replace('\'', "’")).collect();
    all.extend(curly.iter().map(String::as_str));
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(all)
        .ok()
}
