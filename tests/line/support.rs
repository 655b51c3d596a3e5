//! What several tests need: copies of the dossiers, runs of the program, the words of a page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use html5gum::{DefaultEmitter, Token, Tokenizer};
use tempfile::TempDir;

/// This repository's folder.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The two dossiers that are shipped: their names, and their folders.
pub(crate) fn dossiers() -> [(&'static str, PathBuf); 2] {
    [
        ("shipped", repository().to_owned()),
        ("harrow-weir", repository().join("examples/harrow-weir")),
    ]
}

/// A copy of a dossier without anything generated.
pub(crate) fn copy(dossier: &Path) -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in ["book.toml", "seeds", "annotations"] {
        copy_all(&dossier.join(name), &folder.path().join(name));
    }
    folder
}

pub(crate) fn copy_all(from: &Path, to: &Path) {
    if from.is_file() {
        std::fs::copy(from, to).unwrap();
        return;
    }
    std::fs::create_dir_all(to).unwrap();
    for entry in walkdir::WalkDir::new(from).min_depth(1).max_depth(1).sort_by_file_name() {
        let entry = entry.unwrap();
        copy_all(entry.path(), &to.join(entry.file_name()));
    }
}

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        put(&path, bytes);
    }
    folder
}

pub(crate) fn put(path: &Path, bytes: &[u8]) {
    use std::io::Write;
    std::fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

pub(crate) fn get(path: &Path) -> Vec<u8> {
    use std::io::Read;
    let mut bytes = Vec::new();
    let mut file = std::fs::File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

pub(crate) fn get_text(path: &Path) -> String {
    String::from_utf8(get(path)).unwrap()
}

/// Runs the program in a folder.
pub(crate) fn dossier(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().unwrap()
}

pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1");
    command
}

/// Builds and insists that it worked.
pub(crate) fn build(folder: &Path) {
    let output = dossier(folder, &["build"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// All files below a folder by their path in it.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap();
            (path.to_str().unwrap().to_owned(), get(entry.path()))
        })
        .collect()
}

/// One page's elements and words, in order.
pub(crate) fn tokens(html: &str) -> Vec<Token> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).map(Result::unwrap).collect()
}

pub(crate) fn utf8(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The words of the source on a document page: those in `<section class="text">`, but for elements
/// marked `data-own`, whose words are the edition's. A line break is a blank.
pub(crate) fn source_words(html: &str) -> String {
    const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];
    let mut words = String::new();
    let mut depth = 0usize;
    let mut text_from = None;
    let mut own_from = None;
    for token in tokens(html) {
        match token {
            Token::StartTag(tag) => {
                let name = utf8(&tag.name);
                if VOID.contains(&name.as_str()) {
                    words.push_str(if own_from.is_none() { " " } else { "" });
                    continue;
                }
                depth += 1;
                let class = tag.attributes.get(b"class".as_slice());
                if name == "section" && class.is_some_and(|c| ***c == *b"text") {
                    text_from = Some(depth);
                }
                let own = tag.attributes.contains_key(b"data-own".as_slice()) || name == "h2";
                if own && own_from.is_none() {
                    own_from = Some(depth);
                }
                if !is_running(&name) && own_from.is_none() {
                    words.push(' ');
                }
            }
            Token::EndTag(tag) => {
                if text_from == Some(depth) {
                    text_from = None;
                }
                if own_from == Some(depth) {
                    own_from = None;
                }
                depth -= 1;
                if !is_running(&utf8(&tag.name)) && own_from.is_none() {
                    words.push(' ');
                }
            }
            Token::String(text) if text_from.is_some() && own_from.is_none() => {
                words.push_str(&utf8(&text));
            }
            _ => {}
        }
    }
    one_line(&words)
}

fn is_running(name: &str) -> bool {
    ["a", "span", "em", "strong", "s", "code", "time", "sup"].contains(&name)
}

/// Words parted by single blanks.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
