//! A dossier as a revision of git has it: read through the program `git`, with fixed arguments and
//! without a shell. Nothing is checked out or written.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::project::Memory;

/// What is read of a revision.
const PATHS: [&str; 3] = ["seeds", "annotations", "book.toml"];

/// Files larger than this are left out, as on the disk.
const MAX_BYTES: usize = 64 << 20;

/// The dossier in `root` as it is in a revision.
///
/// # Errors
/// In words, where git is not there, knows no such revision, or cannot read it.
pub(super) fn read(root: &Path, revision: &str) -> Result<Memory, String> {
    let commit = commit(root, revision)?;
    let mut list = git(root);
    list.args(["ls-tree", "-r", "-z", "--name-only", &commit, "--"]).args(PATHS);
    let listed = output(&mut list)?;
    let paths: Vec<&str> = listed
        .split(|byte| *byte == 0)
        .filter_map(|path| std::str::from_utf8(path).ok())
        .filter(|path| !path.is_empty() && !path.contains('\n'))
        .collect();
    if !paths.contains(&"book.toml") {
        return Err(format!("“{revision}” has no book.toml in this folder"));
    }
    contents(root, &commit, &paths)
}

/// The id of a revision's commit.
fn commit(root: &Path, revision: &str) -> Result<String, String> {
    let unknown = || format!("git knows no revision “{revision}” here");
    if revision.is_empty() || revision.starts_with('-') {
        return Err(unknown());
    }
    let mut parse = git(root);
    parse.args(["rev-parse", "--verify", "--quiet", "--end-of-options"]);
    parse.arg(format!("{revision}^{{commit}}"));
    let id = output(&mut parse).map_err(|error| match error.as_str() {
        NO_GIT => error,
        _ => unknown(),
    })?;
    let id = String::from_utf8_lossy(&id).trim().to_owned();
    id.chars().all(|c| c.is_ascii_hexdigit()).then_some(id).ok_or_else(unknown)
}

const NO_GIT: &str = "the program git is not installed, or not on the path";

fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(["--no-pager", "--no-optional-locks"]);
    command
}

fn output(command: &mut Command) -> Result<Vec<u8>, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|_| NO_GIT.to_owned())?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.lines().next().unwrap_or("git failed").to_owned())
}

/// All files by one child: git answers one name a line with a head, the bytes, and a line end.
fn contents(root: &Path, commit: &str, paths: &[&str]) -> Result<Memory, String> {
    let failed = |error: std::io::Error| format!("git: {error}");
    let mut child = git(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| NO_GIT.to_owned())?;
    let mut stdin = child.stdin.take().ok_or(NO_GIT)?;
    let names: String = paths.iter().map(|path| format!("{commit}:./{path}\n")).collect();
    // It answers while it is still asked: both pipes must flow.
    let writer = std::thread::spawn(move || stdin.write_all(names.as_bytes()));
    let mut answers = BufReader::new(child.stdout.take().ok_or(NO_GIT)?);
    let mut memory = Memory::default();
    for path in paths {
        let mut head = String::new();
        answers.read_line(&mut head).map_err(failed)?;
        let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
        let Some(size) = size else {
            return Err(format!("git cannot read {path}: {}", head.trim_end()));
        };
        let mut bytes = Vec::new();
        answers.by_ref().take(size as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
        bytes.truncate(size);
        if size <= MAX_BYTES {
            memory = memory.with(path, bytes);
        }
    }
    // All was read; how it ends says nothing more.
    let _ = writer.join();
    let _ = child.wait();
    Ok(memory)
}
