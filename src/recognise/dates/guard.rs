//! What stands around a number and shows that it is no date: versions, pages, paragraphs, amounts.
//!
//! Signs are the same in every language; the words are the lists `numbered` (words before things
//! that are numbered), `era` (behind years before the common era), `measured` (units), `counted`
//! and `not-counted` (words that may or cannot be counted) and `joins` of the language's data.

use std::ops::Range;

use super::language::Language;
use super::matcher::Line;
use super::token::Kind;
use crate::text::is_word;

/// Signs that stand right before amounts and numbers.
const SIGNS: &[char] = &['§', '$', '€', '£', '¥', '#', '+', '=', '@', '/', '\\', '−', '&'];

/// Signs that stand right behind amounts.
const UNITS: &[char] = &['%', '‰', '°', '€', '$', '£', '²', '³', '@', '\\', '='];

/// Whether the tokens `first..end` are a piece of text of their own.
pub(super) fn stands_alone(
    language: &Language,
    line: Line<'_>,
    (first, end): (usize, usize),
) -> bool {
    let span = bytes(line, (first, end));
    let (before, words, rest) =
        (&line.text[..span.start], &line.text[span.clone()], &line.text[span.end..]);
    // A bracket or comma that the pattern asks for itself stands wherever it stands.
    let begins = !words.starts_with(is_word)
        || (begins(words, before) && !is_numbered(language, line, first));
    begins && ends(words, rest) && !is_listed(line, language.guards.era, behind_blank(line, end))
}

/// The bytes of the tokens `first..end`.
pub(super) fn bytes(line: Line<'_>, (first, end): (usize, usize)) -> Range<usize> {
    let start = line.tokens.get(first).map_or(line.text.len(), |token| token.start);
    let last = line.tokens[..end.min(line.tokens.len())].last();
    start..last.map_or(start, |token| token.end).max(start)
}

/// Whether the tokens fill a cell of a table that is drawn with `|`: a bare number there may be
/// anything, an hour as well as a year.
pub(super) fn fills_a_cell(line: Line<'_>, tokens: (usize, usize)) -> bool {
    let span = bytes(line, tokens);
    line.text[..span.start].trim_end().ends_with('|')
        || line.text[span.end..].trim_start().starts_with('|')
}

fn begins(words: &str, before: &str) -> bool {
    let digits = words.starts_with(|c: char| c.is_ascii_digit());
    let mut back = before.chars().rev();
    match back.next() {
        None => true,
        Some(c) if is_word(c) => false,
        Some(c) if digits && SIGNS.contains(&c) => false,
        // 1.15.9.2020, 030-1914; but “(15.9.2020–” and “–15 September” may begin.
        Some('.' | ',' | ':' | '-' | '–' | '’' | '\'') if digits => {
            !back.next().is_some_and(|c| c.is_ascii_digit())
        }
        // Sonntag in “Palm-Sonntag”; and parts of addresses.
        Some('-' | '‑' | '@' | '_' | '/' | '\\') => !back.next().is_some_and(is_word),
        Some('.') => !back.next().is_some_and(|c| c.is_alphabetic()),
        Some(_) => true,
    }
}

fn ends(words: &str, rest: &str) -> bool {
    let digits = words.ends_with(|c: char| c.is_ascii_digit());
    let mut ahead = rest.chars();
    match ahead.next() {
        None => true,
        Some(c) if UNITS.contains(&c) => false,
        // A point or an apostrophe that ends the date itself parts it from what follows.
        Some(c) if is_word(c) => !words.ends_with(is_word),
        Some('.' | ',' | ':' | '/' | '-' | '–' | '‑') if digits => {
            !ahead.next().is_some_and(|c| c.is_ascii_digit())
        }
        Some(_) => true,
    }
}

