//! From a seed's bytes to its characters.
//!
//! In go bytes, out comes text with the encoding's name and an exact map back. Bytes that are no
//! characters become U+FFFD and are counted; a file that is no text at all is refused. Nothing is
//! normalised here.

mod binary;
mod encoding;

use encoding_rs::{Encoding, UTF_8};

use crate::document::Media;
use crate::text::{MappedText, OffsetMap};

/// A seed's text as its encoding has it.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub(super) text: String,
    /// From its bytes to those of the seed.
    pub(super) map: OffsetMap,
    /// The encoding's WHATWG name.
    pub(super) encoding: &'static str,
    /// Bytes that are no characters.
    pub(super) malformed: Option<Malformed>,
}

/// Bytes that are no characters of the encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed {
    /// How many sequences of them.
    pub(super) count: usize,
    /// Where the first one's U+FFFD stands in the text.
    pub(super) first: usize,
}

/// Why bytes are no text: what they look like, where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoText(pub(super) Option<&'static str>);

/// Reads a seed's characters.
///
/// # Errors
/// Where the bytes are no text in any encoding.
pub(super) fn decode(bytes: &[u8], media: Media) -> Result<Decoded, NoText> {
    if let Some(format) = binary::signature(bytes) {
        return Err(NoText(Some(format)));
    }
    let (encoding, skip) = encoding::guess(bytes, media).ok_or(NoText(None))?;
    let decoded = decode_as(encoding, bytes, skip);
    if binary::is_binary(&decoded.text) { Err(NoText(None)) } else { Ok(decoded) }
}

/// Reads `bytes` from `skip` on as what `encoding` says.
fn decode_as(encoding: &'static Encoding, bytes: &[u8], skip: usize) -> Decoded {
    let mut reader = Reader { out: MappedText::new(), malformed: None };
    if encoding == UTF_8 {
        reader.utf8(&bytes[skip..], skip);
    } else {
        reader.legacy(encoding, bytes, skip);
    }
    let (text, map) = reader.out.finish();
    Decoded { text, map, encoding: encoding.name(), malformed: reader.malformed }
}

struct Reader {
    out: MappedText,
    malformed: Option<Malformed>,
}

impl Reader {
    fn utf8(&mut self, bytes: &[u8], mut at: usize) {
        for chunk in bytes.utf8_chunks() {
            self.out.push(chunk.valid(), at);
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                self.count(1);
                self.out.push_for("\u{FFFD}", at, chunk.invalid().len());
                at += chunk.invalid().len();
            }
        }
    }

    /// Feeds the decoder byte by byte, so that it is known which bytes made which character.
    fn legacy(&mut self, encoding: &'static Encoding, bytes: &[u8], skip: usize) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut piece = String::with_capacity(32);
        let (mut at, mut from) = (skip, skip);
        while at < bytes.len() {
            let ascii = if encoding.is_single_byte() { ascii_prefix(&bytes[at..]) } else { "" };
            if !ascii.is_empty() {
                self.out.push(ascii, at);
                at += ascii.len();
                from = at;
                continue;
            }
            let last = at + 1 == bytes.len();
            piece.clear();
            let (_, _, bad) = decoder.decode_to_string(&bytes[at..=at], &mut piece, last);
            at += 1;
            if bad {
                self.count(piece.matches('\u{FFFD}').count());
            }
            if !piece.is_empty() {
                self.out.push_for(&piece, from, at - from);
                from = at;
            }
        }
    }

    fn count(&mut self, more: usize) {
        let first = self.out.len();
        let malformed = self.malformed.get_or_insert(Malformed { count: 0, first });
        malformed.count += more;
    }
}

/// The ASCII characters at the start of `bytes`.
fn ascii_prefix(bytes: &[u8]) -> &str {
    let len = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len());
    std::str::from_utf8(&bytes[..len]).unwrap_or_default()
}

#[cfg(test)]
mod tests;
