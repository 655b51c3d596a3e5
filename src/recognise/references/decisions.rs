//! Decisions: a court, what it decided with, the day, the file's number, where it was printed.
//!
//! In goes a leaf's text; out come runs of such elements with nothing but glue between them. A run
//! says of which decision it speaks by the file's number or by a page; one that does not is none.

mod value;

use std::ops::Range;

use regex::Regex;

use self::value::Spelling;
use super::super::found::RuleName;
use super::super::patterns::{Lexicon, Next, Patterns, whole};
use super::super::switches::Switches;
use super::Reference;
use super::choose::Candidate;
use super::file::{DecisionsFile, Norm};
use super::words::bounded;
use crate::annotation::{Confidence, ReferenceKind};
use crate::text::is_boundary;

/// The longest glue, in bytes.
const GLUE: usize = 48;

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Court,
    Kind,
    Chamber,
    Date,
    Docket,
    Collection,
    Journal,
    Pin,
}

/// Elements without which there is no decision.
const ANCHORS: [Role; 3] = [Role::Docket, Role::Collection, Role::Journal];
/// The others.
const AROUND: [Role; 5] = [Role::Court, Role::Kind, Role::Chamber, Role::Date, Role::Pin];

/// An element of a decision: bytes of the leaf's text.
struct Element {
    span: Range<usize>,
    role: Role,
}

/// A language's decisions.
pub(super) struct Decisions {
    name: RuleName,
    alone: RuleName,
    anchors: Patterns,
    around: Patterns,
    known: Regex,
    glue: Regex,
    introduced: Regex,
    spelling: Spelling,
}

impl Decisions {
    /// From a file, in which `expand` writes out braces; `endings` are those of inflection.
    ///
    /// # Errors
    ///
    /// The reason why a pattern is none.
    pub(super) fn new(
        file: DecisionsFile,
        lexicon: &Lexicon,
        endings: &[String],
        expand: impl Fn(&str) -> String,
    ) -> Result<Self, String> {
        let patterns = |all: &[&String]| {
            let all: Vec<String> = all.iter().map(|pattern| expand(pattern)).collect();
            Patterns::new(&all).map_err(|(index, error)| format!("element {index}: {error}"))
        };
        let regex = |p: &str| Regex::new(&expand(p)).map_err(|error| error.to_string());
        Ok(Self {
            anchors: patterns(&[&file.docket, &file.collection, &file.journal])?,
            around: patterns(&[&file.court, &file.kind, &file.chamber, &file.date, &file.pin])?,
            known: regex(&file.known)?,
            glue: regex(&file.glue)?,
            introduced: regex(&file.introduced)?,
            spelling: Spelling::new(&file.courts, &file.regions, lexicon.clone(), endings),
            name: file.name,
            alone: file.alone,
        })
    }

    /// The decisions that `text` speaks of.
    pub(super) fn find(&self, text: &str, switches: &Switches, out: &mut Vec<Candidate>) {
        let mut elements = Vec::new();
        gather(&self.anchors, &ANCHORS, text, &mut elements);
        if elements.is_empty() {
            return;
        }
        gather(&self.around, &AROUND, text, &mut elements);
        elements.sort_by_key(|e| (e.span.start, std::cmp::Reverse(e.span.end), e.role));
        let mut free = 0;
        elements.retain(|element| {
            let stays = element.span.start >= free;
            if stays {
                free = element.span.end;
            }
            stays
        });
        let mut before = None;
        for run in self.runs(text, &elements) {
            let found = self.decision(text, run, before.as_ref());
            if let Some(candidate) = found.filter(|candidate| switches.on(&candidate.rule)) {
                before = Some(candidate.span.clone());
                out.push(candidate);
            }
        }
    }

