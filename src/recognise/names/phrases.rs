//! Laws, events, works and products by the words that they are made of or stand behind.
//!
//! In goes a leaf; out come proposals, by the patterns in each language's `phrases.toml`. In a
//! pattern the group `name` is the name and the group `cue`, where there is one, the word that
//! shows it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Captures;
use serde::Deserialize;

use super::super::languages::{PerLanguage, read};
use super::super::leaves::LeafText;
use super::super::patterns::{Lexicon, Next, Patterns};
use super::super::switches::Switches;
use super::around::before;
use super::grammar::grammar;
use super::slate::{Candidate, What};
use crate::annotation::{Confidence, EntryKind, Proposal};
use crate::text::is_boundary;

/// A language's `phrases.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lexicon: Lexicon,
    /// Words in front of common nouns, where a definite name is asked for; in small letters.
    #[serde(default)]
    indefinite: Vec<String>,
    rules: Vec<Rule>,
}

/// A pattern, and what its matches name.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, serde(deny_unknown_fields))]
struct Rule {
    name: String,
    kind: EntryKind,
    pattern: String,
    /// Whether no indefinite article or the like may stand before it (“ein Mediengesetz”).
    #[serde(default)]
    definite: bool,
    #[cfg(test)]
    example: Example,
}

/// A sentence, and the names that the rule finds in it.
#[cfg(test)]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    found: Vec<String>,
}

/// A language's rules, compiled.
struct Phrases {
    indefinite: Vec<String>,
    rules: Vec<Rule>,
    patterns: Patterns,
}

static PHRASES: LazyLock<PerLanguage<Phrases>> = LazyLock::new(|| PerLanguage::new(phrases));

fn phrases(tag: &'static str) -> Option<Phrases> {
    compile(read(tag, "phrases.toml")?).ok()
}

fn compile(file: File) -> Result<Phrases, String> {
    let expanded: Vec<String> =
        file.rules.iter().map(|rule| file.lexicon.expand(&rule.pattern)).collect();
    let patterns = Patterns::new(&expanded)
        .map_err(|(index, error)| format!("{}: {error}", file.rules[index].name))?;
    Ok(Phrases { indefinite: file.indefinite, rules: file.rules, patterns })
}

/// The laws, events, works and products of a leaf.
pub(super) fn find(leaf: &LeafText<'_>, switches: &Switches) -> Vec<Candidate> {
    let mut found = Vec::new();
    let Some(phrases) = PHRASES.get(leaf.language()) else { return found };
    // One sentence at a time, so that a pattern costs nothing where its words do not occur.
    for sentence in leaf.sentences() {
        phrases.find_in(leaf, sentence, switches, &mut found);
    }
    found
}

impl Phrases {
    fn find_in(
        &'static self,
        leaf: &LeafText<'_>,
        sentence: &Range<usize>,
        switches: &Switches,
        found: &mut Vec<Candidate>,
    ) {
        let text = &leaf.text()[sentence.clone()];
        self.patterns.each(text, |index, captures| {
            let rule = &self.rules[index];
            let candidate = self.candidate(leaf, rule, captures, sentence.start);
            match candidate.filter(|_| switches.on(&rule.name)) {
                Some(candidate) => {
                    let end = candidate.span.end - sentence.start;
                    found.push(candidate);
                    Next::At(end)
                }
                None => Next::Again,
            }
        });
    }

    /// What a match says whose sentence begins at byte `from`.
    fn candidate(
        &self,
        leaf: &LeafText<'_>,
        rule: &'static Rule,
        captures: &Captures<'_>,
        from: usize,
    ) -> Option<Candidate> {
        let text = leaf.text();
        let group =
            |name| captures.name(name).map(|group| from + group.start()..from + group.end());
        let span = group("name")?;
        let work = rule.kind == EntryKind::Work;
        let span = if work { span } else { trimmed(leaf, span) };
        let whole = is_boundary(text, span.start) && is_boundary(text, span.end);
        if span.is_empty() || !whole || (rule.definite && self.is_indefinite(text, span.start)) {
            return None;
        }
        let evidence = group("cue").and_then(|cue| leaf.locate(cue)).into_iter().collect();
        let name = text[span.clone()].to_owned();
        Some(Candidate {
            confidence: Confidence::Probable,
            evidence,
            what: Some(What::Proposed(Proposal { kind: rule.kind, name })),
            ..Candidate::new(span, rule.name.as_str())
        })
    }

    fn is_indefinite(&self, text: &str, at: usize) -> bool {
        before(text, at).is_some_and(|word| {
            let small = word.text.to_lowercase();
            self.indefinite.contains(&small)
        })
    }
}

/// A name without the words that only open its sentence.
fn trimmed(leaf: &LeafText<'_>, mut span: Range<usize>) -> Range<usize> {
    let text = leaf.text();
    let openers = &grammar(leaf.language()).openers;
    while let Some((first, _)) = text[span.clone()].split_once(' ') {
        if !openers.contains(first) {
            break;
        }
        span.start += first.len() + 1;
    }
    span
}

#[cfg(test)]
mod tests {
    use super::super::super::languages::tests::all;
    use super::super::super::reading::Reading;
    use super::super::super::testing::document;
    use super::*;

    #[test]
    fn every_example_is_found() {
        for (tag, file) in all::<File>("phrases.toml") {
            let examples: Vec<(String, Example)> = all::<File>("phrases.toml")
                .into_iter()
                .filter(|(other, _)| *other == tag)
                .flat_map(|(_, file)| file.rules)
                .map(|rule| (rule.name, rule.example))
                .collect();
            compile(file).unwrap();
            for (name, example) in examples {
                let document = document(tag, None, &[&example.text]);
                let reading = Reading::new(&document);
                let mut found = find(&reading.leaves[0], &Switches::default());
                found.sort_by_key(|candidate| candidate.span.start);
                let by_rule = found.iter().filter(|candidate| candidate.rule == name);
                let shown: Vec<&str> =
                    by_rule.map(|candidate| &example.text[candidate.span.clone()]).collect();
                assert_eq!(shown, example.found, "{name}");
            }
        }
    }
}
