//! How the words of a language bend and join: rules as data, `languages/<tag>.toml`.
//!
//! In goes a word's key, out comes its stem. The rules stand in the index too, so that
//! `static/search-index.js` bends what a reader types by the same rules: neither side knows a
//! language by name, and a further language is a further file. `words.json` holds both to the same
//! cases. A stem is never shown and need be no word.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/search/languages");

/// The rules of all languages by their primary tags. A file that is none is left out; a test reads
/// them all.
static RULES: LazyLock<BTreeMap<&'static str, Rules>> = LazyLock::new(|| {
    let rules = FILES.files().filter_map(|file| {
        let tag = file.path().file_stem()?.to_str()?;
        Some((tag, toml::from_str(file.contents_utf8()?).ok()?))
    });
    rules.collect()
});

/// An ending, what takes its place, and how many code points must stand before it.
type Rule = (String, String, usize);

/// The rules of one language.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rules {
    /// Inflexion: of each step the first rule that fits is applied.
    pub(super) steps: Vec<Vec<Rule>>,
    /// Whether words join into one.
    #[serde(default)]
    pub(super) compounds: bool,
    /// What may stand between the parts, the longest first.
    #[serde(default, skip_serializing)]
    pub(super) links: Vec<String>,
    /// What ends a first part wherever it stands.
    #[serde(default, skip_serializing)]
    pub(super) joints: Vec<String>,
    /// What a first part may have lost.
    #[serde(default, skip_serializing)]
    pub(super) lost: Vec<String>,
    /// What is no part of a compound.
    #[serde(default, skip_serializing)]
    pub(super) affixes: Vec<String>,
}

/// The rules of the language with this BCP 47 tag, if it has any.
pub(super) fn rules(tag: &str) -> Option<&'static Rules> {
    let primary = tag.split('-').next().unwrap_or_default();
    RULES.get(primary.to_ascii_lowercase().as_str())
}

impl Rules {
    /// A key's stem.
    pub(super) fn stem(&self, key: &str) -> String {
        let mut stem = key.to_owned();
        for step in &self.steps {
            for (ending, instead, before) in step {
                let Some(rest) = stem.strip_suffix(ending.as_str()) else { continue };
                if rest.chars().count() >= *before {
                    let end = rest.len();
                    stem.truncate(end);
                    stem.push_str(instead);
                    break;
                }
            }
        }
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::Cases;
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        let tags: Vec<_> = FILES.files().map(|file| file.path().to_str().unwrap()).collect();
        assert_eq!(tags.len(), RULES.len(), "{tags:?}");
    }

    #[test]
    fn forms_of_a_word_share_a_stem_and_strangers_do_not() {
        for (tag, cases) in Cases::read().stems {
            let rules = rules(&tag).unwrap();
            let stem = |word: &str| {
                let mut keys = Vec::new();
                super::super::fold::each_word(word, |key, _| keys.push(rules.stem(key)));
                keys.join(" ")
            };
            for family in &cases.same {
                let stems: Vec<_> = family.iter().map(|word| stem(word)).collect();
                assert!(stems.iter().all(|other| *other == stems[0]), "{family:?}: {stems:?}");
            }
            for strangers in &cases.apart {
                let mut stems: Vec<_> = strangers.iter().map(|word| stem(word)).collect();
                stems.sort();
                stems.dedup();
                assert_eq!(stems.len(), strangers.len(), "{strangers:?}: {stems:?}");
            }
        }
    }

    #[test]
    fn a_regional_tag_is_its_language() {
        assert_eq!(rules("de-AT").unwrap().stem("vertrages"), "vertrag");
        assert!(rules("und").is_none() && rules("").is_none());
    }
}
