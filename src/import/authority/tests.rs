//! What an editor wrote stays, nothing is put together by its name, and a second time changes nothing.

use proptest::prelude::*;

use super::*;
use crate::build::survey;
use crate::project::{Files, Memory, Project};
use crate::register;

const REGISTER: &str = "annotations/register.toml";

fn dossier(register: &str) -> Memory {
    Memory::default()
        .with("book.toml", "[book]\ntitle = \"T\"\nlanguage = \"en\"\n")
        .with(
            "seeds/a.txt",
            "Ada Orme went to Springfield. Eve Roe’s brother stayed in Kiel, at the Mill.\n",
        )
        .with(REGISTER, register)
}

/// Imports; gives the outcome, the register afterwards and each message with its notes.
fn run(
    files: &Memory,
    path: &str,
    bytes: &[u8],
    choice: &Choice,
) -> (Outcome, String, Vec<String>) {
    let project = Project::new(files.clone());
    let now = survey(&project, None);
    let here = Here {
        files: project.files(),
        documents: &now.documents,
        notes: &now.notes,
        standings: &now.standings,
        register: &now.register,
        site_url: None,
        redactor: &now.redactor,
    };
    let outcome = match import(here, path, &mut &bytes[..], choice) {
        Ok(outcome) => outcome,
        Err(refused) => return (Outcome::default(), String::new(), vec![refused.message]),
    };
    let told = outcome
        .diagnostics
        .iter()
        .map(|one| format!("{} {}", one.message, one.notes.join("; ")).trim().to_owned());
    let told = told.collect();
    let old = String::from_utf8(files.read(REGISTER).unwrap()).unwrap();
    let text = outcome.files.first().map_or(old, |next| next.after.clone());
    let (_, found) = register::read(REGISTER, &text);
    assert!(!found.has_errors(), "{text} {found:?}");
    (outcome, text, told)
}

fn lobid(entities: &[&str]) -> Vec<u8> {
    format!("[{}]", entities.join(",")).into_bytes()
}

fn person(gnd: &str, name: &str, more: &str) -> String {
    format!(r#"{{"gndIdentifier": "{gnd}", "preferredName": "{name}", "type": ["Person"] {more}}}"#)
}

#[test]
fn two_people_of_one_name_stay_two() {
    let file = lobid(&[&person("1", "Orme, Ada", ""), &person("2", "Orme, Ada", "")]);
    let (outcome, text, told) = run(&dossier("# ours\n"), "x.json", &file, &Choice::default());
    assert_eq!(outcome.added.entries, 2);
    assert!(text.starts_with("# ours\n"), "{text}");
    assert!(text.contains("id = \"ada-orme\"") && text.contains("id = \"ada-orme-2\""), "{text}");
    assert_eq!(told, ["another entry is called “Ada Orme”, too: `ada-orme`"]);
}

#[test]
fn an_entry_of_the_same_name_is_not_taken_for_the_same() {
    let register = "[[person]]\nid = \"ada\"\nname = \"Ada Orme\"\n";
    let file = lobid(&[&person("1", "Orme, Ada", "")]);
    let (outcome, text, told) = run(&dossier(register), "x.json", &file, &Choice::default());
    assert_eq!((outcome.left, text.as_str()), (1, register));
    assert!(told[0].contains("nothing says whether it is the same"), "{told:?}");
    let settled = format!("{register}same-as = [\"https://d-nb.info/gnd/9\"]\n");
    let (outcome, text, _) = run(&dossier(&settled), "x.json", &file, &Choice::default());
    assert_eq!(outcome.added.entries, 1, "another number is another person");
    assert!(text.contains("id = \"ada-orme\""), "{text}");
}

#[test]
fn what_is_lacking_comes_in_and_what_contradicts_is_told() {
    let register = "[[person]]\nid = \"ada\"\nname = \"A. Orme\" # hers\nsame-as = [\"http://d-nb.info/gnd/1\", \"https://www.wikidata.org/wiki/Q1\"]\ndate = \"1900/1950\"\n\n\
                    [[place]]\nid = \"kiel\"\nname = \"Kiel\"\nsame-as = [\"https://www.wikidata.org/wiki/Q7\"]\n";
    let ada = r#", "dateOfBirth": ["1901-02-03"], "sameAs": [{"id": "http://www.wikidata.org/entity/Q2"}]"#;
    let kiel = r#"{"gndIdentifier": "7-1", "preferredName": "Kiel", "type": ["PlaceOrGeographicName"],
        "hasGeometry": [{"asWKT": ["Point ( +010.13 +054.32 )"]}], "sameAs": [{"id": "http://www.wikidata.org/entity/Q7"}]}"#;
    let file = lobid(&[&person("1", "Orme, Ada", ada), kiel]);
    let (outcome, text, told) = run(&dossier(register), "x.json", &file, &Choice::default());
    assert_eq!((outcome.known, outcome.added.values), (2, 3), "{text}");
    assert!(
        text.contains("name = \"A. Orme\" # hers") && text.contains("date = \"1900/1950\""),
        "{text}"
    );
    assert!(text.contains("aliases = [\"Ada Orme\"]"), "{text}");
    assert!(
        text.contains(
            "same-as = [\"https://www.wikidata.org/wiki/Q7\", \"https://d-nb.info/gnd/7-1\"]"
        ),
        "{text}"
    );
    assert!(text.contains("geo = [54.32, 10.13]"), "{text}");
    assert_eq!(
        told,
        [
            "“A. Orme” (`ada`) has another address the register: https://www.wikidata.org/wiki/Q1; the file: https://www.wikidata.org/wiki/Q2",
            "“A. Orme” (`ada`) has another date the register: 1900/1950; the file: 1901-02-03/",
        ]
    );
    let (again, same, _) = run(&dossier(&text), "x.json", &file, &Choice::default());
    assert_eq!((again.added, same), (Default::default(), text));
}

