//! Two changes of one callout brought together, field by field.

use crate::notes::Draft;

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
        body: one(base.body, mine.body, theirs.body)?,
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

#[cfg(test)]
mod tests {
    use super::*;

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
