//! Raw HTML in a Markdown text.

use std::ops::Range;

use crate::ingest::builder::Builder;
use crate::ingest::dropped::Drops;
use crate::ingest::html;
use crate::text::MappedText;

/// Lines of raw HTML, without the marks of the containers they stand in.
#[derive(Debug, Default)]
pub(super) struct HtmlBlock(MappedText);

impl HtmlBlock {
    /// Appends the text of one line, which stands at `range` of `source`.
    pub(super) fn push(&mut self, text: &str, source: &str, range: Range<usize>) {
        if source.get(range.clone()) == Some(text) {
            self.0.push(text, range.start);
        } else {
            self.0.push_for(text, range.start, range.len());
        }
    }

    /// Reads all of it into the blocks of the document.
    pub(super) fn read(self, builder: &mut Builder, drops: &mut Drops) {
        let (text, map) = self.0.finish();
        builder.set_base(Some(map));
        html::read_fragment(&text, builder, drops);
        builder.set_base(None);
    }
}
