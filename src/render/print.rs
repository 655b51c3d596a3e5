//! The whole dossier to print: `print.html`, and where it is long, `print-2.html` and so on.
//!
//! In go the site's pages, out come parts of bounded size: the introduction, each document with its
//! notes below their paragraphs, the registers as an index, claims, method. Links to what is printed
//! lead there; other links between pages are words, since paper has no pages beside it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::context::{NavigationItem, Settings};
use super::document;
use super::html::{Element, Html, Node};
use super::page::{interface_direction, passport_view, plain, without_title};
use crate::annotation::Layer;
use crate::cite::{Formatted, Work};
use crate::locale::Catalogue;
use crate::markdown::{Block, Inline, is_external, resolve};
use crate::page::{Page, PageKind};
use crate::register::EntryKind;
use crate::site::{Site, permalink};

/// Most bytes of HTML in a part; the page around it comes on top.
const PART: usize = 420_000;
/// Entries of an index that stay together.
const ENTRIES: usize = 25;
/// Bytes of a document's HTML that stay together where it is too long for one part.
const PIECE: usize = 100_000;

/// One printed part, ready for its template.
pub(super) struct Part {
    /// `print.html`, `print-2.html` …
    pub(super) path: String,
    /// What it holds.
    pub(super) body: Html,
    /// What it holds, a line each.
    pub(super) contents: Vec<NavigationItem>,
}

/// What is kept together.
struct Chunk {
    /// Its title in the contents, with the anchor; none where it carries the one before on.
    title: Option<(String, String)>,
    nodes: Vec<Node>,
    bytes: usize,
}

impl Chunk {
    fn new(title: Option<(String, String)>, nodes: Vec<Node>) -> Self {
        let bytes = Html::new(&nodes).as_str().len();
        Self { title, nodes, bytes }
    }
}

/// All parts, in order.
pub(super) fn parts(site: &Site, settings: &Settings, words: &Catalogue) -> Vec<Part> {
    let printed: Vec<&Page> = ORDER
        .into_iter()
        .flat_map(|kind| site.pages.iter().filter(move |page| page.front.kind == kind))
        .collect();
    // What is printed, by its address: the number that begins its anchors.
    let numbers: BTreeMap<String, usize> =
        printed.iter().enumerate().map(|(n, page)| (permalink(&page.path), n)).collect();
    let print = Print { settings, words, numbers };
    let chunks = |(n, page): (usize, &&Page)| print.chunks(n, page);
    let mut chunks: Vec<Vec<Chunk>> = printed.par_iter().enumerate().map(chunks).collect();
    // The index stands behind the documents, before claims and method.
    let behind = |page: &&Page| matches!(page.front.kind, PageKind::Claims | PageKind::Method);
    let at = printed.iter().position(behind).unwrap_or(chunks.len());
    chunks.insert(at, print.index(site));
    print.assembled(chunks.into_iter().flatten().collect())
}

/// The kinds of page that are printed, in this order.
const ORDER: [PageKind; 5] =
    [PageKind::Overview, PageKind::Page, PageKind::Document, PageKind::Claims, PageKind::Method];

struct Print<'a> {
    settings: &'a Settings,
    words: &'a Catalogue,
    numbers: BTreeMap<String, usize>,
}

