//! What a quote selects once its document's words are hidden.

use super::Redactor;
use crate::annotation::Selector;

impl Redactor {
    /// A selector of the words as they stand in the document now. What is hidden may begin in its context and end in
    /// its target: the block then belongs to the target.
    #[must_use]
    pub fn selector(&self, selector: Selector, about: Option<&str>) -> Selector {
        let whole = [&selector.prefix, &selector.exact, &selector.suffix];
        let joined = |edge: &str| {
            let glue = |side: &Vec<String>| side.join("\u{1F}");
            whole.map(glue).join(edge)
        };
        // The edges part no words, so that words that run over one are found.
        let hidden = self.text(&joined("\u{200B}"), about).into_owned();
        if hidden == joined("\u{200B}") {
            return selector;
        }
        let sides = whole.map(|side| {
            side.iter().map(|piece| self.text(piece, about).into_owned()).collect::<Vec<_>>()
        });
        let apart =
            sides.iter().map(|side| side.join("\u{1F}")).collect::<Vec<_>>().join("\u{200B}");
        if apart == hidden {
            let [prefix, exact, suffix] = sides;
            return Selector { prefix, exact, suffix, position: selector.position };
        }
        // Words run over an edge: the target is told by all of the quote that is left.
        let pieces = hidden.replace('\u{200B}', "");
        let exact = pieces.split('\u{1F}').map(str::to_owned).filter(|piece| !piece.is_empty());
        Selector { exact: exact.collect(), position: selector.position, ..Selector::default() }
    }
}
