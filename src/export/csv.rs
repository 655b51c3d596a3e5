//! Tables as CSV (RFC 4180), UTF-8 with a header line, safe to open in a spreadsheet.

use crate::publish::OutputFile;

/// A table as a file. Cells that are data go through [`plain`] here, so none can be forgotten.
pub(super) fn csv_file(
    path: &str,
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> OutputFile {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(header);
    for row in rows {
        let cells = row.into_iter().map(plain);
        let _ = writer.write_record(cells.collect::<Vec<_>>());
    }
    OutputFile::new(path, writer.into_inner().unwrap_or_default())
}

/// A cell that a spreadsheet does not take for a formula (OWASP, “CSV Injection”). A plain number is
/// one, whatever its sign.
fn plain(text: String) -> String {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins && text.parse::<f64>().is_err() { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expect) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+49 30 1234", "'+49 30 1234"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("\tx", "'\tx"),
            ("＝1", "'＝1"),
            ("-12.5", "-12.5"),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(plain(cell.to_owned()), expect);
        }
    }

    #[test]
    fn quotes_and_lines_stay_in_their_cell() {
        let rows = [vec!["a \"b\", c".to_owned(), "two\nlines".to_owned()]];
        let file = csv_file("data/x.csv", &["one", "two"], rows);
        assert_eq!(file.text(), "one,two\n\"a \"\"b\"\", c\",\"two\nlines\"\n");
    }
}
