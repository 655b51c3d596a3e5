use super::*;
use crate::diagnostic::Severity;
use crate::ingest::front_matter::front_matter;

fn editor(text: &str) -> (Metadata, Vec<(String, String)>) {
    let (metadata, diagnostics) = editor_metadata("annotations/a.txt.md", &front_matter(text));
    assert!(diagnostics.iter().all(|d| d.severity == Severity::Error && d.code == codes::METADATA));
    let place = |d: &Diagnostic| {
        let span = d.location.as_ref().and_then(|l| l.span.clone()).unwrap_or(0..0);
        (text[span].to_owned(), format!("{} | {}", d.message, d.hint.clone().unwrap_or_default()))
    };
    (metadata, diagnostics.iter().map(place).collect())
}

fn seed(text: &str) -> Option<(Metadata, usize)> {
    let (metadata, diagnostics) = seed_front_matter("seeds/a.md", &front_matter(text))?;
    assert!(!diagnostics.has_errors());
    Some((metadata, diagnostics.count(Severity::Warning)))
}

#[test]
fn all_keys_are_read_from_yaml_and_toml() {
    let yaml = "---\ntitle: Über  die\n  Brücke\nauthor: [Ada Vogel, Bo Kern]\ndate: 1920-08~\n\
                published: 2020\nsource: 'Stadtbote'\nurl: https://example.org/a?b=c\nlang: de_AT\n\
                slug: bruecke\ndescription: >\n  Ein\n  Satz\nkind: news\nretrieved: 2020-08-03\n\
                rights: gemeinfrei # frei\n---\n";
    let toml = "+++\ntitle = \"Über die Brücke\"\nauthors = [\"Ada Vogel\", 'Bo Kern']\n\
                date = \"1920-08~\"\npublished = 2020\nsource = 'Stadtbote'\n\
                url = 'https://example.org/a?b=c'\nlanguage = 'de-AT'\nslug = 'bruecke'\n\
                description = 'Ein Satz'\nkind = 'news'\nretrieved = 2020-08-03\n\
                rights = 'gemeinfrei'\n+++\n";
    let (from_yaml, faults) = editor(yaml);
    assert_eq!(faults, []);
    let (from_toml, faults) = editor(toml);
    assert_eq!(faults, []);
    assert_eq!(from_yaml, from_toml);
    assert_eq!(from_yaml.title.as_deref(), Some("Über die Brücke"));
    assert_eq!(from_yaml.authors, ["Ada Vogel", "Bo Kern"]);
    assert_eq!(from_yaml.date.as_ref().map(ToString::to_string).as_deref(), Some("1920-08~"));
    assert_eq!(from_yaml.published.as_ref().map(ToString::to_string).as_deref(), Some("2020"));
    assert_eq!(from_yaml.language.as_deref(), Some("de-AT"));
    assert_eq!(from_yaml.description.as_deref(), Some("Ein Satz"));
    assert_eq!(
        from_yaml.retrieved.as_ref().map(ToString::to_string).as_deref(),
        Some("2020-08-03")
    );
    assert_eq!(from_yaml.rights.as_deref(), Some("gemeinfrei"));
}

#[test]
fn an_editors_mistakes_are_shown_at_their_place() {
    for (line, place, message) in [
        ("titel: a", "titel", "there is no key “titel” | did you mean “title”?"),
        ("Title: a", "", ""),
        (
            "date: 3. August 2020",
            "3. August 2020",
            "“date” cannot be read: “3. August 2020” is no EDTF date: a year has four digits, \
             unknown ones last as X | write 2020-08-03",
        ),
        (
            "url: example.org",
            "example.org",
            "“url” is no web address: “example.org” | write an address that begins with https:// \
             or http://",
        ),
        (
            "url: 'javascript://x'",
            "'javascript://x'",
            "“url” is no web address: “javascript://x” | write an address that begins with \
             https:// or http://",
        ),
        ("lang: German", "German", "“lang” is no language tag: “German” | write de"),
        (
            "slug: Über uns",
            "Über uns",
            "“slug” cannot stand in an address: “Über uns” | write ueber-uns",
        ),
        ("title: [a, b]", "", "“title” takes a single value | write one value, no list"),
        ("author: {a: b}", "", "“author” is no name | write a name or a list of names"),
        (
            "title: a: b",
            ": b",
            "the front matter cannot be read: mapping values are not allowed in this context | put \
             values with a colon, # or brackets in quotes",
        ),
        (
            "title: &x a",
            "a",
            "the front matter cannot be read: YAML document too large or too complex: limits \
             breached: Anchors { anchors: 1 } | write plain keys and values, without anchors, \
             aliases, tags or nesting",
        ),
        (
            "title: !run a",
            "a",
            "the front matter cannot be read: unsupported tag `!run` | write plain keys and \
             values, without anchors, aliases, tags or nesting",
        ),
    ] {
        let (_, faults) = editor(&format!("---\nkind: letter\n{line}\n---\n"));
        match faults.as_slice() {
            [] => assert_eq!(message, "", "{line}"),
            [(at, said)] => {
                assert_eq!(said, message, "{line}");
                assert!(place.is_empty() || at == place, "{line}: {at:?}");
            }
            _ => panic!("{line}: {faults:?}"),
        }
    }
}

