//! A language's rules, compiled.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use regex::{Captures, Regex};

use super::super::found::RuleName;
use super::super::languages::read;
use super::super::patterns::{Next, Patterns, whole};
use super::super::switches::Switches;
use super::acts::{Act, Acts};
use super::choose::Candidate;
use super::decisions::Decisions;
use super::file::{File, How, Rule};
use super::words::bounded;
use super::{Reference, address, identifiers, provision};
use crate::annotation::{Confidence, ReferenceKind};
use crate::text::{is_boundary, is_word};

/// How many bytes before a provision's act a sign may be looked for.
const SIGN: usize = 12;

/// What is known of a language.
pub(super) struct Rules {
    rules: Vec<Rule>,
    /// Of each rule, what spells its groups.
    spelled: Vec<Vec<(Regex, String)>>,
    patterns: Patterns,
    units: BTreeMap<String, String>,
    acts: Acts,
    /// The name of the rule for acts alone.
    bare: Option<RuleName>,
    /// Where a compound may be the name of an act.
    stems: Option<AhoCorasick>,
    decisions: Option<Decisions>,
    /// Words that, with a number, label an enclosure.
    pub(super) annexes: Vec<String>,
}

impl Rules {
    /// What is known of the language with the primary tag `tag`.
    pub(super) fn of(tag: &str) -> Option<Self> {
        Self::new(read(tag, "references.toml")?).ok()
    }

    /// # Errors
    ///
    /// The reason why the file cannot be used.
    pub(super) fn new(mut file: File) -> Result<Self, String> {
        let units = units_pattern(&file.units);
        let expand = |pattern: &str| file.lexicon.expand(pattern).replace("{units}", &units);
        let patterns: Vec<String> = file.rules.iter().map(|rule| expand(&rule.pattern)).collect();
        let patterns = Patterns::new(&patterns)
            .map_err(|(index, error)| format!("{}: {error}", file.rules[index].name))?;
        let spelled = file.rules.iter().map(spelled).collect::<Result<_, _>>()?;
        let endings = file.acts.endings.clone();
        let decisions = file.decisions.take();
        let make = |decisions| Decisions::new(decisions, &file.lexicon, &endings, expand);
        let decisions = decisions.map(make).transpose()?;
        let bare = Some(std::mem::take(&mut file.acts.name)).filter(|name| !name.is_empty());
        let acts = Acts::new(std::mem::take(&mut file.acts), expand)?;
        let stems = AhoCorasick::new(acts.stems()).map_err(|error| error.to_string())?;
        let stems = Some(stems).filter(|stems| stems.patterns_len() > 0 && bare.is_some());
        let File { units, rules, annexes, .. } = file;
        Ok(Self { rules, spelled, patterns, units, acts, bare, stems, decisions, annexes })
    }

    /// Everything in a leaf's text.
    pub(super) fn find(&self, text: &str, switches: &Switches, out: &mut Vec<Candidate>) {
        self.patterns.each(text, |index, captures| {
            let rule = &self.rules[index];
            let mut span = whole(captures);
            if !switches.on(&rule.name) {
                return Next::At(text.len());
            }
            if rule.reading == How::Provision && !is_boundary(text, span.end) {
                // The first letter of an act (“SächsSchulG”) was taken for a unit.
                let cut = text[span.clone()].trim_end_matches(is_word).trim_end();
                span.end = span.start + cut.len();
            }
            if rule.reading != How::Mail
                && !(is_boundary(text, span.start) && is_boundary(text, span.end))
            {
                return Next::Again;
            }
            match self.read(index, text, span, captures) {
                Some(candidate) => {
                    let end = candidate.span.end;
                    out.push(candidate);
                    Next::At(end)
                }
                None => Next::Behind,
            }
        });
        self.bare(text, switches, out);
        if let Some(decisions) = &self.decisions {
            decisions.find(text, switches, out);
        }
    }

    /// What a rule makes of a match.
    fn read(
        &self,
        index: usize,
        text: &str,
        span: Range<usize>,
        captures: &Captures<'_>,
    ) -> Option<Candidate> {
        let rule = &self.rules[index];
        let words = &text[span.clone()];
        let group = captures.name("value").map_or(span.clone(), |group| group.range());
        let value = &text[group.clone()];
        let shown = |span: Range<usize>, value: String| rule.candidate(span, value);
        match rule.reading {
            How::Provision => self.provision(rule, text, span),
            How::Template => Some(shown(span, self.fill(index, captures))),
            How::Doi => {
                let doi = identifiers::doi(value)?;
                let prefixed = group.start > span.start;
                let before = text[..span.start].chars().next_back();
                if !prefixed && before.is_some_and(|c| matches!(c, '.' | '/' | ',' | '-')) {
                    return None;
                }
                let end = group.start + doi.len();
                Some(shown(span.start..end, doi.to_lowercase()).linked(&text[span.start..end]))
            }
            How::Isbn => Some(shown(span, identifiers::isbn(value)?)),
            How::Arxiv => Some(shown(span, identifiers::arxiv(value)?).linked(words)),
            How::Web => {
                let address = address::web(words)?;
                let end = span.start + address.len();
                Some(shown(span.start..end, address.to_owned()).linked(address))
            }
            How::Mail => {
                let found = address::mail(text, span.start)?;
                let address = text[found.clone()].to_owned();
                let link = format!("mailto:{address}");
                let scheme = text[..found.start].ends_with("mailto:");
                let start = if scheme { found.start - "mailto:".len() } else { found.start };
                Some(shown(start..found.end, address).linked(&link))
            }
        }
    }

