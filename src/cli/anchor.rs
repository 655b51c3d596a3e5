//! `anchor`: where quotes stand in texts that are in no dossier.

use std::io::{self, BufRead};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Outcome;
use super::input::Input;
use super::output::Output;
use crate::anchor::{Haystack, anchor};
use crate::annotation::Selector;

/// A line: a text, and what is looked for in it.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    text: String,
    selector: Quote,
}

/// A TextQuoteSelector, perhaps with the position at which it stood.
#[derive(Deserialize)]
struct Quote {
    exact: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
    start: Option<usize>,
}

/// A line's answer.
#[derive(Serialize)]
struct Answer {
    id: Value,
    spans: Vec<Span>,
}

/// Where the quote stands, in code points.
#[derive(Serialize)]
struct Span {
    start: usize,
    end: usize,
    r#type: &'static str,
    how: String,
    others: usize,
}

/// Answers each line of the inputs.
pub(super) fn anchors(inputs: &[Input], output: &Output) -> Outcome {
    let mut outcome = Outcome::Done;
    for input in inputs {
        match one(input, output) {
            Ok(true) => {}
            Ok(false) => return outcome,
            Err(error) => {
                output.refuse_to_go_on(&format!("{input}: {error}"));
                outcome = Outcome::Failed;
            }
        }
    }
    outcome
}

/// `false` where nobody reads the answers any more.
fn one(input: &Input, output: &Output) -> io::Result<bool> {
    for (n, line) in input.open()?.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_str(&line)
            .map_err(|error| io::Error::other(format!("line {}: {error}", n + 1)))?;
        let answer = serde_json::to_string(&answer(line))? + "\n";
        if !output.result(answer.as_bytes())? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn answer(line: Line) -> Answer {
    let Quote { exact, prefix, suffix, start } = line.selector;
    let length = exact.chars().count();
    let position = start.map(|start| start..start.saturating_add(length));
    let side = |words: String| if words.is_empty() { vec![] } else { vec![words] };
    let selector =
        Selector { prefix: side(prefix), exact: vec![exact], suffix: side(suffix), position };
    let text = Haystack::of_text(&line.text);
    let spans = anchor(&text, &selector).map(|found| Span {
        start: text.point(found.span.start),
        end: text.point(found.span.end),
        r#type: "anchor",
        how: found.how.to_string(),
        others: found.others,
    });
    Answer { id: line.id, spans: spans.into_iter().collect() }
}
