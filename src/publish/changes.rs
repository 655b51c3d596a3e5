//! Changes of the editors' files that belong together: all are made, or none.
//!
//! Everything new is written beside the old files first. Then a journal says which files are to change their
//! names, and only then do they: from there on every step is a renaming that can be repeated, so that what is
//! interrupted is carried on by [`resume`]. Seeds are only ever called otherwise; no byte of one is written.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::replace::{Replacement, is_unchanged, prepare};

use crate::project::{Disk, Files, ReadError};
use crate::text::sha256;

/// The journal, in the dossier's folder; it is there only while changes are made.
const JOURNAL: &str = ".dossier.changes";
/// What files beside the old ones are called.
pub(super) const BESIDE: &str = ".dossier-";

/// Changes that belong together.
#[derive(Debug, Clone, Default)]
pub struct Changes<'a> {
    /// Files that are called otherwise, from and to: below `seeds/`, or below `annotations/`. Where the new
    /// path is written to, too, it is by what `writes` says.
    pub moves: Vec<(&'a str, &'a str)>,
    /// Files with another text. Of one that is moved, the path is the new one and `before` its text until now.
    pub writes: Vec<Replacement<'a>>,
    /// Files that go, with what they hold.
    pub removes: Vec<(&'a str, &'a [u8])>,
}

/// A step that can be repeated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
enum Step {
    /// A file is called otherwise.
    Rename { from: String, to: String },
    /// A file with these bytes goes.
    Remove { path: String, sha256: String },
}

/// Makes all changes, or none.
///
/// # Errors
/// The path of the first file that cannot be changed, with the reason: it lies elsewhere than it may, has
/// changed meanwhile, is a link, is there already, or the system refuses. Nothing has changed then.
pub fn change<'a>(root: &Path, changes: &Changes<'a>) -> Result<(), (&'a str, io::Error)> {
    resume(root).map_err(|error| (JOURNAL, error))?;
    let mut steps = Vec::new();
    for &(from, to) in &changes.moves {
        may_move(root, from, to).map_err(|error| (from, error))?;
        make_folder(root, to).map_err(|error| (to, error))?;
        steps.push(Step::Rename { from: from.to_owned(), to: to.to_owned() });
    }
    // Temporary files go by themselves as long as no journal names them.
    let mut beside = Vec::new();
    for file in &changes.writes {
        let now = changes.moves.iter().find(|(_, to)| *to == file.path).map(|(from, _)| *from);
        let written = prepare(root, file, now.unwrap_or(file.path));
        beside.push(written.map_err(|error| (file.path, error))?);
    }
    for &(path, bytes) in &changes.removes {
        let gone = Replacement { path, before: Some(bytes), after: b"" };
        is_unchanged(root, &gone, path).map_err(|error| (path, error))?;
        steps.push(Step::Remove { path: path.to_owned(), sha256: sha256(bytes) });
    }
    let kept = beside.into_iter().map(tempfile::NamedTempFile::into_temp_path);
    let mut temporary = Vec::new();
    for (file, path) in changes.writes.iter().zip(kept) {
        let path = path.keep().map_err(|error| (file.path, error.error))?;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        steps.push(Step::Rename { from: joined(folder, name), to: file.path.to_owned() });
        temporary.push(path);
    }
    for file in &changes.writes {
        let now = changes.moves.iter().find(|(_, to)| *to == file.path).map(|(from, _)| *from);
        if let Err(error) = is_unchanged(root, file, now.unwrap_or(file.path)) {
            clear(&temporary);
            return Err((file.path, error));
        }
    }
    let first = changes.moves.first().map(|(from, _)| *from);
    let first = first.or(changes.writes.first().map(|file| file.path)).unwrap_or_default();
    if let Err(error) = write_journal(root, &steps) {
        clear(&temporary);
        return Err((first, error));
    }
    let done = carry_out(root, &steps);
    if done.is_err() {
        clear(&temporary);
    }
    let _ = std::fs::remove_file(root.join(JOURNAL));
    done.map_err(|error| (first, error))
}

