//! What is packed into a file that is no text: PNG's chunks, gzip, zlib and ZIP parts, strings of text.

use std::io::Read;

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

use crate::redact::find::HARD;

/// Most bytes that are unpacked of one part.
const MOST: u64 = 64 << 20;

/// The texts that stand in bytes as they are: UTF-8 among other bytes, Latin-1, and UTF-16.
pub(super) fn texts(bytes: &[u8]) -> Vec<String> {
    let (mut utf8, mut latin) = (String::new(), String::new());
    for chunk in bytes.utf8_chunks() {
        utf8.push_str(chunk.valid());
        latin.push_str(chunk.valid());
        for byte in chunk.invalid() {
            utf8.push(HARD);
            latin.push(char::from(*byte));
        }
    }
    let mut out = vec![utf8, latin];
    if bytes.iter().filter(|byte| **byte == 0).count() * 4 > bytes.len() {
        let wide = |little: bool| -> String {
            let unit = |pair: &[u8]| {
                let pair = [pair[0], pair[1]];
                if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
            };
            let units: Vec<u16> = bytes.chunks_exact(2).map(unit).collect();
            String::from_utf16_lossy(&units)
        };
        out.extend([wide(true), wide(false)]);
    }
    out
}

/// Whether bytes are a PNG picture.
pub(super) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n")
}

/// What stands packed in bytes, unpacked.
pub(super) fn unpacked(bytes: &[u8]) -> Vec<Vec<u8>> {
    if is_png(bytes) {
        return png(bytes);
    }
    let mut out = Vec::new();
    for at in 0..bytes.len().saturating_sub(4) {
        let rest = &bytes[at..];
        let part = match rest {
            [0x1F, 0x8B, 8, ..] => read(GzDecoder::new(rest)),
            // A stream of zlib begins like this (RFC 1950, 2.2), and in PDF stands behind its keyword.
            [0x78, second, ..] if (0x7800 + u16::from(*second)) % 31 == 0 && second & 0x20 == 0 => {
                read(ZlibDecoder::new(rest))
            }
            [b'P', b'K', 3, 4, ..] => zip_part(rest),
            _ => continue,
        };
        out.extend(part.filter(|part| part.len() > 2));
    }
    out
}

/// The texts of a PNG picture (PNG, 11.3.3): keyword, text, and XML, unpacked where they are packed.
fn png(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let [a, b, c, d, tail @ ..] = rest {
        let len = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let (Some(name), Some(data)) = (tail.get(..4), tail.get(4..4 + len)) else { break };
        if !matches!(name, b"IDAT" | b"PLTE" | b"IHDR") {
            out.push(data.to_vec());
            for at in 0..data.len().saturating_sub(2) {
                if data[at] == 0x78 {
                    out.extend(read(ZlibDecoder::new(&data[at..])));
                }
            }
        }
        rest = tail.get(8 + len..).unwrap_or_default();
    }
    out
}

/// A part of a ZIP archive (APPNOTE 4.3.7).
fn zip_part(rest: &[u8]) -> Option<Vec<u8>> {
    let number =
        |at: usize| Some(usize::from(u16::from_le_bytes([*rest.get(at)?, *rest.get(at + 1)?])));
    let data = rest.get(30 + number(26)? + number(28)?..)?;
    (number(8)? == 8).then(|| read(DeflateDecoder::new(data)))?
}

/// As much as can be unpacked.
fn read(from: impl Read) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let whole = from.take(MOST).read_to_end(&mut out);
    (whole.is_ok() || !out.is_empty()).then_some(out)
}
