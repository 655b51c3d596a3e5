//! Verbs of speech and thought: their forms, and how they take what is said.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::hash::{WordMap, WordSet};

/// The endings of regular verbs, `~` for the stem.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Conjugation {
    finite: Vec<String>,
    participles: Vec<String>,
}

/// Verbs that behave alike, as a language's file gives them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerbClass {
    /// The name of the conjugation of `stems`.
    #[serde(default)]
    conjugation: Option<String>,
    #[serde(default)]
    stems: Vec<String>,
    /// Verbs by their forms: the finite ones, and behind a `|` the participles.
    #[serde(default)]
    forms: Vec<String>,
    /// Words that belong to the verb and stand behind it in its clause; of those with blanks all
    /// are needed.
    #[serde(default)]
    particles: Vec<String>,
    #[serde(default)]
    side: Side,
    #[serde(default)]
    takes: Vec<Takes>,
}

/// On which side of a verb the speaker stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    /// On either, as the sentence has it.
    #[default]
    Either,
    /// Before it: those spoken to follow, as behind “told”.
    Before,
    /// Behind it: who stands before it hands the words on, as before “zitiert”.
    Behind,
}

/// How a verb takes what is said, besides words in marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Takes {
    /// As a clause of its own.
    Clause,
    /// As an infinitive.
    Infinitive,
    /// As its object: “forderte mehr Geld”.
    Report,
    /// As a clause without a conjunction, whatever its subject: “says the plan works”.
    Bare,
    /// It tells what somebody thinks or sees: words in marks are theirs only right beside it.
    Thought,
}

/// A class of verbs.
#[derive(Debug, Clone)]
pub(super) struct Verb {
    /// Words that belong to it, any of them; none where the list is empty.
    pub(super) particles: Vec<Vec<String>>,
    pub(super) side: Side,
    pub(super) takes: Vec<Takes>,
}

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    verb: usize,
    /// Whether it is a participle.
    pub(super) participle: bool,
    /// Whether the particle is written with it: “mitteilte”.
    pub(super) joined: bool,
}

/// The verbs of a language, by their forms.
#[derive(Debug, Default)]
pub(super) struct Verbs {
    verbs: Vec<Verb>,
    forms: WordMap<Vec<Form>>,
}

impl Verbs {
    pub(super) fn new(classes: &[VerbClass], conjugations: &BTreeMap<String, Conjugation>) -> Self {
        let mut all = Self::default();
        for (verb, class) in classes.iter().enumerate() {
            let (mut finite, mut participles) = (Vec::new(), Vec::new());
            let conjugation = class.conjugation.as_ref().and_then(|name| conjugations.get(name));
            for stem in &class.stems {
                let Some(conjugation) = conjugation else { continue };
                finite.extend(conjugation.finite.iter().map(|form| form.replace('~', stem)));
                participles
                    .extend(conjugation.participles.iter().map(|form| form.replace('~', stem)));
            }
            for forms in &class.forms {
                let (first, second) = forms.split_once('|').unwrap_or((forms, ""));
                finite.extend(first.split_whitespace().map(str::to_owned));
                participles.extend(second.split_whitespace().map(str::to_owned));
            }
            let particles: Vec<Vec<String>> = class
                .particles
                .iter()
                .map(|words| words.split(' ').map(str::to_owned).collect())
                .collect();
            for (forms, participle) in [(&finite, false), (&participles, true)] {
                all.add(forms, &particles, Form { verb, participle, joined: false });
            }
            all.verbs.push(Verb { particles, side: class.side, takes: class.takes.clone() });
        }
        all
    }

    /// Adds forms, alone and, where the last word of a particle may be written with them, joined.
    fn add(&mut self, forms: &[String], particles: &[Vec<String>], form: Form) {
        for text in forms {
            self.push(text.clone(), form);
            for last in particles.iter().filter_map(|words| words.last()) {
                self.push(format!("{last}{text}"), Form { joined: true, ..form });
            }
        }
    }

    fn push(&mut self, text: String, form: Form) {
        let forms = self.forms.entry(text).or_default();
        if !forms.contains(&form) {
            forms.push(form);
        }
    }

    pub(super) fn forms(&self, lower: &str) -> &[Form] {
        self.forms.get(lower).map_or(&[], Vec::as_slice)
    }

    pub(super) fn get(&self, form: Form) -> &Verb {
        &self.verbs[form.verb]
    }

    /// A word for each form without which it is no verb of speech: the form, or, where that is one
    /// of the `common` words, what belongs to it.
    pub(super) fn telling(&self, common: &WordSet) -> Vec<&str> {
        let mut found = Vec::new();
        self.forms.iter().for_each(|(text, forms)| {
            if !common.contains(text) {
                found.push(text.as_str());
                return;
            }
            let particles = forms.iter().flat_map(|form| &self.get(*form).particles);
            found.extend(
                particles.filter_map(|words| words.last()).map(|w| w.trim_end_matches('+')),
            );
        });
        found
    }
}
