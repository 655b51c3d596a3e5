//! What is public, what not yet, and what never.

use tempfile::TempDir;

use crate::support::{dossier, folder, get_text, put, tree};

fn place() -> TempDir {
    folder(&[
        ("book.toml", b"[book]\ntitle = \"The Papers\"\nlanguage = \"en\"\n"),
        ("seeds/open.txt", b"Dear Sir, it rains in Ambleby. Jo Doe has been here, as Zed Vex wrote in the Grey Memo."),
        ("seeds/grey-memo.txt", b"Title: The Grey Memo of Velmont\n\nNobody but the three of us must ever come to know that the mill at Velmont was sold to Ida Krohn before the first snow fell."),
        ("seeds/diary.txt", b"Title: A Diary\n\nOn the way to Ambleby we saw the heron rise three times over the frozen reservoir before noon."),
        (
            "annotations/register.toml",
            b"[[person]]\nid = \"jo-doe\"\nname = \"Jo Doe\"\n[[person]]\nid = \"ida-krohn\"\nname = \"Ida Krohn\"\n\
              [[place]]\nid = \"velmont\"\nname = \"Velmont\"\n[[place]]\nid = \"ambleby\"\nname = \"Ambleby\"\n\
              [[person]]\nid = \"nobody\"\nname = \"Idle Entry\"\n",
        ),
        (
            "annotations/open.txt.md",
            b"See [[grey-memo]] and [[ida-krohn|the buyer]].\n\n> [!note] context, id=n-open\n> it rains\n\nSo it does, see [[diary#p1]].\n\n\
              > [!note] context, id=n-inner-thoughts, publish=internal\n> Jo Doe\n\nWe doubt that he was ever anywhere near the place, whatever Zoltan told the clerk.\n\n\
              > [!claim] asserted, id=c-open, supports=c-sold\n> Jo Doe has been here\n",
        ),
        ("annotations/grey-memo.txt.md", b"---\npublish: internal\n---\n> [!claim] asserted, id=c-sold\n> the mill at Velmont was sold\n"),
        ("annotations/diary.txt.md", b"---\npublish: embargoed until 2026-12-01\n---\n"),
        ("annotations/pages/draft.md", b"---\ntitle: A Hasty Draft\npublish: internal\n---\nThis page is not finished at all and nobody should read it yet.\n"),
    ])
}

fn built(place: &TempDir, options: &[&str]) -> (String, String) {
    let run = dossier(place.path(), &[&["build"], options].concat());
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}");
    let files = tree(&place.path().join("public"));
    let all =
        files.iter().map(|(path, bytes)| format!("{path}\n{}\n", String::from_utf8_lossy(bytes)));
    (said, all.collect())
}

#[test]
fn a_public_build_leaves_out_what_is_not_public() {
    let place = place();
    let lock = || get_text(&place.path().join("annotations/anchors.lock"));
    let (_, whole) = built(&place, &[]);
    let before = lock();
    for words in [
        "Velmont",
        "Ida Krohn",
        "heron",
        "Zoltan",
        "Hasty Draft",
        "embargoed until 1 December 2026",
        "(internal)",
    ] {
        assert!(whole.contains(words), "{words}");
    }
    let (said, public) = built(&place, &["--public", "--as-of", "2026-11-30"]);
    assert!(said.contains("left out"), "{said}");
    for words in [
        "Velmont",
        "velmont",
        "Krohn",
        "ida-krohn",
        "heron",
        "Zoltan",
        "Hasty",
        "draft",
        "grey-memo",
        "c-sold",
        "n-inner-thoughts",
        "A Diary",
        "embargoed",
        "(internal)",
    ] {
        assert!(!public.contains(words), "{words}");
    }
    for words in
        ["the Grey Memo", "the buyer", "(not public)", "Jo Doe", "ambleby", "Idle Entry", "c-open"]
    {
        assert!(public.contains(words), "{words}");
    }
    assert_eq!(lock(), before, "the lock knows all annotations, whoever may see them");
    let (_, later) = built(&place, &["--public", "--as-of", "2026-12-01"]);
    assert!(later.contains("heron") && later.contains("documents/diary.html"));
    assert!(!later.contains("Velmont") && !later.contains("embargoed until"));
    let (_, never) = built(&place, &["--public"]);
    assert!(!never.contains("heron"));
}

#[test]
fn a_trace_of_what_is_left_out_publishes_nothing() {
    let place = place();
    built(&place, &["--public"]);
    let before = tree(&place.path().join("public"));
    std::fs::create_dir_all(place.path().join("static")).unwrap();
    for words in [
        "see Ida Krohn",
        "The Grey Memo of Velmont",
        "know that the mill at Velmont was sold to Ida Krohn before the first snow fell",
        "it was him, whatever Zoltan told the clerk, we doubt that he was ever anywhere near the place, whatever Zoltan told",
    ] {
        put(&place.path().join("static/about.txt"), words.as_bytes());
        let run = dossier(place.path(), &["build", "--public"]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(run.status.code() == Some(1) && said.contains("D0134"), "{words}: {said}");
        assert!(tree(&place.path().join("public")) == before);
    }
}
