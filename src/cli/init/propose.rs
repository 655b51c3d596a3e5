//! A title and a language for a new dossier.

use std::path::Path;

use super::find::is_read;
use crate::document::Language;
use crate::ingest;
use crate::project::{Disk, Files};
use crate::text::one_line;

/// As much text is looked at, in bytes, of at most so many documents.
const SAMPLE: usize = 64 << 10;
const DOCUMENTS: usize = 20;

/// The folder's name made readable: `my_old-letters` → `My old letters`. A hyphen between digits
/// stays, as in `2020-08`.
pub(super) fn title(folder: &Path) -> String {
    let real = folder.canonicalize();
    let name = real.as_deref().unwrap_or(folder).file_name();
    let name = name.map(|name| name.to_string_lossy()).unwrap_or_default();
    let letters: Vec<char> = name.chars().filter(|c| !c.is_control()).collect();
    let is_digit =
        |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let spaced = letters.iter().enumerate().map(|(at, c)| match c {
        '_' => ' ',
        '-' if !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))) => ' ',
        c => *c,
    });
    let spaced: String = spaced.collect();
    let title = one_line(&spaced);
    let mut rest = title.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => "Dossier".to_owned(),
    }
}

/// The language most of the documents' text is in; English where that cannot be told.
pub(super) fn language(disk: &Disk, paths: &[String]) -> String {
    let mut sample = String::new();
    for path in paths.iter().filter(|path| is_read(path)).take(DOCUMENTS) {
        let Ok(bytes) = disk.read(path) else { continue };
        let text = ingest::decoded_text(path, &bytes);
        let end = text.floor_char_boundary(SAMPLE / DOCUMENTS * 4);
        push_words(&text[..end], &mut sample);
        if sample.len() > SAMPLE {
            break;
        }
    }
    let language = ingest::detect_language(&sample, &Language::unknown());
    if language.is_unknown() { "en".to_owned() } else { language.tag().to_owned() }
}

/// The text without anything in angle brackets, which in HTML is mostly English.
fn push_words(text: &str, sample: &mut String) {
    for (n, piece) in text.split('<').enumerate() {
        let words =
            if n == 0 { piece } else { piece.split_once('>').map_or("", |(_, after)| after) };
        sample.push_str(words);
        sample.push(' ');
    }
    sample.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_name_becomes_a_title() {
        let check = |name: &str, expect: &str| assert_eq!(title(Path::new(name)), expect);
        check("no/such/my_old-letters", "My old letters");
        check("no/such/briefe-2020-08", "Briefe 2020-08");
        check("no/such/écrits", "Écrits");
        check("no/such/--", "Dossier");
        check("no/such/a  b", "A b");
    }

    #[test]
    fn tags_are_no_words() {
        let mut sample = String::new();
        push_words("<p class=\"x\">Guten <b>Tag</b></p> a <", &mut sample);
        assert_eq!(sample.split_whitespace().collect::<Vec<_>>(), ["Guten", "Tag", "a"]);
    }
}
