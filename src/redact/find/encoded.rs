//! Words inside Base64 (RFC 4648, at any of its offsets) and hexadecimal digits: such a run is found whole.

use std::ops::Range;

use super::{Finder, Hit};

/// Shortest runs that are looked into, in characters.
const BASE64: usize = 8;
const HEX: usize = 8;
/// How often a run may hold another.
const DEPTH: usize = 3;

/// Adds the runs of `text` in which the finder's words stand encoded.
pub(super) fn find(finder: &Finder, text: &str, hits: &mut Vec<Hit>) {
    deeper(finder, text, DEPTH, hits);
}

fn deeper(finder: &Finder, text: &str, depth: usize, hits: &mut Vec<Hit>) {
    for run in runs(text) {
        let found = decodings(&text[run.clone()]).find_map(|decoded| {
            let mut inner = Vec::new();
            for view in [super::View::Plain, super::View::Decoded] {
                finder.find_in(&decoded, view, &mut inner);
            }
            if inner.is_empty() && depth > 1 {
                deeper(finder, &decoded, depth - 1, &mut inner);
            }
            inner.first().map(|hit| hit.rule)
        });
        if let Some(rule) = found {
            hits.push(Hit { span: run, rule });
        }
    }
}

/// Runs of characters of which either is written.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            // Words of running text are short, letters without a digit or a capital inside.
            let mut odd = false;
            while at < bytes.len() && is_base64(bytes[at]) {
                odd |= !bytes[at].is_ascii_lowercase() && at > start;
                at += 1;
            }
            let run = start..at;
            while at < bytes.len() && !is_base64(bytes[at]) {
                at += 1;
            }
            if odd && run.len() >= BASE64.min(HEX) {
                return Some(run);
            }
        }
        None
    })
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}

/// What a run says as text, read in each way.
fn decodings(run: &str) -> impl Iterator<Item = String> {
    let hex = hexadecimal(run).and_then(|bytes| text_of(&bytes));
    let base64 = (0..4).filter_map(|skip| text_of(&base64(run.as_bytes().get(skip..)?)));
    hex.into_iter().chain(base64)
}

fn hexadecimal(run: &str) -> Option<Vec<u8>> {
    let digits = run.as_bytes();
    let all = digits.len() >= HEX && digits.iter().all(u8::is_ascii_hexdigit);
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|n| u8::try_from(n).ok());
    let pair = |pair: &[u8]| Some(digit(pair[0])? << 4 | digit(pair[1])?);
    all.then(|| digits.chunks_exact(2).filter_map(pair).collect())
}

fn base64(run: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(run.len() * 3 / 4);
    let (mut bits, mut have) = (0_u32, 0_u32);
    for &byte in run {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            _ => 63,
        };
        bits = bits << 6 | u32::from(six);
        have += 6;
        if have >= 8 {
            have -= 8;
            out.push((bits >> have & 0xFF) as u8);
        }
    }
    out
}

/// The text that bytes are; `None` where they are none. At the ends a character may be cut.
fn text_of(bytes: &[u8]) -> Option<String> {
    let wide =
        bytes.len() >= 8 && bytes.iter().filter(|byte| **byte == 0).count() * 3 > bytes.len();
    let bytes: Vec<u8> = if wide {
        bytes.iter().copied().filter(|byte| *byte != 0).collect()
    } else {
        bytes.to_owned()
    };
    let cut = bytes.iter().take(3).take_while(|byte| **byte & 0xC0 == 0x80).count();
    let rest = &bytes[cut..];
    let text = match std::str::from_utf8(rest) {
        Ok(text) => text,
        Err(error) if rest.len() - error.valid_up_to() < 4 => {
            std::str::from_utf8(&rest[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    let printed = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    (text.len() > 2 && text.chars().all(printed)).then(|| text.to_owned())
}
