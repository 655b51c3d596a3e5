//! Folders on disk as they ought not to be: the build ends by itself, says why, and harms nothing.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::{build, dossier, folder, program, put, tree};

const BOOK: &[u8] = b"[book]\ntitle = \"T\"\n";

/// A dossier that builds.
fn small() -> tempfile::TempDir {
    folder(&[("book.toml", BOOK), ("seeds/a.txt", b"A word."), ("seeds/b.md", b"More words.")])
}

/// A failure that is said, and no fault of the program.
fn check_refused(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("error") && said.contains(words), "{said}");
    assert!(!said.contains("panicked") && !said.contains("internal"), "{said}");
}

#[test]
fn several_builds_at_once_take_turns() {
    let place = small();
    let root = place.path();
    // What a program leaves that was killed while it held the lock.
    put(&root.join(".dossier.lock"), b"");
    let running: Vec<_> = (0..6)
        .map(|_| program(root, &["build", "-q"]).stderr(std::process::Stdio::piped()).spawn())
        .collect();
    for one in running {
        let output = one.unwrap().wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let alone = small();
    build(alone.path());
    for output in ["public", "pages"] {
        assert!(tree(&root.join(output)) == tree(&alone.path().join(output)), "{output}");
    }
    let names: BTreeSet<_> = std::iter::empty()
        .chain(tree(root).into_keys())
        .filter(|path| path.starts_with('.'))
        .collect();
    assert!(names.iter().all(|path| path.starts_with(".dossier-cache/")), "{names:?}");
}

/// Runs the program as somebody whom permissions stop: whoever runs the tests may be an administrator.
#[cfg(target_os = "linux")]
fn as_nobody(root: &Path, arguments: &[&str]) -> Output {
    use std::os::unix::fs::{MetadataExt, chown};
    const NOBODY: u32 = 65534;
    let me = root.metadata().unwrap().uid();
    if me != 0 {
        return dossier(root, arguments);
    }
    for entry in walkdir::WalkDir::new(root).into_iter().map(Result::unwrap) {
        chown(entry.path(), Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let mut command = Command::new("setpriv");
    let id = NOBODY.to_string();
    command.args(["--reuid", &id, "--regid", &id, "--clear-groups", env!("CARGO_BIN_EXE_dossier")]);
    command.args(arguments).current_dir(root).env("NO_COLOR", "1").output().unwrap()
}

#[cfg(target_os = "linux")]
fn permit(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_may_not_be_written_to_stays_as_it_is() {
    let place = small();
    let root = place.path();
    build(root);
    let before = tree(root);
    put(&root.join("seeds/c.txt"), b"New words.");
    permit(root, 0o555);
    let output = as_nobody(root, &["build"]);
    permit(root, 0o755);
    std::fs::remove_file(root.join("seeds/c.txt")).unwrap();
    check_refused(&output, "ermission denied");
    assert!(tree(root) == before);
}

#[test]
#[cfg(target_os = "linux")]
fn what_may_not_be_read_is_named() {
    for path in ["seeds/a.txt", "seeds/inner", "annotations/register.toml", "book.toml"] {
        let place = small();
        let root = place.path();
        put(&root.join("seeds/z.txt"), b"Z.");
        for other in ["seeds/inner/x.txt", "annotations/register.toml"] {
            let other = root.join(other);
            std::fs::create_dir_all(other.parent().unwrap()).unwrap();
            put(&other, b"");
        }
        build(root);
        let before = tree(&root.join("public"));
        permit(&root.join(path), 0o000);
        let output = as_nobody(root, &["build"]);
        permit(&root.join(path), 0o755);
        check_refused(&output, path);
        assert!(tree(&root.join("public")) == before, "{path}");
    }
}

/// No file may grow over a bound, as none may where the disk is full.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_the_old_site() {
    let place = small();
    let root = place.path();
    build(root);
    let before = tree(&root.join("public"));
    put(&root.join("seeds/c.txt"), "New words. ".repeat(2_000).as_bytes());
    for blocks in ["0", "1", "8", "20"] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" build");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_dossier")]);
        let output = command.current_dir(root).env("NO_COLOR", "1").output().unwrap();
        check_refused(&output, "too large");
        assert!(tree(&root.join("public")) == before, "{blocks}");
    }
    build(root);
    assert!(tree(&root.join("public")) != before);
}

#[test]
fn files_that_change_and_vanish_meanwhile_end_no_build() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let place = small();
    let root = place.path();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0;
            while !over.load(Ordering::Relaxed) {
                n += 1;
                let (path, other) = (root.join("seeds/a.txt"), root.join("seeds/c.md"));
                match n % 5 {
                    0 => put(&path, format!("Words {n}. ").repeat(n % 3_000).as_bytes()),
                    1 => drop(std::fs::rename(&path, &other)),
                    2 => drop(std::fs::create_dir(&path)),
                    3 => drop(std::fs::remove_dir(&path)),
                    _ => drop(std::fs::rename(&other, &path)),
                }
            }
        });
        for _ in 0..20 {
            let output = dossier(root, &["build"]);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
            assert!(!said.contains("panicked") && !said.contains("internal error"), "{said}");
            assert!(output.status.success() || said.contains("error"), "{said}");
        }
        over.store(true, Ordering::Relaxed);
    });
    let _ = std::fs::remove_dir(root.join("seeds/a.txt"));
    put(&root.join("seeds/a.txt"), b"A word.");
    build(root);
}

