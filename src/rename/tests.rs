//! Renaming there and back leaves every byte as it was, and nothing that leads nowhere.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Former, Plan, Stand, plan, subject};
use crate::build::{self, Quiet};
use crate::diagnostic::Severity;
use crate::dossier::{self, Dossier};
use crate::project::{Memory, Project};

type Tree = BTreeMap<String, String>;

fn project(tree: &Tree) -> Project {
    let memory = Memory::default();
    Project::new(tree.iter().fold(memory, |all, (path, text)| all.with(path, text.as_bytes())))
}

fn linked(tree: &Tree) -> (Project, Dossier) {
    let project = project(tree);
    let (dossier, found) = build::linked(&project, &Quiet);
    let dossier = dossier.unwrap();
    let all = found.iter().cloned().chain(dossier::check(&dossier, super::REGISTER));
    let wrong: Vec<String> = all
        .filter(|d| {
            d.severity == Severity::Error && d.code != crate::diagnostic::codes::DUPLICATE_SEED
        })
        .map(|d| format!("{} {:?} {}", d.code, d.location, d.message))
        .collect();
    assert_eq!(wrong, Vec::<String>::new(), "{tree:#?}");
    (project, dossier)
}

fn planned(tree: &Tree, old: &str, new: &str) -> Result<Plan, String> {
    // As the command does: what is hidden has its name, too.
    let mut legible = tree.clone();
    legible.remove(super::REDACTIONS);
    let (_, dossier) = linked(&legible);
    let project = project(tree);
    let stand = Stand { files: project.files(), dossier: &dossier };
    plan(&stand, &subject(&stand, old)?, new, Former::LeadOn)
}

/// The files as a plan leaves them.
fn carried_out(tree: &Tree, plan: &Plan) -> Tree {
    let mut tree = tree.clone();
    let moved: Vec<(String, String)> = plan
        .moves
        .iter()
        .map(|(from, to)| (to.clone(), tree.remove(from).expect("a file that is there")))
        .collect();
    tree.extend(moved);
    for (path, write) in &plan.writes {
        assert_eq!(tree.insert(path.clone(), write.after.clone()), write.before, "{path}");
    }
    for (path, before) in &plan.removes {
        assert_eq!(tree.remove(path).as_ref(), Some(before), "{path}");
    }
    tree
}

fn slugs(dossier: &Dossier) -> BTreeMap<String, String> {
    let documents = dossier.documents.iter().map(|one| &one.document);
    documents.map(|one| (one.provenance.path.clone(), one.slug.clone())).collect()
}

/// How notes files begin.
const FRONTS: [&str; 6] = [
    "",
    "---\ntitle: A letter\n---\n\n",
    "---\r\ntitle: \"A letter\" # so\r\nkind: letter\r\n---\r\n",
    "+++\ntitle = \"A letter\"\n+++\n",
    "\u{FEFF}---\ntitle: x\n---\n",
    "---\nslug: own-address\n---\n\n",
];

const REGISTER: &str = "# Ours.\n\n[[person]]\nid = \"ada\"\nname = \"Ada\"\nnote = \"\"\"\nSee [[bo|her]], `[[ada]]`, \\\n   [[gate]].\n\"\"\"\n\n\
    [[person]]\r\nname = \"Bo\" \r\nid = 'bo'   # her\r\naliases = []\r\n\n[[place]]\nid = \"gate\"\nname = \"the gate\"\ndescription = 'By [[ada]].'\npart-of = \"hill\"\n\
    [[place]]\nid = \"hill\"\nname = \"Hill\"";