/// Carries on changes that were interrupted; says whether there were any.
///
/// # Errors
/// Where the journal cannot be read, names files that are none of its business, or a step fails.
pub fn resume(root: &Path) -> io::Result<bool> {
    let odd =
        |reason: &str| io::Error::other(format!("{JOURNAL} {reason}; look at it, and delete it"));
    // A folder that cannot be opened has no journal; whoever reads it says so.
    let Ok(disk) = Disk::open(root) else { return Ok(false) };
    let text = match disk.read(JOURNAL) {
        Ok(text) => text,
        Err(ReadError::Missing) => return Ok(false),
        Err(error) => return Err(odd(&format!("cannot be read: {error}"))),
    };
    let steps: Vec<Step> =
        serde_json::from_slice(&text).map_err(|error| odd(&format!("cannot be read: {error}")))?;
    for step in &steps {
        let fine = match step {
            Step::Rename { from, to } => is_own(from) && is_own(to) && same_folder(from, to),
            Step::Remove { path, .. } => is_own(path) && path.starts_with("annotations/"),
        };
        if !fine {
            return Err(odd("names files that are none of its business"));
        }
    }
    for step in &steps {
        repeat(root, step)?;
    }
    let aside = steps.iter().map(|step| match step {
        Step::Rename { to, .. } => beside_name(&root.join(to), "old"),
        Step::Remove { path, .. } => beside_name(&root.join(path), "gone"),
    });
    clear(&aside.collect::<Vec<_>>());
    std::fs::remove_file(root.join(JOURNAL))?;
    Ok(true)
}

/// Carries out a step that may be done already.
fn repeat(root: &Path, step: &Step) -> io::Result<()> {
    match step {
        Step::Rename { from, to } => {
            plain_way(root, from)?;
            plain_way(root, to)?;
            // Only a new text beside an editor's file takes that file's place; nothing takes a seed's.
            let replaces = is_beside(Path::new(from)) && !to.starts_with("seeds/");
            let (from, to) = (root.join(from), root.join(to));
            let overwrites = to.symlink_metadata().is_ok() && !replaces;
            if !from.symlink_metadata().is_ok_and(|found| found.is_file()) || overwrites {
                return Ok(());
            }
            std::fs::rename(from, to)
        }
        Step::Remove { path, sha256: expected } => {
            let disk = Disk::open(root).map_err(|error| io::Error::other(error.to_string()))?;
            let Ok(bytes) = disk.read(path) else { return Ok(()) };
            let gone = sha256(&bytes) == *expected;
            if gone { std::fs::remove_file(root.join(path)) } else { Ok(()) }
        }
    }
}

/// Carries out all steps; where one fails, those before it are taken back.
fn carry_out(root: &Path, steps: &[Step]) -> io::Result<()> {
    let mut undo: Vec<(PathBuf, PathBuf)> = Vec::new();
    let mut aside: Vec<PathBuf> = Vec::new();
    let mut run = || -> io::Result<()> {
        for step in steps {
            let (from, to) = match step {
                Step::Rename { from, to } => (root.join(from), root.join(to)),
                Step::Remove { path, .. } => {
                    (root.join(path), beside_name(&root.join(path), "gone"))
                }
            };
            if to.symlink_metadata().is_ok() {
                // What is replaced stays until all is done; at no moment is there no such file.
                let old = beside_name(&to, "old");
                std::fs::copy(&to, &old)?;
                undo.push((old.clone(), to.clone()));
                aside.push(old);
            }
            std::fs::rename(&from, &to)?;
            if matches!(step, Step::Remove { .. }) {
                aside.push(to.clone());
            }
            undo.push((to, from));
        }
        Ok(())
    };
    match run() {
        Ok(()) => {
            clear(&aside);
            Ok(())
        }
        Err(error) => {
            for (now, before) in undo.into_iter().rev() {
                // What cannot be put back is said by the error that stands.
                let _ = std::fs::rename(now, before);
            }
            Err(error)
        }
    }
}

