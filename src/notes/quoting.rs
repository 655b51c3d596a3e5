//! Writing a quote: what [`super::quote`] reads as the same selector again.
//!
//! Whatever would be more than a character is escaped, for this program and for viewers of Markdown.
//! A paragraph is one line, as long as it is.

use crate::annotation::Selector;

/// What stands between two pieces.
const GAP: &str = " … ";

/// A selector's lines, without `>`; an empty line stands between two paragraphs.
pub(super) fn quote(selector: &Selector) -> String {
    let mut out = Quoted::default();
    let target = |out: &mut Quoted| out.pieces(&selector.exact);
    if selector.prefix.is_empty() && selector.suffix.is_empty() {
        target(&mut out);
    } else {
        out.pieces(&selector.prefix);
        out.0.push_str("**");
        target(&mut out);
        out.0.push_str("**");
        out.pieces(&selector.suffix);
    }
    let lines: Vec<String> = out.0.trim().lines().map(|line| started(line.trim())).collect();
    lines.join("\n")
}

/// What is written so far.
#[derive(Default)]
struct Quoted(String);

impl Quoted {
    fn pieces(&mut self, pieces: &[String]) {
        for (n, piece) in pieces.iter().enumerate() {
            if n > 0 {
                // An empty piece has an ellipsis right at the target.
                let end = self.0.trim_end().len();
                self.0.truncate(end);
                self.0.push_str(GAP);
            }
            let squeezed = squeezed(piece);
            self.words(if n > 0 { squeezed.trim_start() } else { &squeezed });
        }
    }

    fn words(&mut self, words: &str) {
        for (at, c) in words.char_indices() {
            let behind = &words[at + c.len_utf8()..];
            if is_special(c, self.0.chars().next_back(), behind) {
                self.0.push('\\');
            }
            self.0.push(c);
        }
    }
}

/// Whether a character would be more than itself.
fn is_special(c: char, before: Option<char>, behind: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '*' | '`' | '[' | '<' | '…' => true,
        '_' => !letter(before) || !letter(behind.chars().next()),
        '~' => before == Some('~') || behind.starts_with('~'),
        '.' => behind.starts_with("..") && !letter(before) && before != Some('.'),
        '&' => behind.split_once(';').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        }),
        _ => false,
    }
}

/// A line that begins as its words do, not as a heading, list, quote or rule.
fn started(line: &str) -> String {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let unsigned = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - unsigned.len();
    let escape = |at: usize| format!("{}\\{}", &line[..at], &line[at..]);
    let all = |c: char| !line.is_empty() && line.chars().all(|other| other == c);
    match line.chars().next() {
        Some('>') => escape(0),
        Some('#') if ends(line.trim_start_matches('#')) => escape(0),
        Some('+' | '-') if ends(&line[1..]) => escape(0),
        Some('-' | '=') if all('-') || all('=') => escape(0),
        Some('0'..='9')
            if unsigned.starts_with(['.', ')']) && ends(&unsigned[1..]) && digits < 10 =>
        {
            escape(digits)
        }
        _ => line.to_owned(),
    }
}

/// Words with a blank for a line break, and an empty line for several.
fn squeezed(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(char::is_whitespace) {
        out.push_str(&rest[..at]);
        let after = rest[at..].trim_start();
        let blanks = &rest[at..rest.len() - after.len()];
        out.push_str(match blanks.matches('\n').count() {
            0 => blanks,
            1 => " ",
            _ => "\n\n",
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::notes::selector_of;

    fn pieces(words: &str) -> Vec<String> {
        words.split('|').filter(|_| !words.is_empty()).map(str::to_owned).collect()
    }

    fn of(prefix: &str, exact: &str, suffix: &str) -> Selector {
        let [prefix, exact, suffix] = [prefix, exact, suffix].map(pieces);
        Selector { prefix, exact, suffix, position: None }
    }

    #[test]
    fn quotes_are_written_as_a_person_would() {
        let check = |selector: Selector, expect: &str| {
            assert_eq!(quote(&selector), expect);
            assert_eq!(selector_of(expect).as_ref(), Some(&selector), "{expect}");
        };
        check(
            of("", "plain words, „quoted“ – wait... (so)", ""),
            "plain words, „quoted“ – wait... (so)",
        );
        check(of("bis zum ", "15. September", "."), "bis zum **15. September**.");
        check(of("Wort", "teil", "chen"), "Wort**teil**chen");
        check(of("Die|", "ersten|letzten", "|Ende"), "Die … **ersten … letzten** … Ende");
        check(of("", "one\n\ntwo", ""), "one\n\ntwo");
        check(of("one.\n\n", "Two", " three"), "one.\n\n**Two** three");
        check(
            of("", "a_b _c_ *d* **e** `f` <g> [h] i\\j", ""),
            "a_b \\_c\\_ \\*d\\* \\*\\*e\\*\\* \\`f\\` \\<g> \\[h] i\\\\j",
        );
        check(of("", "… ... [...] (…) ....", ""), "\\… \\... \\[\\...] (\\…) \\....");
        check(
            of("", "12. Mai\n\n- so\n\n# nein\n\n> x\n\n---", ""),
            "12\\. Mai\n\n\\- so\n\n\\# nein\n\n\\> x\n\n\\---",
        );
        check(of("", "AT&T &amp; -5", ""), "AT&T \\&amp; -5");
    }

    proptest! {
        #[test]
        fn a_written_quote_reads_as_the_same_selector(
            words in prop::collection::vec(
                prop::collection::vec("(\\*|\\*\\*|…|\\.|\\.\\.\\.|\\[|\\]|\\(|\\)|!|\\\\|_|#|>|-|=|1|x|ä|~|<|&|;|`|note|\u{a0}x){1,5}", 1..5),
                1..4,
            ),
            before in "(|x|x y )",
            behind in "(|z| y z)",
            paragraphs: bool,
        ) {
            let gap = if paragraphs { "\n\n" } else { " " };
            let trimmed = |words: &Vec<String>| words.iter().map(|word| word.trim()).collect::<Vec<_>>().join(gap);
            let exact = words.iter().map(trimmed).collect();
            let side = |words: String| if words.is_empty() { vec![] } else { vec![words] };
            let selector = Selector { prefix: side(before), exact, suffix: side(behind), position: None };
            let quote = quote(&selector);
            prop_assert_eq!(selector_of(&quote), Some(selector), "{}", quote);
        }
    }
}
