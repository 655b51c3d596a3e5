//! One page of the site.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256};

use super::Templates;
use super::blocks::Blocks;
use super::context::{
    Alternate, Bodies, Fact, LayerView, NavigationItem, PassportView, PrintView, SearchView,
    Settings, View,
};
use super::feeds::address;
use super::html::Html;
use super::inline::Words;
use super::{document, editor, gathered, metadata, print, search_form};
use crate::annotation::Layer;
use crate::card;
use crate::diagnostic::Diagnostic;
use crate::document::Language;
use crate::edtf::Edtf;
use crate::locale::Catalogue;
use crate::markdown::Block;
use crate::page::{CHECK, Page, PageKind, Passport};
use crate::site::{Outline, Site, permalink, root_of, site_href};

/// Nothing but the site's own scripts, styles, pictures and faces; no other host is asked for
/// anything. `connect-src` is for the development server's live channel and for checkers that ask the
/// site for its robots.txt from the page.
///
/// `data` is the page's JSON-LD, which is never run; its hash (CSP 3, section 6.7.2.3) tells checkers
/// that no other words stand in a script.
fn policy(data: &Html) -> String {
    let known = if data.as_str().is_empty() {
        String::new()
    } else {
        format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(data.as_str().as_bytes())))
    };
    format!(
        "default-src 'none'; script-src 'self'{known}; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'self'"
    )
}

/// Renders a page of the site.
///
/// # Errors
/// Where its template is broken.
pub fn page(
    page: &Page,
    outline: &Outline,
    templates: &Templates,
    settings: &Settings,
    words: &Catalogue,
) -> Result<String, Box<Diagnostic>> {
    let mut view = base(&page.path, &page.front.title, page.front.kind, outline, settings, words);
    view.description = page.front.description.clone().unwrap_or_default();
    let mut bodies = Bodies::default();
    if page.front.kind == PageKind::Document {
        document_bodies(page, outline, words, &mut view, &mut bodies);
        view.cite = super::cite::view(page, settings, words);
        view.editor = editor::view(settings, words);
    } else {
        let body = without_title(&page.body);
        let decorate = document::marked(&page.front.marks, &[], words);
        let blocks = Blocks { decorate: &decorate, ..plain(words) };
        let nodes = gathered::nodes(page, body, &blocks, words);
        bodies.body = Html::new(&nodes);
    }
    alternates(page, &mut view, words);
    let site_url = settings.site_url.as_ref().filter(|_| settings.cards);
    view.card = site_url.and_then(|url| Some(format!("{url}{}", card::path(page)?)));
    bodies.json_ld = Html::json(&metadata::json_ld(page, settings, view.canonical.as_deref()));
    view.csp = policy(&bodies.json_ld);
    templates.page(&format!("{}.html", view.kind), &view, &bodies)
}

/// The search page; its results are put in by a script.
///
/// # Errors
/// Where its template is broken.
pub fn search_page(
    site: &Site,
    templates: &Templates,
    settings: &Settings,
    words: &Catalogue,
) -> Result<String, Box<Diagnostic>> {
    let search = search_form::view(&site.pages, words);
    scripted("search", Some(search), site, templates, settings, words)
}

/// The concordance; its lines are put in by a script.
///
/// # Errors
/// Where its template is broken.
pub fn concordance_page(
    site: &Site,
    templates: &Templates,
    settings: &Settings,
    words: &Catalogue,
) -> Result<String, Box<Diagnostic>> {
    scripted("concordance", None, site, templates, settings, words)
}

/// A page whose template, title and name are called alike.
fn scripted(
    name: &str,
    search: Option<SearchView>,
    site: &Site,
    templates: &Templates,
    settings: &Settings,
    words: &Catalogue,
) -> Result<String, Box<Diagnostic>> {
    let path = format!("{name}.md");
    let mut view = base(&path, words.text(name), PageKind::Page, &site.outline, settings, words);
    view.kind = name.to_owned();
    view.search = search;
    let bodies = no_body(&mut view, settings);
    templates.page(&format!("{name}.html"), &view, &bodies)
}

