//! Annotations for people: paragraph by paragraph, one a line.

use std::fmt::Write;
use std::io;

use super::super::input::Input;
use super::super::output::Output;
use super::super::said::{quoted, value};
use super::super::visible::visible_line;
use super::super::why;
use super::{Annotator, Tally};
use crate::annotation::Annotation;
use crate::document::Document;
use crate::ingest;
use crate::recognise::rule_place;

/// Prints one text's annotations. Nothing can go wrong but reading and writing.
pub(super) fn annotate(
    annotator: &Annotator<'_>,
    input: &Input,
    output: &Output,
    tally: &mut Tally,
) -> io::Result<bool> {
    let text = ingest::decoded_text(&input.to_string(), &input.read()?);
    let document = annotator.document(&text, None, None);
    let annotations = annotator.annotations(&document);
    let mut lines = String::new();
    if annotator.plan.inputs.len() > 1 {
        lines = format!("{}:\n", visible_line(&input.to_string()));
    }
    let below = if annotator.plan.explain { reason } else { |_: &_, _: &_| String::new() };
    lines.push_str(&list(&document, &annotations, below));
    tally.texts += 1;
    tally.annotations += annotations.len();
    tally.read = output.result(lines.as_bytes())?;
    Ok(false)
}

/// All annotations below their paragraphs: where in the paragraph (code points), layer, value,
/// words, and what made them; what `below` says of an annotation stands below its line.
fn list(
    document: &Document,
    annotations: &[Annotation],
    below: fn(&Document, &Annotation) -> String,
) -> String {
    let rows: Vec<_> = annotations
        .iter()
        .filter_map(|one| {
            let (leaf, cells) = row(document, one)?;
            Some((leaf, cells, below(document, one)))
        })
        .collect();
    let mut widths = [0; 4];
    for (_, cells, _) in &rows {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut lines = String::new();
    let mut last = None;
    for (leaf, [place, layer, value, words, maker], why) in &rows {
        if last != Some(leaf) {
            lines.push_str(&document.leaves[*leaf].id);
            lines.push('\n');
            last = Some(leaf);
        }
        let [a, b, c, d] = widths;
        // Writing to a String cannot fail.
        let _ = writeln!(lines, "  {place:<a$}  {layer:<b$}  {value:<c$}  {words:<d$}  {maker}");
        lines.push_str(why);
    }
    lines
}

/// The leaf in which an annotation begins, and what is said in its line.
fn row(document: &Document, annotation: &Annotation) -> Option<(usize, [String; 5])> {
    let span = &annotation.target;
    let leaf = document.leaf_at(span.start)?;
    let before = document.text.get(document.leaves[leaf].span.start..span.start)?.chars().count();
    let words = document.text.get(span.clone())?;
    let place = format!("{before}-{}", before + words.chars().count());
    let layer = annotation.layer().key().to_owned();
    let maker = match annotation.creator.name() {
        "" => annotation.creator.kind(),
        name => name,
    };
    let cells = [place, layer, value(&annotation.body), quoted(words), visible_line(maker)];
    Some((leaf, cells))
}

/// Why an annotation was made, in a line of its own below it.
fn reason(document: &Document, annotation: &Annotation) -> String {
    let Some(reason) = &annotation.reason else { return String::new() };
    let mut parts = vec![reason.confidence.key().to_owned()];
    let evidence: Vec<String> = reason
        .evidence
        .iter()
        .filter_map(|span| document.text.get(span.clone()))
        .map(quoted)
        .collect();
    if !evidence.is_empty() {
        parts.push(format!("shown by {}", evidence.join(", ")));
    }
    let winner = annotation.creator.name();
    let mut beat: Vec<(&str, Vec<String>)> = Vec::new();
    for rule in &reason.beat {
        let why = why::why(winner, rule);
        match beat.iter_mut().find(|(known, _)| *known == why) {
            Some((_, rules)) => rules.push(visible_line(rule)),
            None => beat.push((why, vec![visible_line(rule)])),
        }
    }
    parts.extend(
        beat.iter().map(|(why, rules)| format!("in place of {} ({why})", rules.join(", "))),
    );
    format!("    {}\n{}", parts.join("; "), rule(winner))
}

/// Where a rule of the program stands, and by which example one understands it.
fn rule(name: &str) -> String {
    let Some(place) = rule_place(name) else { return String::new() };
    let says = place.says.unwrap_or_default();
    match place.at {
        Some((path, line)) => format!("    {path}:{line}, as in “{says}”\n"),
        None => format!("    {says}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{
        Agent, Body, Bound, Confidence, Creator, How, Quantity, Quotation, QuotationStyle, Reason,
    };
    use crate::document::Language;

    #[test]
    fn each_paragraph_lists_its_annotations() {
        let text = "Für Ada gab es 5 €.\n\nNichts.\n\n„Ja“, sagte\nAda\u{1b}.";
        let document = ingest::plain_document(text, Language::unknown(), None);
        let annotation = |words: &str, body: Body, creator: Creator| {
            let start = document.text.find(words).unwrap();
            let target = start..start + words.len();
            Annotation {
                id: String::new(),
                target,
                body,
                creator,
                how: How::Exact,
                reason: None,
                created: None,
                via: None,
            }
        };
        let quantity =
            Quantity { value: "5".into(), unit: "EUR".into(), to: None, bound: Bound::Exact };
        let quotation = Quotation {
            style: QuotationStyle::Direct,
            speaker: Some(Agent::Entry("ada".into())),
            cue: None,
            comment: None,
        };
        let mut all = [
            annotation(
                "Ada",
                Body::Name { entry: "ada".into(), comment: None },
                Creator::Register("names.exact".into()),
            ),
            annotation("5 €", Body::Quantity(quantity), Creator::Rule("quantities.de".into())),
            annotation("„Ja“", Body::Quotation(quotation), Creator::Editor(None)),
        ];
        all[0].reason = Some(Reason {
            evidence: vec![0..4, 5..8],
            confidence: Confidence::Probable,
            beat: vec!["names.initials".into(), "names.surname".into()],
        });
        all[1].reason = Some(Reason::of(Confidence::Certain));
        insta::assert_snapshot!(list(&document, &all, reason), @r"
        p1
          4-7    names       ada    “Ada”   names.exact
            probable; shown by “Für”, “Ada”; in place of names.initials, names.surname (of names the register's go first, then the first and longest)
            a name or an alias of the entry, letter for letter
          15-18  quantities  5 EUR  “5 €”   quantities.de
            certain
        p3
          0-4    quotations  ada    “„Ja“”  editor
        ");
    }
}
