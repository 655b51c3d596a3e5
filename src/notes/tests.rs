//! Whole notes files, and what is said about broken ones.

use proptest::prelude::*;

use super::*;
use crate::annotation::{Agent, Certainty, Claim, NoteKind};
use crate::diagnostic::Diagnostics;
use crate::edtf::Edtf;

const PATH: &str = "annotations/letters/a.txt.md";

fn read_clean(text: &str) -> NotesFile {
    let (file, diagnostics) = read(PATH, "letters/a.txt", text, Metadata::default(), 0);
    assert_eq!(diagnostics, Diagnostics::new(), "{text}");
    file
}

/// Every finding as `severity code [marked words] message | notes | hint`.
fn findings(text: &str) -> Vec<String> {
    read(PATH, "letters/a.txt", text, Metadata::default(), 0).1.shown_with_notes(PATH, text)
}

#[test]
fn a_whole_file_is_read() {
    let text = "---\ntitle: T\n---\nAn introduction.\n\n\
> [!claim] planned, by=microsoft, id=end-of-talks, contradicts=talks-paused, contradicts=other
> Die Gespräche … spätestens **bis zum 15. September**.

Body with [[wikilink]].

> [!NOTE] outcome, editor=\"J. Doe\"
> words

> [!question]- answered
> words
> more words
Text.
";
    let metadata = Metadata { title: Some("T".to_owned()), ..Metadata::default() };
    let (file, diagnostics) = read(PATH, "letters/a.txt", text, metadata.clone(), 17);
    assert_eq!(diagnostics, Diagnostics::new());
    assert_eq!((file.path.as_str(), file.seed.as_str()), (PATH, "letters/a.txt"));
    assert_eq!((file.metadata, file.introduction.as_str()), (metadata, "An introduction."));
    let [claim, note, question] = file.callouts.as_slice() else { panic!("three callouts") };
    assert_eq!(claim.id.as_deref(), Some("end-of-talks"));
    assert_eq!(
        claim.body,
        Body::Claim(Claim {
            certainty: Certainty::Planned,
            by: Some(Agent::Entry("microsoft".to_owned())),
            supports: vec![],
            contradicts: vec!["talks-paused".to_owned(), "other".to_owned()],
            answers: vec![],
            comment: "Body with [[wikilink]].".to_owned(),
        })
    );
    assert_eq!(claim.selector.prefix, ["Die Gespräche", "spätestens "]);
    assert_eq!(claim.selector.exact, ["bis zum 15. September"]);
    assert_eq!(&text[claim.quote.clone()], "Die Gespräche … spätestens **bis zum 15. September**.");
    assert_eq!(&text[claim.text.clone()], "Body with [[wikilink]].");
    assert!(text[claim.span.clone()].starts_with("> [!claim]"));
    assert!(text[claim.span.clone()].ends_with("[[wikilink]]."));
    assert_eq!((note.by.as_deref(), note.imported), (Some("J. Doe"), false));
    assert!(
        matches!(&note.body, Body::Note(note) if note.kind == NoteKind::Outcome && note.text.is_empty())
    );
    assert_eq!(note.text, note.text.end..note.text.end);
    assert!(matches!(&question.body, Body::Question(q) if q.answered && q.text == "Text."));
    assert_eq!(question.selector.exact, ["words more words"]);
}

