//! No command prints what is hidden, whatever it is asked for: on neither output, in no format. It still writes the
//! files of the editors as they are to be.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::bare;
use crate::support::{dossier, get_text, put};

/// What is hidden, and by what: a word of a rule, a name of an entry, a word of one document only, a passage of a
/// callout, a place of a callout, words that a pattern finds, and what stands below a callout that hides.
const SECRETS: [&str; 7] = [
    "Zoe Quill",
    "Orla Vane",
    "Kestrelford",
    "forged every page of the ledger in one night",
    "eleven years",
    "XK-4471",
    "her uncle told the police",
];

const RULES: &str = "[[redact]]\nreason = \"a witness\"\nwords = [\"Zoe Quill\"]\n\n\
                     [[redact]]\nreason = \"a witness\"\nentry = \"orla-vane\"\n\n\
                     [[redact]]\nreason = \"a place\"\nwords = [\"Kestrelford\"]\ndocuments = [\"zoe-quill.txt\"]\n\n\
                     [[redact]]\nreason = \"a number\"\npattern = 'XK-\\d+'\n";

const REGISTER: &str = "# Names.\n[[person]]\nid = \"orla-vane\"\nname = \"Orla Vane\"\n\n[[person]]\nid = \"bo-hale\"\n\
                        name = \"Bo Hale\"\ndescription = \"Knew [[orla-vane]] and Zoe Quill.\"\n\n[[place]]\n\
                        id = \"port-ellery\"\nname = \"Port Ellery\"\n";

const SEED: &str = "Title: Zoe Quill speaks\nDate: 1926-02-03\n\nBo Hale met Zoe Quill and Orla Vane at Kestrelford.\n\n\
                    They say she forged every page of the ledger in one night, and Bo Hale saw it.\n\n\
                    She was eleven years old. The file is XK-4471. Bo Hale left Port Ellery on 31 February 1926.\n";

const NOTES: &str = "---\nauthors: [Zoe Quill]\n---\n\n> [!claim] asserted, by=bo-hale, id=met\n> Bo Hale met **Zoe Quill** and \
                     Orla Vane\n\nSee [[bo-hale]] and [[orla-vane]], Zoe Quill's friend at Kestrelford; file XK-4471.\n\n\
                     > [!redact] a crime\n> **forged every page of the ledger in one night**\n\nWhat her uncle told the \
                     police: [[bo-hale]].\n\n> [!redact] an age, scope=here\n> She was **eleven years** old\n\n\
                     > [!note] id=age\n> She was eleven years old\n\nOf eleven years, [[port-ellery]].\n\n> [!name] bo-hale\n\
                     > Bo Hale saw it\n\n> [!note]\n> Bo Hale sat with Zoe Quill all nihgt\n";

const OTHER: &str = "Port Ellery, 3 May 1925. Bo Hale wrote to Zoe Quill at Kestrelford about XK-4471.\n\nNora Finch wrote, too. \
                     Nora Finch and Mr Quill met Nora Finch's brother.\n";

const LINES: &str = "{\"rows\": [{\"id\": \"A\", \"created\": \"2024-05-01\", \"user\": \"acct:zoe_quill@hypothes.is\", \
                     \"uri\": \"https://example.org/d/documents/other.html\", \"text\": \"Zoe Quill, XK-4471\", \"tags\": [], \
                     \"target\": [{\"source\": \"https://example.org/d/documents/other.html\", \"selector\": [{\"type\": \
                     \"TextQuoteSelector\", \"exact\": \"Bo Hale wrote to Zoe Quill\", \"prefix\": \"\", \"suffix\": \"\"}]}], \
                     \"document\": {\"title\": [\"other\"]}}, {\"id\": \"B\", \"created\": \"2024-05-01\", \"user\": \
                     \"acct:x@hypothes.is\", \"uri\": \"https://example.org/zoe-quill\", \"text\": \"x\", \"tags\": [], \
                     \"target\": [{\"source\": \"https://example.org/zoe-quill\", \"selector\": [{\"type\": \"TextQuoteSelector\", \
                     \"exact\": \"Orla Vane never wrote\", \"prefix\": \"Zoe Quill\", \"suffix\": \"\"}]}]}]}";

const NAMES: &str = "item,itemLabel,itemDescription,itemAltLabel\n\
                     http://www.wikidata.org/entity/Q1,Nora Finch,friend of Zoe Quill,\"Orla Vane, N. Finch\"\n";

