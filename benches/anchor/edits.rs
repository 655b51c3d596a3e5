//! What happens to sources: the kinds of edits that are measured.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::random::Random;
use crate::text::{Letter, Marked};

/// One kind of edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    /// Nothing.
    None,
    /// A wrong, missing, doubled or swapped letter for every eight words of the passage, and as many
    /// around it.
    Typos,
    /// Two neighbouring words of the passage, for every eight of it, change places.
    WordSwaps,
    /// The sentences of the passage, or its paragraph where they are all of it, go elsewhere.
    SentenceMoves,
    /// One to four paragraphs of other texts are put in.
    ParagraphInserts,
    /// One to four other paragraphs, the neighbours first, are taken out.
    ParagraphDeletions,
    /// Lines are broken anew, words hyphenated at their ends, quotation marks and dashes changed.
    Rewrapping,
    /// So many letters in a thousand are misread.
    Noise(usize),
    /// The passage's sentences are copied into another paragraph.
    CopiedSentences,
    /// The passage's paragraph is copied to another place.
    CopiedParagraphs,
    /// A paragraph is put in, another one taken out, and every hundredth letter is misread.
    Mixed,
    /// The passage's paragraph is taken out: nothing must be found.
    Removed,
}

impl Edit {
    /// All kinds, in the table's order.
    pub(crate) const ALL: [Self; 14] = [
        Self::None,
        Self::Typos,
        Self::WordSwaps,
        Self::SentenceMoves,
        Self::ParagraphInserts,
        Self::ParagraphDeletions,
        Self::Rewrapping,
        Self::Noise(10),
        Self::Noise(50),
        Self::Noise(150),
        Self::CopiedSentences,
        Self::CopiedParagraphs,
        Self::Mixed,
        Self::Removed,
    ];

    /// Its name in the table.
    pub(crate) fn name(self) -> String {
        match self {
            Self::None => "none".to_owned(),
            Self::Typos => "typos".to_owned(),
            Self::WordSwaps => "words swapped".to_owned(),
            Self::SentenceMoves => "sentences moved".to_owned(),
            Self::ParagraphInserts => "paragraphs put in".to_owned(),
            Self::ParagraphDeletions => "paragraphs taken out".to_owned(),
            Self::Rewrapping => "wrapped and typeset anew".to_owned(),
            Self::Noise(share) => format!("misread letters, {} %", share / 10),
            Self::CopiedSentences => "sentences copied".to_owned(),
            Self::CopiedParagraphs => "paragraphs copied".to_owned(),
            Self::Mixed => "several at once".to_owned(),
            Self::Removed => "passage taken out".to_owned(),
        }
    }

    /// Makes the edit; `others` are paragraphs of other texts.
    pub(crate) fn make(self, text: &mut Marked, others: &[String], random: &mut Random) {
        match self {
            Self::None => {}
            Self::Typos => typos(text, random),
            Self::WordSwaps => word_swaps(text, random),
            Self::SentenceMoves => move_sentences(text, random),
            Self::ParagraphInserts => {
                for _ in 0..1 + random.below(4) {
                    put_in(text, others, random);
                }
            }
            Self::ParagraphDeletions => take_out(text, 1 + random.below(4)),
            Self::Rewrapping => rewrap(text, random),
            Self::Noise(share) => misread(text, share, random),
            Self::CopiedSentences => copy(text, &text.sentences(), " ", random),
            Self::CopiedParagraphs => copy(text, &text.paragraphs(), "\n\n", random),
            Self::Mixed => {
                put_in(text, others, random);
                take_out(text, 1);
                misread(text, 10, random);
            }
            Self::Removed => {
                if let Some(whole) = text.around(&text.paragraphs()) {
                    text.replace(whole, []);
                }
            }
        }
    }
}

/// The letters within 60 of the passage.
fn surroundings(text: &Marked, passage: &Range<usize>) -> Range<usize> {
    passage.start.saturating_sub(60)..(passage.end + 60).min(text.0.len())
}

fn typos(text: &mut Marked, random: &mut Random) {
    let Some(passage) = text.passage() else { return };
    let count = text.words(&passage).len().div_ceil(8);
    for around in [false, true] {
        for _ in 0..count {
            let Some(passage) = text.passage() else { return };
            let range = if around { surroundings(text, &passage) } else { passage };
            let at = range.start + random.below(range.len());
            if text.0[at].0.is_alphabetic() {
                typo(text, at, random);
            }
        }
    }
}

fn typo(text: &mut Marked, at: usize, random: &mut Random) {
    let (c, marked) = text.0[at];
    let other = *random.one_of(&['a', 'e', 'n', 't', 'r', 'u', 's']);
    match random.below(4) {
        0 => text.0[at].0 = other,
        1 => text.replace(at..at + 1, []),
        2 => text.replace(at..at, [(c, marked)]),
        _ if at + 1 < text.0.len() && text.0[at + 1].0.is_alphabetic() => {
            text.0[at].0 = text.0[at + 1].0;
            text.0[at + 1].0 = c;
        }
        _ => text.0[at].0 = other,
    }
}

fn word_swaps(text: &mut Marked, random: &mut Random) {
    let Some(passage) = text.passage() else { return };
    for _ in 0..text.words(&passage).len().div_ceil(8) {
        let words = text.words(&passage);
        if words.len() < 2 {
            return;
        }
        let first = random.below(words.len() - 1);
        let (left, right) = (words[first].clone(), words[first + 1].clone());
        let between = left.end..right.start;
        let swapped: Vec<Letter> = [right.clone(), between, left.clone()]
            .into_iter()
            .flat_map(|r| text.0[r].to_vec())
            .collect();
        text.replace(left.start..right.end, swapped);
    }
}

