//! `mv` on copies of both dossiers: what is shown, what is written, and that there and back changes no byte.

use std::collections::BTreeMap;

use crate::copies::{copy, text, tree};
use crate::program::Place;

/// The copy's own rules, so that nothing hangs on the statistical models.
const OFF: &str = "off = [\"names.de.model\", \"names.en.model\"]\n";

fn place(dossier: &str) -> Place {
    let place = copy(dossier);
    place.put("annotations/rules.toml", OFF);
    place
}

/// All files but those that a build makes.
fn written(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let mut files = tree(place);
    let made = ["pages/", "public/", ".dossier-cache/"];
    files.retain(|path, _| !made.iter().any(|folder| path.starts_with(folder)));
    files
}

/// Renames there and back; gives what was shown on the way there.
fn there_and_back(place: &Place, old: &str, new: &str) -> String {
    let before = written(place);
    let asked = place.run(&format!("mv {old} {new}"));
    assert_eq!(asked.code, Some(1), "{asked:?}");
    assert!(asked.stderr.contains("--yes agrees in advance"), "{asked:?}");
    assert_eq!(written(place), before, "nothing is written before somebody agrees");

    let there = place.run(&format!("mv {old} {new} --yes"));
    assert_eq!(there.code, Some(0), "{there:?}");
    assert_eq!(there.stdout, asked.stdout, "what is shown is what is done");
    let built = place.run("build --locked -q");
    assert_eq!((built.code, built.stdout.as_str()), (Some(0), ""), "{built:?}");
    let check = place.run("check -q");
    assert_eq!(check.code, Some(0), "{check:?}");
    let shown = format!("{}---\n{}", there.stdout, there.stderr);

    let back = place.run(&format!("mv {new} {old} --yes"));
    assert_eq!(back.code, Some(0), "{back:?}");
    assert_eq!(written(place), before, "there and back");
    shown
}

#[test]
fn a_seed_takes_its_notes_and_its_lock_along() {
    let place = place(".");
    let shown =
        there_and_back(&place, "000_4a59c69cded22aaa.txt", "seeds/zdnet/2020-08-03-tiktok.txt");
    insta::assert_snapshot!("german_seed", shown);
}

#[test]
fn an_entry_takes_all_that_refers_to_it_along() {
    let place = place("examples/harrow-weir");
    insta::assert_snapshot!(
        "english_entry",
        there_and_back(&place, "hannah-orrell", "orrell-hannah")
    );
}

#[test]
fn a_folder_of_seeds_is_moved_and_no_address_changes() {
    let place = place("examples/harrow-weir");
    let addresses = |place: &Place| {
        assert_eq!(place.run("build -q").code, Some(0));
        let pages = tree(place).into_keys().filter(|path| path.starts_with("public/documents/"));
        pages.collect::<Vec<_>>()
    };
    let before = addresses(&place);
    // Two seeds are called reply.txt, and the one that comes first in the order of paths has no number.
    insta::assert_snapshot!("english_folder", there_and_back(&place, "telegrams/", "a-telegrams/"));
    place.run("mv telegrams/ a-telegrams/ --yes");
    assert_eq!(addresses(&place), before);
}

#[test]
fn an_old_address_leads_on() {
    let place = place("examples/harrow-weir");
    for (old, new) in [
        ("documents/reply", "documents/the-answer"),
        ("amos-hebble", "hebble-amos"),
        ("how-we-worked", "method-note"),
        ("#boards-left", "#boards-in-winter"),
    ] {
        let run = place.run(&format!("mv {old} {new} --yes -q"));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{old}");
    }
    let built = place.run("build -q");
    assert_eq!((built.code, built.stderr.as_str()), (Some(0), ""));
    for (old, new, way) in [
        ("documents/reply.html", "documents/the-answer.html", "../documents/the-answer.html"),
        ("register/amos-hebble.html", "register/hebble-amos.html", "../register/hebble-amos.html"),
        ("how-we-worked.html", "method-note.html", "method-note.html"),
    ] {
        let page = text(&place, &format!("public/{old}"));
        assert!(
            page.contains(&format!("<meta http-equiv=\"refresh\" content=\"0; url={way}\">")),
            "{page}"
        );
        assert!(page.contains(&format!("<a class=\"moved\" href=\"{way}\">")), "{page}");
        assert!(place.path(&format!("public/{new}")).exists());
        let everywhere = ["index.html", "sitemap.xml", "feed.xml", "documents/index.html"];
        let search = tree(&place).into_keys().filter(|path| path.starts_with("public/search"));
        for other in everywhere.iter().map(|path| format!("public/{path}")).chain(search) {
            assert!(!text(&place, &other).contains(old), "{other} still names {old}");
        }
    }
    // A wikilink to the old name says how it is called now.
    place.put("annotations/pages/method-note.md", "# Method\n\nSee [[amos-hebble]].\n");
    let run = place.run("check");
    assert!(run.stderr.contains("did you mean [[hebble-amos]]?"), "{}", run.stderr);
}

#[test]
fn what_was_never_published_needs_no_way_on() {
    let place = place("examples/harrow-weir");
    let run = place.run("mv amos-hebble hebble-amos --yes --no-redirect");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!text(&place, "annotations/register.toml").contains("formerly"));
}

#[test]
fn what_cannot_be_leaves_everything_as_it_was() {
    let place = place("examples/harrow-weir");
    let before = tree(&place);
    for (arguments, expect) in [
        ("mv amos-hebbel x --yes", "did you mean amos-hebble?"),
        ("mv reply-3 x --yes", "did you mean reply"),
        ("mv amos-hebble edith-ashdown --yes", "is taken"),
        ("mv how-we-worked timeline --yes", "is taken"),
        ("mv how-we-worked search --yes", "would not be in order"),
        ("mv letters/reply.txt telegrams/ --yes", "exist already"),
        ("mv letters/reply.txt letters/reply.md --yes", "a seed keeps its ending"),
    ] {
        let run = place.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{arguments}: {run:?}");
        assert!(run.stderr.contains(expect), "{arguments}: {}", run.stderr);
    }
    assert_eq!(tree(&place), before);
    // A file that cannot be read as it was meant might hide what refers to the old name.
    place.put("annotations/letters/reply.txt.md", "> [!nmae] amos-hebble\n> Hebble\n");
    let run = place.run("mv amos-hebble hebble-amos --yes");
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("mend this first"), "{}", run.stderr);
}
