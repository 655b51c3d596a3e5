//! What the editors add: the files in `annotations/`, each read for what it is.

use std::collections::{BTreeMap, BTreeSet};

use super::{text_of, unreadable};
use crate::compose::RESERVED;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::dossier::{HandPage, Origin};
use crate::ingest;
use crate::memo::{Key, Keyed};
use crate::notes::{self, Callout, NotesFile};
use crate::project::{Files, Found};
use crate::proposals::{self, Stored};
use crate::reanchor::{LOCK, Lock};
use crate::recognise::own::{self, OwnRules};
use crate::redact;
use crate::register::{self, Register};
use crate::text::is_device;

const FOLDER: &str = "annotations";
const PAGES: &str = "annotations/pages/";
/// Where the register stands.
pub(super) const REGISTER: &str = "annotations/register.toml";
/// Where the editors' rules stand.
pub(super) const RULES: &str = "annotations/rules.toml";
/// Decisions on proposed names.
pub(super) const PROPOSALS: &str = "annotations/proposals.toml";

/// All that editors wrote.
#[derive(Default)]
pub(super) struct Editorial {
    pub(super) register: Register,
    pub(super) rules: OwnRules,
    /// The sum of what the rules were read from.
    pub(super) rules_key: Option<Key>,
    pub(super) proposals: Vec<Stored>,
    /// Notes files by their seed's path.
    pub(super) notes: BTreeMap<String, NotesFile>,
    pub(super) pages: Vec<HandPage>,
    /// Where the annotations were found, and the text of that file.
    pub(super) lock: Lock,
    pub(super) lock_text: Option<String>,
    /// What is to be hidden.
    pub(super) redact: Vec<redact::Stated>,
    /// Annotations from elsewhere, each with what it says its source is.
    pub(super) imported: Vec<(String, Callout)>,
}

/// Reads `annotations/`. `seeds` are the paths of all seeds.
pub(super) fn read(
    files: &dyn Files,
    seeds: &BTreeSet<&str>,
    diagnostics: &mut Diagnostics,
) -> Editorial {
    let mut editorial = Editorial::default();
    let mut rules = None;
    for Found { path, problem } in files.list(FOLDER) {
        if path.rsplit('/').next().is_some_and(|name| name.starts_with('.')) {
            continue;
        }
        let bytes = match problem.map_or_else(|| files.read(&path), Err) {
            Ok(bytes) => bytes,
            Err(error) => {
                diagnostics.push(unreadable(&path, &error));
                continue;
            }
        };
        let Some(text) = text_of(&path, bytes, diagnostics) else { continue };
        if path == RULES {
            rules = Some(text);
        } else {
            editorial.file(&path, &text, seeds, diagnostics);
        }
    }
    if let Some(rules) = rules {
        // Rules link to entries, so that the register comes first.
        let key = Keyed::new("own rules").part(rules.as_bytes()).shown(&editorial.register).end();
        let (rules, found) = own::read(RULES, &rules, &editorial.register);
        diagnostics.extend(found);
        editorial.rules = rules;
        editorial.rules_key = Some(key);
    }
    editorial
}

impl Editorial {
    fn file(
        &mut self,
        path: &str,
        text: &str,
        seeds: &BTreeSet<&str>,
        diagnostics: &mut Diagnostics,
    ) {
        let inner = &path[FOLDER.len() + 1..];
        let seed = inner.strip_suffix(".md");
        if path == REGISTER {
            let (register, found) = register::read(path, text);
            diagnostics.extend(found);
            self.register = register;
        } else if path == LOCK {
            match Lock::read(text) {
                Ok(lock) => self.lock = lock,
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
            self.lock_text = Some(text.to_owned());
        } else if path == redact::RULES {
            let (rules, found) = redact::read(path, text);
            diagnostics.extend(found);
            self.redact = rules;
        } else if path == PROPOSALS {
            let (proposals, found) = proposals::read(path, text);
            diagnostics.extend(found);
            self.proposals = proposals;
        } else if inner.ends_with(".jsonld") {
            let (callouts, found) = notes::read_jsonld(path, text);
            diagnostics.extend(found);
            self.imported.extend(callouts);
        } else if let Some(seed) = seed.filter(|seed| seeds.contains(seed)) {
            let notes = notes_file(path, seed, text, diagnostics);
            self.notes.insert(seed.to_owned(), notes);
        } else if let Some(name) = path.strip_prefix(PAGES).and_then(|p| p.strip_suffix(".md")) {
            self.pages.extend(hand_page(path, name, text, diagnostics));
        } else if let Some(seed) = seed {
            diagnostics.push(without_seed(path, seed, seeds));
        } else {
            diagnostics.push(
                Diagnostic::warning(codes::STRAY_FILE, format!("{path} is not used"))
                    .in_file(path)
                    .hint("annotations/ holds register.toml, rules.toml, redact.toml, *.jsonld, pages/*.md and one .md file per seed"),
            );
        }
    }
}

fn notes_file(path: &str, seed: &str, text: &str, diagnostics: &mut Diagnostics) -> NotesFile {
    let front = ingest::front_matter(text);
    let (metadata, found) = ingest::editor_metadata(path, &front);
    diagnostics.extend(found);
    let (notes, found) = notes::read(path, seed, text, metadata, front.body_start);
    diagnostics.extend(found);
    notes
}

/// A notes file names its seed by its own path; one that names none is a mistake that would lose
/// notes in silence.
fn without_seed(path: &str, seed: &str, seeds: &BTreeSet<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::NOTES_WITHOUT_SEED,
        format!("there is no seed “{seed}” for these notes"),
    )
    .in_file(path);
    match crate::text::nearest(seed, seeds.iter().copied()) {
        Some(near) => diagnostic.hint(format!("did you mean annotations/{near}.md?")),
        None => diagnostic.hint("name the file like its seed, with .md behind the whole name"),
    }
}

fn hand_page(
    path: &str,
    name: &str,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> Option<HandPage> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.chars().all(plain) || name.is_empty() || is_device(name) || RESERVED.contains(&name) {
        let message = format!("a page cannot be called “{name}”");
        diagnostics.push(Diagnostic::error(codes::PAGE, message).in_file(path).hint(
            "use lower-case letters, digits and hyphens, and no name of a page that the program makes",
        ));
        return None;
    }
    let front = ingest::front_matter(text);
    let (metadata, found) = ingest::editor_metadata(path, &front);
    diagnostics.extend(found);
    let body = &text[front.body_start..];
    let title = metadata.title.or_else(|| first_heading(body));
    Some(HandPage {
        name: name.to_owned(),
        title: title.unwrap_or_else(|| name.to_owned()),
        formerly: metadata.formerly,
        description: metadata.description,
        text: body.to_owned(),
        origin: Origin {
            path: path.to_owned(),
            span: front.body_start..text.len(),
            text: front.body_start..text.len(),
            publish: metadata.publish.unwrap_or_default(),
        },
    })
}

fn first_heading(text: &str) -> Option<String> {
    text.lines().find_map(|line| line.strip_prefix("# ")).map(|title| title.trim().to_owned())
}