fn move_sentences(text: &mut Marked, random: &mut Random) {
    let Some(mut whole) = text.around(&text.sentences()) else { return };
    // What is a whole paragraph, a heading above all, stays one.
    let paragraph = text.around(&text.paragraphs()) == Some(whole.clone());
    let mut moved: Vec<Letter> = text.0[whole.clone()].to_vec();
    let gap = if paragraph { "\n\n" } else { " " };
    moved.extend(gap.chars().map(|c| (c, false)));
    if paragraph {
        whole.end = (whole.end + 2).min(text.0.len());
    }
    text.replace(whole, []);
    let stretches = if paragraph { text.paragraphs() } else { text.sentences() };
    let places: Vec<usize> = stretches.iter().map(|stretch| stretch.start).collect();
    let at = if places.is_empty() { 0 } else { *random.one_of(&places) };
    text.replace(at..at, moved);
}

/// Puts a paragraph in that has no five words in succession of the text: some of the texts are versions of
/// one another, and of two equal passages nobody could say which is the annotated one.
fn put_in(text: &mut Marked, others: &[String], random: &mut Random) {
    const TRIES: usize = 20;
    let own = text.text();
    let own = fives(&own);
    let foreign = |paragraph: &&String| fives(paragraph).is_disjoint(&own);
    let some = (0..TRIES).map(|_| random.one_of(others)).find(foreign);
    let Some(paragraph) = some.cloned() else { return };
    let places: Vec<usize> = text.paragraphs().iter().map(|paragraph| paragraph.start).collect();
    text.insert(*random.one_of(&places), &format!("{paragraph}\n\n"));
}

/// All words of a text, five in succession.
fn fives(text: &str) -> BTreeSet<Vec<&str>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(5).map(<[&str]>::to_vec).collect()
}

/// Takes out paragraphs without the passage, the nearest to it first.
fn take_out(text: &mut Marked, count: usize) {
    for _ in 0..count {
        let Some(passage) = text.passage() else { return };
        let others = text.paragraphs().into_iter().filter(|paragraph| !text.touches(paragraph));
        let distance = |p: &Range<usize>| p.start.abs_diff(passage.start);
        let Some(nearest) = others.min_by_key(distance) else { return };
        let end = (nearest.end + 2).min(text.0.len());
        text.replace(nearest.start..end, []);
    }
}

fn rewrap(text: &mut Marked, random: &mut Random) {
    let mut out: Vec<Letter> = Vec::with_capacity(text.0.len() * 2);
    let mut column = 0;
    for (at, &(c, marked)) in text.0.iter().enumerate() {
        let next = text.0.get(at + 1).map_or(' ', |(c, _)| *c);
        let before = at.checked_sub(1).map_or(' ', |at| text.0[at].0);
        match c {
            '\n' => {
                out.push((c, marked));
                column = 0;
                continue;
            }
            ' ' if column > 60 && next != '\n' => {
                out.push(('\n', marked));
                column = 0;
                continue;
            }
            '„' | '“' | '”' | '"' => out.push((*random.one_of(&['"', '“', '»']), marked)),
            '’' | '‘' | '\'' => out.push((*random.one_of(&['\'', '’']), marked)),
            '–' | '—' => out.push((*random.one_of(&['-', '–', '—']), marked)),
            _ => out.push((c, marked)),
        }
        column += 1;
        let inside = [before, c, next].iter().all(|c| c.is_lowercase());
        if column > 58 && inside && random.below(3) == 0 {
            out.extend([('-', marked), ('\n', marked)]);
            column = 0;
        }
    }
    text.0 = out;
}

/// Misreads letters as optical character recognition does.
fn misread(text: &mut Marked, share: usize, random: &mut Random) {
    let mut out: Vec<Letter> = Vec::with_capacity(text.0.len() * 2);
    for &(c, marked) in &text.0 {
        if c == '\n' || !random.thousandths(share) {
            out.push((c, marked));
            continue;
        }
        let read: &[&str] = match c {
            'e' => &["c", "o"],
            'c' => &["e", "o"],
            'a' => &["o", "u"],
            'o' => &["c", "0"],
            'n' => &["u", "ii", "ri"],
            'u' => &["n", "ii"],
            'm' => &["rn", "in", "nn"],
            'l' => &["1", "i", "I"],
            'i' => &["l", "1", "j"],
            'h' => &["b", "li"],
            'b' => &["h", "6"],
            't' => &["f", "l"],
            'f' => &["t", "s"],
            's' => &["f", "5", "8"],
            'r' => &["n", "i"],
            'd' => &["cl", "a"],
            'g' => &["q", "9"],
            'ä' | 'ö' | 'ü' => &["a", "o", "ii"],
            'ß' => &["B", "ss"],
            ' ' => &["", "  ", "_"],
            _ => &["", ".", "x", "~"],
        };
        out.extend(random.one_of(read).chars().map(|read| (read, marked)));
    }
    text.0 = out;
}

/// Copies the stretches of the passage to before another one; the copy is not the passage.
fn copy(text: &mut Marked, stretches: &[Range<usize>], gap: &str, random: &mut Random) {
    let Some(whole) = text.around(stretches) else { return };
    let words: String = text.0[whole.clone()].iter().map(|(c, _)| *c).collect();
    // Not right beside it: nobody could say which of the two is the copy.
    let own = stretches.iter().position(|s| s.end > whole.start).unwrap_or(0);
    let last = stretches.iter().rposition(|s| s.start < whole.end).unwrap_or(0);
    let places: Vec<usize> = (0..stretches.len())
        .filter(|&n| n + 1 < own || n > last + 1)
        .map(|n| stretches[n].start)
        .collect();
    if places.is_empty() {
        return;
    }
    text.insert(*random.one_of(&places), &format!("{words}{gap}"));
}
