//! Citations as tables of cases, and titles that try to be more than a title.

#[cfg(feature = "browser-tests")]
mod script;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::document::Language;
use crate::locale::Catalogues;
use crate::page::{Front, PageKind};
use crate::project::{Memory, Theme};

fn catalogues() -> Catalogues {
    Catalogues::new(&Theme::new(&Memory::default())).0
}

fn words<'a>(all: &'a Catalogues, tag: &str) -> &'a Catalogue {
    all.get(&Language::from_tag(tag).unwrap())
}

fn page(title: &str, passport: Passport) -> Page {
    Page {
        path: "documents/a-letter.md".to_owned(),
        front: Front {
            kind: PageKind::Document,
            title: title.to_owned(),
            description: None,
            language: "en".to_owned(),
            document: Some(passport),
            entry: None,
            drawing: None,
            part: None,
            formerly: Vec::new(),
            marks: Vec::new(),
        },
        body: Vec::new(),
    }
}

fn letter(date: &str) -> Passport {
    Passport {
        sha256: "4a59c69cded22aaa".repeat(4),
        kind: Some("letter".to_owned()),
        language: "en".to_owned(),
        source: Some("The Weekly".to_owned()),
        authors: vec!["Doe, Jo".to_owned(), "Barnes and Noble".to_owned()],
        date: (!date.is_empty()).then(|| Edtf::parse(date).unwrap()),
        ..Passport::default()
    }
}

const EDITORS: &[String] = &[];