    /// A chain of provisions with the act behind it.
    fn provision(&self, rule: &Rule, text: &str, chain: Range<usize>) -> Option<Candidate> {
        let act = self.acts.behind(text, chain.end)?;
        let place = provision::spell(&text[chain.clone()], &self.units);
        let sign = bounded(text, chain.start, SIGN);
        let sign = sign.find(|c: char| c == ' ' || c.is_ascii_digit()).unwrap_or(1);
        let mut value = format!("{} {place}", act.name);
        if let Some(version) = self.version(&act) {
            value = format!("{value} {version}");
        }
        let confidence = if act.known { rule.confidence } else { Confidence::Probable };
        let mut candidate = rule.candidate(chain.start..act.span.end, value);
        candidate.evidence = vec![chain.start..chain.start + sign, act.span];
        candidate.confidence = confidence;
        candidate.what.norm = act.norm;
        Some(candidate)
    }

    /// How a value spells an act's version.
    fn version(&self, act: &Act) -> Option<&str> {
        let version: String = act.version.as_ref()?.split(' ').collect();
        self.units.get(&version).map(String::as_str)
    }

    /// Acts where no provision is given.
    fn bare(&self, text: &str, switches: &Switches, out: &mut Vec<Candidate>) {
        let Some(name) = self.bare.as_ref().filter(|name| switches.on(name)) else { return };
        let mut places = capital_ends(text);
        if let Some(stems) = &self.stems {
            places.extend(stems.find_iter(text).map(|found| found.start()));
            // “Gesetz” at the start of a word has a capital, which no stem has.
            places.extend(text.match_indices("Gesetz").map(|(at, _)| at));
        }
        places.sort_unstable();
        let mut free = 0;
        for at in places {
            if at < free {
                continue;
            }
            let Some(act) = self.acts.bare(text, at).filter(|act| act.span.start >= free) else {
                continue;
            };
            free = act.span.end;
            let mut value = act.name.clone();
            if let Some(version) = self.version(&act) {
                value = format!("{value} {version}");
            }
            let sure = if act.known { Confidence::Certain } else { Confidence::Probable };
            out.push(Candidate {
                span: act.span,
                evidence: Vec::new(),
                rule: name.clone(),
                confidence: sure,
                what: Reference::new(ReferenceKind::Law, value, act.norm),
                beat: Vec::new(),
            });
        }
    }

    /// The rule's value with its groups filled in.
    fn fill(&self, index: usize, captures: &Captures<'_>) -> String {
        let group = |name: &str| -> String {
            let words = captures.name(name).map_or("", |group| group.as_str());
            if name == "chain" {
                return provision::spell(words, &self.units);
            }
            let known = self.spelled[index].iter().find(|(pattern, _)| pattern.is_match(words));
            known.map_or_else(|| plain(words), |(_, spelling)| spelling.clone())
        };
        fill(&self.rules[index].value, &group).0
    }
}

impl Rule {
    fn candidate(&self, span: Range<usize>, value: String) -> Candidate {
        Candidate {
            span,
            evidence: Vec::new(),
            rule: self.name.clone(),
            confidence: self.confidence,
            what: Reference::new(self.kind, value, self.norm),
            beat: Vec::new(),
        }
    }
}

/// A pattern for any of the units, the longer first, none the start of a longer word.
fn units_pattern(units: &BTreeMap<String, String>) -> String {
    let mut words: Vec<&str> = units.keys().map(String::as_str).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let closed = |word: &&str| {
        let end = if word.ends_with(is_word) { r"(?-u:\b)" } else { "" };
        regex::escape(word) + end
    };
    format!("(?:{})", words.iter().map(closed).collect::<Vec<_>>().join("|"))
}

/// What spells a rule's groups.
fn spelled(rule: &Rule) -> Result<Vec<(Regex, String)>, String> {
    let compile = |(spelling, pattern): (&String, &String)| {
        let regex = Regex::new(pattern).map_err(|error| format!("{}: {error}", rule.name))?;
        Ok((regex, spelling.clone()))
    };
    rule.spelled.iter().map(compile).collect()
}

/// A template with its groups filled in, and whether none of them was empty.
fn fill(template: &str, group: &impl Fn(&str) -> String) -> (String, bool) {
    let (mut out, mut full, mut rest) = (String::new(), true, template);
    while let Some(at) = rest.find(['{', '<']) {
        out.push_str(&rest[..at]);
        let closing = if rest[at..].starts_with('{') { '}' } else { '>' };
        let Some(length) = rest[at..].find(closing) else { break };
        let inner = &rest[at + 1..at + length];
        if closing == '}' {
            let words = group(inner);
            full &= !words.is_empty();
            out.push_str(&words);
        } else if let (part, true) = fill(inner, group) {
            out.push_str(&part);
        }
        rest = &rest[at + length + 1..];
    }
    out.push_str(rest);
    (out, full)
}

/// A number without the blanks and dashes of print: `2008 / 94 / EG`, `13,942`.
fn plain(words: &str) -> String {
    let words = words.replace(['–', '‑'], "-").replace(" / ", "/").replace(" /", "/");
    let words = words.replace("/ ", "/");
    let number = words.bytes().all(|b| b.is_ascii_digit() || b == b',');
    if number { words.replace(',', "") } else { words }
}

/// The first bytes of the last letters of words that end with a capital behind another letter.
fn capital_ends(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(|&b| b.is_ascii_alphanumeric() || b >= 0x80);
    let ends = |&at: &usize| bytes[at].is_ascii_uppercase() && letter(at - 1) && !letter(at + 1);
    (1..bytes.len()).filter(ends).collect()
}
