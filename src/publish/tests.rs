//! What may happen to a folder, on a real disk.

use std::collections::BTreeMap;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::project::{Disk, Files};

/// A dossier's folder to publish in.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, path: &str, text: &str) {
        use std::io::Write;
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
    }

    /// Everything in the folder but manifests, with its text.
    fn files(&self) -> BTreeMap<String, String> {
        let disk = Disk::open(self.root()).unwrap();
        disk.list("")
            .into_iter()
            .filter(|found| !found.path.ends_with(MANIFEST))
            .map(|found| {
                let text = disk.read(&found.path).map(|b| String::from_utf8(b).unwrap());
                (found.path, text.unwrap_or_else(|error| error.to_string()))
            })
            .collect()
    }

    fn try_publish(&self, site: &[(&str, &str)]) -> Result<Published, PublishError> {
        self.try_both(&[], site).map(|mut all| all.remove(1))
    }

    fn try_both(
        &self,
        pages: &[(&str, &str)],
        site: &[(&str, &str)],
    ) -> Result<Vec<Published>, PublishError> {
        let (pages, site) = (output(pages), output(site));
        let lock = Lock::acquire(self.root(), &|| {}).unwrap();
        let folders = [
            Folder { path: "pages", kind: FolderKind::Pages, files: &pages },
            Folder { path: "public", kind: FolderKind::Site, files: &site },
        ];
        publish(self.root(), &folders, &lock)
    }

    fn publish(&self, site: &[(&str, &str)]) -> Published {
        self.try_publish(site).unwrap()
    }

    /// Names in the root, sorted.
    fn names(&self) -> Vec<String> {
        let walk = walkdir::WalkDir::new(self.root()).min_depth(1).max_depth(1).sort_by_file_name();
        walk.into_iter().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }
}

fn output(files: &[(&str, &str)]) -> Vec<OutputFile> {
    files.iter().map(|(path, text)| OutputFile::new(*path, *text)).collect()
}

fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn the_folder_holds_exactly_the_files() {
    let place = Place::new();
    let first = place.publish(&[("index.html", "1"), ("a/old.html", "2"), ("a/b/c.html", "3")]);
    assert!(!first.unchanged);
    let second = place.publish(&[("index.html", "4"), ("n/new.html", "5")]);
    assert_eq!(second, Published { folder: "public".into(), unchanged: false, left: None });
    assert_eq!(place.files(), texts(&[("public/index.html", "4"), ("public/n/new.html", "5")]));
    assert_eq!(place.names(), ["pages", "public"]);
    assert!(!place.root().join("public/a").exists(), "stale folders go");
}

