//! What is written is what is read.

use proptest::prelude::*;

use super::*;

/// Words with all that Markdown could misread.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-Zäöüß0-9 .,]{1,12}",
        3 => "[\\\\`*_\\[\\]<>&~|{}#+=:!()$^'\"„“»«/@-]{1,6}",
        1 => "(1\\.|12\\)|- |\\+ |# |> |--|==|&amp;|&#65;|<b>|\\{\\{x\\}\\}|https://x\\.y|!\\[a\\]\\(b\\)|\\[\\[w\\]\\]|\\[\\^1\\]) ?[a-z]{0,3}",
        1 => "\\PC{1,5}",
        1 => Just(" \u{A0}\u{2003}".to_owned()),
    ]
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        6 => words().prop_map(Inline::Text),
        1 => "[a-z`| ]{1,6}".prop_map(Inline::Code),
        1 => Just(Inline::Break),
        1 => "[a-z0-9]{1,3}".prop_map(|l| Inline::FootnoteRef(format!("n{l}"))),
        1 => ("[a-z/.()&%#]{1,9}", words()).prop_map(|(src, alt)| Inline::Image { src, alt }),
        1 => (words(), prop::option::of(words()))
            .prop_map(|(target, label)| Inline::Wikilink { target, label }),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let content = prop::collection::vec(inner, 1..4);
        prop_oneof![
            content.clone().prop_map(Inline::Emphasis),
            content.clone().prop_map(Inline::Strong),
            content.clone().prop_map(Inline::Strike),
            ("[a-z/.()&%#?=*_\"' ]{0,12}", words(), content.clone())
                .prop_map(|(href, title, content)| Inline::Link { href, title, content }),
            ("[0-9X?~/\"&<-]{1,10}", content)
                .prop_map(|(datetime, content)| Inline::Time { datetime, content }),
        ]
    })
}

fn line() -> impl Strategy<Value = Vec<Inline>> {
    prop::collection::vec(inline(), 1..6)
        .prop_map(|content| without_notes_in_links(normalise(content)))
}

/// A link's words hold no footnote, wikilink or picture in what the program writes.
fn without_notes_in_links(content: Vec<Inline>) -> Vec<Inline> {
    fn strip(content: Vec<Inline>, inside: bool) -> Vec<Inline> {
        content
            .into_iter()
            .filter_map(|inline| match inline {
                Inline::FootnoteRef(_) | Inline::Wikilink { .. } | Inline::Image { .. }
                    if inside =>
                {
                    None
                }
                Inline::Emphasis(c) => Some(Inline::Emphasis(strip(c, inside))),
                Inline::Strong(c) => Some(Inline::Strong(strip(c, inside))),
                Inline::Strike(c) => Some(Inline::Strike(strip(c, inside))),
                Inline::Time { datetime, content } => {
                    Some(Inline::Time { datetime, content: strip(content, inside) })
                }
                Inline::Link { href, title, content } => {
                    Some(Inline::Link { href, title, content: strip(content, true) })
                }
                other => Some(other),
            })
            .collect()
    }
    normalise(strip(content, false))
}

fn id() -> impl Strategy<Value = Option<String>> {
    prop::option::of("p[0-9]{1,2}")
}

fn block() -> impl Strategy<Value = Block> {
    let paragraph = (id(), line())
        .prop_filter("a paragraph says something", |(_, content)| !content.is_empty())
        .prop_map(|(id, content)| Block::Paragraph { id, content });
    let leaf = prop_oneof![
        4 => paragraph,
        1 => (1u8..=6, id(), line())
            .prop_map(|(level, id, content)| Block::Heading { level, id, content }),
        1 => (id(), "[a-z]{0,4}", "[ -~\n]{0,20}")
            .prop_map(|(id, language, text)| Block::Code { id, language, text }),
        1 => Just(Block::Rule),
        1 => (1usize..4).prop_flat_map(table),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let blocks = prop::collection::vec(inner, 1..4);
        prop_oneof![
            blocks.clone().prop_map(Block::Quote),
            (prop::option::of(0u64..1000), prop::collection::vec(blocks, 1..4))
                .prop_map(|(start, items)| Block::List { start, items }),
        ]
    })
}

fn table(width: usize) -> impl Strategy<Value = Block> {
    let row =
        (id(), prop::collection::vec(line(), width)).prop_map(|(id, cells)| Row { id, cells });
    let columns = prop_oneof![
        Just(Columns::None),
        Just(Columns::Left),
        Just(Columns::Center),
        Just(Columns::Right)
    ];
    (prop::collection::vec(columns, width), prop::collection::vec(row, 1..4))
        .prop_map(|(columns, rows)| Block::Table { columns, rows })
}

