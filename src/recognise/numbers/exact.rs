//! Numbers without loss: ratios of whole numbers.
//!
//! In go whole numbers; out come sums, products and their decimal spelling. Nothing here is ever
//! computed in floating point; what grows too large to be held exactly is no number (`None`).

/// A ratio in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recognise) struct Exact {
    top: i128,
    /// Above zero.
    bottom: i128,
}

/// No decimal spelling has more digits behind the point.
const LONGEST: usize = 40;

impl Exact {
    pub(in crate::recognise) const ONE: Self = Self { top: 1, bottom: 1 };

    pub(in crate::recognise) fn whole(number: i128) -> Self {
        Self { top: number, bottom: 1 }
    }

    /// `top` parts of `bottom`.
    pub(in crate::recognise) fn ratio(top: i128, bottom: i128) -> Option<Self> {
        if bottom == 0 {
            return None;
        }
        let (top, bottom) =
            if bottom < 0 { (top.checked_neg()?, bottom.checked_neg()?) } else { (top, bottom) };
        let divisor = i128::try_from(common(top.unsigned_abs(), bottom.unsigned_abs())).ok()?;
        Some(Self { top: top / divisor, bottom: bottom / divisor })
    }

    /// Ten to the power of `places`.
    pub(in crate::recognise) fn power_of_ten(places: i32) -> Option<Self> {
        let power = 10_i128.checked_pow(places.unsigned_abs())?;
        if places < 0 { Self::ratio(1, power) } else { Some(Self::whole(power)) }
    }

    /// Digits before and behind the point.
    pub(in crate::recognise) fn decimal(whole: &str, fraction: &str) -> Option<Self> {
        let digits: i128 = format!("0{whole}{fraction}").parse().ok()?;
        Self::ratio(digits, 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?)
    }

    pub(in crate::recognise) fn plus(self, other: Self) -> Option<Self> {
        let left = self.top.checked_mul(other.bottom)?;
        let right = other.top.checked_mul(self.bottom)?;
        Self::ratio(left.checked_add(right)?, self.bottom.checked_mul(other.bottom)?)
    }

    pub(in crate::recognise) fn times(self, other: Self) -> Option<Self> {
        Self::ratio(self.top.checked_mul(other.top)?, self.bottom.checked_mul(other.bottom)?)
    }

    pub(in crate::recognise) fn over(self, other: Self) -> Option<Self> {
        Self::ratio(self.top.checked_mul(other.bottom)?, self.bottom.checked_mul(other.top)?)
    }

    pub(in crate::recognise) fn negated(self) -> Self {
        Self { top: -self.top, ..self }
    }

    /// This number so many times by itself.
    pub(in crate::recognise) fn power(self, times: u32) -> Option<Self> {
        Self::ratio(self.top.checked_pow(times)?, self.bottom.checked_pow(times)?)
    }

    /// The whole number that it is.
    pub(in crate::recognise) fn as_whole(self) -> Option<i128> {
        (self.bottom == 1).then_some(self.top)
    }

    pub(in crate::recognise) fn is_negative(self) -> bool {
        self.top < 0
    }

    pub(in crate::recognise) fn is_less_than(self, other: Self) -> bool {
        other.plus(self.negated()).is_some_and(|difference| difference.top > 0)
    }

    /// Its decimal spelling: `.` before the fraction, no grouping; `None` where it never ends.
    pub(in crate::recognise) fn spelled(self) -> Option<String> {
        let minus = if self.is_negative() { "-" } else { "" };
        let mut rest = (self.top % self.bottom).unsigned_abs();
        let bottom = self.bottom.unsigned_abs();
        let mut fraction = String::new();
        while rest != 0 {
            if fraction.len() == LONGEST {
                return None;
            }
            rest = rest.checked_mul(10)?;
            fraction.push(digit(rest / bottom));
            rest %= bottom;
        }
        let whole = (self.top / self.bottom).unsigned_abs();
        let point = if fraction.is_empty() { "" } else { "." };
        Some(format!("{minus}{whole}{point}{fraction}"))
    }

