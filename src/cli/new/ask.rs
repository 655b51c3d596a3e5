//! Asking on the terminal for what was not given.

use std::io::{self, BufRead, Write};

use crate::document::{Document, Language, Metadata};
use crate::edtf::Edtf;

/// How often a value that cannot be understood is asked for.
const TRIES: usize = 3;

/// Asks for what `given` lacks; what the document says itself stands in brackets. Enter leaves a value
/// out, or as it stands in brackets.
///
/// # Errors
/// Where nobody can be asked any more.
pub(super) fn ask(
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    document: &Document,
    given: Metadata,
) -> io::Result<Metadata> {
    let mut asked = given;
    let own = &document.metadata;
    let date = |date: &Option<Edtf>| date.as_ref().map(ToString::to_string);
    let mut questions = Questions { input, output };
    let any = |text: &str| Ok(text.to_owned());
    let edtf = |text: &str| Edtf::parse(text).map_err(|error| error.to_string());
    writeln!(questions.output, "What is known of it? Enter leaves a line as it is.")?;
    if asked.title.is_none() {
        asked.title = questions.one("Title", Some(document.title.clone()), any)?;
    }
    if asked.authors.is_empty() {
        let authors = Some(own.authors.join("; ")).filter(|authors| !authors.is_empty());
        let answer = questions.one("Author (several with ;)", authors, any)?.unwrap_or_default();
        let authors = answer.split(';').map(str::trim).filter(|name| !name.is_empty());
        asked.authors = authors.map(str::to_owned).collect();
    }
    if asked.date.is_none() {
        asked.date =
            questions.one("Written (such as 1924-03-02, 1924-03, 1924~)", date(&own.date), edtf)?;
    }
    if asked.published.is_none() {
        asked.published = questions.one("Published", date(&own.published), edtf)?;
    }
    if asked.source.is_none() {
        asked.source =
            questions.one("Source (where it appeared or is kept)", own.source.clone(), any)?;
    }
    if asked.url.is_none() {
        asked.url = questions.one(
            "Address (https://…)",
            own.url.clone(),
            super::super::args::web_address,
        )?;
    }
    if asked.retrieved.is_none() {
        asked.retrieved =
            questions.one("Retrieved (such as 2021-05-01)", date(&own.retrieved), edtf)?;
    }
    if asked.language.is_none() {
        let tag =
            Some(document.language.tag().to_owned()).filter(|_| !document.language.is_unknown());
        asked.language = questions.one("Language (such as en, de-AT)", tag, |text| {
            let language =
                Language::from_tag(text).ok_or("a language tag looks like de or en-GB")?;
            Ok(language.tag().to_owned())
        })?;
    }
    Ok(asked)
}

struct Questions<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
}

impl Questions<'_> {
    /// The answer; `None` where there is none, or it cannot be understood.
    fn one<T>(
        &mut self,
        label: &str,
        own: Option<String>,
        meaning: impl Fn(&str) -> Result<T, String>,
    ) -> io::Result<Option<T>> {
        let shown = own.map_or_else(String::new, |own| format!(" [{}]", super::visible_line(&own)));
        for _ in 0..TRIES {
            write!(self.output, "{label}{shown}: ")?;
            self.output.flush()?;
            let mut answer = String::new();
            if self.input.read_line(&mut answer)? == 0 {
                return Ok(None);
            }
            let answer = answer.trim();
            if answer.is_empty() {
                return Ok(None);
            }
            match meaning(answer) {
                Ok(value) => return Ok(Some(value)),
                Err(reason) => writeln!(self.output, "  {reason}")?,
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::plain_document;

    fn asked(answers: &str, given: Metadata) -> (Metadata, String) {
        let document =
            plain_document("The gate was shut.", Language::from_tag("en").unwrap(), None);
        let mut output = Vec::new();
        let asked = ask(&mut answers.as_bytes(), &mut output, &document, given).unwrap();
        (asked, String::from_utf8(output).unwrap())
    }

    #[test]
    fn what_is_missing_is_asked_for() {
        let given = Metadata { title: Some("T".into()), ..Metadata::default() };
        let (asked, said) = asked(
            "Doe; Roe\nsoon\n1924~\n\n\njavascript:x\nhttps://example.org/a\n2021-05-01\n\n",
            given,
        );
        assert_eq!(
            asked,
            Metadata {
                title: Some("T".into()),
                authors: vec!["Doe".into(), "Roe".into()],
                date: Edtf::parse("1924~").ok(),
                url: Some("https://example.org/a".into()),
                retrieved: Edtf::parse("2021-05-01").ok(),
                ..Metadata::default()
            }
        );
        assert!(!said.contains("Title") && said.matches("Written").count() == 2, "{said}");
        assert!(said.contains("Language (such as en, de-AT) [en]: "), "{said}");
    }

    #[test]
    fn the_end_of_the_input_ends_the_questions() {
        let (asked, _) = asked("", Metadata::default());
        assert_eq!(asked, Metadata::default());
        let (asked, said) = self::asked("A\nB\nx\ny\nz\n", Metadata::default());
        assert_eq!((asked.title.as_deref(), asked.date), (Some("A"), None));
        assert_eq!(said.matches("Written").count(), TRIES);
    }
}
