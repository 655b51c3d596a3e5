//! Patterns over tokens.
//!
//! In goes a pattern as a language's file writes it; out comes a program for [`super::matcher`].
//!
//! - letters: this word, also capitalised and in capitals; digits and signs stand for themselves,
//!   a space for one blank; `\` takes the meaning from the sign behind it;
//! - `{month}`: a word or phrase of the list `month`, remembered by that name; `{month:2}`
//!   remembered as `month2`; `{:month}` not remembered; `{unit=units}` a word of the list `units`
//!   remembered as `unit`;
//! - `{d}` one or two digits, `{yy}` two, `{y}` four that may be a year, `{int}` any number;
//!   `{-}` a dash; `{low}` a word in small letters; `{word}` any word;
//! - `{to}`, where `to` is a part: the part; `{point:2}`: the part with a `2` behind all names in it;
//! - `(a|b)` one of several, `x?` perhaps; `(first=…)` remembers what it spans;
//! - `<…>`: only this is the time; what stands around it shows that it is one.

use std::collections::BTreeMap;

use super::lexicon::{ClassId, Lexicon};

/// How deeply parts may name parts.
const DEEPEST: usize = 12;

/// A step of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A word or phrase of a list, remembered in a slot.
    Word(ClassId, Option<usize>),
    /// Something of this shape.
    Shape(Shape, Option<usize>),
    /// These digits.
    Digits(String),
    /// This sign.
    Sign(char),
    /// A space.
    Blank,
    /// The first way, and if it leads nowhere the second.
    Split(usize, usize),
    /// Go on there.
    Jump(usize),
    /// Here the slot begins.
    Open(usize),
    /// Here the slot ends.
    Close(usize),
    /// A match.
    End,
}

/// What is known by its looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One or two digits.
    Day,
    /// Two digits.
    TwoDigits,
    /// Four digits that may be a year.
    Year,
    /// Any number.
    Integer,
    /// A dash or hyphen.
    Dash,
    /// A word in small letters.
    Small,
    /// Any word.
    Any,
}

impl Shape {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "d" | "n" => Self::Day,
            "yy" => Self::TwoDigits,
            "y" => Self::Year,
            "int" => Self::Integer,
            "-" => Self::Dash,
            "low" => Self::Small,
            "word" => Self::Any,
            _ => return None,
        })
    }
}

/// A compiled pattern.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Program {
    /// Its steps; it begins with the first.
    pub(super) steps: Vec<Step>,
    /// The names of its slots.
    pub(super) slots: Vec<String>,
}

/// The slot of what is the time itself.
pub(super) const TARGET: &str = "<";

/// Compiles `pattern`.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn compile(
    pattern: &str,
    parts: &BTreeMap<String, String>,
    lexicon: &mut Lexicon,
) -> Result<Program, String> {
    let text = expand(pattern, parts);
    let mut parser = Parser { rest: &text, lexicon, program: Program::default() };
    parser.alternatives()?;
    if !parser.rest.is_empty() {
        return Err(format!("nothing opens what ends before “{}”", parser.rest));
    }
    let mut program = parser.program;
    program.steps.push(Step::End);
    Ok(program)
}