fn beside_name(path: &Path, what: &str) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{BESIDE}{what}-{name}"))
}

fn is_beside(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(BESIDE))
}

fn clear(paths: &[PathBuf]) {
    for path in paths {
        let _ = std::fs::remove_file(path);
    }
}

fn write_journal(root: &Path, steps: &[Step]) -> io::Result<()> {
    let text = serde_json::to_string_pretty(steps).map_err(io::Error::other)?;
    let mut beside = tempfile::Builder::new().prefix(BESIDE).tempfile_in(root)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().sync_all()?;
    beside.persist_noclobber(root.join(JOURNAL)).map_err(|error| error.error)?;
    sync_folder(root)
}

/// Makes the names in a folder durable: unlike output, editors' files cannot be made again.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { std::fs::File::open(path)?.sync_all() } else { Ok(()) }
}

/// Whether a file may be called otherwise: both names fit, there is one, and nothing is there yet.
fn may_move(root: &Path, from: &str, to: &str) -> io::Result<()> {
    if !is_own(from) || !is_own(to) || !same_folder(from, to) {
        return Err(io::Error::other("only files in seeds/ and annotations/ are called otherwise"));
    }
    plain_way(root, from)?;
    let found = root.join(from).symlink_metadata()?;
    if !found.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    if root.join(to).symlink_metadata().is_ok() {
        return Err(io::Error::other(format!("{to} is there already")));
    }
    Ok(())
}

/// Makes the folder of a path, where no link stands on the way.
fn make_folder(root: &Path, path: &str) -> io::Result<()> {
    plain_way(root, path)?;
    match root.join(path).parent() {
        Some(folder) => std::fs::create_dir_all(folder),
        None => Ok(()),
    }
}

/// Refuses a path on whose way a link stands.
fn plain_way(root: &Path, path: &str) -> io::Result<()> {
    let mut here = root.to_owned();
    for part in path.split('/') {
        here.push(part);
        if here.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
            return Err(io::Error::other(
                "a symbolic link stands on the way, and links are not followed",
            ));
        }
    }
    Ok(())
}

/// Whether a path lies in one of the editors' folders.
fn is_own(path: &str) -> bool {
    let parts_fit =
        path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains('\\'));
    let placed = path.starts_with("seeds/") || path.starts_with("annotations/");
    (placed && parts_fit)
        || path == "book.toml"
        || (path.starts_with(BESIDE) && !path.contains(['/', '\\']))
}

