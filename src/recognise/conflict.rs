//! What happens where layers read the same words in different ways.
//!
//! Register names, quotations and judgements say different things of the same words and may lie
//! over anything. References, times, quantities and proposed names are each the one reading of
//! their words, so that of two that overlap one gives way, in this order:
//!
//! 1. a reference goes before anything else: “vom 3. Mai 2016 – 1 BvR 12/14” is one decision, and no
//!    date in it an event;
//! 2. of times and quantities the longer goes before the shorter, and a time before a quantity of
//!    the same words: “drei Tage alt” is an age, “drei Tage” a duration;
//! 3. a proposed name comes last, but may hold a time or a quantity: “Olympische Spiele 2020”.
//!
//! The winner names the rule that gave way. An editor's own rules come after all this, and before
//! it only those of their own layer.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Findings;
use super::found::Found;
use super::names::Name;

/// A finding that competes for its words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rival {
    Reference(usize),
    Time(usize),
    Quantity(usize),
    Proposal(usize),
}

/// Takes away what gives way.
pub(super) fn settle(findings: &mut Findings) {
    let mut rivals = rivals(findings);
    rivals.sort_by_key(|(span, rival)| {
        let (turn, length) = match rival {
            Rival::Reference(_) => (0, 0),
            Rival::Time(_) | Rival::Quantity(_) => (1, span.len()),
            Rival::Proposal(_) => (2, span.len()),
        };
        let time_first = !matches!(rival, Rival::Time(_));
        (turn, Reverse(length), time_first, span.start)
    });
    let mut taken: BTreeMap<usize, (usize, Rival)> = BTreeMap::new();
    let mut beaten: Vec<(Rival, Rival)> = Vec::new();
    for (span, rival) in rivals {
        match winner(&taken, &span, rival) {
            Some(winner) => beaten.push((winner, rival)),
            None if matches!(rival, Rival::Proposal(_)) => {}
            None => {
                taken.insert(span.start, (span.end, rival));
            }
        }
    }
    remove(findings, &beaten);
}

fn rivals(findings: &Findings) -> Vec<(Range<usize>, Rival)> {
    let proposals = findings.names.iter().enumerate();
    let proposals = proposals.filter(|(_, name)| matches!(name.what, Name::Proposed(_)));
    spans(&findings.references, Rival::Reference)
        .chain(spans(&findings.dates, Rival::Time))
        .chain(spans(&findings.quantities, Rival::Quantity))
        .chain(proposals.map(|(n, name)| (name.span.clone(), Rival::Proposal(n))))
        .collect()
}

fn spans<T>(
    found: &[Found<T>],
    rival: fn(usize) -> Rival,
) -> impl Iterator<Item = (Range<usize>, Rival)> {
    found.iter().enumerate().map(move |(n, one)| (one.span.clone(), rival(n)))
}

/// Which of those that have their words already keeps a rival from its own. None of them overlaps
/// another, so that only the last one before the rival's end can reach into it, unless the rival
/// holds it whole.
fn winner(
    taken: &BTreeMap<usize, (usize, Rival)>,
    span: &Range<usize>,
    rival: Rival,
) -> Option<Rival> {
    let mut before = taken.range(..span.end).rev();
    before.by_ref().take_while(|(_, (end, _))| *end > span.start).find_map(
        |(&start, &(end, other))| {
            let holds = span.start <= start && end <= span.end && span.len() > end - start;
            let bears =
                matches!(rival, Rival::Proposal(_)) && !matches!(other, Rival::Reference(_));
            (!(bears && holds)).then_some(other)
        },
    )
}

fn remove(findings: &mut Findings, beaten: &[(Rival, Rival)]) {
    if beaten.is_empty() {
        return;
    }
    for &(winner, loser) in beaten {
        let rule = match loser {
            Rival::Reference(n) => findings.references[n].rule.clone(),
            Rival::Time(n) => findings.dates[n].rule.clone(),
            Rival::Quantity(n) => findings.quantities[n].rule.clone(),
            Rival::Proposal(n) => findings.names[n].rule.clone(),
        };
        let reason = match winner {
            Rival::Reference(n) => &mut findings.references[n].reason,
            Rival::Time(n) => &mut findings.dates[n].reason,
            Rival::Quantity(n) => &mut findings.quantities[n].reason,
            Rival::Proposal(n) => &mut findings.names[n].reason,
        };
        reason.beat.push(rule);
    }
    let losers: BTreeSet<Rival> = beaten.iter().map(|&(_, loser)| loser).collect();
    let lost = |rival: Rival| losers.contains(&rival);
    keep(&mut findings.references, |n| !lost(Rival::Reference(n)));
    keep(&mut findings.dates, |n| !lost(Rival::Time(n)));
    keep(&mut findings.quantities, |n| !lost(Rival::Quantity(n)));
    keep(&mut findings.names, |n| !lost(Rival::Proposal(n)));
}

fn keep<T>(found: &mut Vec<Found<T>>, stays: impl Fn(usize) -> bool) {
    let mut n = 0;
    found.retain(|_| {
        n += 1;
        stays(n - 1)
    });
}
#[cfg(test)]
mod tests {
    use super::super::Recogniser;
    use super::super::testing::{document, register};
    use crate::annotation::{Annotation, Layer};

    /// `layer words` of what is left of all exclusive layers.
    fn check(language: &str, text: &str, expected: &[&str]) {
        let document = document(language, Some("2020-08-03"), &[text]);
        let layers = [Layer::References, Layer::Dates, Layer::Quantities, Layer::Names];
        let (recogniser, _) = Recogniser::new(&register(&[]), "register.toml", &layers);
        let show = |one: Annotation| format!("{} {}", one.layer(), document.slice(&one.target));
        let mut shown: Vec<String> =
            recogniser.recognise(&document).into_iter().map(show).collect();
        shown.sort();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn one_reading_is_left_of_each_word() {
        check("de", "Er ist drei Tage alt.", &["quantities drei Tage alt"]);
        check("de", "Er blieb drei Tage.", &["dates drei Tage"]);
        check(
            "de",
            "Das BVerfG hat mit Beschluss vom 3. Mai 2016 – 1 BvR 12/14 entschieden.",
            &["names BVerfG", "references Beschluss vom 3. Mai 2016 – 1 BvR 12/14"],
        );
    }
}
