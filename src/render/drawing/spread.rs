//! Moving shapes apart that would hide each other.

use std::collections::BTreeMap;

use super::point::Point;

/// How often everything is moved at most.
const ROUNDS: usize = 400;

/// Moves circles until no two are closer than `gap`. Only neighbours in a grid are compared, so the
/// work of a round grows with the number of circles.
pub(super) fn spread(points: &mut [Point], radii: &[f64], gap: f64) {
    let largest = radii.iter().copied().fold(0.0, f64::max);
    let cell = 2.0 * largest + gap + 1.0;
    let mut aside = Point { x: 1.0, y: 0.0 };
    for _ in 0..ROUNDS {
        let cells = cells(points, cell);
        let mut moved = false;
        for (&(column, row), members) in &cells {
            for (dx, dy) in [(0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)] {
                let Some(others) = cells.get(&(column + dx, row + dy)) else { continue };
                for &a in members {
                    for &b in others.iter().filter(|&&b| (dx, dy) != (0, 0) || b > a) {
                        aside = aside.turned();
                        moved |= part(points, a, b, radii[a] + radii[b] + gap, aside);
                    }
                }
            }
        }
        if !moved {
            return;
        }
    }
}

/// Moves two apart by half of what they are too close; two at one point along `aside`.
fn part(points: &mut [Point], a: usize, b: usize, wanted: f64, aside: Point) -> bool {
    let way = points[b].minus(points[a]);
    let distance = way.length();
    if distance >= wanted {
        return false;
    }
    let direction = if distance > 1e-6 { way.times(1.0 / distance) } else { aside };
    let push = direction.times((wanted - distance) / 2.0 + 0.01);
    points[a] = points[a].minus(push);
    points[b] = points[b].plus(push);
    true
}

fn cells(points: &[Point], size: f64) -> BTreeMap<(i64, i64), Vec<usize>> {
    let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for (n, point) in points.iter().enumerate() {
        let cell = ((point.x / size).floor() as i64, (point.y / size).floor() as i64);
        cells.entry(cell).or_default().push(n);
    }
    cells
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_hides_anything(
            spots in prop::collection::vec((0.0..300.0f64, 0.0..300.0f64, 2.0..12.0f64), 0..60),
        ) {
            let mut points: Vec<_> = spots.iter().map(|&(x, y, _)| Point { x, y }).collect();
            let radii: Vec<_> = spots.iter().map(|spot| spot.2).collect();
            spread(&mut points, &radii, 4.0);
            for a in 0..points.len() {
                for b in 0..a {
                    let distance = points[a].minus(points[b]).length();
                    prop_assert!(distance >= radii[a] + radii[b] + 3.0, "{a} {b}: {distance}");
                }
            }
        }
    }

    #[test]
    fn many_at_one_point_come_apart() {
        let mut points = vec![Point { x: 5.0, y: 5.0 }; 80];
        spread(&mut points, &[6.0; 80], 4.0);
        let closest = (0..80).flat_map(|a| (0..a).map(move |b| (a, b)));
        let closest = closest.map(|(a, b)| points[a].minus(points[b]).length());
        assert!(closest.fold(f64::MAX, f64::min) > 15.0);
    }
}
