//! Which quotations are somebody's words, and which only a title, a term or a word in doubt.

use super::cue::Cue;
use super::scene::Scene;
use super::speech::Speech;
use super::words::{Kind, Token};
use crate::text::is_word;

/// Words from which on a quotation needs no cue.
const LONG: usize = 8;
/// Words from which on a whole sentence needs none.
const SENTENCE: usize = 4;
/// Words from which on a quotation is no title.
const LONGEST_TITLE: usize = 12;

/// The rule by which a quotation is kept, if it is; `cue` is the nearest.
pub(super) fn rule(
    quoted: &str,
    scene: &Scene<'_>,
    cue: Option<&Cue>,
    speech: &Speech,
) -> Option<&'static str> {
    let words = quoted.split_whitespace().filter(|word| word.contains(is_word)).count();
    let sentence = quoted.trim_end().ends_with(['.', '?', '!', '…', ',']);
    let place = Place::new(scene, cue, speech);
    if words == 0
        || place.is_of_title(words)
        || (!sentence && is_named(quoted) && place.is_of_name(words))
    {
        return None;
    }
    if cue.is_some() {
        return Some("quotations.cue");
    }
    if words >= SENTENCE && sentence {
        return Some("quotations.sentence");
    }
    (words >= LONG).then_some("quotations.length")
}

/// How a quotation stands in its sentence.
struct Place<'a> {
    before: Token<'a>,
    after: Token<'a>,
    cue: Option<&'a Cue>,
    scene: &'a Scene<'a>,
    speech: &'a Speech,
}

impl<'a> Place<'a> {
    fn new(scene: &'a Scene<'a>, cue: Option<&'a Cue>, speech: &'a Speech) -> Self {
        let token = |at: Option<usize>| {
            let found = at.and_then(|at| scene.tokens.get(at)).cloned();
            found.unwrap_or(Token { span: 0..0, kind: Kind::Sign(' ') })
        };
        let (before, after) = (token(scene.quote.checked_sub(1)), token(Some(scene.quote + 1)));
        Self { before, after, cue, scene, speech }
    }

    /// Whether a title stands so: behind a noun that says so, or, if it is short, before a hyphen.
    fn is_of_title(&self, words: usize) -> bool {
        let noun = self.before.lower();
        let work = self.speech.works.iter().any(|work| is_compound_of(&noun, work));
        let hyphen = matches!(self.after.kind, Kind::Sign('-' | '‑'));
        (work && words < LONGEST_TITLE) || (hyphen && words < SENTENCE)
    }

    /// Whether words in capitals are a name here: behind a definite article or a noun, as what
    /// somebody is called, or away from the cue.
    fn is_of_name(&self, words: usize) -> bool {
        let noun = self.speech.german && self.before.is_capital();
        let called = self.has_cue(|token| self.speech.naming.contains(&token.lower().as_str()));
        let itself = self.scene.tokens.iter().any(|token| token.lower() == "sich");
        let announced = matches!(self.before.kind, Kind::Sign(':' | ','))
            || self.after.is_sign(',')
            || self.has_cue(|token| *token == self.before || *token == self.after);
        let described = self.speech.definite.contains(&self.before.lower().as_str());
        noun || described || (called && (itself || words > 1)) || !announced
    }

    fn has_cue(&self, is: impl Fn(&Token<'_>) -> bool) -> bool {
        self.cue.is_some_and(|cue| cue.tokens.iter().any(|&at| is(&self.scene.tokens[at])))
    }
}

/// Whether a noun is `word` or, in German, a compound that ends in it.
fn is_compound_of(noun: &str, word: &str) -> bool {
    noun == word || (word.len() > 4 && noun.ends_with(word))
}

/// Whether every word is capitalised, or as short as an article or preposition.
fn is_named(quoted: &str) -> bool {
    quoted.split_whitespace().all(|word| {
        let mut letters = word.chars();
        letters.next().is_none_or(|c| !c.is_lowercase()) || letters.count() <= 2
    })
}
