//! Running the program in a folder of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder in which the program is run.
pub(crate) struct Place(tempfile::TempDir);

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    /// With times as `0.0 s`, so that they can be compared.
    pub(crate) stderr: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        self.put_bytes(path, text.as_bytes());
    }

    pub(crate) fn put_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        let parent = path.parent().unwrap_or(Path::new(""));
        std::fs::create_dir_all(parent).expect("a folder");
        let mut file = std::fs::File::create(path).expect("a file");
        file.write_all(bytes).expect("a file takes bytes");
    }

    /// Runs the program with arguments parted by blanks.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        self.run_on(arguments, "")
    }

    /// The same with a text on standard input.
    pub(crate) fn run_on(&self, arguments: &str, input: &str) -> Run {
        let mut child = command(self.0.path(), arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("it has an input");
        let input = input.to_owned();
        // A program that refuses its arguments reads nothing.
        let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("the input is written");
        Run {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: timeless(&String::from_utf8(output.stderr).expect("UTF-8")),
        }
    }
}

/// The program, in a folder, without what the tester's own environment says about colours.
pub(crate) fn command(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.current_dir(folder).args(arguments.split_whitespace());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// Sets the time at the end of each line to nought.
fn timeless(text: &str) -> String {
    let line = |line: &str| match line.rsplit_once(" (") {
        Some((words, time)) if time.ends_with(" s)") => format!("{words} (0.0 s)\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}
