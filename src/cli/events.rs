//! What was done when, by which thread: trace events as Chrome's `about:tracing` and Perfetto read them
//! (“Trace Event Format”, JSON array form, complete events; times in microseconds).

use std::cell::RefCell;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::output::Output;

thread_local! {
    /// What this thread has begun and not ended, the last one at the end.
    static BEGUN: RefCell<Vec<(String, Instant)>> = const { RefCell::new(Vec::new()) };
}

/// The events as they come.
#[derive(Debug)]
pub(super) struct Trace {
    start: Instant,
    events: Mutex<Vec<Event>>,
}

#[derive(Debug)]
struct Event {
    name: String,
    category: &'static str,
    /// Seen from the trace's start.
    at: Duration,
    took: Duration,
    /// 0 is the main thread.
    thread: usize,
}

impl Trace {
    /// An empty trace that starts now.
    pub(super) fn new() -> Self {
        Self { start: Instant::now(), events: Mutex::default() }
    }

    /// This thread begins something.
    pub(super) fn begin(what: &str) {
        BEGUN.with_borrow_mut(|begun| begun.push((what.to_owned(), Instant::now())));
    }

    /// This thread has done what it began last.
    pub(super) fn end(&self) {
        if let Some((name, begun)) = BEGUN.with_borrow_mut(Vec::pop) {
            self.push(name, "item", begun);
        }
    }

    /// A stage that began then is over.
    pub(super) fn stage(&self, name: &str, begun: Instant) {
        self.push(name.to_owned(), "stage", begun);
    }

    fn push(&self, name: String, category: &'static str, begun: Instant) {
        let thread = rayon::current_thread_index().map_or(0, |index| index + 1);
        let at = begun.saturating_duration_since(self.start);
        let event = Event { name, category, at, took: begun.elapsed(), thread };
        self.events.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }

    /// The events as JSON, one a line.
    fn json(&self, output: &Output) -> String {
        let events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        let lines: Vec<String> =
            events.iter().map(|event| value(event, output).to_string()).collect();
        format!("[\n{}\n]\n", lines.join(",\n"))
    }

    /// Writes them into a file.
    ///
    /// # Errors
    /// Where that cannot be written, in words.
    #[expect(clippy::disallowed_methods, reason = "a file that the user names, no output")]
    pub(super) fn write(&self, file: &Path, output: &Output) -> Result<(), String> {
        std::fs::write(file, self.json(output))
            .map_err(|error| format!("cannot write {}: {error}", file.display()))
    }
}

fn value(event: &Event, output: &Output) -> Value {
    let microseconds = |time: Duration| time.as_secs_f64() * 1e6;
    json!({
        "name": output.shown(&event.name),
        "cat": event.category,
        "ph": "X",
        "ts": microseconds(event.at),
        "dur": microseconds(event.took),
        "pid": 1,
        "tid": event.thread,
    })
}

#[cfg(test)]
mod tests {
    use super::super::output::{Format, Verbosity};
    use super::*;

    #[test]
    fn events_nest_and_are_complete() {
        let trace = Trace::new();
        let begun = Instant::now();
        Trace::begin("outer");
        Trace::begin("a \"b\".txt");
        trace.end();
        trace.end();
        trace.stage("reading", begun);
        let output = Output::new(Verbosity::Quiet, Format::Human);
        let events: Vec<Value> = serde_json::from_str(&trace.json(&output)).unwrap();
        let names: Vec<_> = events.iter().map(|event| event["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["a \"b\".txt", "outer", "reading"]);
        let end = |event: &Value| event["ts"].as_f64().unwrap() + event["dur"].as_f64().unwrap();
        assert!(
            end(&events[0]) <= end(&events[1])
                && events[0]["ts"].as_f64() >= events[1]["ts"].as_f64()
        );
        assert!(events.iter().all(|event| event["ph"] == "X" && event["pid"] == 1));
    }
}