#[test]
#[cfg(unix)]
fn a_socket_is_refused_by_name() {
    let place = small();
    let root = place.path();
    let _socket = std::os::unix::net::UnixListener::bind(root.join("seeds/s.txt")).unwrap();
    check_refused(&dossier(root, &["build"]), "seeds/s.txt");
}

/// What every usual system takes as a file's name, none of two of which it takes for the same.
fn check_names(root: &Path, documents: usize) {
    let mut seen = BTreeSet::new();
    for output in ["public", "pages"] {
        for (path, _) in tree(&root.join(output)) {
            for part in path.split('/') {
                let stem = part.split('.').next().unwrap().to_ascii_uppercase();
                let device = matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL")
                    || (stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")));
                assert!(!device, "{path}");
                assert!(part.len() <= 255 && !part.ends_with(['.', ' ']), "{path}");
                assert!(
                    !part.contains(|c: char| c.is_control() || "\\:*?\"<>|".contains(c)),
                    "{path:?}"
                );
            }
            assert!(seen.insert(format!("{output}/{}", path.to_lowercase())), "{path}");
        }
    }
    let pages = tree(&root.join("public/documents"));
    // The list of all documents is one more.
    assert_eq!(pages.len(), documents + 1, "{:?}", pages.keys());
}

#[test]
#[cfg(target_os = "linux")]
fn odd_names_of_seeds_are_no_names_of_pages() {
    let long = "x".repeat(251);
    let longer = format!("{}.txt", "ß".repeat(125));
    let names = [
        format!("{long}.txt"),
        longer,
        "-rf.txt".into(),
        "--help.md".into(),
        "a\nb.txt".into(),
        "\"quoted' `$(x)`.txt".into(),
        "..a.txt".into(),
        "...txt".into(),
        " .txt".into(),
        "con.txt".into(),
        "Com1.md".into(),
        "lpt9.html".into(),
        "nul.tar.txt".into(),
        "index.txt".into(),
        "404.md".into(),
        "%2e%2e%2f.txt".into(),
        "a\\..\\b.txt".into(),
        "<script>.txt".into(),
        "a:b*c?.txt".into(),
        "trailing. .txt".into(),
        "\u{202e}txt.md".into(),
        "{{#include x}}.md".into(),
    ];
    let place = folder(&[("book.toml", BOOK)]);
    std::fs::create_dir(place.path().join("seeds")).unwrap();
    for name in &names {
        put(&place.path().join("seeds").join(name), b"<p>Words.</p>");
    }
    build(place.path());
    // Names that begin with a dot are those of no seeds.
    let seeds = names.iter().filter(|name| !name.starts_with('.')).count();
    check_names(place.path(), seeds);
}

#[test]
#[cfg(target_os = "linux")]
fn names_that_collide_have_a_page_each() {
    let names = [
        "Letter.txt",
        "letter.txt",
        "LETTER.md",
        "letter.html",
        "lettér.txt",
        "lette\u{301}r.txt",
        "letter-2.txt",
        "letter 2.txt",
        "sub/letter.txt",
        "Sub/letter.txt",
        "straße.txt",
        "strasse.txt",
        "STRASSE.txt",
        "ﬁle.txt",
        "file.txt",
        "ﬁ/x.txt",
        "fi/x.txt",
    ];
    let place = folder(&[("book.toml", BOOK)]);
    for name in names {
        let path = place.path().join("seeds").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        put(&path, format!("<p>The words of {name}.</p>").as_bytes());
    }
    build(place.path());
    check_names(place.path(), names.len());
}