/// For every address at which a page stood before, a page that leads to the present one: a path and its
/// HTML. The passage's number behind `#` is taken along where scripts run.
///
/// # Errors
/// Where their template is broken.
pub fn moved_pages(
    site: &Site,
    templates: &Templates,
    settings: &Settings,
    words: &Catalogue,
) -> Result<Vec<(String, String)>, Box<Diagnostic>> {
    let moved =
        site.pages.iter().flat_map(|page| page.front.formerly.iter().map(move |old| (old, page)));
    let render = |(old, page): (&String, &Page)| {
        let mut view = base(old, &page.front.title, PageKind::Page, &site.outline, settings, words);
        view.kind = "moved".to_owned();
        view.canonical =
            settings.site_url.as_ref().map(|url| format!("{url}{}", address(&page.path)));
        view.moved = Some(format!("{}{}", root_of(old), permalink(&page.path)));
        let bodies = no_body(&mut view, settings);
        Ok((permalink(old), templates.page("moved.html", &view, &bodies)?))
    };
    moved.map(render).collect()
}

/// The dossier on one page, to print; on several where it is long. Each is a path and its HTML.
///
/// # Errors
/// Where their template is broken.
pub fn print_pages(
    site: &Site,
    templates: &Templates,
    settings: &Settings,
    words: &Catalogue,
) -> Result<Vec<(String, String)>, Box<Diagnostic>> {
    let parts = print::parts(site, settings, words);
    let count = parts.len();
    let name = |n: usize| words.fill("print-part", "n", &words.number(n + 1));
    let links: Vec<NavigationItem> = (0..count)
        .map(|n| NavigationItem { href: print::part_path(n), label: name(n), current: false })
        .collect();
    let render = |(n, part): (usize, print::Part)| {
        let path = part.path.replace(".html", ".md");
        let mut view = base(&path, &settings.title, PageKind::Page, &site.outline, settings, words);
        view.kind = "print".to_owned();
        let mut parts = if count > 1 { links.clone() } else { Vec::new() };
        if let Some(part) = parts.get_mut(n) {
            part.current = true;
        }
        view.print = Some(PrintView { parts, contents: part.contents });
        let bodies = Bodies { body: part.body, ..Bodies::default() };
        Ok((part.path, templates.page("print.html", &view, &bodies)?))
    };
    parts.into_iter().enumerate().map(render).collect()
}

/// The page that GitHub Pages shows for an address that leads nowhere, at any depth: its addresses
/// begin at the host's root.
///
/// # Errors
/// Where its template is broken.
pub fn not_found(
    site: &Site,
    templates: &Templates,
    settings: &Settings,
    words: &Catalogue,
) -> Result<String, Box<Diagnostic>> {
    let title = words.text("not-found");
    let mut view = base("404.md", title, PageKind::Page, &site.outline, settings, words);
    view.kind = "404".to_owned();
    view.canonical = None;
    let site_url = settings.site_url.as_deref().filter(|_| !settings.live);
    let root = site_url.map_or("/", path_of);
    for item in view.navigation.iter_mut().chain(&mut view.registers).chain(&mut view.pages) {
        item.href.insert_str(0, root);
    }
    view.root = root.to_owned();
    let bodies = no_body(&mut view, settings);
    templates.page("404.html", &view, &bodies)
}

/// What a page has that the dossier has no words for.
fn no_body(view: &mut View, settings: &Settings) -> Bodies {
    let data = metadata::plain_page(&view.title, settings, view.canonical.as_deref());
    let json_ld = Html::json(&data);
    view.csp = policy(&json_ld);
    Bodies { json_ld, ..Bodies::default() }
}

/// `https://host/a/b/` → `/a/b/`.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("/", |at| &rest[at..])
}

fn base(
    path: &str,
    title: &str,
    kind: PageKind,
    outline: &Outline,
    settings: &Settings,
    words: &Catalogue,
) -> View {
    View {
        lang: words.tag.clone(),
        dir: interface_direction(words),
        kind: kind.key().to_owned(),
        title: title.to_owned(),
        site_title: settings.title.clone(),
        description: String::new(),
        root: root_of(path),
        path: permalink(path),
        canonical: settings.site_url.as_ref().map(|url| format!("{url}{}", address(path))),
        csp: policy(&Html::default()),
        custom: settings.custom,
        live: settings.live,
        editor: None,
        previews: settings.previews,
        navigation: navigation(path, outline, &VIEWS, words),
        registers: navigation(path, outline, &[(PageKind::Register, "")], words),
        pages: navigation(path, outline, &[(PageKind::Page, "")], words),
        alternates: Vec::new(),
        og_type: match kind {
            PageKind::Document => "article",
            PageKind::Entry => "profile",
            _ => "website",
        },
        authors: settings.authors.join(", "),
        license: settings.license.clone().unwrap_or_default(),
        passport: None,
        layers: Vec::new(),
        card: None,
        search: None,
        print: None,
        cite: None,
        moved: None,
    }
}

