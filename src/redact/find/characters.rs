//! A text character by character, as it stands or as it reads once escapes are undone; each character
//! with the bytes that stand for it.
//!
//! Undone are percent-encoding (RFC 3986, 2.1), character references (HTML, 13.5), the escapes of JSON,
//! JavaScript, CSS and Markdown, and quoted-printable (RFC 2045, 6.7).

use super::alike;
use super::entities::named;

/// A character and the bytes of the text that stand for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) c: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// As it stands.
    Plain,
    /// With escapes undone.
    Decoded,
    /// With quoted-printable undone, which shares its `=` with addresses.
    Quoted,
    /// As its words look, whatever script their letters are of.
    Alike,
    /// Without the signs by which Markdown sets words in other type, which may stand inside a word.
    Unmarked,
}

impl View {
    /// Whether a character may begin an escape.
    fn escapes(self, c: char) -> bool {
        match self {
            Self::Decoded => matches!(c, '%' | '&' | '\\'),
            Self::Quoted => c == '=',
            Self::Plain | Self::Alike | Self::Unmarked => false,
        }
    }

    /// Whether this view of a text can differ from the plain one.
    pub(super) fn differs(self, text: &str) -> bool {
        match self {
            Self::Plain => false,
            Self::Decoded => text.bytes().any(|b| matches!(b, b'%' | b'&' | b'\\')),
            Self::Quoted => {
                let bytes = text.as_bytes();
                let quotes = |b: &u8| b.is_ascii_hexdigit() || matches!(b, b'\n' | b'\r');
                bytes.windows(2).any(|pair| pair[0] == b'=' && quotes(&pair[1]))
            }
            Self::Alike => alike::differs(text),
            Self::Unmarked => text.bytes().any(|b| matches!(b, b'*' | b'_' | b'~' | b'`')),
        }
    }
}

/// Reads a text.
pub(super) fn read(text: &str, view: View) -> Reader<'_> {
    Reader { text, at: 0, view, bytes: Vec::new() }
}

/// See [`read`].
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
    view: View,
    /// Characters of an escape that stood for several bytes, or of a word, the last one first.
    bytes: Vec<Read>,
}

impl Iterator for Reader<'_> {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        loop {
            if let Some(read) = self.bytes.pop() {
                return Some(read);
            }
            let start = self.at;
            let c = self.text[start..].chars().next()?;
            match self.view {
                View::Unmarked if matches!(c, '*' | '_' | '~' | '`') => {
                    self.at += 1;
                    continue;
                }
                View::Alike if alike::in_word(c) => {
                    self.word();
                    continue;
                }
                View::Decoded | View::Quoted if self.view.escapes(c) => {
                    if let Some(read) = self.escape(c) {
                        return Some(read);
                    }
                    if self.at > start {
                        continue;
                    }
                }
                _ => {}
            }
            self.at = start + c.len_utf8();
            return Some(Read { c, start, end: self.at });
        }
    }
}

