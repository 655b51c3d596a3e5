//! Members of lists of which only one is written out: “in 1926, 1928 and 1931”, “am 3., 4. und 7.
//! Oktober”.

use super::calendar;
use super::guard;
use super::language::Language;
use super::matcher::Line;
use super::meant::Meant;
use super::point::{self, Point};
use super::token::Kind;
use crate::edtf::Day;

/// The rule that reads further years.
pub(super) const YEARS: &str = "dates.year-in-list";
/// The rule that reads further days.
pub(super) const DAYS: &str = "dates.day-in-list";

/// The longest list.
const LONGEST: usize = 20;

/// First token and the one behind the last.
type Tokens = (usize, usize);

/// The years that a comma or a conjunction joins to `year`, which ends before token `end`; each
/// later than the one before it.
pub(super) fn years_behind(
    language: &Language,
    line: Line<'_>,
    end: usize,
    year: Point,
) -> Vec<(Tokens, Meant)> {
    let mut found = Vec::new();
    let (mut end, mut last) = (end, year.month().0);
    while found.len() < LONGEST {
        let Some(start) = joined(language, line, end) else { break };
        let token = line.tokens.get(start);
        let digits = token.is_some_and(|t| t.kind == Kind::Number && t.end - t.start == 4);
        let tokens = (start, start + 1);
        let alone = digits && guard::stands_alone(language, line, tokens);
        let year = line.str(start).parse().ok().filter(|&year| alone && year > last);
        let known = year.filter(|_| !guard::counts(language, line, start + 1));
        let Some((year, date)) = known.and_then(|year| Some((year, calendar::year(year)?))) else {
            break;
        };
        (end, last) = (start + 1, year);
        found.push((tokens, Meant::date(date)));
    }
    found
}

/// The token behind a comma, a conjunction or both.
fn joined(language: &Language, line: Line<'_>, at: usize) -> Option<usize> {
    let kind = |token: usize| line.tokens.get(token).map(|token| token.kind);
    let comma = kind(at) == Some(Kind::Sign(','));
    let blank = at + usize::from(comma);
    if kind(blank) != Some(Kind::Blank) {
        return None;
    }
    if is_conjunction(language, line, blank + 1) && kind(blank + 2) == Some(Kind::Blank) {
        return Some(blank + 3);
    }
    comma.then_some(blank + 1)
}

fn is_conjunction(language: &Language, line: Line<'_>, token: usize) -> bool {
    let class = language.lexicon.list("lists");
    match (class, line.tokens.get(token).map(|token| token.kind)) {
        (Some(class), Some(Kind::Word(Some(word)))) => language.lexicon.has(word, class).is_some(),
        _ => false,
    }
}

/// The days of the same month that stand as bare ordinals before a day which begins with the token
/// `start`, but not before `from`; in their order.
pub(super) fn days_before(
    language: &Language,
    line: Line<'_>,
    (from, start): Tokens,
    last: Point,
) -> Vec<(Tokens, Meant)> {
    let Point::Day(last) = last else { return Vec::new() };
    let mut found = Vec::new();
    let mut end = start;
    while found.len() < LONGEST {
        let Some(tokens) = ordinal_before(language, line, end).filter(|t| t.0 >= from) else {
            break;
        };
        let Some(day) = line.str(tokens.0).parse().ok().and_then(|day| earlier(last, day)) else {
            break;
        };
        if !guard::stands_alone(language, line, tokens) {
            break;
        }
        end = tokens.0;
        found.push((tokens, Meant::point(Point::Day(day)).by_context()));
    }
    found.reverse();
    found
}

fn earlier(last: Day, day: u8) -> Option<Day> {
    (day < last.day).then(|| point::day(last.year, last.month, day)).flatten()
}

/// A number with a point that a comma or a conjunction, perhaps with an article, joins to what
/// begins with the token `end`.
fn ordinal_before(language: &Language, line: Line<'_>, end: usize) -> Option<Tokens> {
    let kind = |token: usize| line.tokens.get(token).map(|token| token.kind);
    let articles = language.lexicon.list("day-articles");
    let is_article = |token: usize| match (articles, kind(token)) {
        (Some(class), Some(Kind::Word(Some(word)))) => language.lexicon.has(word, class).is_some(),
        _ => false,
    };
    let blank = |token: usize| kind(token) == Some(Kind::Blank);
    let mut at = end.checked_sub(1).filter(|&token| blank(token))?;
    for _ in 0..2 {
        let word = at.checked_sub(1).filter(|&word| is_article(word));
        if let Some(before) =
            word.and_then(|word| word.checked_sub(1)).filter(|&token| blank(token))
        {
            at = before;
        }
    }
    let before = at.checked_sub(1)?;
    let sign = if kind(before) == Some(Kind::Sign(',')) {
        before.checked_sub(1)?
    } else if is_conjunction(language, line, before) {
        before.checked_sub(1).filter(|&token| blank(token))?.checked_sub(1)?
    } else {
        return None;
    };
    let number = sign.checked_sub(1)?;
    let short = line.str(number).len() <= 2;
    let ordinal = kind(sign) == Some(Kind::Sign('.')) && kind(number) == Some(Kind::Number);
    (ordinal && short).then_some((number, sign + 1))
}
