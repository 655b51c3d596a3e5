//! `diff` on copies of both dossiers in repositories of git.

use std::process::Command;

use serde_json::Value;

use crate::copies::{copy, text};
use crate::program::Place;

const OFF: &str = "off = [\"names.de.model\", \"names.en.model\"]\n";

fn git(place: &Place, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(place.path(""))
        .args([
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.org",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .output()
        .expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A copy whose first revision is as it is shipped, without the statistical models.
fn repository(dossier: &str) -> Place {
    let place = copy(dossier);
    place.put("annotations/rules.toml", OFF);
    git(&place, &["init", "-q"]);
    git(&place, &["add", "-A"]);
    git(&place, &["commit", "-q", "-m", "first"]);
    git(&place, &["tag", "first"]);
    place
}

fn replace(place: &Place, path: &str, old: &str, new: &str) {
    let before = text(place, path);
    assert!(before.contains(old), "{path} has no {old}");
    place.put(path, &before.replacen(old, new, 1));
}

/// Changes of every kind in the English dossier.
fn changed() -> Place {
    let place = repository("examples/harrow-weir");
    let letter = "seeds/letters/1924-03-02-ashdown-to-board.txt";
    replace(&place, letter, "not laid upon the table", "not put upon the table");
    let notes = "annotations/letters/reply.txt.md";
    let more = format!(
        "{}\n> [!claim] denied, by=septimus-pym, id=never-read, contradicts=not-satisfied\n> which has been laid upon the \
         table\n\nSee [[bywash]] and [[nowhere]].\n",
        text(&place, notes).trim_end()
    );
    place.put(notes, &more);
    place.put(
        "seeds/letters/new.txt",
        "Date: 1926-05-01\n\nTo Septimus Pym. The account is closed.\n",
    );
    std::fs::remove_file(place.path("seeds/papers/slip.md")).expect("a seed");
    std::fs::remove_file(place.path("annotations/papers/slip.md.md")).expect("its notes");
    replace(
        &place,
        "annotations/register.toml",
        "aliases = [\"Miss Ashdown\", \"Edie\"]",
        "aliases = [\"Edie\"]",
    );
    replace(&place, "annotations/pages/how-we-worked.md", "# ", "# Well: ");
    replace(&place, "book.toml", "license = \"CC-BY-4.0\"", "license = \"CC0-1.0\"");
    let run = place.run("mv ellis-tolley tolley-ellis --yes -q");
    assert_eq!(run.code, Some(0), "a link that leads nowhere already is no obstacle: {run:?}");
    place
}

#[test]
fn a_change_is_told_summary_first() {
    let place = changed();
    let run = place.run("diff first");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("human", run.stdout);
    let run = place.run("diff first --format markdown");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("markdown", run.stdout);
    let run = place.run("diff first --format json");
    let whole: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(whole["against"], "first");
    assert_eq!(whole["summary"]["documents"]["added"], 1);
    assert_eq!(whole["summary"]["documents"]["removed"], 1);
    let again = place.run("diff first --format json");
    assert_eq!(run.stdout, again.stdout);
}

#[test]
fn a_name_that_changes_is_no_loss() {
    let place = repository(".");
    let run = place.run("mv donald-trump trump-donald --yes -q");
    assert_eq!(run.code, Some(0), "{run:?}");
    let run = place.run("mv 000_4a59c69cded22aaa.txt news.txt --yes -q");
    assert_eq!(run.code, Some(0), "{run:?}");
    let run = place.run("diff HEAD");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("german_names", run.stdout);
}

#[test]
fn without_a_difference_or_a_revision_it_says_so() {
    let place = repository(".");
    let run = place.run("diff first");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "Nothing differs from first\n"));
    let run = place.run("diff nowhere");
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("D0055"), "{run:?}");
    for (arguments, expect) in [
        ("diff first --format sarif", "`diff` writes with --format human, json or markdown"),
        ("check --format markdown", "--format markdown is for `diff`"),
    ] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains(expect), "{run:?}");
    }
}
