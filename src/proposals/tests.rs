//! Names put together and kept apart; files brought up to date and decisions carried out.

use proptest::prelude::*;

use super::*;
use crate::annotation::{Annotation, Body, Creator, How, Proposal as Guess, Reason};
use crate::document::{Block, Document, Language, Leaf, LeafKind, Media, Metadata, Provenance};
use crate::dossier::Annotated;
use crate::register::{Register, read as read_register};
use crate::text::OffsetMap;

const PATH: &str = "annotations/proposals.toml";
const REGISTER: &str = "annotations/register.toml";

/// A document of these names, in the order given, each proposed as a `kind`; what stands in front of
/// a `|` is text before the name.
fn document(slug: &str, names: &[(&str, EntryKind)]) -> Annotated {
    let (mut text, mut annotations) = (String::new(), Vec::new());
    for (n, (words, kind)) in names.iter().enumerate() {
        let (before, name) = words.split_once('|').unwrap_or(("", words));
        text.push_str(before);
        let start = text.len();
        text.push_str(name);
        annotations.push(Annotation {
            id: format!("{slug}-{n}"),
            target: start..text.len(),
            body: Body::Proposal(Guess { kind: *kind, name: name.to_owned() }),
            creator: Creator::Rule("names.probe".into()),
            how: How::Exact,
            reason: Some(Reason::of(Confidence::Possible)),
            created: None,
            via: None,
        });
        text.push_str(" came. ");
    }
    let leaf = Leaf {
        kind: LeafKind::Paragraph,
        span: 0..text.len(),
        id: "p1".to_owned(),
        styles: Vec::new(),
    };
    let provenance = Provenance {
        path: format!("{slug}.txt"),
        sha256: String::new(),
        bytes: text.len(),
        media: Media::Text,
        encoding: "UTF-8".to_owned(),
        dropped: Vec::new(),
        redacted: false,
    };
    let document = Document {
        slug: slug.to_owned(),
        provenance,
        metadata: Metadata::default(),
        title: slug.to_owned(),
        language: Language::from_tag("en").unwrap(),
        blocks: vec![Block::Leaf(0)],
        leaves: vec![leaf],
        map: OffsetMap::identity(text.len()),
        hidden: Vec::new(),
        text,
    };
    let (introduction, introduced_in, overruled) = (String::new(), None, Vec::new());
    Annotated { document, introduction, introduced_in, annotations, overruled }
}

fn of(kind: EntryKind, names: &[&str]) -> Vec<Annotated> {
    let names: Vec<(&str, EntryKind)> = names.iter().map(|name| (*name, kind)).collect();
    vec![document("a", &names)]
}

/// `Name: form 2, form 1` a proposal, `→ id` where it seems to be an entry.
fn shown(documents: &[Annotated], register: &Register) -> Vec<String> {
    let one = |proposal: &Proposal| {
        let forms = proposal.forms.iter().map(|(form, places)| format!("{form} {}", places.len()));
        let entry = proposal.entry.as_ref().map_or_else(String::new, |id| format!(" → {id}"));
        format!("{}{entry}", forms.collect::<Vec<_>>().join(", "))
    };
    gather(documents, register).iter().map(one).collect()
}

fn people(names: &[&str], expect: &[&str]) {
    let found = shown(&of(EntryKind::Person, names), &Register::default());
    assert_eq!(found, expect, "{names:?}");
}

fn things(names: &[&str], expect: &[&str]) {
    let found = shown(&of(EntryKind::Organisation, names), &Register::default());
    assert_eq!(found, expect, "{names:?}");
}

fn register(text: &str) -> Register {
    read_register(REGISTER, text).0
}

#[test]
fn one_persons_spellings_stand_together() {
    people(
        &["Ada Orme", "Orme", "Orme", "A. Orme", "Dr. Orme", "Mrs |Orme", "A. M. Orme"],
        &["Ada Orme 1, Orme 4, A. M. Orme 1, A. Orme 1"],
    );
    people(&["Orme", "Ada Orme", "Ormes"], &["Ada Orme 1, Orme 1, Ormes 1"]);
    people(&["Anna von der Mühle", "von der Mühle"], &["Anna von der Mühle 1, von der Mühle 1"]);
    people(&["Moſer", "Eva Moser"], &["Eva Moser 1, Moſer 1"]);
    people(&["Burnley", "Burnley", "Burnley", "Bumley"], &["Burnley 3, Bumley 1"]);
}