#[test]
fn every_type_is_read() {
    let body = |head: &str| {
        let file = read_clean(&format!("> {head}\n> words\n"));
        file.callouts.into_iter().next().unwrap().body
    };
    let words = |text: &str| Some(Agent::Words(text.to_owned()));
    let speaker = |head: &str| match body(head) {
        Body::Quotation(quotation) => quotation.speaker,
        other => panic!("{other:?}"),
    };
    assert_eq!(speaker("[!quotation] by=jane-doe"), Some(Agent::Entry("jane-doe".to_owned())));
    assert_eq!(speaker("[!quotation] by=\"jane-doe\""), words("jane-doe"));
    assert_eq!(speaker("[!quotation] by=Jane"), words("Jane"));
    assert_eq!(speaker("[!quotation]"), None);
    let comment = Some("Die Begründung.".to_owned());
    let named = read_clean("> [!name] jane\n> Jane\n\nDie Begründung.");
    assert_eq!(named.callouts[0].body, Body::Name { entry: "jane".to_owned(), comment });
    assert_eq!(body("[!name] none"), Body::Name { entry: "none".to_owned(), comment: None });
    assert_eq!(
        body("[! Name ] jane-doe"),
        Body::Name { entry: "jane-doe".to_owned(), comment: None }
    );
    for date in ["2020-08", "[2020-08-02,2020-08-03]"] {
        let value = Edtf::parse(date).unwrap();
        assert_eq!(body(&format!("[!date] {date}")), Body::Date { value, comment: None });
    }
    assert!(matches!(body("[!note]"), Body::Note(note) if note.kind == NoteKind::Background));
    assert!(matches!(body("[!question] Open"), Body::Question(question) if !question.answered));
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    let statuses = "confirmed, asserted, reported, planned, conditional, hedged, speculated, rumoured, disputed, denied, asked, unknown";
    let kinds = "background, outcome, correction, context, source, translation";
    let types = "note, claim, question, quotation, name, date, redact";
    let edtf = "write an EDTF date such as 2020-08-03, 2020-08, 2020-08-03/2020-09-15 or 2020?";
    let check = |text: &str, expect: &[String]| assert_eq!(findings(text), expect, "{text}");
    for (head, expect) in [
        ("[!clam] planned", format!("[[!clam]] there is no callout “clam” |  | did you mean “claim”? Known are: {types}")),
        ("[!WARNING]", format!("[[!WARNING]] there is no callout “warning” |  | known are: {types}")),
        ("[!note outcome", "[[!note outcome] the closing “]” is missing |  | a callout begins with its type in brackets: > [!note]".to_owned()),
        ("[!claim] confirmd", format!("[confirmd] there is no status of a claim “confirmd” |  | did you mean “confirmed”? Known are: {statuses}")),
        ("[!claim] by=jane", format!("[[!claim]] this claim has no status |  | say how sure it is, right behind [!claim]: {statuses}")),
        ("[!claim] denied, on=today", "[on] a claim has no option “on” |  | known are: by, id, supports, contradicts, answers, editor, created, via, publish".to_owned()),
        ("[!claim] denied, support=x", "[support] a claim has no option “support” |  | did you mean “supports”? Known are: by, id, supports, contradicts, answers, editor, created, via, publish".to_owned()),
        ("[!claim] denied, id=Talks", "[Talks] “Talks” is no id |  | only a–z, 0–9 and “-” stand in an id".to_owned()),
        ("[!claim] denied, answers=\"x y\"", "[\"x y\"] “x y” is no id to refer to |  | only a–z, 0–9 and “-” stand in an id".to_owned()),
        ("[!claim] denied, by=a, by=b", "[b] “by” is given twice |  | keep one of them".to_owned()),
        ("[!note] hint", format!("[hint] there is no kind of note “hint” |  | known are: {kinds}")),
        ("[!question] solved", "[solved] there is no state of a question “solved” |  | known are: open, answered".to_owned()),
        ("[!quotation] jane", "[jane] a quotation has no bare option “jane” |  | say who speaks: by=…".to_owned()),
        ("[!name]", "[[!name]] this name has no id |  | write the id of a register entry behind [!name], or “none” where it is no name".to_owned()),
        ("[!name] jane, id=x", "[id] a name has no option “id” |  | known are: editor, created, via".to_owned()),
        ("[!name] Jane", "[Jane] “Jane” is no id to refer to |  | only a–z, 0–9 and “-” stand in an id".to_owned()),
        ("[!date]", format!("[[!date]] this date has no value |  | {edtf}")),
        ("[!date] August", format!("[August] {} |  | {edtf}", Edtf::parse("August").unwrap_err())),
    ] {
        check(&format!("> {head}\n> words"), &[format!("error D0040 {expect}")]);
    }
    let no_words = "write the words it is about right below, each line beginning with “> ”";
    for text in ["> [!note]\n\nBody.", "> [!note]\n>\n>\n"] {
        check(text, &[format!("error D0040 [[!note]] this note quotes no words |  | {no_words}")]);
    }
    check(
        "> [!note]\n> **a** b **c**",
        &["error D0040 [**] a second bold passage in one quote |  | set only the target in bold; write \\*\\* for asterisks of the text".to_owned()],
    );
    check(
        "> [!note] id=x\n> a\n\n> [!claim] denied, id=x\n> b",
        &["error D0032 [> [!claim] denied, id=x] the id “x” is taken | The callout in line 1 has it, too. | give one of the two another id".to_owned()],
    );
}

#[test]
fn one_broken_callout_does_not_lose_the_others() {
    let text = "> [!nope]\n> a\n\n> [!note]\n> b\n\n> [!claim] sure\n> c\n";
    let (file, diagnostics) = read(PATH, "a.txt", text, Metadata::default(), 0);
    let exact: Vec<_> = file.callouts.iter().map(|c| c.selector.exact.concat()).collect();
    assert_eq!(exact, ["b", "c"]);
    assert_eq!(diagnostics.iter().count(), 2);
}

proptest! {
    #[test]
    fn nothing_panics_and_all_spans_lie_in_the_file(
        text in "(> |>|\n|\\[!|claim|name|note|date|\\]| |,|=|\"|\\*\\*|…|\\.\\.\\.|\\\\|```|ä|id|by|x){0,60}",
        start in 0..20_usize,
    ) {
        let (file, diagnostics) = read(PATH, "a.txt", &text, Metadata::default(), start.min(text.len()));
        for callout in &file.callouts {
            for span in [&callout.span, &callout.quote, &callout.text] {
                prop_assert!(text.get(span.clone()).is_some());
            }
            prop_assert!(!callout.selector.exact.concat().trim().is_empty());
        }
        for diagnostic in diagnostics.iter() {
            let span = diagnostic.location.clone().and_then(|location| location.span);
            prop_assert!(span.is_some_and(|span| text.get(span).is_some()));
        }
    }
}
