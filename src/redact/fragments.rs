//! Stretches of long texts that must not be published: runs of words, known by their hashes alone, so that
//! texts of any number are looked for in one pass over the output.

use std::collections::{BTreeSet, HashMap};

use super::find::folded_words;

/// So many words in succession are one stretch.
const WINDOW: usize = 8;
/// Stretches begin at every so many words: a run of `WINDOW + STRIDE - 1` words holds one.
const STRIDE: usize = 4;

/// Runs of words that are looked for.
#[derive(Debug, Clone, Default)]
pub struct Fragments {
    /// The number under which each was added.
    stretches: HashMap<u64, usize>,
}

impl Fragments {
    /// Looks for the stretches of a text; one shorter than a stretch has none.
    pub fn add(&mut self, text: &str, number: usize) {
        let mut count = 0;
        each_stretch(text, |hash| {
            if count % STRIDE == 0 {
                self.stretches.entry(hash).or_insert(number);
            }
            count += 1;
            false
        });
    }

    /// Forgets what stands in a text that may be published.
    pub fn forget(&mut self, text: &str) {
        if self.stretches.is_empty() {
            return;
        }
        each_stretch(text, |hash| {
            self.stretches.remove(&hash);
            false
        });
    }

    /// The lowest number of a stretch that stands in a text.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<usize> {
        if self.stretches.is_empty() {
            return None;
        }
        let mut found = BTreeSet::new();
        each_stretch(text, |hash| {
            found.extend(self.stretches.get(&hash));
            false
        });
        found.first().copied()
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }
}

/// Hands the hash of each stretch to `visit`, until that says that it has seen enough.
fn each_stretch(text: &str, mut visit: impl FnMut(u64) -> bool) {
    let mut last = [0_u64; WINDOW];
    let mut have = 0;
    for word in folded_words(text) {
        let Some(word) = word else {
            have = 0;
            continue;
        };
        last[have % WINDOW] = word;
        have += 1;
        if have < WINDOW {
            continue;
        }
        let stretch = (have - WINDOW..have).fold(0xcbf2_9ce4_8422_2325_u64, |hash, n| {
            (hash ^ last[n % WINDOW]).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
        });
        if visit(stretch) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSAGE: &str = "Am Abend des dritten Tages kam der Bote aus der Stadt und brachte den Brief, \
                           den niemand lesen durfte, in das Haus am Fluss.";

    #[test]
    fn a_part_of_a_passage_is_found_however_it_is_written() {
        let mut fragments = Fragments::default();
        fragments.add(PASSAGE, 3);
        for (text, expect) in [
            (PASSAGE, Some(3)),
            ("… tages KAM der   Bote aus\nder Stadt und brachte den Brief, den niemand …", Some(3)),
            ("Der Bote kam aus der Stadt und brachte den Brief", None),
            ("ein anderer Text von acht Worten und noch einigen mehr dahinter", None),
            ("", None),
        ] {
            assert_eq!(fragments.find(text), expect, "{text}");
        }
        fragments.forget(PASSAGE);
        assert_eq!(fragments.find(PASSAGE), None);
    }
}
