//! Cards: a picture for each page that may be shared, as OpenGraph shows it beside a link.
//!
//! In go pages, out come PNG files of 1200 × 630 pixels: the page's title, what it is, and the
//! dossier's title, on the site's paper. What the embedded face has no letters for is left out: no box
//! stands for a letter. Same words, same bytes.

mod canvas;
mod face;

use crate::locale::Catalogue;
use crate::page::{Page, PageKind};
use crate::register::EntryKind;
use canvas::{Canvas, Ink};
use face::Face;

/// Width of a card in pixels.
pub const WIDTH: usize = 1200;
/// Height of a card in pixels.
pub const HEIGHT: usize = 630;

/// Pixels between the card's edges and its words.
const MARGIN: usize = 90;
/// Size of the small lines in pixels.
const SMALL: f32 = 33.0;
/// Sizes of the title with the most lines that each has room for.
const TITLES: [(f32, usize); 4] = [(84.0, 3), (70.0, 4), (58.0, 5), (48.0, 6)];
/// Where the title may stand.
const TITLE: std::ops::Range<usize> = 160..510;

/// Where a page's card is, below the site's root; `None` for pages that have none.
#[must_use]
pub fn path(page: &Page) -> Option<String> {
    let stem = page.path.strip_suffix(".md").unwrap_or(&page.path);
    has_card(page.front.kind).then(|| format!("cards/{stem}.png"))
}

fn has_card(kind: PageKind) -> bool {
    matches!(kind, PageKind::Overview | PageKind::Document | PageKind::Entry)
}

/// What all cards are drawn with.
pub struct Press {
    face: Face,
    frame: Canvas,
}

impl Press {
    /// The embedded face and an empty card.
    #[must_use]
    pub fn new() -> Option<Self> {
        Some(Self { face: Face::embedded()?, frame: frame() })
    }

    /// A card as PNG.
    #[must_use]
    pub fn draw(&self, lines: &Lines) -> Option<Vec<u8>> {
        card(&self.face, &self.frame, lines).png()
    }
}

/// What stands on a card, from top to bottom; each may be empty. A card shows nothing else.
#[derive(Debug)]
pub struct Lines {
    head: String,
    title: String,
    foot: String,
}

/// What stands on a page's card.
#[must_use]
pub fn lines(page: &Page, dossier: &str, words: &Catalogue) -> Lines {
    let foot: Vec<String> = match (&page.front.document, &page.front.entry) {
        (Some(passport), _) => {
            let date = passport.date.as_ref().or(passport.published.as_ref());
            let date = date.map_or_else(|| words.text("undated").to_owned(), |d| words.date(d));
            let kind = passport.kind.as_deref().map(|kind| words.document_kind(kind).to_owned());
            kind.into_iter().chain([date]).chain(passport.source.clone()).collect()
        }
        (_, Some(entry)) => {
            let kind = entry.kind.parse::<EntryKind>().ok();
            let kind = kind.map(|kind| words.kind(kind).to_owned());
            kind.into_iter().chain([words.count("mentions", entry.mentions)]).collect()
        }
        _ => Vec::new(),
    };
    let is_overview = page.front.kind == PageKind::Overview;
    Lines {
        head: if is_overview { String::new() } else { dossier.to_owned() },
        title: if is_overview { dossier.to_owned() } else { page.front.title.clone() },
        foot: foot.join("  ·  "),
    }
}

/// Paper and rules: the same on every card.
fn frame() -> Canvas {
    let mut canvas = Canvas::new(WIDTH, HEIGHT);
    let width = WIDTH - 2 * MARGIN;
    canvas.fill(MARGIN, 120, width, 2, Ink::Rule);
    canvas.fill(MARGIN, HEIGHT - 100, width, 2, Ink::Rule);
    canvas.fill(MARGIN, 119, 96, 4, Ink::Accent);
    canvas
}

