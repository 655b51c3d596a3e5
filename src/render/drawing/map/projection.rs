//! From longitude and latitude to the plane.

use crate::render::drawing::point::Point;

const DEGREE: f64 = std::f64::consts::PI / 180.0;

/// A way to flatten the earth, on a sphere of radius 1; y runs downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Projection {
    /// The whole earth: Natural Earth (Patterson; polynomials by Šavrič, Jenny et al. 2011).
    World,
    /// A part of it: Lambert's azimuthal equal-area projection (Snyder 1987, pages 182–190).
    Around {
        /// Longitude and latitude of the middle, in degrees.
        middle: Point,
    },
}

impl Projection {
    /// Where a point lies; `x` of `place` is its longitude, `y` its latitude, both in degrees.
    pub(super) fn place(self, place: Point) -> Point {
        match self {
            Self::World => world(place),
            Self::Around { middle } => around(middle, place),
        }
    }
}

fn world(place: Point) -> Point {
    let (lambda, phi) = (place.x * DEGREE, place.y * DEGREE);
    let p2 = phi * phi;
    let p4 = p2 * p2;
    let x = 0.8707 - 0.131979 * p2 - 0.013791 * p4 + p4 * p4 * p2 * (0.003971 - 0.001529 * p2);
    let y = 1.007226 + 0.015085 * p2 + p2 * p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4);
    Point { x: lambda * x, y: -phi * y }
}

fn around(middle: Point, place: Point) -> Point {
    let (sin0, cos0) = (sine(middle.y), cosine(middle.y));
    let (sin, cos) = (sine(place.y), cosine(place.y));
    let apart = place.x - middle.x;
    let along = cosine(apart);
    // Opposite the middle the scale has no bound.
    let scale = (2.0 / (1.0 + sin0 * sin + cos0 * cos * along).max(0.05)).sqrt();
    Point { x: scale * cos * sine(apart), y: -scale * (cos0 * sin - sin0 * cos * along) }
}

/// The angle between two places, in degrees, from the chord between them; exact enough to compare.
pub(super) fn chord(a: Point, b: Point) -> f64 {
    let spot = |p: Point| (cosine(p.y) * cosine(p.x), cosine(p.y) * sine(p.x), sine(p.y));
    let ((ax, ay, az), (bx, by, bz)) = (spot(a), spot(b));
    let square = (ax - bx) * (ax - bx) + (ay - by) * (ay - by) + (az - bz) * (az - bz);
    square.sqrt() / DEGREE
}

/// The sine of an angle in degrees. The standard library's differs from machine to machine in its last
/// digits; this does not, and is right to ten digits.
pub(super) fn sine(degrees: f64) -> f64 {
    let turn = degrees - (degrees / 360.0).round() * 360.0;
    let folded = if turn > 90.0 {
        180.0 - turn
    } else if turn < -90.0 {
        -180.0 - turn
    } else {
        turn
    };
    let x = folded * DEGREE;
    let square = x * x;
    let (mut sum, mut term) = (x, x);
    for n in 1..9 {
        let n = f64::from(n);
        term = -term * square / ((2.0 * n) * (2.0 * n + 1.0));
        sum += term;
    }
    sum
}

/// The cosine of an angle in degrees.
pub(super) fn cosine(degrees: f64) -> f64 {
    sine(degrees + 90.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sine_is_a_sine() {
        for degrees in -720..=720 {
            let degrees = f64::from(degrees) / 2.0;
            assert!((sine(degrees) - (degrees * DEGREE).sin()).abs() < 1e-10, "{degrees}");
            assert!((cosine(degrees) - (degrees * DEGREE).cos()).abs() < 1e-10, "{degrees}");
        }
    }

    #[test]
    fn the_middle_is_the_middle_and_north_is_up() {
        let middle = Point { x: 13.4, y: 52.5 };
        let at = |x: f64, y: f64| Projection::Around { middle }.place(Point { x, y });
        assert!(at(13.4, 52.5).length() < 1e-9);
        assert!(at(13.4, 53.5).y < 0.0 && at(14.4, 52.5).x > 0.0);
        // One degree of latitude is one degree of the sphere.
        assert!((at(13.4, 53.5).y.abs() / DEGREE - 1.0).abs() < 1e-3);
        assert!(at(193.4, -52.5).length().is_finite());
        // 45° N, 90° E, worked out by hand from the polynomials.
        let world = Projection::World.place(Point { x: 90.0, y: 45.0 });
        assert!((world.x - 1.237).abs() < 0.01 && (world.y + 0.791).abs() < 0.01, "{world:?}");
    }

    #[test]
    fn the_chord_knows_no_date_line() {
        let place = |x: f64| Point { x, y: 0.0 };
        assert!((chord(place(179.5), place(-179.5)) - 1.0).abs() < 1e-3);
    }
}
