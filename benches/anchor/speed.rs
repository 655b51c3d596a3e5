//! How long it takes to find 10,000 annotations in 1,000 changed documents again.

use std::time::Instant;

use dossier::anchor::{Earlier, Haystack, anchor_again};
use dossier::annotation::Selector;
use rayon::prelude::*;

use crate::edits::Edit;
use crate::measure::{bytes, passage};
use crate::random::Random;
use crate::text::Marked;

const DOCUMENTS: usize = 1_000;
const EACH: usize = 10;

/// A changed text, and what is looked for in it.
type Job = (String, Vec<(Selector, Earlier)>);

/// So often the time is taken; the shortest one has least of what else the machine does.
const ROUNDS: usize = 5;

/// Says how many were found in what time. Every document is changed: every hundredth letter is misread.
pub(crate) fn measure(texts: &[String]) -> String {
    let jobs: Vec<Job> = (0..DOCUMENTS).into_par_iter().map(|n| job(texts, n)).collect();
    let round = |_| {
        let begun = Instant::now();
        let found: usize = jobs.par_iter().map(find).sum();
        (begun.elapsed(), found)
    };
    let (time, found) = (0..ROUNDS).map(round).min().unwrap_or_default();
    let all: usize = jobs.iter().map(|(_, sought)| sought.len()).sum();
    format!(
        "{found} of {all} annotations in {DOCUMENTS} changed documents were found again in {:.2} s \
         (on {} threads; the best of {ROUNDS} rounds).",
        time.as_secs_f64(),
        rayon::current_num_threads()
    )
}

fn job(texts: &[String], n: usize) -> Job {
    let mut random = Random::new(n as u64);
    let text = random.one_of(texts).clone();
    let sought = (0..EACH).filter_map(|_| {
        let span = bytes(&text, &passage(&text, &mut random)?);
        let before = Haystack::of_text(&text);
        let mut earlier = Earlier::of(&before, &span);
        earlier.rivals = Some(earlier.find_rivals(&before, &span));
        let selector = Selector { exact: vec![text[span].to_owned()], ..Selector::default() };
        Some((selector, earlier))
    });
    let sought: Vec<_> = sought.collect();
    let mut marked = Marked::new(&text, &(0..0));
    Edit::Noise(10).make(&mut marked, &[], &mut random);
    (marked.text(), sought)
}

fn find((text, sought): &Job) -> usize {
    let text = Haystack::of_text(text);
    sought
        .iter()
        .filter(|(selector, earlier)| anchor_again(&text, selector, earlier).is_ok())
        .count()
}
