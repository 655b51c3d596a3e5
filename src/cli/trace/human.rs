//! A trace for people: each sentence with its words underlined, and below it what is said of them.

use std::fmt::Write;

use clap::builder::styling::{AnsiColor, Style};

use super::super::said::quoted;
use super::super::visible::visible_line;
use super::Trace;
use super::fact::{Fact, Place};
use super::marks::{Line, Mark, lines, plain};
use super::passage::{Passage, Sentence};

use crate::text::one_line;

/// Before each line of a sentence.
const INDENT: &str = "  ";
/// Before each line of what is said.
const DEEPER: &str = "      ";

const BOLD: Style = Style::new().bold();
const PLAIN: Style = Style::new().dimmed();
const MARKS: Style = AnsiColor::Cyan.on_default();

/// Writes it for so many columns, with colours.
pub(super) fn write(trace: &Trace, columns: usize) -> String {
    let mut out = String::new();
    for passage in &trace.passages {
        self::passage(trace, passage, columns, &mut out);
    }
    if trace.passages.iter().flat_map(|p| &p.sentences).any(|s| !s.annotations.is_empty()) {
        let _ = writeln!(out, "{PLAIN}= an editor  - a rule or the register  . a guess{PLAIN:#}");
    }
    out
}

fn passage(trace: &Trace, passage: &Passage, columns: usize, out: &mut String) {
    // Writing to a string never fails.
    let _ = writeln!(
        out,
        "{BOLD}{}#{}{BOLD:#}  {PLAIN}{}:{}{PLAIN:#}",
        trace.page,
        passage.id,
        visible_line(&trace.seed),
        passage.line
    );
    out.push('\n');
    for sentence in &passage.sentences {
        self::sentence(sentence, columns, out);
    }
}

fn sentence(sentence: &Sentence, columns: usize, out: &mut String) {
    if sentence.of > 1 {
        let _ = writeln!(
            out,
            "{INDENT}{PLAIN}sentence {} of {}{PLAIN:#}",
            sentence.number, sentence.of
        );
    }
    let marks = marks(sentence);
    for line in lines(&sentence.text, &marks, columns - INDENT.len()) {
        let _ = match line {
            Line::Words(words) => writeln!(out, "{INDENT}{words}"),
            Line::Marks(marks) => writeln!(out, "{INDENT}{MARKS}{marks}{MARKS:#}"),
        };
    }
    out.push('\n');
    if sentence.annotations.is_empty() {
        let _ = writeln!(out, "{DEEPER}{PLAIN}nothing begins here{PLAIN:#}\n");
    }
    for fact in &sentence.annotations {
        self::fact(fact, columns, out);
    }
}

/// The marks of a sentence, in bytes of its text.
fn marks(sentence: &Sentence) -> Vec<Mark> {
    let base = sentence.span.start;
    let own = sentence.annotations.iter().flat_map(|fact| {
        fact.marked.iter().map(move |span| (fact.number, span.clone(), fact.line()))
    });
    own.chain(sentence.continued.iter().cloned())
        .map(|(number, span, sign)| {
            let end = span.end.saturating_sub(base).min(sentence.text.len());
            (number, span.start.saturating_sub(base)..end, sign)
        })
        .filter(|(_, span, _)| span.start < span.end)
        .collect()
}

fn fact(fact: &Fact, columns: usize, out: &mut String) {
    let head = format!("{} {} {}", fact.layer, visible_line(&fact.value), quoted(&fact.words));
    let _ = writeln!(out, "{BOLD}{:>4}{BOLD:#}  {}", fact.number, head);
    for line in [maker(fact), entry(fact), rule(fact), sure(fact)].into_iter().flatten() {
        put(&line, columns, out);
    }
    for beaten in &fact.beat {
        let value = beaten.value.as_ref().map(|value| format!(" ({})", visible_line(value)));
        let line = format!(
            "in place of {}{}: {}",
            visible_line(&beaten.rule),
            value.unwrap_or_default(),
            beaten.why
        );
        put(&line, columns, out);
    }
    if let Some(comment) = &fact.comment {
        put(&one_line(comment), columns, out);
    }
    out.push('\n');
}

/// A line, wrapped and indented; of a very long one its beginning.
fn put(line: &str, columns: usize, out: &mut String) {
    const MOST: usize = 3;
    let lines = plain(line, columns - DEEPER.len());
    let rest = if lines.len() > MOST { " …" } else { "" };
    for (n, line) in lines.iter().take(MOST).enumerate() {
        let rest = if n + 1 == MOST { rest } else { "" };
        let _ = writeln!(out, "{DEEPER}{line}{rest}");
    }
}

fn at(place: Option<&Place>) -> String {
    place.map_or_else(String::new, |place| format!(", {}:{}", place.path, place.line))
}

fn maker(fact: &Fact) -> Option<String> {
    let who = match (fact.maker, fact.by.as_str()) {
        ("editor", "") => "an editor".to_owned(),
        ("editor", name) => format!("the editor {name}"),
        ("import", name) => format!("imported from {name}"),
        ("register", rule) => format!("the register, by the rule {rule}"),
        (_, rule) => format!("the rule {rule}"),
    };
    let quote = match fact.found.as_deref() {
        Some(how) if how != "exact" => format!("; the quote was found as {how}"),
        _ => String::new(),
    };
    Some(format!("{who}{}{quote}", at(fact.at.as_ref())))
}

fn entry(fact: &Fact) -> Option<String> {
    let entry = fact.entry.as_ref()?;
    let place = match &entry.at {
        None => ", proposed and not reviewed".to_owned(),
        place => at(place.as_ref()),
    };
    Some(format!("{} ({}){place}", entry.name, entry.kind))
}

/// What a rule of the program is for: its example, or what it does.
fn rule(fact: &Fact) -> Option<String> {
    let rule = fact.rule.as_ref()?;
    let says = rule.says.as_ref();
    match &rule.at {
        Some(at) => {
            let example = says.map_or_else(String::new, |says| format!(", as in “{says}”"));
            Some(format!("{}:{}{example}", at.path, at.line))
        }
        None => says.cloned(),
    }
}

fn sure(fact: &Fact) -> Option<String> {
    let confidence = fact.confidence?;
    let evidence: Vec<String> = fact.evidence.iter().map(|words| quoted(words)).collect();
    Some(match evidence.is_empty() {
        true => confidence.to_string(),
        false => format!("{confidence}, shown by {}", evidence.join(", ")),
    })
}
