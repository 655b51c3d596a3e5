//! A sentence wrapped to a width, and below each of its lines the marks of what is said of its words.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::super::visible::visible_line;

/// A mark: the number of what is said, the words' bytes of the sentence, and what they are underlined with.
pub(super) type Mark = (usize, Range<usize>, char);

/// A character with its place.
struct Cell {
    c: char,
    at: usize,
    width: usize,
}

/// A line of the sentence, or of marks below one.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Words(String),
    Marks(String),
}

/// The lines, each with its marks below.
pub(super) fn lines(sentence: &str, marks: &[Mark], columns: usize) -> Vec<Line> {
    let cells = cells(sentence);
    let mut out = Vec::new();
    for line in wrapped(&cells, columns) {
        let line = &cells[line];
        let words: String = line.iter().map(|cell| cell.c).collect();
        out.push(Line::Words(words.trim_end().to_owned()));
        out.extend(rows(line, marks).into_iter().map(Line::Marks));
    }
    out
}

/// Words alone, wrapped.
pub(super) fn plain(words: &str, columns: usize) -> Vec<String> {
    let cells = cells(words);
    let text = |line: Range<usize>| cells[line].iter().map(|cell| cell.c).collect::<String>();
    wrapped(&cells, columns).into_iter().map(|line| text(line).trim_end().to_owned()).collect()
}

fn cells(sentence: &str) -> Vec<Cell> {
    // One character stands for one, so that places stay.
    let shown = visible_line(sentence);
    let places = sentence.char_indices().map(|(at, _)| at);
    shown.chars().zip(places).map(|(c, at)| Cell { c, at, width: c.width().unwrap_or(0) }).collect()
}

/// Lines of at most so many columns, cut behind blanks where there are any.
fn wrapped(cells: &[Cell], columns: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let mut width = 0;
        let mut end = start;
        let mut blank = None;
        while let Some(cell) =
            cells.get(end).filter(|cell| cell.c == ' ' || width + cell.width <= columns)
        {
            width += cell.width;
            end += 1;
            if cell.c == ' ' {
                blank = Some(end);
            }
        }
        let end = match blank {
            Some(blank) if end < cells.len() => blank,
            _ => end.max(start + 1),
        };
        lines.push(start..end);
        start = end;
    }
    lines
}

/// The rows of marks below a line: short marks first, and in one row only those that keep apart.
fn rows(line: &[Cell], marks: &[Mark]) -> Vec<String> {
    let mut placed: Vec<(usize, usize, usize, char)> = marks
        .iter()
        .filter_map(|(number, span, sign)| {
            let (from, to) = columns_of(line, span)?;
            Some((from, to, *number, *sign))
        })
        .collect();
    placed.sort_by_key(|&(from, to, number, _)| (to - from, from, number));
    let mut rows: Vec<Vec<(usize, String)>> = Vec::new();
    for (from, to, number, sign) in placed {
        let mut text = number.to_string();
        let rest = (to - from).saturating_sub(text.len());
        text.extend(std::iter::repeat_n(sign, rest));
        let end = from + text.len();
        let free = |row: &Vec<(usize, String)>| {
            row.iter().all(|(at, other)| end < *at || at + other.len() < from)
        };
        match rows.iter_mut().find(|row| free(row)) {
            Some(row) => row.push((from, text)),
            None => rows.push(vec![(from, text)]),
        }
    }
    rows.into_iter().map(row).collect()
}

fn row(mut marks: Vec<(usize, String)>) -> String {
    marks.sort();
    let mut row = String::new();
    for (from, text) in marks {
        row.extend(std::iter::repeat_n(' ', from.saturating_sub(row.len())));
        row.push_str(&text);
    }
    row
}

/// The columns of a line that bytes of the sentence take.
fn columns_of(line: &[Cell], span: &Range<usize>) -> Option<(usize, usize)> {
    let mut column = 0;
    let mut found: Option<(usize, usize)> = None;
    for cell in line {
        // A blank at either end is not underlined.
        if span.contains(&cell.at) && cell.c != ' ' {
            let from = found.map_or(column, |(from, _)| from);
            found = Some((from, column + cell.width));
        }
        column += cell.width;
    }
    found.filter(|(from, to)| from < to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, words: &[(&str, char)], columns: usize, expect: &str) {
        let marks: Vec<Mark> = words
            .iter()
            .enumerate()
            .map(|(n, (words, sign))| {
                let at = sentence.find(words).unwrap();
                (n + 1, at..at + words.len(), *sign)
            })
            .collect();
        let shown = lines(sentence, &marks, columns).into_iter().map(|line| match line {
            Line::Words(words) => words,
            Line::Marks(marks) => marks,
        });
        assert_eq!(shown.collect::<Vec<_>>().join("\n"), expect);
    }

    #[test]
    fn words_are_underlined_where_they_stand() {
        check(
            "Für Ada gab es 5 € am Sonntag.",
            &[("Ada gab es 5 €", '-'), ("Ada", '='), ("5 €", '-'), ("am Sonntag", '.')],
            80,
            "Für Ada gab es 5 € am Sonntag.\n\
             \u{20}   2==        3-- 4.........\n\
             \u{20}   1-------------",
        );
    }

    #[test]
    fn long_sentences_are_wrapped_with_their_marks() {
        check(
            "one two three four",
            &[("two three", '-')],
            9,
            "one two\n    1--\nthree\n1----\nfour",
        );
        check("unbreakable", &[("break", '-')], 4, "unbr\n  1-\neaka\n1--\nble");
    }

    #[test]
    fn wide_and_odd_characters_keep_their_columns() {
        check("日本 a\u{1b}b", &[("a", '-')], 80, "日本 a␛b\n     1");
        check("e\u{301}a b", &[("b", '-')], 80, "e\u{301}a b\n   1");
        check("", &[], 80, "");
    }
}