fn card(face: &Face, frame: &Canvas, lines: &Lines) -> Canvas {
    let mut canvas = frame.clone();
    let width = (WIDTH - 2 * MARGIN) as f32;
    let left = MARGIN as f32;
    if let Some(line) = face.wrap(&lines.head, SMALL, width, 1).first() {
        face.draw(&mut canvas, line, SMALL, (left, 98.0), Ink::Muted);
    }
    if let Some(line) = face.wrap(&lines.foot, SMALL, width, 1).first() {
        face.draw(&mut canvas, line, SMALL, (left, HEIGHT as f32 - 50.0), Ink::Muted);
    }
    let (size, rows) = title(face, &lines.title, width);
    let leading = size * 1.18;
    let height = leading * rows.len() as f32;
    let top = TITLE.start as f32 + ((TITLE.len() as f32 - height) / 2.0).max(0.0);
    for (n, row) in rows.iter().enumerate() {
        let baseline = top + leading * n as f32 + size * 0.86;
        face.draw(&mut canvas, row, size, (left, baseline.round()), Ink::Text);
    }
    canvas
}

/// The title in the largest size in which all of it has room; in the smallest it is cut.
fn title(face: &Face, words: &str, width: f32) -> (f32, Vec<String>) {
    let mut set = (0.0, Vec::new());
    for (size, most) in TITLES {
        let rows = face.wrap(words, size, width, most + 1);
        if rows.len() <= most {
            return (size, rows);
        }
        set = (size, face.wrap(words, size, width, most));
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::locale::Catalogues;
    use crate::page::{Front, Passport};
    use crate::project::{Memory, Theme};

    fn page(kind: PageKind, title: &str) -> Page {
        Page {
            path: "documents/a.md".to_owned(),
            front: Front {
                kind,
                title: title.to_owned(),
                description: None,
                language: "de".to_owned(),
                document: (kind == PageKind::Document).then(Passport::default),
                entry: None,
                drawing: None,
                part: None,
                formerly: Vec::new(),
                marks: Vec::new(),
            },
            body: Vec::new(),
        }
    }

    fn drawn(page: &Page) -> Vec<u8> {
        let (all, _) = Catalogues::new(&Theme::new(&Memory::default()));
        let words = all.get(&Language::from_tag("de").unwrap());
        Press::new().unwrap().draw(&lines(page, "Das Dossier", words)).unwrap()
    }

    #[test]
    fn a_card_is_a_picture_of_its_size_and_always_the_same() {
        let letter = page(PageKind::Document, "Ein Brief");
        let found = drawn(&letter);
        assert_eq!(found, drawn(&letter));
        assert_eq!(path(&letter).as_deref(), Some("cards/documents/a.png"));
        assert_eq!(path(&page(PageKind::Method, "M")), None);
        let reader = png::Decoder::new(std::io::Cursor::new(&found)).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (1200, 630));
        assert!(found.len() < 40_000, "{} bytes", found.len());
    }

    #[test]
    fn what_has_no_letters_is_left_out() {
        let drawn = |title: &str| drawn(&page(PageKind::Document, title));
        assert_eq!(drawn("Письмо"), drawn(""));
        assert_eq!(drawn("A 日"), drawn(""));
        assert_ne!(drawn("Grüße, Łódź – „é“"), drawn(""));
        assert_eq!(drawn("A\u{AD}b\tc"), drawn("Ab c"));
    }

    #[test]
    fn long_titles_become_smaller_and_then_end_in_an_ellipsis() {
        let face = Face::embedded().unwrap();
        let rows = |words: &str| title(&face, words, 1020.0);
        assert_eq!(rows("Short"), (84.0, vec!["Short".to_owned()]));
        let (size, lines) = rows(&"some words ".repeat(14));
        assert!(size < 84.0 && !lines.concat().contains('…'), "{size} {lines:?}");
        let (size, lines) = rows(&"some words ".repeat(100));
        assert_eq!((size, lines.len()), (48.0, 6));
        assert!(lines[5].ends_with('…'), "{lines:?}");
        let (_, lines) = rows(&"x".repeat(1000));
        assert!(lines.iter().all(|line| face.width(line, 48.0) <= 1020.0), "{lines:?}");
    }
}
