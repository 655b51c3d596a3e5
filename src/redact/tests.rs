//! Rules and callouts, and what becomes of documents and texts.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::document::{Document, Language, Metadata, Source, StyleKind};
use crate::ingest;
use crate::notes::{self, NotesFile};
use crate::register::{self, Register};

/// A dossier of one seed with its notes, rules and register.
#[derive(Default)]
struct Given<'a> {
    path: &'a str,
    seed: &'a str,
    notes: &'a str,
    rules: &'a str,
    register: &'a str,
}

impl Given<'_> {
    fn planned(&self) -> (Document, Redactor, Diagnostics) {
        let path = if self.path.is_empty() { "letter.md" } else { self.path };
        let bytes = self.seed.as_bytes().to_vec();
        let source = Source { path: path.to_owned(), bytes, sha256: "0".repeat(64) };
        let english = Language::from_tag("en").unwrap();
        let (document, _) = ingest::document(&source, &Metadata::default(), &english);
        let document = document.unwrap();
        let file = format!("annotations/{path}.md");
        let (notes, mut found) = notes::read(&file, path, self.notes, Metadata::default(), 0);
        let (rules, wrong) = read(RULES, self.rules);
        found.extend(wrong);
        let register: Register = register::read("annotations/register.toml", self.register).0;
        let (redactor, wrong) = plan(Plan {
            rules,
            register: &register,
            sources: &[source],
            documents: std::slice::from_ref(&document),
            notes: &BTreeMap::from([(path.to_owned(), NotesFile { ..notes })]),
        });
        found.extend(wrong);
        (document, redactor, found)
    }

    fn document(&self) -> Document {
        let (document, redactor, found) = self.planned();
        assert!(found.is_empty(), "{found:?}");
        redactor.document(document, self.seed).0
    }

    fn redactor(&self) -> Redactor {
        let (_, redactor, found) = self.planned();
        assert!(found.is_empty(), "{found:?}");
        redactor
    }

    /// What is said, which must not be what is to be hidden.
    fn said(&self) -> Vec<String> {
        let (_, _, found) = self.planned();
        let text = |path: &str| if path == RULES { self.rules } else { self.notes };
        found
            .iter()
            .map(|d| {
                let location = d.location.as_ref().unwrap();
                let shown = location.span.clone().map(|span| &text(&location.path)[span]);
                let all = format!("{} [{}] {}", d.code, shown.unwrap_or("-"), d.message);
                assert!(!format!("{d:?}{all}").contains("Anna"), "{d:?}");
                all
            })
            .collect()
    }
}

const WORDS: &str = "[[redact]]\nreason = \"to protect a witness\"\nwords = [\"Anna Berg\"]\n";

#[test]
fn all_of_a_document_is_hidden() {
    let document = Given {
        path: "Anna Berg.md",
        seed: "---\ntitle: Anna Berg’s letter\nauthor: Anna Berg\nurl: https://example.org/anna-berg\n---\n\
               # To An**na Ber**g\n\nA [letter](https://example.org/Anna%20Berg) by *Anna Berg* herself.\n\n\
               | Anna | Berg |\n|---|---|\n| a | ANNA BERG |\n\n```anna-berg\nx = \"Anna\\u0020Berg\"\n```\n",
        rules: WORDS,
        ..Given::default()
    }
    .document();
    insta::assert_debug_snapshot!((
        &document.text,
        &document.title,
        &document.slug,
        &document.provenance.path,
        &document.metadata.authors,
        &document.metadata.url,
        document.provenance.redacted,
        document.hidden.len(),
    ));
    for leaf in &document.leaves {
        for style in &leaf.styles {
            assert!(leaf.span.start <= style.span.start && style.span.end <= leaf.span.end);
            assert!(!matches!(&style.kind, StyleKind::Link(address) if address.contains("Anna")));
        }
    }
    assert!(document.hidden.iter().all(|hidden| document.slice(&hidden.span) == BLOCK));
}

#[test]
fn a_sum_of_what_is_hidden_is_not_published() {
    let hidden = |seed| Given { seed, rules: WORDS, ..Given::default() }.document().provenance;
    let same = hidden("A letter by Anna Berg.");
    assert_eq!(same.sha256, hidden("A letter by ANNA-BERG.").sha256);
    assert_eq!(same.bytes, "A letter by █████.".len());
    // What conversion leaves out is in the seed's bytes all the same.
    assert!(hidden("A letter.\n\n<!-- Anna Berg -->").redacted);
    assert!(!hidden("A letter by Anna.").redacted);
}

#[test]
fn a_callout_hides_its_words_everywhere_or_here() {
    let seed = "She said yes. The girl is Lena, and Lena said yes.";
    let text = |notes| Given { seed, notes, ..Given::default() }.document().text;
    assert_eq!(
        text("> [!redact] a minor\n> The girl is **Lena**"),
        "She said yes. The girl is █████, and █████ said yes."
    );
    assert_eq!(
        text("> [!redact] a minor, scope=here\n> and **Lena said** yes"),
        "She said yes. The girl is Lena, and █████ yes."
    );
}

