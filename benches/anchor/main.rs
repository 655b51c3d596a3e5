//! How many annotations are found again when their sources change, and how fast.
//!
//! `cargo bench --bench anchor [-- FOLDER …]`: annotates passages of three to forty words in the seeds
//! of both dossiers and in the texts of the folders' `.jsonl` files (one object a line, with `text`),
//! edits the texts in each way of `edits`, and looks for the passages again; beside it, the same by the
//! method of the Hypothesis client. Then 10,000 annotations in 1,000 documents are found again.
//! Prints Markdown tables: docs/anchoring.md holds them.

mod baseline;
mod edits;
mod measure;
#[allow(dead_code, reason = "the baseline needs a part of it")]
#[path = "../../src/anchor/myers.rs"]
mod myers;
mod random;
mod speed;
mod text;
mod texts;

use edits::Edit;
use measure::Tally;

/// Least length of a text that is annotated, in bytes: in a sentence alone there is nothing to mistake.
const SHORTEST: usize = 600;
/// Longest one, in bytes: each is searched some hundred times.
const LONGEST: usize = 40_000;
/// Most texts that are measured.
const TEXTS: usize = 2_500;

#[expect(clippy::print_stdout, reason = "tables are what it is for")]
fn main() {
    // Cargo itself adds `--bench`.
    let folders = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    let mut texts = texts::texts(&folders.collect::<Vec<_>>());
    texts.retain(|text| (SHORTEST..LONGEST).contains(&text.len()));
    let step = texts.len().div_ceil(TEXTS).max(1);
    let texts: Vec<String> = texts.into_iter().step_by(step).collect();
    let others = texts::paragraphs(&texts);
    println!("{} texts\n", texts.len());
    println!(
        "| edit | passages | found | wrong | to the letter | Hypothesis: found | wrong | to the letter |"
    );
    println!("| --- | --: | --: | --: | --: | --: | --: | --: |");
    for edit in Edit::ALL {
        let (own, other) = measure::measure(&texts, &others, edit);
        println!("| {} | {} | {} | {} |", edit.name(), own.all, cells(own), cells(other));
    }
    println!("\n{}", speed::measure(&texts));
}

/// Found, wrong, exactly found.
fn cells(tally: Tally) -> String {
    [tally.found, tally.wrong, tally.exact].map(|count| share(count, tally.all)).join(" | ")
}

/// Hundredths of a percent, rounded down.
fn share(count: usize, all: usize) -> String {
    let share = count * 10_000 / all.max(1);
    format!("{}.{:02} %", share / 100, share % 100)
}
