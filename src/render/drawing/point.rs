//! Points and boxes of a drawing, in its own units; y runs downwards.

/// A point, or the way from one to another.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Point {
    /// To the right.
    pub(super) x: f64,
    /// Down.
    pub(super) y: f64,
}

/// A box between two corners.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    /// Its upper left corner.
    pub(super) from: Point,
    /// Its lower right corner.
    pub(super) to: Point,
}

/// The golden angle's cosine and sine: turning by it again and again never comes back.
const GOLDEN: Point = Point { x: -0.737_368_878_078_320, y: 0.675_490_294_261_524 };

impl Point {
    pub(super) fn plus(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self { x: self.x - other.x, y: self.y - other.y }
    }

    pub(super) fn times(self, factor: f64) -> Self {
        Self { x: self.x * factor, y: self.y * factor }
    }

    pub(super) fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }

    /// Turned by the golden angle.
    pub(super) fn turned(self) -> Self {
        Self { x: self.x * GOLDEN.x - self.y * GOLDEN.y, y: self.x * GOLDEN.y + self.y * GOLDEN.x }
    }
}

impl Rect {
    /// The box around points; a box without extent at the origin where there are none.
    pub(super) fn around(points: &[Point]) -> Self {
        let Some(&first) = points.first() else {
            return Self { from: Point::default(), to: Point::default() };
        };
        points.iter().fold(Self { from: first, to: first }, |all, point| Self {
            from: Point { x: all.from.x.min(point.x), y: all.from.y.min(point.y) },
            to: Point { x: all.to.x.max(point.x), y: all.to.y.max(point.y) },
        })
    }

    /// Whether the two share more than an edge.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.from.x < other.to.x
            && other.from.x < self.to.x
            && self.from.y < other.to.y
            && other.from.y < self.to.y
    }

    /// Whether the other lies wholly in it.
    pub(super) fn contains(&self, other: &Self) -> bool {
        self.from.x <= other.from.x
            && self.from.y <= other.from.y
            && other.to.x <= self.to.x
            && other.to.y <= self.to.y
    }

    pub(super) fn width(&self) -> f64 {
        self.to.x - self.from.x
    }

    pub(super) fn height(&self) -> f64 {
        self.to.y - self.from.y
    }
}
