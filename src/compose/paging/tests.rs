use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::compose::markup::{list, paragraph, table};
use crate::locale::Catalogues;
use crate::markdown::{each_anchor, each_block, each_inline, plain_text, resolve};
use crate::page::Front;
use crate::project::{Memory, Theme};

fn page(path: &str, kind: PageKind, mut body: Vec<Block>) -> Page {
    body.insert(0, heading(1, vec![text("Title")]));
    let front = Front {
        kind,
        title: "Title".to_owned(),
        description: None,
        language: "en".to_owned(),
        document: None,
        entry: None,
        part: None,
        formerly: Vec::new(),
        drawing: None,
        marks: Vec::new(),
    };
    Page { path: path.to_owned(), front, body }
}

fn split(pages: Vec<Page>, most: usize) -> Vec<Page> {
    let (words, _) = Catalogues::new(&Theme::new(&Memory::default()));
    in_parts(pages, words.get(&crate::document::Language::unknown()), most)
}

/// A section of items, each with an anchor and so many lines below it.
fn section(n: usize, items: &[usize]) -> Vec<Block> {
    let mut blocks = vec![heading(2, vec![text(format!("Section {n}"))])];
    for (i, lines) in items.iter().enumerate() {
        blocks.push(anchored(format!("a{n}-{i}"), vec![text(format!("Item {n} {i}"))]));
        blocks.push(paragraph(vec![text(format!("Said of {n} {i}."))]));
        let line = |l: usize| {
            vec![text(format!("Line {n} {i} {l} ")), link(format!("#a{n}-{i}"), "its item")]
        };
        blocks.push(list((0..*lines).map(line)));
    }
    blocks
}

fn long(sections: &[Vec<usize>]) -> Vec<Block> {
    sections.iter().enumerate().flat_map(|(n, items)| section(n, items)).collect()
}

/// The lines of all lists but the lists of parts, in order.
fn lines(pages: &[Page]) -> Vec<String> {
    let mut found = Vec::new();
    for page in pages {
        each_block(&page.body, &mut |block| {
            if let Block::List { items, .. } = block {
                for item in items {
                    if let Some(Block::Paragraph { content, .. }) = item.first() {
                        found.push(plain_text(content));
                    }
                }
            }
        });
    }
    found
}

/// Links that lead to no page, or to no anchor of it.
fn astray(pages: &[Page]) -> Vec<String> {
    let mut anchors: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for page in pages {
        let own = anchors.entry(&page.path).or_default();
        each_anchor(&page.body, &mut |anchor| {
            assert!(own.insert(anchor), "{anchor} stands twice on {}", page.path);
        });
    }
    let mut lost = Vec::new();
    for page in pages {
        each_inline(&page.body, &mut |inline| {
            let Inline::Link { href, .. } = inline else { return };
            let (path, anchor) = href.split_once('#').unwrap_or((href, ""));
            let target =
                if path.is_empty() { page.path.clone() } else { resolve(&page.path, path) };
            let there = anchors.get(target.as_str());
            if !there.is_some_and(|own| anchor.is_empty() || own.contains(anchor)) {
                lost.push(format!("{} → {href}", page.path));
            }
        });
    }
    lost
}