impl Reader<'_> {
    /// The character that an escape at the present place stands for. `None` where there is none; where the
    /// place has moved all the same, the escape stands for nothing.
    fn escape(&mut self, mark: char) -> Option<Read> {
        match mark {
            '&' => self.reference(),
            '\\' => self.backslash(),
            mark => self.octets(mark),
        }
    }

    /// Takes in the word at the present place, as it looks.
    fn word(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let len = rest.find(|c| !alike::in_word(c)).unwrap_or(rest.len());
        self.at += len;
        let one =
            |(at, c): (usize, char)| Read { c, start: start + at, end: start + at + c.len_utf8() };
        self.bytes = rest[..len].char_indices().map(one).collect();
        alike::looks(&mut self.bytes);
        self.bytes.reverse();
    }

    fn read(&mut self, c: char, len: usize) -> Option<Read> {
        let start = self.at;
        self.at += len;
        Some(Read { c, start, end: self.at })
    }

    fn reference(&mut self) -> Option<Read> {
        let rest = &self.text[self.at + 1..];
        if let Some(number) = rest.strip_prefix('#') {
            let hex = number.strip_prefix(['x', 'X']);
            let (digits, radix) = hex.map_or((number, 10), |digits| (digits, 16));
            let len = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count().min(8);
            let c = char::from_u32(u32::from_str_radix(digits.get(..len)?, radix).ok()?)?;
            let semicolon = usize::from(digits[len..].starts_with(';'));
            let len = 2 + usize::from(hex.is_some()) + len + semicolon;
            return self.read(c, len);
        }
        let end = rest.bytes().take(10).position(|b| b == b';')?;
        let c = named(rest.get(..end)?)?;
        self.read(c, end + 2)
    }

    fn backslash(&mut self) -> Option<Read> {
        let rest = &self.text[self.at + 1..];
        let next = rest.chars().next()?;
        match next {
            'u' if rest[1..].starts_with('{') => {
                let end = rest.bytes().take(10).position(|b| b == b'}')?;
                let c = char::from_u32(u32::from_str_radix(rest.get(2..end)?, 16).ok()?)?;
                self.read(c, end + 2)
            }
            'u' => {
                let unit = hex(rest, 1, 4)?;
                if (0xD800..0xDC00).contains(&unit) && rest[5..].starts_with("\\u") {
                    let low = hex(rest, 7, 4).filter(|low| (0xDC00..0xE000).contains(low))?;
                    let c = char::from_u32(0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00))?;
                    return self.read(c, 12);
                }
                self.read(char::from_u32(unit)?, 6)
            }
            'x' => {
                let c = char::from_u32(hex(rest, 1, 2)?)?;
                self.read(c, 4)
            }
            'n' | 'r' | 't' => self.read(' ', 2),
            // CSS: up to six digits, and one blank that ends them (CSS Syntax 3, 4.3.7).
            c if c.is_ascii_hexdigit() => {
                let len = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
                let c = char::from_u32(hex(rest, 0, len).filter(|_| len > 1)?)?;
                let blank = usize::from(rest[len..].starts_with(' '));
                self.read(c, 1 + len + blank)
            }
            '\n' => {
                self.at += 2;
                None
            }
            c if c.is_ascii_punctuation() => self.read(c, 2),
            _ => None,
        }
    }

    /// `%C3%BC` or `=C3=BC`: bytes of UTF-8, or of Latin-1 where they are none.
    fn octets(&mut self, mark: char) -> Option<Read> {
        let rest = &self.text[self.at..];
        if mark == '=' && (rest.starts_with("=\n") || rest.starts_with("=\r\n")) {
            self.at += rest.find('\n')? + 1;
            return None;
        }
        let mut bytes = Vec::new();
        while rest[3 * bytes.len()..].starts_with(mark) {
            let Some(byte) = hex(rest, 3 * bytes.len() + 1, 2) else { break };
            bytes.push(u8::try_from(byte).ok()?);
        }
        if bytes.is_empty() {
            return None;
        }
        let from = self.at;
        self.at += 3 * bytes.len();
        let mut at = from;
        let mut push = |c: char, octets: usize| {
            self.bytes.push(Read { c, start: at, end: at + 3 * octets });
            at += 3 * octets;
        };
        for chunk in bytes.utf8_chunks() {
            chunk.valid().chars().for_each(|c| push(c, c.len_utf8()));
            chunk.invalid().iter().for_each(|&byte| push(char::from(byte), 1));
        }
        self.bytes.reverse();
        self.bytes.pop()
    }
}

/// The number that `len` hexadecimal digits from byte `from` on write.
fn hex(text: &str, from: usize, len: usize) -> Option<u32> {
    let digits = text.get(from..from + len)?;
    let all = digits.bytes().all(|b| b.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quoted_printable_is_undone() {
        let quoted: String = read("M=C3=BCl=\nler = x=", View::Quoted).map(|read| read.c).collect();
        assert_eq!(quoted, "Müller = x=");
    }

    fn decoded(text: &str) -> String {
        read(text, View::Decoded).map(|read| read.c).collect()
    }

    #[test]
    fn escapes_are_undone() {
        for (text, expect) in [
            ("a%20M%C3%BCller%", "a Müller%"),
            ("M%FCller 100%", "Müller 100%"),
            ("M&uuml;ller &amp; &#252;&#xFC; &#252 &x; &", "Müller & üü ü &x; &"),
            ("M\\u00fcller \\ud83e\\udd8a \\u{1F98A} \\xfc \\n\\\"", "Müller 🦊 🦊 ü  \""),
            ("\\41 nna \\000041nna", "Anna Anna"),
            ("?q=10%20Anna", "?q=10 Anna"),
            ("an\\_na C:\\Users", "an_na C:\\Users"),
            ("\\", "\\"),
        ] {
            assert_eq!(decoded(text), expect, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_character_says_where_it_stands(text in "(%[0-9A-F]{2}|&#?[a-z0-9]{1,4};?|\\\\.{0,5}|=\n|\\PC){0,20}") {
            let mut end = 0;
            for read in read(&text, View::Decoded) {
                prop_assert!(end <= read.start && read.start < read.end);
                prop_assert!(text.get(read.start..read.end).is_some());
                end = read.end;
            }
            prop_assert!(end <= text.len());
        }
    }
}