/// Writes out the parts that a pattern names.
fn expand(pattern: &str, parts: &BTreeMap<String, String>) -> String {
    let mut text = pattern.to_owned();
    for _ in 0..DEEPEST {
        let mut next = String::new();
        let mut rest = text.as_str();
        while let Some(open) = rest.find('{') {
            let Some(length) = rest[open..].find('}') else { break };
            let inner = &rest[open + 1..open + length];
            let (name, number) = inner.split_once(':').unwrap_or((inner, ""));
            next.push_str(&rest[..open]);
            match parts.get(name) {
                Some(part) => next.push_str(&format!("({})", numbered(part, number))),
                None => next.push_str(&rest[open..=open + length]),
            }
            rest = &rest[open + length + 1..];
        }
        next.push_str(rest);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// A part with a number behind the names in it.
fn numbered(part: &str, number: &str) -> String {
    if number.is_empty() {
        return part.to_owned();
    }
    let mut text = String::new();
    let mut rest = part;
    while let Some(close) = rest.find('}') {
        let open = rest[..close].rfind('{').unwrap_or(close);
        text.push_str(&rest[..close]);
        if !rest[open..close].contains(':') && &rest[open..close] != "{-" {
            text.push(':');
            text.push_str(number);
        }
        text.push('}');
        rest = &rest[close + 1..];
    }
    text + rest
}

struct Parser<'a> {
    rest: &'a str,
    lexicon: &'a mut Lexicon,
    program: Program,
}

impl Parser<'_> {
    /// One of several sequences, up to the end or a closing sign.
    fn alternatives(&mut self) -> Result<(), String> {
        let mut jumps = Vec::new();
        loop {
            let start = self.program.steps.len();
            self.sequence()?;
            let Some(rest) = self.rest.strip_prefix('|') else { break };
            self.rest = rest;
            self.shift(start, 1);
            jumps.push(self.program.steps.len());
            self.program.steps.push(Step::Jump(0));
            let behind = self.program.steps.len();
            self.program.steps[start] = Step::Split(start + 1, behind);
        }
        let end = self.program.steps.len();
        for jump in jumps {
            self.program.steps[jump] = Step::Jump(end);
        }
        Ok(())
    }

    fn sequence(&mut self) -> Result<(), String> {
        while let Some(next) = self.rest.chars().next() {
            if "|)>".contains(next) {
                break;
            }
            let start = self.program.steps.len();
            self.element(next)?;
            if let Some(rest) = self.rest.strip_prefix('?') {
                self.rest = rest;
                self.shift(start, 1);
                self.program.steps[start] = Step::Split(start + 1, self.program.steps.len());
            }
        }
        Ok(())
    }

    /// Makes room for `by` steps at `from`.
    fn shift(&mut self, from: usize, by: usize) {
        for step in &mut self.program.steps[from..] {
            match step {
                Step::Split(first, second) => {
                    *first += by;
                    *second += by;
                }
                Step::Jump(target) => *target += by,
                _ => {}
            }
        }
        for _ in 0..by {
            self.program.steps.insert(from, Step::Jump(0));
        }
    }

    fn element(&mut self, next: char) -> Result<(), String> {
        let behind = &self.rest[next.len_utf8()..];
        match next {
            '{' => {
                let (name, rest) = behind.split_once('}').ok_or("a brace is not closed")?;
                self.rest = rest;
                self.named(name)
            }
            '(' => {
                self.rest = behind;
                let slot = self.group_name();
                self.remembered(slot, ')')
            }
            '<' => {
                self.rest = behind;
                let slot = self.slot(TARGET);
                self.remembered(Some(slot), '>')
            }
            ' ' => self.sign(Step::Blank, behind),
            '\\' => {
                let sign = behind.chars().next().ok_or("nothing follows a backslash")?;
                self.sign(Step::Sign(sign), &behind[sign.len_utf8()..])
            }
            _ if next.is_ascii_digit() => {
                let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
                let (digits, rest) = self.rest.split_at(end);
                self.sign(Step::Digits(digits.to_owned()), rest)
            }
            _ if next.is_alphabetic() => {
                let end = self.rest.find(|c: char| !c.is_alphabetic()).unwrap_or(self.rest.len());
                let (word, rest) = self.rest.split_at(end);
                let class = self.lexicon.spellings(word);
                self.sign(Step::Word(class, None), rest)
            }
            _ => self.sign(Step::Sign(next), behind),
        }
    }

    fn sign(&mut self, step: Step, rest: &str) -> Result<(), String> {
        // `rest` is an end of what is left.
        self.rest = &self.rest[self.rest.len() - rest.len()..];
        self.program.steps.push(step);
        Ok(())
    }

    /// The name of a group, if it has one: `first=`.
    fn group_name(&mut self) -> Option<usize> {
        let (name, rest) = self.rest.split_once('=')?;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        self.rest = rest;
        Some(self.slot(name))
    }

    fn remembered(&mut self, slot: Option<usize>, close: char) -> Result<(), String> {
        self.program.steps.extend(slot.map(Step::Open));
        self.alternatives()?;
        self.rest = self.rest.strip_prefix(close).ok_or(format!("“{close}” is missing"))?;
        self.program.steps.extend(slot.map(Step::Close));
        Ok(())
    }

    fn named(&mut self, inner: &str) -> Result<(), String> {
        let (name, number) = inner.split_once(':').unwrap_or((inner, ""));
        let (name, slot) = match name.split_once('=') {
            _ if name.is_empty() => (number, None),
            _ if name == "-" => (name, None),
            Some((slot, list)) => (list, Some(self.slot(&format!("{slot}{number}")))),
            None => (name, Some(self.slot(&format!("{name}{number}")))),
        };
        let step = match (Shape::of(name), self.lexicon.list(name)) {
            (Some(shape), _) => Step::Shape(shape, slot),
            (None, Some(class)) => Step::Word(class, slot),
            (None, None) => return Err(format!("there is no list “{name}”")),
        };
        self.program.steps.push(step);
        Ok(())
    }

    fn slot(&mut self, name: &str) -> usize {
        let slots = &mut self.program.slots;
        slots.iter().position(|known| known == name).unwrap_or_else(|| {
            slots.push(name.to_owned());
            slots.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::languages::parse;
    use super::super::data::Data;
    use super::super::language::Language;
    use super::super::matcher::{Line, Matcher};
    use super::super::token::tokenise;
    use super::*;

    /// What the pattern matches from the beginning of the text on, with what its slots hold.
    fn matched(pattern: &str, text: &str) -> Option<String> {
        let data: Data = parse(
            r#"
            [words]
            month = { Mai = 5, "Sept." = 9, Sept = 90 }
            [parts]
            point = '{d}. {month}'
            [[rules]]
            name = "dates.x"
            pattern = '{month}'
            read = "day"
            example = ["", "", ""]
            "#,
        )
        .unwrap();
        let parts = data.parts.clone();
        let mut language = Language::new(Data::default(), data).ok()?;
        let program = compile(pattern, &parts, &mut language.lexicon).unwrap();
        let (mut tokens, mut matcher) = (Vec::new(), Matcher::default());
        tokenise(text, &language.lexicon, &mut tokens);
        let line = Line { text, tokens: &tokens, lexicon: &language.lexicon };
        let end = matcher.run(&program, line, 0)?;
        let held = matcher.captures.iter().filter_map(|capture| {
            let words: String =
                (capture.first..capture.end?).map(|token| line.str(token)).collect();
            Some(format!(" {}={words}", program.slots[capture.slot]))
        });
        let whole: String = (0..end).map(|token| line.str(token)).collect();
        Some(whole + &held.collect::<String>())
    }

    #[test]
    fn patterns_match_tokens() {
        for (pattern, text, expected) in [
            ("{d}. {month}", "3. Mai 1926", Some("3. Mai d=3 month=Mai")),
            (
                "{point}( bis {point:2})?",
                "3. Mai bis 4. MAI",
                Some("3. Mai bis 4. MAI d=3 month=Mai d2=4 month2=MAI"),
            ),
            ("{point}( bis {point:2})?", "3. Mai bis morgen", Some("3. Mai d=3 month=Mai")),
            ("{m=month} {y}", "Sept. 1926", Some("Sept. 1926 m=Sept. y=1926")),
            ("{:month}.", "Sept.", Some("Sept.")),
            ("(first={d})(–|-){d:2}", "3-4", Some("3-4 d=3 first=3 d2=4")),
            ("am <{d}.>?", "Am 3.", Some("Am 3. d=3 <=3.")),
            ("{y}", "3926", None),
            ("am", "amt", None),
            (r"\?{low}?", "?Mai", Some("?")),
        ] {
            assert_eq!(matched(pattern, text).as_deref(), expected, "{pattern}: {text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let fails = |pattern| compile(pattern, &BTreeMap::new(), &mut Lexicon::default()).is_err();
        for pattern in ["(a", "a)", "<a", "a>", "{nothing}", "{d", "\\"] {
            assert!(fails(pattern), "{pattern}");
        }
    }
}
