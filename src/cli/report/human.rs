//! Diagnostics for people, as rustc shows them: what, where, the words, and a way out.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::super::visible::{visible, visible_line};
use super::Texts;
use super::excerpt::excerpt;
use crate::diagnostic::{Diagnostic, Location, Severity};

/// Columns that a shown line may take.
const WIDTH: usize = 110;

/// One diagnostic and a blank line, with colours.
pub(super) fn write(diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
    render(diagnostic, texts, &Renderer::styled().term_width(WIDTH))
}

/// One diagnostic and a blank line, without colours.
pub(super) fn plain(diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
    render(diagnostic, texts, &Renderer::plain().term_width(WIDTH))
}

fn render(diagnostic: &Diagnostic, texts: &Texts<'_>, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code);
    let mut group = Group::with_title(title);
    if let Some(location) = &diagnostic.location {
        group = locate(group, location, diagnostic.label.as_deref(), texts);
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(visible(note)));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(visible(hint)));
    }
    renderer.render(&[group]) + "\n\n"
}

/// Adds the place, and where a part of the file is meant, its lines.
fn locate<'a>(
    group: Group<'a>,
    location: &Location,
    label: Option<&str>,
    texts: &Texts<'_>,
) -> Group<'a> {
    let origin = Origin::path(texts.path(location));
    let Some((text, span)) = texts.place(location) else { return group.element(origin) };
    let position = text.position(span.start);
    let shown = excerpt(&text, &span);
    let mark = AnnotationKind::Primary.span(shown.mark).label(label.map(visible_line));
    let snippet = Snippet::source(shown.text).line_start(shown.first).annotation(mark);
    if shown.cut {
        group.element(origin.line(position.line).char_column(position.column)).element(snippet)
    } else {
        group.element(snippet.path(texts.path(location)))
    }
}
