//! The same input gives the same bytes, wherever, whenever and however it is built.

use std::path::Path;

use crate::support::{build, copy, dossiers, program, tree};

fn build_with(folder: &Path, settings: &[(&str, &str)]) {
    let mut command = program(folder, &["build", "-q"]);
    command.envs(settings.iter().copied());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
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
        for output in ["pages", "public"] {
            let (a, b) = (tree(&first.path().join(output)), tree(&deep.join(output)));
            assert!(a.len() > 30, "{name}: {output} has only {} files", a.len());
            assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
            for (path, bytes) in &a {
                assert!(b[path] == *bytes, "{name}: {output}/{path} differs");
            }
        }
    }
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
