//! Which clause a cue speaks of.

use serde::Deserialize;

use super::clause::{Kind, Part};
use super::language::Language;
use super::matching::Scene;

/// Of which clause a rule's words say it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Target {
    /// The one they stand in.
    #[default]
    This,
    /// What is said or thought: “sagte, dass …”, “wie … mitteilte, …”, “…, sagte sie”; where no
    /// clause has it, the one they stand in.
    Content,
}

/// The part that `cue`, tokens of one part or more, speaks of.
pub(super) fn target(
    target: Target,
    cue: &[usize],
    scene: &Scene<'_>,
    language: &Language,
) -> usize {
    let (Some(&first), Some(&last)) = (cue.first(), cue.last()) else { return 0 };
    let here = scene.clauses.part(first);
    match target {
        Target::This => here,
        Target::Content => content(here, first, last, scene, language),
    }
}

fn content(
    here: usize,
    first: usize,
    last: usize,
    scene: &Scene<'_>,
    language: &Language,
) -> usize {
    let parts = &scene.clauses.parts;
    let behind = scene.clauses.part(last) + 1;
    if parts.get(behind).is_some_and(|next| begins_content(next, scene, language)) {
        return behind;
    }
    let aside = parts[here].kind != Kind::Main;
    if here == 0 && aside && behind < parts.len() {
        return behind;
    }
    let opens = scene.clauses.first_word(scene.tokens, first) == first;
    let ends = scene.clauses.is_end(scene.tokens, last + 1)
        || scene.tokens[last + 1].is_in(language.lists.preposition, &language.lexicon);
    if here > 0 && (parts[here].kind == Kind::Aside || aside && (opens || ends)) {
        return here - 1;
    }
    here
}

/// Whether a part is what somebody says: it comes behind a colon, or begins with “dass” or the
/// like.
fn begins_content(part: &Part, scene: &Scene<'_>, language: &Language) -> bool {
    let start = part.tokens.start;
    let colon = start.checked_sub(1).is_some_and(|before| scene.tokens[before].is_sign(':'));
    let first = scene.clauses.first_word(scene.tokens, start);
    colon || scene.tokens[first].is_in(language.lists.complement, &language.lexicon)
}
