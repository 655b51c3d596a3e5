//! Words taken apart: *Netzgerät* is also found by *Gerät*, *Haushaltsgerät* by *Haushalt*.
//!
//! In go a language's rules and the words that its texts have, out come a word's parts. Where a
//! word parts into words that stand elsewhere in the dossier, those are its parts; else a half that
//! does is evidence for the other; else the word is parted where consonants meet as they do in few
//! simple words. So parts are guesses, ranked behind words by the search, and cost nothing where
//! nobody looks for them. Nothing here is shown.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::language::Rules;

/// Code points of the shortest part, of the shortest that nothing else speaks for, and of the
/// shortest word that is parted on no evidence.
const PART: usize = 3;
const GUESS: usize = 4;
const GUESSED: usize = 9;
/// Words behind which a head is one by itself.
const SEVERAL: usize = 3;
/// Parts into which a part is parted again.
const DEPTH: usize = 3;

/// Takes words of one language apart.
pub(super) struct Splitter<'a, 'w> {
    rules: &'a Rules,
    /// Words, and stems of words. They are only looked up.
    words: HashSet<&'w str>,
    known: HashSet<String>,
    affixes: HashSet<&'a str>,
}

impl<'a, 'w> Splitter<'a, 'w> {
    /// For texts that have these words.
    pub(super) fn new(rules: &'a Rules, words: impl Iterator<Item = &'w str>) -> Self {
        let affixes: HashSet<&str> = rules.affixes.iter().map(String::as_str).collect();
        let is_part = |word: &&str| length(word) >= PART && !affixes.contains(*word);
        let words: Vec<&str> = words.filter(is_part).collect();
        let known = words.iter().map(|word| rules.stem(word)).collect();
        let own = words.iter().copied().collect();
        let mut splitter = Self { rules, words: own, known, affixes };
        let heads = splitter.heads(&words);
        splitter.known.extend(heads);
        splitter
    }

    /// Stems of what stands behind several words (*Hafenamt*, *Schulamt*, *Bauamt*): words that the
    /// texts happen not to have by themselves.
    fn heads(&self, words: &[&str]) -> Vec<String> {
        let mut behind: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (left, right) in words.iter().flat_map(|word| halves(word, PART)) {
            if is_syllable(right) && !self.is_affix(right) && length(left) >= GUESS {
                let Some(left) = self.known_left(left) else { continue };
                behind.entry(self.rules.stem(right)).or_default().insert(left);
            }
        }
        behind.retain(|head, before| length(head) >= PART && before.len() >= SEVERAL);
        behind.into_keys().collect()
    }

    /// The parts of a word's key; none where it has none.
    pub(super) fn parts(&self, key: &str) -> Vec<String> {
        if key.chars().count() < 2 * PART || !key.chars().all(char::is_alphabetic) {
            return Vec::new();
        }
        let mut parts =
            self.known_parts(key, DEPTH).or_else(|| self.half_known(key)).unwrap_or_else(|| {
                if key.chars().count() >= GUESSED { self.guessed(key) } else { Vec::new() }
            });
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// Parts that are all words of the dossier.
    fn known_parts(&self, key: &str, depth: usize) -> Option<Vec<String>> {
        let mut all = Vec::new();
        for (left, right) in halves(key, PART) {
            let Some(left) = self.known_left(left) else { continue };
            if self.is_known(right) {
                all.extend([left, right.to_owned()]);
            } else if depth > 0
                && let Some(parts) = self.known_parts(right, depth - 1)
            {
                all.push(left);
                all.extend(parts);
            }
        }
        (!all.is_empty()).then_some(all)
    }

    /// The longest half that is a word, and the other one.
    fn half_known(&self, key: &str) -> Option<Vec<String>> {
        let is_other = |part: &str| is_syllable(part) && !self.is_affix(part);
        let heads = halves(key, PART)
            .filter(|(left, right)| {
                length(right) >= GUESS && self.is_known(right) && is_other(left)
            })
            .map(|(left, right)| vec![self.without_link(left).to_owned(), right.to_owned()]);
        let first = || {
            let fits = |right: &str| length(right) >= GUESS && is_other(right);
            let fitting = halves(key, GUESS).filter(|(_, right)| fits(right));
            fitting
                .filter_map(|(left, right)| Some(vec![self.known_left(left)?, right.to_owned()]))
                .last()
        };
        heads.into_iter().next().or_else(first)
    }

    /// Halves behind what only joins, or between consonants, the second with a vowel behind its first
    /// letter.
    fn guessed(&self, key: &str) -> Vec<String> {
        let is_joint = |left: &str, right: &str| {
            let mut second = right.chars();
            left.chars().next_back().is_some_and(|c| !is_vowel(c))
                && second.next().is_some_and(|c| !is_vowel(c))
                && second.next().is_some_and(is_vowel)
        };
        let mut parts = Vec::new();
        // What begins with a word and was not parted behind it is made of that word.
        if halves(key, GUESS).any(|(left, _)| self.is_known(left)) {
            return parts;
        }
        let fits = |&(left, right): &(&str, &str)| is_syllable(left) && !self.is_affix(right);
        let ends =
            |left: &str| self.rules.joints.iter().any(|joint| left.ends_with(joint.as_str()));
        let mut cuts: Vec<_> =
            halves(key, GUESS).filter(|(left, _)| ends(left)).filter(fits).collect();
        if cuts.is_empty() {
            let meet =
                |(left, right): &(&str, &str)| length(right) > GUESS && is_joint(left, right);
            cuts = halves(key, GUESS).filter(meet).filter(fits).collect();
        }
        for (left, right) in cuts {
            parts.extend([left, self.without_link(left), right].map(str::to_owned));
        }
        parts
    }

    /// What a first part is by itself, where that is a word.
    fn known_left(&self, left: &str) -> Option<String> {
        let bare = std::iter::once(left.to_owned());
        let links = self.rules.links.iter().filter_map(|link| left.strip_suffix(link.as_str()));
        let lost = self.rules.lost.iter().map(|lost| format!("{left}{lost}"));
        bare.chain(links.map(str::to_owned))
            .chain(lost)
            .find(|word| length(word) >= PART && self.is_word(word))
    }

    /// A first part without an s that joins.
    fn without_link<'l>(&self, left: &'l str) -> &'l str {
        let is_short = |link: &&String| link.len() == 1 && !link.chars().all(is_vowel);
        let link = self.rules.links.iter().find(is_short).map_or("", String::as_str);
        left.strip_suffix(link).filter(|bare| length(bare) >= PART).unwrap_or(left)
    }

    /// Whether it is a word or a stem as it stands: a first part does not bend.
    fn is_word(&self, word: &str) -> bool {
        !self.is_affix(word) && (self.words.contains(word) || self.known.contains(word))
    }

    fn is_known(&self, word: &str) -> bool {
        !self.is_affix(word) && self.known.contains(&self.rules.stem(word))
    }

    fn is_affix(&self, word: &str) -> bool {
        self.affixes.contains(word) || self.affixes.contains(self.rules.stem(word).as_str())
    }
}

