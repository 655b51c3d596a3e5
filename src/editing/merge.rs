//! Two changes of one callout brought together, field by field, its text line by line.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::notes::Draft;

/// Texts of more lines are merged only where one of them is as it was.
const LONG: usize = 2_000;

/// The fields as both wanted them; `None` where both changed one of them, and not alike.
pub(super) fn merge(base: &Draft, mine: &Draft, theirs: &Draft) -> Option<Draft> {
    let (base, mine, theirs) = (base.settled(), mine.settled(), theirs.settled());
    // The fields of another type mean something else.
    if base.kind != mine.kind || base.kind != theirs.kind {
        return match () {
            () if base == theirs => Some(mine),
            () if base == mine || mine == theirs => Some(theirs),
            () => None,
        };
    }
    Some(Draft {
        kind: base.kind,
        status: one(base.status, mine.status, theirs.status)?,
        by: one(base.by, mine.by, theirs.by)?,
        id: one(base.id, mine.id, theirs.id)?,
        supports: one(base.supports, mine.supports, theirs.supports)?,
        contradicts: one(base.contradicts, mine.contradicts, theirs.contradicts)?,
        answers: one(base.answers, mine.answers, theirs.answers)?,
        editor: one(base.editor, mine.editor, theirs.editor)?,
        publish: one(base.publish, mine.publish, theirs.publish)?,
        body: lines(&base.body, &mine.body, &theirs.body)?,
    })
}

fn one<T: PartialEq>(base: T, mine: T, theirs: T) -> Option<T> {
    if mine == theirs || base == theirs {
        Some(mine)
    } else if base == mine {
        Some(theirs)
    } else {
        None
    }
}

/// A text with the lines that either changed; `None` where both changed the same ones, or some right
/// beside each other.
fn lines(base: &str, mine: &str, theirs: &str) -> Option<String> {
    if let Some(whole) = one(base, mine, theirs) {
        return Some(whole.to_owned());
    }
    let [base, mine, theirs] =
        [base, mine, theirs].map(|text| text.split('\n').collect::<Vec<_>>());
    if [&base, &mine, &theirs].iter().any(|lines| lines.len() > LONG) {
        return None;
    }
    let mut changes = changed(&base, &mine);
    changes.extend(changed(&base, &theirs));
    changes.sort_by_key(|(old, _)| (old.start, old.end));
    changes.dedup();
    let mut out: Vec<&str> = Vec::new();
    let mut from = 0;
    for (n, (old, new)) in changes.iter().enumerate() {
        if n > 0 && old.start <= from {
            return None;
        }
        out.extend(&base[from..old.start]);
        out.extend(new);
        from = old.end;
    }
    out.extend(&base[from..]);
    Some(out.join("\n"))
}

/// What was changed of some lines: where, and what stands there now.
fn changed<'t>(base: &[&'t str], new: &[&'t str]) -> Vec<(Range<usize>, Vec<&'t str>)> {
    capture_diff_slices(Algorithm::Myers, base, new)
        .into_iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| (op.old_range(), new[op.new_range()].to_vec()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_only_one_changed_are_taken() {
        let check = |mine: &str, theirs: &str, expect: Option<&str>| {
            let base = "a\n\nb\n\nc";
            assert_eq!(lines(base, mine, theirs).as_deref(), expect, "{mine:?} {theirs:?}");
            assert_eq!(lines(base, theirs, mine).as_deref(), expect, "{theirs:?} {mine:?}");
        };
        check("a\n\nB\n\nc", "a\n\nb\n\nc", Some("a\n\nB\n\nc"));
        check("A\n\nb\n\nc", "a\n\nb\n\nc\n\nd", Some("A\n\nb\n\nc\n\nd"));
        check("A\n\nb\n\nc", "a\n\nb", Some("A\n\nb"));
        check("A\n\nb\n\nc", "A\n\nb\n\nc", Some("A\n\nb\n\nc"));
        check("A\n\nb\n\nc", "B\n\nb\n\nc", None);
        check("a\n\nb\n\nc\nd", "a\n\nb\n\nc\ne", None);
        check("", "A\n\nb\n\nc", None);
    }

    fn note(status: &str, id: &str, body: &str) -> Draft {
        let kind = if status == "open" { "question" } else { "note" };
        let [kind, status, id, body] = [kind, status, id, body].map(str::to_owned);
        Draft { kind, status, id, body, ..Draft::default() }
    }

    #[test]
    fn what_only_one_changed_is_taken() {
        let base = || note("context", "", "Words.");
        let check = |mine: Draft, theirs: Draft, expect: Option<Draft>| {
            assert_eq!(merge(&base(), &mine, &theirs), expect, "{mine:?} {theirs:?}");
            assert_eq!(merge(&base(), &theirs, &mine), expect, "{theirs:?} {mine:?}");
        };
        check(base(), base(), Some(base()));
        check(note("context", "", "New."), base(), Some(note("context", "", "New.")));
        check(
            note("context", "", "New."),
            note("outcome", "x", "Words."),
            Some(note("outcome", "x", "New.")),
        );
        check(note("context", "", "New."), note("context", "", "Other."), None);
        check(
            note("context", "", "Same."),
            note("context", "", "Same."),
            Some(note("context", "", "Same.")),
        );
        check(note("open", "", "Words."), base(), Some(note("open", "", "Words.")));
        check(note("open", "", "Words."), note("context", "", "New."), None);
    }
}
