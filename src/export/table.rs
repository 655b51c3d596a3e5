//! Tables as CSV (RFC 4180): UTF-8, a header line.

use crate::publish::OutputFile;

/// A file of rows under a header.
pub(super) fn csv_file(path: &str, header: &[&str], rows: Vec<Vec<String>>) -> OutputFile {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| plain(cell)));
    }
    OutputFile::new(path, writer.into_inner().unwrap_or_default())
}

/// A cell that a spreadsheet does not take for a formula (OWASP, “CSV Injection”).
pub(super) fn plain(text: &str) -> String {
    let is_number = text.parse::<f64>().is_ok_and(f64::is_finite);
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expect) in [
            ("=1+1", "'=1+1"),
            ("-cmd", "'-cmd"),
            ("@x", "'@x"),
            ("-0.5", "-0.5"),
            ("+inf", "'+inf"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(plain(cell), expect);
        }
        let file = csv_file("a.csv", &["a", "b"], vec![vec!["x, \"y\"".into(), "=z".into()]]);
        assert_eq!(file.bytes, b"a,b\n\"x, \"\"y\"\"\",'=z\n");
    }
}
