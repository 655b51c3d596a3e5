//! Labels: what each token of a sentence is, in the IOB2 scheme.

use crate::register::EntryKind;

/// How many labels there are.
pub(super) const LABELS: usize = 7;

/// The label of a token outside every name.
pub(super) const OUTSIDE: usize = 0;

/// The kinds that are told apart, in the order of their labels.
pub(super) const KINDS: [EntryKind; 3] =
    [EntryKind::Person, EntryKind::Organisation, EntryKind::Place];

/// The kind of a label.
pub(super) fn kind(label: usize) -> Option<EntryKind> {
    KINDS.get(label.checked_sub(1)? / 2).copied()
}

/// Whether a name begins with a token of this label.
pub(super) fn begins(label: usize) -> bool {
    label % 2 == 1
}

/// Whether `next` can stand behind `label`: a name goes on only where one of its kind stands.
pub(super) fn follows(label: Option<usize>, next: usize) -> bool {
    next == OUTSIDE || begins(next) || label.is_some_and(|label| label == next || label + 1 == next)
}