/// Whether the last word before a number says that things are numbered there; a number in between,
/// perhaps with a conjunction, changes nothing: “pages 1923 and 1931”.
fn is_numbered(language: &Language, line: Line<'_>, first: usize) -> bool {
    let kind = |token: Option<usize>| Some(line.tokens.get(token?)?.kind);
    let before = |token: Option<usize>| token.and_then(|token| token.checked_sub(1));
    let skip = |token: Option<usize>, skipped: Kind| {
        if kind(token) == Some(skipped) { before(token) } else { token }
    };
    let is_number = kind(Some(first)) == Some(Kind::Number);
    let mut token = first.checked_sub(1);
    if kind(token) != Some(Kind::Blank) {
        return false;
    }
    token = before(token);
    if is_number && is_listed(line, language.guards.joins, token) {
        token = skip(before(token), Kind::Blank);
    }
    let number_between = kind(token) == Some(Kind::Number);
    token = skip(skip(skip(token, Kind::Number), Kind::Blank), Kind::Sign('.'));
    match kind(token) {
        _ if !is_number && !number_between => false,
        Some(Kind::Sign('§')) => true,
        Some(Kind::Word(_)) => is_listed(line, language.guards.numbered, token),
        _ => false,
    }
}

fn is_listed(line: Line<'_>, list: Option<usize>, token: Option<usize>) -> bool {
    let (Some(list), Some(Kind::Word(Some(word)))) =
        (list, token.and_then(|token| line.tokens.get(token)).map(|token| token.kind))
    else {
        return false;
    };
    line.lexicon.has(word, list).is_some()
        || line
            .lexicon
            .phrases(word, list)
            .any(|phrase| line.fits(token.map_or(usize::MAX, |token| token + 1), &phrase.rest))
}

/// The token behind one blank.
fn behind_blank(line: Line<'_>, at: usize) -> Option<usize> {
    (line.tokens.get(at)?.kind == Kind::Blank).then_some(at + 1)
}

/// Whether what stands from token `at` on, perhaps behind a further number, may be what a number
/// counts.
pub(super) fn counts(language: &Language, line: Line<'_>, at: usize) -> bool {
    may_be_counted(language, line, at) || {
        let join = behind_blank(line, at);
        let number = join.and_then(|join| behind_blank(line, join + 1));
        let further = number.filter(|&number| {
            is_listed(line, language.guards.joins, join)
                && line.tokens.get(number).is_some_and(|token| token.kind == Kind::Number)
        });
        further.is_some_and(|number| may_be_counted(language, line, number + 1))
    }
}

fn may_be_counted(language: &Language, line: Line<'_>, at: usize) -> bool {
    if measures(language, line, at) {
        return true;
    }
    let (guards, counted) = (&language.guards, &language.counted);
    let hyphen = line.tokens.get(at).is_some_and(|token| token.kind == Kind::Sign('-'));
    let token = if hyphen { Some(at + 1) } else { behind_blank(line, at) };
    let Some(token) = token else { return false };
    let word = line.str(token);
    if !word.starts_with(char::is_alphabetic) || is_listed(line, guards.not_counted, Some(token)) {
        return false;
    }
    let noun = counted.capitalised && !hyphen && word.starts_with(char::is_uppercase);
    let plural = counted.plural.as_ref().is_some_and(|ending| {
        word.len() > 3 && word.starts_with(char::is_lowercase) && word.ends_with(ending.as_str())
    });
    noun || plural || is_listed(line, guards.counted, Some(token))
}

/// Whether what stands from token `at` on is a unit.
pub(super) fn measures(language: &Language, line: Line<'_>, at: usize) -> bool {
    let next = behind_blank(line, at).unwrap_or(at);
    let sign = line
        .tokens
        .get(next)
        .is_some_and(|token| matches!(token.kind, Kind::Sign(sign) if "%‰°€$£".contains(sign)));
    sign || is_listed(line, language.guards.measured, Some(next))
}

/// Whether a number stands right before token `at`.
pub(super) fn is_behind_number(line: Line<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|token| line.tokens.get(token));
    before.is_some_and(|token| token.kind == Kind::Number)
}

/// Whether another number stands beside the tokens, as in telephone numbers and tables.
pub(super) fn is_among_numbers(line: Line<'_>, (first, end): (usize, usize)) -> bool {
    let is = |token: Option<usize>| {
        let found = token.and_then(|token| line.tokens.get(token));
        found.is_some_and(|token| token.kind == Kind::Number)
    };
    let before = first.checked_sub(1).filter(|&blank| behind_blank(line, blank).is_some());
    let before = before.and_then(|blank| blank.checked_sub(1));
    // “2001, 1966” is a volume's year and a page.
    let comma = |&token: &usize| line.tokens[token].kind == Kind::Sign(',');
    let behind_comma = before.filter(comma).and_then(|comma| comma.checked_sub(1));
    is(before) || is(behind_comma) || is(behind_blank(line, end))
}

