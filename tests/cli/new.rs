//! `new seed` on copies of both dossiers.

use crate::copies::{DOSSIERS, copy, text};
use crate::program::Place;

const LETTER: &str = "Dear Sir,\n\nThe gauge at the new bridge stood at four feet on Friday. I have written it into the \
                      book in red, and I should be glad to know who reads the book.\n\nAmos\n";

#[test]
fn a_source_is_added_with_what_is_known_of_it() {
    for (name, dossier) in DOSSIERS {
        let place = copy(dossier);
        place.put("in/letter.txt", LETTER);
        let run = place.run(
            "new seed in/letter.txt --name Letters/1926-02.txt --title Amos --author Hebble --date 1926-02~ \
             --source Box --url https://example.org/l?a=1&b=2 --retrieved 2021-05-01 --language en",
        );
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(text(&place, "seeds/letters/1926-02.txt"), LETTER);
        let notes = text(&place, "annotations/letters/1926-02.txt.md");
        insta::assert_snapshot!(format!("adds_{name}"), format!("{}---\n{notes}", run.stderr));
        let check = place.run("check");
        assert!(!check.stderr.contains("error["), "{check:?}");
        let again = place.run("new seed in/letter.txt --name letters/other.txt");
        assert_eq!(again.code, Some(1));
        assert!(again.stderr.contains("has the same bytes"), "{again:?}");
    }
}

#[test]
fn nothing_is_overwritten_and_twins_are_told() {
    let place = copy("examples/harrow-weir");
    let long: String = (0..120).map(|n| format!("word{} ", n * n % 9973)).collect();
    place.put("a.txt", &long);
    assert_eq!(place.run("new seed a.txt").code, Some(0));
    assert!(!place.path("annotations/a.txt.md").exists(), "there is nothing to state");
    let mut said = String::new();
    for (arguments, input) in [
        ("new seed - --name a.txt", "Other words.\n".to_owned()),
        ("new seed - --name b.txt", format!("{}\r\n", long.to_uppercase())),
        ("new seed -", "Other words.\n".to_owned()),
        ("new seed - --name c.pdf", "Other words.\n".to_owned()),
        ("new seed - --name c.txt", String::new()),
        ("new seed - --name letters/reply.txt", "Other words.\n".to_owned()),
        ("new seed none.txt", String::new()),
        ("new seed - --date soon", String::new()),
        ("new seed - --url javascript:alert(1)", String::new()),
        ("new", String::new()),
    ] {
        let run = place.run_on(arguments, &input);
        assert_ne!(run.code, Some(0), "{arguments}: {run:?}");
        let first: Vec<&str> = run.stderr.lines().take(4).collect();
        said += &format!("$ {arguments} → {}\n{}\n\n", run.code.unwrap_or(-1), first.join("\n"));
    }
    let near = long.replacen("word1 ", "other ", 1);
    let run = place.run_on("new seed - --name near.txt", &near);
    assert_eq!(run.code, Some(0), "{run:?}");
    said += &run.stderr;
    insta::assert_snapshot!(said);
}

#[test]
fn a_saved_page_says_where_it_comes_from() {
    let place = Place::new();
    place.put("book.toml", "[book]\ntitle = \"T\"\nlanguage = \"en\"\n");
    let page = "<!DOCTYPE html>\n<!--\n Page saved with SingleFile \n url: https://example.org/page \n saved date: \
                Mon Nov 08 2021 14:01:55 GMT+0100 (CET)\n-->\n<html lang=\"en\"><title>A page</title><p>The gate was shut \
                on Monday, and nobody had a key to it.</p></html>\n";
    let run = place.run_on("new seed - --title The.Gate!", page);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(text(&place, "seeds/the-gate.html"), page);
    insta::assert_snapshot!(format!(
        "{}---\n{}",
        run.stderr,
        text(&place, "annotations/the-gate.html.md")
    ));
    assert_eq!(place.run("build").code, Some(0));
}
