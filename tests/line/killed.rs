//! A build that is killed, at whatever moment, leaves the old site whole or the new one.

use std::time::Duration;

use crate::support::{build, copy, dossiers, get_text, program, put, tree};

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let (_, dossier) = dossiers()[1].clone();
    let folder = copy(&dossier);
    build(folder.path());
    let public = folder.path().join("public");
    let old = tree(&public);

    let other = copy(&dossier);
    let before = get_text(&dossier.join("book.toml"));
    let after = before.replace("Harrow Weir", "Harrow Dam");
    put(&other.path().join("book.toml"), after.as_bytes());
    build(other.path());
    let new = tree(&other.path().join("public"));
    assert!(old != new);

    let mut killed = 0;
    for step in 0..40 {
        // In turn, so that every build has something to swap.
        let settings = if step % 2 == 0 { &after } else { &before };
        put(&folder.path().join("book.toml"), settings.as_bytes());
        let mut running = program(folder.path(), &["build", "-q"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(15 * step));
        killed += u32::from(running.try_wait().unwrap().is_none());
        // It may have ended by itself in the meantime, which is as good.
        let _ = running.kill();
        running.wait().unwrap();
        let found = tree(&public);
        assert!(found == old || found == new, "killed after {} ms", 15 * step);
    }
    assert!(killed > 5, "only {killed} builds were still running");

    put(&folder.path().join("book.toml"), after.as_bytes());
    build(folder.path());
    assert!(tree(&public) == new);
    let left: Vec<String> = walkdir::WalkDir::new(folder.path())
        .min_depth(1)
        .max_depth(1)
        .into_iter()
        .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned())
        .filter(|name| name.starts_with('.') && name != ".dossier.lock" && name != ".dossier-cache")
        .collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}
