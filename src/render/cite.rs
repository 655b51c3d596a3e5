//! What the template of a document's citation gets.

use super::context::{CiteFormat, CiteView, Settings};
use crate::cite::{FORMATS, Formatted, Work, version};
use crate::locale::Catalogue;
use crate::page::Page;
use crate::site::{permalink, root_of};

/// A document's citation; `None` for a page without a passport.
pub(super) fn view(page: &Page, settings: &Settings, words: &Catalogue) -> Option<CiteView> {
    let passport = page.front.document.as_ref()?;
    let work = Work::new(page, settings.container())?;
    let formatted = Formatted::new(&work, words);
    let formats = FORMATS.map(|format| CiteFormat {
        name: format.name,
        text: format.of(&work, words),
        href: format!("{}{}", root_of(&page.path), format.file(&page.path)),
        mime: format.mime,
    });
    let site = settings.site_url.as_deref().unwrap_or_default();
    let notes = format!("annotations/{}.md", passport.path);
    Some(CiteView {
        text: formatted.text,
        stop: formatted.stop,
        url: formatted.url,
        sum: formatted.version,
        sum_whole: work.note(words).unwrap_or_default(),
        version: version(passport).unwrap_or_default().to_owned(),
        source: format!("{site}{}", permalink(&page.path)),
        note_hint: words.fill("cite-note-hint", "file", &notes),
        quotation: words.quoted("{words}"),
        formats: formats.into(),
    })
}
