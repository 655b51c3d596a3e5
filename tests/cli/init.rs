//! `dossier init`, as it is said to the user.

use crate::program::Place;

#[test]
fn a_new_folder() {
    let place = Place::new();
    let run = place.run("init old-letters");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    let expect = "Made a dossier: “Old letters”, language en, \
                  no document yet, put some into old-letters/seeds/ → old-letters/book.toml (0.0 s)\n";
    assert!(run.stderr.ends_with(expect), "{run:?}");
    let again = place.run("init old-letters");
    assert_eq!(again.code, Some(0));
    let expect = "This is a dossier already: old-letters/book.toml is there, nothing was changed\n";
    assert_eq!(again.stderr, expect);
}

#[test]
fn a_folder_with_documents() {
    let place = Place::new();
    place.put("letters/one.txt", "Dear Ada,\n");
    place.put("letters/sub/two.md", "# Two\n");
    place.put("letters/.gitignore", "mine\n");
    let run = place.run("init letters");
    assert_eq!(run.code, Some(0), "{run:?}");
    let lines: Vec<_> = run.stderr.lines().collect();
    let expect = "Kept letters/.gitignore as it was; it should name /pages/ and /public/";
    assert!(lines.contains(&expect), "{run:?}");
    let expect = "Copied 2 documents into letters/seeds/; the originals stay as they are";
    assert!(lines.contains(&expect), "{run:?}");
    for path in ["letters/one.txt", "letters/seeds/one.txt", "letters/seeds/sub/two.md"] {
        assert!(place.path(path).is_file(), "{path}");
    }
}

#[test]
fn quiet_is_quiet() {
    let place = Place::new();
    let run = place.run("init -q x");
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
    let run = place.run("init -v y");
    assert!(run.stderr.contains("wrote annotations/register.toml\n"), "{run:?}");
}