impl Print<'_> {
    fn chunks(&self, n: usize, page: &Page) -> Vec<Chunk> {
        let mut nodes = match page.front.kind {
            PageKind::Document => return self.document(n, page),
            PageKind::Overview => plain(self.words).nodes(self.introduction(page)),
            _ => plain(self.words).nodes(without_title(&page.body)),
        };
        self.adapt(n, page, &mut nodes);
        let heading = self.heading(n, &page.front.title);
        let body = Node::new("div", nodes).with("class", "prose");
        vec![Chunk::new(Some(self.title(n, &page.front.title)), vec![heading, body])]
    }

    /// The editors' introduction; what stands below it on the overview are ways to pages.
    fn introduction<'b>(&self, page: &'b Page) -> &'b [Block] {
        let body = without_title(&page.body);
        let documents = self.words.text("documents");
        let lists = |block: &Block| match block {
            Block::Heading { level: 2, content, .. } => {
                matches!(content.as_slice(), [Inline::Text(text)] if text == documents)
            }
            _ => false,
        };
        let end = body.iter().position(lists).unwrap_or(body.len());
        body.get(..end).unwrap_or_default()
    }

    fn title(&self, n: usize, title: &str) -> (String, String) {
        (format!("d{n}"), title.to_owned())
    }

    fn heading(&self, n: usize, title: &str) -> Node {
        Node::new("h2", vec![Node::text(title)]).with("id", format!("d{n}")).with("class", "part")
    }

    /// A document: what it is, how it is cited, its text. One that is too long is cut between rows.
    fn document(&self, n: usize, page: &Page) -> Vec<Chunk> {
        // Of the marks only those of notes: paper has no others to point at.
        let mut shown = page.clone();
        shown.front.marks.retain(|mark| mark.footnote.is_some());
        let parts = document::parts(&shown);
        let mut head = vec![self.heading(n, &page.front.title)];
        head.extend(self.passport(page));
        if !parts.introduction.is_empty() {
            let mut nodes = plain(self.words).nodes(parts.introduction);
            self.adapt(n, page, &mut nodes);
            head.push(Node::new("div", nodes).with("class", "introduction"));
        }
        let mut rows = document::text(&shown, &parts, self.words, interface_direction(self.words));
        self.adapt(n, page, &mut rows);
        let mut chunks = Vec::new();
        let mut title = Some(self.title(n, &page.front.title));
        let mut rows = rows.into_iter().peekable();
        while title.is_some() || rows.peek().is_some() {
            let mut piece = Vec::new();
            let mut bytes = 0;
            while bytes < PIECE
                && let Some(row) = rows.next()
            {
                bytes += Html::new(std::slice::from_ref(&row)).as_str().len();
                piece.push(row);
            }
            let mut nodes = std::mem::take(&mut head);
            nodes.push(self.text(page, piece));
            chunks.push(Chunk::new(title.take(), nodes));
        }
        chunks
    }

    /// The source's own words, with their language.
    fn text(&self, page: &Page, rows: Vec<Node>) -> Node {
        let view =
            page.front.document.as_ref().map(|passport| passport_view(passport, None, self.words));
        let (lang, dir) = view.map_or((String::new(), "ltr"), |view| (view.lang, view.dir));
        Node::new("div", rows).with("class", "text").with("lang", lang).with("dir", dir)
    }

    fn passport(&self, page: &Page) -> Vec<Node> {
        let Some(passport) = &page.front.document else { return Vec::new() };
        let mut nodes = Vec::new();
        let byline = passport_view(passport, None, self.words).byline.join(" · ");
        nodes.push(Node::new("p", vec![Node::text(byline)]).with("class", "byline"));
        if let Some(work) = Work::new(page, self.settings.container()) {
            let cited = Formatted::new(&work, self.words);
            let note = work.note(self.words).map(|note| format!(" ({note})")).unwrap_or_default();
            let url = cited.url.map(|url| format!(" {url}")).unwrap_or_default();
            let words = format!("{}{}{url}{note}", cited.text, cited.stop);
            nodes.push(Node::new("p", vec![Node::text(words)]).with("class", "citation"));
        }
        if let Some(url) = &passport.url {
            let words = format!("{}: {url}", self.words.text("url"));
            nodes.push(Node::new("p", vec![Node::text(words)]).with("class", "citation"));
        }
        nodes
    }

    /// Who and what occurs where: each entry with the documents and paragraphs that name it.
    fn index(&self, site: &Site) -> Vec<Chunk> {
        let mut places: BTreeMap<&str, BTreeMap<usize, Vec<&str>>> = BTreeMap::new();
        for page in &site.pages {
            let Some(&n) = self.numbers.get(&permalink(&page.path)) else { continue };
            for mark in page.front.marks.iter().filter(|mark| mark.layer == Layer::Names) {
                let Some(entry) = mark.value.as_deref() else { continue };
                let paragraphs = places.entry(entry).or_default().entry(n).or_default();
                let paragraph = mark.on.split('c').next().unwrap_or(&mark.on);
                if paragraphs.last() != Some(&paragraph) {
                    paragraphs.push(paragraph);
                }
            }
        }
        let titles: BTreeMap<usize, &str> = site
            .pages
            .iter()
            .filter_map(|page| {
                let n = self.numbers.get(&permalink(&page.path))?;
                Some((*n, page.front.title.as_str()))
            })
            .collect();
        let mut chunks = Vec::new();
        for kind in EntryKind::ALL {
            let entries: Vec<&Page> = site
                .pages
                .iter()
                .filter(|page| page.front.entry.as_ref().is_some_and(|e| e.kind == kind.key()))
                .collect();
            let id = format!("index-{}", kind.key());
            for (n, entries) in entries.chunks(ENTRIES).enumerate() {
                let lines = entries.iter().map(|page| entry_line(page, &places, &titles)).collect();
                let list = Node::new("ul", lines).with("class", "index");
                let name = self.words.kinds(kind);
                let heading = || {
                    Node::new("h2", vec![Node::text(name)])
                        .with("id", id.clone())
                        .with("class", "part")
                };
                let title = (n == 0).then(|| (id.clone(), name.to_owned()));
                let nodes = if n == 0 { vec![heading(), list] } else { vec![list] };
                chunks.push(Chunk::new(title, nodes));
            }
        }
        chunks
    }

    /// Makes a page's HTML part of a longer one: anchors of its own, links by [`Print::link`], headings
    /// below that of their part, and everything that would be closed, open.
    fn adapt(&self, n: usize, page: &Page, nodes: &mut [Node]) {
        let mut headings = Headings::default();
        let change = &mut |element: &mut Element| {
            if let Some(id) = element.get("id").map(|id| format!("d{n}-{id}")) {
                element.set("id", id);
            }
            match element.name() {
                "a" => self.link(n, page, element),
                "details" => {
                    element.rename("div");
                    element.remove("open");
                }
                "summary" => element.rename("p"),
                // Which words a note is about, its own quote says.
                "span" if element.get("class").is_some_and(|class| class.starts_with("m m-")) => {
                    element.remove("class");
                    element.remove("title");
                }
                name @ ("h2" | "h3" | "h4" | "h5" | "h6") => {
                    let below = headings.below_part(name);
                    element.rename(below);
                }
                _ => {}
            }
            element.remove("tabindex");
        };
        for node in nodes {
            node.walk_mut(change);
        }
    }

    /// A link on one page as a link among all. What is not printed cannot be reached on paper.
    fn link(&self, n: usize, page: &Page, element: &mut Element) {
        let Some(href) = element.get("href").map(str::to_owned) else { return };
        if is_external(&href) {
            return;
        }
        let (path, anchor) = href.split_once('#').unwrap_or((&href, ""));
        let to = if path.is_empty() {
            Some(n)
        } else {
            self.numbers.get(&resolve(&page.path, path)).copied()
        };
        match to {
            Some(to) if anchor.is_empty() => element.set("href", format!("#d{to}")),
            Some(to) => element.set("href", format!("#d{to}-{anchor}")),
            None => unlink(element),
        }
    }

    /// Puts chunks into parts, and lets links between parts name the part.
    fn assembled(&self, chunks: Vec<Chunk>) -> Vec<Part> {
        let mut parts: Vec<Vec<Chunk>> = vec![Vec::new()];
        let mut bytes = 0;
        for chunk in chunks {
            if bytes > 0 && bytes + chunk.bytes > PART {
                parts.push(Vec::new());
                bytes = 0;
            }
            // The line in the contents counts, too.
            bytes += chunk.bytes + chunk.title.as_ref().map_or(0, |(_, title)| title.len() + 60);
            if let Some(part) = parts.last_mut() {
                part.push(chunk);
            }
        }
        let several = parts.len() > 1;
        let anchors = if several { anchors(&mut parts) } else { BTreeMap::new() };
        let finish = |(n, chunks): (usize, Vec<Chunk>)| finished(n, chunks, several, &anchors);
        parts.into_par_iter().enumerate().map(finish).collect()
    }
}

