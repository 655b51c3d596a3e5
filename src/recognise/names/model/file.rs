//! The model file: two tables of hashed keys, read where they lie.
//!
//! In go the bytes of a language's model file; out comes a view of them, without parsing or
//! copying. What is damaged or of another version is no model; nothing here panics on any bytes.
//!
//! All numbers are little-endian. The head is [`MAGIC`]; the numbers of classes, bucket starts,
//! words and features (`u32` each); the ending of the genitive (eight bytes, filled up with nil);
//! and the transitions: one `i16` for each label to each label, then one for each label at a
//! sentence's start. Then come
//! - the classes: [`Known`] as `u64`, for many words each;
//! - where each bucket of words begins, and where the last ends (`u32`);
//! - the words, by bucket (`u32`: [`KEY`] bits of the word's hash, above them its class);
//! - the features (`u16` key, one `i8` for each label but the outer one, whose weight is nil). A
//!   feature is looked for from the place its hash asks for onwards, up to an empty row.

use super::hash;
use super::label::LABELS;
use super::words::Known;

/// What a model file begins with; the last byte is the format's version.
pub(super) const MAGIC: [u8; 8] = *b"dossNER\x01";

/// How many transitions there are: from each label and from the sentence's start, to each label.
pub(super) const TRANSITIONS: usize = (LABELS + 1) * LABELS;

/// How far a row may stand from the place that its hash asks for.
pub(super) const PROBES: usize = 64;

/// One row of a table.
pub(super) type Row = [u8; 8];

/// The scores of a token's labels, the outer one's nil; the last place is unused.
pub(super) type Scores = [i16; LABELS + 1];

/// A language's model.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model<'a> {
    /// What a name's genitive ends in; empty where names have none that is written so.
    ending: &'a str,
    /// What can be known of a word.
    classes: &'a [Row],
    /// Where the words of each bucket begin in `words`; one more at the end.
    buckets: &'a [[u8; 4]],
    /// The words, by bucket: [`KEY`] bits of the hash, and above them the place in `classes`.
    words: &'a [[u8; 4]],
    features: &'a [Row],
    /// From label (the sentence's start last) to label.
    pub(super) transitions: [[i16; LABELS]; LABELS + 1],
}

/// How many bytes the ending of the genitive has room for.
pub(super) const ENDING: usize = 8;

/// How many bits of a word's hash its row keeps.
pub(super) const KEY: u32 = 14;

impl<'a> Model<'a> {
    /// The model in a file; `None` where it is damaged or of another version.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let (counts, rest) = rest.split_at_checked(16)?;
        let (counts, _) = counts.as_chunks::<4>();
        let [classes, buckets, words, features] = counts else { return None };
        let count = |bytes: &[u8; 4]| usize::try_from(u32::from_le_bytes(*bytes)).ok();
        let (ending, rest) = rest.split_at_checked(ENDING)?;
        let ending = std::str::from_utf8(ending).ok()?.trim_end_matches('\0');
        let (numbers, rest) = rest.split_at_checked(2 * TRANSITIONS)?;
        let (classes, rest) = rest.split_at_checked(count(classes)?.checked_mul(8)?)?;
        let (buckets, rest) = rest.split_at_checked(count(buckets)?.checked_mul(4)?)?;
        let (words, rest) = rest.split_at_checked(count(words)?.checked_mul(4)?)?;
        if rest.len() != count(features)?.checked_mul(8)? {
            return None;
        }
        let mut transitions = [[0; LABELS]; LABELS + 1];
        let (numbers, _) = numbers.as_chunks::<2>();
        for (place, &number) in transitions.as_flattened_mut().iter_mut().zip(numbers) {
            *place = i16::from_le_bytes(number);
        }
        Some(Self {
            ending,
            classes: classes.as_chunks().0,
            buckets: buckets.as_chunks().0,
            words: words.as_chunks().0,
            features: rest.as_chunks().0,
            transitions,
        })
    }

    /// `name` without the ending of a genitive, where lists have its last word without the ending
    /// and not with it.
    pub(super) fn bare<'t>(&self, name: &'t str) -> &'t str {
        let Some(bare) = name.strip_suffix(self.ending) else { return name };
        let listed = |name: &str| {
            let word = name.rsplit([' ', '-']).next().unwrap_or(name);
            self.exactly(word).is_some_and(|known| known.all_flags() != 0)
        };
        if listed(bare) && !listed(name) { bare } else { name }
    }

    /// What is known of a word as it is written, or else of the same word with one capital for
    /// many, or without the ending of a genitive.
    pub(super) fn known(&self, word: &str) -> Known {
        self.exactly(word).or_else(|| self.nearly(word)).unwrap_or_default()
    }

    fn exactly(&self, word: &str) -> Option<Known> {
        let hash = hash::text(word);
        let bucket = place(hash, self.buckets.len().checked_sub(1)?);
        let start = |bucket: usize| {
            self.buckets.get(bucket).map(|&start| u32::from_le_bytes(start) as usize)
        };
        let rows = self.words.get(start(bucket)?..start(bucket + 1)?)?;
        let wanted = word_key(hash);
        let mut rows = rows.iter().map(|&row| u32::from_le_bytes(row));
        let row = rows.find(|row| row & ((1 << KEY) - 1) == wanted)?;
        let class = self.classes.get((row >> KEY) as usize)?;
        Some(Known(u64::from_le_bytes(*class)))
    }

    fn nearly(&self, word: &str) -> Option<Known> {
        let mut letters = word.chars();
        let first = letters.next().filter(|first| first.is_uppercase())?;
        if letters.clone().any(char::is_uppercase) {
            let rest = letters.flat_map(char::to_lowercase);
            let titled: String = std::iter::once(first).chain(rest).collect();
            return self.exactly(&titled);
        }
        self.exactly(word.strip_suffix(self.ending)?)
    }

    /// Adds the weights of the feature with this key to `scores`.
    #[inline]
    pub(super) fn add(&self, key: u64, scores: &mut Scores) {
        let Some(row) = self.feature(key) else { return };
        for label in 1..LABELS {
            let weight = i16::from(row[label + 1].cast_signed());
            scores[label] = scores[label].saturating_add(weight);
        }
    }

    /// The row of the feature with this key: the first that has it, before an empty one.
    #[inline]
    fn feature(&self, key: u64) -> Option<&'a Row> {
        let wanted = feature_key(key);
        let rows = self.features.get(place(key, self.features.len())..)?;
        for row in &rows[..PROBES.min(rows.len())] {
            let own = u16::from_le_bytes([row[0], row[1]]);
            if own == wanted {
                return Some(row);
            }
            if own == 0 {
                return None;
            }
        }
        None
    }
}

/// The key of a word's row.
pub(super) fn word_key(hash: u64) -> u32 {
    hash as u32 & ((1 << KEY) - 1)
}

/// The key of a feature's row; never nil, which marks an empty row.
pub(super) fn feature_key(hash: u64) -> u16 {
    (hash as u16).max(1)
}

/// The row, of so many, that a hash asks for.
pub(super) fn place(hash: u64, rows: usize) -> usize {
    (((hash >> 32) * rows as u64) >> 32) as usize
}
