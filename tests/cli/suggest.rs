//! `suggest` on copies of both dossiers, with and without their registers. The statistical models are off,
//! so that what is proposed hangs on rules alone.

use crate::copies::{self, text};
use crate::program::Place;

const OFF: &str = "off = [\"names.de.model\", \"names.en.model\"]\n";
const PROPOSALS: &str = "annotations/proposals.toml";
const REGISTER: &str = "annotations/register.toml";

/// A copy of a dossier of this repository.
fn copy(dossier: &str) -> Place {
    copy_of(dossier, &["seeds", "annotations", "book.toml"])
}

/// A copy of some of its folders and files.
fn copy_of(dossier: &str, parts: &[&str]) -> Place {
    let place = copies::copy_of(dossier, parts);
    place.put("annotations/rules.toml", OFF);
    place
}

#[test]
fn a_dossier_with_its_register_lacks_little() {
    for (name, dossier) in [("german", "."), ("english", "examples/harrow-weir")] {
        let place = copy(dossier);
        let run = place.run("suggest");
        assert_eq!(run.code, Some(0), "{run:?}");
        let file = place.path(PROPOSALS).exists().then(|| text(&place, PROPOSALS));
        insta::assert_snapshot!(
            format!("lacks_{name}"),
            format!("{}---\n{}", run.stderr, file.unwrap_or_default())
        );
    }
}

#[test]
fn a_dossier_without_a_register_gets_one() {
    let place = copy("examples/harrow-weir");
    place.put(REGISTER, "# Ours.\n");
    let run = place.run("suggest");
    assert_eq!(run.code, Some(0), "{run:?}");
    let first = text(&place, PROPOSALS);
    let again = place.run("suggest");
    assert!(again.stderr.contains("nothing changed"), "{again:?}");
    assert_eq!(text(&place, PROPOSALS), first);

    let mut decisions = ["accept", "accept", "reject"].iter();
    let decided: String = first
        .split_inclusive("decision = \"\"")
        .map(|part| match decisions.next() {
            Some(word) => {
                part.replace("decision = \"\"", &format!("decision = \"{word}\" # {word}"))
            }
            None => part.to_owned(),
        })
        .collect();
    place.put(PROPOSALS, &decided);
    let again = place.run("suggest");
    assert!(again.stderr.contains("3 decided"), "{again:?}");
    let applied = place.run("suggest --apply");
    assert_eq!(applied.code, Some(0), "{applied:?}");
    insta::assert_snapshot!(format!("{}---\n{}", applied.stderr, text(&place, REGISTER)));
    let before = (text(&place, REGISTER), text(&place, PROPOSALS));
    let twice = place.run("suggest --apply");
    assert!(twice.stderr.starts_with("Added 0 entries and 0 aliases"), "{twice:?}");
    assert!(twice.stderr.contains("no decision was waiting"), "{twice:?}");
    assert_eq!((text(&place, REGISTER), text(&place, PROPOSALS)), before);

    // What is an entry now is proposed no more, and what was rejected neither.
    place.run("suggest");
    let last = text(&place, PROPOSALS);
    assert!(last.contains("# reject"), "{last}");
    for name in before.0.lines().filter_map(|line| line.strip_prefix("name = ")) {
        assert!(!last.contains(&format!("\nname = {name}\n")), "{name}");
    }
}

#[test]
fn a_first_look_is_linked_and_says_that_nobody_has_reviewed_it() {
    let place = copy_of("examples/harrow-weir", &["seeds", "book.toml"]);
    let run = place.run("build");
    assert_eq!(run.code, Some(0), "{run:?}");
    let page = text(&place, "public/register/laurence-ashdown.html");
    assert!(page.contains("Unreviewed:"), "{page}");
    let people = text(&place, "public/registers/person.html");
    assert!(people.contains("unreviewed"), "{people}");
    assert!(text(&place, "public/data/register.json").contains("\"reviewed\": false"));

    let book = text(&place, "book.toml");
    place.put("book.toml", &format!("{book}proposals = \"hide\"\n"));
    assert_eq!(place.run("build").code, Some(0));
    assert!(!place.path("public/register").exists());
}

#[test]
fn what_cannot_be_read_is_left_alone() {
    let place = copy(".");
    let broken = "[[proposal]]\nname = \"A\"\nkind = \"person\"\ndecision = \"maybe\" # mine\n";
    place.put(PROPOSALS, broken);
    for command in ["suggest", "suggest --apply"] {
        let run = place.run(command);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("D0121") && run.stderr.contains("Wrote nothing"), "{run:?}");
        assert_eq!(text(&place, PROPOSALS), broken);
    }
}

#[test]
fn without_proposals_it_says_where_they_come_from() {
    let place = copies::copy("examples/harrow-weir");
    let run = place.run("suggest --apply");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("`dossier suggest` writes annotations/proposals.toml"), "{run:?}");
}
