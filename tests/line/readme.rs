//! The README's tutorial, followed to the letter.

use crate::support::{dossier, get_text, put, repository};

/// The README's fenced blocks of a language, in order.
fn blocks(language: &str) -> Vec<String> {
    let text = get_text(&repository().join("README.md"));
    let fence = format!("```{language}\n");
    text.split(fence.as_str())
        .skip(1)
        .map(|part| part.split("\n```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_tutorial_works_as_it_is_written() {
    let folder = tempfile::TempDir::new().unwrap();
    let begin = blocks("sh").into_iter().find(|block| block.contains("END")).unwrap();
    let diary = begin.split("<<END\n").nth(1).unwrap().split("\nEND").next().unwrap();
    let letters = folder.path().join("letters");
    std::fs::create_dir(&letters).unwrap();
    put(&letters.join("diary.txt"), diary.as_bytes());
    assert!(dossier(folder.path(), &["init", "letters"]).status.success());

    let register = blocks("toml").into_iter().find(|block| block.contains("[[person]]")).unwrap();
    put(&letters.join("annotations/register.toml"), register.as_bytes());
    let notes = blocks("markdown").remove(0);
    put(&letters.join("annotations/diary.txt.md"), notes.as_bytes());
    let output = dossier(&letters, &["build"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !said.contains("warning["), "{said}");

    let page = get_text(&letters.join("public/documents/diary.html"));
    for expect in ["the gate-house", "Edith Ashdown", "class=\"ref", "m-quotations"] {
        assert!(page.contains(expect), "{expect}");
    }
    let person = get_text(&letters.join("public/register/edith-ashdown.html"));
    assert!(person.contains("The boards were in"), "the quotation has its speaker");
}

#[test]
fn the_settings_it_shows_are_valid() {
    let settings = blocks("toml").into_iter().find(|block| block.contains("[book]")).unwrap();
    let (config, diagnostics) = dossier::config::read("book.toml", &settings);
    assert!(config.is_some() && diagnostics.is_empty(), "{diagnostics:?}");
}
