//! A comparison for people: the summary, then what differs, a line each.

use std::fmt::Write;

use super::super::count;
use super::super::said::quoted;
use super::super::visible::visible_line;
use super::summary::Summary;
use crate::compare::{
    AnnotationChange, Change, Comparison, FieldChange, ParagraphChange, Piece, Side, pieces,
};

/// Words that are shown on either side of a change.
const AROUND: usize = 8;
/// Longer values are compared word by word, in code points.
pub(super) const LONG: usize = 40;

pub(super) fn write(revision: &str, comparison: &Comparison) -> String {
    let summary = Summary::new(comparison);
    let phrases = summary.phrases();
    if phrases.is_empty() {
        return format!("Nothing differs from {}\n", visible_line(revision));
    }
    let mut out = format!("Against {}: {}\n", visible_line(revision), phrases.join("; "));
    table(&summary, &mut out);
    documents(comparison, &mut out);
    pages(comparison, &mut out);
    entries(comparison, &mut out);
    annotations(comparison, &mut out);
    links(comparison, &mut out);
    if !comparison.settings.is_empty() {
        out.push_str("\nSettings\n");
        fields(&comparison.settings, "  ", &mut out);
    }
    out
}

/// `+`, `-`, `>` or `~`.
pub(super) fn sign(change: Change) -> char {
    match change {
        Change::Added => '+',
        Change::Removed => '-',
        Change::Moved => '>',
        Change::Changed => '~',
    }
}

fn table(summary: &Summary, out: &mut String) {
    if summary.by_layer.is_empty() {
        return;
    }
    // Writing to a string never fails.
    let _ = writeln!(
        out,
        "\n  {:<12} {:<9} {:>7} {:>7} {:>7} {:>7}",
        "annotations", "by", "added", "removed", "moved", "changed"
    );
    for row in &summary.by_layer {
        let counts = row.counts;
        let _ = writeln!(
            out,
            "  {:<12} {:<9} {:>7} {:>7} {:>7} {:>7}",
            row.layer.key(),
            row.maker,
            counts.added,
            counts.removed,
            counts.moved,
            counts.changed
        );
    }
}

fn documents(comparison: &Comparison, out: &mut String) {
    if !comparison.documents.is_empty() {
        out.push_str("\nDocuments\n");
    }
    for one in &comparison.documents {
        let _ = write!(out, "  {} ", sign(one.how));
        if let Some(before) = &one.page_before {
            let _ = write!(out, "{before} → ");
        }
        let _ = write!(out, "{} (", one.page);
        if let Some(before) = &one.seed_before {
            let _ = write!(out, "{} → ", visible_line(before));
        }
        let _ = write!(out, "{})", visible_line(&one.seed));
        let _ = match one.how {
            Change::Added | Change::Removed => {
                let paragraphs = count::of(one.paragraphs, "paragraph");
                writeln!(out, ": “{}”, {paragraphs}", visible_line(&one.title))
            }
            _ => writeln!(out),
        };
        fields(&one.fields, "      ", out);
        paragraphs(&one.changes, out);
    }
}

fn pages(comparison: &Comparison, out: &mut String) {
    if !comparison.pages.is_empty() {
        out.push_str("\nPages\n");
    }
    for one in &comparison.pages {
        let before = one.page_before.as_ref().map_or_else(String::new, |old| format!("{old} → "));
        let _ = writeln!(
            out,
            "  {} {before}{}: “{}”",
            sign(one.how),
            one.page,
            visible_line(&one.title)
        );
        paragraphs(&one.changes, out);
    }
}

fn paragraphs(changes: &[ParagraphChange], out: &mut String) {
    for change in changes {
        let at = match (&change.before, &change.now) {
            (Some(before), Some(now)) if before != now => format!("{before} → {now}"),
            (before, now) => now.clone().or_else(|| before.clone()).unwrap_or_default(),
        };
        let _ = writeln!(out, "      {} {at}  {}", sign(change.how), words(&change.words));
    }
}

