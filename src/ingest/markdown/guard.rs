//! Refusing what would take a Markdown parser too long.

/// Deepest nesting by the marks at the start of one line. The parser's work on a line grows with
/// the number of containers that are open, so that a file of a few megabytes could take hours.
const MAX_MARKS: usize = 128;

/// Deepest indentation of a list's item, in characters.
const MAX_INDENT: usize = 256;

/// Whether a line opens more quotations and lists inside each other than any document has.
pub(super) fn is_too_deep(text: &str) -> bool {
    text.lines().any(|line| {
        let (marks, indent) = prefix(line);
        marks > MAX_MARKS || (marks > 0 && indent > MAX_INDENT)
    })
}

/// How many container marks a line begins with, and how many characters stand before the last.
fn prefix(line: &str) -> (usize, usize) {
    let (mut marks, mut indent) = (0, 0);
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = bytes[at..].iter().take(9).take_while(|b| b.is_ascii_digit()).count();
        match byte {
            b' ' | b'\t' => at += 1,
            b'>' | b'-' | b'+' | b'*' => {
                (marks, indent) = (marks + 1, at);
                at += 1;
            }
            _ if digits > 0 && matches!(bytes.get(at + digits), Some(b'.' | b')')) => {
                (marks, indent) = (marks + 1, at);
                at += digits + 1;
            }
            _ => break,
        }
    }
    // A row of one mark without blanks (`*****`, `-----`) is a break or an underline.
    let trimmed = line.trim();
    let rule = trimmed.bytes().all(|b| b == b'-') || trimmed.bytes().all(|b| b == b'*');
    if rule { (0, 0) } else { (marks, indent) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_absurd_nesting_is_refused() {
        assert!(is_too_deep(&">".repeat(200)));
        assert!(is_too_deep(&"- ".repeat(200)));
        assert!(is_too_deep(&"1. ".repeat(200)));
        assert!(is_too_deep(&format!("{}- a", " ".repeat(300))));
        assert!(!is_too_deep(&format!("{} code", " ".repeat(300))));
        assert!(!is_too_deep(&"-".repeat(500)));
        assert!(!is_too_deep("> > - 1. a\n\n* * *\n| --- | --- |"));
        assert!(!is_too_deep(""));
    }
}
