//! What stands below a document's text: who occurs, what is claimed, what is near.

use std::collections::BTreeMap;

use super::Composer;
use super::comment::shortened;
use super::footnote::agent_of;
use super::markup::{heading, joined, link, list, paragraph, strong, text};
use super::paths::{CLAIMS, QUESTIONS, document_path, entry_path, relative};
use crate::annotation::{Agent, Annotation, Body};
use crate::document::Publication;
use crate::dossier::Mention;
use crate::edtf::Edtf;
use crate::markdown::{Block, Inline};
use crate::register::{Entry, EntryKind};

/// How many paragraphs of one entry are named before the rest is only counted.
const PARAGRAPHS: usize = 8;
/// How many shared entries are named as the reason of a kinship.
const REASONS: usize = 4;

impl Composer<'_> {
    pub(super) fn apparatus(&self, n: usize, path: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.section("redactions", self.redacted(n), &mut blocks);
        self.section("mentions-here", self.mentioned(n, path), &mut blocks);
        self.section("speaks-here", self.heard(n, path), &mut blocks);
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

    /// What of the text is hidden: each reason with its paragraphs, for those who cannot see the blocks.
    fn redacted(&self, n: usize) -> Option<Block> {
        let document = &self.dossier.documents[n].document;
        let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for hidden in &document.hidden {
            let leaf = document.leaf_at(hidden.span.start)?;
            let anchors = places.entry(&hidden.reason).or_default();
            let anchor = document.leaves[leaf].anchor();
            if anchors.last() != Some(&anchor) {
                anchors.push(anchor);
            }
        }
        let lines = places.into_iter().map(|(reason, anchors)| {
            let mut line = vec![text(self.words.fill("redacted", "reason", reason)), text(": ")];
            let links = anchors.iter().map(|a| vec![link(format!("#{a}"), format!("¶ {a}"))]);
            let links: Vec<Vec<Inline>> = links.collect();
            line.extend(joined(links, ", "));
            line
        });
        let lines: Vec<_> = lines.collect();
        (!lines.is_empty()).then(|| list(lines))
    }

    /// Who may see something, in words; nothing where everybody may.
    pub(super) fn tier(&self, publish: &Publication) -> Option<String> {
        match publish {
            Publication::Public => None,
            Publication::Internal => Some(self.words.text("internal").to_owned()),
            Publication::Embargoed(day) => {
                let date = Edtf::day(day.year, day.month, day.day)?;
                Some(self.words.fill("embargoed", "date", &self.words.date(&date)))
            }
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
        let mut found: Vec<(usize, Vec<Mention>)> = places
            .into_iter()
            .filter_map(|(id, places)| Some((*self.ranks.get(id)?, places)))
            .collect();
        found.sort_unstable_by_key(|(rank, _)| *rank);
        let found: Vec<(&Entry, Vec<Mention>)> =
            found.into_iter().map(|(rank, places)| (self.entries[rank], places)).collect();
        let mut lines = Vec::new();
        for kind in EntryKind::ALL {
            let of_kind = found.iter().filter(|(entry, _)| entry.kind == kind);
            let entries: Vec<_> = of_kind
                .map(|(entry, places)| {
                    let mut line =
                        vec![link(relative(path, &entry_path(&entry.id)), &entry.name), text(" ")];
                    line.extend(self.passages(places, path));
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

    /// “¶ 1, 2, 5”: the paragraphs of some places in one document, each once, in few letters.
    fn passages(&self, places: &[Mention], path: &str) -> Vec<Inline> {
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
        let mut line = Vec::new();
        let mut sign = "";
        for (n, target) in seen.iter().take(PARAGRAPHS).enumerate() {
            let anchor = target.split('#').next_back().unwrap_or_default();
            let name = self.paragraph_name(anchor);
            let (this, number) = name.split_once(' ').unwrap_or(("", &name));
            let before = if n == 0 { "" } else { ", " };
            let shown = if this == sign { String::new() } else { format!("{this} ") };
            sign = if this == "§" { "§" } else { "¶" };
            line.push(text(format!("{before}{shown}")));
            line.push(link(relative(path, target), number));
        }
        if seen.len() > PARAGRAPHS {
            line.push(text(", …"));
        }
        line
    }

    /// Who is quoted, each with the paragraphs.
    fn heard(&self, n: usize, path: &str) -> Option<Block> {
        let mut speakers: Vec<(&Agent, Vec<Mention>)> = Vec::new();
        let mut at: BTreeMap<&Agent, usize> = BTreeMap::new();
        for place in self.in_document(n, |body| matches!(body, Body::Quotation(_))) {
            let Some(agent) = agent_of(self.dossier.annotation(place)) else { continue };
            let index = *at.entry(agent).or_insert(speakers.len());
            if index == speakers.len() {
                speakers.push((agent, Vec::new()));
            }
            speakers[index].1.push(place);
        }
        let lines: Vec<_> = speakers
            .iter()
            .map(|(agent, places)| {
                let mut line = vec![self.agent(agent, path), text(" ")];
                line.extend(self.passages(places, path));
                line
            })
            .collect();
        (!lines.is_empty()).then(|| list([joined(lines, " · ")]))
    }

    /// Claims by who makes them, in the order of the text, each with those that it names.
    fn claimed(&self, n: usize, path: &str) -> Option<Block> {
        let names = self.names(n);
        let mut claimants: Vec<(Option<&Agent>, Vec<Vec<Inline>>)> = Vec::new();
        let mut at: BTreeMap<Option<&Agent>, usize> = BTreeMap::new();
        for place in self.in_document(n, |body| matches!(body, Body::Claim(_))) {
            let annotation = self.dossier.annotation(place);
            let Body::Claim(claim) = &annotation.body else { continue };
            let by = agent_of(annotation);
            let index = *at.entry(by).or_insert(claimants.len());
            if index == claimants.len() {
                claimants.push((by, Vec::new()));
            }
            let href = relative(path, &format!("{CLAIMS}#{}", annotation.id));
            let mut line =
                vec![Inline::Emphasis(vec![text(self.words.certainty(claim.certainty))])];
            line.extend([text(" "), link(href, self.lemma(place)), text(" ")]);
            line.extend(self.passages(&[place], path));
            line.extend(self.about(&names, annotation, path));
            claimants[index].1.push(line);
        }
        let items: Vec<Vec<Block>> = claimants
            .into_iter()
            .map(|(by, claims)| {
                let by = match by {
                    Some(agent) => self.agent(agent, path),
                    None => text(self.words.text("claimant-unknown")),
                };
                vec![paragraph(vec![Inline::Strong(vec![by])]), list(claims)]
            })
            .collect();
        (!items.is_empty()).then_some(Block::List { start: None, items })
    }

    /// A document's names by their first byte, with the entry's id.
    fn names(&self, n: usize) -> Vec<(usize, usize, &str)> {
        let annotations = &self.dossier.documents[n].annotations;
        let mut names: Vec<_> = annotations
            .iter()
            .filter_map(|made| match &made.body {
                Body::Name { entry, .. } => {
                    Some((made.target.start, made.target.end, entry.as_str()))
                }
                _ => None,
            })
            .collect();
        names.sort_unstable();
        names
    }

    /// “ – über Kanada, TikTok”: whom a claim's words name beside the one who makes it.
    fn about(&self, names: &[(usize, usize, &str)], claim: &Annotation, path: &str) -> Vec<Inline> {
        let from = names.partition_point(|(start, ..)| *start < claim.target.start);
        let inside = names[from..].iter().take_while(|(start, ..)| *start < claim.target.end);
        let mut ids: Vec<&str> = Vec::new();
        for (_, end, id) in inside {
            let is_own = matches!(agent_of(claim), Some(Agent::Entry(by)) if by == id);
            if *end <= claim.target.end && !is_own && !ids.contains(id) {
                ids.push(id);
            }
        }
        let entries = ids.iter().take(REASONS).filter_map(|id| self.dossier.register.get(id));
        let links: Vec<_> = entries
            .map(|entry| vec![link(relative(path, &entry_path(&entry.id)), &entry.name)])
            .collect();
        if links.is_empty() {
            return Vec::new();
        }
        let mut line = vec![text(format!(" – {} ", self.words.text("about")))];
        line.extend(joined(links, ", "));
        if ids.len() > REASONS {
            line.push(text(" …"));
        }
        line
    }

    fn asked(&self, n: usize, path: &str) -> Option<Block> {
        let lines: Vec<_> = self
            .in_document(n, |body| matches!(body, Body::Question(question) if !question.answered))
            .map(|place| {
                let annotation = self.dossier.annotation(place);
                let href = relative(path, &format!("{QUESTIONS}#{}", annotation.id));
                let mut line = vec![link(href, self.question_words(place)), text(" ")];
                line.extend(self.passages(&[place], path));
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
