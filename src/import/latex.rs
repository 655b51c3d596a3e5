//! The words of a LaTeX value: accents, signs and braces as bibliographies have them. What is not known
//! leaves its words.

use unicode_normalization::char::compose;

/// How deep braces are followed; what lies deeper is taken as it stands.
const MAX_DEPTH: usize = 50;

/// The words of a value, in one line but for its paragraphs.
pub(super) fn words(raw: &str) -> String {
    let mut reader = Reader { rest: raw, out: String::new() };
    reader.run(0);
    let paragraphs = reader.out.split("\n\n").map(|paragraph| {
        // A no-break blank is one that was asked for.
        paragraph
            .split([' ', '\n', '\t', '\r'])
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    });
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The parts of a list of names; an `and` in braces belongs to a name.
pub(super) fn split_and(raw: &str) -> Vec<&str> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in raw.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if c.is_whitespace() && depth == 0 => {
                let rest = raw[at..].trim_start();
                let ends =
                    rest.strip_prefix("and").filter(|rest| rest.starts_with(char::is_whitespace));
                if let Some(ends) = ends.filter(|_| at >= from) {
                    parts.push(raw[from..at].trim());
                    from = raw.len() - ends.len();
                }
            }
            _ => {}
        }
    }
    parts.push(raw[from.min(raw.len())..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

struct Reader<'t> {
    rest: &'t str,
    out: String,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        self.rest.strip_prefix(text).inspect(|rest| self.rest = rest).is_some()
    }

    /// Reads up to the end, or to the brace that closes this group.
    fn run(&mut self, depth: usize) {
        while let Some(c) = self.next() {
            match c {
                '}' if depth > 0 => return,
                '{' if depth < MAX_DEPTH => self.run(depth + 1),
                '{' | '}' | '$' => {}
                '\\' => self.command(depth),
                '~' => self.out.push('\u{A0}'),
                '-' if self.eat("--") => self.out.push('—'),
                '-' if self.eat("-") => self.out.push('–'),
                '`' if self.eat("`") => self.out.push('“'),
                '\'' if self.eat("'") => self.out.push('”'),
                c if c.is_control() && !matches!(c, '\n' | '\t' | '\r') => {}
                c => self.out.push(c),
            }
        }
    }

    fn command(&mut self, depth: usize) {
        let letters = self.rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(self.rest.len());
        if letters == 0 {
            let Some(sign) = self.next() else { return };
            match (accent(sign), sign) {
                (Some(mark), _) => self.accented(mark, depth),
                (None, '\\' | '\n') => self.out.push('\n'),
                (None, ' ' | ',' | ';' | ':' | '!' | '/') => self.out.push(' '),
                (None, '-') => {}
                (None, sign) => self.out.push(sign),
            }
            return;
        }
        let (name, rest) = self.rest.split_at(letters);
        self.rest = rest;
        let mut letter = name.chars();
        let single = letter.next().filter(|_| letter.next().is_none());
        let has_letter =
            |c: char| matches!(c, '{' | '\\') || (rest.starts_with(' ') && c.is_alphabetic());
        let is_accent = rest.trim_start().starts_with(has_letter);
        if let Some(mark) = single.and_then(accent_letter).filter(|_| is_accent) {
            return self.accented(mark, depth);
        }
        if name == "par" {
            self.out.push_str("\n\n");
        }
        match sign(name) {
            Some(sign) => {
                self.out.push_str(sign);
                // The blank or the empty group that ends a command is no blank of the text.
                if !self.eat("{}") {
                    self.rest = self.rest.strip_prefix(' ').unwrap_or(self.rest);
                }
            }
            // A command that only changes how its words look.
            None => self.rest = self.rest.strip_prefix(' ').unwrap_or(self.rest),
        }
    }

    /// An accent over the next letter or group.
    fn accented(&mut self, mark: char, depth: usize) {
        self.rest = self.rest.trim_start();
        let from = self.out.len();
        if self.eat("{") {
            if depth < MAX_DEPTH {
                self.run(depth + 1);
            }
        } else if depth < MAX_DEPTH && self.eat("\\") {
            self.command(depth + 1);
        } else if let Some(c) = self.next() {
            self.out.push(c);
        }
        let words = self.out.split_off(from);
        let mut chars = words.chars();
        let base = match chars.next() {
            Some('ı') => 'i',
            Some('ȷ') => 'j',
            Some(c) => c,
            None => return,
        };
        match compose(base, mark) {
            Some(letter) => self.out.push(letter),
            None => self.out.extend([base, mark]),
        }
        self.out.push_str(chars.as_str());
    }
}

/// The combining mark of an accent that is written as a sign.
fn accent(sign: char) -> Option<char> {
    Some(match sign {
        '`' => '\u{300}',
        '\'' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        '"' => '\u{308}',
        _ => return None,
    })
}

