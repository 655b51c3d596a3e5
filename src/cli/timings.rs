//! The table of a build's stages that `--timings` prints.

use std::fmt::Write;
use std::time::Duration;

/// A stage that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stage {
    pub(super) name: &'static str,
    pub(super) items: usize,
    /// What it took or gave, where that is known.
    pub(super) bytes: usize,
    pub(super) wall: Duration,
    /// Of all threads; nothing where the system does not say.
    pub(super) cpu: Option<Duration>,
}

/// The processor time that this process has used, of all its threads.
pub(super) fn processor_time() -> Option<Duration> {
    #[cfg(unix)]
    {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        Duration::try_from(now).ok()
    }
    #[cfg(not(unix))]
    {
        None
    }
}

/// A line for each stage, and one for all.
pub(super) fn table(stages: &[Stage]) -> String {
    let mut out = line(["stage", "seconds", "CPU s", "items", "MB"]);
    let mut all =
        Stage { name: "all", items: 0, bytes: 0, wall: Duration::ZERO, cpu: Some(Duration::ZERO) };
    for stage in stages {
        out.push_str(&row(stage));
        all.wall += stage.wall;
        all.cpu = all.cpu.zip(stage.cpu).map(|(a, b)| a + b);
    }
    out.push_str(&row(&all));
    out
}

fn row(stage: &Stage) -> String {
    let seconds = |time: Duration| format!("{:.3}", time.as_secs_f64());
    let some = |n: usize, text: String| if n == 0 { String::new() } else { text };
    line([
        stage.name,
        &seconds(stage.wall),
        &stage.cpu.map(seconds).unwrap_or_default(),
        &some(stage.items, stage.items.to_string()),
        &some(stage.bytes, format!("{:.1}", stage.bytes as f64 / 1e6)),
    ])
}

fn line([name, wall, cpu, items, bytes]: [&str; 5]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write!(out, "{name:<14} {wall:>9} {cpu:>9} {items:>8} {bytes:>8}");
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_add_up() {
        let stage = |name, items, bytes, wall, cpu: Option<u64>| Stage {
            name,
            items,
            bytes,
            wall: Duration::from_millis(wall),
            cpu: cpu.map(Duration::from_millis),
        };
        let stages = [
            stage("reading", 1000, 4_250_000, 120, Some(210)),
            stage("publishing", 4000, 0, 1500, Some(900)),
        ];
        insta::assert_snapshot!(table(&stages), @r"
        stage            seconds     CPU s    items       MB
        reading            0.120     0.210     1000      4.2
        publishing         1.500     0.900     4000
        all                1.620     1.110
        ");
        let unknown = table(&[stage("reading", 0, 0, 5, None)]);
        assert!(unknown.ends_with("all                0.005\n"), "{unknown}");
    }
}
