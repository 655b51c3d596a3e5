//! The forms a name takes in a sentence: genitives and compounds.

use std::ops::Range;

use crate::text::is_word;

/// Which endings a language adds to names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grammar {
    /// `Nordwerks`, `Nordwerk’s`, `Hans’`.
    German,
    /// `Nordwerks` but not `Nordwerk’s`: the language is not known.
    Unknown,
    /// None that would be part of the name.
    Other,
}

impl Grammar {
    pub(super) fn of(language: &str) -> Self {
        match language {
            "de" => Self::German,
            "und" => Self::Unknown,
            _ => Self::Other,
        }
    }
}

/// A name as it stands in a text.
pub(super) struct Form {
    /// The name with its ending.
    pub(super) span: Range<usize>,
    /// The name of the rule that knows the form.
    pub(super) rule: &'static str,
    /// The smaller is the surer reading of the same words.
    pub(super) rank: usize,
}

const EXACT: &str = "names.exact";
const GENITIVE: &str = "names.genitive";
const COMPOUND: &str = "names.compound";

/// German words that are no genitives though a name with an ending might look like them.
const NO_GENITIVES: &[&str] = &[
    "Abends",
    "Als",
    "Alles",
    "Anders",
    "Aus",
    "Besonders",
    "Bis",
    "Das",
    "Des",
    "Dieses",
    "Eines",
    "Es",
    "Etwas",
    "Jedes",
    "Jenes",
    "Links",
    "Meines",
    "Morgens",
    "Nachts",
    "Rechts",
    "Seines",
    "Stets",
    "Uns",
    "Was",
    "Welches",
];

/// How far a quotation mark that opens before a name is looked for, in bytes.
const NEARBY: usize = 200;

/// The form in which the name at `name` stands; `None` where it is part of another word.
pub(super) fn form(text: &str, name: Range<usize>, grammar: Grammar) -> Option<Form> {
    let before = text[..name.start].chars().next_back();
    let first = text[name.clone()].chars().next()?;
    if is_word(first) && before.is_some_and(is_word) {
        return None;
    }
    if let Some(end) = genitive(text, &name, grammar) {
        return Some(Form { span: name.start..end, rule: GENITIVE, rank: 2 });
    }
    let last = text[name.clone()].chars().next_back()?;
    let after = text[name.end..].chars().next();
    if is_word(last) && after.is_some_and(is_word) {
        return None;
    }
    let compound = joins(text[name.end..].chars()) || joins(text[..name.start].chars().rev());
    let (rule, rank) = if compound { (COMPOUND, 1) } else { (EXACT, 0) };
    Some(Form { span: name, rule, rank })
}

/// Whether a hyphen and a letter or digit come next.
fn joins(mut rest: impl Iterator<Item = char>) -> bool {
    matches!(rest.next(), Some('-' | '\u{2010}' | '\u{2011}')) && rest.next().is_some_and(is_word)
}

/// The end of the genitive of the name at `name`, if it stands in it.
fn genitive(text: &str, name: &Range<usize>, grammar: Grammar) -> Option<usize> {
    let endings: &[&str] = match grammar {
        Grammar::German => &["s", "es", "’s", "'s"],
        Grammar::Unknown => &["s", "es"],
        Grammar::Other => return None,
    };
    let words = &text[name.clone()];
    let last = words.chars().next_back()?;
    if !last.is_alphabetic() {
        return None;
    }
    let rest = &text[name.end..];
    for ending in endings {
        let Some(after) = rest.strip_prefix(ending) else { continue };
        let end = name.end + ending.len();
        if !after.chars().next().is_some_and(is_word)
            && !NO_GENITIVES.contains(&&text[name.start..end])
        {
            return Some(end);
        }
    }
    let bare = grammar == Grammar::German && ends_in_sibilant(words);
    let apostrophe = rest.chars().next().filter(|c| matches!(c, '’' | '\''))?;
    let end = name.end + apostrophe.len_utf8();
    let mut following = text[end..].chars();
    let noun_follows =
        following.next() == Some(' ') && following.next().is_some_and(char::is_alphabetic);
    (bare && noun_follows && !is_quoted(&text[..name.start])).then_some(end)
}

/// Whether a name takes the apostrophe alone (Rat für deutsche Rechtschreibung, § 96).
fn ends_in_sibilant(name: &str) -> bool {
    name.ends_with(['s', 'ß', 'x', 'z']) || name.ends_with("ce")
}

/// Whether single quotation marks opened shortly before and did not close again.
fn is_quoted(before: &str) -> bool {
    let nearby = before.ceil_char_boundary(before.len().saturating_sub(NEARBY));
    let mut open = false;
    let mut previous = ' ';
    for c in before[nearby..].chars() {
        match c {
            '‚' | '‘' => open = true,
            '\'' if !previous.is_alphanumeric() => open = true,
            '’' | '\'' if previous.is_alphanumeric() => open = false,
            _ => {}
        }
        previous = c;
    }
    open
}
