//! The same input gives the same bytes, wherever, whenever and however it is built.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::support::{build, copy, dossiers, program, put, repository, tree};

const OUTPUTS: [&str; 2] = ["pages", "public"];

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn build_with(folder: &Path, settings: &[(&str, &str)]) {
    run(program(folder, &["build", "-q"]).envs(settings.iter().copied()));
}

fn check_same(name: &str, first: &Path, second: &Path) {
    for output in OUTPUTS {
        let (a, b) = (tree(&first.join(output)), tree(&second.join(output)));
        assert!(a.len() > 30, "{name}: {output} has only {} files", a.len());
        assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
        for (path, bytes) in &a {
            assert!(b[path] == *bytes, "{name}: {output}/{path} differs");
        }
        assert_eq!(modes(&first.join(output)), modes(&second.join(output)), "{name}: {output}");
    }
}

/// Who may read and write what, by path.
#[cfg(unix)]
fn modes(folder: &Path) -> BTreeMap<String, u32> {
    use std::os::unix::fs::PermissionsExt;
    let walk = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    walk.map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().display().to_string();
        (path, entry.metadata().unwrap().permissions().mode())
    })
    .collect()
}

#[cfg(not(unix))]
fn modes(_: &Path) -> BTreeMap<String, u32> {
    BTreeMap::new()
}

#[test]
fn place_time_zone_locale_and_threads_change_nothing() {
    for (name, dossier) in dossiers() {
        let first = copy(&dossier);
        build_with(
            first.path(),
            &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1")],
        );
        let second = copy(&dossier);
        let deep = second.path().join("a folder/with another name");
        std::fs::create_dir_all(&deep).unwrap();
        for part in ["book.toml", "seeds", "annotations"] {
            std::fs::rename(second.path().join(part), deep.join(part)).unwrap();
        }
        build_with(
            &deep,
            &[("TZ", "America/Adak"), ("LC_ALL", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "4")],
        );
        check_same(name, first.path(), &deep);
    }
}

/// The order in which files came into a folder, and with it that in which many systems list them; and who
/// may read what is made.
#[test]
#[cfg(unix)]
fn order_of_files_and_umask_change_nothing() {
    let dossier = repository().join("examples/harrow-weir");
    let first = copy(&dossier);
    run(Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" build -q", env!("CARGO_BIN_EXE_dossier")])
        .current_dir(first.path()));
    let second = tempfile::TempDir::new().unwrap();
    let mut files: Vec<_> = ["seeds", "annotations"]
        .into_iter()
        .flat_map(|part| {
            let files = tree(&dossier.join(part));
            files.into_iter().map(move |(path, bytes)| (format!("{part}/{path}"), bytes))
        })
        .collect();
    files.push(("book.toml".to_owned(), crate::support::get(&dossier.join("book.toml"))));
    files.reverse();
    for (path, bytes) in &files {
        let path = second.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        // What comes and goes before makes other places in a folder free.
        put(&path.with_extension("gone"), b"");
        put(&path, bytes);
    }
    for entry in walkdir::WalkDir::new(second.path()).into_iter().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|ending| ending == "gone") {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
    run(Command::new("sh")
        .args(["-c", "umask 077; exec \"$0\" build -q", env!("CARGO_BIN_EXE_dossier")])
        .current_dir(second.path()));
    check_same("harrow-weir", first.path(), second.path());
}

/// With what the last build left to go by, without it, and with what was left by the build of something else.
#[test]
fn what_was_built_before_changes_nothing() {
    let dossier = repository().join("examples/harrow-weir");
    let cold = copy(&dossier);
    build(cold.path());
    let warm = copy(&dossier);
    let settings = warm.path().join("book.toml");
    let text = crate::support::get(&settings);
    put(&settings, b"[book]\ntitle = \"Something else\"\n");
    build(warm.path());
    put(&settings, &text);
    for _ in 0..2 {
        build(warm.path());
        check_same("after another build", cold.path(), warm.path());
    }
    let aside =
        |name: &str| std::fs::rename(warm.path().join(name), warm.path().join("old")).unwrap();
    aside(".dossier-cache");
    build(warm.path());
    check_same("without a cache", cold.path(), warm.path());
    std::fs::rename(warm.path().join("old"), warm.path().join("older")).unwrap();
    aside("public");
    build(warm.path());
    check_same("without the old site", cold.path(), warm.path());
}

#[test]
fn building_again_changes_nothing_and_leaves_nothing_behind() {
    let (_, dossier) = dossiers()[1].clone();
    let folder = copy(&dossier);
    build(folder.path());
    let before = tree(folder.path());
    build(folder.path());
    assert!(tree(folder.path()) == before);
}
