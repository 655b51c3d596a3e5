//! Files from elsewhere, and what is said about broken ones.

use proptest::prelude::*;

use super::*;
use crate::annotation::{Body, NoteKind};

const PATH: &str = "annotations/a.jsonld";

fn read_clean(text: &str) -> Vec<(String, Callout)> {
    let (callouts, diagnostics) = read_jsonld(PATH, text);
    assert_eq!(diagnostics, Diagnostics::new(), "{text}");
    callouts
}

/// An annotation of the word “x” in a.txt with further keys.
fn annotation(more: &str) -> String {
    format!(
        r#"{{"type": "Annotation", {more} "target": {{"source": "a.txt",
            "selector": {{"type": "TextQuoteSelector", "exact": "x"}}}}}}"#
    )
}

fn body_of(more: &str) -> Body {
    read_clean(&annotation(more)).remove(0).1.body
}

fn text_of(more: &str) -> String {
    match body_of(more) {
        Body::Note(note) => note.text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_annotation_as_hypothesis_writes_it_is_read() {
    let text = r#"{
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://example.org/a/1", "type": "Annotation",
        "motivation": "commenting",
        "creator": {"type": "Person", "nickname": "jdoe"},
        "body": [
            {"type": "TextualBody", "value": "See *this*.", "format": "text/markdown"},
            {"type": "TextualBody", "purpose": "tagging", "value": "to_check"},
            {"type": "TextualBody", "purpose": "tagging", "value": "two"}
        ],
        "target": [{"source": "https://example.org/letter#p2", "selector": [
            {"type": "RangeSelector", "startSelector": {}},
            {"type": "TextPositionSelector", "start": 4, "end": 7},
            {"type": "TextQuoteSelector", "prefix": "One ", "exact": "Two", "suffix": " Three"}
        ]}]
    }"#;
    let [(source, callout)] = &read_clean(text)[..] else { panic!("one callout") };
    assert_eq!(source, "https://example.org/letter");
    assert_eq!((callout.by.as_deref(), callout.imported), (Some("jdoe"), true));
    assert_eq!(callout.selector.prefix, ["One "]);
    assert_eq!(callout.selector.exact, ["Two"]);
    assert_eq!(callout.selector.suffix, [" Three"]);
    assert_eq!(callout.selector.position, Some(4..7));
    let Body::Note(note) = &callout.body else { panic!("{:?}", callout.body) };
    assert_eq!(note.kind, NoteKind::Background);
    assert_eq!(note.text, "See *this*.\n\nTags: to\\_check, two");
}

#[test]
fn every_kind_of_file_is_read() {
    let one = annotation("");
    for (text, count) in [
        (one.clone(), 1),
        (format!("\u{FEFF}[{one}, {one}]"), 2),
        (format!(r#"{{"type": "AnnotationPage", "items": [{one}]}}"#), 1),
        (format!(r#"{{"type": "AnnotationCollection", "first": {{"items": [{one}, {one}]}}}}"#), 2),
        (format!(r#"{{"@graph": [{one}, {{"@type": "foaf:Person"}}]}}"#), 1),
        (one.replace("Annotation", "oa:Annotation").replace("type", "@type"), 1),
        ("[]".to_owned(), 0),
    ] {
        assert_eq!(read_clean(&text).len(), count, "{text}");
    }
}

#[test]
fn bodies_become_markdown() {
    assert_eq!(text_of(""), "");
    assert_eq!(text_of(r#""bodyValue": "a *b*","#), "a \\*b\\*");
    assert_eq!(text_of(r#""body": "https://example.org/x","#), "<https://example.org/x>");
    assert_eq!(text_of(r#""body": "javascript:alert(1)","#), "javascript:alert(1)");
    assert_eq!(
        text_of(r#""body": {"source": "https://example.org/x"},"#),
        "<https://example.org/x>"
    );
    assert_eq!(
        text_of(r#""body": {"value": "1. [[a]]\n   b\n\n\n    c\n"},"#),
        "1\\. \\[\\[a\\]\\]\\\nb\n\nc"
    );
    assert_eq!(
        text_of(r#""body": {"value": "<p>a <b>*b*</b></p><p>c</p>", "format": "text/html"},"#),
        "a \\*b\\*\n\nc"
    );
    assert_eq!(
        text_of(r#""body": {"type": "Choice", "items": [{"value": "a"}, {"value": "b"}]},"#),
        "a\n\nb"
    );
}

#[test]
fn motivations_become_kinds() {
    let kind = |motivation: &str| match body_of(&format!(r#""motivation": {motivation},"#)) {
        Body::Note(note) => note.kind.key(),
        Body::Question(_) => "question",
        other => panic!("{other:?}"),
    };
    assert_eq!(kind(r#""questioning""#), "question");
    assert_eq!(kind(r#"["commenting", "oa:questioning"]"#), "question");
    assert_eq!(kind(r#""describing""#), "background");
    assert_eq!(kind(r#""http://www.w3.org/ns/oa#editing""#), "correction");
    assert_eq!(kind(r#""assessing""#), "context");
    assert_eq!(kind(r#""linking""#), "source");
    assert_eq!(kind("null"), "background");
}

#[test]
fn creators_have_names() {
    let by = |creator: &str| {
        read_clean(&annotation(&format!(r#""creator": {creator},"#))).remove(0).1.by
    };
    assert_eq!(by(r#""J. Doe""#).as_deref(), Some("J. Doe"));
    assert_eq!(by(r#"{"id": "acct:j@example.org", "name": "J. Doe"}"#).as_deref(), Some("J. Doe"));
    assert_eq!(by(r#"[{}, {"id": "acct:j@example.org"}]"#).as_deref(), Some("acct:j@example.org"));
    assert_eq!(by("null"), None);
}

#[test]
fn selectors_refine_one_another() {
    let selector = |selector: &str| {
        let text = format!(
            r#"{{"type": "Annotation", "target": {{"source": {{"id": "a.txt"}}, "selector": {selector}}}}}"#
        );
        let (source, callout) = read_clean(&text).remove(0);
        assert_eq!(source, "a.txt");
        (callout.selector.exact.concat(), callout.selector.position)
    };
    let quote = |exact: &str, more: &str| {
        format!(r#"{{"type": "TextQuoteSelector", "exact": "{exact}"{more}}}"#)
    };
    let position = r#""type": "TextPositionSelector", "start": 3, "end": 9"#;
    let refined = format!(r#", "refinedBy": {}"#, quote("b", ""));
    assert_eq!(selector(&quote("a", &refined)), ("b".to_owned(), None));
    let fragment = format!(r#"{{"type": "FragmentSelector", "value": "p2"{refined}}}"#);
    assert_eq!(selector(&fragment), ("b".to_owned(), None));
    assert_eq!(selector(&format!("{{{position}{refined}}}")), ("b".to_owned(), None));
    assert_eq!(selector(&format!("{{{position}}}")), (String::new(), Some(3..9)));
}

#[test]
fn several_targets_are_several_callouts() {
    let target = |exact: &str| {
        format!(
            r#"{{"source": "{exact}.txt", "selector": {{"type": "TextQuoteSelector", "exact": "{exact}"}}}}"#
        )
    };
    let text = format!(r#"{{"type": "Annotation", "target": [{}, {}]}}"#, target("a"), target("b"));
    let sources: Vec<_> = read_clean(&text).into_iter().map(|(source, _)| source).collect();
    assert_eq!(sources, ["a.txt", "b.txt"]);
}

/// Every finding as `severity code [marked words] message | hint`.
fn findings(text: &str) -> Vec<String> {
    read_jsonld(PATH, text).1.shown(PATH, text)
}

#[test]
fn what_is_wrong_is_said() {
    let check = |text: &str, expect: &[String]| assert_eq!(findings(text), expect, "{text}");
    let json = "export the file again; JSON allows no comments and no comma before a bracket";
    let export = "export the annotations themselves: one, a list, or a page with “items”";
    let parts = "an annotation has a “type”, a “target” and mostly a “body”";
    let target = "a target has a “source” and a “selector”";
    let quote = "give it a TextQuoteSelector with the words it is about, or remove it";
    let error = |message: &str, hint: &str| format!("error D0050 [-] {message} | {hint}");
    let warning = |message: &str| format!("warning D0050 [-] {message} | {quote}");
    check(
        "[\n{\"ä\": 1,}\n]",
        &[format!("error D0050 [}}] this is no valid JSON: trailing comma | {json}")],
    );
    check(
        "",
        &[format!("error D0050 [] this is no valid JSON: EOF while parsing a value | {json}")],
    );
    check(
        &"[".repeat(200),
        &[format!("error D0050 [[] this is no valid JSON: recursion limit exceeded | {json}")],
    );
    check("3", &[error("the file holds a number, not annotations", export)]);
    check(
        r#"{"type": "AnnotationCollection", "first": "https://example.org/page1"}"#,
        &[error("the annotations of this collection are not in the file", export)],
    );
    let good = annotation("");
    check(
        &format!(
            r#"[{good}, 7, {{"type": "Annotation"}}, {{"type": "Note", "target": "x"}}, {{"target": 7}}]"#
        ),
        &[
            error("item 2 is no Web Annotation: it is a number, not an object", parts),
            error("item 3 is no Web Annotation: it has no target", parts),
            error("item 4 is no Web Annotation: its type is another one", parts),
            error(
                "item 5 is no Web Annotation: its target is neither an address nor an object",
                target,
            ),
        ],
    );
    check(
        r#"[{"target": "https://example.org/"}, {"target": {"id": "https://example.org/"}},
            {"target": {"selector": {}}}, {"target": {"source": "a", "selector": [{"type": "SvgSelector"}, {}]}},
            {"target": {"source": "a", "selector": {"type": "TextQuoteSelector", "exact": " "}}}]"#,
        &[
            warning("item 1 is left out: it is about a whole document"),
            warning("item 2 is left out: it is about a whole document"),
            error("item 3 is no Web Annotation: its target has no source", target),
            warning("item 4 is left out: its selector (SvgSelector) names no words"),
            warning("item 5 is left out: its selector (TextQuoteSelector) names no words"),
        ],
    );
}

#[test]
fn a_file_has_its_bounds() {
    let large = format!("[\"{}\"]", "x".repeat(MAX_BYTES));
    assert_eq!(
        findings(&large),
        ["error D0050 [-] the file is larger than 16 MiB | split the file"]
    );
    let many = format!("[{}0]", "0,".repeat(MAX_ITEMS));
    let found = findings(&many);
    assert_eq!(found.len(), MAX_ITEMS + 1);
    assert!(found[0].starts_with("error D0050 [-] more than 100000 annotations in one file"));
    let target = r#"{"source": "a", "selector": {"type": "TextQuoteSelector", "exact": "x"}},"#;
    let targets = target.repeat(MAX_TARGETS + 1);
    let many =
        format!(r#"{{"type": "Annotation", "target": [{}]}}"#, targets.trim_end_matches(','));
    let (callouts, diagnostics) = read_jsonld(PATH, &many);
    assert_eq!((callouts.len(), diagnostics.iter().count()), (MAX_TARGETS, 1));
}

proptest! {
    #[test]
    fn nothing_panics(text in "(\\{|\\}|\\[|\\]|,|:|\"|\"type\"|\"target\"|\"source\"|\"selector\"|\"exact\"|\"Annotation\"|ä|1| ){0,40}") {
        let (_, diagnostics) = read_jsonld(PATH, &text);
        for diagnostic in diagnostics.iter() {
            let span = diagnostic.location.clone().and_then(|location| location.span);
            prop_assert!(span.is_none_or(|span| text.get(span).is_some()));
        }
    }
}
