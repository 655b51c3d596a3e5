//! Writing a model file; [`super::super::file`] describes and reads it.

use super::super::file::{
    ENDING, KEY, MAGIC, PROBES, Row, TRANSITIONS, feature_key, place, word_key,
};
use super::super::hash;
use super::super::label::{LABELS, OUTSIDE};
use super::super::words::Known;
use super::crf::Labelled;
use super::problem::Problem;

/// How many words share a bucket, on average.
const BUCKET: usize = 8;

/// How full the table of features gets, in percent.
const FULL: usize = 80;

/// How many features are kept, of those with the largest weights.
const MOST: usize = 60_000;

/// What each label of a name is given on top: learnt from few texts, a model overlooks more names
/// than it invents, and most are found where both happen equally often.
const EAGER: f32 = 0.6;

/// A weight is cut where no more than one feature in so many has a larger one: a few large ones
/// would make the rest coarse.
const CUT: usize = 2000;

/// A model file with words and no features.
pub(super) fn words(words: &[(String, Known)], ending: &str) -> Vec<u8> {
    let mut classes: Vec<Known> = words.iter().map(|(_, known)| *known).collect();
    classes.sort_unstable();
    classes.dedup();
    classes.truncate(1 << (u32::BITS - KEY));
    let buckets = words.len().div_ceil(BUCKET).max(1);
    let row = |(word, known): &(String, Known)| {
        let hash = hash::text(word);
        let class = classes.binary_search(known).ok()?;
        Some((place(hash, buckets), (class as u32) << KEY | word_key(hash)))
    };
    let mut rows: Vec<(usize, u32)> = words.iter().filter_map(row).collect();
    rows.sort_by_key(|(bucket, _)| *bucket);
    let starts = (0..=buckets).map(|bucket| rows.partition_point(|row| row.0 < bucket) as u32);
    let mut file = MAGIC.to_vec();
    for count in [classes.len(), buckets + 1, rows.len(), 0] {
        file.extend((count as u32).to_le_bytes());
    }
    let mut room = [0; ENDING];
    room.iter_mut().zip(ending.bytes()).for_each(|(place, byte)| *place = byte);
    file.extend(room);
    file.extend([0; 2 * TRANSITIONS]);
    file.extend(classes.iter().flat_map(|class| class.0.to_le_bytes()));
    file.extend(starts.flat_map(u32::to_le_bytes));
    file.extend(rows.iter().flat_map(|row| row.1.to_le_bytes()));
    file
}

/// The model file `words` with the features of trained `weights`, each set's own by its share.
pub(super) fn features(
    words: &[u8],
    problem: &Problem,
    weights: &[Labelled],
    shares: &[f32],
) -> Vec<u8> {
    let blended = |row: usize| blend(problem, weights, shares, row);
    let row = |row: usize| relative(&blended(row));
    let mut rows: Vec<(u64, [f32; LABELS])> =
        problem.keys.iter().enumerate().map(|(number, &key)| (key, row(number))).collect();
    rows.sort_by(|a, b| largest(&b.1).total_cmp(&largest(&a.1)).then(a.0.cmp(&b.0)));
    rows.truncate(MOST);
    let cut = rows.get(rows.len() / CUT).map_or(1.0, |(_, row)| largest(row));
    let scale = f32::from(i8::MAX) / cut.max(0.1);
    let table = table(&rows, scale);
    let mut file = words.to_vec();
    // The last of the four counts, and the transitions behind the ending.
    let counts = MAGIC.len() + 4 * size_of::<u32>();
    file[counts - 4..counts].copy_from_slice(&(table.len() as u32).to_le_bytes());
    let places = file[counts + ENDING..].as_chunks_mut().0;
    let transitions = (0..=LABELS).flat_map(|from| {
        let weights = blended(problem.transition(from));
        std::array::from_fn::<f32, LABELS, _>(|label| {
            weights[label] + if label == OUTSIDE { 0.0 } else { EAGER }
        })
    });
    for (place, weight) in places.iter_mut().zip(transitions) {
        *place = ((weight * scale).round() as i16).to_le_bytes();
    }
    file.extend(table.iter().flatten());
    file
}

/// The shared weights of a row, and each set's own by its share.
fn blend(problem: &Problem, weights: &[Labelled], shares: &[f32], row: usize) -> Labelled {
    let mut sum = weights[row];
    for (set, &share) in shares.iter().enumerate() {
        // A set without sentences has no weights.
        let Some(own) = weights.get(problem.row(set, row)) else { continue };
        sum.iter_mut().zip(own).for_each(|(sum, own)| *sum += share * own);
    }
    sum
}

/// The weights of a row, less the outer label's: what all labels of a token share does not tell
/// them apart.
fn relative(weights: &Labelled) -> [f32; LABELS] {
    std::array::from_fn(|label| weights[label] - weights[OUTSIDE])
}

fn largest(row: &[f32; LABELS]) -> f32 {
    row.iter().fold(0.0, |most, weight| most.max(weight.abs()))
}

fn table(rows: &[(u64, [f32; LABELS])], scale: f32) -> Vec<Row> {
    let mut table = vec![[0; 8]; (rows.len() * 100).div_ceil(FULL).max(1)];
    for (key, weights) in rows {
        let mut row = [0; 8];
        row[..2].copy_from_slice(&feature_key(*key).to_le_bytes());
        for (place, weight) in row[2..].iter_mut().zip(&weights[1..]) {
            // The conversion keeps within the bounds of the type.
            *place = ((weight * scale).round() as i8).cast_unsigned();
        }
        let first = place(*key, table.len());
        let near = table[first..].iter_mut().take(PROBES);
        if let Some(free) = near.into_iter().find(|place| **place == [0; 8]) {
            *free = row;
        }
    }
    table
}
