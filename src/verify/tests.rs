//! Folders as they were published, and not.

use super::*;
use crate::project::{Found, Memory, ReadError};

/// A folder in memory that lists its top, too.
struct Folder(Vec<(&'static str, Vec<u8>)>);

impl Files for Folder {
    fn list(&self, _: &str) -> Vec<Found> {
        let found = |(path, _): &(&str, _)| Found { path: (*path).to_owned(), problem: None };
        self.0.iter().map(found).collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let file = self.0.iter().find(|(name, _)| *name == path);
        file.map(|(_, bytes)| bytes.clone()).ok_or(ReadError::Missing)
    }
}

fn site(files: &[(&'static str, &str)]) -> Folder {
    let listed = ["a.html", "b.html"].map(|path| {
        let sum = sha256(format!("{path} as published").as_bytes());
        format!("{{\"path\":\"{path}\",\"sha256\":\"{sum}\",\"bytes\":0}}")
    });
    let manifest = format!("{{\"files\":[{}]}}", listed.join(","));
    let files = files.iter().map(|(path, text)| (*path, text.as_bytes().to_vec()));
    Folder(files.chain([("manifest.json", manifest.into_bytes())]).collect())
}

fn said(found: &Diagnostics) -> Vec<String> {
    found.iter().map(|d| format!("{}: {} [{}]", d.code, d.message, d.notes.join(", "))).collect()
}

const WHOLE: [(&str, &str); 2] =
    [("a.html", "a.html as published"), ("b.html", "b.html as published")];

#[test]
fn a_folder_is_checked_against_its_manifest() {
    let check = |files: &[(&'static str, &str)], expect: &[&str]| {
        assert_eq!(said(&folder(&site(files)).1), expect);
    };
    check(&WHOLE, &[]);
    check(
        &[WHOLE[0], WHOLE[1], (".dossier-manifest.json", ""), ("manifest.json.minisig", "")],
        &[],
    );
    check(&WHOLE[..1], &["D0140: b.html is missing that the manifest lists []"]);
    check(
        &[("a.html", "x"), ("b.html", "x"), ("c.html", "")],
        &[
            "D0140: 2 files were changed since they were published [a.html, b.html]",
            "D0140: c.html is there that the manifest does not list []",
        ],
    );
    let (checked, found) = folder(&Memory::default());
    assert!(checked.is_none() && found.has_errors());
    assert!(folder(&Memory::default().with("manifest.json", "[]")).0.is_none());
}

#[test]
fn a_folder_is_compared_with_a_build() {
    let built = |files: &[(&str, &str)]| -> Vec<OutputFile> {
        let all = site(&[]).0.into_iter().map(|(path, bytes)| OutputFile::new(path, bytes));
        all.chain(files.iter().map(|(path, text)| OutputFile::new(*path, *text))).collect()
    };
    assert!(against(&site(&WHOLE), &built(&WHOLE)).is_empty());
    let found = against(&site(&WHOLE), &built(&[("a.html", "x"), ("c.html", "")]));
    assert_eq!(
        said(&found),
        [
            "D0142: a.html is other than the seeds give []",
            "D0142: c.html is missing that the seeds give []",
            "D0142: b.html is there that the seeds do not give []",
        ]
    );
}

/// A manifest, signed once by a key that was thrown away.
const SIGNED: &str = include_str!("signed.json");
const KEY: &str = include_str!("signed.pub");

#[test]
fn a_signature_is_checked() {
    let signed = |manifest: &str| {
        Memory::default()
            .with("manifest.json", manifest)
            .with("manifest.json.minisig", include_str!("signed.json.minisig"))
    };
    let line = KEY.lines().nth(1).unwrap();
    for key in [KEY, line] {
        assert_eq!(signature(&signed(SIGNED), key).unwrap(), "a site, signed for a test");
    }
    let wrong = |files: &Memory, key: &str| said(&signature(files, key).unwrap_err()).concat();
    assert!(wrong(&signed(&SIGNED.replace('f', "g")), KEY).contains("does not fit"));
    let other = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    assert!(wrong(&signed(SIGNED), other).contains("does not fit"));
    assert!(wrong(&signed(SIGNED), "no key").contains("no public key"));
    assert!(wrong(&Memory::default(), KEY).contains("no signature"));
    let broken = Memory::default().with("manifest.json.minisig", "x");
    assert!(wrong(&broken, KEY).contains("cannot be read"));
}