/// A dossier of some seeds, with links between all there is.
fn dossier_of(paths: &[String], fronts: &[usize]) -> Tree {
    let mut tree: Tree = BTreeMap::new();
    tree.insert(
        "book.toml".into(),
        "[book]\ntitle = \"T\"\n[output.dossier]\nlayers = [\"claims\", \"notes\"]\n".into(),
    );
    tree.insert(super::REGISTER.into(), REGISTER.into());
    for (n, path) in paths.iter().enumerate() {
        tree.insert(
            format!("seeds/{path}"),
            format!("Ada met Bo at the gate, {n} and {n}.\n\nNobody else came, {n}.\n"),
        );
        let front = FRONTS[fronts[n] % FRONTS.len()];
        let front = front.replace("own-address", &format!("own-{n}"));
        if fronts[n] < FRONTS.len() {
            tree.insert(
                format!("annotations/{path}.md"),
                format!("{front}> [!note]\n> Nobody else\n"),
            );
        }
    }
    let (_, dossier) = linked(&tree);
    let slugs = slugs(&dossier);
    let links: String = slugs
        .values()
        .map(|slug| format!("[[{slug}]], [[{slug}#p1|there]] and [x](documents/{slug}.md#p2). "))
        .collect();
    let noted =
        (0..paths.len()).filter(|n| tree.contains_key(&format!("annotations/{}.md", paths[*n])));
    let claims: String = noted.map(|n| format!("[[ claim-{n} ]] ")).collect();
    tree.insert(
        "annotations/pages/about.md".into(),
        format!("# About\r\n\r\n{links}\r\n\r\n[[ada]] {claims}`[[gate]]` [[hill|`x`]] [y](register/bo.md) [[index]]"),
    );
    tree.insert("annotations/pages/index.md".into(), format!("# T\n\n{links}[[about]]\n"));
    for (n, path) in paths.iter().enumerate() {
        let notes = format!("annotations/{path}.md");
        if let Some(text) = tree.get_mut(&notes) {
            text.push_str(&format!(
                "\n[[#p1]] {links}\n\n> [!name] ada\n> **Ada** met\n\n> [!claim] asserted, by=bo, id=claim-{n}\n> Nobody else came\n\n\
                 See [[claim-{n}]].  \n\n> [!quotation] by=\"gate\"\n> met Bo\n"
            ));
        }
    }
    let first = &paths[0];
    let other = slugs.values().next_back().unwrap();
    tree.insert("annotations/b.jsonld".into(), format!(
        "[{{\"type\":\"Annotation\",\"body\":{{\"value\":\"a \\u2014 [[ada]] [[{other}]]\",\"format\":\"text/markdown\"}},\"target\":{{\"source\":\"seeds/{first}\",\"selector\":{{\"type\":\"TextQuoteSelector\",\"exact\":\"Nobody\"}}}}}}]"
    ));
    tree.insert(
        "annotations/proposals.toml".into(),
        format!("[[proposal]]\nname = \"Adah\"\nkind = \"person\"\ndecision = \"alias-of: ada\" # sure\ncontexts = [\n  \"{other}#p1: met\",\n]\n"),
    );
    tree
}

