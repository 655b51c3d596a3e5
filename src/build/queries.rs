//! What the rules found in a document and a person has to look at, where none has.
//!
//! A name that several entries share is settled by a `[!name]` callout over it; a date that cannot be,
//! by any callout: then an editor has seen it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::anchor::{Haystack, anchor};
use crate::annotation::{Annotation, Body};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Document;
use crate::notes::Callout;
use crate::recognise::{Doubt, DoubtKind, Queries, Shared};

/// Reports what `callouts` on the document leave open. `annotations` are all that the document has.
pub(super) fn report(
    document: &Document,
    queries: &Queries,
    annotations: &[Annotation],
    callouts: &[Callout],
) -> Diagnostics {
    let mut found = Diagnostics::new();
    if queries.shared.is_empty() && queries.doubts.is_empty() {
        return found;
    }
    let seen: Vec<&Annotation> =
        annotations.iter().filter(|annotation| !annotation.creator.is_machine()).collect();
    // A callout that says that words are no name leaves no annotation behind.
    let haystack = (!callouts.is_empty()).then(|| Haystack::new(document));
    let names: Vec<Range<usize>> = callouts
        .iter()
        .filter(|callout| matches!(callout.body, Body::Name { .. }))
        .filter_map(|callout| Some(anchor(haystack.as_ref()?, &callout.selector).ok()?.span))
        .collect();
    let mut shared: BTreeMap<&str, Vec<&Shared>> = BTreeMap::new();
    for one in &queries.shared {
        if !names.iter().any(|name| overlap(name, &one.span)) {
            shared.entry(&one.name).or_default().push(one);
        }
    }
    for (name, places) in shared {
        found.push(ambiguous(document, name, &places));
    }
    for doubt in &queries.doubts {
        if !seen.iter().any(|annotation| overlap(&annotation.target, &doubt.span)) {
            found.push(doubtful(document, doubt));
        }
    }
    found
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn ambiguous(document: &Document, name: &str, places: &[&Shared]) -> Diagnostic {
    let path = &document.provenance.path;
    let ids = places.first().map_or(&[][..], |shared| &shared.entries);
    let entries = ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" or ");
    let times = match places.len() {
        1 => String::new(),
        more => format!(", {more} times in this document"),
    };
    let message = format!("“{name}” may be {entries}{times}");
    let diagnostic = Diagnostic::error(codes::AMBIGUOUS_IN_USE, message);
    let span = places.first().map_or(0..0, |shared| shared.span.clone());
    located(diagnostic, document, &span).label("linked to neither").hint(format!(
        "say who is meant in annotations/{path}.md: `> [!name] {}` over the quoted words; or take the \
         alias out of the register",
        ids.first().map_or("id", String::as_str)
    ))
}

fn doubtful(document: &Document, doubt: &Doubt) -> Diagnostic {
    let path = &document.provenance.path;
    let words = document.slice(&doubt.span);
    let (code, message, label) = match doubt.kind {
        DoubtKind::NoSuchDay => (
            codes::NO_SUCH_DAY,
            format!("no calendar has the day “{words}”"),
            "no such day".to_owned(),
        ),
        DoubtKind::NotYetPast(_) => {
            let metadata = &document.metadata;
            let dates = [&metadata.date, &metadata.published, &metadata.retrieved];
            let dated = dates.into_iter().flatten().max_by_key(|date| date.latest());
            let dated = dated.map_or_else(String::new, ToString::to_string);
            (
                codes::NOT_YET_PAST,
                format!("the document tells of “{words}” as past, and is dated {dated}"),
                "later than the document".to_owned(),
            )
        }
    };
    located(Diagnostic::error(code, message), document, &doubt.span).label(label).hint(format!(
        "correct the document's date in annotations/{path}.md, or say there what is wrong with the \
         words: `> [!note] correction` or `> [!date] …` over them"
    ))
}

/// Where words of a document stand in its seed. The map leads to bytes of the seed, and spans count in
/// its decoded text: both are one where the seed is UTF-8 without a byte order mark.
fn located(diagnostic: Diagnostic, document: &Document, span: &Range<usize>) -> Diagnostic {
    let provenance = &document.provenance;
    let path = format!("seeds/{}", provenance.path);
    let leaf = document.leaf_at(span.start).map(|leaf| document.leaves[leaf].id.clone());
    let diagnostic = match leaf {
        Some(leaf) => diagnostic.note(format!("the words stand in {}#{leaf}", document.slug)),
        None => diagnostic,
    };
    if provenance.encoding == "UTF-8" {
        diagnostic.at(path, document.map.range(span.clone()))
    } else {
        diagnostic.in_file(path)
    }
}
