//! Outlines of land and lines between countries: Natural Earth's, simplified by
//! `scripts/outlines.py`, which says how the file is written.

use crate::render::drawing::point::Point;

static FILE: &[u8] = include_bytes!("outlines.bin");

/// Steps a degree of the two scales, as `scripts/outlines.py` has them.
const STEPS: [f64; 2] = [20.0, 50.0];

/// Lines in degrees: `x` is the longitude, `y` the latitude.
pub(super) type Lines = Vec<Vec<Point>>;

/// The outlines at one scale.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    /// Rings around land and around lakes in it.
    pub(super) land: Lines,
    /// Lines between countries.
    pub(super) borders: Lines,
}

/// For the whole earth (1:110 million) and for parts of it (1:50 million).
pub(super) fn outlines() -> [Outlines; 2] {
    let mut reader = Reader { rest: FILE };
    STEPS.map(|steps| Outlines { land: reader.lines(steps), borders: reader.lines(steps) })
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn lines(&mut self, steps: f64) -> Lines {
        (0..self.number()).map(|_| self.line(steps)).collect()
    }

    fn line(&mut self, steps: f64) -> Vec<Point> {
        let (mut x, mut y) = (0, 0);
        (0..self.number())
            .map(|_| {
                x += self.difference();
                y += self.difference();
                Point { x: x as f64 / steps, y: y as f64 / steps }
            })
            .collect()
    }

    /// Unsigned LEB128.
    fn number(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let Some((&byte, rest)) = self.rest.split_first() else { return 0 };
            self.rest = rest;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                break;
            }
        }
        value
    }

    /// Zigzag: even numbers are not negative.
    fn difference(&mut self) -> i64 {
        let number = self.number();
        let half = (number >> 1) as i64;
        if number & 1 == 0 { half } else { -half - 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_the_earth() {
        let mut reader = Reader { rest: FILE };
        for steps in STEPS {
            for lines in [reader.lines(steps), reader.lines(steps)] {
                assert!(lines.len() > 100, "{}", lines.len());
                let points = lines.iter().flatten();
                // Beyond the date line, longitudes go on.
                assert!(points.clone().all(|p| p.x.abs() < 541.0 && p.y.abs() <= 90.1));
                let jumps = lines.iter().flat_map(|line| line.windows(2));
                let goes_on = |pair: &[Point]| {
                    let at_the_pole = pair.iter().all(|p| p.y.abs() > 89.9);
                    at_the_pole || (pair[0].x - pair[1].x).abs() < 180.0
                };
                assert!(jumps.into_iter().all(goes_on));
            }
        }
        assert!(reader.rest.is_empty(), "{} bytes are left", reader.rest.len());
    }
}
