//! Choices above a drawing that work without a script: `static/views.css` hides by `:has()` what is
//! not chosen.

use super::shape;
use crate::annotation::EntryKind;
use crate::locale::Catalogue;
use crate::render::html::Node;

/// Weights that one may ask for, least first. A shape's class `w3` is the place of the heaviest that
/// it reaches.
pub(super) const WEIGHTS: [usize; 7] = [1, 2, 3, 5, 10, 20, 50];

/// `w3`: which weights something has.
pub(super) fn weight_class(weight: usize) -> String {
    let reached = WEIGHTS.iter().filter(|&&least| least <= weight).count();
    format!("w{}", reached.saturating_sub(1))
}

/// A box for each kind, all of them ticked.
pub(super) fn kinds(kinds: &[(EntryKind, usize)], words: &Catalogue) -> Node {
    let mut parts = vec![legend(words.text("filter-kinds"))];
    for (kind, count) in kinds {
        let input = Node::new("input", Vec::new())
            .with("type", "checkbox")
            .with("id", format!("kind-{kind}"))
            .with("checked", "");
        let count =
            Node::new("span", vec![Node::text(words.number(*count))]).with("class", "count");
        parts.push(label(vec![
            input,
            shape::sample(*kind),
            Node::text(format!(" {} ", words.kinds(*kind))),
            count,
        ]));
    }
    fieldset(parts)
}

/// One of the weights up to the heaviest there is; the least is chosen.
pub(super) fn weights(heaviest: usize, words: &Catalogue) -> Option<Node> {
    let offered = WEIGHTS.into_iter().filter(|&weight| weight <= heaviest);
    let mut parts = vec![legend(words.text("filter-weight"))];
    parts
        .extend(offered.map(|weight| {
            radio("weight", &weight.to_string(), &words.number(weight), weight == 1)
        }));
    (parts.len() > 2).then(|| fieldset(parts))
}

/// One of several: `#name-value`.
pub(super) fn radio(name: &str, value: &str, words: &str, checked: bool) -> Node {
    let input = Node::new("input", Vec::new())
        .with("type", "radio")
        .with("name", name)
        .with("id", format!("{name}-{value}"))
        .with_some("checked", checked.then_some(""));
    label(vec![input, Node::text(format!(" {words}"))])
}

pub(super) fn fieldset(parts: Vec<Node>) -> Node {
    Node::new("fieldset", parts).with("class", "filter")
}

pub(super) fn legend(words: &str) -> Node {
    Node::new("legend", vec![Node::text(words)])
}

fn label(parts: Vec<Node>) -> Node {
    Node::new("label", parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_reaches_all_below_it() {
        for (weight, expect) in [(0, "w0"), (1, "w0"), (2, "w1"), (4, "w2"), (5, "w3"), (900, "w6")]
        {
            assert_eq!(weight_class(weight), expect);
        }
    }
}
