//! Who watches a build. The line itself knows no clock: it only says where it is.

/// Watches the steps of a build. What a watcher does not ask for costs a call that does nothing.
pub trait Progress: Sync {
    /// A step begins that has so many items; the one before is over.
    fn step(&self, name: &'static str, items: usize);

    /// Work on one item begins on this thread. Called from any thread.
    fn begin(&self, _what: &str) {}

    /// One item is done: that which this thread began last. Called from any thread.
    fn item(&self);

    /// The step under way took or gave so many bytes.
    fn bytes(&self, _count: usize) {}
}

/// Watches nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn step(&self, _: &'static str, _: usize) {}
    fn item(&self) {}
}

/// Does one item's work while it is watched.
pub(super) fn item<T>(progress: &dyn Progress, what: &str, work: impl FnOnce() -> T) -> T {
    progress.begin(what);
    let done = work();
    progress.item();
    done
}
