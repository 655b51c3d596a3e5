//! Telling text from what is none.

/// Formats that people save under the name of a text file, by their first bytes.
const SIGNATURES: [(&[u8], &str); 13] = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file"),
    (b"\xD0\xCF\x11\xE0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\x7FELF", "a program"),
    (b"\xFF\xFE\0\0", "text in UTF-32"),
    (b"\0\0\xFE\xFF", "text in UTF-32"),
];

/// What the bytes look like, where they begin as a format that is not read as text does.
pub(super) fn signature(bytes: &[u8]) -> Option<&'static str> {
    SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, format)| *format)
}

/// Whether decoded characters are no text: a NUL among them, or one in twenty a control character.
pub(super) fn is_binary(text: &str) -> bool {
    let (mut characters, mut controls) = (0_usize, 0_usize);
    for c in text.chars() {
        if c == '\0' {
            return true;
        }
        characters += 1;
        controls += usize::from(is_odd(c));
    }
    controls > 3 && controls.saturating_mul(20) > characters
}

/// Controls that no text has: neither white space nor the escape of terminals.
fn is_odd(c: char) -> bool {
    c.is_control() && !matches!(c, '\t'..='\r' | '\x1B' | '\u{85}')
}
