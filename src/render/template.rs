//! The theme's templates.

use std::collections::BTreeMap;
use std::io;

use tera::{Context, Tera, Value};

use super::context::{Bodies, View};
use super::html::write_escaped;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::locale::Catalogue;
use crate::project::Theme;

/// All templates, compiled.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// The interface's strings, as a value that all pages share.
    words: Value,
    /// Which templates are the dossier's own.
    own: BTreeMap<String, bool>,
}

impl Templates {
    /// Compiles a theme's templates; `None` with the reasons where one is broken.
    #[must_use]
    pub fn new(theme: &Theme) -> (Option<Self>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let mut sources: Vec<(String, String)> = Vec::new();
        let mut own = BTreeMap::new();
        for (name, file) in &theme.templates {
            if !name.ends_with(".html") && !name.ends_with(".xml") {
                continue;
            }
            match String::from_utf8(file.bytes.clone()) {
                Ok(text) => sources.push((name.clone(), text)),
                Err(_) => diagnostics.push(
                    Diagnostic::error(codes::TEMPLATE, format!("template “{name}” is not UTF-8"))
                        .in_file(format!("templates/{name}"))
                        .hint("save it as UTF-8"),
                ),
            }
            own.insert(name.clone(), file.own);
        }
        let mut tera = Tera::new();
        tera.set_escape_fn(write_escaped);
        if let Err(error) = tera.add_raw_templates(sources) {
            diagnostics.push(broken(&error, &own));
            return (None, diagnostics);
        }
        let usable = !diagnostics.has_errors();
        (usable.then_some(Self { tera, words: Value::undefined(), own }), diagnostics)
    }

    /// The same with the interface's strings in a language.
    #[must_use]
    pub fn speaking(self, words: &Catalogue) -> Self {
        Self { words: Value::from_serializable(&words.text), ..self }
    }

    /// Renders a page.
    ///
    /// # Errors
    /// Where the template refers to what its context does not have.
    pub fn page(
        &self,
        name: &str,
        view: &View,
        bodies: &Bodies,
    ) -> Result<String, Box<Diagnostic>> {
        let render = || -> Result<String, tera::Error> {
            let mut context = Context::from_serialize(view)?;
            context.insert_value("t", self.words.clone());
            for (key, html) in [
                ("body", &bodies.body),
                ("introduction", &bodies.introduction),
                ("apparatus", &bodies.apparatus),
                ("json_ld", &bodies.json_ld),
            ] {
                context.insert_value(key, Value::safe_string(html.as_str()));
            }
            self.rendered(name, &context)
        };
        render().map_err(|error| self.refused(name, &error))
    }

    /// Renders a file that is no page (a feed, a site map).
    ///
    /// # Errors
    /// Where the template refers to what its context does not have.
    pub fn file<T: serde::Serialize>(
        &self,
        name: &str,
        context: &T,
    ) -> Result<String, Box<Diagnostic>> {
        Context::from_serialize(context)
            .and_then(|context| self.rendered(name, &context))
            .map_err(|error| self.refused(name, &error))
    }

    /// An error as a diagnostic about the template that it names, or about this one.
    fn refused(&self, name: &str, error: &tera::Error) -> Box<Diagnostic> {
        let diagnostic = broken(error, &self.own);
        Box::new(match diagnostic.location {
            Some(_) => diagnostic,
            None => diagnostic.in_file(format!("templates/{name}")),
        })
    }

    fn rendered(&self, name: &str, context: &Context) -> Result<String, tera::Error> {
        let mut page = Bounded(Vec::new());
        self.tera.render_to(name, context, &mut page)?;
        Ok(String::from_utf8(page.0)?)
    }
}

/// Longest file that a template may give, in bytes: loops in loops would fill any memory.
const LONGEST: usize = 256 << 20;

/// A file that grows so far and no further.
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(io::Error::other("it gives more than 256 MiB"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A template's error as a diagnostic. The library's report names the template and shows the line.
fn broken(error: &tera::Error, own: &BTreeMap<String, bool>) -> Diagnostic {
    let mut reasons = vec![error.to_string()];
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        reasons.push(cause.to_string());
        source = cause.source();
    }
    let report = reasons.join("\n");
    let named = own.keys().filter(|name| report.contains(name.as_str()));
    let name = named.max_by_key(|name| name.len()).cloned();
    let mut lines = report.trim().lines();
    let first = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    let rest = lines.collect::<Vec<_>>().join("\n");
    let mut diagnostic =
        Diagnostic::error(codes::TEMPLATE, format!("a template cannot be used: {first}"));
    if !rest.trim().is_empty() {
        diagnostic = diagnostic.note(rest.trim_end());
    }
    if let Some(name) = name {
        let is_own = own.get(&name).copied().unwrap_or_default();
        diagnostic = diagnostic.in_file(format!("templates/{name}"));
        if is_own {
            return diagnostic.hint(
                "mend the file, or delete it to use the built-in template of this name again",
            );
        }
    }
    diagnostic
}
