//! From what editors ask for to a [`Redactor`]: rules, callouts and their places, entries and their names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use regex::Regex;

use super::Redactor;
use super::find::{Finder, Hit, Placing, Sought, can_be_found, settled};
use super::rule::{Hides, Rule, Stated, names_one};
use crate::anchor::{Haystack, anchor};
use crate::annotation::How;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{Document, Source};
use crate::ingest::decoded_text;
use crate::notes::{NotesFile, Redaction};
use crate::register::Register;

/// What is to be hidden, and in what.
pub struct Plan<'a> {
    /// The rules of `redact.toml`.
    pub rules: Vec<Stated>,
    /// The register.
    pub register: &'a Register,
    /// All seeds.
    pub sources: &'a [Source],
    /// The documents as they were read.
    pub documents: &'a [Document],
    /// The notes files by their seeds' paths.
    pub notes: &'a BTreeMap<String, NotesFile>,
}

/// A callout that quotes fewer letters hides its own place only.
const FEW: usize = 2;

/// Makes the redactor. With an error among the diagnostics it is not to be relied on.
#[must_use]
pub fn plan(plan: Plan<'_>) -> (Redactor, Diagnostics) {
    let mut made = Making::default();
    for stated in &plan.rules {
        made.stated(stated, &plan);
    }
    for document in plan.documents {
        let notes = plan.notes.get(&document.provenance.path);
        let redactions = notes.map_or(&[][..], |notes| &notes.redactions);
        if !redactions.is_empty() {
            let haystack = Haystack::new(document);
            redactions.iter().for_each(|one| made.callout(document, &haystack, one));
        }
    }
    made.finish(plan.register)
}

#[derive(Default)]
struct Making {
    redactor: Redactor,
    sought: Vec<Sought>,
    found: Diagnostics,
}

impl Making {
    fn rule(&mut self, rule: Rule) -> usize {
        self.redactor.rules.push(rule);
        self.redactor.used.push(AtomicBool::new(false));
        self.redactor.rules.len() - 1
    }

    fn seek(&mut self, words: &str, placing: Placing, cased: bool, rule: usize) {
        self.sought.push(Sought { words: words.to_owned(), placing, cased, rule });
        self.redactor.fragments.add(words, rule);
    }

    fn stated(&mut self, stated: &Stated, plan: &Plan<'_>) {
        let wrong = |message: &str, hint: &str| {
            Diagnostic::error(codes::REDACT_RULE, message.to_owned())
                .at(&stated.rule.path, stated.header.clone())
                .hint(hint)
        };
        let rule = self.rule(stated.rule.clone());
        for (number, document) in stated.rule.documents.iter().enumerate() {
            if !names_one(document, plan.sources) {
                let message = format!("number {} of “documents” is no seed", number + 1);
                let hint = "give paths below seeds/, or folders with a “/” at their end";
                self.found.push(wrong(&message, hint));
            }
        }
        match &stated.hides {
            Hides::Words(words) => {
                words.iter().for_each(|words| self.seek(words, stated.placing, stated.cased, rule));
            }
            Hides::Pattern(pattern) => {
                self.redactor.patterns.push((rule, pattern.clone()));
                // What it finds as it stands is hidden in every other way of writing, too.
                for words in matches(pattern, plan) {
                    if can_be_found(&words) {
                        self.seek(&words, stated.placing, stated.cased, rule);
                    }
                }
            }
            Hides::Entry(id) => {
                let Some(entry) = plan.register.get(id) else {
                    let hint = "see annotations/register.toml for the ids that there are";
                    self.found.push(wrong("there is no entry with this id", hint));
                    return;
                };
                self.redactor.entries.insert(id.clone(), rule);
                let sort = entry.sort.as_deref();
                // An id of one word may be any word; its page and its links are gone all the same.
                let own = Some(id.as_str()).filter(|id| id.contains('-'));
                for name in entry.names().chain(sort).chain(own) {
                    if can_be_found(name) {
                        self.seek(name, stated.placing, stated.cased, rule);
                    }
                }
                for address in &entry.same_as {
                    self.seek(address, Placing::Anywhere, false, rule);
                }
            }
        }
    }

