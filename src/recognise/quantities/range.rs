//! Ranges: “2–3 %”, “zwischen 5 und 10 Euro”, “$4 to $5 million”.

use super::super::numbers::Exact;
use super::data::Reading;
use super::guard::ends_with_word;
use super::part::{Measured, Part, Scene, times_power};

/// Both ends of a range.
pub(super) struct Ends<'l> {
    pub(super) low: Exact,
    pub(super) high: Part<'l>,
    /// What joins them.
    pub(super) joint: std::ops::Range<usize>,
}

impl Scene<'_> {
    /// The range of which `first` is the lower end.
    pub(super) fn range(self, first: &Part<'static>) -> Option<Ends<'static>> {
        self.language.rule(Reading::Range, self.switches)?;
        let year = first.unit == Measured::Nothing && first.unsure && !first.cut;
        if year || matches!(first.reading, Reading::Ordinal | Reading::Age) {
            return None;
        }
        let behind = self.joint(first)?;
        let second = self.part_inside(behind)?;
        let second = match second.unit {
            Measured::Nothing => self.counted(&second).unwrap_or(second),
            _ => second,
        };
        let high = share_unit(first, second)?;
        let low = share_scale(first, &high)?;
        let joint = first.span.end..behind;
        low.is_less_than(high.value).then_some(Ends { low, high, joint })
    }

    /// Where the upper end begins.
    fn joint(self, first: &Part<'static>) -> Option<usize> {
        let ranges = &self.language.file.ranges;
        let rest = &self.text[first.span.end..];
        let between = ends_with_word(&self.text[..first.span.start], &ranges.between).is_some();
        let ands = ranges.and.iter().filter(|_| between);
        let joints = ranges.joined.iter().chain(ands);
        let length =
            joints.filter(|joint| rest.starts_with(joint.as_str())).map(String::len).max()?;
        let open = matches!(first.unit, Measured::Nothing | Measured::Counted(_)) || !first.cut;
        open_end(rest, length, open).then_some(first.span.end + length)
    }
}

/// Whether something begins behind the joint.
fn open_end(rest: &str, length: usize, open: bool) -> bool {
    open || rest[length..].starts_with(|c: char| c.is_ascii_digit())
}

/// The upper end in the lower end's unit, if they can share it.
fn share_unit(first: &Part<'static>, second: Part<'static>) -> Option<Part<'static>> {
    let bare = |part: &Part<'static>| part.unit == Measured::Nothing;
    if second.cut || second.reading == Reading::Ordinal || (bare(&second) && second.unsure) {
        return None;
    }
    if bare(&second) {
        // “$4–5 million”: only a sign before the lower end holds for both.
        let before = first.reading == Reading::MoneyBefore;
        let unit = first.unit.clone();
        let shown_by = first.shown_by.clone();
        return before.then_some(Part { unit, shown_by, reading: first.reading, ..second });
    }
    let same = match (&first.unit, &second.unit) {
        (Measured::Nothing, _) => true,
        (Measured::Unit(one, _), Measured::Unit(two, _)) => one.code == two.code,
        (one, two) => one == two,
    };
    same.then_some(second)
}

/// The lower end, multiplied as the upper is where it must be.
fn share_scale(first: &Part<'static>, high: &Part<'static>) -> Option<Exact> {
    if first.scale > 0 || high.scale < 3 {
        return Some(first.value);
    }
    let factor = times_power(Exact::ONE, high.scale)?;
    let mantissa = high.value.over(factor)?;
    if first.value.is_less_than(mantissa) { first.value.times(factor) } else { Some(first.value) }
}