fn any_paths() -> impl Strategy<Value = (Vec<String>, Vec<usize>)> {
    let path = (
        prop::sample::select(vec!["", "a/", "a/b/", "c/"]),
        prop::sample::select(vec!["reply", "note", "2020-08-03", "ada-2", "Größe"]),
    );
    let path = path.prop_map(|(folder, stem)| format!("{folder}{stem}.txt"));
    let paths = prop::collection::btree_set(path, 1..5);
    (paths, prop::collection::vec(0..8_usize, 5))
        .prop_map(|(paths, fronts)| (paths.into_iter().collect(), fronts))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn there_and_back_leaves_every_byte(
        (paths, fronts) in any_paths(), which in 0..4_usize, n in 0..8_usize, folder in 0..3_usize,
    ) {
        let tree = dossier_of(&paths, &fronts);
        let (_, before) = linked(&tree);
        let addresses = slugs(&before);
        let seed = &paths[n % paths.len()];
        let (old, new) = match which {
            0 => {
                let stem = ["reply", "note", "elsewhere"][n % 3];
                (format!("seeds/{seed}"), format!("seeds/{}{stem}.txt", ["", "a/", "d/e/"][folder]))
            }
            1 if seed.contains('/') => {
                let folder = seed.split('/').next().unwrap();
                (format!("{folder}/"), "moved/".to_owned())
            }
            2 => (format!("documents/{}", addresses[seed]), "documents/new-address".to_owned()),
            _ => {
                let all =
                    [("ada", "ada-orme"), ("register/gate", "a-gate"), ("about", "method-of-ours"), ("hill", "fell"), ("#claim-0", "#first-claim")];
                let (old, new) = all[n % 5];
                (old.to_owned(), new.to_owned())
            }
        };
        let Ok(there) = planned(&tree, &old, &new) else { return Ok(()) };
        let moved = carried_out(&tree, &there);
        let (_, after) = linked(&moved);
        // Every address is as it was, or leads on.
        let formerly: Vec<&String> =
            after.documents.iter().flat_map(|one| &one.document.metadata.formerly).collect();
        let now = slugs(&after);
        for (path, slug) in &addresses {
            let to = there.moves.iter().find(|(from, _)| *from == format!("seeds/{path}"));
            let path = to.map_or(path.as_str(), |(_, to)| to.trim_start_matches("seeds/"));
            prop_assert!(now[path] == *slug || formerly.contains(&slug), "{slug}: {now:?} {formerly:?}");
        }
        let back = planned(&moved, &new, &old).unwrap_or_else(|error| panic!("{new} {old}: {error}"));
        prop_assert_eq!(carried_out(&moved, &back), tree);
    }
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let tree =
        dossier_of(&["a/reply.txt".into(), "c/reply.txt".into(), "note.txt".into()], &[1, 2, 5]);
    for (old, new, expect) in [
        ("adda", "x", "did you mean ada?"),
        ("ada", "bo", "“bo” is taken"),
        ("ada", "Ada Orme", "cannot be an id; only a–z, 0–9 and “-” stand in it: ada-orme"),
        ("ada", "none", "reserved"),
        ("ada", "ada", "it is called ada already"),
        (
            "a/reply.txt",
            "a/reply.md",
            "a seed keeps its ending, by which its type is known: a/reply.md.txt",
        ),
        ("a/reply.txt", "../reply.txt", "cannot be a seed's path"),
        ("a/reply.txt", "c/", "exist already"),
        ("a/reply.txt", "seeds/a/reply.txt", "is where it is already"),
        ("a/reply.txt", "a/ada.txt", "“ada” is taken"),
        ("a/", "a/b/", "moved into itself"),
        ("index", "start", "keeps its name"),
        ("timeline", "x", "there is no “timeline”"),
    ] {
        match planned(&tree, old, new) {
            Err(message) => assert!(message.contains(expect), "{old} {new}: {message}"),
            // A folder in itself is possible, as long as no path is taken twice.
            Ok(_) => assert_eq!(old, "a/", "{old} {new}"),
        }
    }
}

const REDACTIONS: &str = "[[redact]]\nreason = \"a minor\"\nwords = [\"Zed\"]\ndocuments = [\"a/\", \"note.txt\"]\n\n\
                          [[redact]]\nreason = 'private'\nentry = 'hill'\n";

#[test]
fn what_is_hidden_stays_hidden() {
    let paths = ["a/b/reply.txt".to_owned(), "a/reply.txt".to_owned(), "note.txt".to_owned()];
    let mut tree = dossier_of(&paths, &[1, 2, 5]);
    tree.insert("annotations/redact.toml".into(), REDACTIONS.into());
    for (old, new, from, to) in [
        ("note.txt", "c/note.txt", "\"note.txt\"", "\"c/note.txt\""),
        ("a/", "elsewhere/", "\"a/\"", "\"elsewhere/\""),
        ("hill", "fell", "'hill'", "'fell'"),
    ] {
        let plan = planned(&tree, old, new).unwrap();
        let now = carried_out(&tree, &plan);
        assert_eq!(now["annotations/redact.toml"], REDACTIONS.replace(from, to), "{old}");
        let back = planned(&now, new, old).unwrap();
        assert_eq!(carried_out(&now, &back), tree, "{old}");
    }
    for (old, new) in [("a/reply.txt", "c/reply.txt"), ("a/b/", "c/")] {
        let error = planned(&tree, old, new).unwrap_err();
        assert!(error.contains("would show them"), "{old}: {error}");
    }
}
