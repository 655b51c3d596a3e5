//! Pounds, shillings and pence: `£4 10s. 6d.`, twenty shillings to a pound, twelve pence to a
//! shilling.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::decimal;
use super::pattern::{Amount, begins, ends, scan};

const RULE: &str = "quantities.en.pounds-shillings-pence";

/// Pence in a pound.
const PENCE: u64 = 240;

static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"£ ?(?P<l>[0-9]{1,3}(?:,[0-9]{3}){0,3}|[0-9]{1,9})[.,]?(?: (?P<s>[0-9]{1,2}) ?s\.?)?,?(?: (?P<d>[0-9]{1,2}) ?d\.?)?",
    )
    .ok()
});

/// Every amount with shillings or pence in a text.
pub(super) fn find(text: &str) -> Vec<Amount> {
    let mut found = Vec::new();
    let Some(pattern) = &*PATTERN else { return found };
    scan(text, pattern, |captures, span| {
        let parted = captures.name("s").is_some() || captures.name("d").is_some();
        let alone = begins(&text[..span.start], &text[span.clone()])
            && ends(&text[..span.end], &text[span.end..]);
        if let Some(value) = value(captures).filter(|_| parted && alone) {
            found.push(Amount { span, value: Some(value), rule: RULE });
        }
        true
    });
    found
}

/// In pounds; in pence where that is no decimal fraction of a pound.
fn value(captures: &Captures<'_>) -> Option<(String, &'static str)> {
    let number = |name| {
        let digits = captures.name(name).map_or("0", |group| group.as_str()).replace(',', "");
        digits.parse::<u64>().ok()
    };
    let (shillings, pence) = (number("s")?, number("d")?);
    if shillings >= 20 || pence >= 12 {
        return None;
    }
    let all = number("l")?.checked_mul(PENCE)? + shillings * 12 + pence;
    if all % 3 != 0 {
        return Some((all.to_string(), "d"));
    }
    // A third of the pence over 80 is 125 times that over 10,000.
    let ten_thousandths = (all / 3).checked_mul(125)?;
    let fraction = format!("{:04}", ten_thousandths % 10_000);
    Some((decimal::plain(&(ten_thousandths / 10_000).to_string(), &fraction), "GBP"))
}
