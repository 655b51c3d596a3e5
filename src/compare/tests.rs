//! Two small dossiers, and what differs.

use super::{Change, Comparison, Piece, compare};
use crate::build::{self, Quiet};
use crate::dossier::Dossier;
use crate::project::{Memory, Project};

fn dossier(files: &[(&str, &str)]) -> Dossier {
    let settings =
        "[book]\ntitle = \"T\"\n[output.dossier]\nlayers = [\"names\", \"claims\", \"notes\"]\n";
    let memory = Memory::default().with("book.toml", settings);
    let memory = files.iter().fold(memory, |all, (path, text)| all.with(path, *text));
    build::linked(&Project::new(memory), &Quiet).0.unwrap()
}

const SEED: &str = "The gate was shut on Monday, and nobody asked.\n\nThe keeper had gone.\n\nAda Orme saw it all.\n";
const REGISTER: &str = "[[person]]\nid = \"ada\"\nname = \"Ada Orme\"\naliases = [\"A. Orme\"]\n";
const NOTES: &str = "> [!note] context, id=n-1\n> nobody asked\n\nSee [[ada]].\n\n> [!claim] asserted, by=ada, id=c-1\n> had gone\n";

fn before() -> Vec<(&'static str, &'static str)> {
    vec![
        ("seeds/a.txt", SEED),
        ("annotations/register.toml", REGISTER),
        ("annotations/a.txt.md", NOTES),
    ]
}

fn check(now: &[(&str, &str)]) -> Comparison {
    compare(&dossier(&before()), &dossier(now))
}

#[test]
fn nothing_differs_from_itself() {
    assert!(check(&before()).is_empty());
}

#[test]
fn a_new_paragraph_moves_nothing_but_numbers() {
    let seed = format!("A beginning.\n\n{SEED}");
    let mut now = before();
    now[0].1 = &seed;
    let found = check(&now);
    assert_eq!(found.documents.len(), 1);
    let [change] = &found.documents[0].changes[..] else { panic!("{found:?}") };
    assert_eq!((change.how, change.now.as_deref()), (Change::Added, Some("p1")));
    assert_eq!(change.words, [Piece::Come("A beginning.".to_owned())]);
    assert_eq!(found.annotations, []);
}

#[test]
fn a_paragraph_that_moves_takes_its_annotations_along() {
    let mut now = before();
    now[0].1 = "The keeper had gone.\n\nAda Orme saw it all.\n\nThe gate was shut on Monday, and nobody asked.\n";
    let found = check(&now);
    let how: Vec<Change> = found.documents[0].changes.iter().map(|one| one.how).collect();
    assert_eq!(how, [Change::Moved]);
    assert_eq!(found.annotations, []);
}

#[test]
fn changed_words_and_values_are_told() {
    let notes = NOTES
        .replace("context, id=n-1\n> nobody asked", "source, id=n-1\n> nobody")
        .replace("asserted", "denied")
        .replace("[[ada]]", "[[timeline]]");
    let mut now = before();
    now[0].1 = "The gate was shut on Tuesday, and nobody asked.\n\nThe keeper had gone.\n\nSomebody saw it all.\n";
    now[2].1 = &notes;
    let found = check(&now);
    let shown: Vec<String> = found
        .annotations
        .iter()
        .map(|one| {
            let value = |side: &Option<super::Side>| {
                side.as_ref().map_or("–".to_owned(), |side| side.value.clone())
            };
            format!("{} {} {} {}", one.how, one.layer, value(&one.before), value(&one.now))
        })
        .collect();
    assert_eq!(
        shown,
        ["changed notes context source", "changed claims asserted denied", "removed names ada –"]
    );
    let links: Vec<String> =
        found.links.iter().map(|link| format!("{} {} {}", link.how, link.from, link.to)).collect();
    assert_eq!(
        links,
        ["added documents/a.html timeline.html", "removed documents/a.html register/ada.html"]
    );
    assert!(found.documents[0].changes[0].words.contains(&Piece::Gone("Monday,".to_owned())));
}

#[test]
fn other_names_are_no_losses() {
    let register =
        "[[person]]\nid = \"ada-orme\"\nformerly = [\"ada\"]\nname = \"Ada Orme\"\naliases = []\n";
    let notes = NOTES.replace("ada", "ada-orme");
    let now = [
        ("seeds/b.txt", SEED),
        ("annotations/register.toml", register),
        ("annotations/b.txt.md", &notes),
    ];
    let found = check(&now);
    assert_eq!((found.documents.len(), found.documents[0].how), (1, Change::Moved));
    assert_eq!(found.documents[0].page_before.as_deref(), Some("documents/a.html"));
    assert_eq!((found.entries.len(), found.entries[0].how), (1, Change::Moved));
    assert_eq!(found.entries[0].fields[0].field, "aliases");
    assert_eq!(found.links, []);
    // The words below the note name the entry as it is called now.
    assert_eq!(found.annotations.len(), 1, "{:?}", found.annotations);
}