#[test]
fn equal_output_is_left_untouched() {
    let place = Place::new();
    let site = [("index.html", "1"), ("a/b.html", "2")];
    place.publish(&site);
    assert!(place.publish(&site).unchanged);
    place.put("public/a/b.html", "3");
    assert!(!place.publish(&site).unchanged, "a changed file is noticed");
    assert_eq!(place.files()["public/a/b.html"], "2");
    std::fs::remove_file(place.root().join("public/a/b.html")).unwrap();
    assert!(!place.publish(&site).unchanged, "a missing file is noticed");
    assert!(place.publish(&site).unchanged);
    assert!(!place.publish(&[("index.html", "1")]).unchanged);
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let place = Place::new();
    place.put("public/thesis.txt", "ten years");
    let error = place.try_both(&[("p.md", "new")], &[("index.html", "1")]).unwrap_err();
    insta::assert_snapshot!(error, @"public/ exists and was not made by dossier, so it is left alone");
    insta::assert_snapshot!(error.diagnostic().hint.unwrap(), @r#"remove public/ yourself if nobody needs it, or choose another folder: `site-dir = "…"` in [output.dossier] of book.toml"#);
    assert_eq!(place.files(), texts(&[("public/thesis.txt", "ten years")]), "nothing is written");
}

#[test]
fn a_broken_or_newer_manifest_is_nobodys() {
    for manifest in ["", "{}", r#"{"version":2,"files":[]}"#, "[1]"] {
        let place = Place::new();
        place.put(&format!("public/{MANIFEST}"), manifest);
        let error = place.try_publish(&[("index.html", "1")]).unwrap_err();
        assert!(matches!(error, PublishError::Foreign { .. }), "{manifest}");
    }
}

#[test]
fn foreign_files_in_an_own_folder_are_named() {
    let place = Place::new();
    place.publish(&[("index.html", "1")]);
    for name in ["a.txt", "b/c.txt", "d", "e", "f", "g", "h"] {
        place.put(&format!("public/{name}"), "mine");
    }
    let before = place.files();
    let error = place.try_publish(&[("index.html", "2")]).unwrap_err();
    insta::assert_snapshot!(error, @"public/ holds files that dossier did not make: a.txt, b/c.txt, d, e, f and 2 more");
    assert_eq!(place.files(), before);
}

#[test]
fn an_empty_folder_is_taken() {
    let place = Place::new();
    std::fs::create_dir(place.root().join("public")).unwrap();
    place.publish(&[("index.html", "1")]);
    assert_eq!(place.files(), texts(&[("public/index.html", "1")]));
    assert_eq!(place.names(), ["pages", "public"]);
    let place = Place::new();
    std::fs::create_dir_all(place.root().join("public/inner")).unwrap();
    let error = place.try_publish(&[("index.html", "1")]).unwrap_err();
    assert!(matches!(error, PublishError::Foreign { .. }), "a folder in it is somebody's");
}

#[test]
fn a_file_in_the_way_is_refused() {
    let place = Place::new();
    place.put("public", "a file");
    let error = place.try_publish(&[("index.html", "1")]).unwrap_err();
    insta::assert_snapshot!(error, @"“public” cannot be an output folder: public exists and is not a folder");
}

#[cfg(unix)]
#[test]
fn a_link_as_output_folder_is_refused() {
    let place = Place::new();
    place.put("elsewhere/kept.txt", "kept");
    std::os::unix::fs::symlink("elsewhere", place.root().join("public")).unwrap();
    let error = place.try_publish(&[("index.html", "1")]).unwrap_err();
    insta::assert_snapshot!(error, @"public is a symbolic link, and links are not followed");
    assert_eq!(place.files()["elsewhere/kept.txt"], "kept");
}

#[cfg(unix)]
#[test]
fn a_link_inside_an_own_folder_leads_nowhere() {
    let place = Place::new();
    place.put("elsewhere/index.html", "kept");
    place.publish(&[("a/index.html", "1"), ("b.html", "2")]);
    std::fs::remove_file(place.root().join("public/a/index.html")).unwrap();
    std::fs::remove_dir(place.root().join("public/a")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", place.root().join("public/a")).unwrap();
    let error = place.try_publish(&[("b.html", "3")]).unwrap_err();
    insta::assert_snapshot!(error, @"public/ holds files that dossier did not make: a");
    assert_eq!(place.files()["elsewhere/index.html"], "kept");
}

#[test]
fn a_manifest_cannot_reach_out_of_its_folder() {
    let place = Place::new();
    place.put("kept.txt", "kept");
    let manifest = r#"{"version":1,"files":[{"path":"../kept.txt","sha256":"","bytes":4}]}"#;
    place.put(&format!("public/{MANIFEST}"), manifest);
    place.publish(&[("index.html", "1")]);
    assert_eq!(place.files(), texts(&[("kept.txt", "kept"), ("public/index.html", "1")]));
}

#[test]
fn a_forged_manifest_takes_nobodys_file() {
    let place = Place::new();
    let sum = "0".repeat(64);
    let file = |path| format!(r#"{{"path":"{path}","sha256":"{sum}","bytes":9}}"#);
    let files = [file("thesis.txt"), file("a/photo.txt"), file("empty.txt")].join(",");
    let manifest = format!(r#"{{"version":1,"files":[{files}]}}"#);
    place.put(&format!("public/{MANIFEST}"), &manifest);
    place.put("public/thesis.txt", "ten years");
    place.put("public/a/photo.txt", "a");
    place.put("public/empty.txt", "");
    place.put(&format!("public/{SIGNATURE}"), "my own");
    let left = place.publish(&[("index.html", "1")]).left.unwrap();
    assert!(left.starts_with(".public."), "{left}");
    for _ in 0..2 {
        let mut expect = texts(&[("public/index.html", "1")]);
        for (path, text) in
            [("thesis.txt", "ten years"), ("a/photo.txt", "a"), (SIGNATURE, "my own")]
        {
            expect.insert(format!("{left}/{path}"), text.to_owned());
        }
        assert_eq!(place.files(), expect, "nor does the next build");
        place.publish(&[("index.html", "1")]);
    }
}

#[test]
fn a_page_that_somebody_changed_is_kept_beside() {
    let place = Place::new();
    place.publish(&[("index.html", "1"), ("a.html", "2"), ("b.html", "3")]);
    place.put("public/a.html", "my words");
    std::fs::remove_file(place.root().join("public/b.html")).unwrap();
    let left = place.publish(&[("index.html", "4"), ("a.html", "2")]).left.unwrap();
    let expect = [("public/index.html", "4"), ("public/a.html", "2")];
    let mut expect = texts(&expect);
    expect.insert(format!("{left}/a.html"), "my words".to_owned());
    assert_eq!(place.files(), expect);
}

#[test]
fn a_path_out_of_the_folder_stops_everything() {
    let place = Place::new();
    let error = place.try_publish(&[("index.html", "1"), ("../evil.html", "2")]).unwrap_err();
    insta::assert_snapshot!(error, @"“../evil.html” cannot be written to public/: it contains `.` or `..`");
    assert!(place.names().is_empty());
}

#[test]
fn what_killed_builds_left_goes() {
    let place = Place::new();
    let manifest = Manifest::of(&output(&[("a/b.html", "1"), ("c.html", "2")]));
    let list = String::from_utf8(manifest.write()).unwrap();
    place.put(&format!(".public.new-a/{MANIFEST}"), &list);
    place.put(".public.new-a/a/b.html", "1");
    place.put(&format!(".public.new-b/{MANIFEST}"), &list[..20]);
    place.put(&format!(".public.new-c/{MANIFEST}"), &list);
    place.put(".public.new-c/c.html", "2");
    place.put(".public.new-c/mine.txt", "somebody's");
    place.put(".public.new-d/mine.txt", "somebody's");
    place.put(&format!(".public.new-e/{MANIFEST}"), &list);
    place.put(".public.new-e/.dossier-unfinished", "");
    place.put(".public.new-e/c.html", "less than listed");
    place.publish(&[("index.html", "1")]);
    let expect = [
        (".public.new-c/mine.txt", "somebody's"),
        (".public.new-d/mine.txt", "somebody's"),
        ("public/index.html", "1"),
    ];
    assert_eq!(place.files(), texts(&expect));
    assert_eq!(place.names(), [".public.new-c", ".public.new-d", "pages", "public"]);
}

#[test]
fn an_old_site_that_was_moved_aside_comes_back() {
    let place = Place::new();
    place.publish(&[("index.html", "1")]);
    std::fs::rename(place.root().join("public"), place.root().join(".public.old-x")).unwrap();
    place.try_publish(&[("..", "")]).unwrap_err();
    assert_eq!(place.names(), [".public.old-x", "pages"], "not before the new one is known good");
    place.put("pages/foreign.txt", "");
    place.try_publish(&[("index.html", "2")]).unwrap_err();
    std::fs::remove_file(place.root().join("pages/foreign.txt")).unwrap();
    assert!(place.publish(&[("index.html", "1")]).unchanged);
    assert_eq!(place.names(), ["pages", "public"]);
}

#[test]
fn both_folders_change_or_none() {
    let place = Place::new();
    place.try_both(&[("p.md", "1")], &[("s.html", "1")]).unwrap();
    place.put("public/foreign.txt", "mine");
    let before = place.files();
    place.try_both(&[("p.md", "2")], &[("s.html", "2")]).unwrap_err();
    assert_eq!(place.files(), before);
}

#[test]
fn a_second_swap_that_fails_takes_the_first_one_back() {
    let place = Place::new();
    place.try_both(&[("p.md", "1")], &[("s.html", "1")]).unwrap();
    let before = place.files();
    let (pages, site) = (output(&[("p.md", "2")]), output(&[("s.html", "2")]));
    let pages = Folder { path: "pages", kind: FolderKind::Pages, files: &pages };
    let site = Folder { path: "public", kind: FolderKind::Site, files: &site };
    let prepare = |folder, existed| {
        let beside =
            prepare::write(place.root(), folder, &Manifest::of(folder.files), &Existing::Nothing)
                .unwrap();
        Prepared { folder, beside: Some(beside), existed }
    };
    // Said to be new, the second folder cannot be renamed onto the one that is there.
    let prepared = vec![prepare(pages, true), prepare(site, false)];
    let error = swap::all(place.root(), prepared).unwrap_err();
    assert!(error.to_string().starts_with("cannot put in place the folder public: "), "{error}");
    assert_eq!(place.files(), before);
    assert_eq!(place.names(), ["pages", "public"]);
}

#[cfg(unix)]
#[test]
fn what_did_not_change_is_not_written_again() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let place = Place::new();
    let same = ["same.html", "spoilt.html", "private.html"].map(|path| (path, "1"));
    let with = |changed| [&same[..], &[("changed.html", changed)]].concat();
    place.publish(&with("1"));
    let path = |path: &str| place.root().join("public").join(path);
    let number = |name: &str| path(name).metadata().unwrap().ino();
    let before = number("same.html");
    // Of the same length, so that only its bytes tell.
    place.put("public/spoilt.html", "0");
    std::fs::set_permissions(path("private.html"), PermissionsExt::from_mode(0o600)).unwrap();
    let private = number("private.html");
    let left = place.publish(&with("2")).left.unwrap();
    assert_eq!(number("same.html"), before, "the file itself is kept");
    assert_ne!(number("private.html"), private);
    assert_eq!(path("same.html").metadata().unwrap().nlink(), 1, "under one name");
    let expect = texts(&with("2")).into_iter().map(|(path, text)| (format!("public/{path}"), text));
    let spoilt = (format!("{left}/spoilt.html"), "0".to_owned());
    assert_eq!(place.files(), expect.chain([spoilt]).collect());
}

#[cfg(unix)]
#[test]
fn permissions_are_the_same_everywhere() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.publish(&[("a/b.html", "1")]);
    let mode = |path: &str| {
        let metadata = place.root().join(path).metadata().unwrap();
        metadata.permissions().mode() & 0o7777
    };
    assert_eq!(mode("public"), 0o755);
    assert_eq!(mode("public/a"), 0o755);
    assert_eq!(mode("public/a/b.html"), 0o644);
}

#[test]
fn a_nested_output_folder_is_made() {
    let place = Place::new();
    let site = output(&[("index.html", "1")]);
    let lock = Lock::acquire(place.root(), &|| {}).unwrap();
    let folder = Folder { path: "out/site", kind: FolderKind::Site, files: &site };
    publish(place.root(), &[folder], &lock).unwrap();
    drop(lock);
    assert_eq!(place.files(), texts(&[("out/site/index.html", "1")]));
}

#[test]
fn the_lock_is_held_by_one() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let place = Place::new();
    let first = Lock::acquire(place.root(), &|| {}).unwrap();
    let (asked, released) = (AtomicBool::new(false), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let lock = Lock::acquire(place.root(), &|| asked.store(true, Ordering::SeqCst));
            assert!(released.load(Ordering::SeqCst), "only after the first one is gone");
            lock.unwrap()
        });
        while !asked.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
        released.store(true, Ordering::SeqCst);
        drop(first);
        drop(second.join().unwrap());
    });
    assert!(place.names().is_empty(), "the lock leaves nothing behind");
}
