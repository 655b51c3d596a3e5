//! Keys by which spellings of one name meet, and the groups that they make.

use std::collections::BTreeMap;

use crate::recognise::variants::without_genitive;
use crate::text::slugify;

/// Letters that a name keeps at least when an ending is taken from it.
const ROOT: usize = 3;

/// One spelling for what case, accents, the long s, hyphens and points do not tell apart, and for
/// figures that stand for letters (`1` for l, `0` for o) inside a word.
pub(super) fn key(name: &str) -> String {
    let word = |word: &str| {
        let mixed = word.bytes().any(|b| b.is_ascii_alphabetic());
        if mixed { word.replace('1', "l").replace('0', "o") } else { word.to_owned() }
    };
    slugify(name).split('-').map(word).collect::<Vec<_>>().join("-")
}

/// The same for letters that recognition of print confuses: rn and m, vv and w.
pub(super) fn confusable(key: &str) -> String {
    key.replace("rn", "m").replace("vv", "w")
}

/// Whether one of two spellings is so much rarer that it may be a misreading of the other.
pub(super) fn outweighs(many: usize, few: usize) -> bool {
    many >= 3 * few
}

/// The keys of a name without the ending of a genitive.
pub(super) fn bare_keys(name: &str) -> Vec<String> {
    let bare = without_genitive(name).into_iter();
    bare.map(key).filter(|key| key.chars().count() >= ROOT).collect()
}

/// Things that belong together, by union and find.
#[derive(Debug)]
pub(super) struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    /// So many things, each alone.
    pub(super) fn new(things: usize) -> Self {
        Self { parent: (0..things).collect() }
    }

    fn root(&mut self, mut thing: usize) -> usize {
        while self.parent[thing] != thing {
            self.parent[thing] = self.parent[self.parent[thing]];
            thing = self.parent[thing];
        }
        thing
    }

    /// Puts two together; the lower stands for both.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// The groups, each ascending, by their first member.
    pub(super) fn all(mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for thing in 0..self.parent.len() {
            groups.entry(self.root(thing)).or_default().push(thing);
        }
        groups.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (a, b) in [
            ("Große Mühle", "GROSSE MUEHLE"),
            ("Moſer", "Moser"),
            ("Ha11e", "Halle"),
            ("Jean-Luc Orme", "Jean Luc Orme"),
            ("O'Orme", "O’Orme"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        for (a, b) in [("Orme", "Ormes"), ("Area 10", "Area lo"), ("Burn", "Bum")] {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
        assert_eq!(confusable(&key("Burnley")), confusable(&key("Bumley")));
    }

    #[test]
    fn groups_come_in_the_order_of_their_first_member() {
        let mut groups = Groups::new(5);
        groups.join(4, 1);
        groups.join(3, 4);
        assert_eq!(groups.all(), [vec![0], vec![1, 3, 4], vec![2]]);
    }
}
