//! The handbook in docs/: a dossier in order, of which every command does what it says.
//!
//! What stands in a block ```` ```console ```` is run, chapter by chapter, in one folder beside a copy of the
//! examples, and what it prints is compared; a line `…` stands for any lines. What stands below “Put this into” or
//! “Add this to” a file is written into it. Commands in blocks ```` ```sh ```` need a browser or a network: of
//! them it is only seen whether the program knows them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{copy_all, dossier, get_text, put, repository};

/// A block of code, and the paragraph right before it.
struct Block {
    language: String,
    lines: Vec<String>,
    lead: String,
}

/// The chapters in order, each with its file's name.
fn chapters() -> Vec<(String, String)> {
    let seeds = walkdir::WalkDir::new(repository().join("docs/seeds")).sort_by_file_name();
    let files = seeds.into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.file_name().to_str().unwrap().to_owned(), get_text(entry.path())))
        .collect()
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut lead = String::new();
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some("") if open => open = false,
            Some(language) if !open => {
                open = true;
                let lead = std::mem::take(&mut lead);
                blocks.push(Block { language: language.to_owned(), lines: Vec::new(), lead });
            }
            _ if open => blocks.last_mut().unwrap().lines.push(line.to_owned()),
            _ if line.is_empty() => {}
            _ => line.clone_into(&mut lead),
        }
    }
    blocks
}

/// The file that a paragraph says to write, and whether to add to it.
fn file(lead: &str) -> Option<(String, bool)> {
    let (at, adds) = match (lead.rfind("Put this into `"), lead.rfind("Add this to `")) {
        (Some(at), _) => (at, false),
        (_, Some(at)) => (at, true),
        _ => return None,
    };
    let path = lead[at..].split('`').nth(1)?;
    lead.ends_with("`:").then(|| (path.to_owned(), adds))
}

/// Runs a line of a shell, the program being on its path.
fn shell(folder: &Path, home: &Path, line: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_dossier")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let paths = std::iter::once(program.to_owned()).chain(std::env::split_paths(&path));
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {line}\n}} 2>&1")])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(paths).unwrap())
        .env("HOME", home)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    timeless(String::from_utf8(output.stdout).unwrap().trim_end())
}

/// Without what differs between two runs or versions: times, and the lines of the program's own rules.
fn timeless(text: &str) -> String {
    let time = regex::Regex::new(r"\([0-9]+\.[0-9] s\)").unwrap();
    let line = regex::Regex::new(r"(src/recognise/\S+\.toml):[0-9]+").unwrap();
    let text = time.replace_all(text, "(0.1 s)");
    line.replace_all(&text, "$1:1").into_owned()
}

/// Whether lines are those expected, `…` being any.
fn fits(printed: &[&str], expected: &[String]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((any, rest)) if any == "…" => {
            (0..=printed.len()).any(|skipped| fits(&printed[skipped..], rest))
        }
        Some((line, rest)) => printed.first() == Some(&line.as_str()) && fits(&printed[1..], rest),
    }
}

/// Runs a block's commands and compares what they print; gives the folder in which the last one ended.
fn follow(chapter: &str, block: &Block, mut here: PathBuf, home: &Path) -> PathBuf {
    let mut lines = block.lines.iter().peekable();
    while let Some(command) = lines.next() {
        let command = command.strip_prefix("$ ").expect("a command");
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            expected.push(timeless(line));
        }
        if let Some(folder) = command.strip_prefix("cd ") {
            here.push(folder);
            continue;
        }
        let printed = shell(&here, home, command);
        let printed: Vec<&str> = printed.lines().collect();
        assert!(fits(&printed, &expected), "{chapter}: $ {command}\n{}", printed.join("\n"));
    }
    here
}

#[test]
fn its_commands_do_what_it_says() {
    let folder = tempfile::TempDir::new().unwrap();
    let example = folder.path().join("examples/harrow-weir");
    std::fs::create_dir_all(&example).unwrap();
    copy_all(&repository().join("examples/harrow-weir/seeds"), &example.join("seeds"));
    let mut here = folder.path().to_owned();
    let mut commands = 0;
    for (chapter, text) in chapters() {
        for block in blocks(&text) {
            match block.language.as_str() {
                "console" => {
                    commands += block.lines.iter().filter(|line| line.starts_with("$ ")).count();
                    here = follow(&chapter, &block, here, folder.path());
                }
                "sh" => {
                    for line in &block.lines {
                        let mut words = line.split_whitespace();
                        if words.next() == Some("dossier") {
                            let known = dossier(folder.path(), &[words.next().unwrap(), "--help"]);
                            let help = String::from_utf8(known.stdout).unwrap();
                            let options = words.filter(|word| word.starts_with("--"));
                            options
                                .for_each(|word| assert!(help.contains(word), "{chapter}: {line}"));
                        }
                    }
                }
                _ => {
                    let Some((path, adds)) = file(&block.lead) else { continue };
                    let path = here.join(path);
                    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                    let before = if adds { get_text(&path) } else { String::new() };
                    put(&path, format!("{before}{}\n", block.lines.join("\n")).as_bytes());
                }
            }
        }
    }
    assert!(commands > 30, "only {commands} commands");
}

#[test]
fn it_is_a_dossier_in_order() {
    let folder = crate::support::copy(&repository().join("docs"));
    let check = dossier(folder.path(), &["check"]);
    let said = String::from_utf8(check.stderr).unwrap();
    assert!(check.status.success() && said.contains("0 errors, 0 warnings"), "{said}");
    let built = dossier(folder.path(), &["build", "-q", "--locked"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
}

#[test]
fn every_command_stands_in_it() {
    let help = String::from_utf8(dossier(repository(), &["--help"]).stdout).unwrap();
    let commands = help.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    let names = commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let all: String = chapters().into_iter().map(|(_, text)| text).collect();
    for name in names.filter(|name| !name.is_empty() && *name != "help") {
        assert!(all.contains(&format!("dossier {name}")), "{name}");
    }
}
