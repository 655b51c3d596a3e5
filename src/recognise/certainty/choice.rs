//! Choosing among rules that read the same words.

use std::borrow::Cow;

use super::rules::Hit;

/// A rule that won its words.
pub(super) struct Chosen<'a> {
    pub(super) hit: Hit<'a>,
    /// The rules that would have read one of its words otherwise.
    pub(super) beat: Vec<Cow<'static, str>>,
}

/// Of `hits`, by rank, those that read no word that an earlier one reads. `tokens` is how many
/// words there are.
pub(super) fn choose(hits: Vec<Hit<'_>>, tokens: usize) -> Vec<Chosen<'_>> {
    let mut owner: Vec<Option<usize>> = vec![None; tokens];
    let mut chosen: Vec<Chosen<'_>> = Vec::new();
    for hit in hits {
        match hit.cue.iter().find_map(|&token| owner[token]) {
            Some(winner) => {
                let winner: &mut Chosen<'_> = &mut chosen[winner];
                let name = hit.rule.name.clone();
                let other = winner.hit.rule.certainty != hit.rule.certainty;
                if other && !winner.beat.contains(&name) {
                    winner.beat.push(name);
                }
            }
            None => {
                for &token in &hit.cue {
                    owner[token] = Some(chosen.len());
                }
                chosen.push(Chosen { hit, beat: Vec::new() });
            }
        }
    }
    chosen
}
