//! Facts: what is said of words, by whom or what, where that stands, how sure, and in place of what.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;
use toml::de::DeTable;

use super::super::said::value;
use super::super::why;
use super::passage::overlap;
use crate::annotation::{Annotation, Body, Confidence, Creator, Layer};
use crate::build::{REGISTER, RULES};
use crate::document::Document;
use crate::dossier::{Annotated, Dossier, Overruled};
use crate::ingest;
use crate::project::Project;
use crate::recognise::rule_place;
use crate::text::{Lines, one_line};

/// One annotation, explained.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    /// By which the marks below a sentence refer to it.
    pub(super) number: usize,
    pub(super) layer: Layer,
    pub(super) value: String,
    pub(super) words: String,
    /// Code points of the document's text.
    start: usize,
    end: usize,
    /// `rule`, `register`, `editor`, `import`.
    pub(super) maker: &'static str,
    /// The rule's, person's or import's name; perhaps empty.
    pub(super) by: String,
    /// Where what made it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<Place>,
    /// What a rule of the program is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule: Option<Rule>,
    /// The register's entry that is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) entry: Option<Entry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) confidence: Option<Confidence>,
    /// How an editor's quote was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) found: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) evidence: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) beat: Vec<Beaten>,
    /// The editor's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) comment: Option<String>,
    /// Bytes of the document's text.
    #[serde(skip)]
    pub(super) span: Range<usize>,
    /// The words that are marked: bytes of the document's text.
    #[serde(skip)]
    pub(super) marked: Vec<Range<usize>>,
}

/// A line of a file of the dossier.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Place {
    pub(super) path: String,
    pub(super) line: usize,
}

/// A rule of the program.
#[derive(Debug, Serialize)]
pub(super) struct Rule {
    /// Its file in the program's sources, with its line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<Place>,
    /// Its example, or what it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) says: Option<String>,
}

/// An entry of the register.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub(super) kind: String,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<Place>,
}

/// Another reading of the words, which gave way.
#[derive(Debug, Serialize)]
pub(super) struct Beaten {
    pub(super) rule: String,
    /// What it would have said, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
    pub(super) why: &'static str,
}

impl Fact {
    /// What its words are underlined with: an editor's otherwise than a rule's, a guess weaker.
    pub(super) fn line(&self) -> char {
        match (self.maker, self.confidence) {
            ("editor" | "import", _) => '=',
            (_, Some(Confidence::Possible)) => '.',
            _ => '-',
        }
    }
}

