//! The form in which a name stands in a sentence: as it is, in the genitive, or in a compound.

use std::ops::Range;

use super::grammar::Grammar;
use crate::text::is_word;

/// A name as it stands in a text.
pub(super) struct Form {
    /// The name with its ending.
    pub(super) span: Range<usize>,
    /// The name of the rule that knows the form.
    pub(super) rule: &'static str,
    /// The smaller is the surer reading of the same words.
    pub(super) rank: usize,
}

pub(super) const EXACT: &str = "names.exact";
pub(super) const GENITIVE: &str = "names.genitive";
pub(super) const COMPOUND: &str = "names.compound";

/// How far a quotation mark that opens before a name is looked for, in bytes.
const NEARBY: usize = 200;

/// The form in which the name at `name` stands; `None` where it is part of another word.
pub(super) fn form(text: &str, name: Range<usize>, grammar: &Grammar) -> Option<Form> {
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
fn genitive(text: &str, name: &Range<usize>, grammar: &Grammar) -> Option<usize> {
    let words = &text[name.clone()];
    let last = words.chars().next_back()?;
    if !last.is_alphabetic() {
        return None;
    }
    let rest = &text[name.end..];
    for ending in &grammar.genitive {
        let Some(after) = rest.strip_prefix(ending.as_str()) else { continue };
        let end = name.end + ending.len();
        if !after.chars().next().is_some_and(is_word)
            && !grammar.not_genitive.contains(&text[name.start..end])
        {
            return Some(end);
        }
    }
    let apostrophe = rest.chars().next().filter(|c| matches!(c, '’' | '\''))?;
    let bare = grammar.sibilants.iter().any(|end| words.ends_with(end.as_str()));
    let end = name.end + apostrophe.len_utf8();
    let mut following = text[end..].chars();
    let noun_follows =
        following.next() == Some(' ') && following.next().is_some_and(char::is_alphabetic);
    (bare && noun_follows && !is_quoted(&text[..name.start])).then_some(end)
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