    /// Elements parted into runs, each of one decision.
    fn runs<'e>(&self, text: &str, elements: &'e [Element]) -> Vec<&'e [Element]> {
        let (mut runs, mut start) = (Vec::new(), 0);
        for next in 1..elements.len() {
            let run = &elements[start..next];
            let gap = elements[next - 1].span.end..elements[next].span.start;
            let glued = gap.len() <= GLUE && self.glue.is_match(&text[gap.clone()]);
            if !glued || !continues(run, elements[next].role, &text[gap]) {
                runs.push(run);
                start = next;
            }
        }
        if start < elements.len() {
            runs.push(&elements[start..]);
        }
        runs
    }

    /// The decision that a run speaks of; `before` is where the one before stands.
    fn decision(
        &self,
        text: &str,
        run: &[Element],
        before: Option<&Range<usize>>,
    ) -> Option<Candidate> {
        let first = run.iter().position(|element| element.role != Role::Pin)?;
        let run = &run[first..];
        let of = |role: Role| run.iter().find(|element| element.role == role);
        let has = |role: Role| of(role).is_some();
        let (docket, printed) = (of(Role::Docket), of(Role::Collection));
        let page = of(Role::Journal);
        let named = has(Role::Court) || has(Role::Kind);
        let start = run[0].span.start;
        let known = docket.is_some_and(|docket| self.known.is_match(&text[docket.span.clone()]));
        let confidence = if (docket.is_some() && named) || printed.is_some() {
            Confidence::Certain
        } else if known || (docket.is_some() && (has(Role::Date) || page.is_some())) {
            Confidence::Probable
        } else if page.is_some() && named {
            Confidence::Certain
        } else if page.is_some() && self.page_of_decision(text, start, before) {
            Confidence::Possible
        } else {
            return None;
        };
        let anchor = docket.or(printed).or(page)?;
        let lone = run.iter().all(|e| matches!(e.role, Role::Docket | Role::Pin));
        let (rule, kind) = match lone {
            true => (&self.alone, ReferenceKind::File),
            false => (&self.name, ReferenceKind::Decision),
        };
        let value = self.spelling.value(text, run);
        Some(Candidate {
            span: start..closed(text, start, run.last()?.span.end),
            evidence: vec![anchor.span.clone()],
            rule: rule.clone(),
            confidence,
            what: Reference::new(kind, value, Norm::default()),
            beat: Vec::new(),
        })
    }

    /// Whether a journal's page without a court is a decision's, and no author's: it follows
    /// another decision, or a bracket.
    fn page_of_decision(&self, text: &str, start: usize, before: Option<&Range<usize>>) -> bool {
        let follows = before.is_some_and(|before| {
            let gap = &text[before.end.min(start)..start];
            gap.len() <= GLUE && gap.trim_end().ends_with([';', ','])
        });
        let from = text.ceil_char_boundary(start.saturating_sub(GLUE));
        follows || self.introduced.is_match(&text[from..start])
    }
}

/// Adds every match as an element, if no word is cut by it.
fn gather(patterns: &Patterns, roles: &[Role], text: &str, elements: &mut Vec<Element>) {
    patterns.each(text, |index, captures| {
        let span = whole(captures);
        if !is_boundary(text, span.start) || !is_boundary(text, span.end) {
            return Next::Again;
        }
        elements.push(Element { span, role: roles[index] });
        Next::Behind
    });
}

/// Whether an element of this role goes on with a run, across `gap`.
fn continues(run: &[Element], role: Role, gap: &str) -> bool {
    let has = |role: Role| run.iter().any(|element| element.role == role);
    let told = has(Role::Docket) || has(Role::Collection) || has(Role::Journal);
    let last = run.last().map(|element| element.role);
    match role {
        Role::Court => {
            !told && !has(Role::Date) && (!has(Role::Court) || !gap.contains([',', ';']))
        }
        Role::Kind => !told && !has(Role::Kind),
        Role::Chamber => !told && !has(Role::Date),
        Role::Date => !has(Role::Date) && (!told || last == Some(Role::Docket)),
        Role::Docket => !told || last == Some(Role::Docket),
        Role::Collection | Role::Journal | Role::Pin => true,
    }
}

/// The end of a run with the bracket that it has opened.
fn closed(text: &str, start: usize, end: usize) -> usize {
    let count = |sign: char| text[start..end].matches(sign).count();
    if count('(') <= count(')') {
        return end;
    }
    let rest = bounded(text, end, 8);
    let sign = rest.trim_start_matches([' ', '-', '–', ',']);
    if sign.starts_with(')') { end + rest.len() - sign.len() + 1 } else { end }
}
