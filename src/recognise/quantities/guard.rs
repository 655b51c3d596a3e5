//! Where an amount may begin and end: what is part of a version, an address or a docket number is
//! none.

use super::language::Language;
use crate::text::{is_boundary, is_word};

/// So many bytes are looked at for words nearby.
const NEARBY: usize = 40;

/// Whether an amount may begin behind `before`.
pub(super) fn begins(before: &str, amount: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some(c) if is_word(c) => !amount.starts_with(is_word) && !c.is_alphabetic(),
        Some('%' | '=' | '&' | '#' | '@' | '^' | '+') => false,
        Some(sign @ ('.' | ',' | ':' | '/' | '\'' | '’' | '-' | '–')) => {
            // “F-16”, “3.5”: part of a name or of a number.
            let digits = amount.starts_with(|c: char| c.is_ascii_digit());
            !back
                .next()
                .is_some_and(|c| c.is_ascii_digit() || (sign == '-' && digits && c.is_alphabetic()))
        }
        Some(' ') => !continues_number(before, amount) && !is_torn(before, amount),
        _ => true,
    }
}

/// Whether the digits before a blank and the three behind it are one number that is cut in two.
fn continues_number(before: &str, amount: &str) -> bool {
    let digits = amount.bytes().take_while(u8::is_ascii_digit).count();
    let back: Vec<char> = before.chars().rev().skip(1).take(4).collect();
    let group = back.len() >= 3 && back.iter().take(3).all(char::is_ascii_digit);
    digits == 3 && group && back.get(3) == Some(&' ')
}

/// Whether a sign with blanks around it stands between digits: “6 . 2 %”.
fn is_torn(before: &str, amount: &str) -> bool {
    let mut back = before.chars().rev();
    let torn = back.next() == Some(' ')
        && back.next().is_some_and(|c| matches!(c, '.' | ',' | '/'))
        && back.next() == Some(' ')
        && back.next().is_some_and(|c| c.is_ascii_digit());
    torn && amount.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether an amount may end before `rest`.
pub(super) fn ends(amount: &str, rest: &str) -> bool {
    let mut ahead = rest.chars();
    match ahead.next() {
        Some(c) if is_word(c) => !amount.ends_with(is_word),
        Some('.' | ',' | ':' | '/' | '-' | '–' | '’' | '\'')
            if amount.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            !ahead.next().is_some_and(|c| c.is_ascii_digit())
        }
        // “6 . 2”
        Some(' ') if amount.ends_with(|c: char| c.is_ascii_digit()) => {
            !(ahead.next().is_some_and(|c| matches!(c, '.' | ',' | '/'))
                && ahead.next() == Some(' ')
                && ahead.next().is_some_and(|c| c.is_ascii_digit()))
        }
        _ => true,
    }
}

/// Whether a hyphen or dash at the end of `before` is a minus sign's place.
pub(super) fn may_be_negative(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        None | Some('(') => true,
        Some(' ') => !back.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// Whether two words are the same but for capitals.
fn same_word(one: &str, two: &str) -> bool {
    let lower = |word: &str| word.to_lowercase();
    let known = one.is_ascii() || two.is_ascii();
    one.eq_ignore_ascii_case(two) || (!known && lower(one) == lower(two))
}

/// Whether `before` ends with one of `words`, in any case, and a blank behind it; where the word
/// begins.
pub(super) fn ends_with_word(before: &str, words: &[String]) -> Option<usize> {
    let trimmed = before.trim_end();
    if trimmed.len() == before.len() && !before.ends_with('(') {
        return None;
    }
    let found = words.iter().filter_map(|word| {
        let start = trimmed.len().checked_sub(word.len())?;
        let alike = trimmed.as_bytes().last().map(u8::to_ascii_lowercase)
            == word.as_bytes().last().map(u8::to_ascii_lowercase);
        let here = trimmed.get(start..).filter(|_| alike)?;
        (same_word(here, word) && is_boundary(trimmed, start)).then_some(start)
    });
    found.min()
}

/// Whether `rest` goes on with one of `words` behind a blank, in any case; where it ends.
pub(super) fn goes_on_with(rest: &str, words: &[String]) -> Option<usize> {
    let behind = rest.strip_prefix([' ', '-'])?;
    let found = words.iter().filter_map(|word| {
        let here = behind.get(..word.len())?;
        (same_word(here, word) && is_boundary(behind, word.len())).then_some(word.len() + 1)
    });
    found.max()
}

/// Whether a word nearby begins with one of `beginnings`, in any case.
pub(super) fn nearby(text: &str, start: usize, end: usize, beginnings: &[String]) -> bool {
    let from = text.ceil_char_boundary(start.saturating_sub(NEARBY));
    let to = text.floor_char_boundary((end + NEARBY).min(text.len()));
    let (before, behind) = (text[from..start].to_lowercase(), text[end..to].to_lowercase());
    let words = |side: &str| {
        side.split(|c| !is_word(c))
            .any(|word| beginnings.iter().any(|beginning| word.starts_with(beginning.as_str())))
    };
    words(&before) || words(&behind)
}

/// Whether the number at `start..end` is a mark, a year or part of a date, and no amount.
pub(super) fn is_no_amount(language: &Language, text: &str, start: usize, end: usize) -> bool {
    let (before, rest) = (&text[..start], &text[end..]);
    let behind = end + usize::from(rest.starts_with('.'));
    let blank = text[behind..].starts_with([' ', '-']);
    let time = || language.times.longest(text, behind + 1, is_boundary).is_some();
    is_year(&text[start..end])
        || (blank && time())
        || is_joined(rest)
        || is_list_mark(before, rest)
        || (text[start..end].ends_with(|c: char| c.is_ascii_digit()) && has_code_behind(rest))
        || ends_with_letter(before)
        || ends_with_word(before, &language.file.counts.calendar).is_some()
        || ends_with_word(before, &language.file.context.labels).is_some()
}

/// Whether a word goes on behind a hyphen: “two-door”.
fn is_joined(rest: &str) -> bool {
    let behind = rest.strip_prefix('-').or_else(|| rest.strip_prefix(" - "));
    behind.is_some_and(|behind| behind.starts_with(char::is_alphabetic))
}

/// Whether a code of letters and digits goes on behind a blank: “24703 L-202”.
fn has_code_behind(rest: &str) -> bool {
    let Some(code) = rest.strip_prefix(' ') else { return false };
    let letters = code.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = code[letters..].strip_prefix('-').unwrap_or(&code[letters..]);
    (1..=2).contains(&letters) && digits.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether it marks an item of a list or a footnote: “2)”, “[2]”.
fn is_list_mark(before: &str, rest: &str) -> bool {
    let behind = rest.trim_start();
    let footnote = rest.starts_with(']') && before.ends_with('[');
    footnote || (behind.starts_with(')') && !before.trim_end().ends_with('('))
}

/// Whether a single capital stands before it: “A 52”.
fn ends_with_letter(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next() == Some(' ')
        && back.next().is_some_and(char::is_uppercase)
        && back.next().is_none_or(|c| !is_word(c))
}

/// Four digits that are more often a year.
pub(super) fn is_year(written: &str) -> bool {
    let digits = written.len() == 4 && written.bytes().all(|b| b.is_ascii_digit());
    digits && ("1500".."2101").contains(&written)
}
