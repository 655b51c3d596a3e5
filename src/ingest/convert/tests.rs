use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::diagnostic::Severity;
use crate::document::{Dropped, DroppedKind, Leaf, LeafKind};
use crate::ingest::testing::check_structure;

fn source(path: &str, bytes: impl Into<Vec<u8>>) -> Source {
    let bytes = bytes.into();
    Source { path: path.to_owned(), sha256: sha256(&bytes), bytes }
}

fn convert(path: &str, bytes: impl Into<Vec<u8>>) -> (Option<Document>, Diagnostics) {
    document(&source(path, bytes), &Metadata::default(), &Language::unknown())
}

fn said(diagnostics: &Diagnostics) -> Vec<String> {
    let one = |d: &Diagnostic| {
        let span = d.location.as_ref().and_then(|l| l.span.clone());
        format!("{} {} {} {span:?}", d.severity, d.code, d.message)
    };
    diagnostics.iter().map(one).collect()
}

#[test]
fn the_shipped_seed_is_read() {
    let path = "000_4a59c69cded22aaa.txt";
    let bytes = include_bytes!("../../../seeds/000_4a59c69cded22aaa.txt");
    let (document, diagnostics) = convert(path, bytes.as_slice());
    let document = document.unwrap();
    assert!(diagnostics.is_empty());
    check_structure(&document.text, &document.leaves, &document.blocks);
    let ids: Vec<_> = document.leaves.iter().map(|leaf| leaf.id.as_str()).collect();
    assert_eq!(ids, ["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"]);
    assert_eq!(document.metadata.date, Edtf::month(2020, 8));
    assert_eq!(document.language.tag(), "de");
    assert_eq!(
        document.title,
        "Es geht um das TikTok-Geschäft in den USA, Kanada, Australien und Neuseeland"
    );
    assert_eq!(
        document.slug,
        "es-geht-um-das-tiktok-geschaeft-in-den-usa-kanada-australien-und-neuseeland"
    );
    assert!(document.text.starts_with("Es geht um das TikTok-Geschäft"));
    assert!(document.text.ends_with("ist bisher nichts bekannt."));
    assert_eq!(document.provenance.encoding, "UTF-8");
    assert_eq!(document.provenance.bytes, bytes.len());
    assert_eq!(document.provenance.dropped, [Dropped { what: DroppedKind::Header, count: 1 }]);
    let text = std::str::from_utf8(bytes).unwrap();
    let at = document.text.find("Redmond").unwrap();
    assert_eq!(&text[document.map.range(at..at + 7)], "Redmond");
}

#[test]
fn text_maps_back_through_every_step() {
    // Windows-1252 with CRLF, a decomposed letter in UTF-16, and a byte order mark.
    let (document, _) =
        convert("a.txt", b"Gr\xF6\xDFe\r\n\r\n\x84ja\x93 war die Antwort.".as_slice());
    let document = document.unwrap();
    assert_eq!(document.text, "Größe\n\n„ja“ war die Antwort.");
    assert_eq!(document.map.range(document.leaves[1].span.clone()), 9..30);
    assert_eq!(document.map.range(2..4), 2..3);
    let utf16: Vec<u8> = "\u{FEFF}ab u\u{308}c".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let document = convert("a.txt", utf16).0.unwrap();
    assert_eq!(
        (document.text.as_str(), document.provenance.encoding.as_str()),
        ("ab üc", "UTF-16LE")
    );
    assert_eq!(document.map.range(3..5), 8..12);
}

#[test]
fn editors_and_seeds_and_the_dossier_have_their_say() {
    let editor = Metadata {
        title: Some("Von Hand".to_owned()),
        slug: Some("eigen".to_owned()),
        ..Metadata::default()
    };
    let german = Language::from_tag("de").unwrap();
    let seed = source("brief.md", "---\ntitle: Alt\nauthor: Ada\n---\nHm.");
    let (document, _) = document(&seed, &editor, &german);
    let document = document.unwrap();
    assert_eq!((document.title.as_str(), document.slug.as_str()), ("Von Hand", "eigen"));
    assert_eq!(document.metadata.authors, ["Ada"]);
    assert_eq!(document.language, german);
    let (document, _) = convert("2020-08-03-brief.html", "<html lang=fr><h2>Titre</h2>");
    let document = document.unwrap();
    assert_eq!((document.title.as_str(), document.slug.as_str()), ("Titre", "2020-08-03-brief"));
    assert_eq!(document.language.tag(), "fr");
}