    /// Its first `count` digits, the last rounded, without idle zeros, and the power of ten of the
    /// first of them; nothing and 0 for zero. The sign is left out.
    pub(in crate::recognise) fn significant(self, count: usize) -> Option<(String, i32)> {
        if self.top == 0 {
            return Some((String::new(), 0));
        }
        let (mut rest, mut bottom) = (self.top.unsigned_abs(), self.bottom.unsigned_abs());
        let mut power = 0;
        while rest / 10 >= bottom {
            bottom = bottom.checked_mul(10)?;
            power += 1;
        }
        while rest < bottom {
            rest = rest.checked_mul(10)?;
            power -= 1;
        }
        let mut digits: Vec<u8> = Vec::new();
        for _ in 0..count {
            digits.push(u8::try_from(rest / bottom).ok()?);
            rest = (rest % bottom).checked_mul(10)?;
        }
        if rest / bottom >= 5 {
            round_up(&mut digits, &mut power);
        }
        let spelled: String = digits.iter().map(|&d| digit(u128::from(d))).collect();
        Some((spelled.trim_end_matches('0').to_owned(), power))
    }

    /// Its decimal spelling, rounded to so many digits where it never ends.
    pub(in crate::recognise) fn rounded(self, count: usize) -> Option<String> {
        if let Some(spelled) = self.spelled() {
            return Some(spelled);
        }
        let (digits, power) = self.significant(count)?;
        let minus = if self.is_negative() { "-" } else { "" };
        Some(format!("{minus}{}", place_point(&digits, power)))
    }
}

/// Digits whose first stands for 10 to the power of `power`, with a point where one is needed.
pub(in crate::recognise) fn place_point(digits: &str, power: i32) -> String {
    let Ok(whole) = usize::try_from(power + 1) else {
        let zeros = "0".repeat(usize::try_from(-power - 1).unwrap_or(0));
        return format!("0.{zeros}{digits}");
    };
    if digits.len() <= whole {
        let zeros = "0".repeat(whole - digits.len());
        let all = format!("{digits}{zeros}");
        return if all.is_empty() { "0".to_owned() } else { all };
    }
    let (left, right) = digits.split_at(whole);
    format!("{}.{right}", if left.is_empty() { "0" } else { left })
}

fn round_up(digits: &mut [u8], power: &mut i32) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    if let Some(first) = digits.first_mut() {
        *first = 1;
        *power += 1;
    }
}

fn digit(value: u128) -> char {
    u8::try_from(value).map_or('0', |value| char::from(b'0' + value % 10))
}

/// Euclid's greatest common divisor, at least 1.
fn common(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_spelled() {
        for (top, bottom, exact, rounded) in [
            (5, 1, Some("5"), "5"),
            (-9, 2, Some("-4.5"), "-4.5"),
            (0, 3, Some("0"), "0"),
            (1, 400, Some("0.0025"), "0.0025"),
            (2, 3, None, "0.66667"),
            (-20_000_000, 3, None, "-6666700"),
            (1, 300, None, "0.0033333"),
            (29_999_999, 3_000_003, None, "10"),
            (299_999, 3007, None, "99.767"),
        ] {
            let number = Exact::ratio(top, bottom).unwrap();
            assert_eq!(number.spelled().as_deref(), exact, "{top}/{bottom}");
            assert_eq!(number.rounded(5).as_deref(), Some(rounded), "{top}/{bottom}");
        }
    }

    #[test]
    fn what_cannot_be_held_is_no_number() {
        let large = Exact::whole(i128::MAX);
        assert!(large.times(large).is_none() && large.plus(Exact::ONE).is_none());
        assert!(Exact::ratio(1, 0).is_none() && Exact::power_of_ten(60).is_none());
        assert!(Exact::ONE.over(Exact::whole(0)).is_none());
    }

    proptest! {
        #[test]
        fn arithmetic_is_that_of_whole_numbers(a in -1_000_000_i128..1_000_000, b in 1_i128..1000) {
            let ratio = Exact::ratio(a, b).unwrap();
            prop_assert_eq!(ratio.times(Exact::whole(b)).unwrap(), Exact::whole(a));
            prop_assert_eq!(ratio.plus(ratio.negated()).unwrap().as_whole(), Some(0));
            if a != 0 {
                prop_assert_eq!(ratio.over(ratio).unwrap(), Exact::ONE);
            }
            if let Some(spelled) = ratio.spelled() {
                let (whole, fraction) = spelled.split_once('.').unwrap_or((&spelled, ""));
                let back = Exact::decimal(whole.trim_start_matches('-'), fraction).unwrap();
                prop_assert_eq!(if a < 0 { back.negated() } else { back }, ratio);
            }
        }
    }
}