    fn callout(&mut self, document: &Document, haystack: &Haystack<'_>, redaction: &Redaction) {
        let wrong = |message: &str, hint: &str| {
            Diagnostic::error(codes::REDACT_QUOTE, message.to_owned())
                .at(&redaction.path, redaction.head.clone())
                .hint(hint)
        };
        let anchored = match anchor(haystack, &redaction.selector) {
            Ok(anchored) if !matches!(anchored.how, How::Fuzzy(_)) => anchored,
            _ => {
                let message = "the words that this redaction quotes do not stand in the document";
                let hint = "quote them letter for letter; they are not shown here, nor what resembles them";
                self.found.push(wrong(message, hint));
                return;
            }
        };
        let words = document.slice(&anchored.span).to_owned();
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        let here = redaction.here || letters <= FEW || !can_be_found(&words);
        if here && anchored.others > 0 {
            let message =
                "the words that this redaction quotes stand several times in the document";
            let hint =
                "quote more of the words around them, and set those to be hidden in **bold**";
            self.found.push(wrong(message, hint));
            return;
        }
        let path = document.provenance.path.clone();
        let rule = self.rule(Rule {
            reason: redaction.reason.clone(),
            origin: format!("the callout in line {} of {}", redaction.line, redaction.path),
            path: redaction.path.clone(),
            documents: if here { vec![path.clone()] } else { Vec::new() },
        });
        let places = self.redactor.places.entry(path).or_default();
        places.push(Hit { span: anchored.span, rule });
        if !here {
            self.seek(&words, Placing::Word, false, rule);
        } else if letters > FEW && can_be_found(&words) {
            self.redactor.here.push(Sought { words, placing: Placing::Word, cased: false, rule });
        }
    }

    fn finish(mut self, register: &Register) -> (Redactor, Diagnostics) {
        self.redactor.finder = Finder::new(&self.sought);
        self.redactor.sought = self.sought;
        // An entry whose id tells what is hidden can have no page.
        for entry in register.iter() {
            let telling = self.redactor.hits(&entry.id, None, false);
            let rule = telling.first().map(|hit| hit.rule);
            if let Some(rule) = rule.filter(|_| !self.redactor.entries.contains_key(&entry.id)) {
                self.redactor.entries.insert(entry.id.clone(), rule);
            }
        }
        for places in self.redactor.places.values_mut() {
            *places = settled(std::mem::take(places));
        }
        (self.redactor, self.found)
    }
}

/// All that a pattern finds in the documents and their seeds.
fn matches(pattern: &Regex, plan: &Plan<'_>) -> BTreeSet<String> {
    let documents = plan.documents.iter().map(|document| document.text.clone());
    let seeds = plan.sources.iter().map(|seed| decoded_text(&seed.path, &seed.bytes));
    let all = documents.chain(seeds).flat_map(|text| {
        let found = pattern.find_iter(&text).map(|found| found.as_str().to_owned());
        found.collect::<Vec<_>>()
    });
    all.collect()
}

impl Redactor {
    /// Says which rules of `redact.toml` have hidden nothing.
    #[must_use]
    pub fn unused(&self, rules: &[Stated]) -> Diagnostics {
        let idle = rules.iter().enumerate().filter(|(rule, _)| !self.is_used(*rule));
        idle.map(|(_, stated)| {
            let message = format!("{} hides nothing", stated.rule.origin);
            Diagnostic::warning(codes::REDACT_NOTHING, message)
                .at(&stated.rule.path, stated.header.clone())
                .hint("look for a slip in it: what it should hide may stand in the output")
        })
        .collect()
    }
}
