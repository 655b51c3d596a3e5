//! How far a build is: a bar where a step takes longer than a second and somebody can see it, and
//! with `-v` a line for each step with its time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::count;
use super::output::Output;
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
}

/// The step that is under way.
#[derive(Debug, Default)]
struct Current {
    step: Option<Step>,
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    begun: Instant,
    /// Hidden until the step has taken a second.
    bar: ProgressBar,
}

impl Steps {
    /// A watcher that shows as much as `output` wants.
    pub(super) fn new(output: Output) -> Self {
        let current = Arc::default();
        if output.shows_progress() {
            let watched = Arc::downgrade(&current);
            std::thread::spawn(move || show_when_due(&watched));
        }
        Self { output, current }
    }

    /// Ends the last step. To be called before anything else is printed.
    pub(super) fn finish(&self) {
        let step = lock(&self.current).step.take();
        if let Some(step) = step {
            step.bar.finish_and_clear();
            let name = step.name;
            self.output.detail(&format!("{name:>14}  {}", count::time(step.begun.elapsed())));
        }
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
        lock(&self.current).step = Some(Step { name, begun: Instant::now(), bar });
    }

    fn item(&self) {
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
