//! `[output.dossier.levels]`: how much single codes of diagnostics matter.

use toml::de::DeTable;

use super::table::wrong_type;
use crate::diagnostic::{Findings, Level, Levels, explanation, explanations};
use crate::text::{nearest, suggest};

/// Reads the table; codes that are unknown, and levels that a code cannot have, are reported.
pub(super) fn levels(table: Option<&DeTable<'_>>, found: &mut Findings<'_>) -> Levels {
    let mut levels = Levels::new();
    for (key, value) in table.into_iter().flatten() {
        let word = key.get_ref().as_ref();
        let Some(explained) = explanation(word) else {
            let codes = explanations().iter().map(|explanation| explanation.code.as_str());
            let hint = match nearest(word, codes) {
                Some(near) => format!("did you mean {near}? `dossier explain` lists all codes"),
                None => "`dossier explain` lists all codes".to_owned(),
            };
            found.error(key.span(), format!("there is no code “{word}”"), hint);
            continue;
        };
        let known = Level::ALL.map(Level::key);
        let Some(text) = value.get_ref().as_str() else {
            let hint = format!("write {word} = \"{}\"", known.join("\" or \""));
            wrong_type(word, value, "a level", &hint, found);
            continue;
        };
        let Ok(level) = text.parse::<Level>() else {
            let message = format!("there is no level “{text}”");
            found.error(value.span(), message, suggest(text, &known));
            continue;
        };
        if explained.firm && level != Level::Error {
            let message = format!("{word} cannot be set to “{text}”");
            let hint = format!("{}: what it reports is to be mended", explained.title);
            found.error(value.span(), message, hint);
            continue;
        }
        levels.insert(explained.code.clone(), level);
    }
    levels
}

#[cfg(test)]
mod tests {
    use crate::config::read;

    fn check(line: &str, expect: &str) {
        let text = format!("[book]\ntitle = \"T\"\n[output.dossier.levels]\n{line}\n");
        assert_eq!(read("book.toml", &text).1.shown("book.toml", &text), [expect], "{line}");
    }

    #[test]
    fn what_is_no_level_is_said_where_it_stands() {
        check(
            "D0999 = \"warn\"",
            "error D0002 [D0999] there is no code “D0999” | `dossier explain` lists all codes",
        );
        check(
            "D0110 = \"warning\"",
            "error D0002 [\"warning\"] there is no level “warning” | known are: allow, warn, error",
        );
        check(
            "D0110 = true",
            "error D0002 [true] “D0110” must be a level, and this is true or false | write D0110 = \"allow\" or \"warn\" or \"error\"",
        );
        check(
            "D0042 = \"allow\"",
            "error D0002 [\"allow\"] D0042 cannot be set to “allow” | a quote that stands nowhere in its document: what it reports is to be mended",
        );
    }
}