/// Whether the sign of a court's or office's register stands before token `at`: “1 BvR 1993/09”.
pub(super) fn is_file_number(line: Line<'_>, at: usize) -> bool {
    let (Some(blank), Some(word)) = (at.checked_sub(1), at.checked_sub(2)) else { return false };
    let is_word = matches!(line.tokens.get(word).map(|token| token.kind), Some(Kind::Word(_)));
    let sign = line.str(word);
    line.tokens.get(blank).is_some_and(|token| token.kind == Kind::Blank)
        && is_word
        && sign.chars().count() <= 5
        && sign.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Whether a year stands behind token `at` that the rules do not read: one before 1000, or two
/// digits.
pub(super) fn has_other_year(line: Line<'_>, at: usize) -> bool {
    let rest = line.tokens.get(at).map_or("", |token| &line.text[token.start..]);
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    let Some(rest) = rest.strip_prefix(' ') else { return false };
    let shortened = rest.strip_prefix(['’', '\'']);
    let digits = shortened.unwrap_or(rest);
    // No year is longer, and a text may be all digits.
    let count = digits.bytes().take(6).take_while(u8::is_ascii_digit).count();
    let behind = &digits[count..];
    let alone = !behind.starts_with(|c: char| c.is_alphanumeric() || ":.-–".contains(c))
        || (behind.starts_with('.') && !behind[1..].starts_with(|c: char| c.is_ascii_digit()));
    match count {
        2 => alone && (shortened.is_some() || !behind.starts_with(' ')),
        3 | 4 => alone,
        _ => false,
    }
}

/// The lists of words that guard against numbers.
#[derive(Debug, Default)]
pub(super) struct Guards {
    numbered: Option<usize>,
    era: Option<usize>,
    measured: Option<usize>,
    counted: Option<usize>,
    not_counted: Option<usize>,
    joins: Option<usize>,
}

impl Guards {
    /// From the lists of a lexicon.
    pub(super) fn new(lexicon: &super::lexicon::Lexicon) -> Self {
        let list = |name| lexicon.list(name);
        Self {
            numbered: list("numbered"),
            era: list("era"),
            measured: list("measured"),
            counted: list("counted"),
            not_counted: list("not-counted"),
            joins: list("joins"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::language;
    use super::super::token::tokenise;
    use super::*;

    /// Whether what stands between `[` and `]` stands alone.
    fn alone(marked: &str) -> bool {
        let language = language("de").unwrap();
        let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
        let text = marked.replace(['[', ']'], "");
        let mut tokens = Vec::new();
        tokenise(&text, &language.lexicon, &mut tokens);
        let line = Line { text: &text, tokens: &tokens, lexicon: &language.lexicon };
        let at = |byte: usize| tokens.iter().position(|t| t.start >= byte).unwrap_or(tokens.len());
        stands_alone(language, line, (at(start), at(end)))
    }

    #[test]
    fn neighbours_tell() {
        for text in [
            "[2020]",
            "am [15.9.]",
            "([1971])",
            "„[1971]“",
            "[2020], x",
            "–[15.9.]",
            "in [1914].",
            "[1914]-Krieg",
            "S. 5, [2020]",
            "Nord [2020]",
        ] {
            assert!(alone(text), "{text}");
        }
        for text in [
            "1.[15.9.2020]",
            "S. 1923 [bis 1931]",
            "Seiten 1923 und [1931]",
            "[12.9.20].1",
            "x[2020]",
            "[2020]x",
            "§ [2020]",
            "§[2020]",
            "S. [1015]",
            "Nr. [2020]",
            "$[2000]",
            "[2000]%",
            "030-[1914]",
            "[2020]:15",
            "v. [2000]",
            "/[2020]",
            "[1230] v. Chr.",
        ] {
            assert!(!alone(text), "{text}");
        }
    }
}
