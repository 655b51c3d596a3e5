//! Numbers in words: how many, how long.

use std::time::Duration;

/// `1 document`, `2 documents`, `2 entries`.
pub(super) fn of(number: usize, singular: &str) -> String {
    match (number, singular.strip_suffix('y')) {
        (1, _) => format!("1 {singular}"),
        (number, Some(stem)) => format!("{number} {stem}ies"),
        (number, None) => format!("{number} {singular}s"),
    }
}

/// `0.4 s`, `1 min 12 s`, `2 h 5 min`.
pub(super) fn time(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..60 => format!("{:.1} s", duration.as_secs_f64()),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_their_form() {
        assert_eq!(of(0, "document"), "0 documents");
        assert_eq!(of(1, "entry"), "1 entry");
        assert_eq!(of(2, "entry"), "2 entries");
    }

    #[test]
    fn times_are_short() {
        let check = |ms, expect| assert_eq!(time(Duration::from_millis(ms)), expect);
        check(0, "0.0 s");
        check(1340, "1.3 s");
        check(60_000, "1 min 0 s");
        check(72_900, "1 min 12 s");
        check(7_500_000, "2 h 5 min");
    }
}