#[test]
fn what_is_wrong_is_said_without_the_words() {
    let seed = "A letter by Anna Berg, and Anna Berg again.";
    let said = |rules: &str, notes: &str| Given { seed, rules, notes, ..Given::default() }.said();
    let rule = |rest: &str| said(&format!("[[redact]]\nreason = \"r\"\n{rest}\n"), "");
    let callout = |notes: &str| said("", notes);
    let all = [
        said("[[redact]]\nwords = [\"Anna", ""),
        said("words = [\"Anna\"]", ""),
        said("[[redact]]\nwords = [\"Anna\"]", ""),
        rule("words = [\"…\"]"),
        rule("words = [\"Anna\"]\npattern = \"Anna\""),
        rule("word = [\"Anna\"]"),
        rule("words = 7"),
        rule("pattern = '(Anna'"),
        rule("pattern = 'Anna|'"),
        rule("entry = \"Anna\""),
        rule("entry = \"nobody\""),
        rule("words = [\"Anna\"]\ndocuments = [\"Anna.txt\"]"),
        rule("words = [\"Anna\"]\nmatch = \"all\""),
        rule("words = [\"Anna\"]\ncase-sensitive = 1"),
        callout("> [!redact]\n> Anna Berg"),
        callout("> [!redact] r\n\nAnna"),
        callout("> [!redact] r\n> Anna Berk"),
        callout("> [!redact] r, scope=there\n> Anna Berg"),
        callout("> [!redact] r, scope=here\n> Anna Berg"),
        callout("> [!redact] r\n> **Anna** **Berg**"),
        callout("> [!redact] r, id=x\n> Anna Berg"),
    ];
    insta::assert_snapshot!(all.map(|said| said.join("\n")).join("\n\n"));
}

#[test]
fn an_entry_is_hidden_with_its_names_and_links() {
    let redactor = Given {
        seed: "x",
        rules: "[[redact]]\nreason = \"r\"\nentry = \"anna-berg\"",
        register: "[[person]]\nid = \"anna-berg\"\nname = \"Anna Berg\"\naliases = [\"A. B.\"]\n\
                   sort = \"Berg, Anna\"\nsame-as = [\"https://www.wikidata.org/wiki/Q1\"]",
        ..Given::default()
    }
    .redactor();
    for (text, expect) in [
        (
            "by [[anna-berg]] and [[anna-berg|her]] and [[bob|Anna Berg]]",
            "by █████ and her and [[bob|█████]]",
        ),
        ("[she](https://x.org/anna-berg) and <https://x.org/Anna_Berg>", "she and █████"),
        ("[x](https://www.wikidata.org/wiki/Q1) (A. B.)", "x (█████)"),
        ("An**na** *Berg*", "█████*"),
        ("plain [[bob]] [x](y)", "plain [[bob]] [x](y)"),
    ] {
        assert_eq!(redactor.markdown(text, None), expect, "{text}");
    }
}

#[test]
fn patterns_and_documents_are_minded() {
    let redactor = Given {
        path: "a/letter.md",
        seed: "x",
        rules: "[[redact]]\nreason = \"r\"\npattern = '\\b\\d{3}-\\d{3}\\b'\n\
                [[redact]]\nreason = \"s\"\nwords = \"code\"\ndocuments = [\"a/\"]",
        ..Given::default()
    }
    .redactor();
    assert_eq!(redactor.text("is 123-456, 12\u{AD}3-45\u{200B}6", None), "is █████, █████");
    assert!(redactor.matched().first("x/123456.html").is_some());
    assert_eq!(redactor.text("the code", Some("a/letter.md")), "the █████");
    assert_eq!(redactor.text("the code", Some("b.md")), "the code");
    assert_eq!(redactor.text("the code", None), "the code");
}

proptest! {
    /// Whatever the text and the words: nothing is left, and a second time changes nothing.
    #[test]
    fn nothing_is_left(
        words in "[a-cA-Cä]{2,5}( [a-cß]{2,5})?|[一-三]{2,3}|[0-9]{6}",
        text in "([a-cA-Cäß *_-]|%C3%A4|&auml;|\\\\|\u{AD}|[一-三]|[0-9]|\n|\\PC){0,60}",
        at in 0..60_usize,
    ) {
        let at = text.floor_char_boundary(at.min(text.len()));
        let text = format!("{} {words} {}", &text[..at], &text[at..]);
        let rules = format!("[[redact]]\nreason = \"r\"\nwords = [{:?}]\nmatch = \"anywhere\"", words);
        let redactor = Given { seed: "x", rules: &rules, ..Given::default() }.redactor();
        let hidden = redactor.text(&text, None).into_owned();
        prop_assert!(!hidden.contains(&words), "{hidden}");
        prop_assert!(hidden.contains(BLOCK));
        prop_assert!(redactor.text(&hidden, None) == hidden);
        let hidden = redactor.markdown(&text, None);
        prop_assert!(!redactor.touches(&hidden, None), "{hidden}");
    }

    #[test]
    fn a_document_keeps_its_shape(seed in "([a-c]{1,3} |ab|# |\n\n|\\*\\*|\\||`|> |- |[\\[\\]()]){0,40}x ab y") {
        let rules = "[[redact]]\nreason = \"r\"\nwords = [\"ab\", \"a b\"]\nmatch = \"anywhere\"";
        // A line that only opens a code block has no text.
        let seed = format!("x\n\n{seed}");
        let document = Given { seed: &seed, rules, ..Given::default() }.document();
        let mut end = 0;
        for leaf in &document.leaves {
            prop_assert!(end <= leaf.span.start && leaf.span.start <= leaf.span.end);
            end = leaf.span.end;
            for style in &leaf.styles {
                let inside = leaf.span.start <= style.span.start && style.span.end <= leaf.span.end;
                prop_assert!(inside && style.span.start < style.span.end);
                prop_assert!(document.text.get(style.span.clone()).is_some());
            }
            prop_assert!(document.text.get(leaf.span.clone()).is_some());
        }
        prop_assert_eq!(end, document.text.len());
        for hidden in &document.hidden {
            prop_assert_eq!(document.slice(&hidden.span), BLOCK);
            prop_assert!(document.map.range(hidden.span.clone()).end <= seed.len());
        }
        prop_assert!(!document.text.contains("ab"));
    }
}