/// What is needed to explain the annotations of a document.
pub(super) struct Facts<'a> {
    project: &'a Project,
    dossier: &'a Dossier,
    annotated: &'a Annotated,
    /// Line numbers of files, each read when it is first asked for.
    lines: RefCell<BTreeMap<String, Lines>>,
    /// The lines of the editors' rules, by name.
    rules: BTreeMap<String, usize>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(project: &'a Project, dossier: &'a Dossier, document: usize) -> Self {
        let annotated = &dossier.documents[document];
        let text = project.files().read(RULES).unwrap_or_default();
        let rules = own_rules(&ingest::decoded_text(RULES, &text));
        Self { project, dossier, annotated, lines: RefCell::default(), rules }
    }

    fn document(&self) -> &'a Document {
        &self.annotated.document
    }

    /// The line of the seed in which byte `at` of the document's text stands.
    pub(super) fn seed_line(&self, at: usize) -> usize {
        let document = self.document();
        let origin = document.map.start(at);
        let bytes = self.project.files().read(&format!("seeds/{}", document.provenance.path));
        let bytes = bytes.unwrap_or_default();
        bytes.iter().take(origin).filter(|&&byte| byte == b'\n').count() + 1
    }

    /// All that is said of words that begin in a span, or of all its words, numbered on from `number`.
    pub(super) fn over(&self, span: &Range<usize>, number: &mut usize) -> Vec<Fact> {
        let annotated = self.annotated;
        let mut facts: Vec<Fact> = annotated
            .annotations
            .iter()
            .filter(|one| overlap(&one.target, span))
            .map(|one| self.fact(one))
            .collect();
        // Where an editor says that words are no name, nothing else tells.
        let known: BTreeSet<&str> = annotated.annotations.iter().map(|one| &one.id[..]).collect();
        let denied = annotated.overruled.iter().filter(|one| !known.contains(&one.by[..]));
        facts.extend(
            denied.filter(|one| overlap(&one.found.target, span)).map(|one| self.no_name(one)),
        );
        facts.sort_by_key(|fact| (fact.span.start, std::cmp::Reverse(fact.span.end)));
        for fact in &mut facts {
            *number += 1;
            fact.number = *number;
        }
        facts
    }

    fn fact(&self, annotation: &Annotation) -> Fact {
        let document = self.document();
        let by = annotation.creator.name().to_owned();
        let machine = annotation.creator.is_machine();
        let reason = annotation.reason.as_ref();
        let evidence = reason.map_or(&[][..], |reason| &reason.evidence);
        let beaten = reason.into_iter().flat_map(|reason| &reason.beat);
        let mut beat: Vec<Beaten> = beaten
            .map(|rule| Beaten { why: why::why(&by, rule), rule: rule.to_string(), value: None })
            .collect();
        let overruled = self.annotated.overruled.iter().filter(|one| one.by == annotation.id);
        beat.extend(overruled.map(|one| overruled_by(&one.found)));
        let marked = match &annotation.body {
            Body::Judgement(_) if !evidence.is_empty() => evidence.to_vec(),
            _ => vec![annotation.target.clone()],
        };
        Fact {
            value: value(&annotation.body),
            at: if machine { self.own_rule(&by) } else { self.origin(&annotation.id) },
            rule: machine.then(|| program_rule(&by)).flatten(),
            entry: match (&annotation.body, &annotation.creator) {
                (Body::Name { entry, .. }, _) => self.entry(entry),
                _ => None,
            },
            confidence: reason.map(|reason| reason.confidence),
            found: (!machine).then(|| annotation.how.to_string()),
            evidence: evidence.iter().map(|span| one_line(document.slice(span))).collect(),
            beat,
            comment: annotation.body.comment().map(str::to_owned),
            marked,
            ..self.bare(annotation.layer(), &annotation.target, &annotation.creator)
        }
    }

    /// Words that an editor says are no name.
    fn no_name(&self, overruled: &Overruled) -> Fact {
        Fact {
            value: "none".to_owned(),
            at: self.origin(&overruled.by),
            beat: vec![overruled_by(&overruled.found)],
            ..self.bare(Layer::Names, &overruled.found.target, &Creator::Editor(None))
        }
    }

    /// A fact that says nothing yet.
    fn bare(&self, layer: Layer, span: &Range<usize>, creator: &Creator) -> Fact {
        let document = self.document();
        let point = |at: usize| document.text[..at].chars().count();
        Fact {
            number: 0,
            layer,
            value: String::new(),
            words: one_line(document.slice(span)),
            start: point(span.start),
            end: point(span.end),
            maker: creator.kind(),
            by: creator.name().to_owned(),
            at: None,
            rule: None,
            entry: None,
            confidence: None,
            found: None,
            evidence: Vec::new(),
            beat: Vec::new(),
            comment: None,
            marked: vec![span.clone()],
            span: span.clone(),
        }
    }

    fn entry(&self, id: &str) -> Option<Entry> {
        let entry = self.dossier.register.get(id)?;
        let at = (!entry.unreviewed).then(|| self.place(REGISTER, entry.span.start));
        Some(Entry { kind: entry.kind.to_string(), name: entry.name.clone(), at })
    }

    fn origin(&self, id: &str) -> Option<Place> {
        let origin = self.dossier.origins.get(id)?;
        Some(self.place(&origin.path, origin.span.start))
    }

    /// Where a rule of the editors' own stands.
    fn own_rule(&self, rule: &str) -> Option<Place> {
        let line = *self.rules.get(rule.strip_prefix("own.")?)?;
        Some(Place { path: RULES.to_owned(), line })
    }

    fn place(&self, path: &str, at: usize) -> Place {
        let mut lines = self.lines.borrow_mut();
        let lines = lines.entry(path.to_owned()).or_insert_with(|| {
            let bytes = self.project.files().read(path).unwrap_or_default();
            Lines::new(&ingest::decoded_text(path, &bytes))
        });
        Place { path: path.to_owned(), line: lines.number(at) }
    }
}

fn overruled_by(found: &Annotation) -> Beaten {
    let (rule, value) = (found.creator.name().to_owned(), Some(value(&found.body)));
    Beaten { rule, value, why: why::EDITOR }
}

fn program_rule(name: &str) -> Option<Rule> {
    let place = rule_place(name)?;
    Some(Rule { at: place.at.map(|(path, line)| Place { path, line }), says: place.says })
}

/// The lines of the rules of rules.toml, by name.
fn own_rules(text: &str) -> BTreeMap<String, usize> {
    let (table, _) = DeTable::parse_recoverable(text);
    let lines = Lines::new(text);
    let rules = table.get_ref().get("rule").and_then(|value| value.get_ref().as_array());
    let named = rules.into_iter().flat_map(|rules| rules.iter()).filter_map(|rule| {
        let name = rule.get_ref().as_table()?.get("name")?;
        Some((name.get_ref().as_str()?.trim().to_owned(), lines.number(name.span().start)))
    });
    named.collect()
}
