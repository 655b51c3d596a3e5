//! From pages to the site's files.

use rayon::prelude::*;

use super::progress::item;
use super::{Options, Tools};
use crate::card;
use crate::cite;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dossier::Dossier;
use crate::locale::Catalogue;
use crate::memo::{Key, Keyed};
use crate::page::Page;
use crate::previews;
use crate::project::{Project, Theme};
use crate::publish::OutputFile;
use crate::render::{self, Settings, Templates};
use crate::search;
use crate::site::{Site, permalink};

/// Renders everything; `None` where a template fails. Links that lead nowhere are reported. `markdown` are the
/// pages as files, in their order.
#[expect(clippy::too_many_arguments, reason = "the one place where all that a site needs meets")]
pub(super) fn site(
    project: &Project,
    dossier: &Dossier,
    pages: Vec<Page>,
    markdown: &[OutputFile],
    templates: Option<Templates>,
    words: &Catalogue,
    options: &Options,
    tools: Tools<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<OutputFile>> {
    let (site, found) = Site::new(pages);
    diagnostics.extend(found);
    let progress = tools.progress;
    let templates = templates?.speaking(words);
    progress.step("previews", site.pages.len());
    let (previews, shards) = previews::files(&site.pages, words);
    let settings = Settings {
        title: dossier.config.title.clone(),
        authors: dossier.config.authors.clone(),
        site_url: dossier.config.site_url.clone(),
        license: dossier.config.license.clone(),
        // A picture is named by an absolute address; while editing nobody shares one.
        cards: dossier.config.cards && dossier.config.site_url.is_some() && !options.live,
        live: options.live,
        editing: options.editing.clone(),
        previews: shards,
        custom: project.theme().assets.get("custom.css").is_some_and(|file| file.own),
    };
    let renderer =
        Renderer { site: &site, templates: &templates, settings: &settings, words, tools };
    let frame = renderer.frame(project.theme());
    let mut files = match renderer.pages(markdown, &frame).and_then(|mut files| {
        files.extend(tools.kept(renderer.extras()?));
        Ok(files)
    }) {
        Ok(files) => files,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return None;
        }
    };
    progress.bytes(super::bytes(&files));
    if settings.cards {
        progress.step("drawing cards", site.pages.len());
        files.extend(renderer.cards());
    }
    progress.step("citing", site.pages.len());
    files.extend(tools.kept(cite::files(&site, settings.container(), words)));
    progress.step("indexing", site.pages.len());
    let index = search::index(&site.pages, &settings.title, words);
    progress.bytes(super::bytes(&index));
    files.extend(tools.kept(index));
    files.extend(tools.kept(previews));
    files.extend(assets(project, &settings.title));
    files.push(OutputFile::new(".nojekyll", ""));
    if let Some(host) = &dossier.config.cname {
        files.push(OutputFile::new("CNAME", format!("{host}\n")));
    }
    Some(files)
}

struct Renderer<'a> {
    site: &'a Site,
    templates: &'a Templates,
    settings: &'a Settings,
    words: &'a Catalogue,
    tools: Tools<'a>,
}

type Rendered<T> = Result<T, Box<Diagnostic>>;

impl Renderer<'_> {
    /// The sum of all that every page is rendered from beside itself: the theme, the settings, the interface's
    /// words, and what is shown of other pages.
    fn frame(&self, theme: &Theme) -> Key {
        let mut key = Keyed::new("frame").shown(&self.site.outline).shown(self.settings);
        for (path, file) in &theme.templates {
            key = key.part(path.as_bytes()).part(&file.bytes);
        }
        key.part(self.words.tag.as_bytes()).end()
    }

    /// The pages. What a page is, its Markdown says to the last letter, so that the sum of that tells it.
    fn pages(&self, markdown: &[OutputFile], frame: &Key) -> Rendered<Vec<OutputFile>> {
        let Self { site, templates, settings, words, tools } = *self;
        tools.progress.step("rendering", site.pages.len());
        let render = |(page, text): (&Page, &OutputFile)| {
            let path = permalink(&page.path);
            let key = Keyed::new("page").key(frame).part(path.as_bytes());
            let make = || {
                let html = render::page(page, &site.outline, templates, settings, words)?;
                Ok(OutputFile::new(path.as_str(), html))
            };
            item(tools.progress, &page.path, || {
                tools.file(&path, &key.part(text.sha256().as_bytes()).end(), make)
            })
        };
        site.pages.par_iter().zip(markdown).map(render).collect()
    }

    /// The pictures of all pages that have one.
    fn cards(&self) -> Vec<OutputFile> {
        let Some(press) = card::Press::new() else { return Vec::new() };
        let draw = |page: &Page| {
            let path = card::path(page)?;
            let lines = card::lines(page, &self.settings.title, self.words);
            let key = Keyed::new("card").part(path.as_bytes()).shown(&lines).end();
            let make = || press.draw(&lines).map(|png| OutputFile::new(path.as_str(), png));
            self.tools.file(&path, &key, || make().ok_or(())).ok()
        };
        self.site.pages.par_iter().filter_map(draw).collect()
    }

    fn extras(&self) -> Rendered<Vec<OutputFile>> {
        let Self { site, templates, settings, words, tools } = *self;
        let mut files = vec![
            OutputFile::new("search.html", render::search_page(site, templates, settings, words)?),
            OutputFile::new(
                "concordance.html",
                render::concordance_page(site, templates, settings, words)?,
            ),
            OutputFile::new("404.html", render::not_found(site, templates, settings, words)?),
            OutputFile::new("robots.txt", render::robots(settings)),
        ];
        let moved = render::moved_pages(site, templates, settings, words)?;
        files.extend(moved.into_iter().map(|(path, html)| OutputFile::new(path, html)));
        tools.progress.step("printing", site.pages.len());
        let print = render::print_pages(site, templates, settings, words)?;
        files.extend(print.into_iter().map(|(path, html)| OutputFile::new(path, html)));
        let sitemap = render::sitemap(templates, site, settings)?;
        files.extend(sitemap.map(|xml| OutputFile::new("sitemap.xml", xml)));
        let feed = render::atom(templates, site, settings, &words.tag)?;
        files.extend(feed.map(|xml| OutputFile::new("feed.xml", xml)));
        Ok(files)
    }
}

/// The style of every page, and the files that follow in it: a first visit is to ask for few.
const STYLE: &str = "dossier.css";
const STYLE_PARTS: [&str; 2] = ["cite.css", "print.css"];

/// The theme's static files, as they are; one style has all that every page needs, and what stands on
/// every sheet of paper.
fn assets(project: &Project, title: &str) -> impl Iterator<Item = OutputFile> {
    let assets = &project.theme().assets;
    let own = assets.iter().filter(|(path, _)| !STYLE_PARTS.contains(&path.as_str()));
    own.map(move |(path, file)| {
        let mut bytes = file.bytes.clone();
        if path == STYLE {
            let parts = STYLE_PARTS.iter().filter_map(|part| assets.get(*part));
            parts.for_each(|part| bytes.extend(&part.bytes));
            bytes.extend(render::running_heads(title).into_bytes());
        }
        OutputFile::new(path.clone(), bytes)
    })
}