#[test]
fn two_people_of_one_name_stand_apart() {
    people(&["Ada Orme", "Eve Orme", "Orme"], &["Ada Orme 1", "Eve Orme 1", "Orme 1"]);
    people(&["Ada Orme", "Alma Orme", "A. Orme"], &["A. Orme 1", "Ada Orme 1", "Alma Orme 1"]);
    people(&["Ada Orme", "E. Orme"], &["Ada Orme 1", "E. Orme 1"]);
    people(&["Mr |Orme", "Miss |Orme", "Orme"], &["Miss Orme 1", "Mr Orme 1", "Orme 1"]);
    people(&["Mr |Orme", "Miss |Orme", "Ada Orme"], &["Ada Orme 1", "Miss Orme 1", "Mr Orme 1"]);
    people(
        &["John A. Orme", "John B. Orme", "John Orme"],
        &["John A. Orme 1", "John B. Orme 1", "John Orme 1"],
    );
}

#[test]
fn what_stands_apart_says_why() {
    let documents = of(EntryKind::Person, &["Ada Orme", "Alma Orme", "A. Orme"]);
    let proposals = gather(&documents, &Register::default());
    let alone = proposals.iter().find(|proposal| proposal.name == "A. Orme").unwrap();
    assert_eq!(
        alone.reasons,
        [
            "found by names.probe 1×",
            "“A. Orme” may be “Ada Orme” or “Alma Orme”, so it stands apart"
        ]
    );
}

#[test]
fn spellings_of_anything_else_stand_together() {
    things(
        &["Nord-Werk", "Nord Werk", "Nord Werks", "NORD WERK"],
        &["Nord Werk 1, NORD WERK 1, Nord Werks 1, Nord-Werk 1"],
    );
    things(&["Nordwerk", "Nordwerk GmbH"], &["Nordwerk 1, Nordwerk GmbH 1"]);
    things(
        &["Beispielhafte Werft", "Beispielhaften Werft"],
        &["Beispielhafte Werft 1, Beispielhaften Werft 1"],
    );
    things(&["Nordwerk", "Südwerk"], &["Nordwerk 1", "Südwerk 1"]);
    things(&["Bern", "Bem"], &["Bem 1", "Bern 1"]);
}

#[test]
fn what_an_entry_lacks_is_proposed_as_its_alias() {
    let register = register(
        "[[person]]\nid = \"ada\"\nname = \"Ada Orme\"\n\n[[organisation]]\nid = \"nord\"\nname = \"Nordwerk\"\n",
    );
    let documents = vec![document(
        "a",
        &[
            ("A. Orme", EntryKind::Person),
            ("Eve Orme", EntryKind::Person),
            ("Nordwerk GmbH", EntryKind::Organisation),
        ],
    )];
    assert_eq!(
        shown(&documents, &register),
        ["A. Orme 1 → ada", "Eve Orme 1", "Nordwerk GmbH 1 → nord"]
    );
}

/// The file after `suggest` was run on `text`.
fn suggested(text: &str, documents: &[Annotated], register: &Register) -> String {
    let (stored, found) = read(PATH, text);
    assert!(found.is_empty(), "{found:?}\n{text}");
    update(text, &stored, &gather(documents, register), documents, register)
}

fn names_in(text: &str) -> Vec<String> {
    read(PATH, text)
        .0
        .into_iter()
        .map(|one| format!("{}: {}", one.name, one.forms.join(", ")))
        .collect()
}

const NONE: fn() -> Register = Register::default;

#[test]
fn running_again_changes_nothing() {
    let documents =
        of(EntryKind::Person, &["Ada Orme", "Orme", "Eve Quill", "Mr |Vane", "Miss |Vane"]);
    let first = suggested("", &documents, &NONE());
    assert_eq!(suggested(&first, &documents, &NONE()), first);
    insta::assert_snapshot!(first);
}

