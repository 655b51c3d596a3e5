//! The words of a sentence, as tokens.
//!
//! In goes a stretch of a document's text; out come its words and signs, with what stands in short
//! brackets left out. What a language writes in one word and means as two (“dit-il”, “l’usine”) is
//! two tokens.

use std::borrow::Cow;
use std::ops::Range;

use super::grammar::Grammar;
use crate::text::is_word;

/// A word, a sign, or a whole quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Bytes of the document's text.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) kind: Kind<'a>,
    /// The word in small letters with straight apostrophes, empty for what is none.
    lower: Cow<'a, str>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A word; hyphens and apostrophes inside it and the point of an initial belong to it.
    Word(&'a str),
    /// A sign.
    Sign(char),
    /// A quotation, by its place among the document's.
    Quote(usize),
}

impl<'a> Token<'a> {
    /// A quotation.
    pub(super) fn quote(span: Range<usize>, index: usize) -> Self {
        Self { span, kind: Kind::Quote(index), lower: Cow::Borrowed("") }
    }

    fn word_of(text: &'a str, at: usize) -> Self {
        let plain = |c: char| c.is_lowercase() || c == '-' || c.is_ascii_digit();
        let lower = if text.chars().all(plain) {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(text.to_lowercase().replace('\u{AD}', "").replace('’', "'"))
        };
        Self { span: at..at + text.len(), kind: Kind::Word(text), lower }
    }

    /// The word, if it is one.
    pub(super) fn word(&self) -> Option<&'a str> {
        if let Kind::Word(word) = self.kind { Some(word) } else { None }
    }

    /// The word in small letters, empty for what is none.
    pub(super) fn lower(&self) -> &str {
        &self.lower
    }

    /// Whether it is a word that begins with a capital letter.
    pub(super) fn is_capital(&self) -> bool {
        self.word().is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// Whether it is the sign `c`.
    pub(super) fn is_sign(&self, c: char) -> bool {
        self.kind == Kind::Sign(c)
    }

    /// Whether it is a quotation.
    pub(super) fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::Quote(_))
    }
}

/// Cuts the bytes `span` of `text` into tokens; what stands in short brackets is left out.
pub(super) fn tokens<'a>(
    text: &'a str,
    span: Range<usize>,
    grammar: &Grammar,
    into: &mut Vec<Token<'a>>,
) {
    let from = into.len();
    let mut pieces = pieces(&text[span.clone()]).peekable();
    while let Some((offset, piece)) = pieces.next() {
        let next = pieces.peek().map_or("", |(_, piece)| piece);
        cut(piece, next, span.start + offset, grammar, into);
    }
    drop_brackets(into, from);
}

/// The stretches between blanks, with their offsets.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(char::is_whitespace).scan(0, |at, piece| {
        let start = *at;
        // The blank behind the piece has a length of its own.
        *at += piece.len();
        *at += text[*at..].chars().next().map_or(0, char::len_utf8);
        Some((start, piece))
    })
}

/// Cuts what stands between blanks; `next` is what stands behind it.
fn cut<'a>(piece: &'a str, next: &str, at: usize, grammar: &Grammar, into: &mut Vec<Token<'a>>) {
    let word_start = piece.find(is_word).unwrap_or(piece.len());
    let mut word_end = piece
        .rfind(is_word)
        .map_or(word_start, |last| last + piece[last..].chars().next().map_or(0, char::len_utf8));
    let word = &piece[word_start..word_end];
    let rest = &piece[word_end..];
    let shortened = rest.starts_with('.')
        && (is_initial(word)
            || Grammar::any().titles.contains(word)
            || (rest == "." && goes_on(word, next, grammar)));
    // “Nord- und Südwerk”
    if shortened || (rest == "-" && !word.is_empty()) {
        word_end += 1;
    }
    signs(&piece[..word_start], at, into);
    words(&piece[word_start..word_end], at + word_start, grammar, into);
    signs(&piece[word_end..], at + word_end, into);
}

/// A word that blanks surround, as one token, or as those of which it is made: words that a dash
/// joins, an elided article and its noun, a verb and the pronoun behind it.
fn words<'a>(text: &'a str, at: usize, grammar: &Grammar, into: &mut Vec<Token<'a>>) {
    let Some((first, dash)) = text.char_indices().find(|(_, c)| matches!(c, '—' | '…' | '–'))
    else {
        return elided(text, at, grammar, into);
    };
    let mut from = 0;
    for (i, c) in text[first..].char_indices().filter(|(_, c)| *c == dash) {
        elided(&text[from..first + i], at + from, grammar, into);
        signs(&text[first + i..first + i + c.len_utf8()], at + first + i, into);
        from = first + i + c.len_utf8();
    }
    elided(&text[from..], at + from, grammar, into);
}

