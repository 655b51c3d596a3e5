//! How far a build is: a bar where a step takes longer than a second and somebody can see it, and
//! with `-v` a line for each step with its time. What the steps took is kept for `--timings`, and with
//! `--trace` each item's beginning and end.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::count;
use super::events::Trace;
use super::output::Output;
use super::plan::Watched;
use super::timings::{self, Stage};
use crate::build::Progress;

/// How long a step takes before it gets a bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often it is looked whether a bar is due.
const TICK: Duration = Duration::from_millis(100);

const TEMPLATE: &str = "{msg:>14} [{bar:30}] {pos}/{len}";

/// Watches a build.
#[derive(Debug)]
pub(super) struct Steps {
    output: Output,
    current: Arc<Mutex<Current>>,
    trace: Option<Trace>,
}

/// The step that is under way.
#[derive(Debug)]
struct Current {
    step: Option<Step>,
    /// The steps before it, where somebody will ask.
    done: Option<Vec<Stage>>,
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    begun: Instant,
    /// The processor time used before it.
    cpu: Option<Duration>,
    items: usize,
    bytes: usize,
    /// Hidden until the step has taken a second.
    bar: ProgressBar,
}

impl Steps {
    /// A watcher that shows as much as `output` wants.
    pub(super) fn new(output: Output) -> Self {
        Self::watching(output, &Watched::default())
    }

    /// The same, and keeps what is to be told when all is done.
    pub(super) fn watching(output: Output, watched: &Watched) -> Self {
        let done = watched.timings.then(Vec::new);
        let current = Arc::new(Mutex::new(Current { step: None, done }));
        if output.shows_progress() {
            let watched = Arc::downgrade(&current);
            std::thread::spawn(move || show_when_due(&watched));
        }
        Self { output, current, trace: watched.trace.is_some().then(Trace::new) }
    }

    /// Ends the last step. To be called before anything else is printed.
    pub(super) fn finish(&self) {
        let step = lock(&self.current).step.take();
        if let Some(step) = step {
            step.bar.finish_and_clear();
            let (name, wall) = (step.name, step.begun.elapsed());
            let cpu = timings::processor_time().zip(step.cpu).map(|(now, then)| now - then);
            self.output.detail(&format!("{name:>14}  {}", count::time(wall)));
            if let Some(trace) = &self.trace {
                trace.stage(name, step.begun);
            }
            let stage = Stage { name, items: step.items, bytes: step.bytes, wall, cpu };
            if let Some(done) = &mut lock(&self.current).done {
                done.push(stage);
            }
        }
    }

    /// What the steps took, as a table.
    pub(super) fn table(&self) -> String {
        timings::table(lock(&self.current).done.as_deref().unwrap_or_default())
    }

    /// Writes what was traced into a file.
    ///
    /// # Errors
    /// Where that cannot be written, in words.
    pub(super) fn write_trace(&self, file: &Path) -> Result<(), String> {
        self.trace.as_ref().map_or(Ok(()), |trace| trace.write(file, &self.output))
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        self.finish();
    }
}

impl Progress for Steps {
    fn step(&self, name: &'static str, items: usize) {
        self.finish();
        let bar = ProgressBar::with_draw_target(Some(items as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(name);
        lock(&self.current).step = Some(Step {
            name,
            begun: Instant::now(),
            cpu: timings::processor_time(),
            items,
            bytes: 0,
            bar,
        });
    }

    fn begin(&self, what: &str) {
        if self.trace.is_some() {
            Trace::begin(what);
        }
    }

    fn bytes(&self, count: usize) {
        if let Some(step) = &mut lock(&self.current).step {
            step.bytes += count;
        }
    }

    fn item(&self) {
        if let Some(trace) = &self.trace {
            trace.end();
        }
        if let Some(step) = &lock(&self.current).step {
            step.bar.inc(1);
        }
    }
}

/// Shows the bar of each step that has taken long enough, as long as somebody watches.
fn show_when_due(current: &Weak<Mutex<Current>>) {
    loop {
        std::thread::sleep(TICK);
        let Some(current) = current.upgrade() else { return };
        if let Some(step) = &lock(&current).step
            && step.bar.is_hidden()
            && step.begun.elapsed() > PATIENCE
        {
            step.bar.set_draw_target(ProgressDrawTarget::stderr());
            step.bar.tick();
        }
    }
}

/// A count is still good where a thread died while it counted.
fn lock(current: &Mutex<Current>) -> MutexGuard<'_, Current> {
    current.lock().unwrap_or_else(PoisonError::into_inner)
}
