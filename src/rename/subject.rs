//! What was named, and whether it can be called what is wished.

use std::collections::{BTreeMap, BTreeSet};

use super::{Names, Stand, addresses};
use crate::dossier::VIEWS;
use crate::register::is_id;
use crate::text::{nearest, slugify};

/// What is to be called otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// Seeds, by their paths below `seeds/`: one, or all of a folder, which is given too.
    Seeds(Vec<String>, Option<String>),
    /// A document's address, its seed keeping its name.
    Document(String),
    /// An entry of the register.
    Entry(String),
    /// A page of the editors'.
    Page(String),
    /// A claim, question or note with an id of its own.
    Annotation(String),
}

/// What `typed` names: a seed's path or a folder's, an address, an id.
///
/// # Errors
/// In words, where it names nothing or several things.
pub fn subject(stand: &Stand<'_>, typed: &str) -> Result<Subject, String> {
    let typed = typed.trim();
    let seeds: Vec<String> = paths(stand);
    let bare = typed.strip_prefix("seeds/").unwrap_or(typed);
    if seeds.iter().any(|path| path == bare) {
        return Ok(Subject::Seeds(vec![bare.to_owned()], None));
    }
    let folder = bare.trim_end_matches('/');
    let below = format!("{folder}/");
    let inside: Vec<String> =
        seeds.iter().filter(|path| path.starts_with(&below)).cloned().collect();
    let is_folder = bare.ends_with('/') || typed.starts_with("seeds/") || bare.contains('/');
    if is_folder && !inside.is_empty() {
        return Ok(Subject::Seeds(inside, Some(folder.to_owned())));
    }
    let found = named(stand, typed);
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(unknown(stand, typed, &seeds)),
        _ => Err(format!(
            "“{typed}” is several things: write {}",
            found.iter().map(address).collect::<Vec<_>>().join(" or ")
        )),
    }
}

fn paths(stand: &Stand<'_>) -> Vec<String> {
    let listed = stand.files.list("seeds").into_iter();
    listed.filter_map(|found| found.path.strip_prefix("seeds/").map(str::to_owned)).collect()
}

/// All that has this name.
fn named(stand: &Stand<'_>, typed: &str) -> Vec<Subject> {
    let dossier = stand.dossier;
    let page = typed.split(['?', '#']).next().unwrap_or_default();
    let stem = page.strip_suffix(".html").or_else(|| page.strip_suffix(".md")).unwrap_or(page);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let folder = folder.rsplit('/').next().unwrap_or_default();
    let only_id = typed.strip_prefix('#');
    let may_be = |kind: &str| only_id.is_none() && (folder.is_empty() || folder == kind);
    let mut found = Vec::new();
    if may_be("register") && dossier.register.get(name).is_some_and(|entry| !entry.unreviewed) {
        found.push(Subject::Entry(name.to_owned()));
    }
    if may_be("documents") && dossier.documents.iter().any(|one| one.document.slug == name) {
        found.push(Subject::Document(name.to_owned()));
    }
    if may_be("pages") && dossier.pages.iter().any(|page| page.name == name) {
        found.push(Subject::Page(name.to_owned()));
    }
    let id = only_id.unwrap_or(typed);
    if has_own_id(stand, id) {
        found.push(Subject::Annotation(id.to_owned()));
    }
    found
}

/// Whether an editor gave an annotation this id.
fn has_own_id(stand: &Stand<'_>, id: &str) -> bool {
    let Some(origin) = stand.dossier.origins.get(id) else { return false };
    let bytes = stand.files.read(&origin.path).unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    let text = text.trim_start_matches('\u{FEFF}');
    let names = crate::notes::head_names(text, crate::ingest::front_matter(text).body_start);
    is_id(id) && names.iter().any(|name| name.id == id && origin.span.contains(&name.span.start))
}

/// How something is written so that it is nothing else.
fn address(subject: &Subject) -> String {
    match subject {
        Subject::Seeds(paths, folder) => {
            let path = folder.as_ref().or_else(|| paths.first());
            format!("seeds/{}", path.map_or("", String::as_str))
        }
        Subject::Document(slug) => format!("documents/{slug}"),
        Subject::Entry(id) => format!("register/{id}"),
        Subject::Page(name) => format!("pages/{name}"),
        Subject::Annotation(id) => format!("#{id}"),
    }
}

fn unknown(stand: &Stand<'_>, typed: &str, seeds: &[String]) -> String {
    let known = stand.dossier.targets().filter(|name| !VIEWS.contains(name));
    let known = known.chain(seeds.iter().map(String::as_str));
    if stand.dossier.register.get(typed).is_some() {
        return format!("“{typed}” is only proposed; decide on it in annotations/proposals.toml");
    }
    match nearest(typed.strip_prefix("seeds/").unwrap_or(typed), known) {
        Some(near) => format!("there is no “{typed}”; did you mean {near}?"),
        None => format!(
            "there is no “{typed}”: name a seed by its path, or an entry, a document, a page, a claim, a \
             question or a note by its id"
        ),
    }
}