#[test]
fn damage_is_told() {
    let (document, diagnostics) =
        convert("a.txt", "ä\r\nü\u{7}ö\u{7}\u{7F}. Text, Text, Text, Text");
    assert_eq!(document.unwrap().text, "ä\nü\u{FFFD}ö\u{FFFD}\u{FFFD}. Text, Text, Text, Text");
    assert_eq!(
        said(&diagnostics),
        ["warning D0022 3 control characters became U+FFFD (�) Some(6..7)"]
    );
    let mut bytes = "ääääääää".repeat(3).into_bytes();
    bytes.extend(b"\xFF\xFF!");
    let (document, diagnostics) = convert("a.txt", bytes);
    assert!(document.unwrap().text.ends_with("ä\u{FFFD}\u{FFFD}!"));
    assert_eq!(
        said(&diagnostics),
        ["warning D0022 2 byte sequences are no characters in UTF-8 and became U+FFFD (�) \
          Some(48..51)"]
    );
}

#[test]
fn what_makes_no_document_is_told() {
    let (none, diagnostics) = convert("a.txt", "%PDF-1.7");
    assert!(none.is_none());
    assert_eq!(said(&diagnostics), ["error D0021 “seeds/a.txt” is named .txt but is no text None"]);
    assert_eq!(diagnostics.iter().next().unwrap().notes, ["it looks like a PDF"]);
    for (path, text) in [
        ("a.txt", " \n\n"),
        ("a.txt", "Title: A\n\n"),
        ("a.md", "---\na: b\n---"),
        ("a.html", "<title>a</title><p>&nbsp;"),
        ("a.txt", ""),
    ] {
        let (none, diagnostics) = convert(path, text);
        assert!(none.is_none());
        let code = diagnostics.iter().map(|d| (d.code, d.severity)).next();
        assert_eq!(code, Some((codes::EMPTY_SEED, Severity::Warning)), "{path} {text:?}");
    }
    let (none, diagnostics) = convert("a.txt", vec![b'a'; (32 << 20) + 1]);
    assert!(none.is_none());
    assert_eq!(
        said(&diagnostics),
        ["warning D0025 “seeds/a.txt” is left out: it is larger than 32 MiB (size) None"]
    );
    let (none, diagnostics) = convert("a.txt", "a\n\n".repeat(100_001));
    assert!(none.is_none());
    assert_eq!(
        said(&diagnostics),
        ["warning D0025 “seeds/a.txt” is left out: it has more than 100000 paragraphs or cells \
             (paragraphs) None"]
    );
}

#[test]
fn limits_are_those_that_editors_set() {
    let within = |limits: Limits, path: &str, text: &str| {
        let source = source(path, text);
        document_within(&source, &Metadata::default(), &Language::unknown(), &limits)
    };
    let limits = Limits { paragraphs: 2, ..Limits::default() };
    assert!(within(limits, "a.md", "a\n\nb").0.is_some());
    assert!(within(limits, "a.md", "a\n\nb\n\nc").0.is_none());
    let limits = Limits { depth: 1, ..Limits::default() };
    let (document, diagnostics) = within(limits, "a.md", "> > a\n");
    assert_eq!(document.unwrap().text, "a");
    assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [codes::DOCUMENT_LIMIT]);
}

#[test]
fn what_takes_too_long_is_shown_as_plain_text() {
    let limits = Limits { seconds: 0, ..Limits::default() };
    for (path, text) in [("a.md", "# a *b*"), ("a.html", "<p>a <b>b</b>"), ("a.txt", "# a *b*")] {
        let source = source(path, text);
        let (document, diagnostics) =
            document_within(&source, &Metadata::default(), &Language::unknown(), &limits);
        assert_eq!(document.unwrap().text, text);
        assert_eq!(
            said(&diagnostics),
            [
                "warning D0025 the file takes longer than 0 s to read, so it is shown as plain text None"
            ]
        );
    }
}