/// The combining mark of an accent that is written as a letter.
fn accent_letter(letter: char) -> Option<char> {
    Some(match letter {
        'u' => '\u{306}',
        'r' => '\u{30A}',
        'H' => '\u{30B}',
        'v' => '\u{30C}',
        'd' => '\u{323}',
        'c' => '\u{327}',
        'k' => '\u{328}',
        'b' => '\u{331}',
        _ => return None,
    })
}

/// What a command without argument stands for.
fn sign(name: &str) -> Option<&'static str> {
    Some(match name {
        "ss" => "ß",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "o" => "ø",
        "O" => "Ø",
        "aa" => "å",
        "AA" => "Å",
        "l" => "ł",
        "L" => "Ł",
        "i" => "ı",
        "j" => "ȷ",
        "dh" => "ð",
        "DH" => "Ð",
        "dj" => "đ",
        "DJ" => "Đ",
        "ng" => "ŋ",
        "NG" => "Ŋ",
        "th" => "þ",
        "TH" => "Þ",
        "S" | "textsection" => "§",
        "P" | "textparagraph" => "¶",
        "pounds" | "textsterling" => "£",
        "euro" | "texteuro" => "€",
        "copyright" | "textcopyright" => "©",
        "textregistered" => "®",
        "texttrademark" => "™",
        "dots" | "ldots" | "textellipsis" => "…",
        "textendash" => "–",
        "textemdash" => "—",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textquoteleft" => "‘",
        "textquoteright" => "’",
        "textquotesingle" => "'",
        "textquotedbl" => "\"",
        "quotedblbase" | "glqq" => "„",
        "quotesinglbase" => "‚",
        "grqq" => "“",
        "guillemotleft" | "guillemetleft" | "flqq" => "«",
        "guillemotright" | "guillemetright" | "frqq" => "»",
        "guilsinglleft" => "‹",
        "guilsinglright" => "›",
        "textbackslash" => "\\",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        "textasciigrave" => "`",
        "textunderscore" => "_",
        "textbar" => "|",
        "textless" => "<",
        "textgreater" => ">",
        "textbraceleft" => "{",
        "textbraceright" => "}",
        "textdollar" => "$",
        "textbullet" => "•",
        "textperiodcentered" => "·",
        "textdegree" => "°",
        "textdagger" => "†",
        "times" | "texttimes" => "×",
        "LaTeX" => "LaTeX",
        "TeX" => "TeX",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn latex_becomes_words() {
        for (raw, expect) in [
            ("plain", "plain"),
            (r#"{\"O}lm{\"u}hl, M\"uller, M{\"{u}}ller, \"{U}"#, "Ölmühl, Müller, Müller, Ü"),
            (
                r#"caf\'{e}, \'e, na\"{\i}ve, \v{C}apek, \c c, Gr\o nland, Stra{\ss}e, Stra\ss{}e"#,
                "café, é, naïve, Čapek, ç, Grønland, Straße, Straße",
            ),
            (
                r"\textquotedblleft Words\textquotedblright{} -- 10\,\% \& more\_x",
                "“Words” – 10 % & more_x",
            ),
            (r"{{TikTok}} \emph{really} \textbf{bold \textit{both}}", "TikTok really bold both"),
            ("``a''", "“a”"),
            ("a\n  b\n\n c \\par d", "a b\n\nc\n\nd"),
            (r"x\\y", "x y"),
            (r"\unknown{y} \$5 \#1 $x_1$", "y $5 #1 x_1"),
            (r"\textasciitilde{}x \{b\}", "~x {b}"),
            ("D.~Doe", "D.\u{A0}Doe"),
            ("{unclosed \\", "unclosed"),
        ] {
            assert_eq!(words(raw), expect, "{raw}");
        }
    }

    #[test]
    fn names_are_parted_by_and() {
        assert_eq!(
            split_and("Doe, Jo and {A and B} and\n Roe, Ann"),
            ["Doe, Jo", "{A and B}", "Roe, Ann"]
        );
        assert_eq!(split_and("Anderson, Brandon"), ["Anderson, Brandon"]);
        assert_eq!(split_and(" and "), [] as [&str; 0]);
        assert_eq!(split_and(""), [] as [&str; 0]);
    }

    #[test]
    fn deep_nesting_is_harmless() {
        for open in ["{", "{\\\"", "\\\"", "\\v{"] {
            let deep = format!("{}x{} end", open.repeat(100_000), "}".repeat(100_000));
            assert!(words(&deep).ends_with("end"), "{open}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(\\\\|\\{|\\}|\"|'|`|~|-|a|ä|v|c|ss|par| |\n|\\$|and){0,60}") {
            let _ = (words(&text), split_and(&text));
        }
    }
}
