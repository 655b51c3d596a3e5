//! A document's own dates: written, published, retrieved, in this order.

use super::super::{Annotated, Dossier};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::edtf::{Edtf, Qualifier};

/// What happens to a document, earlier steps first: a document is written before it is published, and
/// published, if it is, before it is retrieved.
pub(super) fn check(dossier: &Dossier) -> Diagnostics {
    dossier.documents.iter().flat_map(of).collect()
}

fn of(annotated: &Annotated) -> Vec<Diagnostic> {
    let metadata = &annotated.document.metadata;
    let steps = [
        ("written", metadata.date.as_ref()),
        ("published", metadata.published.as_ref()),
        ("retrieved", metadata.retrieved.as_ref()),
    ];
    let mut found = Vec::new();
    for (n, (later, then)) in steps.iter().enumerate() {
        // The nearest step before it that has a date says enough.
        let earlier = steps[..n].iter().rev().find(|(_, date)| date.is_some());
        if let (Some(then), Some((earlier, Some(first)))) = (then, earlier)
            && is_before(then, first)
        {
            found.push(report(annotated, (later, then), (earlier, first)));
        }
    }
    found
}

/// Whether a date lies before another, whatever day of either is meant. A date that is marked as
/// uncertain or approximate contradicts nothing.
fn is_before(date: &Edtf, other: &Edtf) -> bool {
    let certain = |date: &Edtf| date.qualifier() == Qualifier::default();
    let (Some(latest), Some(earliest)) = (date.latest(), other.earliest()) else { return false };
    certain(date) && certain(other) && latest < earliest
}

fn report(annotated: &Annotated, then: (&str, &Edtf), first: (&str, &Edtf)) -> Diagnostic {
    let path = &annotated.document.provenance.path;
    let message =
        format!("the document was {} ({}) before it was {} ({})", then.0, then.1, first.0, first.1);
    // The notes file is where an editor corrects what a seed says.
    let file = annotated.introduced_in.as_ref().map(|origin| origin.path.clone());
    Diagnostic::error(codes::DATES_CONTRADICT, message)
        .in_file(file.unwrap_or_else(|| format!("seeds/{path}")))
        .note(format!("the document is seeds/{path}"))
        .hint(format!(
            "correct the date in the front matter of annotations/{path}.md; mark one that is not \
             sure with “?”"
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_be_is_before() {
        for (date, other, expect) in [
            ("1926-02-11", "1926-02-12", true),
            ("1926-02-12", "1926-02-12", false),
            ("1926-02", "1926-02-12", false),
            ("1926", "1927-01", true),
            ("1926-02-11?", "1926-02-12", false),
            ("1926-02-11", "1926-02~", false),
            ("1925/1926", "1926-06", false),
            ("../1925", "1926-06", true),
            ("1920/..", "1926-06", false),
            ("192X", "1930", true),
        ] {
            let parse = |text| Edtf::parse(text).unwrap();
            assert_eq!(is_before(&parse(date), &parse(other)), expect, "{date} {other}");
        }
    }
}
