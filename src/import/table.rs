//! Tables from elsewhere: CSV (RFC 4180) with a head, the delimiter being a comma, semicolon or tab.

use csv::{ReaderBuilder, StringRecord};

/// Most rows that are read.
const MAX_ROWS: usize = 1_000_000;

/// A table with a head.
#[derive(Debug)]
pub(super) struct Table {
    head: Vec<String>,
    rows: Vec<(u64, StringRecord)>,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    head: &'a [String],
    record: &'a StringRecord,
    /// Its line in the file, from 1.
    pub(super) line: u64,
}

/// The delimiter that the first line uses most.
pub(super) fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| head.bytes().filter(|&byte| byte == delimiter).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

/// Reads a table.
///
/// # Errors
/// What is wrong, in words.
pub(super) fn read(text: &str, delimiter: u8) -> Result<Table, String> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| error.to_string())?;
    let head: Vec<String> = head.iter().map(|name| name.trim().to_owned()).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        if rows.len() == MAX_ROWS {
            return Err(format!("it has more than {MAX_ROWS} rows"));
        }
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().any(|field| !field.trim().is_empty()) {
            rows.push((line, record));
        }
    }
    Ok(Table { head, rows })
}

impl Table {
    /// Whether there is such a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.head.iter().any(|name| name.eq_ignore_ascii_case(column))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, record)| Row { head: &self.head, record, line: *line })
    }

    /// The names of the columns.
    pub(super) fn columns(&self) -> &[String] {
        &self.head
    }
}

impl<'a> Row<'a> {
    /// The trimmed value in a column, whose name is found in any case; `None` where it is empty.
    pub(super) fn get(&self, column: &str) -> Option<&'a str> {
        let at = self.head.iter().position(|name| name.eq_ignore_ascii_case(column))?;
        let value = self.record.get(at)?.trim();
        (!value.is_empty()).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_by_their_columns() {
        for (text, delimiter_) in [
            ("\u{FEFF}A,\"B b\"\n\"x, y\",\"1\n2\"\n\n z ,\n", b','),
            ("A;B b\n\"x, y\";\"1\n2\"\n;\nz;\n", b';'),
            ("A\tB b\nx, y\t\"1\n2\"\nz\n", b'\t'),
        ] {
            assert_eq!(delimiter(text), delimiter_);
            let table = read(text, delimiter_).unwrap();
            assert!(table.has("b B") && !table.has("C"));
            let rows: Vec<_> = table.iter().map(|row| (row.get("a"), row.get("b b"))).collect();
            assert_eq!(rows, [(Some("x, y"), Some("1\n2")), (Some("z"), None)], "{text}");
            assert_eq!(table.iter().next().unwrap().line, 2);
        }
        assert_eq!(read("", b',').unwrap().iter().count(), 0);
    }
}
