//! Diagnostics short enough to be read, whatever they quote.
//!
//! What is hidden is to be masked before: a secret that is cut in two would not be found any more.

use crate::diagnostic::Diagnostic;

/// A text with more bytes is cut: a message quotes words of a file, and a line of one may have any
/// length.
const LONGEST: usize = 1_000;

/// How much is kept of its beginning, and of its end, where the reason stands.
const BEGINNING: usize = 600;
const END: usize = 200;

/// The same with an ellipsis in the middle of what is too long; a fix stays whole.
pub(super) fn brief(diagnostic: &Diagnostic) -> Diagnostic {
    let mut brief = diagnostic.clone();
    let texts = [&mut brief.message].into_iter().chain(&mut brief.label).chain(&mut brief.hint);
    texts.chain(&mut brief.notes).for_each(cut);
    brief
}

fn cut(text: &mut String) {
    if text.len() > LONGEST {
        let middle = text.floor_char_boundary(BEGINNING)..text.ceil_char_boundary(text.len() - END);
        text.replace_range(middle, "…");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    #[test]
    fn the_middle_of_what_is_too_long_is_left_out() {
        for (text, expect) in [
            ("short".to_owned(), "short".to_owned()),
            ("ä".repeat(500), "ä".repeat(500)),
            (
                format!("“{}” is no key", "ä".repeat(100_000)),
                format!("“{}…{}” is no key", "ä".repeat(298), "ä".repeat(93)),
            ),
        ] {
            let whole = Diagnostic::error(codes::METADATA, &text).hint(&text).note(&text);
            let brief = brief(&whole.label(&text));
            assert_eq!(brief.message, expect);
            assert_eq!((brief.hint, brief.label), (Some(expect.clone()), Some(expect.clone())));
            assert_eq!(brief.notes, [expect]);
        }
    }
}