/// Whether both lie in seeds/, or neither does.
fn same_folder(from: &str, to: &str) -> bool {
    from.starts_with("seeds/") == to.starts_with("seeds/")
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    fn put(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
    }

    fn tree(root: &Path) -> Vec<String> {
        let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = files.filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let text = io::read_to_string(File::open(entry.path()).unwrap()).unwrap();
                let path = entry.path().strip_prefix(root).unwrap().display().to_string();
                format!("{path}: {text}")
            })
            .collect()
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("book.toml", "t"),
            ("seeds/a.txt", "seed"),
            ("annotations/a.txt.md", "notes"),
            ("annotations/b", "b"),
        ];
        for (path, text) in files {
            put(folder.path(), path, text);
        }
        folder
    }

    fn changes<'a>() -> Changes<'a> {
        Changes {
            moves: vec![
                ("seeds/a.txt", "seeds/x/c.txt"),
                ("annotations/a.txt.md", "annotations/x/c.txt.md"),
            ],
            writes: vec![
                Replacement {
                    path: "annotations/x/c.txt.md",
                    before: Some(b"notes"),
                    after: b"new",
                },
                Replacement { path: "annotations/d", before: None, after: b"d" },
                Replacement { path: "book.toml", before: Some(b"t"), after: b"u" },
            ],
            removes: vec![("annotations/b", b"b")],
        }
    }

    const AFTER: [&str; 4] =
        ["annotations/d: d", "annotations/x/c.txt.md: new", "book.toml: u", "seeds/x/c.txt: seed"];

    #[test]
    fn all_changes_are_made() {
        let folder = folder();
        change(folder.path(), &changes()).unwrap();
        assert_eq!(tree(folder.path()), AFTER);
    }

    #[test]
    fn where_one_cannot_be_made_none_is() {
        let before = tree(folder().path());
        type Spoil = fn(&mut Changes<'_>);
        let spoil: [(&str, Spoil); 6] = [
            ("changed meanwhile", |all| all.writes[0].before = Some(b"other")),
            ("there already", |all| all.writes[1].path = "annotations/b"),
            ("gone differs", |all| all.removes[0].1 = b"c"),
            ("outside", |all| all.moves[0].1 = "static/a.txt"),
            ("a seed written", |all| all.writes[1].path = "seeds/d.txt"),
            ("a way up", |all| all.moves[0].1 = "seeds/../book.toml"),
        ];
        for (what, spoil) in spoil {
            let folder = folder();
            let mut all = changes();
            spoil(&mut all);
            assert!(change(folder.path(), &all).is_err(), "{what}");
            assert_eq!(tree(folder.path()), before, "{what}");
        }
    }

    #[test]
    fn what_was_interrupted_is_carried_on() {
        let steps = [
            Step::Rename { from: "seeds/a.txt".into(), to: "seeds/x/c.txt".into() },
            Step::Rename {
                from: "annotations/a.txt.md".into(),
                to: "annotations/x/c.txt.md".into(),
            },
            Step::Remove { path: "annotations/b".into(), sha256: sha256(b"b") },
            Step::Rename {
                from: "annotations/x/.dossier-1".into(),
                to: "annotations/x/c.txt.md".into(),
            },
            Step::Rename { from: "annotations/.dossier-2".into(), to: "annotations/d".into() },
            Step::Rename { from: ".dossier-3".into(), to: "book.toml".into() },
        ];
        for done in 0..=steps.len() {
            let folder = folder();
            let root = folder.path();
            std::fs::create_dir_all(root.join("seeds/x")).unwrap();
            for (path, text) in [
                ("annotations/x/.dossier-1", "new"),
                ("annotations/.dossier-2", "d"),
                (".dossier-3", "u"),
            ] {
                put(root, path, text);
            }
            write_journal(root, &steps).unwrap();
            steps[..done].iter().for_each(|step| repeat(root, step).unwrap());
            assert!(resume(root).unwrap());
            assert_eq!(tree(root), AFTER, "after {done} steps");
            assert!(!resume(root).unwrap());
        }
    }

    #[test]
    fn a_journal_from_elsewhere_is_refused() {
        for (from, to) in [
            ("seeds/a.txt", "annotations/a"),
            ("annotations/b", "../b"),
            ("annotations/b", "seeds/b"),
        ] {
            let folder = folder();
            let before = tree(folder.path());
            write_journal(folder.path(), &[Step::Rename { from: from.into(), to: to.into() }])
                .unwrap();
            assert!(resume(folder.path()).is_err(), "{from} {to}");
            std::fs::remove_file(folder.path().join(JOURNAL)).unwrap();
            assert_eq!(tree(folder.path()), before);
        }
    }

    #[test]
    fn a_journal_from_elsewhere_writes_no_seed_and_waits_for_nothing() {
        let folder = folder();
        let root = folder.path();
        put(root, "seeds/.dossier-x", "forged");
        let step = Step::Rename { from: "seeds/.dossier-x".into(), to: "seeds/a.txt".into() };
        write_journal(root, &[step]).unwrap();
        assert!(resume(root).unwrap());
        assert!(tree(root).contains(&"seeds/a.txt: seed".to_owned()));
        #[cfg(unix)]
        {
            let mode = rustix::fs::Mode::from_raw_mode(0o644);
            let kind = rustix::fs::FileType::Fifo;
            rustix::fs::mknodat(rustix::fs::CWD, root.join(JOURNAL), kind, mode, 0).unwrap();
            assert!(resume(root).unwrap_err().to_string().contains(JOURNAL));
        }
    }
}
