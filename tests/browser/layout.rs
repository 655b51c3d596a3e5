//! Where things stand: notes beside their words or under them, pages that are narrow, enlarged, printed,
//! or written from the right.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::sites::{ARABIC, EXAMPLE, SHIPPED};
use super::visit::{By, Scripts, Visit, visit};

#[test]
fn notes_stand_beside_their_paragraph_and_apart_from_one_another() {
    for dossier in [&SHIPPED, &EXAMPLE, &ARABIC] {
        visit(dossier, By::File, Scripts::Off, async |v| {
            v.window(1440, 1).await?;
            v.open(dossier.document).await?;
            let (rows, notes) =
                (v.places(".row:has(.notes) > :first-child").await?, v.places(".notes").await?);
            assert!(!notes.is_empty() && rows.len() == notes.len());
            for (row, note) in rows.iter().zip(&notes) {
                assert!((row.top - note.top).abs() < 24.0, "{note:?} begins beside {row:?}");
                assert!(
                    row.right <= note.left || note.right <= row.left,
                    "{note:?} is beside {row:?}"
                );
            }
            for pair in notes.windows(2) {
                assert!(pair[0].bottom <= pair[1].top, "{pair:?} lie over one another");
            }
            Ok(())
        });
    }
}

#[test]
fn on_a_narrow_screen_notes_stand_under_their_paragraph() {
    visit(&SHIPPED, By::File, Scripts::Off, async |v| {
        v.window(390, 2).await?;
        v.open(SHIPPED.document).await?;
        let rows = v.places(".row:has(.notes) > :first-child").await?;
        for (row, note) in rows.iter().zip(&v.places(".notes").await?) {
            assert!(
                row.bottom <= note.top + 8.0 && note.top - row.bottom < 40.0,
                "{row:?} {note:?}"
            );
        }
        Ok(())
    });
}

#[test]
fn nothing_is_wider_than_the_window_at_360_px_or_enlarged_fourfold() {
    for dossier in [&SHIPPED, &EXAMPLE, &ARABIC] {
        visit(dossier, By::File, Scripts::On, async |v| {
            // 1280 px at 200 % are 640 px, at 400 % 320 px (WCAG 2.2, 1.4.10).
            for (width, scale) in [(640, 2), (360, 3), (320, 4)] {
                v.window(width, scale).await?;
                v.open(dossier.document).await?;
                let wide = v.ask("return document.documentElement.scrollWidth").await?;
                assert!(wide.as_f64().unwrap_or(9e9) <= f64::from(width), "{wide} at {width}");
                v.shown(".text p").await?;
                v.shown(".passport").await?;
                v.shown(".layers input").await?;
            }
            Ok(())
        });
    }
}

/// Pages of the English example, one of each kind.
const KINDS: [&str; 16] = [
    "index.html",
    "documents/index.html",
    "documents/inquiry-day-2.html",
    "register/amos-hebble.html",
    "registers/index.html",
    "registers/person.html",
    "timeline.html",
    "quotations.html",
    "claims.html",
    "questions.html",
    "views.html",
    "network.html",
    "map.html",
    "matrix.html",
    "method.html",
    "print.html",
];

/// WCAG 2.2, success criterion 2.5.8: 24 px across, or apart from all others, or within a sentence.
const NEAR_TARGETS: &str = r"
    const seen = (e) => e.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
    const inSentence = (e) => getComputedStyle(e).display === 'inline'
        && [...e.parentElement.childNodes].some((n) => n.nodeType === 3 && /\p{L}{2}/u.test(n.data));
    const boxes = [...document.querySelectorAll('main a[href], main button, main summary')]
        .filter((e) => seen(e) && !inSentence(e))
        .map((e) => ({ e, r: e.getBoundingClientRect() }))
        .filter(({ r }) => r.width > 1 && r.height > 1)
        .map(({ e, r }) => ({ e, r, x: r.x + r.width / 2, y: r.y + r.height / 2,
            small: Math.min(r.width, r.height) < 23.5 }));
    const near = (a, b) => a !== b && (b.small
        ? Math.hypot(a.x - b.x, a.y - b.y) < 23.5
        : Math.hypot(Math.max(Math.abs(a.x - b.x) - b.r.width / 2, 0),
            Math.max(Math.abs(a.y - b.y) - b.r.height / 2, 0)) < 11.5);
    return [boxes.length, boxes.filter((a) => a.small && boxes.some((b) => near(a, b)))
        .map((a) => `${a.e.textContent.trim().slice(0, 30)} ${a.r.width} x ${a.r.height}`)];";

