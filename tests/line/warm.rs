//! Whatever earlier builds left, a build gives what one without it would give, byte for byte.

use std::path::Path;

use crate::support::{
    build, copy, copy_all, dossier, dossiers, get, get_text, put, repository, tree,
};

/// Where results of builds are kept.
const MEMO: &str = ".dossier-cache/memo";

type Change = fn(&Path);

fn edit(path: &Path, from: &str, to: &str) {
    let text = get_text(path);
    assert!(text.contains(from), "{}: {from}", path.display());
    put(path, text.replacen(from, to, 1).as_bytes());
}

fn add(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let before = if path.exists() { get_text(path) } else { String::new() };
    put(path, format!("{before}{text}").as_bytes());
}

/// One after the other in the same folder, so that each build is warm by the one before.
const CHANGES: [(&str, Change); 15] = [
    ("nothing but the cache's record", |root| {
        std::fs::remove_file(root.join(".dossier-cache/last")).unwrap();
    }),
    ("a seed", |root| {
        let seed = tree(&root.join("seeds")).into_keys().find(|path| path.ends_with(".txt"));
        let words = "\n\nOn 3 May 1911 Ada Crane wrote that the weir had cost £400.\n";
        add(&root.join("seeds").join(seed.unwrap()), words);
    }),
    ("one more seed", |root| add(&root.join("seeds/added.txt"), "Title: Added\n\nA letter.\n")),
    ("one seed less", |root| std::fs::remove_file(root.join("seeds/added.txt")).unwrap()),
    ("a note", |root| {
        let noted = |path: &String| root.join(format!("annotations/{path}.md")).exists();
        let seed = tree(&root.join("seeds")).into_keys().find(noted).unwrap();
        add(&root.join(format!("annotations/{seed}.md")), "\nOne more word.\n");
    }),
    ("the register", |root| {
        let register = "annotations/register.toml";
        add(&root.join(register), "\n[[concept]]\nid = \"letter-x\"\nname = \"letter\"\n");
    }),
    ("the register's names", |root| {
        edit(&root.join("annotations/register.toml"), "name = \"letter\"", "name = \"the\"");
    }),
    ("rules", |root| {
        add(&root.join("annotations/rules.toml"), "off = [\"dates.en.day-month-year\"]\n");
    }),
    ("the title", |root| edit(&root.join("book.toml"), "title = \"", "title = \"New: ")),
    ("a style", |root| add(&root.join("static/custom.css"), "p { color: red }\n")),
    ("a template", |root| {
        let own = root.join("templates/document.html");
        add(&own, &get_text(&repository().join("templates/document.html")));
        edit(&own, "<", "<!-- own --><");
    }),
    ("no own template", |root| {
        std::fs::remove_file(root.join("templates/document.html")).unwrap();
    }),
    ("bytes of the cache", |root| {
        let mut bytes = get(&root.join(MEMO));
        let len = bytes.len();
        assert!(len > 10_000, "{len}");
        (0..len).step_by(211).for_each(|at| bytes[at] ^= 0x20);
        put(&root.join(MEMO), &bytes);
        add(&root.join("static/custom.css"), "p { color: blue }\n");
    }),
    ("half a cache", |root| {
        let bytes = get(&root.join(MEMO));
        put(&root.join(MEMO), &bytes[..bytes.len() / 2]);
        add(&root.join("static/custom.css"), "p { color: green }\n");
    }),
    ("a published page, by somebody else", |root| {
        edit(&root.join("public/index.html"), "<", "<!-- changed --><");
    }),
];

fn compare(what: &str, warm: &Path) {
    let cold = copy(warm);
    for folder in ["templates", "static"] {
        if warm.join(folder).exists() {
            copy_all(&warm.join(folder), &cold.path().join(folder));
        }
    }
    build(cold.path());
    for folder in ["pages", "public", "annotations"] {
        let (a, b) = (tree(&warm.join(folder)), tree(&cold.path().join(folder)));
        assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>(), "{what}: {folder}");
        for (path, bytes) in &a {
            assert!(b[path] == *bytes, "{what}: {folder}/{path} differs");
        }
    }
}

#[test]
fn a_warm_build_gives_what_a_cold_one_does() {
    let (_, dossier) = dossiers()[1].clone();
    let folder = copy(&dossier);
    build(folder.path());
    for (what, change) in CHANGES {
        change(folder.path());
        build(folder.path());
        compare(what, folder.path());
    }
}

#[test]
fn another_dossier_s_cache_changes_nothing() {
    let [one, other] = dossiers().map(|(_, dossier)| copy(&dossier));
    build(other.path());
    copy_all(&other.path().join(".dossier-cache"), &one.path().join(".dossier-cache"));
    copy_all(&other.path().join("public"), &one.path().join("public"));
    build(one.path());
    compare("another's cache", one.path());
}

#[test]
fn what_was_asked_for_counts() {
    let (_, dossier_) = dossiers()[1].clone();
    let (warm, cold) = (copy(&dossier_), copy(&dossier_));
    build(warm.path());
    let asked = ["build", "--site-url", "https://example.org/x", "--public"];
    for folder in [&warm, &cold] {
        assert!(dossier(folder.path(), &asked).status.success());
    }
    assert!(tree(&warm.path().join("public")) == tree(&cold.path().join("public")));
}

#[test]
fn the_cache_does_not_grow() {
    let (_, dossier) = dossiers()[1].clone();
    let folder = copy(&dossier);
    build(folder.path());
    let style = folder.path().join("static/custom.css");
    let len = |n: usize| {
        add(&style, &format!("p {{ margin: {n}px }}\n"));
        build(folder.path());
        get(&folder.path().join(MEMO)).len()
    };
    let lens: Vec<usize> = (0..4).map(len).collect();
    assert!(lens.windows(2).all(|pair| pair[0] == pair[1]), "{lens:?}");
}
