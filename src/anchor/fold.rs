//! Folding two texts that a reader would call the same into one.
//!
//! Unlike [`crate::text::fold_spaces`] this also evens out what typesetting changes: quotation
//! marks, dashes, ellipses, ligatures and words hyphenated at a line's end.

use crate::text::{Folded, MappedText};

/// Typography evened out, case kept.
pub(super) fn normalise(text: &str) -> Folded {
    fold(text, |c, out| out.push(c))
}

/// Typography and case evened out. Upper case and back comes close to Unicode's full case folding:
/// it takes ß for ss and ς for σ.
pub(super) fn caseless(text: &str) -> Folded {
    fold(text, |c, out| {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            let plain = c.to_lowercase().flat_map(char::to_uppercase);
            out.extend(plain.flat_map(char::to_lowercase));
        }
    })
}

fn fold(text: &str, letter: impl Fn(char, &mut String)) -> Folded {
    let mut out = MappedText::new();
    let mut piece = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            while chars.next_if(|(_, c)| c.is_whitespace() || is_invisible(*c)).is_some() {}
            let end = chars.peek().map_or(text.len(), |&(next, _)| next);
            out.push_for(" ", at, end - at);
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        if is_hyphen(c) && ends_with_letter(out.text()) && breaks_a_word(&text[at + c.len_utf8()..])
        {
            while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            continue;
        }
        piece.clear();
        match plain(c) {
            Some(plain) => piece.push_str(plain),
            None => letter(c, &mut piece),
        }
        out.push_for(&piece, at, c.len_utf8());
    }
    let (text, map) = out.finish();
    Folded { text, map }
}

/// The plain form of a typographic sign.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '„' | '“' | '”' | '‟' | '«' | '»' | '″' | '＂' => "\"",
        '‚' | '‘' | '’' | '‛' | '‹' | '›' | '′' | '`' | '´' | '＇' => "'",
        '\u{2010}'..='\u{2015}' | '−' | '﹣' | '－' => "-",
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => return None,
    })
}

/// Soft hyphen, zero-width characters and marks of writing direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

fn ends_with_letter(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphabetic)
}

/// Whether a line ends here and the next one begins in lower case.
fn breaks_a_word(rest: &str) -> bool {
    let next = rest.trim_start();
    let blanks = &rest[..rest.len() - next.len()];
    blanks.matches('\n').count() == 1 && next.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_folds() {
        let check = |text: &str, expect: &str| assert_eq!(normalise(text).text, expect, "{text}");
        check("„Ja“ – »nein«", "\"Ja\" - \"nein\"");
        check("l’été ‚so‘", "l'été 'so'");
        check("a \u{A0}\n b", "a b");
        check("Do\u{AD}nald\u{200B}", "Donald");
        check("Verbes-\n serung", "Verbesserung");
        check("Nord- und Süd-\nAmerika", "Nord- und Süd- Amerika");
        check("ab-\n\nc", "ab- c");
        check("1-\nb", "1- b");
        check("so … ﬁn", "so ... fin");
        check("", "");
    }

    #[test]
    fn case_folds() {
        assert_eq!(caseless("GROẞE Straße ΣΑΣ İ").text, "grosse strasse σασ i\u{307}");
    }

    #[test]
    fn folded_text_maps_back() {
        let text = "Die Ver-\nbesserung der Straße";
        let folded = caseless(text);
        assert_eq!(folded.text, "die verbesserung der strasse");
        assert_eq!(&text[folded.map.range(4..16)], "Ver-\nbesserung");
        assert_eq!(&text[folded.map.range(21..28)], "Straße");
    }
}
