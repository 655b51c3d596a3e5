//! `explain`: what the codes of diagnostics mean.

use super::Outcome;
use super::output::Output;
use super::plan::Explain;
use crate::diagnostic::{Explanation, File, explanations};

/// Prints what was asked for.
pub(super) fn explain(what: Explain, output: &Output) -> Outcome {
    let text = match what {
        Explain::One(explanation) => one(explanation),
        Explain::List => list(),
        Explain::Page => page(),
    };
    match output.result(text.as_bytes()) {
        Ok(_) => Outcome::Done,
        Err(error) => {
            output.refuse_to_go_on(&format!("the explanation cannot be written: {error}"));
            Outcome::Failed
        }
    }
}

fn list() -> String {
    let line = |e: &Explanation| format!("{}  {:<7}  {}\n", e.code, e.severity(), e.title);
    explanations().iter().map(line).collect()
}

/// How much a code matters, and whether that can be set.
fn level(explanation: &Explanation) -> String {
    let (code, severity) = (&explanation.code, explanation.severity());
    if explanation.firm {
        return format!("{severity}; it cannot be set lower");
    }
    format!("{severity}; [output.dossier.levels] {code} = \"allow\", \"warn\" or \"error\"")
}

fn one(explanation: &Explanation) -> String {
    let Explanation { code, title, text, example, .. } = explanation;
    let mut out = format!("{code}: {title}\n({})\n\n{}\n\n", level(explanation), text.trim());
    out.push_str(&format!("Example, with `dossier {}`:\n", example.command));
    for file in &example.files {
        out.push_str(&format!("\n  {}{}\n", file.path, shown_kind(file)));
        for line in file.text.lines() {
            out.push_str(format!("    {line}").trim_end());
            out.push('\n');
        }
    }
    for line in example.input.lines() {
        out.push_str(&format!("\n  standard input\n    {line}\n"));
    }
    out
}

/// What a file is, where that is more than its text.
fn shown_kind(file: &File) -> String {
    match (&file.link, &file.hex) {
        (Some(target), _) => format!(" → {target}"),
        (_, Some(hex)) => format!(" (the bytes {hex})"),
        _ => String::new(),
    }
}

/// All explanations as a page of the documentation.
fn page() -> String {
    let mut out = String::from(PREFACE);
    for explanation in explanations() {
        let Explanation { code, title, .. } = explanation;
        out.push_str(&format!(
            "| [{code}](#{}) | {} | {title} |\n",
            code.to_lowercase(),
            explanation.severity()
        ));
    }
    for explanation in explanations() {
        let Explanation { code, title, text, example, .. } = explanation;
        out.push_str(&format!(
            "\n## {code}\n\n**{title}** ({})\n\n{}\n",
            level(explanation),
            text.trim()
        ));
        for file in &example.files {
            let fence = if file.text.contains("```") { "````" } else { "```" };
            out.push_str(&format!("\n`{}`{}\n", file.path, shown_kind(file)));
            if !file.text.is_empty() {
                out.push_str(&format!("\n{fence}\n{}\n{fence}\n", file.text.trim_end()));
            }
        }
    }
    out
}

const PREFACE: &str = "\
# What is checked

`dossier check` builds without writing and reports what is wrong; `build` and `serve` report the same. Every
diagnostic has a code that never changes its meaning. `dossier explain CODE` shows what stands here.

How much a code matters can be set in `book.toml`:

```toml
[output.dossier.levels]
D0110 = \"allow\"     # not reported
D0109 = \"warn\"      # reported, and the build goes on
D0033 = \"error\"     # stops the build
```

Codes about what would make the site false, lose something, or leave nothing to build from cannot be set
lower than an error.

`--format json` gives one object a line, `--format github` marks the lines of a pull request, `--format
sarif` gives a document for code scanning. JSON and SARIF carry a `fix` where there is one: which words
become which.

This page is made by `dossier explain --markdown`; a test holds that it is up to date.

| code | level | |
| --- | --- | --- |
";
