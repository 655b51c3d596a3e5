//! What the scan finds, and where it is silent.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use super::*;
use crate::redact::{Placing, Sought};

fn finder(words: &[&str]) -> Finder {
    let sought = |(rule, words): (usize, &&str)| Sought {
        words: (*words).to_owned(),
        placing: Placing::Word,
        cased: false,
        rule,
    };
    Finder::new(&words.iter().enumerate().map(sought).collect::<Vec<_>>())
}

/// `within` of the first trace of “Anna Berg”, “Main” or “Ann” in a file.
fn traced(path: &str, bytes: &[u8]) -> Option<&'static str> {
    let finder = finder(&["Anna Berg", "Main", "Ann"]);
    let own = BTreeMap::from([("theme.css".to_owned(), b"main { color: red }".to_vec())]);
    let texts = ["<a class=\"main\" href=\"#main\">Skip to main content</a>", "Main page", "Ann"];
    let interface = Interface::new(own, &texts.map(str::to_owned), &[&finder]);
    let wanted = Wanted {
        finders: vec![&finder],
        fragments: &Fragments::default(),
        counts: &|_, _| true,
        about: &|_| None,
        interface: &interface,
    };
    let traces = scan(&wanted, vec![(path, Cow::Borrowed(bytes))]);
    traces.first().map(|trace| trace.within)
}

fn png(chunk: &[u8], name: &[u8; 4]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    out.extend(u32::try_from(chunk.len()).unwrap().to_be_bytes());
    out.extend(name);
    out.extend(chunk);
    out.extend([0; 4]);
    out
}

#[test]
fn traces_are_found_in_every_wrapping() {
    let zlib = |text: &[u8]| {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(text).unwrap();
        packer.finish().unwrap()
    };
    let mut gzip = GzEncoder::new(vec![0xFF, 0xFE, 0], Compression::best());
    gzip.write_all("<p>An<b>na</b> Berg".as_bytes()).unwrap();
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    deflate.write_all(b"by Anna Berg").unwrap();
    let mut zip = b"PK\x03\x04\x14\0\0\0\x08\0".to_vec();
    zip.extend([0; 16]);
    zip.extend([1, 0, 0, 0, b'x']);
    zip.extend(deflate.finish().unwrap());
    let wide: Vec<u8> = "\u{FEFF}by Anna Berg".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (what, path, bytes) in [
        ("plain", "a.txt", b"by ANNA  BERG".to_vec()),
        ("name", "people/anna-berg.html", b"".to_vec()),
        ("attribute", "a.html", b"<img alt=\"Anna Berg\">".to_vec()),
        ("across tags", "a.html", b"<p>An<b>na</b> <i>Be</i>rg".to_vec()),
        ("link", "a.html", b"<a href=\"x?q=Anna%20Berg\">".to_vec()),
        ("comment", "a.html", b"<!-- Anna Berg -->".to_vec()),
        ("json", "a.json", b"{\"a\":\"\\u0041nna\\u00a0Berg\"}".to_vec()),
        ("base64", "a.html", b"<img src=\"data:;base64,QW5uYSBCZXJn\">".to_vec()),
        ("hexadecimal", "a.json", b"\"416e6e612042657267\"".to_vec()),
        ("gzip", "a.gz", gzip.finish().unwrap()),
        ("zlib", "a.pdf", [b"%PDF\xFFstream\n".to_vec(), zlib(b"(Anna Berg) Tj")].concat()),
        ("zip", "a.docx", [vec![0xFF], zip].concat()),
        ("tEXt", "a.png", png(b"Author\0Anna Berg", b"tEXt")),
        ("zTXt", "a.png", png(&[b"Author\0\0".to_vec(), zlib(b"Anna Berg")].concat(), b"zTXt")),
        ("utf-16", "a.bin", wide),
        ("latin", "a.bin", b"\xFFby Anna Berg\xFE".to_vec()),
        ("element of another", "a.html", b"<p>The Main flows".to_vec()),
        ("an own file that was changed", "theme.css", b"main { color: red } /* main */".to_vec()),
        ("address", "a.html", b"<a href=\"people/main.html\">".to_vec()),
    ] {
        assert!(traced(path, &bytes).is_some(), "{what}");
    }
}

#[test]
fn what_is_no_trace_is_none() {
    for (path, bytes) in [
        (
            "a.html",
            &b"<main id=\"main\" class=\"main\"><a href=\"#main\">Skip to main content</a>"[..],
        ),
        ("a.html", b"<h1>Main page</h1><p>plan and channel</p>"),
        ("a.html", b"<td>Anna</td><td>Berg</td>"),
        ("theme.css", b"main { color: red }"),
        ("a.md", b"# Main page\n\n12 Main page"),
        (
            "a.json",
            b"{\"sha256\":\"5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\"}",
        ),
    ] {
        assert_eq!(traced(path, bytes), None, "{}", String::from_utf8_lossy(bytes));
    }
}
