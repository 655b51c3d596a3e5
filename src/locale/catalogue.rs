//! Catalogues: one file of strings a language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::time::TimeWords;
use crate::annotation::{Certainty, NoteKind, Quantity};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{DroppedKind, Language};
use crate::project::Theme;
use crate::register::EntryKind;

/// The strings of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The language's own name.
    pub name: String,
    /// BCP 47 tag, from the file's name.
    #[serde(skip)]
    pub tag: String,
    /// Words and sentences.
    pub text: BTreeMap<String, String>,
    plural: BTreeMap<String, [String; 2]>,
    dropped: BTreeMap<String, [String; 2]>,
    kinds: BTreeMap<String, [String; 2]>,
    documents: BTreeMap<String, String>,
    certainty: BTreeMap<String, String>,
    bounds: BTreeMap<String, String>,
    notes: BTreeMap<String, String>,
    languages: BTreeMap<String, String>,
    pub(super) date: DateWords,
    pub(super) time: TimeWords,
    quotes: Pair,
    number: NumberMarks,
}

/// How dates are put into words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct DateWords {
    pub(super) months: Vec<String>,
    pub(super) seasons: Vec<String>,
    pub(super) day: String,
    pub(super) month: String,
    pub(super) season: String,
    pub(super) day_month: String,
    pub(super) decade: String,
    pub(super) century: String,
    pub(super) unknown_day: String,
    pub(super) unknown_year: String,
    pub(super) range: String,
    pub(super) until: String,
    pub(super) from: String,
    pub(super) before_unknown: String,
    pub(super) after_unknown: String,
    pub(super) one_of: String,
    pub(super) or: String,
    pub(super) uncertain: String,
    pub(super) approximate: String,
    pub(super) assumed_year: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    open: String,
    close: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct NumberMarks {
    group: String,
    decimal: String,
}