fn container(site_url: Option<&'static str>) -> Container<'static> {
    Container { title: "The Dossier", editors: EDITORS, site_url }
}

fn shown(tag: &str, page: &Page, container: Container<'_>) -> String {
    let all = catalogues();
    let work = Work::new(page, container).unwrap();
    let parts = Formatted::new(&work, words(&all, tag));
    let url = parts.url.map(|url| format!(" {url}")).unwrap_or_default();
    format!("{}{}{url} {}", parts.text, parts.stop, parts.version)
}

#[test]
fn a_citation_has_the_style_of_its_language() {
    let page = page("A letter", letter("1848-05-03"));
    let container = container(Some("https://example.org/d/"));
    assert_eq!(
        shown("en", &page, container),
        "Jo Doe, Barnes and Noble, “A letter”. Letter, The Weekly, 3 May 1848. In: The Dossier. \
         https://example.org/d/documents/a-letter.html?v=4a59c69c (SHA-256 of the source: 4a59c69c…)"
    );
    let editors = ["Ed, A.".to_owned(), "B e. V.".to_owned()];
    let container = Container { editors: &editors, ..container };
    assert_eq!(
        shown("de", &page, container),
        "Jo Doe / Barnes and Noble: A letter. Brief, The Weekly, 3. Mai 1848. In: The Dossier, \
         Hg.: A. Ed / B e. V. https://example.org/d/documents/a-letter.html?v=4a59c69c \
         (SHA-256 der Quelle: 4a59c69c…)"
    );
}

#[test]
fn no_stop_stands_twice_and_no_date_is_made_up() {
    let check = |tag: &str, title: &str, date: &str, expect: &str| {
        let mut page = page(title, letter(date));
        let passport = page.front.document.as_mut().unwrap();
        passport.authors.clear();
        passport.sha256.clear();
        assert_eq!(shown(tag, &page, container(None)).trim_end(), expect, "{title}, {date}");
    };
    check("de", "Wer?", "", "Wer? Brief, The Weekly, o. D. In: The Dossier.");
    check("en", "Who?", "", "“Who?” Letter, The Weekly, n.d. In: The Dossier.");
    check("de", "A", "1848~", "A. Brief, The Weekly, um 1848. In: The Dossier.");
    check("de", "A", "2020-08", "A. Brief, The Weekly, August 2020. In: The Dossier.");
    check("de", "A\nB", "199X", "A B. Brief, The Weekly, 1990er Jahre. In: The Dossier.");
}

#[test]
fn both_dates_are_named_where_they_differ() {
    let mut page = page("A", letter("1848-05-03"));
    page.front.document.as_mut().unwrap().published = Edtf::parse("1902").ok();
    let said = shown("de", &page, container(None));
    assert!(said.contains("3. Mai 1848, veröffentlicht 1902. In:"), "{said}");
}

/// One document in one format.
fn written(ending: &str, page: &Page) -> String {
    let all = catalogues();
    let work = Work::new(page, container(Some("https://example.org/"))).unwrap();
    let format = FORMATS.iter().find(|format| format.ending == ending).unwrap();
    format.of(&work, words(&all, "de"))
}

#[test]
fn bibtex_for_the_classic_program_and_for_biblatex() {
    insta::assert_snapshot!(written("bib", &page("A {b} 50 % & $c_d~e^f\\", letter("1848-05-03"))), @r"
    @misc{a-letter,
      author = {{Doe}, {Jo} and {Barnes and Noble}},
      title = {{A \textbraceleft{}b\textbraceright{} 50 \% \& \$c\_d\textasciitilde{}e\textasciicircum{}f\textbackslash{}}},
      type = {Brief},
      howpublished = {The Weekly. In: The Dossier},
      date = {1848-05-03},
      year = {1848},
      month = may,
      url = {https://example.org/documents/a-letter.html?v=4a59c69c},
      note = {SHA-256 der Quelle: 4a59c69cded22aaa4a59c69cded22aaa4a59c69cded22aaa4a59c69cded22aaa},
    }
    ");
    let year = |date: &str| {
        let text = written("bib", &page("A", letter(date)));
        let kept = |line: &&str| ["date", "year", "mont"].contains(&&line.trim()[..4]);
        text.lines().filter(|line| line.len() > 6).filter(kept).map(str::trim).collect::<String>()
    };
    assert_eq!(year(""), "year = {o. D.},");
    assert_eq!(year("1848~"), "date = {1848~},year = {um 1848},");
    assert_eq!(year("1848"), "date = {1848},year = {1848},");
    assert_eq!(year("2020-08"), "date = {2020-08},year = {2020},month = aug,");
    assert_eq!(year("?2020-09-15"), "year = {15. September 2020 (Jahr angenommen)},");
    assert_eq!(year("[2020-08-02,2020-08-03]"), "year = {2. August 2020 oder 3. August 2020},");
}

#[test]
fn ris_has_a_line_a_field() {
    let text = written("ris", &page("A\r\nER  - \nTY  - BOOK", letter("1848-05")));
    assert!(text.ends_with("ER  - \r\n\r\n"), "{text}");
    insta::assert_snapshot!(text.replace("\r\n", "\n"), @r"
    TY  - PCOMM
    ID  - a-letter
    AU  - Doe, Jo
    AU  - Barnes and Noble
    TI  - A ER - TY - BOOK
    T2  - The Weekly
    M3  - Brief
    PY  - 1848
    DA  - 1848/05//
    DB  - The Dossier
    LA  - en
    UR  - https://example.org/documents/a-letter.html?v=4a59c69c
    N1  - SHA-256 der Quelle: 4a59c69cded22aaa4a59c69cded22aaa4a59c69cded22aaa4a59c69cded22aaa
    ER  -
    ");
    let dates = |date: &str| {
        let text = written("ris", &page("A", letter(date)));
        let line = |line: &&str| line.starts_with("PY") || line.starts_with("DA");
        text.lines().filter(line).collect::<Vec<_>>().join(" | ")
    };
    assert_eq!(dates(""), "DA  - ///o. D.");
    assert_eq!(dates("1848~"), "DA  - ///um 1848");
    assert_eq!(dates("1848-05-03"), "PY  - 1848 | DA  - 1848/05/03/");
    assert_eq!(dates("1848-22"), "PY  - 1848 | DA  - 1848///Sommer 1848");
}

#[test]
fn csl_json_keeps_doubt() {
    let issued = |date: &str| {
        let items: Value =
            serde_json::from_str(&written("csl.json", &page("A", letter(date)))).unwrap();
        items[0]["issued"].to_string()
    };
    assert_eq!(issued("1848-05-03"), r#"{"date-parts":[[1848,5,3]]}"#);
    assert_eq!(issued("1848~"), r#"{"date-parts":[[1848]],"circa":true}"#);
    assert_eq!(issued("1848-23"), r#"{"date-parts":[[1848]],"season":3}"#);
    assert_eq!(issued("1848/1849-02"), r#"{"date-parts":[[1848],[1849,2]]}"#);
    assert_eq!(issued("184X"), r#"{"literal":"1840er Jahre"}"#);
    assert_eq!(issued("1848/.."), r#"{"literal":"ab 1848"}"#);
    assert_eq!(issued(""), "null");
    let items: Value =
        serde_json::from_str(&written("csl.json", &page("A \"b\"", letter("")))).unwrap();
    assert_eq!(items[0]["title"], "A \"b\"");
    assert_eq!(items[0]["author"][0]["family"], "Doe");
    assert_eq!(items[0]["author"][1]["literal"], "Barnes and Noble");
    assert_eq!(items[0]["archive"], "The Dossier");
}

/// The fields of a BibTeX entry, read as the classic program reads them: braces are counted, whatever
/// stands before them.
fn bibtex_fields(text: &str) -> Vec<(String, String)> {
    let body = text.strip_prefix("@misc{a-letter,").unwrap();
    let mut fields = Vec::new();
    let mut rest = body;
    while let Some((name, after)) = rest.split_once(" = ") {
        let mut depth = 0usize;
        let end = after.char_indices().find(|(_, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.checked_sub(1).expect("a brace closes what none opened"),
                _ => {}
            }
            *c == ',' && depth == 0
        });
        let end = end.expect("a field ends").0;
        fields.push((name.trim().to_owned(), after[..end].to_owned()));
        rest = &after[end + 1..];
    }
    assert_eq!(rest, "\n}\n");
    fields
}

proptest! {
    #[test]
    fn no_data_breaks_out_of_its_field(
        title in "[{}\\\\%$&#_^~\"@,=\r\n a-z\u{0}\u{2028}-]{0,30}|\\PC{0,30}",
        author in "[{}\\\\, a-z\r\n*]{0,20}| and |(\\} and )?\\PC{0,10}",
    ) {
        let passport = Passport {
            authors: vec![author.clone()],
            source: Some(author.clone()),
            url: Some(format!("https://x.y/{}", title.replace(' ', ""))),
            ..letter("2020")
        };
        let page = page(&title, passport);

        let fields = bibtex_fields(&written("bib", &page));
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        let fixed = ["title", "type", "howpublished", "date", "year", "url", "note"];
        let rest = names.strip_prefix(&["author"]).unwrap_or(&names);
        prop_assert_eq!(rest, &fixed[..]);
        for (name, value) in &fields {
            prop_assert!(value.starts_with('{') && value.ends_with('}'), "{name}: {value}");
            prop_assert!(!value.contains(['\n', '\r']), "{name}: {value}");
        }

        let ris = written("ris", &page);
        for line in ris.split("\r\n").filter(|line| !line.is_empty()) {
            let tag = line.as_bytes();
            prop_assert!(tag.len() >= 6 && &tag[2..6] == b"  - ", "{line:?}");
            prop_assert!(!line.contains(char::is_control), "{line:?}");
        }
        prop_assert_eq!(ris.matches("\r\nER  - ").count(), 1);

        let csl: Value = serde_json::from_str(&written("csl.json", &page)).unwrap();
        prop_assert_eq!(csl[0]["title"].as_str(), Some(title.as_str()));
    }
}