/// The ways to cut a key in two of at least so many code points each.
fn halves(key: &str, least: usize) -> impl Iterator<Item = (&str, &str)> {
    let end = length(key).saturating_sub(least);
    let cuts = key.char_indices().enumerate().skip(least);
    cuts.take_while(move |(n, _)| *n <= end).map(|(_, (at, _))| key.split_at(at))
}

fn length(word: &str) -> usize {
    word.chars().count()
}

fn is_syllable(part: &str) -> bool {
    part.chars().any(is_vowel)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::super::language::rules;
    use super::*;

    fn parts(words: &str, key: &str) -> String {
        let splitter = Splitter::new(rules("de").unwrap(), words.split(' '));
        splitter.parts(key).join(" ")
    }

    #[test]
    fn a_compound_is_its_parts() {
        for (words, key, expect) in [
            ("netz gerat", "netzgerat", "gerat netz"),
            ("netz gerate", "netzgeraten", "geraten netz"),
            ("haushalt gerat", "haushaltsgerat", "gerat haushalt"),
            ("schule haus", "schulhaus", "haus schul"),
            ("kosten plan", "kostenplan", "kosten plan"),
            ("hafen amt", "hafenamt", "amt hafen"),
            ("bund rat", "bundesrat", "bund rat"),
            ("netz gerat hersteller", "netzgerathersteller", "gerat hersteller netz"),
            // A head is, for it stands behind several words.
            ("bund hafen schule wasser hafenamt schulamt wasseramt", "bundesamt", "amt bund"),
            // One half is known.
            ("gerat", "netzgerat", "gerat netz"),
            ("prufung", "prufungsausschuss", "ausschuss prufung"),
            ("umwelt", "umweltauflage", "auflage umwelt"),
            // None is: where consonants meet.
            ("", "netzgerat", "gerat netz"),
            ("", "prufungsausschusse", "ausschusse prufung prufungs"),
            ("", "haushaltsgerat", "gerat haltsgerat hau haus haushalt haushalts"),
        ] {
            assert_eq!(parts(words, key), expect, "{key} beside {words:?}");
        }
    }

    #[test]
    fn a_simple_word_has_no_parts() {
        for (words, key) in [
            ("verwalten amt", "verwaltung"),
            ("wirtschaft", "wirtschaftlichen"),
            ("rat", "vorrat"),
            ("rat", "gerate"),
            ("trag", "vertrag"),
            ("", "munchen"),
            ("netz", "netz"),
            ("a b", "a1b2c3d4e5"),
            ("gehen", ""),
        ] {
            assert_eq!(parts(words, key), "", "{key} beside {words:?}");
        }
    }
}
