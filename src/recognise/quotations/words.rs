//! The words around a quotation, as tokens.

use std::ops::Range;

use crate::text::is_word;

/// A word, a sign, or a whole quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Bytes of the document's text.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) kind: Kind<'a>,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A word; hyphens and apostrophes inside it and the point of an initial belong to it.
    Word(&'a str),
    /// A sign.
    Sign(char),
    /// The quotation whose surroundings these are.
    Quote,
    /// Another quotation.
    OtherQuote,
}

impl<'a> Token<'a> {
    /// The word, if it is one.
    pub(super) fn word(&self) -> Option<&'a str> {
        if let Kind::Word(word) = self.kind { Some(word) } else { None }
    }

    /// The word in small letters, empty for what is none.
    pub(super) fn lower(&self) -> String {
        self.word().map(str::to_lowercase).unwrap_or_default()
    }

    /// Whether it is a word that begins with a capital letter.
    pub(super) fn is_capital(&self) -> bool {
        self.word().is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// Whether it is the sign `c`.
    pub(super) fn is_sign(&self, c: char) -> bool {
        self.kind == Kind::Sign(c)
    }
}

/// Titles that keep their point.
const TITLES: &[&str] = &[
    "Capt", "Col", "Dr", "Fr", "Gen", "Gov", "Hon", "Hr", "Jr", "Lt", "Maj", "Mr", "Mrs", "Ms",
    "Prof", "Rep", "Rev", "Sen", "Sgt", "Sr", "St", "med", "jur", "phil", "h.c",
];

/// Cuts the bytes `span` of `text` into tokens; what stands in short brackets is left out.
pub(super) fn tokens<'a>(text: &'a str, span: Range<usize>, into: &mut Vec<Token<'a>>) {
    let from = into.len();
    for (offset, piece) in pieces(&text[span.clone()]) {
        cut(piece, span.start + offset, into);
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

fn cut<'a>(piece: &'a str, at: usize, into: &mut Vec<Token<'a>>) {
    let word_start = piece.find(is_word).unwrap_or(piece.len());
    let mut word_end = piece
        .rfind(is_word)
        .map_or(word_start, |last| last + piece[last..].chars().next().map_or(0, char::len_utf8));
    let word = &piece[word_start..word_end];
    let rest = &piece[word_end..];
    let shortened = rest.starts_with('.') && (is_initial(word) || TITLES.contains(&word));
    // “Nord- und Südwerk”
    if shortened || (rest == "-" && !word.is_empty()) {
        word_end += 1;
    }
    signs(&piece[..word_start], at, into);
    if word_end > word_start {
        let kind = Kind::Word(&piece[word_start..word_end]);
        into.push(Token { span: at + word_start..at + word_end, kind });
    }
    signs(&piece[word_end..], at + word_end, into);
}

fn signs(text: &str, at: usize, into: &mut Vec<Token<'_>>) {
    into.extend(text.char_indices().map(|(offset, c)| {
        let start = at + offset;
        Token { span: start..start + c.len_utf8(), kind: Kind::Sign(c) }
    }));
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Leaves out brackets of up to six tokens, from the token `from` on.
fn drop_brackets(tokens: &mut Vec<Token<'_>>, from: usize) {
    let mut at = from;
    while at < tokens.len() {
        if tokens[at].is_sign('(') {
            let near = tokens[at..].iter().take(8).position(|token| token.is_sign(')'));
            if let Some(length) = near {
                tokens.drain(at..=at + length);
                continue;
            }
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs() {
        let text = "„Ja“, sagte\u{A0}Dr. A. Muster-Beispiel (SPD), d’Or …";
        let mut found = Vec::new();
        tokens(text, 0..text.len(), &mut found);
        let shown: Vec<&str> = found.iter().map(|t| &text[t.span.clone()]).collect();
        assert_eq!(
            shown,
            ["„", "Ja", "“", ",", "sagte", "Dr.", "A.", "Muster-Beispiel", ",", "d’Or", "…",]
        );
    }
}
