use encoding_rs::{SHIFT_JIS, WINDOWS_1252};
use proptest::prelude::*;

use super::*;

const GERMAN: &str =
    "Die Größe der Behörde – so hieß es – war für Müller „ungewöhnlich“.\nÄrgerlich!";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// Each character maps to bytes that decode to it.
fn check_map(bytes: &[u8], encoding: &'static Encoding, decoded: &Decoded) {
    for (at, c) in decoded.text.char_indices() {
        let origin = decoded.map.range(at..at + c.len_utf8());
        let (text, _) = encoding.decode_without_bom_handling(&bytes[origin]);
        assert_eq!(text, c.to_string());
    }
}

#[test]
fn encodings_are_told_apart() {
    let bom = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let latin = |text: &str| WINDOWS_1252.encode(text).0.into_owned();
    let page = format!("<meta charset=windows-1250>{GERMAN}");
    let cases: Vec<(Vec<u8>, Media, &str)> = vec![
        (GERMAN.into(), Media::Text, "UTF-8"),
        (bom(b"\xEF\xBB\xBF", GERMAN.into()), Media::Text, "UTF-8"),
        (bom(b"\xFF\xFE", utf16(GERMAN, u16::to_le_bytes)), Media::Text, "UTF-16LE"),
        (bom(b"\xFE\xFF", utf16(GERMAN, u16::to_be_bytes)), Media::Text, "UTF-16BE"),
        (utf16(GERMAN, u16::to_le_bytes), Media::Text, "UTF-16LE"),
        (utf16(GERMAN, u16::to_be_bytes), Media::Text, "UTF-16BE"),
        (latin(GERMAN), Media::Text, "windows-1252"),
        (latin(&page), Media::Html, "windows-1250"),
        (latin(&page), Media::Text, "windows-1252"),
        (Vec::new(), Media::Text, "UTF-8"),
    ];
    for (bytes, media, name) in cases {
        let decoded = decode(&bytes, media).unwrap();
        assert_eq!(decoded.encoding, name);
        assert!(bytes.is_empty() || decoded.text.ends_with(GERMAN), "{name}: {}", decoded.text);
        assert_eq!(decoded.malformed, None, "{name}");
        check_map(&bytes, Encoding::for_label(name.as_bytes()).unwrap(), &decoded);
    }
}

#[test]
fn japanese_maps_back_two_bytes_a_character() {
    let text = "東京都の会議は三月に行われた。次の会議は未定である。カタカナ";
    let bytes = SHIFT_JIS.encode(text).0.into_owned();
    let decoded = decode(&bytes, Media::Text).unwrap();
    assert_eq!((decoded.encoding, decoded.text.as_str()), ("Shift_JIS", text));
    check_map(&bytes, SHIFT_JIS, &decoded);
    let escaped = b"abc \x1B$B$3$s\x1B(B def";
    assert_eq!(decode(escaped, Media::Text).unwrap().text, "abc こん def");
}

#[test]
fn a_few_bad_bytes_do_not_make_utf8_another_encoding() {
    let mut bytes = GERMAN.as_bytes().to_vec();
    bytes.push(0xFC);
    bytes.extend(" Ende".bytes());
    let decoded = decode(&bytes, Media::Text).unwrap();
    assert_eq!(decoded.encoding, "UTF-8");
    assert_eq!(decoded.text, format!("{GERMAN}\u{FFFD} Ende"));
    assert_eq!(decoded.malformed, Some(Malformed { count: 1, first: GERMAN.len() }));
}

#[test]
fn half_a_surrogate_pair_is_malformed() {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(utf16("ab", u16::to_le_bytes));
    bytes.extend([0x3D, 0xD8, b'c', 0]);
    let decoded = decode(&bytes, Media::Text).unwrap();
    assert_eq!(decoded.text, "ab\u{FFFD}c");
    assert_eq!(decoded.malformed, Some(Malformed { count: 1, first: 2 }));
}

#[test]
fn what_is_no_text_is_refused() {
    let noise: Vec<u8> =
        (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let no_nul: Vec<u8> = noise.iter().map(|b| (*b).max(1)).collect();
    let cases: [(&[u8], Option<&str>); 5] = [
        (b"%PDF-1.7\n...", Some("a PDF")),
        (b"\xFF\xFE\0\0a\0\0\0", Some("text in UTF-32")),
        (&noise, None),
        (&no_nul, None),
        (b"text with a \0 in it, which is no text", None),
    ];
    for (bytes, format) in cases {
        assert_eq!(decode(bytes, Media::Text).unwrap_err(), NoText(format));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_in_any_encoding_map_in_order(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        label in prop::sample::select(vec![
            "utf-8", "utf-16le", "utf-16be", "windows-1252", "gb18030", "big5", "euc-kr",
            "shift_jis", "iso-2022-jp", "euc-jp", "koi8-r",
        ]),
    ) {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let decoded = decode_as(encoding, &bytes, 0);
        let (whole, malformed) = encoding.decode_without_bom_handling(&bytes);
        prop_assert_eq!(&decoded.text, &whole);
        prop_assert_eq!(decoded.malformed.is_some(), malformed);
        let mut last = 0;
        for (at, c) in decoded.text.char_indices() {
            let origin = decoded.map.range(at..at + c.len_utf8());
            prop_assert!(origin.start >= last && origin.end <= bytes.len());
            last = origin.start;
        }
    }
}
