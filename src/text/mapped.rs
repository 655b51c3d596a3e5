//! A text under construction that remembers where each piece came from.

use super::OffsetMap;

/// Text and its [`OffsetMap`] growing together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MappedText {
    text: String,
    map: OffsetMap,
}

impl MappedText {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends `piece`, which stands in the origin letter for letter at byte `origin`.
    pub fn push(&mut self, piece: &str, origin: usize) {
        self.map.push(self.text.len(), piece.len(), origin, piece.len());
        self.text.push_str(piece);
    }

    /// Appends `piece` in place of the origin's bytes `origin..origin+origin_len`
    /// (a decoded entity, a composed character, a blank for a run of blanks).
    pub fn push_for(&mut self, piece: &str, origin: usize, origin_len: usize) {
        self.map.push_replaced(self.text.len(), piece.len(), origin, origin_len);
        self.text.push_str(piece);
    }

    /// Appends another text with its own map into the same origin, behind all that is here.
    pub fn append(&mut self, text: &str, map: &OffsetMap) {
        self.map.append(self.text.len(), map);
        self.text.push_str(text);
    }

    /// Removes blanks at the end, down to the length `floor` (bytes).
    pub fn trim_end(&mut self, floor: usize) {
        let kept = self.text.trim_end().len().max(floor);
        self.truncate(kept);
    }

    /// Cuts the text to `len` bytes, at a character boundary.
    pub fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
        self.map.truncate(len);
    }

    /// The text so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Bytes so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing was appended.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The finished text and its map.
    #[must_use]
    pub fn finish(self) -> (String, OffsetMap) {
        (self.text, self.map)
    }
}
