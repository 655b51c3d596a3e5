//! Any bytes give a message and no panic; importing twice is importing once; what stood there stands there.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::annotation::Body;
use crate::build::{Survey, survey};
use crate::project::{Files, Memory, Project};

const TEXT: &str = "Ada came on Monday. Nobody knew why Ada came, and Ada did not say.\n\nThe gate was **shut** … and \
                    [locked]; the key hung by the door.\n\n> Not a quotation.\n\nThe End.\n";

fn dossier() -> Memory {
    Memory::default()
        .with("book.toml", "[book]\ntitle = \"T\"\nlanguage = \"en\"\n")
        .with("seeds/a.txt", TEXT)
        .with("annotations/register.toml", "[[person]]\nid = \"ada\"\nname = \"Ada\"\n")
        .with("annotations/a.txt.md", "---\nurl: https://example.org/a\n---\n\nOn the whole.\n\n> [!note]\n> Nobody knew\n\nMine. # not touched\n\n> [!question] id=q\n> the key\n")
}

/// Imports; gives the outcome and the dossier afterwards.
fn run(files: &Memory, bytes: &[u8], options: &Options) -> (Outcome, Memory) {
    let project = Project::new(files.clone());
    let now = survey(&project, None);
    assert!(!now.files.has_errors(), "{:?}", now.files);
    let outcome = import(here(&project, &now), &[("x".to_owned(), bytes.to_vec())], options);
    let mut after = files.clone();
    for next in &outcome.files {
        let before = files.read(&next.path).ok().map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(next.before, before);
        after = after.with(&next.path, next.after.clone());
    }
    (outcome, after)
}

fn here<'a>(project: &'a Project, now: &'a Survey) -> Here<'a> {
    Here {
        files: project.files(),
        documents: &now.documents,
        notes: &now.notes,
        standings: &now.standings,
        register: &now.register,
        site_url: None,
        redactor: &now.redactor,
    }
}

fn bodies(files: &Memory) -> Vec<Body> {
    let now = survey(&Project::new(files.clone()), None);
    assert!(
        !now.files.has_errors() && !now.anchors.has_errors(),
        "{:?} {:?}",
        now.files,
        now.anchors
    );
    now.notes["a.txt"].callouts.iter().map(|callout| callout.body.clone()).collect()
}

fn text(files: &Memory) -> String {
    String::from_utf8(files.read("annotations/a.txt.md").unwrap()).unwrap()
}

#[test]
fn all_else_stays_byte_for_byte() {
    for (from, to) in [("\n", "\n"), ("\n", "\r\n")] {
        let notes = text(&dossier()).replace(from, to);
        let files = dossier().with("annotations/a.txt.md", format!("\u{FEFF}{notes}"));
        let row = json!([{"uri": "https://example.org/a", "text": "New.\n\n- one\n- two", "user": "acct:x@hypothes.is", "id": "i",
            "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "and [locked]"}]}]}]);
        let (outcome, after) = run(&files, row.to_string().as_bytes(), &Options::default());
        assert_eq!(outcome.added.annotations, 1, "{:?}", outcome.diagnostics);
        let (old, new) = (format!("\u{FEFF}{notes}"), text(&after));
        let at = new.find("> [!note] editor=\"x\"").unwrap();
        let end = at + new[at..].find("- two").unwrap() + "- two".len() + 2 * to.len();
        assert_eq!(format!("{}{}", &new[..at], &new[end..]), old);
        assert_eq!(new.contains("\r\n"), to == "\r\n");
        assert!(!new.replace("\r\n", "").contains('\r'));
    }
}

#[test]
fn an_open_block_of_code_takes_nothing_in() {
    let broken = dossier().with("annotations/a.txt.md", "> [!note]\n> the key\n\n```\nopen\n");
    let row = json!([{"uri": "a.txt", "text": "New.", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "The End"}]}]}]);
    let (outcome, after) = run(&broken, row.to_string().as_bytes(), &Options::default());
    assert_eq!((outcome.added.annotations, outcome.left), (0, 1));
    assert!(outcome.diagnostics.has_errors());
    assert_eq!(text(&after), text(&broken));
}

