//! Words beside signs: as many as find room without lying over each other or over a sign.

use std::collections::BTreeMap;

use super::point::{Point, Rect};
use super::svg::Anchor;

/// Height of the letters, in the drawing's units; `static/views.css` says the same.
pub(super) const SIZE: f64 = 12.0;
/// Between a sign and its words.
const GAP: f64 = 4.0;
/// Side of a cell in which neighbours are looked for.
const CELL: f64 = 80.0;

/// A sign that wants words beside it.
#[derive(Debug, Clone)]
pub(super) struct Sign<'a> {
    /// Its middle.
    pub(super) at: Point,
    /// Half its width.
    pub(super) radius: f64,
    /// The words.
    pub(super) words: &'a str,
}

/// Where words stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// Their point on the base line.
    pub(super) at: Point,
    /// Which part of them lies there.
    pub(super) anchor: Anchor,
    /// Whether they have room of their own; otherwise they may be shown only while somebody points at
    /// their sign.
    pub(super) fits: bool,
    /// The room that they take.
    pub(super) room: Rect,
}

/// Places the words of each sign, the first signs first, inside `bounds`.
pub(super) fn labels(signs: &[Sign<'_>], bounds: &Rect) -> Vec<Label> {
    let mut taken = Taken::default();
    for sign in signs {
        let reach = Point { x: sign.radius, y: sign.radius };
        taken.add(Rect { from: sign.at.minus(reach), to: sign.at.plus(reach) });
    }
    signs
        .iter()
        .map(|sign| {
            let places = places(sign);
            let free = places
                .iter()
                .find(|label| bounds.contains(&label.room) && !taken.overlaps(&label.room));
            if let Some(label) = free {
                taken.add(label.room);
                return label.clone();
            }
            let [right, left, ..] = places;
            let inside = bounds.contains(&right.room);
            Label { fits: false, ..if inside { right } else { left } }
        })
        .collect()
}

/// Right, left, below and above a sign, and at its corners, in the order in which they are tried.
fn places(sign: &Sign<'_>) -> [Label; 8] {
    let width = width(sign.words);
    let Point { x, y } = sign.at;
    let aside = sign.radius + GAP;
    let corner = sign.radius * 0.6;
    let label = |x: f64, y: f64, anchor: Anchor| {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let room = Rect {
            from: Point { x: left, y: y - SIZE * 0.95 },
            to: Point { x: left + width, y: y + SIZE * 0.3 },
        };
        Label { at: Point { x, y }, anchor, fits: true, room }
    };
    [
        label(x + aside, y + SIZE * 0.35, Anchor::Start),
        label(x - aside, y + SIZE * 0.35, Anchor::End),
        label(x, y + aside + SIZE * 0.8, Anchor::Middle),
        label(x, y - aside - SIZE * 0.25, Anchor::Middle),
        label(x + corner, y + aside + SIZE * 0.5, Anchor::Start),
        label(x + corner, y - aside, Anchor::Start),
        label(x - corner, y + aside + SIZE * 0.5, Anchor::End),
        label(x - corner, y - aside, Anchor::End),
    ]
}

/// A name as far as it has room beside a sign, cut between words.
pub(super) fn short(name: &str, most: usize) -> String {
    let Some((cut, _)) = name.char_indices().nth(most) else { return name.to_owned() };
    let head = &name[..cut];
    format!("{} …", head.rsplit_once(' ').map_or(head, |(head, _)| head))
}

/// About how wide words are in a system's sans serif face, rather too wide than too narrow.
pub(super) fn width(words: &str) -> f64 {
    let em: f64 = words
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | '-' | '\'' | '(' | ')' => {
                0.36
            }
            'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '–' => 0.92,
            'A'..='Z' | 'Ä' | 'Ö' | 'Ü' => 0.72,
            '\u{1100}'.. => 1.05,
            _ => 0.6,
        })
        .sum();
    em * SIZE
}

/// Boxes that are taken, by the cells that they touch.
#[derive(Debug, Default)]
struct Taken {
    cells: BTreeMap<(i64, i64), Vec<Rect>>,
}

impl Taken {
    fn add(&mut self, rect: Rect) {
        for cell in touched(&rect) {
            self.cells.entry(cell).or_default().push(rect);
        }
    }

    fn overlaps(&self, rect: &Rect) -> bool {
        let others = touched(rect).filter_map(|cell| self.cells.get(&cell)).flatten();
        others.into_iter().any(|other| other.overlaps(rect))
    }
}

fn touched(rect: &Rect) -> impl Iterator<Item = (i64, i64)> + use<> {
    let cell = |value: f64| (value / CELL).floor() as i64;
    let (left, right) = (cell(rect.from.x), cell(rect.to.x));
    let (top, bottom) = (cell(rect.from.y), cell(rect.to.y));
    (left..=right).flat_map(move |column| (top..=bottom).map(move |row| (column, row)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_words_lie_over_others_or_over_a_sign(
            spots in prop::collection::vec((0.0..600.0f64, 0.0..400.0f64, "\\PC{1,24}"), 0..80),
        ) {
            let signs: Vec<_> = spots
                .iter()
                .map(|(x, y, words)| Sign { at: Point { x: *x, y: *y }, radius: 6.0, words })
                .collect();
            let bounds = Rect { from: Point::default(), to: Point { x: 600.0, y: 400.0 } };
            let labels = labels(&signs, &bounds);
            let shown: Vec<_> = labels.iter().filter(|label| label.fits).collect();
            for (n, label) in shown.iter().enumerate() {
                prop_assert!(bounds.contains(&label.room));
                prop_assert!(shown[..n].iter().all(|other| !other.room.overlaps(&label.room)));
            }
        }
    }

    #[test]
    fn names_are_cut_between_words() {
        assert_eq!(short("A slip of paper", 36), "A slip of paper");
        let long = "Minutes of the Harrowdale Water Board, 10 April 1924";
        assert_eq!(short(long, 36), "Minutes of the Harrowdale Water …");
        assert_eq!(short(&"ß".repeat(50), 36), format!("{} …", "ß".repeat(36)));
    }

    #[test]
    fn the_first_sign_gets_its_words() {
        let sign = |x: f64, words| Sign { at: Point { x, y: 50.0 }, radius: 5.0, words };
        let bounds = Rect { from: Point::default(), to: Point { x: 300.0, y: 100.0 } };
        let crowd: Vec<_> =
            (0..40).map(|n| sign(100.0 + f64::from(n) / 10.0, "Somebody")).collect();
        let labels = labels(&crowd, &bounds);
        assert!(labels[0].fits);
        assert!(labels.iter().filter(|label| label.fits).count() < 9);
    }
}
