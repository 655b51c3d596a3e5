//! Line numbers, for messages that name a second place.

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct Lines {
    /// Byte offset of each line but the first.
    starts: Vec<usize>,
}

impl Lines {
    /// Reads through `text` once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { starts: text.match_indices('\n').map(|(at, _)| at + 1).collect() }
    }

    /// The number of the line that byte `at` lies in; the first line is 1.
    #[must_use]
    pub fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at) + 1
    }

    /// The byte at which line `number` begins; past the last line, the start of the last one.
    #[must_use]
    pub fn start(&self, number: usize) -> usize {
        let last = self.starts.len();
        match number.saturating_sub(1).min(last) {
            0 => 0,
            n => self.starts[n - 1],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_one() {
        let lines = Lines::new("a\nä\n");
        assert_eq!([0, 1, 2, 4, 5, 99].map(|at| lines.number(at)), [1, 1, 2, 2, 3, 3]);
        assert_eq!([0, 1, 2, 3, 9].map(|n| lines.start(n)), [0, 0, 2, 5, 5]);
    }
}