#[test]
fn what_is_touched_is_24_px_across_or_apart_from_the_rest() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.window(360, 2).await?;
        for page in KINDS {
            v.open(page).await?;
            let found = v.ask(NEAR_TARGETS).await?;
            assert!(found[0].as_u64().unwrap_or(0) > 0, "{page} has links: {found}");
            assert_eq!(found[1], json!([]), "{page}");
            let wide = v.ask("return document.documentElement.scrollWidth").await?;
            assert!(wide.as_f64().unwrap_or(9e9) <= 360.0, "{page} is {wide} wide");
        }
        Ok(())
    });
}

#[test]
fn a_line_has_60_to_70_letters() {
    visit(&EXAMPLE, By::File, Scripts::Off, async |v| {
        v.window(1440, 1).await?;
        v.open("documents/inquiry-day-2.html").await?;
        // A letter that stands left of the one before it begins a line; a paragraph's last is not full.
        let measure = "const full = []; \
            for (const p of document.querySelectorAll('.row > p')) { \
              const lines = []; let left = Infinity; const range = document.createRange(); \
              const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT); \
              while (walk.nextNode()) { \
                if (walk.currentNode.parentElement.closest('[data-own]')) continue; \
                for (let n = 0; n < walk.currentNode.length; n += 1) { \
                  range.setStart(walk.currentNode, n); range.setEnd(walk.currentNode, n + 1); \
                  const at = range.getBoundingClientRect(); \
                  if (at.width === 0) continue; \
                  if (at.left < left) lines.push(0); \
                  lines[lines.length - 1] += 1; left = at.left; \
                } \
              } \
              full.push(...lines.slice(0, -1)); \
            } \
            return full.reduce((a, b) => a + b) / full.length";
        let letters = v.ask(measure).await?.as_f64().unwrap_or_default();
        assert!((60.0..=70.0).contains(&letters), "{letters} letters on a line");
        Ok(())
    });
}

#[test]
fn a_text_from_the_right_is_the_mirror_image() {
    visit(&ARABIC, By::File, Scripts::On, async |v| {
        v.window(1440, 1).await?;
        v.open(ARABIC.document).await?;
        let text = v.shown(".text").await?;
        assert_eq!(text.attr("dir").await?.as_deref(), Some("rtl"));
        assert_eq!(text.attr("lang").await?.as_deref(), Some("ar"));
        let notes = v.shown(".notes").await?;
        assert_eq!(notes.attr("dir").await?.as_deref(), Some("ltr"), "notes are in English");
        let (row, note) = (v.places(".row > p").await?, v.places(".notes").await?);
        assert!(note[0].right <= row[0].left, "notes stand left of the text");
        let number = v.places(".row > p > .num").await?;
        assert!(number[0].left >= row[0].right - 8.0, "numbers hang at the right");
        Ok(())
    });
}

