//! What stands below a document's text: who occurs, what is claimed, what is near.

use std::collections::BTreeMap;

use super::Composer;
use super::comment::shortened;
use super::footnote::agent_of;
use super::markup::{heading, joined, link, list, paragraph, strong, text};
use super::paths::{CLAIMS, QUESTIONS, document_path, entry_path, relative};
use crate::annotation::Body;
use crate::dossier::Mention;
use crate::markdown::{Block, Inline};
use crate::register::EntryKind;

/// How many paragraphs of one entry are named before the rest is only counted.
const PARAGRAPHS: usize = 8;
/// How many shared entries are named as the reason of a kinship.
const REASONS: usize = 4;

impl Composer<'_> {
    pub(super) fn apparatus(&self, n: usize, path: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.section("mentions-here", self.mentioned(n, path), &mut blocks);
        self.section("claims-here", self.claimed(n, path), &mut blocks);
        self.section("questions-here", self.asked(n, path), &mut blocks);
        self.section("related", self.kin(n, path), &mut blocks);
        self.section("previous-next", self.neighbours(n, path), &mut blocks);
        blocks
    }

    fn section(&self, key: &str, content: Option<Block>, blocks: &mut Vec<Block>) {
        if let Some(content) = content {
            blocks.push(heading(3, vec![text(self.words.text(key))]));
            blocks.push(content);
        }
    }

    /// Entries by kind, each with the paragraphs it occurs in.
    fn mentioned(&self, n: usize, path: &str) -> Option<Block> {
        let mut places: BTreeMap<&str, Vec<Mention>> = BTreeMap::new();
        for (annotation, made) in self.dossier.documents[n].annotations.iter().enumerate() {
            if let Body::Name { entry: id, .. } = &made.body {
                places.entry(id).or_default().push(Mention { document: n, annotation });
            }
        }
        let mut lines = Vec::new();
        for kind in EntryKind::ALL {
            let of_kind = self.entries.iter().filter(|entry| entry.kind == kind);
            let entries: Vec<_> = of_kind
                .filter_map(|entry| Some((entry, places.get(entry.id.as_str())?)))
                .map(|(entry, places)| {
                    let mut line =
                        vec![link(relative(path, &entry_path(&entry.id)), &entry.name), text(" (")];
                    line.extend(self.paragraph_links(places, path));
                    line.push(text(")"));
                    line
                })
                .collect();
            if !entries.is_empty() {
                let mut line = vec![strong(self.words.kinds(kind)), text(": ")];
                line.extend(joined(entries, " · "));
                lines.push(line);
            }
        }
        (!lines.is_empty()).then(|| list(lines))
    }

    /// The paragraphs of some places in one document, each once.
    pub(super) fn paragraph_links(&self, places: &[Mention], path: &str) -> Vec<Inline> {
        let mut seen: Vec<String> = Vec::new();
        for place in places {
            let target = self.paragraph_path(*place);
            if !seen.contains(&target) {
                seen.push(target);
            }
            if seen.len() > PARAGRAPHS {
                break;
            }
        }
        let more = seen.len() > PARAGRAPHS;
        let links = seen.iter().take(PARAGRAPHS).map(|target| {
            let anchor = target.split('#').next_back().unwrap_or_default();
            vec![link(relative(path, target), self.paragraph_name(anchor))]
        });
        let mut line = joined(links, ", ");
        if more {
            line.push(text(", …"));
        }
        line
    }

    fn claimed(&self, n: usize, path: &str) -> Option<Block> {
        let lines: Vec<_> = self
            .in_document(n, |body| matches!(body, Body::Claim(_)))
            .map(|place| {
                let annotation = self.dossier.annotation(place);
                let Body::Claim(claim) = &annotation.body else { return Vec::new() };
                let href = relative(path, &format!("{CLAIMS}#{}", annotation.id));
                let mut line = vec![strong(self.words.certainty(claim.certainty)), text(": ")];
                if let Some(by) = agent_of(annotation) {
                    line.extend([self.agent(by, path), text(": ")]);
                }
                line.push(link(href, self.lemma(place)));
                line.push(text(" ("));
                line.extend(self.paragraph_links(&[place], path));
                line.push(text(")"));
                line
            })
            .collect();
        (!lines.is_empty()).then(|| list(lines))
    }

    fn asked(&self, n: usize, path: &str) -> Option<Block> {
        let lines: Vec<_> = self
            .in_document(n, |body| matches!(body, Body::Question(question) if !question.answered))
            .map(|place| {
                let annotation = self.dossier.annotation(place);
                let href = relative(path, &format!("{QUESTIONS}#{}", annotation.id));
                let mut line = vec![link(href, self.question_words(place)), text(" (")];
                line.extend(self.paragraph_links(&[place], path));
                line.push(text(")"));
                line
            })
            .collect();
        (!lines.is_empty()).then(|| list(lines))
    }

    /// A question's first words, or the words it is about.
    pub(super) fn question_words(&self, place: Mention) -> String {
        let Body::Question(question) = &self.dossier.annotation(place).body else {
            return self.lemma(place);
        };
        let first = question.text.split("\n\n").next().unwrap_or_default();
        let words = crate::markdown::read(first);
        match words.blocks.first() {
            Some(Block::Paragraph { content, .. }) => {
                shortened(&crate::markdown::plain_text(content), 160)
            }
            _ => self.lemma(place),
        }
    }

    /// The places of a document's annotations with a body of some kind.
    pub(super) fn in_document(
        &self,
        n: usize,
        wanted: fn(&Body) -> bool,
    ) -> impl Iterator<Item = Mention> + '_ {
        let annotations = self.dossier.documents[n].annotations.iter().enumerate();
        annotations
            .filter(move |(_, made)| wanted(&made.body))
            .map(move |(annotation, _)| Mention { document: n, annotation })
    }

    fn kin(&self, n: usize, path: &str) -> Option<Block> {
        let lines: Vec<_> = self.related[n]
            .iter()
            .map(|related| {
                let document = &self.dossier.documents[related.document].document;
                let names: Vec<_> = related
                    .entries
                    .iter()
                    .take(REASONS)
                    .filter_map(|id| self.dossier.register.get(id))
                    .map(|entry| entry.name.as_str())
                    .collect();
                let mut reason = self.words.fill("related-by", "names", &names.join(", "));
                if related.entries.len() > REASONS {
                    reason.push_str(" …");
                }
                vec![
                    link(relative(path, &document_path(&document.slug)), &document.title),
                    text(format!(" – {reason}")),
                ]
            })
            .collect();
        (!lines.is_empty()).then(|| list(lines))
    }

    fn neighbours(&self, n: usize, path: &str) -> Option<Block> {
        let documents = &self.dossier.documents;
        let neighbour = |key: &str, n: Option<usize>| {
            let document = &documents.get(n?)?.document;
            let href = relative(path, &document_path(&document.slug));
            Some(vec![text(format!("{}: ", self.words.text(key))), link(href, &document.title)])
        };
        let lines: Vec<_> =
            [neighbour("previous", n.checked_sub(1)), neighbour("next", Some(n + 1))]
                .into_iter()
                .flatten()
                .collect();
        match lines.len() {
            0 => None,
            1 => lines.into_iter().next().map(paragraph),
            _ => Some(list(lines)),
        }
    }
}