#[test]
fn edits_comments_and_decisions_stay() {
    let documents =
        of(EntryKind::Person, &["Ada Orme", "Orme", "Orme", "Eve Quill", "Quill", "Bob Vane"]);
    let first = suggested("", &documents, &NONE());
    let edited = first
        .replace("name = \"Ada Orme\"", "name = \"Ada Jane Orme\"   # her full name")
        .replace("[\"Ada Orme\", \"Orme\"]", "[\"Ada Orme\"]")
        .replacen("[[proposal]]\nname = \"Eve", "# Who is she?\n[[proposal]]\nname = \"Eve", 1)
        .replace("id = \"bob-vane\"", "id = \"bob\"");
    let at = edited.find("name = \"Bob").unwrap();
    let edited = edited[..at].to_owned()
        + &edited[at..].replacen("decision = \"\"", "decision = \"reject\" # no", 1);
    let again = suggested(&edited, &documents, &NONE());
    for kept in [
        "name = \"Ada Jane Orme\"   # her full name",
        "# Who is she?\n[[proposal]]\nname = \"Eve",
        "id = \"bob\"",
        "decision = \"reject\" # no",
    ] {
        assert!(again.contains(kept), "{kept}\n{again}");
    }
    // The form that was taken out is a proposal of its own; what is rejected comes last.
    assert_eq!(
        names_in(&again),
        [
            "Eve Quill: Eve Quill, Quill",
            "Orme: Orme",
            "Ada Jane Orme: Ada Orme",
            "Bob Vane: Bob Vane"
        ]
    );
    assert_eq!(suggested(&again, &documents, &NONE()), again);
}

#[test]
fn what_is_rejected_never_comes_back() {
    let first = suggested("", &of(EntryKind::Person, &["Bob Vane"]), &NONE());
    let rejected = first.replace("decision = \"\"", "decision = \"reject\"");
    let documents = of(EntryKind::Person, &["Bob Vane", "BOB VANE", "Bob Vanes", "Eve Quill"]);
    let again = suggested(&rejected, &documents, &NONE());
    assert_eq!(names_in(&again), ["Eve Quill: Eve Quill", "Bob Vane: Bob Vane"]);
}

#[test]
fn what_is_gone_goes_unless_somebody_wrote_on_it() {
    let first = suggested("", &of(EntryKind::Person, &["Bob Vane", "Eve Quill"]), &NONE());
    let noted = first.replace("name = \"Eve Quill\"", "name = \"Eve Quill\" # ask");
    let again = suggested(&noted, &of(EntryKind::Person, &["Ada Orme"]), &NONE());
    assert_eq!(names_in(&again), ["Ada Orme: Ada Orme", "Eve Quill: Eve Quill"]);
}

fn decided(register_text: &str, text: &str) -> Applied {
    let (stored, found) = read(PATH, text);
    assert!(found.is_empty(), "{found:?}");
    apply((REGISTER, register_text), (PATH, text), &stored).unwrap_or_else(|e| panic!("{e:?}"))
}

const TWO: &str = "# The register.\n\n[[person]] # one\nid = \"ada\"\nname = \"Ada Orme\" # née Vane\naliases = [\n  \"Miss Orme\", # in letters\n]\n\n# Firms\n[[organisation]]\nid = \"nord\"\nname = \"Nordwerk\"\n# end\n";

