//! Changes of a file as replaced stretches of its bytes, and words compared with words.

use std::ops::Range;

use similar::{DiffOp, capture_diff_slices};

/// Bytes of a file and what stands there afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the file's text.
    pub at: Range<usize>,
    /// The new text.
    pub text: String,
}

/// A text with some of its stretches replaced; all else stays byte for byte. Edits that overlap an
/// earlier one are left out.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.at.start, edit.at.end));
    sorted.dedup();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for edit in sorted {
        if edit.at.start < from || text.get(edit.at.clone()).is_none() {
            continue;
        }
        out.push_str(&text[from..edit.at.start]);
        out.push_str(&edit.text);
        from = edit.at.end;
    }
    out.push_str(&text[from..]);
    out
}

/// How the words of one text became those of another: `the [-old-] {+new+} words`, as `git diff
/// --word-diff` writes it.
#[must_use]
pub fn word_diff(old: &str, new: &str) -> String {
    let old: Vec<&str> = old.split_whitespace().collect();
    let new: Vec<&str> = new.split_whitespace().collect();
    let mut parts = Vec::new();
    for op in diff(&old, &new) {
        let (gone, come) = (old[op.old_range()].join(" "), new[op.new_range()].join(" "));
        match op {
            DiffOp::Equal { .. } => parts.push(gone),
            _ => {
                parts.extend(Some(format!("[-{gone}-]")).filter(|_| !gone.is_empty()));
                parts.extend(Some(format!("{{+{come}+}}")).filter(|_| !come.is_empty()));
            }
        }
    }
    parts.join(" ")
}

/// The steps from one list of words to another. Long lists that have little in common would take long:
/// they are replaced whole.
#[must_use]
pub fn diff(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    const LONG: usize = 2_000;
    if old.len().max(new.len()) > LONG {
        let (old_len, new_len) = (old.len(), new.len());
        return vec![DiffOp::Replace { old_index: 0, old_len, new_index: 0, new_len }];
    }
    capture_diff_slices(similar::Algorithm::Myers, old, new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared() {
        let check = |old, new, expect| assert_eq!(word_diff(old, new), expect);
        check("the old words", "the  new words", "the [-old-] {+new+} words");
        check("a b", "a b", "a b");
        check("a b", "b", "[-a-] b");
        check("", "b", "{+b+}");
    }

    #[test]
    fn all_else_stays() {
        let edit = |at, text: &str| Edit { at, text: text.to_owned() };
        let edits = [edit(6..8, "x"), edit(0..1, "Y"), edit(0..1, "Y"), edit(7..8, "no")];
        assert_eq!(apply("abc\r\n\tdef \r\n", &edits), "Ybc\r\n\txf \r\n");
    }
}