#[test]
fn diagnostics_point_into_the_decoded_text() {
    let text = "---\r\ndate: gestern\r\n---\r\nText";
    let (_, diagnostics) = convert("a.md", text);
    let location = diagnostics.iter().next().unwrap().location.clone().unwrap();
    assert_eq!(location.path, "seeds/a.md");
    assert_eq!(&decoded_text("seeds/a.md", text.as_bytes())[location.span.unwrap()], "gestern");
    assert_eq!(decoded_text("seeds/a.txt", b"\xEF\xBB\xBFa"), "a");
    assert_eq!(decoded_text("seeds/a.txt", b"%PDF-\xFF"), "%PDF-\u{FFFD}");
}

#[test]
fn a_parser_that_fails_leaves_the_words() {
    let reading =
        guarded("seeds/a.md", "# a\n\n*b*", &Limits::default(), || panic!("as parsers do"));
    assert_eq!(reading.text, "# a\n\n*b*");
    let diagnostic = reading.diagnostics.iter().next().unwrap();
    assert_eq!((diagnostic.code, diagnostic.severity), (codes::DOCUMENT_LIMIT, Severity::Warning));
}

#[test]
fn a_bare_text_is_only_text() {
    let text = "Title: A\r\n\r\ndate 2020 e\u{301}";
    let document = plain_document(text, Language::from_tag("en").unwrap(), Edtf::month(2020, 8));
    assert_eq!(document.text, "Title: A\n\ndate 2020 é");
    assert_eq!(document.metadata.date, Edtf::month(2020, 8));
    assert_eq!(document.language.tag(), "en");
    let at = document.text.find('é').unwrap();
    assert_eq!(&text[document.map.range(at..at + 2)], "e\u{301}");
    assert!(plain_document("", Language::unknown(), None).leaves.is_empty());
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Every character outside the gaps leads to bytes that decode to it.
fn check_map(
    text: &str,
    leaves: &[Leaf],
    origin: impl Fn(std::ops::Range<usize>) -> String,
    map: &OffsetMap,
) {
    for leaf in leaves {
        let mut last = 0;
        for (at, c) in text[leaf.span.clone()].char_indices() {
            let at = leaf.span.start + at;
            let range = map.range(at..at + c.len_utf8());
            assert!(range.start >= last);
            last = range.start;
            let there: String = origin(range).nfc().collect();
            assert!(there.contains(c) || c.is_whitespace(), "{c:?} {there:?}");
        }
    }
}

/// Text of letters, accents, marks of every format, white space and line ends.
fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec![
            "a",
            "Wort",
            "ß",
            "u\u{308}",
            "\u{301}",
            "한",
            "\u{1100}\u{1161}",
            "😀",
            " ",
            "  ",
            "\t",
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "\u{A0}",
            "\u{2028}",
            "\u{200B}",
            "\u{202E}",
            "#",
            "*",
            "_",
            "`",
            "```",
            "> ",
            "- ",
            "1. ",
            "|",
            "\n|-|-|\n",
            "[",
            "]",
            "(",
            ")",
            "!",
            "<b>",
            "</b>",
            "<p>",
            "<div>",
            "</div>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "<pre>",
            "</pre>",
            "<q>",
            "</q>",
            "<li>",
            "<ul>",
            "</ul>",
            "<h1>",
            "</h1>",
            "<nav>",
            "</nav>",
            "<article>",
            "</article>",
            "<br>",
            "<!--",
            "-->",
            "&amp;",
            "&#1;",
            "&auml;",
            "&copy",
            "<a href=x>",
            "</a>",
            "<script>",
            "</script>",
            "<blockquote>",
            "</table>",
            "[^1]",
            "[^1]: ",
            "---\n",
            "~~",
            "\\",
            "{{ x }}",
            "Title: ",
            "date 2020 ",
            "=",
            "\u{338}",
            "<img alt='x y'>",
            "<caption>",
            "<td colspan=3 rowspan=2>",
            "<span hidden>",
            "</span>",
        ]),
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

