//! What a language knows about speech: the words that introduce it, and those around a speaker.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Verbs by their finite forms.
pub(super) type Verbs = BTreeMap<&'static str, &'static Verb>;

/// A table of verbs by their forms; of two verbs with one form the first counts.
pub(super) fn by_form(table: &'static [Verb]) -> Verbs {
    let mut verbs = Verbs::new();
    for verb in table {
        for form in verb.forms {
            verbs.entry(form).or_insert(verb);
        }
    }
    verbs
}

/// The tables of one language. All words in small letters but where said otherwise.
pub(super) struct Speech {
    /// Verbs of saying, by their finite forms.
    pub(super) verbs: &'static LazyLock<Verbs>,
    /// Forms of such verbs that are nouns as well: “reports”; verbs only behind a name or pronoun.
    pub(super) nouns: &'static [&'static str],
    /// Verbs that give a name as often as they introduce words: “called”.
    pub(super) naming: &'static [&'static str],
    /// Participles of such verbs; a form of `auxiliaries` stands in the same sentence.
    pub(super) participles: &'static [&'static str],
    /// Verbs with which participles make a tense.
    pub(super) auxiliaries: &'static [&'static str],
    /// Phrases behind which the speaker is named: “laut”, “according to”.
    pub(super) before_speaker: &'static [&'static [&'static str]],
    /// Such phrases that count only right behind a quotation: “so”.
    pub(super) behind_quote: &'static [&'static [&'static str]],
    /// Phrases before which the speaker is named: “zufolge”.
    pub(super) behind_speaker: &'static [&'static [&'static str]],
    /// Phrases that introduce words and name nobody: “heißt es”.
    pub(super) without_speaker: &'static [&'static [&'static str]],
    /// Pronouns; who they stand for is not decided here.
    pub(super) pronouns: &'static [&'static str],
    /// Articles and the like, with which a name phrase may begin.
    pub(super) determiners: &'static [&'static str],
    /// Articles and prepositions behind which words in capitals are a name: “the ‘Globe’ says”.
    pub(super) definite: &'static [&'static str],
    /// Words inside a name phrase between its names: “von”, “of”.
    pub(super) connectors: &'static [&'static str],
    /// Words that begin something else: prepositions, conjunctions, adverbs.
    pub(super) others: &'static [&'static str],
    /// Words for times that are no speakers: days, months.
    pub(super) times: &'static [&'static str],
    /// Nouns before a title: “Buch”, “film”.
    pub(super) works: &'static [&'static str],
    /// Those whom one speaks to through an article in the dative: “der Zeitung sagte X”.
    pub(super) audiences: &'static [&'static str],
    /// Conjunctions before a sentence that are no part of it.
    pub(super) leads: &'static [&'static str],
    /// Words that may stand between a verb and the subject behind it.
    pub(super) adverbs: &'static [&'static str],
    /// Articles of those spoken to.
    pub(super) datives: &'static [&'static str],
    /// Pronouns that are subjects and nothing else, wherever they stand.
    pub(super) nominatives: &'static [&'static str],
    /// Conjunctions that join two verbs of one subject.
    pub(super) and: &'static [&'static str],
    /// Whether nouns are capitalised, and the finite verb stands second.
    pub(super) german: bool,
}

impl Speech {
    /// The verb of which a word, in small letters, is a form.
    pub(super) fn verb(&self, lower: &str) -> Option<&'static Verb> {
        self.verbs.get(lower).copied()
    }
}

/// A verb of saying.
pub(super) struct Verb {
    /// Its finite forms.
    pub(super) forms: &'static [&'static str],
    /// A word that belongs to it at the end of the clause; none where the list is empty.
    pub(super) particles: &'static [&'static str],
    /// On which side of it the speaker stands.
    pub(super) side: Side,
}

/// On which side of a verb the speaker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// On either, as the sentence has it.
    Either,
    /// Before it: those spoken to follow, as behind “told”.
    Before,
    /// Behind it: who stands before it hands the words on, as before “zitiert”.
    Behind,
}

/// A verb that needs nothing else.
pub(super) const fn verb(forms: &'static [&'static str]) -> Verb {
    Verb { forms, particles: &[], side: Side::Either }
}

/// A verb in two parts.
pub(super) const fn with(
    forms: &'static [&'static str],
    particles: &'static [&'static str],
) -> Verb {
    Verb { forms, particles, side: Side::Either }
}

/// A verb that those spoken to follow.
pub(super) const fn to(forms: &'static [&'static str]) -> Verb {
    Verb { forms, particles: &[], side: Side::Before }
}

/// A verb that whose words are handed on follows.
pub(super) const fn of(forms: &'static [&'static str]) -> Verb {
    Verb { forms, particles: &[], side: Side::Behind }
}

static NO_VERBS: LazyLock<Verbs> = LazyLock::new(Verbs::new);

/// No language's tables: marks are read, speech is told by its form alone.
pub(super) static NONE: Speech = Speech {
    verbs: &NO_VERBS,
    nouns: &[],
    naming: &[],
    participles: &[],
    auxiliaries: &[],
    before_speaker: &[],
    behind_quote: &[],
    behind_speaker: &[],
    without_speaker: &[],
    pronouns: &[],
    determiners: &[],
    definite: &[],
    connectors: &[],
    others: &[],
    times: &[],
    works: &[],
    audiences: &[],
    leads: &[],
    adverbs: &[],
    datives: &[],
    nominatives: &[],
    and: &[],
    german: false,
};