/// The pages of the main navigation, with the string that names each.
const VIEWS: [(PageKind, &str); 8] = [
    (PageKind::Overview, "overview"),
    (PageKind::Documents, "documents"),
    (PageKind::Timeline, "timeline"),
    (PageKind::Quotations, "quotations"),
    (PageKind::Claims, "claims"),
    (PageKind::Questions, "questions"),
    (PageKind::Views, "views"),
    (PageKind::Method, "method"),
];

/// Links to all pages of some kinds; those without a string go by their titles.
fn navigation(
    path: &str,
    outline: &Outline,
    kinds: &[(PageKind, &str)],
    words: &Catalogue,
) -> Vec<NavigationItem> {
    let root = root_of(path);
    let mut items = Vec::new();
    for (kind, key) in kinds {
        for (target, title) in outline.of_kind(*kind) {
            let label = if key.is_empty() { title } else { words.text(key) };
            items.push(NavigationItem {
                href: format!("{root}{}", permalink(target)),
                label: label.to_owned(),
                current: target == path,
            });
        }
    }
    items
}

/// Which way the interface is written.
pub(super) fn interface_direction(words: &Catalogue) -> &'static str {
    direction(&Language::from_tag(&words.tag).unwrap_or_else(Language::unknown))
}

/// Which way a language is written.
fn direction(language: &Language) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 8] = ["ar", "dv", "fa", "he", "ps", "sd", "ur", "yi"];
    if RIGHT_TO_LEFT.contains(&language.primary()) { "rtl" } else { "ltr" }
}

/// No notes stand outside a document's text.
static NO_NOTES: BTreeMap<&str, Layer> = BTreeMap::new();

pub(super) fn plain(words: &Catalogue) -> Blocks<'_> {
    Blocks {
        words: Words { opens_note: words.text("opens-note"), layers: &NO_NOTES },
        decorate: &|_, nodes| nodes,
        numbered: false,
        paragraph: words.text("paragraph"),
    }
}

/// The title stands in the page's head.
pub(super) fn without_title(body: &[Block]) -> &[Block] {
    match body {
        [Block::Heading { level: 1, .. }, rest @ ..] => rest,
        all => all,
    }
}

fn document_bodies(
    page: &Page,
    outline: &Outline,
    words: &Catalogue,
    view: &mut View,
    bodies: &mut Bodies,
) {
    let parts = document::parts(page);
    bodies.body = Html::new(&document::text(page, &parts, words, view.dir));
    bodies.introduction = Html::new(&plain(words).nodes(parts.introduction));
    bodies.apparatus = Html::new(&plain(words).nodes(parts.apparatus));
    view.passport = page.front.document.as_ref().map(|passport| {
        let check = how_to_check(&page.path, outline, words);
        passport_view(passport, check, words)
    });
    view.layers = layers(page, words);
}

/// The layers that occur, each with the number of its annotations.
fn layers(page: &Page, words: &Catalogue) -> Vec<LayerView> {
    let mut seen = std::collections::BTreeSet::new();
    let mut counts = std::collections::BTreeMap::new();
    for mark in page.front.marks.iter().filter(|mark| seen.insert(&mark.id)) {
        *counts.entry(mark.layer).or_insert(0) += 1;
    }
    Layer::ALL
        .into_iter()
        .filter_map(|layer| {
            let count = *counts.get(&layer)?;
            let label = words.text(&format!("layer-{layer}")).to_owned();
            Some(LayerView { key: layer.key().to_owned(), label, count })
        })
        .collect()
}

/// Where the method page says how a file's sum is made.
fn how_to_check(path: &str, outline: &Outline, words: &Catalogue) -> Option<NavigationItem> {
    let method = outline.check()?;
    Some(NavigationItem {
        href: format!("{}{}#{CHECK}", root_of(path), permalink(method)),
        label: words.text("how-to-check").to_owned(),
        current: false,
    })
}

pub(super) fn passport_view(
    passport: &Passport,
    check: Option<NavigationItem>,
    words: &Catalogue,
) -> PassportView {
    let language = Language::from_tag(&passport.language).unwrap_or_else(Language::unknown);
    let mut byline: Vec<String> = Vec::new();
    byline.extend(passport.kind.as_deref().map(|kind| words.document_kind(kind).to_owned()));
    if !passport.authors.is_empty() {
        byline.push(words.fill("authors-by", "names", &passport.authors.join(", ")));
    }
    let neighbour = |link: &crate::page::PageLink| NavigationItem {
        href: site_href(&link.href),
        label: link.title.clone(),
        current: false,
    };
    PassportView {
        lang: if language.is_unknown() { String::new() } else { language.tag().to_owned() },
        dir: direction(&language),
        byline,
        facts: facts(passport, &language, check, words),
        previous: passport.previous.as_ref().map(neighbour),
        next: passport.next.as_ref().map(neighbour),
    }
}

