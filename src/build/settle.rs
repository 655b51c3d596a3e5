//! One document's annotations: what editors say, found in the text, and what rules found, where no
//! editor says otherwise.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::anchor::{Haystack, anchor};
use crate::annotation::{Anchored, Annotation, Body, Creator, How, Layer, Orphan, stable_id};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Document;
use crate::dossier::Origin;
use crate::notes::Callout;

/// The id by which an editor says that words are no name.
const NO_NAME: &str = "none";

/// Anchors the callouts and joins them with what rules `found`. Comes back sorted, with the places of
/// the editors' annotations by id.
pub(super) fn settle(
    document: &Document,
    found: Vec<Annotation>,
    callouts: &[Callout],
    layers: &[Layer],
) -> (Vec<Annotation>, Vec<(String, Origin)>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut annotations = Vec::new();
    let mut origins = Vec::new();
    if !callouts.is_empty() {
        let haystack = Haystack::new(document);
        let mut given: BTreeMap<String, usize> = BTreeMap::new();
        for callout in callouts {
            match anchor(&haystack, &callout.selector) {
                Ok(anchored) => {
                    warn(document, callout, &anchored, &mut diagnostics);
                    let annotation = annotation(document, callout, anchored, &mut given);
                    origins.push((annotation.id.clone(), origin(callout)));
                    annotations.push(annotation);
                }
                Err(orphan) => diagnostics.push(lost(document, callout, &orphan)),
            }
        }
    }
    let overruled = overruled(&annotations);
    annotations.extend(found.into_iter().filter(|annotation| !overruled.rules_out(annotation)));
    annotations.retain(|annotation| {
        let is_name = !matches!(&annotation.body, Body::Name { entry, .. } if entry == NO_NAME);
        is_name && layers.contains(&annotation.layer())
    });
    annotations.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    (annotations, origins, diagnostics)
}

fn annotation(
    document: &Document,
    callout: &Callout,
    anchored: Anchored,
    given: &mut BTreeMap<String, usize>,
) -> Annotation {
    let id = callout.id.clone().unwrap_or_else(|| {
        let words = document.slice(&anchored.span);
        let id = stable_id(callout.body.layer(), &["editor", &document.provenance.path, words]);
        // Several remarks on the same words are told apart by their order in the file.
        let number = given.entry(id.clone()).or_insert(0);
        *number += 1;
        if *number == 1 { id } else { format!("{id}-{number}") }
    });
    let creator = match &callout.by {
        Some(name) if callout.imported => Creator::Import(name.clone()),
        None if callout.imported => Creator::Import(callout.path.clone()),
        name => Creator::Editor(name.clone()),
    };
    Annotation {
        id,
        target: anchored.span,
        body: callout.body.clone(),
        creator,
        how: anchored.how,
        reason: None,
    }
}

fn origin(callout: &Callout) -> Origin {
    Origin { path: callout.path.clone(), span: callout.span.clone(), text: callout.text.clone() }
}

/// What an editor says about a name, a date or a quotation takes the place of what a rule says about
/// the same words.
struct Overruled(BTreeMap<Layer, Vec<Range<usize>>>);

fn overruled(editors: &[Annotation]) -> Overruled {
    let mut by_layer: BTreeMap<Layer, Vec<Range<usize>>> = BTreeMap::new();
    for annotation in editors {
        by_layer.entry(annotation.layer()).or_default().push(annotation.target.clone());
    }
    Overruled(by_layer)
}

impl Overruled {
    fn rules_out(&self, found: &Annotation) -> bool {
        let layer = found.layer();
        let replaces = matches!(layer, Layer::Names | Layer::Dates | Layer::Quotations);
        replaces
            && self.0.get(&layer).is_some_and(|spans| {
                spans
                    .iter()
                    .any(|span| span.start < found.target.end && found.target.start < span.end)
            })
    }
}

/// Says so where a quote was found only approximately, or in several places.
fn warn(
    document: &Document,
    callout: &Callout,
    anchored: &Anchored,
    diagnostics: &mut Diagnostics,
) {
    if anchored.others > 0 {
        diagnostics.push(
            Diagnostic::warning(
                codes::AMBIGUOUS_QUOTE,
                format!("these words stand {} times in the document", anchored.others + 1),
            )
            .at(&callout.path, callout.quote.clone())
            .label("the first place was taken")
            .hint("quote more of the surrounding words and set the target in **bold**"),
        );
    }
    if let How::Fuzzy(score) = anchored.how {
        diagnostics.push(
            Diagnostic::warning(
                codes::FUZZY_QUOTE,
                format!("these words were found only approximately ({} %)", score / 10),
            )
            .at(&callout.path, callout.quote.clone())
            .note(format!("the document says: “{}”", document.slice(&anchored.span)))
            .hint("correct the quote, so that it stands firm"),
        );
    }
}

fn lost(document: &Document, callout: &Callout, orphan: &Orphan) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::ORPHAN,
        format!("these words do not stand in seeds/{}", document.provenance.path),
    )
    .at(&callout.path, callout.quote.clone())
    .label("quoted here");
    match &orphan.nearest {
        Some(passage) => {
            let leaf = document.leaf_at(passage.span.start);
            let anchor = leaf.map_or("", |leaf| &document.leaves[leaf].id);
            diagnostic
                .note(format!(
                    "the nearest passage ({anchor}, {} % alike): “{}”",
                    passage.score / 10,
                    document.slice(&passage.span)
                ))
                .hint("correct the quote, or delete the callout if its words are gone")
        }
        None => diagnostic.hint(
            "no passage of the document resembles them: is this the notes file of another document?",
        ),
    }
}
