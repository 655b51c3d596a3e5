//! Annotations for programs: one JSON object a line in, one a line out, in the same order.

use std::io::{self, BufRead, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::input::{Input, MAX_BYTES};
use super::super::output::Output;
use super::{Annotator, Tally, tell};
use crate::diagnostic::{Diagnostic, codes};
use crate::document::Language;
use crate::edtf::Edtf;
use crate::recognise;

/// As much is read before it is worked on by all cores: lines, or bytes.
const LINES: usize = 512;
const BYTES: usize = 8 << 20;

/// One text. Keys that are not named here are passed over.
#[derive(Debug, Deserialize)]
struct Text {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    date: Option<String>,
    text: String,
}

/// Its annotations.
#[derive(Serialize)]
struct Spans<T> {
    id: Value,
    spans: Vec<T>,
}

/// A line, with its number from 1.
struct Line {
    number: usize,
    bytes: Vec<u8>,
    /// Whether it goes on beyond [`MAX_BYTES`].
    too_long: bool,
}

/// A line's answer and its number of annotations, or what is wrong with the line.
type Answer = Result<(String, usize), String>;

/// Answers every line of an input; says whether one could not be read.
pub(super) fn annotate(
    annotator: &Annotator<'_>,
    input: &Input,
    output: &Output,
    tally: &mut Tally,
) -> io::Result<bool> {
    let mut source = input.open()?;
    let (mut failed, mut number) = (false, 0);
    loop {
        let lines = chunk(&mut source, &mut number)?;
        if lines.is_empty() {
            return Ok(failed);
        }
        let answers: Vec<Answer> = lines.par_iter().map(|line| answer(annotator, line)).collect();
        let mut text = String::new();
        for (line, answer) in lines.iter().zip(answers) {
            match answer {
                Ok((spans, annotations)) => {
                    text.push_str(&spans);
                    text.push('\n');
                    tally.texts += 1;
                    tally.annotations += annotations;
                }
                Err(reason) => {
                    failed = true;
                    tell(bad_line(input, line.number, &reason), output);
                }
            }
        }
        tally.read = output.result(text.as_bytes())?;
        if !tally.read {
            return Ok(failed);
        }
    }
}

/// The next lines that are not blank; none at the end.
fn chunk(source: &mut impl BufRead, number: &mut usize) -> io::Result<Vec<Line>> {
    let (mut lines, mut total) = (Vec::new(), 0);
    while lines.len() < LINES && total < BYTES {
        let mut bytes = Vec::new();
        if source.by_ref().take(MAX_BYTES).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        *number += 1;
        let too_long = bytes.len() as u64 == MAX_BYTES && bytes.last() != Some(&b'\n');
        if too_long {
            source.skip_until(b'\n')?;
        }
        if *number == 1 && bytes.starts_with("\u{FEFF}".as_bytes()) {
            bytes.drain(..'\u{FEFF}'.len_utf8());
        }
        if !bytes.trim_ascii().is_empty() {
            total += bytes.len();
            lines.push(Line { number: *number, bytes, too_long });
        }
    }
    Ok(lines)
}

/// One line's answer. Should a text defeat the program, the others are answered still.
fn answer(annotator: &Annotator<'_>, line: &Line) -> Answer {
    if line.too_long {
        return Err(format!("it is longer than {MAX_BYTES} bytes"));
    }
    catch_unwind(AssertUnwindSafe(|| spans(annotator, &line.bytes)))
        .unwrap_or_else(|_| Err("dossier stumbled over it; please report it".to_owned()))
}

fn spans(annotator: &Annotator<'_>, line: &[u8]) -> Answer {
    let text: Text = serde_json::from_slice(line).map_err(|error| because(&error))?;
    // Programs write what is not known as null or as nothing.
    let language = text
        .lang
        .as_deref()
        .filter(|tag| !tag.is_empty())
        .map(|tag| Language::from_tag(tag).ok_or(format!("“{tag}” is no language tag")))
        .transpose()?;
    let date = text.date.as_deref().filter(|date| !date.is_empty()).map(Edtf::parse).transpose();
    let date = date.map_err(|error| error.to_string())?;
    let document = annotator.document(&text.text, language, date);
    let findings = annotator.recogniser.findings(&document);
    let spans = recognise::jsonl::spans(&document, &text.text, &findings, &annotator.plan.layers);
    let number = spans.len();
    let spans = Spans { id: text.id, spans };
    let line = serde_json::to_string(&spans).map_err(|error| error.to_string())?;
    Ok((line, number))
}

/// The parser's words, with the column but without its line, which is always the first.
fn because(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let reason = words.split(" at line ").next().unwrap_or(&words);
    match error.column() {
        0 => reason.to_owned(),
        column => format!("{reason}, at column {column}"),
    }
}

fn bad_line(input: &Input, number: usize, reason: &str) -> Diagnostic {
    Diagnostic::error(codes::INPUT_LINE, format!("line {number} cannot be read: {reason}"))
        .in_file(input.to_string())
        .hint(
            r#"a line is an object: {"id": "1", "lang": "de", "date": "2020-08-03", "text": "…"}"#,
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Layer;
    use crate::cli::plan::AnnotatePlan;
    use crate::recognise::Recogniser;
    use crate::register::Register;

    fn check(line: &str, expect: Result<&str, &str>) {
        let plan = AnnotatePlan {
            inputs: Vec::new(),
            jsonl: true,
            layers: vec![Layer::Names],
            language: None,
            date: None,
            register: None,
            rules: None,
            explain: false,
        };
        let register = Register::default();
        let (recogniser, _) = Recogniser::new(&register, "", &plan.layers);
        let annotator = Annotator { plan: &plan, recogniser };
        let line = Line { number: 1, bytes: line.into(), too_long: false };
        let answer = answer(&annotator, &line).map(|(line, _)| line);
        assert_eq!(answer.as_deref().map_err(String::as_str), expect);
    }

    #[test]
    fn an_id_is_given_back_as_it_is() {
        check(r#"{"id":"a","text":""}"#, Ok(r#"{"id":"a","spans":[]}"#));
        check(r#"{"id":7,"text":"No names.","x":[1]}"#, Ok(r#"{"id":7,"spans":[]}"#));
        check(r#"{"text":"x","lang":null,"date":null}"#, Ok(r#"{"id":null,"spans":[]}"#));
        check(r#"{"text":"x","date":""}"#, Ok(r#"{"id":null,"spans":[]}"#));
    }

    #[test]
    fn a_bad_line_says_what_is_wrong() {
        check("{", Err("EOF while parsing an object, at column 1"));
        check(r#"{"id":1}"#, Err("missing field `text`, at column 8"));
        check(r#"{"text":1}"#, Err("invalid type: integer `1`, expected a string, at column 9"));
        check(r#"{"text":"","lang":"1"}"#, Err("“1” is no language tag"));
        let soon = r#"{"text":"","date":"soon"}"#;
        let plan_error = Edtf::parse("soon").unwrap_err().to_string();
        check(soon, Err(&plan_error));
        check("\u{0}", Err("expected value, at column 1"));
    }

    #[test]
    fn lines_are_numbered_blank_ones_too() {
        let mut number = 0;
        let mut source = "\u{FEFF}{a}\r\n\n  \n{b}\n{c}".as_bytes();
        let lines = chunk(&mut source, &mut number).unwrap();
        let read: Vec<_> =
            lines.iter().map(|line| (line.number, line.bytes.trim_ascii())).collect();
        assert_eq!(read, [(1, &b"{a}"[..]), (4, b"{b}"), (5, b"{c}")]);
        assert!(chunk(&mut source, &mut number).unwrap().is_empty());
    }

    #[test]
    fn many_lines_come_in_chunks() {
        let text = "x\n".repeat(LINES + 1);
        let (mut source, mut number) = (text.as_bytes(), 0);
        assert_eq!(chunk(&mut source, &mut number).unwrap().len(), LINES);
        assert_eq!(chunk(&mut source, &mut number).unwrap().len(), 1);
        assert_eq!(number, LINES + 1);
    }
}