#[test]
fn in_print_notes_are_a_list_behind_the_text_and_open() {
    visit(&SHIPPED, By::File, Scripts::Off, async |v| {
        v.open(SHIPPED.document).await?;
        v.tell("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let last = v.places(".row > p").await?.iter().map(|p| p.bottom).fold(0.0, f64::max);
        let notes = v.places(".notes").await?;
        assert!(notes.iter().all(|note| note.top >= last), "{notes:?} behind {last}");
        let bodies = v.places(".note-body").await?;
        assert!(bodies.iter().all(|body| body.bottom > body.top), "every note is printed in full");
        Ok(())
    });
}

#[test]
fn no_number_of_a_paragraph_lies_over_its_words() {
    visit(&EXAMPLE, By::File, Scripts::Off, async |v| {
        for (media, width) in [("screen", 1280), ("screen", 390), ("print", 800)] {
            v.tell("Emulation.setEmulatedMedia", json!({ "media": media })).await?;
            v.window(width, 1).await?;
            for page in ["print.html", EXAMPLE.document] {
                v.open(page).await?;
                let (seen, over) = v.numbers_over_words().await?;
                assert!(seen > 10, "{page} has {seen} numbers");
                assert_eq!(over, Vec::<String>::new(), "{page}, {media}, {width} px");
            }
        }
        Ok(())
    });
}

#[test]
fn a_wide_drawing_begins_where_its_signs_are() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.window(390, 1).await?;
        v.open("network.html").await?;
        let seen = "const frame = document.querySelector('.drawing').getBoundingClientRect(); \
            return [...document.querySelectorAll('.drawing .node')].filter(sign => { \
            const place = sign.getBoundingClientRect(); \
            return place.left > frame.left && place.right < frame.right; }).length";
        let seen = v.ask(seen).await?.as_u64().unwrap_or_default();
        assert!(seen > 15, "{seen} signs of 53 are in the window");
        Ok(())
    });
}

#[test]
fn ways_on_a_page_are_whole_and_not_on_paper() {
    visit(&EXAMPLE, By::File, Scripts::Off, async |v| {
        v.window(1440, 1).await?;
        v.open("quotations.html").await?;
        let broken = "return [...document.querySelectorAll('.jump li')] \
            .filter(way => way.getClientRects().length !== 1 || /^[\\s·]|[\\s·]$/.test(way.textContent)) \
            .map(way => way.textContent)";
        assert_eq!(v.ask(broken).await?, json!([]), "a way on the page is torn");
        v.tell("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        assert!(!v.all(".jump").await?[0].is_displayed().await?, "there is no jumping on paper");
        Ok(())
    });
}

/// Where an element is, in CSS pixels from the page's corner.
#[derive(Debug)]
struct Place {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Visit {
    /// Sets the window's width, and how many of the screen's pixels one of the page's is.
    async fn window(&self, width: u32, scale: u32) -> WebDriverResult<()> {
        let size =
            json!({ "width": width, "height": 900, "deviceScaleFactor": scale, "mobile": false });
        self.tell("Emulation.setDeviceMetricsOverride", size).await
    }

    async fn ask(&self, script: &str) -> WebDriverResult<Value> {
        Ok(self.web.execute(script, Vec::new()).await?.json().clone())
    }

    /// How many numbers of paragraphs there are, and which of them lie over words.
    async fn numbers_over_words(&self) -> WebDriverResult<(u64, Vec<String>)> {
        let script = "const seen = [...document.querySelectorAll('.row > p > .num')]; \
            const over = seen.filter(number => { \
              const at = number.getBoundingClientRect(); \
              const words = document.createRange(); \
              words.selectNodeContents(number.parentElement); \
              words.setStartAfter(number); \
              return [...words.getClientRects()].some(word => word.width > 1 && word.height > 1 && \
                word.left < at.right - 1 && at.left < word.right - 1 && \
                word.top < at.bottom - 4 && at.top < word.bottom - 4); }); \
            return [seen.length, over.map(number => number.textContent)]";
        Ok(serde_json::from_value(self.ask(script).await?).expect("a number and texts"))
    }

    async fn places(&self, selector: &str) -> WebDriverResult<Vec<Place>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(e => { \
            const r = e.getBoundingClientRect(); \
            return [r.left + scrollX, r.top + scrollY, r.right + scrollX, r.bottom + scrollY]; })";
        let found = self.web.execute(script, vec![json!(selector)]).await?;
        let numbers: Vec<[f64; 4]> =
            serde_json::from_value(found.json().clone()).expect("four numbers each");
        let place = |[left, top, right, bottom]: [f64; 4]| Place { left, top, right, bottom };
        Ok(numbers.into_iter().map(place).collect())
    }
}