fn sizes() -> impl Strategy<Value = Vec<Vec<usize>>> {
    let item = prop_oneof![4 => 0usize..6, 1 => 40usize..400];
    prop::collection::vec(prop::collection::vec(item, 0..7), 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn everything_is_kept_once_and_every_link_leads_right(
        sections in sizes(),
        most in 3_000usize..60_000,
    ) {
        let body = long(&sections);
        let mut elsewhere = Vec::new();
        each_anchor(&body, &mut |a| elsewhere.push(vec![link(format!("../timeline.md#{a}"), a)]));
        let other = page("documents/a.md", PageKind::Document, vec![list(elsewhere)]);
        let whole = vec![page("timeline.md", PageKind::Timeline, body)];
        let (kept, mut all) = (lines(&whole), whole.clone());
        all.push(other);
        let pages = split(all, most);

        prop_assert_eq!(astray(&pages), Vec::<String>::new());
        prop_assert_eq!(&pages.last().unwrap().path, "documents/a.md");
        let parts = &pages[..pages.len() - 1];
        prop_assert_eq!(lines(parts), kept);
        prop_assert_eq!(&parts[0].path, "timeline.md");
        if weight::of_page(&whole[0]) <= most {
            prop_assert_eq!(parts, &whole[..]);
        }
        // What cannot be cut, what is repeated and the list of parts may come on top.
        let slack = 2 * 4_000 + most / 16 + 200 * parts.len() + 1_000;
        for part in parts {
            prop_assert!(weight::of_page(part) <= most + slack, "{}", weight::of_page(part));
        }
        // Cut again, all stays as it is.
        prop_assert_eq!(split(whole.clone(), most), split(whole, most));
    }
}

#[test]
fn a_part_can_be_read_alone() {
    let pages = split(vec![page("a/b.md", PageKind::Claims, section(7, &[450]))], 20_000);
    assert_eq!(pages.len(), 4);
    let said: Vec<String> = pages[1]
        .body
        .iter()
        .take(4)
        .map(|b| crate::markdown::write(std::slice::from_ref(b)))
        .collect();
    assert_eq!(said[0], "# Title (2 of 4)\n");
    assert!(said[1].contains("[1 (Section 7)](b.md) · **2 (Section 7)** · [3"), "{}", said[1]);
    assert_eq!(said[2..], ["## Section 7\n", "Item 7 0\n"]);
    assert!(lines(&pages[1..2])[0].starts_with("Line 7 0 "));
    assert_eq!(pages[1].path, "a/b.2.md");
    assert_eq!(pages[1].front.part, Some(2));
    let mut hrefs = BTreeSet::new();
    each_inline(&pages[1].body, &mut |inline| {
        if let Inline::Link { href, .. } = inline {
            hrefs.insert(href.clone());
        }
    });
    // Its lines lead back to the item's own place, on the first part.
    let expect = ["b.3.md", "b.4.md", "b.md", "b.md#a7-0"];
    assert_eq!(hrefs.into_iter().collect::<Vec<_>>(), expect);
}

#[test]
fn a_table_goes_on_under_its_head_and_is_named_by_its_dates() {
    let row = |n: usize| {
        let time =
            Inline::Time { datetime: format!("{n}"), content: vec![text(format!("Day {n}"))] };
        vec![vec![time], vec![text("word ".repeat(40))]]
    };
    let body =
        vec![heading(2, vec![text("M")]), table(&["When", "What"], (0..200).map(row).collect())];
    let pages = split(vec![page("register/x.md", PageKind::Entry, body)], 24_000);
    assert!(pages.len() > 2, "{}", pages.len());
    let mut days = Vec::new();
    for page in &pages {
        let tables: Vec<_> =
            page.body.iter().filter(|block| matches!(block, Block::Table { .. })).collect();
        let [Block::Table { rows, .. }] = tables[..] else { panic!("one table on each part") };
        assert_eq!(plain_text(&rows[0].cells[0]), "When");
        days.extend(rows[1..].iter().map(|row| plain_text(&row.cells[0])));
    }
    assert_eq!(days, (0..200).map(|n| format!("Day {n}")).collect::<Vec<_>>());
    let Block::Paragraph { content, .. } = &pages[0].body[1] else { panic!("the list of parts") };
    assert!(plain_text(content).starts_with("Parts: 1 (Day "), "{}", plain_text(content));
}

#[test]
fn what_people_wrote_stays_whole() {
    for kind in [PageKind::Document, PageKind::Overview, PageKind::Page] {
        let pages = split(vec![page("a.md", kind, long(&[vec![300]]))], 3_000);
        assert_eq!(pages.len(), 1);
    }
}

#[test]
fn far_parts_are_listed_on_the_first_only() {
    let pages = split(vec![page("a.md", PageKind::Timeline, long(&vec![vec![40]; 60]))], 4_500);
    let listed = |page: &Page| {
        let Block::Paragraph { content, .. } = &page.body[1] else { return 0 };
        content.iter().filter(|inline| matches!(inline, Inline::Link { .. })).count()
    };
    assert!(pages.len() > 40, "{}", pages.len());
    assert_eq!(listed(&pages[0]), pages.len() - 1);
    assert_eq!(listed(&pages[20]), 2 * NEAR + 2);
}