fn row(id: u32, name: &str, others: &str, class: &str, code: &str, people: u32) -> String {
    format!(
        "{id}\t{name}\t{name}\t{others}\t54.3\t10.1\t{class}\t{code}\tXX\t\t01\t\t\t\t{people}\t\t\tEtc/UTC\t2020-01-01\n"
    )
}

#[test]
fn a_gazetteer_gives_what_the_documents_mean() {
    let dump: String = [
        row(1, "Springfield", "", "P", "PPL", 10),
        row(2, "Springfield", "", "P", "PPL", 90),
        row(3, "Kiel", "KEL,Kilonia", "P", "PPLA", 200),
        row(4, "Kiel, Stadt", "Kiel", "A", "ADM3", 200),
        row(5, "Mill", "", "S", "ML", 0),
        row(6, "Nowhere", "", "P", "PPL", 5),
    ]
    .concat();
    let of = |choice: Choice| run(&dossier(""), "x.tsv", dump.as_bytes(), &choice);
    let (outcome, text, told) = of(Choice::default());
    assert_eq!(outcome.added.entries, 1, "{text}");
    assert!(text.contains("id = \"kiel\"") && !text.contains("aliases"), "{text}");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].starts_with("“Springfield” is left out") && told[1].starts_with("“Mill”"),
        "{told:?}"
    );
    let (_, text, _) = of(Choice { largest: true, ..Choice::default() });
    assert!(text.contains("https://www.geonames.org/2\""), "{text}");
    let (outcome, text, told) =
        of(Choice { only: vec!["5".into(), "77".into()], ..Choice::default() });
    assert_eq!((outcome.added.entries, outcome.unmentioned), (1, 5));
    assert!(text.contains("name = \"Mill\""), "{text}");
    assert_eq!(told, ["the file has no 77"]);
    let (outcome, _, _) = of(Choice { all: true, ..Choice::default() });
    assert_eq!(outcome.added.entries, 6);
}

#[test]
fn wikidata_times_are_not_believed_too_far() {
    let csv = "person,personLabel,dob,dod\nwd:Q1,,,\nQ1,Eve Roe,1900-01-01T00:00:00Z,1950-05-01T00:00:00Z\nQ2,Ada Orme,-0044-03-15T00:00:00Z,\n";
    let (_, text, _) = run(&dossier(""), "x.csv", csv.as_bytes(), &Choice::default());
    assert!(
        text.contains("name = \"Eve Roe\"") && text.contains("date = \"1900/1950-05\""),
        "{text}"
    );
    assert!(text.contains("date = \"-0044-03-15/\""), "{text}");
}

#[test]
fn names_of_markup_stay_words() {
    let csv = "item,itemLabel,itemDescription,kind\nQ1,Ada Orme,<b>x</b> [[y]] ''' [z](javascript:a),person\n";
    let (_, text, _) = run(&dossier(""), "x.csv", csv.as_bytes(), &Choice::default());
    let (register, _) = register::read(REGISTER, &text);
    let said = register.get("ada-orme").unwrap().description.clone().unwrap();
    let reading = crate::markdown::read(&said);
    assert!(reading.html.is_empty() && reading.links.is_empty(), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_give_a_message(bytes in proptest::collection::vec(any::<u8>(), 0..200), n in 0usize..4, all in any::<bool>()) {
        let authority = [None, Some(Authority::Wikidata), Some(Authority::Lobid), Some(Authority::Geonames)][n];
        run(&dossier(""), "x", &bytes, &Choice { authority, all, ..Choice::default() });
    }

    #[test]
    fn a_second_time_changes_nothing(
        rows in proptest::collection::vec(("(Q[1-3]|x)", "(Ada Orme|Eve Roe|Kiel|Orme|\"|,|;|ä|\n| ){0,4}", "(Kiel|Ada|, |\\|){0,3}", "(Point\\(10 54\\)|Point\\(|1900-01-01T00:00:00Z|)"), 0..6),
        all in any::<bool>(),
    ) {
        let mut csv = "item,itemLabel,itemAltLabel,coord,birth\n".to_owned();
        for (item, label, others, more) in &rows {
            csv.push_str(&format!("{item},{label},\"{others}\",{more},{more}\n"));
        }
        let choice = Choice { all, kind: Some(EntryKind::Concept), ..Choice::default() };
        let (_, once, _) = run(&dossier("# c\n"), "x.csv", csv.as_bytes(), &choice);
        if !once.is_empty() {
            prop_assert!(once.starts_with("# c\n"));
            let (again, twice, _) = run(&dossier(&once), "x.csv", csv.as_bytes(), &choice);
            prop_assert_eq!(&twice, &once);
            prop_assert_eq!(again.added, Default::default());
        }
    }
}