fn elided<'a>(text: &'a str, at: usize, grammar: &Grammar, into: &mut Vec<Token<'a>>) {
    if text.is_empty() {
        return;
    }
    let build = &grammar.build;
    if !build.elided.is_empty()
        && let Some((apostrophe, mark)) = text.char_indices().find(|(_, c)| matches!(c, '\'' | '’'))
        && build.elided.contains(&text[..apostrophe].to_lowercase())
    {
        let behind = apostrophe + mark.len_utf8();
        into.push(Token::word_of(&text[..behind], at));
        return clitic(&text[behind..], at + behind, grammar, into);
    }
    clitic(text, at, grammar, into);
}

fn clitic<'a>(text: &'a str, at: usize, grammar: &Grammar, into: &mut Vec<Token<'a>>) {
    let ending = grammar.build.clitics.iter().find(|ending| text.ends_with(ending.as_str()));
    let Some((ending, stem)) = ending.map(|e| (e, text.len() - e.len())).filter(|(_, s)| *s > 0)
    else {
        if !text.is_empty() {
            into.push(Token::word_of(text, at));
        }
        return;
    };
    let pronoun = ending.rfind('-').map_or(0, |dash| dash + 1);
    into.push(Token::word_of(&text[..stem], at));
    into.push(Token::word_of(&text[stem + pronoun..], at + stem + pronoun));
}

fn signs(text: &str, at: usize, into: &mut Vec<Token<'_>>) {
    into.extend(text.char_indices().map(|(offset, c)| {
        let start = at + offset;
        let kind = Kind::Sign(c);
        Token { span: start..start + c.len_utf8(), kind, lower: Cow::Borrowed("") }
    }));
}

/// Whether a sentence goes on behind a point: before a small letter or another shortened word, and
/// behind an ordinal number where the language writes one so.
fn goes_on(word: &str, next: &str, grammar: &Grammar) -> bool {
    let ordinal = || word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    !word.is_empty()
        && (next.starts_with(char::is_lowercase)
            || (next.len() == 2 && next.ends_with('.'))
            || (grammar.build.ordinal_points && !next.is_empty() && ordinal()))
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// The longest brackets that are left out, in tokens.
const BRACKETS: usize = 8;

/// Leaves out short brackets, from the token `from` on.
fn drop_brackets(tokens: &mut Vec<Token<'_>>, from: usize) {
    if !tokens[from..].iter().any(|token| token.is_sign('(')) {
        return;
    }
    let all: Vec<Token<'_>> = tokens.drain(from..).collect();
    let mut skip_to = 0;
    for (at, token) in all.iter().enumerate() {
        if at >= skip_to && token.is_sign('(') {
            let near = all[at..].iter().take(BRACKETS).position(|token| token.is_sign(')'));
            skip_to = near.map_or(skip_to, |length| at + length + 1);
        }
        if at >= skip_to {
            tokens.push(token.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        tokens(text, 0..text.len(), Grammar::of(language), &mut found);
        let shown: Vec<&str> = found.iter().map(|t| &text[t.span.clone()]).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn words_signs_and_initials() {
        check(
            "de",
            "„Ja“, sagte\u{A0}Dr. A. Muster-Beispiel (SPD), d’Or …",
            &["„", "Ja", "“", ",", "sagte", "Dr.", "A.", "Muster-Beispiel", ",", "d’Or", "…"],
        );
        check("en", "stay—she said—here", &["stay", "—", "she", "said", "—", "here"]);
        check("de", "(a)(b) ((c) d", &["d"]);
        check("de", "am 3. Mai z. B. dort.", &["am", "3.", "Mai", "z.", "B.", "dort", "."]);
        check("en", "in 12. May", &["in", "12", ".", "May"]);
    }

    #[test]
    fn french_words_are_cut() {
        check(
            "fr",
            "L’usine reste, a-t-elle dit.",
            &["L’", "usine", "reste", ",", "a", "elle", "dit", "."],
        );
        check("fr", "aujourd’hui, dit-il", &["aujourd’hui", ",", "dit", "il"]);
    }
}
