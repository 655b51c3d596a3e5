//! Words without the lines they stood in.

/// Words in one line: every run of white space (Unicode, property `White_Space`) is one blank, and none
/// stands at either end.
#[must_use]
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first words of a text in one line: all, or as many as `most` code points have room for.
#[must_use]
pub fn beginning(words: &str, most: usize) -> String {
    let line = one_line(words);
    if line.chars().count() <= most {
        return line;
    }
    let start: String = line.chars().take(most).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{} …", &start[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_one() {
        assert_eq!(one_line(" a\n\tb\u{A0}\u{2028} c \r\n"), "a b c");
        assert_eq!(one_line("\n "), "");
    }

    #[test]
    fn a_text_is_cut_between_words() {
        assert_eq!(beginning("one\ntwo", 7), "one two");
        assert_eq!(beginning("one two three", 9), "one two …");
        assert_eq!(beginning("öööö", 2), "öö …");
    }
}
