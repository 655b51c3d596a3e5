//! Patterns of words, as rules write them.
//!
//! Blanks stand between the steps. `word` is that word, `{list}` any of a list's, `a|{b}` either;
//! `<cap>`, `<small>`, `<number>`, `<word>` and `<quote>` are words and signs of that kind, a sign
//! is itself. A `?` behind a step lets it be missing, a `!` before it keeps the word out that would
//! come next. `…` passes over words of the same clause, `…3` over three at most. `^` is the
//! clause's beginning, `$` its end. What stands in round brackets must be there but says nothing
//! itself: it is no evidence, and other rules may read it.

use super::lexicon::Lexicon;

/// How many words `…` passes over.
const WIDEST: usize = 40;

/// A pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) steps: Vec<Step>,
    /// How many words stand before the one that sets it off.
    pub(super) lead: usize,
    triggers: Vec<usize>,
    /// Lists of each of which a word has to be in the sentence: any of these, and any of those.
    required: Vec<Vec<usize>>,
}

/// A step of a pattern.
#[derive(Debug)]
pub(super) enum Step {
    /// A word or sign.
    One(Element),
    /// At most so many words of the same clause.
    Gap(usize),
    /// The clause's beginning.
    Start,
    /// The clause's end.
    End,
}

/// A word or sign that a pattern asks for.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) any_of: Vec<Want>,
    /// Whether none of them may come, and nothing is passed over.
    pub(super) not: bool,
    pub(super) optional: bool,
    /// Whether it is no evidence.
    pub(super) context: bool,
}

/// What one word or sign has to be.
#[derive(Debug)]
pub(super) enum Want {
    List(usize),
    Sign(char),
    Capital,
    Small,
    Number,
    Word,
    Quote,
}

impl Pattern {
    /// # Errors
    ///
    /// A list that does not exist, or an unknown kind.
    pub(super) fn new(written: &str, lexicon: &mut Lexicon) -> Result<Self, String> {
        let mut steps = Vec::new();
        let mut context = false;
        for piece in written.split(' ').filter(|piece| !piece.is_empty()) {
            let inner = piece.strip_prefix('(').unwrap_or(piece);
            context |= inner.len() < piece.len();
            let step = inner.strip_suffix(')').unwrap_or(inner);
            steps.push(self::step(step, context, lexicon)?);
            context &= step.len() == inner.len();
        }
        let (lead, triggers) = trigger(&steps, lexicon).unwrap_or_default();
        let required = required(&steps, lexicon);
        Ok(Self { steps, lead, triggers, required })
    }

    /// The lists whose words set it off; none where no word that can be looked up stands at a fixed
    /// place from its beginning.
    pub(super) fn triggers(&self) -> &[usize] {
        &self.triggers
    }

    /// Whether it may fit a sentence in which the lists that `is_there` affirms have words.
    pub(super) fn may_fit(&self, is_there: impl Fn(usize) -> bool) -> bool {
        self.required.iter().all(|lists| lists.iter().any(|&list| is_there(list)))
    }
}

/// For each step that must be there and can be looked up, its lists.
fn required(steps: &[Step], lexicon: &Lexicon) -> Vec<Vec<usize>> {
    let needed = steps.iter().filter_map(|step| match step {
        Step::One(element) if !element.not && !element.optional => {
            let lists: Option<Vec<usize>> = element.any_of.iter().map(looked_up).collect();
            lists.filter(|lists| lists.iter().all(|&list| !lexicon.has_shapes(list)))
        }
        _ => None,
    });
    needed.collect()
}

fn step(written: &str, context: bool, lexicon: &mut Lexicon) -> Result<Step, String> {
    match written {
        "^" => return Ok(Step::Start),
        "$" => return Ok(Step::End),
        "…" => return Ok(Step::Gap(WIDEST)),
        _ => {}
    }
    if let Some(width) = written.strip_prefix('…') {
        return width.parse().map(Step::Gap).map_err(|_| format!("“{written}” is no width"));
    }
    let (not, rest) = match written.strip_prefix('!') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, written),
    };
    let (optional, rest) = match rest.strip_suffix('?') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, rest),
    };
    let any_of = rest.split('|').map(|want| self::want(want, lexicon)).collect::<Result<_, _>>()?;
    Ok(Step::One(Element { any_of, not, optional, context }))
}

fn want(written: &str, lexicon: &mut Lexicon) -> Result<Want, String> {
    if let Some(name) = written.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return lexicon.list(name).map(Want::List).ok_or_else(|| format!("no list “{name}”"));
    }
    let mut letters = written.chars();
    Ok(match (written, letters.next(), letters.next()) {
        ("<cap>", ..) => Want::Capital,
        ("<small>", ..) => Want::Small,
        ("<number>", ..) => Want::Number,
        ("<word>", ..) => Want::Word,
        ("<quote>", ..) => Want::Quote,
        (_, Some(c), None) if !c.is_alphanumeric() => Want::Sign(c),
        (_, Some(c), _) if c.is_alphanumeric() => Want::List(lexicon.literal(written)),
        _ => return Err(format!("“{written}” is no step")),
    })
}

/// The first step whose words can be looked up, as the number of words before it and its lists.
fn trigger(steps: &[Step], lexicon: &Lexicon) -> Option<(usize, Vec<usize>)> {
    let mut lead = 0;
    for step in steps {
        match step {
            Step::Start | Step::End => {}
            Step::Gap(_) => return None,
            Step::One(element) if element.not => {}
            Step::One(element) if element.optional => return None,
            Step::One(element) => {
                let lists: Option<Vec<usize>> = element.any_of.iter().map(looked_up).collect();
                let lists = lists.filter(|lists| lists.iter().all(|&l| !lexicon.has_shapes(l)));
                match lists {
                    Some(lists) => return Some((lead, lists)),
                    None => lead += 1,
                }
            }
        }
    }
    None
}

fn looked_up(want: &Want) -> Option<usize> {
    match want {
        Want::List(list) => Some(*list),
        _ => None,
    }
}
