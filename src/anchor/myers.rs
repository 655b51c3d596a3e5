//! Approximate string search: G. Myers, “A fast bit-vector algorithm for approximate string
//! matching based on dynamic programming” (Journal of the ACM 46, 1999), with the blocks of its
//! section 4 for patterns of any length.
//!
//! One column of the edit-distance matrix is kept as two bits per row, 64 rows a word: whether a
//! cell is one greater or one less than the cell above it.

/// A pattern, prepared.
pub(super) struct Pattern {
    len: usize,
    /// Words of 64 rows.
    blocks: usize,
    /// For every row of this table the positions of one letter in the pattern, `blocks` words each.
    /// The first row belongs to all letters that the pattern has not.
    masks: Vec<u64>,
    /// Rows of letters below [`LOW`].
    low: Vec<u32>,
    /// Letters from [`LOW`] with their rows, sorted.
    high: Vec<(char, u32)>,
}

/// Latin, Greek and Cyrillic letters are looked up in a table, others by bisection.
const LOW: usize = 0x500;

/// Where in the text the pattern may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// Anywhere: letters before it cost nothing.
    Anywhere,
    /// At the text's first letter: every letter left out before it is an error.
    AtFirst,
}

impl Pattern {
    pub(super) fn new(letters: &[char]) -> Self {
        let mut alphabet = letters.to_vec();
        alphabet.sort_unstable();
        alphabet.dedup();
        let blocks = letters.len().div_ceil(64);
        let mut pattern = Self {
            len: letters.len(),
            blocks,
            masks: vec![0; (alphabet.len() + 1) * blocks],
            low: vec![0; LOW],
            high: Vec::new(),
        };
        for (letter, row) in alphabet.into_iter().zip(1..) {
            match pattern.low.get_mut(letter as usize) {
                Some(slot) => *slot = row,
                None => pattern.high.push((letter, row)),
            }
        }
        for (at, &letter) in letters.iter().enumerate() {
            let row = pattern.row(letter);
            pattern.masks[row * blocks + at / 64] |= 1 << (at % 64);
        }
        pattern
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    fn row(&self, letter: char) -> usize {
        if let Some(&row) = self.low.get(letter as usize) {
            return row as usize;
        }
        let found = self.high.binary_search_by_key(&letter, |&(other, _)| other);
        found.map_or(0, |at| self.high[at].1 as usize)
    }

    /// After each letter of `text`, the edit distance between the pattern and the best stretch of
    /// text that ends there.
    pub(super) fn distances<T: IntoIterator<Item = char>>(
        &self,
        text: T,
        start: Start,
    ) -> Distances<'_, T::IntoIter> {
        Distances {
            pattern: self,
            text: text.into_iter(),
            top: match start {
                Start::Anywhere => Step::Same,
                Start::AtFirst => Step::Up,
            },
            column: vec![(u64::MAX, 0); self.blocks],
            distance: self.len,
        }
    }
}

/// What a row's cell is in comparison with the cell to its left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Down,
    Same,
    Up,
}

pub(super) struct Distances<'p, T> {
    pattern: &'p Pattern,
    text: T,
    /// The step along the matrix's upper edge.
    top: Step,
    /// Per block: which cells are greater and which are less than the cell above.
    column: Vec<(u64, u64)>,
    distance: usize,
}

impl<T: Iterator<Item = char>> Iterator for Distances<'_, T> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let row = self.pattern.row(self.text.next()?) * self.pattern.blocks;
        let masks = &self.pattern.masks[row..row + self.pattern.blocks];
        let last_row = 1 << (self.pattern.len.wrapping_sub(1) % 64);
        let mut step = self.top;
        for (block, (column, &mask)) in self.column.iter_mut().zip(masks).enumerate() {
            let last = block + 1 == self.pattern.blocks;
            step = advance(column, mask, step, if last { last_row } else { 1 << 63 });
        }
        match step {
            Step::Down => self.distance -= 1,
            Step::Same => {}
            Step::Up => self.distance += 1,
        }
        Some(self.distance)
    }
}

/// One block by one letter: `step` comes in at its upper edge and goes out at the row `out`.
fn advance(column: &mut (u64, u64), mask: u64, step: Step, out: u64) -> Step {
    let (greater, less) = *column;
    let vertical = mask | less;
    let mask = mask | u64::from(step == Step::Down);
    let horizontal = (((mask & greater).wrapping_add(greater)) ^ greater) | mask;
    let up = less | !(horizontal | greater);
    let down = greater & horizontal;
    let result = match (up & out != 0, down & out != 0) {
        (true, _) => Step::Up,
        (_, true) => Step::Down,
        _ => Step::Same,
    };
    let up = (up << 1) | u64::from(step == Step::Up);
    let down = (down << 1) | u64::from(step == Step::Down);
    *column = (down | !(vertical | up), up & vertical);
    result
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by the textbook: Sellers' (or, from the first letter, Levenshtein's) matrix.
    fn matrix(pattern: &[char], text: &[char], start: Start) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut distances = Vec::new();
        for (j, &c) in text.iter().enumerate() {
            let mut next = vec![if start == Start::Anywhere { 0 } else { j + 1 }];
            for (i, &p) in pattern.iter().enumerate() {
                let cell =
                    (column[i] + usize::from(p != c)).min(column[i + 1] + 1).min(next[i] + 1);
                next.push(cell);
            }
            distances.push(next[pattern.len()]);
            column = next;
        }
        distances
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn distances_are_those_of_the_textbook(
            pattern in "[abä字]{0,200}", text in "[abcä字]{0,300}", anywhere: bool,
        ) {
            let start = if anywhere { Start::Anywhere } else { Start::AtFirst };
            let pattern: Vec<char> = pattern.chars().collect();
            let text: Vec<char> = text.chars().collect();
            let fast: Vec<_> =
                Pattern::new(&pattern).distances(text.iter().copied(), start).collect();
            prop_assert_eq!(fast, matrix(&pattern, &text, start));
        }
    }
}
