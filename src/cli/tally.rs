//! How many annotations were kept, moved, fuzzy, ambiguous or lost, in words.

use crate::reanchor::Fate;

/// `41 kept, 2 moved, 1 lost`; empty where there are none.
pub(super) fn tally<'f>(fates: impl IntoIterator<Item = &'f Fate>) -> String {
    const NAMES: [&str; 6] = ["kept", "new", "moved", "fuzzy", "ambiguous", "lost"];
    let mut counts = [0_usize; 6];
    for fate in fates {
        counts[match fate {
            Fate::Kept => 0,
            Fate::New => 1,
            Fate::Moved { .. } => 2,
            Fate::Fuzzy(_) => 3,
            Fate::Ambiguous(_) => 4,
            Fate::Lost => 5,
        }] += 1;
    }
    let some = counts.iter().zip(NAMES).filter(|(count, _)| **count > 0);
    some.map(|(count, name)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_there_is_is_counted() {
        let fates = [Fate::Lost, Fate::Kept, Fate::Fuzzy(900), Fate::Kept];
        assert_eq!(tally(&fates), "2 kept, 1 fuzzy, 1 lost");
        assert_eq!(tally(&[]), "");
    }
}
