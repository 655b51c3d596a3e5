//! Which encoding a text is in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::document::Media;

/// The encoding and the length of a byte order mark in bytes. `None` where there are NULs, but not
/// as in UTF-16.
pub(super) fn guess(bytes: &[u8], media: Media) -> Option<(&'static Encoding, usize)> {
    if let Some(found) = Encoding::for_bom(bytes) {
        return Some(found);
    }
    if bytes.contains(&0) {
        return utf16(bytes).map(|encoding| (encoding, 0));
    }
    if std::str::from_utf8(bytes).is_ok() {
        let escaped = bytes.is_ascii() && bytes.windows(2).any(|pair| pair == b"\x1B$");
        return Some((if escaped { ISO_2022_JP } else { UTF_8 }, 0));
    }
    if is_damaged_utf8(bytes) {
        return Some((UTF_8, 0));
    }
    let declared = if media == Media::Html { declared(bytes) } else { None };
    Some((declared.unwrap_or_else(|| detected(bytes)), 0))
}

/// UTF-16 without a mark: NULs in every place of one parity, or nearly, and many of them.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = |zeros: usize| zeros * 10 > bytes.len() / 2;
    if many(odd) && even * 20 <= odd {
        Some(UTF_16LE)
    } else if many(even) && odd * 20 <= even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether this is UTF-8 in which a few bytes went wrong: sequences that are valid by chance are
/// rare in any other encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > 4 * invalid
}

/// How far a declaration is looked for (HTML Standard, section 13.2.3.2: the first 1024 bytes).
const PRESCAN: usize = 1024;

/// What `<meta charset>` or an XML declaration says. It cannot be UTF-16, as it was read as ASCII.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(PRESCAN)].to_ascii_lowercase();
    let label = ["charset", "encoding"].iter().find_map(|name| {
        let at = head.windows(name.len()).position(|window| window == name.as_bytes())?;
        label(&head[at + name.len()..])
    })?;
    Encoding::for_label_no_replacement(label)
        .filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding))
}

/// The value behind `=`, with or without quotes.
fn label(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let len = rest.iter().position(|b| b" \t\n\r\"'>;?/".contains(b)).unwrap_or(rest.len());
    Some(&rest[..len])
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess.is_single_byte() && bytes.iter().all(|&byte| byte.is_ascii() || is_western(byte)) {
        return WINDOWS_1252;
    }
    guess
}

/// Whether a byte is, in windows-1252, one of the few signs that English and German texts hold beside
/// ASCII: € ‚ „ … ‘ ’ “ ” • – — £ § « ° » ¼ ½ ¾, no-break space, umlauts, ß and é. Where a text has only
/// these, too little is there to tell encodings apart by, and “£5” read as “Ł5” is worse than a guess.
fn is_western(byte: u8) -> bool {
    matches!(
        byte,
        0x80 | 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0xA0 | 0xA3 | 0xA7 | 0xAB | 0xB0 | 0xBB..=0xBE
            | 0xC4 | 0xD6 | 0xDC | 0xDF | 0xE4 | 0xE9 | 0xF6 | 0xFC
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_western_signs_are_enough() {
        let check = |bytes: &[u8], expect: &str| assert_eq!(detected(bytes).name(), expect);
        check(b"I enclose a cheque for \xA3157 10s. \x96 that is half.", "windows-1252");
        check(b"F\xFCr die gr\xF6\xDFeren M\xE4ngel.", "windows-1252");
        check(
            b"Za\xBF\xF3\xB3\xE6 g\xEA\x9Cl\xB9 ja\x9F\xF1, kt\xF3r\xB9 \xB3owca wys\xB3a\xB3.",
            "windows-1250",
        );
    }
}