fn git(folder: &Path, arguments: &[&str]) {
    let who =
        ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"];
    let output =
        Command::new("git").current_dir(folder).args(who).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A dossier with all of them; in its first revision nothing was hidden yet, and a source and a note were others.
fn place() -> TempDir {
    let place = TempDir::new().unwrap();
    let root = place.path();
    for folder in ["seeds", "annotations/pages"] {
        std::fs::create_dir_all(root.join(folder)).unwrap();
    }
    let book = "[book]\ntitle = \"T\"\n[output.dossier]\nsite-url = \"https://example.org/d/\"\n";
    let before = NOTES.split("> [!redact]").next().unwrap();
    for (path, text) in [
        ("book.toml", book),
        ("seeds/zoe-quill.txt", &SEED.replace("They say", "Orla Vane says")),
        ("seeds/other.txt", OTHER),
        ("annotations/register.toml", REGISTER),
        ("annotations/zoe-quill.txt.md", before),
        (
            "annotations/other.txt.md",
            "> [!note]\n> Bo Hale wrote to Zoe Quill\n\nOrla Vane, see [[zoe-quill-speaks]].\n",
        ),
        ("annotations/pages/bo.md", "# Bo\n\nBo Hale and Zoe Quill: [[bo-hale]], [[orla-vane]].\n"),
        ("names.csv", NAMES),
        ("lines.json", LINES),
        (
            "more.txt",
            "Title: Zoe Quill again\nURL: https://example.org/more\n\nOrla Vane and Zoe Quill were at Kestrelford.\n",
        ),
        ("twin.txt", SEED),
    ] {
        put(&root.join(path), text.as_bytes());
    }
    git(root, &["init", "-q"]);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "-m", "first"]);
    put(&root.join("seeds/zoe-quill.txt"), SEED.as_bytes());
    put(&root.join("annotations/redact.toml"), RULES.as_bytes());
    put(&root.join("annotations/zoe-quill.txt.md"), NOTES.as_bytes());
    place
}

/// Runs a command on a copy of its own, and gives the folder.
fn silent(arguments: &str) -> TempDir {
    let place = place();
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let run = dossier(place.path(), &arguments);
    assert_ne!(
        run.status.code(),
        Some(2),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&run.stderr)
    );
    let said = [run.stdout, run.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(!said.trim().is_empty(), "{arguments:?} says nothing");
    for secret in SECRETS {
        assert!(!bare(&said).contains(&bare(secret)), "{arguments:?} says “{secret}”:\n{said}");
    }
    place
}

#[test]
fn no_command_prints_what_is_hidden() {
    for arguments in [
        "check",
        "check --against HEAD",
        "build -v --timings",
        "reanchor --yes",
        "reanchor",
        "diff HEAD",
        "diff HEAD --format json",
        "diff HEAD --format markdown",
        "suggest",
        "suggest --apply",
        "trace zoe-quill-speaks",
        "trace other",
        "trace other#p1 --json",
        "trace other#p9",
        "trace zoe-quill",
        "annotate seeds/zoe-quill.txt --explain",
        "annotate seeds/other.txt --register annotations/register.toml",
        "import lines.json --dry-run",
        "import lines.json",
        "import --register names.csv --all --dry-run",
        "import --register names.csv --all",
        "new seed more.txt --yes",
        "new seed twin.txt --yes",
        "mv orla-vane another --yes",
        "mv bo-hale robert-hale --yes",
        "mv bo-hale robert-hale",
        "mv bo-hale orla-vane --yes",
        "mv met met-once --yes",
        "mv seeds/zoe-quill.txt seeds/letter.txt --yes",
        "mv seeds/other.txt seeds/zoe-quill.txt --yes",
        "mv nobody somebody --yes",
        "explain D0134",
    ] {
        silent(arguments);
    }
    for command in ["check", "reanchor", "mv met met-once"] {
        for format in ["json", "github", "sarif"] {
            if format != "sarif" || command == "check" {
                silent(&format!("{command} --format {format}"));
            }
        }
    }
}

#[test]
fn files_are_changed_as_they_are() {
    let place = silent("mv bo-hale robert-hale --yes");
    let notes = get_text(&place.path().join("annotations/zoe-quill.txt.md"));
    // What stands below a callout that hides is for its writer alone, and no link of the dossier.
    let (before, rest) = NOTES.split_once("police: [[bo-hale]]").unwrap();
    let renamed = [before, rest].map(|part| part.replace("bo-hale", "robert-hale"));
    assert_eq!(notes, renamed.join("police: [[bo-hale]]"));
    let register = get_text(&place.path().join("annotations/register.toml"));
    assert!(
        register.contains("id = \"robert-hale\"") && register.contains("Zoe Quill"),
        "{register}"
    );
    let place = silent("mv seeds/zoe-quill.txt seeds/letter.txt --yes");
    assert_eq!(get_text(&place.path().join("seeds/letter.txt")), SEED);
    let rules = get_text(&place.path().join("annotations/redact.toml"));
    assert_eq!(rules, RULES.replace("zoe-quill.txt", "letter.txt"));
    let place = silent("import lines.json");
    let notes = get_text(&place.path().join("annotations/other.txt.md"));
    assert!(notes.contains("> Bo Hale wrote to █████\n\nZoe Quill, XK-4471"), "{notes}");
}

#[test]
fn what_a_build_did_when_names_no_hidden_file() {
    let place = place();
    let sound = NOTES.split("> [!note] id=age").next().unwrap();
    put(&place.path().join("annotations/zoe-quill.txt.md"), sound.as_bytes());
    put(&place.path().join("seeds/zoe-quill.txt"), SEED.replace("31 Feb", "1 Feb").as_bytes());
    let run = dossier(place.path(), &["build", "--trace", "trace.json"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let trace = get_text(&place.path().join("trace.json"));
    assert!(trace.contains("other.txt"), "{trace}");
    assert!(!bare(&trace).contains("zoequill"), "{trace}");
}