impl Catalogue {
    /// The string of a key. An unknown key comes back as it is, so that it shows.
    #[must_use]
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.text.get(key).map_or(key, String::as_str)
    }

    /// The string of a key with `{name}` replaced by a value.
    #[must_use]
    pub fn fill(&self, key: &str, name: &str, value: &str) -> String {
        fill(self.text(key), name, value)
    }

    /// A number of things: “3 Dokumente”.
    #[must_use]
    pub fn count(&self, key: &str, n: usize) -> String {
        self.counted(&self.plural, key, n)
    }

    /// What conversion left out: “2 Skripte”.
    #[must_use]
    pub fn dropped(&self, what: DroppedKind, n: usize) -> String {
        self.counted(&self.dropped, what.key(), n)
    }

    fn counted(&self, forms: &BTreeMap<String, [String; 2]>, key: &str, n: usize) -> String {
        match forms.get(key) {
            Some([one, other]) => fill(if n == 1 { one } else { other }, "n", &self.number(n)),
            None => format!("{n} {key}"),
        }
    }

    /// A number with its thousands grouped.
    #[must_use]
    pub fn number(&self, n: usize) -> String {
        self.grouped(&n.to_string())
    }

    /// A plain decimal (`1234.5`) as the language writes it.
    #[must_use]
    pub fn decimal(&self, plain: &str) -> String {
        match plain.split_once('.') {
            Some((whole, fraction)) => {
                format!("{}{}{fraction}", self.grouped(whole), self.number.decimal)
            }
            None => self.grouped(plain),
        }
    }

    /// An amount: `1.234,5 EUR`, `2–3 %`, “mehr als 5 %”.
    #[must_use]
    pub fn amount(&self, quantity: &Quantity) -> String {
        let to = quantity.to.as_ref().map(|to| format!("–{}", self.decimal(to)));
        let blank = if quantity.unit.is_empty() { "" } else { " " };
        let number = self.decimal(&quantity.value) + to.as_deref().unwrap_or_default();
        let amount = format!("{number}{blank}{}", quantity.unit);
        match self.bounds.get(quantity.bound.key()) {
            Some(bound) => format!("{bound} {amount}"),
            None => amount,
        }
    }

    fn grouped(&self, digits: &str) -> String {
        let mut out = String::new();
        for (n, digit) in digits.chars().enumerate() {
            // Four digits stay together, as both languages' style guides advise.
            if n > 0 && digits.len() > 4 && (digits.len() - n).is_multiple_of(3) {
                out.push_str(&self.number.group);
            }
            out.push(digit);
        }
        out
    }

    /// What kind one entry is: “Person”.
    #[must_use]
    pub fn kind(&self, kind: EntryKind) -> &str {
        self.kinds.get(kind.key()).map_or(kind.key(), |[one, _]| one)
    }

    /// What several entries of a kind are: “Personen”.
    #[must_use]
    pub fn kinds(&self, kind: EntryKind) -> &str {
        self.kinds.get(kind.key()).map_or(kind.key(), |[_, many]| many)
    }

    /// What kind of document something is; the word itself where the catalogue has none for it.
    #[must_use]
    pub fn document_kind<'a>(&'a self, kind: &'a str) -> &'a str {
        self.documents.get(kind).map_or(kind, String::as_str)
    }

    /// How sure a claim is.
    #[must_use]
    pub fn certainty(&self, certainty: Certainty) -> &str {
        self.certainty.get(certainty.key()).map_or(certainty.key(), String::as_str)
    }

    /// What a note is for.
    #[must_use]
    pub fn note_kind(&self, kind: NoteKind) -> &str {
        self.notes.get(kind.key()).map_or(kind.key(), String::as_str)
    }

    /// A language's name; its tag where the catalogue has none.
    #[must_use]
    pub fn language(&self, language: &Language) -> String {
        if language.is_unknown() {
            return self.text("unknown-language").to_owned();
        }
        self.languages.get(language.primary()).cloned().unwrap_or_else(|| language.tag().to_owned())
    }

    /// Words in this language's quotation marks.
    #[must_use]
    pub fn quoted(&self, words: &str) -> String {
        format!("{}{words}{}", self.quotes.open, self.quotes.close)
    }

    /// Takes from `other` what is missing here.
    fn completed_by(mut self, other: &Self) -> Self {
        fn complete<T: Clone>(own: &mut BTreeMap<String, T>, other: &BTreeMap<String, T>) {
            for (key, value) in other {
                own.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
        complete(&mut self.text, &other.text);
        complete(&mut self.plural, &other.plural);
        complete(&mut self.dropped, &other.dropped);
        complete(&mut self.kinds, &other.kinds);
        complete(&mut self.documents, &other.documents);
        complete(&mut self.certainty, &other.certainty);
        complete(&mut self.notes, &other.notes);
        complete(&mut self.languages, &other.languages);
        self
    }
}

/// Replaces `{name}` in a string.
pub(super) fn fill(pattern: &str, name: &str, value: &str) -> String {
    pattern.replace(&format!("{{{name}}}"), value)
}

/// All catalogues of a theme.
#[derive(Debug, Clone, Default)]
pub struct Catalogues {
    by_tag: BTreeMap<String, Catalogue>,
    fallback: Catalogue,
}

impl Catalogues {
    /// Reads `locale/*.toml` of the theme's templates. One that cannot be read is an error.
    #[must_use]
    pub fn new(theme: &Theme) -> (Self, Diagnostics) {
        let mut all = Self::default();
        let mut diagnostics = Diagnostics::new();
        for (name, file) in &theme.templates {
            let Some(tag) = name.strip_prefix("locale/").and_then(|n| n.strip_suffix(".toml"))
            else {
                continue;
            };
            match read(&file.bytes) {
                Ok(catalogue) => {
                    let catalogue = Catalogue { tag: tag.to_owned(), ..catalogue };
                    all.by_tag.insert(tag.to_owned(), catalogue);
                }
                Err((message, span)) => diagnostics.push(
                    Diagnostic::error(codes::CATALOGUE, format!("catalogue “{tag}”: {message}"))
                        .at(format!("templates/{name}"), span)
                        .hint("it needs the same tables as the built-in en.toml"),
                ),
            }
        }
        all.fallback = all.by_tag.get("en").cloned().unwrap_or_default();
        let fallback = all.fallback.clone();
        for catalogue in all.by_tag.values_mut() {
            *catalogue = std::mem::take(catalogue).completed_by(&fallback);
        }
        (all, diagnostics)
    }

    /// The catalogue of a language, by its whole tag, its primary subtag, or English.
    #[must_use]
    pub fn get(&self, language: &Language) -> &Catalogue {
        self.by_tag
            .get(language.tag())
            .or_else(|| self.by_tag.get(language.primary()))
            .unwrap_or(&self.fallback)
    }
}

fn read(bytes: &[u8]) -> Result<Catalogue, (String, std::ops::Range<usize>)> {
    let text = std::str::from_utf8(bytes).map_err(|e| (e.to_string(), 0..0))?;
    let catalogue: Catalogue =
        toml::from_str(text).map_err(|e| (e.message().to_owned(), e.span().unwrap_or_default()))?;
    if catalogue.date.months.len() != 12 || catalogue.date.seasons.len() != 4 {
        return Err(("it needs twelve months and four seasons".to_owned(), 0..0));
    }
    Ok(catalogue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Memory;

    fn catalogues() -> Catalogues {
        let (all, diagnostics) = Catalogues::new(&Theme::new(&Memory::default()));
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        all
    }

    #[test]
    fn german_and_english_have_the_same_strings() {
        let all = catalogues();
        let keys = |tag: &str| {
            let value = serde_json::to_value(&all.by_tag[tag]).unwrap();
            let mut keys = Vec::new();
            for (table, inner) in value.as_object().unwrap() {
                for key in inner.as_object().into_iter().flat_map(|o| o.keys()) {
                    keys.push(format!("{table}.{key}"));
                }
            }
            keys
        };
        // Read again without completion, so that a gap shows.
        for tag in ["de", "en"] {
            let theme = Theme::new(&Memory::default());
            let own = read(&theme.templates[&format!("locale/{tag}.toml")].bytes).unwrap();
            assert_eq!(own.text.len(), all.by_tag[tag].text.len(), "{tag}");
        }
        assert_eq!(keys("de"), keys("en"));
    }

    #[test]
    fn every_kind_of_thing_has_a_word() {
        let all = catalogues();
        for tag in ["de", "en"] {
            let catalogue = &all.by_tag[tag];
            assert_eq!(catalogue.kinds.len(), EntryKind::ALL.len());
            assert_eq!(catalogue.certainty.len(), Certainty::ALL.len());
            let exact = 1;
            assert_eq!(catalogue.bounds.len() + exact, crate::annotation::Bound::ALL.len());
            assert_eq!(catalogue.notes.len(), NoteKind::ALL.len());
            for layer in crate::annotation::Layer::ALL {
                assert!(catalogue.text.contains_key(&format!("layer-{layer}")), "{layer}");
            }
        }
    }

    #[test]
    fn numbers_are_grouped_by_language() {
        let all = catalogues();
        let de = all.get(&Language::from_tag("de-AT").unwrap());
        assert_eq!(de.number(1234), "1234");
        assert_eq!(de.number(1_234_567), "1.234.567");
        assert_eq!(de.decimal("12345.5"), "12.345,5");
        assert_eq!(de.count("documents", 1), "1 Dokument");
        assert_eq!(de.count("documents", 20_000), "20.000 Dokumente");
        let unknown = all.get(&Language::from_tag("tlh").unwrap());
        assert_eq!(unknown.count("documents", 2), "2 documents");
    }
}
