//! Data as classic scripts, escaped so that no word of a page can be anything but a string.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::publish::OutputFile;

/// One file's data.
pub(super) struct Data {
    kind: &'static str,
    number: usize,
    json: String,
}

impl Data {
    /// The data of file `kind-number.js`.
    pub(super) fn new(kind: &'static str, number: usize, data: &impl Serialize) -> Self {
        Self { kind, number, json: escaped(data) }
    }
}

/// All files, `pages.js` with `pages` first.
pub(super) fn write(pages: &Value, files: &[Data]) -> Vec<OutputFile> {
    let pages = escaped(pages);
    let stamp = stamp(std::iter::once(&pages).chain(files.iter().map(|file| &file.json)));
    let mut out = vec![OutputFile::new("search/pages.js", call("pages", &stamp, &pages))];
    out.extend(files.iter().map(|Data { kind, number, json }| {
        let key = format!("{number}-{stamp}");
        OutputFile::new(format!("search/{kind}-{number}.js"), call(kind, &key, json))
    }));
    out
}

/// Sixteen hexadecimal digits that no other build's data has.
fn stamp<'a>(all: impl Iterator<Item = &'a String>) -> String {
    let mut hasher = Sha256::new();
    for json in all {
        hasher.update(json.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn call(kind: &str, key: &str, json: &str) -> String {
    format!("dossierSearch(\"{kind}\",\"{key}\",{json});\n")
}

/// JSON without what would end a script element, and without the two line ends that a JavaScript
/// string must not have before ECMAScript 2019. In JSON these stand in strings only.
fn escaped(data: &impl Serialize) -> String {
    let json = serde_json::to_string(data).unwrap_or_else(|_| "null".to_owned());
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_holds_one_call_with_harmless_strings() {
        let files = [Data::new("x", 0, &["</script><!--", "a\u{2028}b\u{2029}\"\\"])];
        let out = write(&Value::Null, &files);
        assert_eq!(out[0].path, "search/pages.js");
        let text = out[1].text();
        let rest = text.strip_prefix("dossierSearch(\"x\",\"0-").unwrap();
        assert_eq!(
            &rest[16..],
            "\",[\"\\u003c/script>\\u003c!--\",\"a\\u2028b\\u2029\\\"\\\\\"]);\n"
        );
    }

    #[test]
    fn another_word_is_another_stamp() {
        let stamp = |word| write(&Value::Null, &[Data::new("x", 0, &[word])])[0].text();
        assert_ne!(stamp("a"), stamp("b"));
    }
}
