use super::*;
use crate::diagnostic::{Diagnostic, Fix, codes};

fn put_text(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
}

fn inputs(root: &Path, options: &Options) -> Inputs {
    Inputs::of(&Project::new(Disk::open(root).unwrap()), options)
}

/// A dossier with an output, built.
fn built() -> (tempfile::TempDir, Last) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for path in [
        "book.toml",
        "seeds/a.txt",
        "seeds/in/b.txt",
        "annotations/register.toml",
        "public/a/x.html",
    ] {
        put_text(root, path, "1");
    }
    let fix = Fix::replace("annotations/a.md", 1..3, "x");
    let diagnostic = Diagnostic::warning(codes::AMBIGUOUS_QUOTE, "“a”\nb").at("seeds/a.txt", 0..1);
    let diagnostic = diagnostic.label("l").note("n").hint("h").fix(fix);
    let counts = Counts { documents: 2, entries: 3, annotations: 4, site_pages: 5 };
    let last = Last { counts, left_out: 6, diagnostics: [diagnostic].into_iter().collect() };
    remember(root, &inputs(root, &Options::default()), &["public"], &last).unwrap();
    (folder, last)
}

fn now(root: &Path) -> Option<Last> {
    last(root, &inputs(root, &Options::default()), &["public"])
}

#[test]
fn what_is_as_it_was_is_remembered() {
    let (folder, last) = built();
    assert_eq!(now(folder.path()), Some(last));
}

#[test]
fn any_change_of_the_inputs_is_noticed() {
    for change in
        ["book.toml", "seeds/a.txt", "seeds/new.txt", "templates/page.html", "static/a.css"]
    {
        let (folder, _) = built();
        put_text(folder.path(), change, "2");
        assert_eq!(now(folder.path()), None, "{change}");
        put_text(folder.path(), change, "1");
        let was_there = change == "book.toml" || change == "seeds/a.txt";
        assert_eq!(now(folder.path()).is_some(), was_there, "{change}");
    }
    let (folder, _) = built();
    std::fs::rename(folder.path().join("seeds/in/b.txt"), folder.path().join("seeds/b.txt"))
        .unwrap();
    assert_eq!(now(folder.path()), None, "another name");
    let (folder, _) = built();
    let other = Options { site_url: Some("https://x.y/".to_owned()), ..Options::default() };
    assert_eq!(last(folder.path(), &inputs(folder.path(), &other), &["public"]), None);
}

#[test]
fn any_change_of_the_output_is_noticed() {
    type Change = fn(&Path);
    let changes: [(&str, Change); 5] = [
        ("other bytes", |public| put_text(public, "a/x.html", "2")),
        ("the same bytes anew", |public| {
            std::fs::remove_file(public.join("a/x.html")).unwrap();
            put_text(public, "a/x.html", "1");
        }),
        ("a file more", |public| put_text(public, "b.html", "1")),
        ("a file less", |public| std::fs::remove_file(public.join("a/x.html")).unwrap()),
        ("another name", |public| std::fs::rename(public.join("a"), public.join("b")).unwrap()),
    ];
    for (name, change) in changes {
        let (folder, _) = built();
        change(&folder.path().join("public"));
        assert_eq!(now(folder.path()), None, "{name}");
    }
}

#[test]
fn a_broken_or_foreign_record_says_nothing() {
    let (folder, _) = built();
    let path = folder.path().join(LAST);
    let good = Disk::open(folder.path()).unwrap().read(LAST).unwrap();
    for at in 0..good.len() {
        let mut broken = good.clone();
        broken[at] ^= 1;
        assert!(Record::read(&broken).is_none(), "byte {at}");
    }
    assert!(Record::read(&good[..good.len() - 1]).is_none() && Record::read(b"").is_none());
    // Copied with its dossier, it is about other files.
    let copy = tempfile::tempdir().unwrap();
    for name in [
        "book.toml",
        "seeds/a.txt",
        "seeds/in/b.txt",
        "annotations/register.toml",
        "public/a/x.html",
    ] {
        put_text(copy.path(), name, "1");
    }
    std::fs::create_dir(copy.path().join(FOLDER)).unwrap();
    std::fs::copy(path, copy.path().join(LAST)).unwrap();
    assert_eq!(now(copy.path()), None);
}

#[cfg(unix)]
#[test]
fn a_link_in_its_place_is_left_alone() {
    let (folder, last) = built();
    let root = folder.path();
    let elsewhere = tempfile::tempdir().unwrap();
    for name in [".gitignore", "last"] {
        std::fs::remove_file(root.join(FOLDER).join(name)).unwrap();
    }
    std::fs::remove_dir(root.join(FOLDER)).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), root.join(FOLDER)).unwrap();
    let inputs = inputs(root, &Options::default());
    assert!(remember(root, &inputs, &["public"], &last).is_err());
    assert_eq!(walkdir::WalkDir::new(elsewhere.path()).min_depth(1).into_iter().count(), 0);
    assert_eq!(now(root), None);
}
