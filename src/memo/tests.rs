use std::cell::Cell;
use std::io::{Read, Seek, SeekFrom, Write};

use super::*;

fn key(name: &str) -> Key {
    Keyed::new("test").part(name.as_bytes()).end()
}

/// The results for some names, with how often work had to be done for them.
fn asked(memo: &Memo, names: &[&str]) -> (Vec<String>, usize) {
    let worked = Cell::new(0);
    let of = |name: &&str| {
        let work = || {
            worked.set(worked.get() + 1);
            Some(format!("made of {name}"))
        };
        memo.of(&key(name), work).unwrap()
    };
    (names.iter().map(of).collect(), worked.get())
}

fn made(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("made of {name}")).collect()
}

/// Runs builds one after the other, each asking for some names, and says how often each had to work.
fn runs(of: &dyn Fn(Memo) -> Memo, builds: &[&[&str]]) -> Vec<usize> {
    let mut memo = of(Memo::none());
    let mut worked = Vec::new();
    for names in builds {
        let (found, work) = asked(&memo, names);
        assert_eq!(found, made(names), "the same, whoever made it");
        worked.push(work);
        memo = of(memo);
    }
    worked
}

#[test]
fn a_store_has_what_the_last_build_used_and_nothing_else() {
    let builds: [&[&str]; 6] = [&["a", "b"], &["a", "b"], &["a"], &["a", "b"], &[], &["a"]];
    let folder = tempfile::tempdir().unwrap();
    let on_disk = |memo: Memo| {
        memo.finish().unwrap();
        Memo::on_disk(folder.path())
    };
    assert_eq!(runs(&on_disk, &builds), [2, 0, 0, 1, 0, 1]);
    assert_eq!(runs(&|memo| Memo::in_memory(&memo), &builds), [2, 0, 0, 1, 0, 1]);
    assert_eq!(runs(&|_| Memo::none(), &builds), [2, 2, 1, 2, 0, 1]);
}

#[test]
fn a_build_that_is_not_good_leaves_the_results_of_the_last_one() {
    let folder = tempfile::tempdir().unwrap();
    let memo = Memo::on_disk(folder.path());
    asked(&memo, &["a"]);
    memo.finish().unwrap();
    drop(Memo::on_disk(folder.path()));
    // One that was killed.
    std::fs::File::create(folder.path().join(".memo-x")).unwrap();
    assert_eq!(asked(&Memo::on_disk(folder.path()), &["a"]).1, 0);
    let left = walkdir::WalkDir::new(folder.path()).min_depth(1).into_iter().count();
    assert_eq!(left, 1, "nothing else stays");
}

#[test]
fn work_that_gives_nothing_is_not_remembered() {
    let memo = Memo::in_memory(&Memo::none());
    assert_eq!(memo.of::<String>(&key("a"), || None), None);
    assert_eq!(asked(&memo, &["a"]).1, 1);
}

/// A folder with the results of `a` and `b`, its file changed.
fn changed(change: impl FnOnce(&mut Vec<u8>)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let memo = Memo::on_disk(folder.path());
    asked(&memo, &["a", "b"]);
    memo.finish().unwrap();
    let path = folder.path().join("memo");
    let mut file = std::fs::OpenOptions::new().read(true).write(true).open(path).unwrap();
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).unwrap();
    change(&mut bytes);
    file.set_len(0).unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    file.write_all(&bytes).unwrap();
    folder
}

#[test]
fn whatever_is_wrong_with_a_file_no_result_is_wrong() {
    let names = ["a", "b"];
    let len = {
        let mut len = 0;
        changed(|bytes| len = bytes.len());
        len
    };
    for at in 0..len {
        let folder = changed(|bytes| bytes[at] ^= 1);
        assert_eq!(asked(&Memo::on_disk(folder.path()), &names).0, made(&names), "byte {at}");
        let folder = changed(|bytes| bytes.truncate(at));
        let (found, work) = asked(&Memo::on_disk(folder.path()), &names);
        assert_eq!(found, made(&names), "cut at {at}");
        assert!(work > 0, "cut at {at}");
    }
    let longest = changed(|bytes| {
        let at = b"dossier memo 1\n".len() + 32;
        bytes[at..at + 8].copy_from_slice(&u64::MAX.to_le_bytes());
    });
    assert_eq!(asked(&Memo::on_disk(longest.path()), &names).1, 2);
    let twice = changed(|bytes| bytes.extend(bytes.clone()));
    assert_eq!(asked(&Memo::on_disk(twice.path()), &names).0, made(&names));
}

#[test]
fn a_result_of_another_kind_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let memo = Memo::on_disk(folder.path());
    memo.put(&key("a"), &u8::MAX);
    memo.finish().unwrap();
    assert_eq!(asked(&Memo::on_disk(folder.path()), &["a"]), (made(&["a"]), 1));
}

#[cfg(unix)]
#[test]
fn a_link_or_pipe_in_its_place_is_left_alone() {
    let (folder, other) = (changed(|_| {}), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(folder.path().join("memo"), other.path().join("memo")).unwrap();
    let memo = Memo::on_disk(other.path());
    assert_eq!(asked(&memo, &["a"]).1, 1, "a link is not followed");
    memo.finish().unwrap();
    assert_eq!(asked(&Memo::on_disk(folder.path()), &["a", "b"]).1, 0, "nor written through");

    let other = tempfile::tempdir().unwrap();
    let mode = rustix::fs::Mode::from_raw_mode(0o644);
    let kind = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, other.path().join("memo"), kind, mode, 0).unwrap();
    assert_eq!(asked(&Memo::on_disk(other.path()), &["a"]).1, 1);
}

#[test]
fn keys_tell_parts_apart() {
    let of = |parts: &[&str]| {
        parts.iter().fold(Keyed::new("test"), |key, part| key.part(part.as_bytes())).end()
    };
    let all = [of(&["ab", "c"]), of(&["a", "bc"]), of(&["abc"]), of(&["abc", ""]), of(&[])];
    for (n, one) in all.iter().enumerate() {
        assert_eq!(all.iter().position(|other| other == one), Some(n));
    }
    let value = |value: (Option<&str>, Option<&str>)| Keyed::new("test").value(&value).end();
    assert_ne!(value((Some("a"), None)), value((None, Some("a"))));
    assert_ne!(Keyed::new("a").end(), Keyed::new("b").end());
}

proptest::proptest! {
    #[test]
    fn no_bytes_are_a_result(bytes in proptest::collection::vec(0u8.., 0..300)) {
        let folder = changed(|all| all.splice(15.., bytes).for_each(drop));
        proptest::prop_assert_eq!(asked(&Memo::on_disk(folder.path()), &["a"]), (made(&["a"]), 1));
    }
}