/// The headings that a heading stands under.
#[derive(Default)]
struct Headings(Vec<&'static str>);

impl Headings {
    /// What a heading is called below the part's own `h2`, with no level left out.
    fn below_part(&mut self, name: &'static str) -> &'static str {
        self.0.retain(|above| *above < name);
        self.0.push(name);
        match self.0.len() {
            1 => "h3",
            2 => "h4",
            3 => "h5",
            _ => "h6",
        }
    }
}

fn finished(
    n: usize,
    mut chunks: Vec<Chunk>,
    several: bool,
    anchors: &BTreeMap<String, usize>,
) -> Part {
    if several {
        let lead = &mut |element: &mut Element| {
            let Some(href) = element.get("href") else { return };
            let Some(to) = href.strip_prefix('#').and_then(|id| anchors.get(id)) else { return };
            if *to != n {
                let href = format!("{}{href}", part_path(*to));
                element.set("href", href);
            }
        };
        chunks.iter_mut().flat_map(|chunk| &mut chunk.nodes).for_each(|node| node.walk_mut(lead));
    }
    let contents = chunks
        .iter()
        .filter_map(|chunk| chunk.title.as_ref())
        .map(|(id, title)| NavigationItem {
            href: format!("#{id}"),
            label: title.clone(),
            current: false,
        })
        .collect();
    let nodes: Vec<Node> = chunks.into_iter().flat_map(|chunk| chunk.nodes).collect();
    Part { path: part_path(n), body: Html::new(&nodes), contents }
}

/// In which part each anchor is.
fn anchors(parts: &mut [Vec<Chunk>]) -> BTreeMap<String, usize> {
    let mut anchors = BTreeMap::new();
    for (n, part) in parts.iter_mut().enumerate() {
        let note = &mut |element: &mut Element| {
            if let Some(id) = element.get("id") {
                anchors.insert(id.to_owned(), n);
            }
        };
        part.iter_mut().flat_map(|chunk| &mut chunk.nodes).for_each(|node| node.walk_mut(note));
    }
    anchors
}

/// `print.html`, `print-2.html` …
pub(super) fn part_path(n: usize) -> String {
    if n == 0 { "print.html".to_owned() } else { format!("print-{}.html", n + 1) }
}

fn unlink(element: &mut Element) {
    for name in ["href", "rel", "title", "aria-label"] {
        element.remove(name);
    }
    element.rename("span");
}

/// `Name, description. Document: 4, 7; another: 2`.
fn entry_line(
    page: &Page,
    places: &BTreeMap<&str, BTreeMap<usize, Vec<&str>>>,
    titles: &BTreeMap<usize, &str>,
) -> Node {
    let mut line = vec![Node::new("strong", vec![Node::text(page.front.title.clone())])];
    if let Some(description) = &page.front.description {
        line.push(Node::text(format!(" – {description}")));
    }
    let id = page.front.entry.as_ref().map_or("", |entry| entry.id.as_str());
    for (n, paragraphs) in places.get(id).into_iter().flatten() {
        let title = titles.get(n).copied().unwrap_or_default();
        let numbers: Vec<&str> = paragraphs.iter().map(|p| p.trim_start_matches('p')).collect();
        let link = Node::new("a", vec![Node::text(title)]).with("href", format!("#d{n}"));
        line.push(Node::new("span", vec![link, Node::text(format!(": {}", numbers.join(", ")))]));
    }
    Node::new("li", line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::locale::Catalogues;
    use crate::page::{Front, Passport};
    use crate::project::{Memory, Theme};

    #[test]
    fn no_level_of_headings_is_left_out() {
        let mut headings = Headings::default();
        let below = ["h3", "h5", "h5", "h3", "h2", "h4"].map(|name| headings.below_part(name));
        assert_eq!(below, ["h3", "h4", "h4", "h3", "h3", "h4"]);
    }

    fn document(n: usize, paragraphs: usize) -> Page {
        let next = format!("d{}.md#p1", n + 1);
        let link = |href: &str| Inline::Link {
            href: href.to_owned(),
            title: String::new(),
            content: vec![Inline::Text("there".to_owned())],
        };
        let words = "Words of a letter. ".repeat(50);
        let mut body: Vec<Block> = (1..=paragraphs)
            .map(|p| Block::Paragraph {
                id: Some(format!("p{p}")),
                content: vec![Inline::Text(words.clone()), link(&next), link("../register/x.md")],
            })
            .collect();
        body.insert(
            0,
            Block::Heading {
                level: 2,
                id: Some(crate::page::TEXT.to_owned()),
                content: vec![Inline::Text("Text".to_owned())],
            },
        );
        Page {
            path: format!("documents/d{n}.md"),
            front: Front {
                kind: PageKind::Document,
                title: format!("Letter {n}"),
                description: None,
                language: "en".to_owned(),
                document: Some(Passport::default()),
                entry: None,
                drawing: None,
                part: None,
                formerly: Vec::new(),
                marks: Vec::new(),
            },
            body,
        }
    }

    fn printed(pages: Vec<Page>) -> Vec<Part> {
        let (all, _) = Catalogues::new(&Theme::new(&Memory::default()));
        let words = all.get(&Language::from_tag("en").unwrap());
        parts(&Site::of(pages), &Settings::default(), words)
    }

    #[test]
    fn links_lead_to_what_is_printed_and_no_further() {
        let parts = printed(vec![document(0, 2), document(1, 1)]);
        let [part] = parts.as_slice() else { panic!("{} parts", parts.len()) };
        let html = part.body.as_str();
        assert!(html.contains("<a href=\"#d1-p1\">there</a><span>there</span>"), "{html}");
        // Letter 2 does not exist; its link is words.
        assert!(html.ends_with("<span>there</span><span>there</span></p></div></div>"), "{html}");
        assert!(html.contains("<p id=\"d0-p2\">") && html.contains("<p id=\"d1-p1\">"), "{html}");
        let contents: Vec<&str> = part.contents.iter().map(|item| item.href.as_str()).collect();
        assert_eq!(contents, ["#d0", "#d1"]);
    }

    #[test]
    fn a_long_dossier_is_printed_in_parts_and_nothing_of_it_is_lost() {
        // One document that no part could hold, and forty that together fill several.
        let mut pages = vec![document(0, 600)];
        pages.extend((1..40).map(|n| document(n, 40)));
        let parts = printed(pages);
        assert!(parts.len() > 3, "{}", parts.len());
        let all: String = parts.iter().map(|part| part.body.as_str()).collect();
        for part in &parts {
            assert!(
                part.body.as_str().len() < 460_000,
                "{}: {}",
                part.path,
                part.body.as_str().len()
            );
        }
        assert_eq!(all.matches("class=\"num\"").count(), 600 + 39 * 40);
        let of = |id: &str| {
            let id = format!("id=\"{id}\"");
            parts.iter().find(|part| part.body.as_str().contains(&id)).unwrap().path.clone()
        };
        let mut across = 0;
        for n in 0..39 {
            let (here, there) = (of(&format!("d{n}")), of(&format!("d{}-p1", n + 1)));
            // A document's rows may run on into the next part: look at the part that it begins in.
            let href = if here == there { String::new() } else { there };
            let link = format!("href=\"{href}#d{}-p1\"", n + 1);
            across += usize::from(!href.is_empty());
            assert!(all.contains(&link), "{link}");
        }
        assert!(across > 1);
    }
}