#[test]
fn spelling_counts_more_than_yamls_types() {
    let (metadata, faults) =
        editor("---\ntitle: 2020.10\nslug: 007\nkind: yes\nrights: 1e999\n---\n");
    assert_eq!(faults, []);
    assert_eq!(metadata.title.as_deref(), Some("2020.10"));
    assert_eq!(metadata.slug.as_deref(), Some("007"));
    assert_eq!(metadata.kind.as_deref(), Some("yes"));
    assert_eq!(metadata.rights.as_deref(), Some("1e999"));
}

#[test]
fn a_seeds_front_matter_is_read_leniently() {
    let (metadata, warnings) =
        seed("---\nLayout: post\ntitle: Foo\ndate: Mon, 3 Aug 2020 10:00:00 +0200\n---\n").unwrap();
    assert_eq!(metadata.title.as_deref(), Some("Foo"));
    assert_eq!(metadata.date.map(|d| d.to_string()).as_deref(), Some("2020-08-03"));
    assert_eq!(warnings, 0);
    let (metadata, warnings) = seed("---\ntitle: \"Foo\": Bar\ndate: 2020\n---\n").unwrap();
    assert_eq!(metadata.date.map(|d| d.to_string()).as_deref(), Some("2020"));
    assert_eq!(warnings, 1);
    let (metadata, warnings) = seed("---\ndate: yesterday\nurl: /here\n---\n").unwrap();
    assert_eq!(metadata, Metadata::default());
    assert_eq!(warnings, 2);
}

#[test]
fn text_between_two_rules_is_no_front_matter() {
    for text in ["---\n\nHello there\n\n---\n", "---\nNote: this\n\nand that: x: y\n---\n", "Text"]
    {
        assert_eq!(seed(text), None, "{text}");
    }
    assert_eq!(seed("---\n---\nText"), Some((Metadata::default(), 0)));
}

#[test]
fn too_large_front_matter_is_refused() {
    let text = format!("---\ntitle: {}\n---\n", "x".repeat(MAX_FRONT_MATTER));
    let (metadata, faults) = editor(&text);
    assert_eq!(metadata, Metadata::default());
    assert_eq!(faults.len(), 1);
    let (metadata, faults) = editor(&format!("---\ntitle: {}\n---\n", "x".repeat(2001)));
    assert_eq!((metadata.title, faults.len()), (None, 1));
}

#[test]
fn header_lines_end_at_a_blank_line() {
    let keys = |text: &str| match header(text) {
        Header::None => "none".to_owned(),
        Header::Broken { key, span } => format!("broken {key} {span:?}"),
        Header::Lines { entries, end } => {
            let one = |e: &Entry| match &e.value {
                Value::One(value) => format!("{}={value:?}", e.key),
                _ => format!("{}-", e.key),
            };
            format!("{} {:?}", entries.iter().map(one).collect::<Vec<_>>().join(" "), &text[end..])
        }
    };
    for (text, expected) in [
        ("Title: A\nDate: 2020\n\nText", "Title=\"A\" Date=\"2020\" \"Text\""),
        ("title : A\n  b\nURL:\n \t\nText", "title=\"A\\nb\" URL- \"Text\""),
        ("Title: A\nTo: B\n\nText", "broken To 9..11"),
        ("Title: A\nsome words\n\nText", "none"),
        ("To: B\nTitle: A\n\nText", "none"),
        ("\nTitle: A\n\nText", "none"),
        ("Title: A", "none"),
        ("Title: A\n", "none"),
        ("", "none"),
    ] {
        assert_eq!(keys(text), expected, "{text:?}");
    }
}
