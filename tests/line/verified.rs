//! `verify`, on a site as it was built and on one that was changed.

use crate::support::{build, copy, dossier, dossiers, folder, put};

fn verify(folder: &std::path::Path, options: &[&str]) -> (Option<i32>, String) {
    let run = dossier(folder, &[&["verify"], options].concat());
    (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
}

#[test]
fn a_site_is_what_its_manifest_and_its_seeds_say() {
    for (name, path) in dossiers() {
        let place = copy(&path);
        build(place.path());
        for options in [&[][..], &["public"], &["."], &["public", "--seeds", "."]] {
            let (code, said) = verify(place.path(), options);
            assert_eq!(code, Some(0), "{name} {options:?}: {said}");
        }
    }
}

#[test]
fn what_was_changed_is_named() {
    let place = folder(&[
        ("book.toml", b"[book]\ntitle = \"T\"\n"),
        ("seeds/a.txt", b"A letter. It rains."),
    ]);
    build(place.path());
    let site = place.path().join("public");
    put(&site.join("index.html"), b"changed");
    put(&site.join("foreign.html"), b"x");
    std::fs::remove_file(site.join("documents/a.html")).unwrap();
    let mut all = Vec::new();
    for options in
        [&[][..], &["public", "--seeds", "."], &["seeds"], &["nowhere"], &["--key", "RWnone"]]
    {
        let (code, said) = verify(place.path(), options);
        let said: Vec<&str> = said.lines().filter(|line| !line.contains("As published")).collect();
        all.push(format!("{options:?} → {code:?}\n{}", said.join("\n")));
    }
    let sums =
        regex::Regex::new(r"[0-9a-f]{64}|\d+ files in manifest|\d+ files was|\(\d+ more").unwrap();
    insta::assert_snapshot!(sums.replace_all(&all.join("\n\n"), "[…]"));
}

/// The signature comes after the build; the next build keeps it with an unchanged site, and takes it away with
/// the one that it was made for.
#[test]
fn a_signature_is_no_foreign_file() {
    let place = folder(&[
        ("book.toml", b"[book]\ntitle = \"T\"\n"),
        ("seeds/a.txt", b"A letter. It rains."),
    ]);
    build(place.path());
    let signature = place.path().join("public/manifest.json.minisig");
    put(&signature, b"untrusted comment: signature\n");
    build(place.path());
    assert!(signature.is_file());
    assert_eq!(verify(place.path(), &[]).0, Some(0));
    put(&place.path().join("seeds/a.txt"), b"A letter. It snows.");
    build(place.path());
    assert!(!signature.exists());
    let left = walkdir::WalkDir::new(place.path()).max_depth(1).into_iter().map(Result::unwrap);
    assert!(!left.into_iter().any(|one| one.file_name().to_string_lossy().starts_with(".public")));
}