/// Words that can be told from all else, between pieces of markup that hide no word.
fn words_in(markup: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        (0..100).prop_map(|n| format!("Ω{n}ж")),
        prop::sample::select(markup).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn marked_words(text: &str) -> Vec<&str> {
    let starts = text.match_indices('Ω').map(|(at, _)| &text[at..]);
    starts.filter_map(|rest| Some(&rest[..rest.find('ж')?])).collect()
}

/// Whether words stand behind a code fence, where they are no text but the code's language.
fn has_info(line: &str) -> bool {
    let behind = |fence| line.split_once(fence).is_some_and(|(_, info)| info.contains('Ω'));
    behind("```") || behind("~~~")
}

const STRUCTURE: [&str; 55] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=x>",
    "</a>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th colspan=2>",
    "<td rowspan=3>",
    "<caption>",
    "</caption>",
    "<tbody>",
    "<thead>",
    "</thead>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<blockquote>",
    "</blockquote>",
    "<br>",
    "<br><br>",
    "<section>",
    "</section>",
    "<span>",
    "</span>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<q>",
    "</q>",
    "<hr>",
    "<code>",
    "</code>",
    "<x>",
    " ",
    "\n",
];

const MARKDOWN: [&str; 41] = [
    "\n",
    "\n",
    "\n\n",
    " ",
    "  \n",
    "\\\n",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "# ",
    "## ",
    "> ",
    ">",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "    ",
    "\t",
    "|",
    "|-|-|\n",
    "\n|-|\n",
    "[",
    "]",
    "![",
    ")",
    "\n***\n",
    "\n===\n",
    "<b>",
    "</b>",
    "<br>",
    "\n<div>\n",
    "\n</div>\n",
    "&amp;",
    ": ",
    "\n[",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn plain_text_is_neither_lost_nor_altered(text in texts()) {
        // What would be metadata is kept apart: it has tests of its own.
        let text = format!("¶{text}");
        let (document, _) = convert("a.txt", text.as_str());
        let document = document.unwrap();
        // What turns the direction of text is shown, in its place.
        let seen = crate::text::shown(&text);
        let expected: String = seen.nfc().collect();
        prop_assert_eq!(solid(&document.text), solid(&expected));
        check_structure(&document.text, &document.leaves, &document.blocks);
        check_map(&document.text, &document.leaves, |range| seen[range].to_owned(), &document.map);
        prop_assert!(document.leaves.iter().all(|leaf| leaf.kind == LeafKind::Paragraph));
    }

    #[test]
    fn any_text_in_any_format_makes_a_sound_document(text in texts()) {
        for path in ["a.txt", "a.md", "a.html"] {
            let (document, diagnostics) = convert(path, text.as_str());
            prop_assert!(!diagnostics.has_errors());
            let Some(document) = document else { continue };
            check_structure(&document.text, &document.leaves, &document.blocks);
            prop_assert!(!document.slug.is_empty() && !document.title.trim().is_empty());
            let mut last = 0;
            for leaf in &document.leaves {
                let range = document.map.range(leaf.span.clone());
                prop_assert!(range.end <= text.len());
                prop_assert!(leaf.span.is_empty() || range.start >= last);
                last = range.start.max(last);
                prop_assert!(text.get(range).is_some());
            }
        }
    }

    #[test]
    fn any_bytes_in_any_format_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for path in ["a.txt", "a.md", "a.html"] {
            if let (Some(document), _) = convert(path, bytes.as_slice()) {
                check_structure(&document.text, &document.leaves, &document.blocks);
            }
        }
    }

    #[test]
    fn no_word_of_a_page_is_lost(page in words_in(&STRUCTURE)) {
        let text = convert("a.html", page.as_str()).0.map(|document| document.text);
        let text = text.unwrap_or_default();
        prop_assert_eq!(marked_words(&text), marked_words(&page));
    }

    #[test]
    fn no_word_of_a_markdown_text_is_lost(source in words_in(&MARKDOWN)) {
        prop_assume!(!source.lines().any(has_info));
        let text = convert("a.md", source.as_str()).0.map(|document| document.text);
        let text = text.unwrap_or_default();
        prop_assert_eq!(marked_words(&text), marked_words(&source));
    }

    #[test]
    fn html_without_markup_is_its_text(words in "[a-zäöüß .,;<>&\n]{0,60}") {
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let (document, _) = convert("a.html", format!("<p>x{escaped}</p>"));
        prop_assert_eq!(solid(&document.unwrap().text), solid(&format!("x{words}")));
    }
}