#[test]
fn one_document_can_be_named() {
    let row = json!({"rows": [{"uri": "https://elsewhere.example/", "text": "New.", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "The End"}]}]}]});
    let named = |name: &str| Options { document: Some(name.to_owned()), ..Options::default() };
    let of = |options: &Options| run(&dossier(), row.to_string().as_bytes(), options).0;
    assert_eq!(of(&Options::default()).left, 1);
    for name in ["a.txt", "seeds/a.txt"] {
        assert_eq!(of(&named(name)).added.annotations, 1, "{name}");
    }
    let refused = of(&named("b.txt"));
    let hint = refused.diagnostics.iter().next().unwrap().hint.clone();
    assert_eq!(hint.as_deref(), Some("did you mean “a.txt”?"));
}

const FORMATS: [Option<Format>; 5] = [
    None,
    Some(Format::Hypothesis),
    Some(Format::WebAnnotation),
    Some(Format::Recogito),
    Some(Format::Bibliography),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_give_a_message(bytes in proptest::collection::vec(any::<u8>(), 0..200), n in 0usize..5) {
        let (outcome, after) = run(&dossier(), &bytes, &Options { format: FORMATS[n], ..Options::default() });
        prop_assert!(outcome.files.is_empty() || !bodies(&after).is_empty());
    }

    #[test]
    fn any_json_gives_a_message(
        text in "(\\{|\\}|\\[|\\]|,|:|\"rows\"|\"uri\"|\"a\\.txt\"|\"target\"|\"selector\"|\"type\"|\"TextQuoteSelector\"|\"exact\"|\"Ada\"|\"text\"|\"references\"|\"id\"|null|1| ){0,50}",
        n in 0usize..3,
    ) {
        let (_, after) = run(&dossier(), text.as_bytes(), &Options { format: FORMATS[n], ..Options::default() });
        bodies(&after);
    }

    /// Annotations of any words with any text: the file reads as before and with them, and a second time
    /// changes nothing.
    #[test]
    fn a_second_time_changes_nothing(
        spans in proptest::collection::vec((0usize..150, 1usize..60), 1..6),
        said in proptest::collection::vec("(\\[\\[|\\]\\]|ada|#p1|<b>|`{1,3}|> |\\[!note\\]|\n|\\*|_|a|:|\\(|\\)|\\[x\\]\\(y\\)|https://a\\.b|\\\\|~|-|1\\.| |\u{7}|\u{FEFF}){0,12}", 6),
        by in "[a-z \"\\\\\\[\\]|=,]{0,6}",
        ids in any::<bool>(),
    ) {
        let rows: Vec<Value> = spans.iter().zip(&said).enumerate().map(|(n, ((start, len), said))| {
            let start = TEXT.floor_char_boundary(*start);
            let end = TEXT.floor_char_boundary((start + len).min(TEXT.len()));
            let mut row = json!({"uri": "http://example.org/a/", "text": said, "user": format!("acct:{by}@hypothes.is"),
                "created": "2020-01-02T03:04:05.6+00:00",
                "target": [{"selector": [{"type": "TextQuoteSelector", "exact": TEXT[start..end],
                    "prefix": TEXT[TEXT.floor_char_boundary(start.saturating_sub(20))..start]}]}]});
            if ids {
                row["id"] = json!(format!("id{n}"));
            }
            if ids && n > 2 {
                row["references"] = json!(["id0"]);
            }
            row
        }).collect();
        let file = json!({"rows": rows}).to_string();
        let old = bodies(&dossier());
        let (outcome, once) = run(&dossier(), file.as_bytes(), &Options::default());
        let new = bodies(&once);
        prop_assert!(old.iter().all(|body| new.contains(body)), "{}", text(&once));
        let whole = text(&once).matches("— ").count();
        prop_assert!(new.len() + whole >= old.len() + outcome.added.annotations.saturating_sub(whole));
        let (again, twice) = run(&once, file.as_bytes(), &Options::default());
        prop_assert_eq!(text(&once), text(&twice));
        prop_assert_eq!(again.added, Added::default());
    }
}
