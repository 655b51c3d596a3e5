//! A chromedriver of the test's own, ended with the test however it ends.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::client;

/// A running chromedriver.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts one on a port that the system chooses. Where many start at once, another may take that
    /// port first.
    pub(crate) fn start() -> Self {
        let tries = std::iter::repeat_with(Self::try_start).take(5);
        tries.flatten().next().expect("chromedriver ended without naming its port, five times")
    }

    fn try_start() -> Option<Self> {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver does not start: install chromium and chromium-driver");
        let output = child.stdout.take().expect("its output is a pipe");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
        });
        let Some(port) = port else {
            _ = child.wait();
            return None;
        };
        // Whatever else it says is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self { child, port })
    }

    /// Where it listens.
    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked to shut down, it closes its browsers; killed at once, it would leave them running.
        _ = client::exchange(&self.host(), "GET", "/shutdown", "");
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
