//! What a build works with, beside what it is made from: nothing of it shows in the output.

use super::progress::Progress;
use crate::memo::{Key, Memo};
use crate::publish::{FolderKind, Held, Keep, OutputFile};

/// See the module.
#[derive(Clone, Copy)]
pub struct Tools<'a> {
    /// Who watches.
    pub progress: &'a dyn Progress,
    /// Where output lies until it is published.
    pub shelf: &'a dyn Keep,
    /// What earlier builds gave.
    pub memo: &'a Memo,
}

/// Keeps nothing.
static NOTHING: Memo = Memo::none();

impl<'a> Tools<'a> {
    /// Memory keeps the output, and nothing is kept from build to build.
    #[must_use]
    pub const fn watched(progress: &'a dyn Progress) -> Self {
        Self { progress, shelf: &Held, memo: &NOTHING }
    }

    /// A file of the site. Where an earlier build has made it from the same, and it still lies in the published
    /// folder, it is taken from there; the memo has only its sum.
    pub(super) fn file<E>(
        self,
        path: &str,
        key: &Key,
        make: impl FnOnce() -> Result<OutputFile, E>,
    ) -> Result<OutputFile, E> {
        let sum = self.memo.get::<String>(key);
        if let Some(file) = sum.and_then(|sum| self.shelf.known(FolderKind::Site, path, &sum)) {
            return Ok(file);
        }
        let file = self.shelf.keep(FolderKind::Site, make()?);
        self.memo.put(key, &file.sha256());
        Ok(file)
    }

    /// Puts files of the site where output lies.
    pub(super) fn kept(self, files: Vec<OutputFile>) -> impl Iterator<Item = OutputFile> {
        files.into_iter().map(move |file| self.shelf.keep(FolderKind::Site, file))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::build::{Options, Quiet, build, build_with};
    use crate::project::{Memory, Project};

    /// Has the files of the build before, and writes down which ones this one makes.
    struct Before(Vec<OutputFile>, Mutex<Vec<String>>);

    impl Keep for Before {
        fn keep(&self, _: FolderKind, file: OutputFile) -> OutputFile {
            self.1.lock().unwrap().push(file.path.clone());
            file
        }

        fn known(&self, _: FolderKind, path: &str, sha256: &str) -> Option<OutputFile> {
            self.0.iter().find(|file| file.path == path && file.sha256() == sha256).cloned()
        }
    }

    fn dossier(letter: &str) -> Project {
        let register = "[[person]]\nid = \"ada\"\nname = \"Ada Crane\"\n";
        let seed =
            |n: u32| format!("Title: No. {n}\nDate: 1911-01-{n:02}\n\nThe mill stood still.\n");
        let mut files = Memory::default()
            .with("book.toml", "[book]\ntitle = \"T\"\nlanguage = \"en\"\n")
            .with("annotations/register.toml", register)
            .with("seeds/05.txt", letter);
        for n in (1..10).filter(|&n| n != 5) {
            files = files.with(&format!("seeds/{n:02}.txt"), seed(n));
        }
        Project::new(files)
    }

    #[test]
    fn only_what_a_change_touches_is_made_again() {
        let letter = |words: &str| format!("Title: No. 5\nDate: 1911-01-05\n\n{words}\n");
        let (before, after) = (letter("It rained."), letter("Ada Crane wrote in May 1911."));
        let run = |text: &str, memo: &Memo, shelf: &dyn Keep| {
            let tools = Tools { progress: &Quiet, shelf, memo };
            build_with(&dossier(text), &Options::default(), tools).0.unwrap()
        };
        let first = Memo::in_memory(&Memo::none());
        let old = run(&before, &first, &Held).site;
        let shelf = Before(old, Mutex::default());
        let new = run(&after, &Memo::in_memory(&first), &shelf);
        let (cold, _) = build(&dossier(&after), &Options::default(), &Quiet);
        assert!(new.site == cold.unwrap().site, "the same as a cold one");
        let mut made = shelf.1.into_inner().unwrap();
        made.retain(|path| path.starts_with("documents/") || path.starts_with("data/documents/"));
        made.retain(|path| !path.ends_with(".md") && !path.ends_with("index.html"));
        made.retain(|path| path.ends_with(".html") || path.ends_with(".jsonld"));
        made.sort();
        assert_eq!(made, ["data/documents/no-5.jsonld", "documents/no-5.html"]);
    }
}
