//! `trace` on copies of both dossiers. Where the statistical models have a say, they are off, so that what is
//! shown hangs on rules alone.

use serde_json::Value;

use crate::copies::{DOSSIERS, copy};

const RULES: &str = "off = [\"names.de.model\", \"names.en.model\"]\n\n[[rule]]\nname = \"hours\"\nlayer = \"dates\"\n\
                     pattern = 'Sunday'\nvalue = \"1924-03-02\"\nexample = \"On Sunday.\"\n";

#[test]
fn a_passage_is_explained_sentence_by_sentence() {
    let german = copy(".");
    german.put("annotations/rules.toml", RULES);
    let run = german.run("trace documents/microsoft-tiktok.html#p2 --sentence 1");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("german_sentence", run.stdout);

    let english = copy("examples/harrow-weir");
    english.put("annotations/rules.toml", RULES);
    for (name, arguments) in [
        ("english_paragraph", "trace 1924-03-02-ashdown-to-board#p5"),
        ("english_address", "trace https://example.org/harrow-weir/documents/reply.html?v=1#p2"),
        ("english_words", "trace edith-ashdown-diary Orrell"),
        ("own_rule", "trace letters/1924-03-02-ashdown-to-board.txt Sunday"),
    ] {
        let run = english.run(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments}");
        insta::assert_snapshot!(name, run.stdout);
    }
}

#[test]
fn what_is_not_there_is_named() {
    let place = copy("examples/harrow-weir");
    for (arguments, expect) in [
        ("trace edith-ashdown-dairy#p1", "did you mean edith-ashdown-diary?"),
        ("trace reply#p99", "reply has no passage #p99; its paragraphs are p1 to p"),
        ("trace reply#p1 --sentence 9", "there is no sentence 9"),
        ("trace reply#p1 balloon", "the words “balloon” do not stand there"),
        ("trace register/amos-hebble.html#p1", "is an entry's page"),
        ("trace amos-hebble", "is an entry's page"),
        ("trace how-we-worked.html", "is a page of yours"),
    ] {
        let run = place.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{arguments}");
        assert!(run.stderr.contains(expect), "{arguments}: {}", run.stderr);
    }
}

/// Every annotation of every page has a maker with a place: a line of a file, or of a rule of the program.
#[test]
fn everything_has_its_ground() {
    for (_, dossier) in DOSSIERS {
        let place = copy(dossier);
        for page in pages(&place).into_iter().step_by(6) {
            let run = place.run(&format!("trace {page} --json"));
            assert_eq!(run.code, Some(0), "{run:?}");
            let trace: Value = serde_json::from_str(&run.stdout).expect("JSON");
            let passages = trace["passages"].as_array().expect("passages");
            let sentences = passages.iter().flat_map(|one| one["sentences"].as_array().unwrap());
            let facts: Vec<&Value> =
                sentences.flat_map(|one| one["annotations"].as_array().unwrap()).collect();
            assert!(!facts.is_empty(), "{page}");
            for fact in facts {
                let grounded = !fact["at"].is_null() || !fact["rule"]["says"].is_null();
                assert!(grounded, "{page}: {fact}");
                if fact["maker"] == "register" {
                    assert!(!fact["entry"]["at"].is_null(), "{page}: {fact}");
                }
            }
        }
    }
}

/// The seeds of a place, as addresses.
fn pages(place: &crate::program::Place) -> Vec<String> {
    let tree = crate::copies::tree(place);
    tree.into_keys().filter(|path| path.starts_with("seeds/")).collect()
}