/// The words that differ, with some around them: `the [-old-] {+new+} words`.
fn words(pieces: &[Piece]) -> String {
    let last = pieces.len().saturating_sub(1);
    let shown = pieces.iter().enumerate().map(|(n, piece)| match piece {
        Piece::Same(words) => shortened(words, n == 0, n == last),
        Piece::Gone(words) => format!("[-{}-]", visible_line(words)),
        Piece::Come(words) => format!("{{+{}+}}", visible_line(words)),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// Words between two changes, or before the first or behind the last, without those far from both.
pub(super) fn shortened(words: &str, first: bool, last: bool) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let joined = |words: &[&str]| visible_line(&words.join(" "));
    let (head, tail) = (if first { 0 } else { AROUND }, if last { 0 } else { AROUND });
    if first && last {
        return joined(&words[..words.len().min(2 * AROUND)])
            + if words.len() > 2 * AROUND { " …" } else { "" };
    }
    if words.len() <= head + tail + 1 {
        return joined(&words);
    }
    let (begin, end) = (joined(&words[..head]), joined(&words[words.len() - tail..]));
    match (head, tail) {
        (0, _) => format!("… {end}"),
        (_, 0) => format!("{begin} …"),
        _ => format!("{begin} … {end}"),
    }
}

fn fields(fields: &[FieldChange], indent: &str, out: &mut String) {
    for field in fields {
        if let (Some(before), Some(now)) = (&field.before, &field.now)
            && before.chars().count() > LONG
        {
            let name = visible_line(&field.field);
            let _ = writeln!(out, "{indent}{name}: {}", words(&pieces(before, now)));
            continue;
        }
        let value = |value: &Option<String>| {
            value.as_ref().map_or_else(|| "nothing".to_owned(), |value| quoted(value))
        };
        let _ = writeln!(
            out,
            "{indent}{}: {} → {}",
            visible_line(&field.field),
            value(&field.before),
            value(&field.now)
        );
    }
}

fn entries(comparison: &Comparison, out: &mut String) {
    if !comparison.entries.is_empty() {
        out.push_str("\nRegister\n");
    }
    for one in &comparison.entries {
        let before = one.formerly.as_ref().map_or_else(String::new, |old| format!("{old} → "));
        let _ = writeln!(
            out,
            "  {} {before}{} ({}) “{}”",
            sign(one.how),
            one.id,
            one.kind,
            visible_line(&one.name)
        );
        fields(&one.fields, "      ", out);
    }
}

fn annotations(comparison: &Comparison, out: &mut String) {
    let mut page = "";
    for change in &comparison.annotations {
        if page.is_empty() {
            out.push_str("\nAnnotations\n");
        }
        if page != change.page {
            page = &change.page;
            let _ = writeln!(out, "  {page}");
        }
        let _ = writeln!(out, "    {} {}", sign(change.how), annotation(change));
    }
}

/// An annotation and what became of it, in one line.
pub(super) fn annotation(change: &AnnotationChange) -> String {
    let layer = change.layer;
    match (&change.before, &change.now) {
        (Some(before), Some(now)) => {
            let at = differing(&before.at, &now.at);
            let value = differing(&before.value, &now.value);
            let words = match before.words == now.words {
                true => quoted(&now.words),
                false => format!("{} → {}", quoted(&before.words), quoted(&now.words)),
            };
            let by = differing(&by(before), &by(now));
            let comment =
                if before.comment == now.comment { "" } else { ", with other words below" };
            format!("{at} {layer} {value} {words} ({by}){comment}")
        }
        (Some(side), None) | (None, Some(side)) => {
            let value = visible_line(&side.value);
            format!("{} {layer} {value} {} ({})", side.at, quoted(&side.words), by(side))
        }
        (None, None) => String::new(),
    }
}

fn differing(before: &str, now: &str) -> String {
    let (before, now) = (visible_line(before), visible_line(now));
    if before == now { now } else { format!("{before} → {now}") }
}

fn by(side: &Side) -> String {
    match (side.maker, side.by.as_str()) {
        (maker, "") => maker.to_owned(),
        ("rule", rule) => visible_line(rule),
        (maker, by) => format!("{maker}, {}", visible_line(by)),
    }
}

fn links(comparison: &Comparison, out: &mut String) {
    if !comparison.links.is_empty() {
        out.push_str("\nLinks\n");
    }
    for link in &comparison.links {
        let dead = if link.dead { " (leads nowhere)" } else { "" };
        let relation = if link.relation == "links" { "→" } else { link.relation };
        let (from, to) = (visible_line(&link.from), visible_line(&link.to));
        let _ = writeln!(out, "  {} {from} {relation} {to}{dead}", sign(link.how));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_words_are_left_out() {
        let many: String = (1..=30).map(|n| format!("w{n} ")).collect();
        assert_eq!(shortened("a b", false, false), "a b");
        assert_eq!(shortened(&many, true, false), "… w23 w24 w25 w26 w27 w28 w29 w30");
        assert_eq!(shortened(&many, false, true), "w1 w2 w3 w4 w5 w6 w7 w8 …");
        assert!(shortened(&many, false, false).contains("w8 … w23"));
    }
}
