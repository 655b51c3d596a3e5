//! What the layers know of each language, as data.
//!
//! A language is a folder beside this file, named by its BCP 47 primary tag (`any` holds for all);
//! in it stands one TOML file for each layer that knows the language. A further language is a
//! further folder: nothing else has to change. Nothing here knows what the files mean.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use super::found::RuleName;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/recognise/languages");

/// The folder of what holds in every language.
pub(super) const ANY: &str = "any";

/// The primary tags of the languages that have a folder, ascending.
pub(super) static TAGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let folders = FILES.dirs().filter_map(|dir| dir.path().to_str());
    let mut tags: Vec<&str> = folders.filter(|&tag| tag != ANY).collect();
    tags.sort_unstable();
    tags
});

/// The bytes of a language's file, if there is one.
pub(super) fn bytes(tag: &str, file: &str) -> Option<&'static [u8]> {
    FILES.get_file(format!("{tag}/{file}")).map(include_dir::File::contents)
}

/// A language's TOML files: each with its path below this folder and its text, ascending by path.
pub(super) fn files(tag: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = FILES.get_dir(tag).into_iter().flat_map(Dir::files);
    files.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
}

/// One layer's knowledge of all languages, each read and compiled when it is first asked for.
pub(super) struct PerLanguage<T> {
    known: BTreeMap<&'static str, OnceLock<Option<T>>>,
    make: fn(&'static str) -> Option<T>,
}

impl<T> PerLanguage<T> {
    /// `make` reads what is known of the language with the tag given, [`ANY`] among them; `None`
    /// where that is nothing.
    pub(super) fn new(make: fn(&'static str) -> Option<T>) -> Self {
        let tags = TAGS.iter().copied().chain([ANY]);
        Self { known: tags.map(|tag| (tag, OnceLock::new())).collect(), make }
    }

    /// What is known of the language with the primary tag `tag`.
    pub(super) fn get(&self, tag: &str) -> Option<&T> {
        let (tag, cell) = self.known.get_key_value(tag)?;
        cell.get_or_init(|| (self.make)(tag)).as_ref()
    }
}

/// A language's TOML file as `T`; `None` where there is none, or where it is not what the layer
/// expects: the tests of each layer read every file, so that a broken one does not get as far.
pub(super) fn read<T: DeserializeOwned>(tag: &str, file: &str) -> Option<T> {
    let text = std::str::from_utf8(bytes(tag, file)?).ok()?;
    parse(text).ok()
}

/// A rule's name as its file has it. A file is read once and kept, and every finding has its rule's
/// name, so that the name is kept once, too, and lent.
///
/// # Errors
/// Where it is no string.
pub(super) fn rule_name<'de, D: Deserializer<'de>>(from: D) -> Result<RuleName, D::Error> {
    String::deserialize(from).map(lasting)
}

/// A name that a language's file gives its rule, kept as long as the program runs.
pub(super) fn lasting(name: String) -> RuleName {
    RuleName::Borrowed(name.leak())
}

/// A TOML text as `T`.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| error.to_string())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Every language's file of this name as `T`, ascending by tag; panics with the file's name
    /// where one cannot be read.
    pub(in crate::recognise) fn all<T: DeserializeOwned>(file: &str) -> Vec<(&'static str, T)> {
        let tags = TAGS.iter().copied().chain([ANY]);
        let found = tags.filter_map(|tag| Some((tag, bytes(tag, file)?)));
        found
            .map(|(tag, bytes)| {
                let text = std::str::from_utf8(bytes).unwrap();
                (tag, parse(text).unwrap_or_else(|error| panic!("{tag}/{file}: {error}")))
            })
            .collect()
    }

    #[test]
    fn german_and_english_are_known() {
        assert!(TAGS.contains(&"de") && TAGS.contains(&"en") && !TAGS.contains(&ANY));
        assert_eq!(bytes("de", "nothing.toml"), None);
    }

    #[test]
    fn each_language_is_made_once() {
        let tags = PerLanguage::new(|tag| (tag != "en").then(|| tag.to_owned()));
        assert_eq!(tags.get("de").map(String::as_str), Some("de"));
        assert_eq!(tags.get("en"), None);
        assert_eq!(tags.get("tlh"), None);
        assert!(std::ptr::eq(tags.get("de").unwrap(), tags.get("de").unwrap()));
    }
}
