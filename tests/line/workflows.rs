//! The workflows that are shipped: ours, and the one that `dossier init` writes. Nobody but who is named by a
//! hash gets to run code in them, and no job may more than it asks for.

use crate::support::{get_text, repository, tree};

/// The workflows: their paths and texts.
fn workflows() -> Vec<(String, String)> {
    let files = tree(&repository().join(".github/workflows")).into_keys();
    let ours = files.map(|name| format!(".github/workflows/{name}"));
    let all = ours.chain(["src/cli/init/files/pages.yml".to_owned()]);
    all.map(|file| (file.clone(), get_text(&repository().join(file)))).collect()
}

/// What stands behind a key on each line that has it.
fn values<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    text.lines()
        .filter_map(|line| line.trim_start().trim_start_matches("- ").strip_prefix(key))
        .map(str::trim)
        .collect()
}

#[test]
fn every_action_is_pinned_by_its_hash() {
    let mut seen = 0;
    for (file, text) in workflows() {
        for action in values(&text, "uses:") {
            let (_, rest) = action.split_once('@').unwrap();
            let (hash, version) = rest.split_once(" # v").unwrap_or((rest, ""));
            let pinned = hash.len() == 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(pinned && !version.is_empty(), "{file}: {action}");
            seen += 1;
        }
    }
    assert!(seen > 10, "only {seen} actions were seen");
}

#[test]
fn nothing_is_permitted_but_what_a_job_asks_for() {
    for (file, text) in workflows() {
        assert!(text.contains("\npermissions: {}\n"), "{file}");
        let checkouts = text.matches("actions/checkout@").count();
        let kept = text.matches("persist-credentials: false").count();
        assert_eq!(checkouts, kept, "{file}: a checkout leaves its token behind");
    }
}

/// What others can choose (titles, branches, tags) reaches a shell only by way of its environment.
#[test]
fn no_expression_stands_in_a_shell_command() {
    for (file, text) in workflows() {
        let mut within = None;
        for line in text.lines() {
            let indent = line.len() - line.trim_start().len();
            if within.is_some_and(|run| indent <= run && !line.trim().is_empty()) {
                within = None;
            }
            if line.trim_start().trim_start_matches("- ").starts_with("run:") {
                within = Some(indent);
            }
            assert!(within.is_none() || !line.contains("${{"), "{file}: {line}");
        }
    }
}
