//! The part of the earth that a map shows, and how large.

use super::projection::{Projection, chord};
use crate::render::drawing::point::{Point, Rect};

/// Width of every map.
pub(super) const WIDTH: f64 = 760.0;
/// A map shows at least so much of the sphere: about 13 km.
const LEAST: f64 = 0.002;
/// A map that shows less than this, about 220 km, has no outlines: they are not that fine.
const SMALL: f64 = 0.035;
/// Room around the outermost places, as a part of the extent.
const PAD: f64 = 0.16;
/// Farther from the middle than this, a part of the earth is better shown with the whole of it.
const FARTHEST: f64 = 70.0;

/// A map's frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// How the earth is flattened.
    pub(super) projection: Projection,
    /// The part of the plane that is shown.
    pub(super) part: Rect,
    /// Units of the drawing a unit of the plane.
    pub(super) scale: f64,
}

impl Frame {
    /// The earth without most of Antarctica.
    pub(super) fn world() -> Self {
        let corner = |x: f64, y: f64| Projection::World.place(Point { x, y });
        let part = Rect {
            from: Point { x: corner(-180.0, 0.0).x, y: corner(0.0, 84.0).y },
            to: Point { x: corner(180.0, 0.0).x, y: corner(0.0, -58.0).y },
        };
        Self { projection: Projection::World, part, scale: WIDTH / part.width() }
    }

    /// Around some places; `None` where they lie too far apart, or where there are none.
    pub(super) fn around(places: &[Point]) -> Option<Self> {
        let middle = middle(places)?;
        if places.iter().any(|place| chord(*place, middle) > FARTHEST) {
            return None;
        }
        let projection = Projection::Around { middle };
        let spots: Vec<Point> = places.iter().map(|place| projection.place(*place)).collect();
        let bounds = Rect::around(&spots);
        let pad = bounds.width().max(bounds.height()) * PAD;
        let wide = (bounds.width() + 2.0 * pad).max(LEAST);
        let high = (bounds.height() + 2.0 * pad).max(LEAST * 0.6);
        // Neither a strip nor a tower.
        let (wide, high) = (wide.max(high * 1.15), high.max(wide * 0.55));
        let at = bounds.from.plus(bounds.to).times(0.5);
        let half = Point { x: wide / 2.0, y: high / 2.0 };
        let part = Rect { from: at.minus(half), to: at.plus(half) };
        Some(Self { projection, part, scale: WIDTH / wide })
    }

    /// Whether it shows less than outlines are good for.
    pub(super) fn is_small(&self) -> bool {
        self.part.width() < SMALL
    }

    /// Width and height of the drawing.
    pub(super) fn size(&self) -> (f64, f64) {
        (WIDTH, self.part.height() * self.scale)
    }

    /// Where a place lies in the drawing.
    pub(super) fn place(&self, place: Point) -> Point {
        self.projection.place(place).minus(self.part.from).times(self.scale)
    }

    /// The drawing's edges.
    pub(super) fn bounds(&self) -> Rect {
        let (x, y) = self.size();
        Rect { from: Point::default(), to: Point { x, y } }
    }

    /// Longitudes and latitudes that reach over all corners; where it shows a part, none is more than
    /// half the earth away.
    pub(super) fn reach(&self) -> Rect {
        let Projection::Around { middle } = self.projection else {
            return Rect { from: Point { x: -180.0, y: -90.0 }, to: Point { x: 180.0, y: 90.0 } };
        };
        // The part's middle is not the projection's, where the places are not spread evenly.
        let corner = |a: f64, b: f64| a.abs().max(b.abs());
        let (x, y) =
            (corner(self.part.from.x, self.part.to.x), corner(self.part.from.y, self.part.to.y));
        let radius = (Point { x, y }.length() * 180.0 / std::f64::consts::PI * 1.15).min(95.0);
        let north = (middle.y + radius).min(90.0);
        let south = (middle.y - radius).max(-90.0);
        let poleward = north.abs().max(south.abs()).min(84.0);
        let wide = (radius / super::projection::cosine(poleward)).min(150.0);
        Rect {
            from: Point { x: middle.x - wide, y: south },
            to: Point { x: middle.x + wide, y: north },
        }
    }
}

/// The middle of the least box of longitudes and latitudes around places.
fn middle(places: &[Point]) -> Option<Point> {
    let mut longitudes: Vec<f64> = places.iter().map(|place| place.x).collect();
    longitudes.sort_by(f64::total_cmp);
    let (&first, &last) = (longitudes.first()?, longitudes.last()?);
    // The widest gap lies outside; over the date line there is one, too.
    let mut widest = (first + 360.0 - last, first, last);
    for pair in longitudes.windows(2) {
        if pair[1] - pair[0] > widest.0 {
            widest = (pair[1] - pair[0], pair[1], pair[0] + 360.0);
        }
    }
    let x = (widest.1 + widest.2) / 2.0;
    let latitudes = places.iter().map(|place| place.y);
    let y = (latitudes.clone().fold(90.0, f64::min) + latitudes.fold(-90.0, f64::max)) / 2.0;
    Some(Point { x: if x > 180.0 { x - 360.0 } else { x }, y })
}

/// Places in groups that lie near each other: each begins with the first place that is in none yet.
pub(super) fn groups(places: &[Point], radius: f64) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (n, place) in places.iter().enumerate() {
        match groups.iter_mut().find(|group| chord(places[group[0]], *place) <= radius) {
            Some(group) => group.push(n),
            None => groups.push(vec![n]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_place_lies_inside(
            places in prop::collection::vec((-180.0..180.0f64, -89.0..89.0f64), 1..20),
        ) {
            let places: Vec<Point> = places.iter().map(|&(x, y)| Point { x, y }).collect();
            if let Some(frame) = Frame::around(&places) {
                let bounds = frame.bounds();
                for place in &places {
                    let spot = frame.place(*place);
                    prop_assert!(bounds.contains(&Rect { from: spot, to: spot }), "{spot:?}");
                }
                prop_assert!(frame.size().1 < WIDTH && frame.size().1 > WIDTH / 3.0);
            }
        }
    }

    #[test]
    fn islands_on_both_sides_of_the_date_line_share_a_map() {
        let places = [Point { x: 178.0, y: -17.0 }, Point { x: -172.0, y: -13.6 }];
        let frame = Frame::around(&places).unwrap();
        assert_eq!(frame.projection, Projection::Around { middle: Point { x: -177.0, y: -15.3 } });
    }

    #[test]
    fn groups_keep_near_places_together() {
        let places = [(0.0, 50.0), (1.0, 50.5), (100.0, 0.0), (0.5, 49.0)];
        let places = places.map(|(x, y)| Point { x, y });
        assert_eq!(groups(&places, 6.0), [vec![0, 1, 3], vec![2]]);
    }
}