#[test]
fn what_is_accepted_moves() {
    let text = "\
# Mine.

# Check her dates.
[[proposal]]
name = \"Eve Quill\"
kind = \"person\"
id = \"eve\"
forms = [\"Eve Quill\", \"Quill\"] # both
decision = \"accept\"

[[proposal]]
name = \"A. Orme\"
kind = \"person\"
forms = [\"A. Orme\", \"Miss Orme\"]
decision = \"accept\"
suggestion = \"alias-of: ada\"

[[proposal]]
name = \"Nordwerk GmbH\"
kind = \"organisation\"
decision = \"alias-of: nord\"

[[proposal]]
name = \"Bob\"
kind = \"person\"
decision = \"reject\"
";
    let applied = decided(TWO, text);
    assert_eq!((applied.entries, applied.aliases), (1, 3));
    insta::assert_snapshot!(format!("{}\n===\n{}", applied.register, applied.proposals));
    let twice = decided(&applied.register, &applied.proposals);
    assert_eq!((&twice.register, &twice.proposals), (&applied.register, &applied.proposals));
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    let check = |lines: &str, expect: &str| {
        let text = format!("[[proposal]]\nname = \"Eve\"\nkind = \"person\"\n{lines}\n");
        let (stored, _) = read(PATH, &text);
        let errors = apply((REGISTER, TWO), (PATH, &text), &stored).unwrap_err();
        let shown: Vec<String> =
            errors.iter().map(|e| format!("{} {}", e.code, e.message)).collect();
        assert_eq!(shown, [expect], "{lines}");
    };
    check("id = \"ada\"\ndecision = \"accept\"", "D0122 the id “ada” is taken");
    check("decision = \"alias-of: adda\"", "D0122 no entry has the id “adda”");
}

fn comment() -> impl Strategy<Value = String> {
    "[a-z#\"' =]{0,8}".prop_map(|words| format!("# {words}"))
}

fn entry(n: usize) -> impl Strategy<Value = String> {
    (comment(), comment(), any::<bool>(), any::<bool>()).prop_map(move |(above, behind, list, crlf)| {
        let aliases = if list {
            format!("aliases = [\n  \"Alias {n}\", {behind}\n  {above}\n]\n")
        } else {
            String::new()
        };
        let text = format!("{above}\n[[person]] {behind}\nid = \"p{n}\"\nname = \"\"\"Person '{n}\"\"\" {behind}\n{aliases}\n");
        if crlf { text.replace("\n\n", "\n\n\n") } else { text }
    })
}

fn proposal(n: usize) -> impl Strategy<Value = String> {
    let decision = prop_oneof![
        Just(String::new()),
        Just("accept".to_owned()),
        Just("reject".to_owned()),
        (0usize..3).prop_map(|id| format!("alias-of: p{id}")),
    ];
    (comment(), comment(), decision).prop_map(move |(above, behind, decision)| {
        format!("{above}\n[[proposal]]\nname = \"New {n}\" {behind}\nkind = \"place\"\nforms = [\"Form {n}\", {above}\n]\ndecision = \"{decision}\" {behind}\n\n")
    })
}

proptest! {
    #[test]
    fn applying_keeps_comments_and_order_and_is_done_once(
        entries in (entry(0), entry(1), entry(2)),
        proposals in (proposal(0), proposal(1), proposal(2)),
        last in comment(),
        windows in any::<bool>(),
    ) {
        let mut register = format!("{}{}{}{last}\n", entries.0, entries.1, entries.2);
        if windows {
            register = register.replace('\n', "\r\n");
        }
        let text = format!("# Head\n\n{}{}{}", proposals.0, proposals.1, proposals.2);
        let applied = decided(&register, &text);
        let sorted = |texts: [&str; 2]| {
            let mut all: Vec<String> = texts.iter().flat_map(|text| super::apply::comments(text)).collect();
            all.sort();
            all
        };
        prop_assert_eq!(sorted([&register, &text]), sorted([&applied.register, &applied.proposals]));
        let before: Vec<&str> = register.lines().map(str::trim).filter(|line| line.starts_with("id =")).collect();
        let after: Vec<&str> = applied.register.lines().map(str::trim).filter(|line| line.starts_with("id =")).collect();
        prop_assert!(after.starts_with(&before));
        let (_, found) = read_register(REGISTER, &applied.register);
        prop_assert!(!found.has_errors(), "{:?}\n{}", found, applied.register);
        let twice = decided(&applied.register, &applied.proposals);
        prop_assert_eq!(twice, Applied { entries: 0, aliases: 0, ..applied });
    }

    #[test]
    fn any_text_gives_messages_and_no_panic(text in "\\PC{0,60}") {
        let (stored, _) = read(PATH, &text);
        let _ = apply((REGISTER, ""), (PATH, &text), &stored);
        let _ = super::apply::comments(&text);
    }
}