fn facts(
    passport: &Passport,
    language: &Language,
    check: Option<NavigationItem>,
    words: &Catalogue,
) -> Vec<Fact> {
    let date = |date: &Option<Edtf>| date.as_ref().map(|date| words.date(date));
    let undated = passport.date.is_none() && passport.published.is_none();
    let written = date(&passport.date).or(undated.then(|| words.text("undated").to_owned()));
    let length = [words.count("words", passport.words), words.count("bytes", passport.bytes)];
    let media = format!("{}, {}", passport.media, passport.encoding);
    let data = words.text("data-annotations").to_owned();
    let plain = |key, value: Option<String>| fact(key, value, words);
    [
        plain("publish", passport.publish.clone()),
        plain("date", written),
        plain("published", date(&passport.published)),
        plain("source", passport.source.clone()),
        plain("language", Some(words.language(language))),
        plain("length", Some(length.join(", "))),
        plain("retrieved", date(&passport.retrieved)),
        plain("url", passport.url.clone()).map(|fact| Fact { href: passport.url.clone(), ..fact }),
        plain("file", Some(format!("seeds/{}", passport.path))).map(code),
        plain("encoding", Some(media)),
        plain(
            if passport.redacted { "hash-redacted" } else { "hash" },
            Some(passport.sha256.clone()),
        )
        .map(|fact| Fact { check, ..code(fact) }),
        plain("rights", passport.rights.clone()),
        plain("dropped", Some(passport.dropped.join(" · "))),
        plain("data", Some(data)).map(|fact| Fact { href: Some(passport.data.clone()), ..fact }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A line of the passport, where there is something to say.
fn fact(key: &'static str, value: Option<String>, words: &Catalogue) -> Option<Fact> {
    let value = value.filter(|value| !value.is_empty())?;
    let label = words.text(key).to_owned();
    Some(Fact { key, label, value, href: None, code: false, check: None })
}

fn code(fact: Fact) -> Fact {
    Fact { code: true, ..fact }
}

fn alternates(page: &Page, view: &mut View, words: &Catalogue) {
    let root = view.root.clone();
    let mut add = |href: String, mime: &'static str, key: &str| {
        view.alternates.push(Alternate { href, mime, title: words.text(key).to_owned() });
    };
    match page.front.kind {
        PageKind::Document => {
            if let Some(passport) = &page.front.document {
                add(passport.data.clone(), "application/ld+json", "data-annotations");
            }
        }
        PageKind::Entry | PageKind::Register => {
            add(format!("{root}data/register.json"), "application/json", "register-data");
            add(format!("{root}data/register.csv"), "text/csv", "register-csv");
            add(format!("{root}data/mentions.csv"), "text/csv", "mentions-csv");
        }
        PageKind::Timeline => {
            add(format!("{root}data/timeline.json"), "application/json", "timeline-data");
        }
        PageKind::Network | PageKind::Shared => {
            add(format!("{root}data/network.csv"), "text/csv", "network-csv");
            add(format!("{root}data/network.json"), "application/json", "network-data");
        }
        PageKind::Map => {
            add(format!("{root}data/places.geojson"), "application/geo+json", "places-data");
        }
        PageKind::Matrix => add(format!("{root}data/matrix.csv"), "text/csv", "matrix-csv"),
        PageKind::Documents => {
            add(format!("{root}data/documents.csv"), "text/csv", "documents-csv");
        }
        PageKind::Quotations => {
            add(format!("{root}data/quotations.csv"), "text/csv", "quotations-csv");
        }
        PageKind::Claims => {
            add(format!("{root}data/claims.csv"), "text/csv", "claims-csv");
            add(format!("{root}data/claims.json"), "application/json", "claims-data");
        }
        PageKind::Questions => {
            add(format!("{root}data/questions.csv"), "text/csv", "questions-csv");
        }
        PageKind::Overview | PageKind::Method => {
            add(format!("{root}manifest.json"), "application/json", "manifest");
        }
        _ => {}
    }
    if view.canonical.is_some() {
        add(format!("{root}feed.xml"), "application/atom+xml", "feed");
    }
}
