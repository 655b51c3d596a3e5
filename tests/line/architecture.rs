//! ARCHITECTURE.md says what modules there are and in which order they stand; the code has to agree.

use std::path::Path;

use crate::support::{get_text, repository};

/// The modules in the order of `src/lib.rs`.
fn modules() -> Vec<String> {
    let lib = get_text(&repository().join("src/lib.rs"));
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

#[test]
fn no_module_imports_a_later_one() {
    let modules = modules();
    let place = |name: &str| modules.iter().position(|module| module == name);
    let mut looked_at = 0;
    for entry in walkdir::WalkDir::new(repository().join("src")) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(repository().join("src")).unwrap();
        let Some(own) = module_of(path).and_then(|name| place(&name)) else { continue };
        let code = code_without_tests(entry.path());
        for (at, _) in code.match_indices("crate::") {
            let name: String =
                code[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let Some(other) = place(&name) else { continue };
            assert!(
                other <= own,
                "{} ({}) imports {name}, which comes later",
                path.display(),
                modules[own]
            );
            looked_at += 1;
        }
    }
    assert!(looked_at > 100, "only {looked_at} imports were found");
}

/// `render/html.rs` → `render`; the library's and the program's own files belong to none.
fn module_of(path: &Path) -> Option<String> {
    if path.extension()? != "rs" || path.file_stem()? == "tests" || path.file_stem()? == "testing" {
        return None;
    }
    let first = path.components().next()?.as_os_str().to_str()?;
    Some(first.trim_end_matches(".rs").to_owned())
}

fn code_without_tests(path: &Path) -> String {
    let code = get_text(path);
    let end = code.find("#[cfg(test)]\nmod tests {").unwrap_or(code.len());
    let lines = code[..end].lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_document_names_every_module_in_order() {
    let text = get_text(&repository().join("ARCHITECTURE.md"));
    assert!(text.lines().count() < 200, "ARCHITECTURE.md is to be read in one go");
    let named: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert_eq!(named, modules());
}