/// Footnotes, and their definitions so that the references are ones.
fn with_footnotes(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut labels = std::collections::BTreeSet::new();
    let text = write(&blocks);
    for (at, _) in text.match_indices("[^n") {
        if let Some(end) = text[at..].find(']') {
            labels.insert(text[at + 2..at + end].to_owned());
        }
    }
    for label in labels {
        let content = vec![Inline::Text("note".to_owned())];
        blocks
            .push(Block::Footnote { label, blocks: vec![Block::Paragraph { id: None, content }] });
    }
    blocks
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn reading_gives_back_what_was_written(blocks in prop::collection::vec(block(), 1..5)) {
        let blocks = with_footnotes(blocks);
        let text = write(&blocks);
        prop_assert_eq!(&read(&text).blocks, &blocks, "written as:\n{}", text);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        let blocks = read(&text).blocks;
        let again = read(&write(&blocks)).blocks;
        prop_assert_eq!(write(&again), write(&blocks));
    }

    #[test]
    fn normal_form_is_reached_at_once(content in prop::collection::vec(inline(), 0..6)) {
        let once = normalise(content);
        prop_assert_eq!(normalise(once.clone()), once);
    }
}

#[test]
fn wikilinks_are_written_as_they_were_read() {
    let check = |text: &str, expect: &str| {
        let blocks = read(text).blocks;
        let written = write(&blocks);
        assert_eq!(written.trim_end(), expect, "{text:?}");
        assert_eq!(read(&written).blocks, blocks, "{text:?}");
    };
    check("[[a_b & c*]] ![[w]]", "[[a_b & c*]] ![w](w)");
    check("[[w|<script>]] [[w| a\n*b*]]", "[[w|<!-- -->\\<script>]] [[w|a b]]");
    check("[[w#\"><x]] [[../../etc/passwd]]", "\\[\\[w#\">\\<x\\]\\] [[../../etc/passwd]]");
    check("[[a\nb|]]", "[[a b]]");
    check("| [[w\\|a\\|b]] |\n| --- |", "| [[w\\|a\\|b]] |\n| --- |");
    check("[[a\\|b]]", "\\[\\[a\\\\|b\\]\\]");
}

#[test]
fn what_is_no_markup_of_ours_is_words() {
    let reading = read("<b>x</b> and <script>y</script>\n\n<div>\nz\n</div>\n");
    assert_eq!(reading.html.len(), 5);
    let Block::Paragraph { content, .. } = &reading.blocks[0] else { panic!("no paragraph") };
    assert_eq!(plain_text(content), "<b>x</b> and <script>y</script>");
}

#[test]
fn pages_read_well_as_they_are() {
    let text = "<a id=\"p1\"></a>Es sagte [Microsoft](../register/microsoft.md) am \
                [<time datetime=\"2020-08-02\">Sonntag</time>](../timeline.md#d), **nichts**.[^n1]\n\n\
                - eins\n- zwei\n\n[^n1]: Eine *Anmerkung*.\n";
    assert_eq!(write(&read(text).blocks), text);
}

#[test]
fn what_is_nested_too_deeply_keeps_its_words() {
    for mark in ["> ", "- ", "1. ", "> - ", "- > "] {
        let text = format!("{}deep\n\nout\n", mark.repeat(2_000));
        let blocks = read(&text).blocks;
        let mut words = String::new();
        each_inline(&blocks, &mut |inline| {
            words.push_str(&plain_text(std::slice::from_ref(inline)));
        });
        assert_eq!(words, "deepout", "{mark}");
        let again = read(&write(&blocks)).blocks;
        assert_eq!(write(&again), write(&blocks), "{mark}");
    }
}

#[test]
fn no_directive_of_mdbook_is_written() {
    let text = "{{#include a}} {{ #title b}} `{{#include c}} {\u{2060}{#x}` {{{ # d}}\n\n```\n{{\n#include e}}\n```\n";
    let blocks = read(text).blocks;
    let written = write(&blocks);
    let found: Vec<_> = written.match_indices("{{").collect();
    assert!(found.is_empty(), "{written}");
    assert_eq!(write(&read(&written).blocks), written);
    let code = |blocks: &[Block]| match blocks.last() {
        Some(Block::Code { text, .. }) => text.clone(),
        _ => panic!("no code"),
    };
    assert_eq!(code(&read(&written).blocks), "{{\n#include e}}");
}