/// All names that change once `subject` is called `to`.
pub(super) fn names(stand: &Stand<'_>, subject: &Subject, to: &str) -> Result<Names, String> {
    let mut names = Names::default();
    let one = |old: &str, new: &str| BTreeMap::from([(old.to_owned(), new.to_owned())]);
    match subject {
        Subject::Seeds(paths, folder) => {
            names.seeds = seeds(stand, paths, folder.as_deref(), to)?;
            let whole = |old: &String| (old.clone(), into(to).to_owned());
            names.folder = folder.as_ref().map(whole);
            names.slugs = addresses::slugs(stand, &names.seeds, None)?;
            for (old, new) in &names.slugs {
                is_free(stand, old, new)?;
            }
        }
        Subject::Document(old) => {
            let new = id("an address", to)?;
            if slugify(new) != new {
                return Err(format!("“{new}” is no address: write {}", slugify(new)));
            }
            is_free(stand, old, new)?;
            names.slugs = addresses::slugs(stand, &names.seeds, Some((old, new)))?;
        }
        Subject::Entry(old) => {
            let new = id("an id", to)?;
            if new == "none" {
                return Err("the id “none” is reserved".to_owned());
            }
            is_free(stand, old, new)?;
            names.entries = one(old, new);
        }
        Subject::Page(old) => {
            let new = id("a page's name", to.strip_suffix(".md").unwrap_or(to))?;
            is_free(stand, old, new)?;
            if old == "index" {
                return Err("index opens the dossier and keeps its name".to_owned());
            }
            names.pages = one(old, new);
        }
        Subject::Annotation(old) => {
            let new = id("an id", to.strip_prefix('#').unwrap_or(to))?;
            is_free(stand, old, new)?;
            names.annotations = one(old, new);
        }
    }
    Ok(names)
}

fn id<'t>(what: &str, to: &'t str) -> Result<&'t str, String> {
    let name = to.rsplit('/').next().unwrap_or(to);
    let folder = &to[..to.len() - name.len()];
    if is_id(name) && ["", "documents/", "register/", "pages/"].contains(&folder) {
        return Ok(name);
    }
    let like = slugify(name);
    let like = if like.is_empty() { String::new() } else { format!(": {like}") };
    Err(format!("“{to}” cannot be {what}; only a–z, 0–9 and “-” stand in it{like}"))
}

/// Whether nothing else has a name, or had it before.
fn is_free(stand: &Stand<'_>, old: &str, new: &str) -> Result<(), String> {
    if old == new {
        return Err(format!("it is called {new} already"));
    }
    let dossier = stand.dossier;
    let unreviewed = dossier.register.get(new).is_some_and(|entry| entry.unreviewed);
    if !unreviewed && dossier.targets().any(|name| name == new) {
        return Err(format!("“{new}” is taken: a link to it could not tell the two apart"));
    }
    match dossier.formerly(new) {
        Some(other) if other != old => {
            Err(format!("“{new}” is what {other} was called before, and still leads there"))
        }
        _ => Ok(()),
    }
}

/// A path below `seeds/`, with or without saying so.
fn below_seeds(path: &str) -> &str {
    let path = path.strip_prefix("./").unwrap_or(path);
    path.strip_prefix("seeds/").unwrap_or(path)
}

/// The folder that a path names.
fn into(path: &str) -> &str {
    below_seeds(path).trim_end_matches('/')
}

/// Old paths of seeds with their new ones.
fn seeds(
    stand: &Stand<'_>,
    old: &[String],
    folder: Option<&str>,
    to: &str,
) -> Result<BTreeMap<String, String>, String> {
    let known = paths(stand);
    let is_folder = |path: &str| known.iter().any(|seed| seed.starts_with(&format!("{path}/")));
    let (to, into) = (below_seeds(to), into(to));
    let taken: BTreeSet<&String> = known.iter().filter(|path| !old.contains(path)).collect();
    let mut moved = BTreeMap::new();
    for path in old {
        let name = path.rsplit('/').next().unwrap_or(path);
        let new = match folder {
            Some(folder) => format!("{into}{}", &path[folder.len()..]),
            None if to.is_empty() => name.to_owned(),
            None if to.ends_with('/') || is_folder(into) => format!("{into}/{name}"),
            None => to.to_owned(),
        };
        fits(path, &new)?;
        if new == *path {
            return Err(format!("seeds/{path} is where it is already"));
        }
        if taken.contains(&new) || stand.files.read(&format!("annotations/{new}.md")).is_ok() {
            return Err(format!("seeds/{new} or its notes exist already"));
        }
        moved.insert(path.clone(), new);
    }
    let targets: BTreeSet<&String> = moved.values().collect();
    let crossing = moved.keys().any(|old| targets.contains(old));
    if crossing {
        return Err("a folder cannot be moved into itself".to_owned());
    }
    Ok(moved)
}

/// Whether a path can be a seed's, and says as much of its type as the old one.
fn fits(old: &str, new: &str) -> Result<(), String> {
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.trim() == part
            && !part.chars().any(|c| c.is_control() || matches!(c, '\\' | ':'))
    };
    if new.starts_with('/') || !new.split('/').all(part) {
        return Err(format!("“{new}” cannot be a seed's path below seeds/"));
    }
    let ending = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())
    };
    match (ending(old), ending(new)) {
        (own, other) if own == other => Ok(()),
        (Some(own), _) => {
            Err(format!("a seed keeps its ending, by which its type is known: {new}.{own}"))
        }
        (None, _) => Err(format!("“{new}” must have no ending, as before")),
    }
}
