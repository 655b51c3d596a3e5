//! The embedded face: which letters it has, how wide words are, and drawing them.

use ab_glyph::{Font, FontRef, GlyphId, PxScale, PxScaleFont, ScaleFont, point};

use super::canvas::{Canvas, Ink};

/// A subset of Source Serif Pro Regular, made by `scripts/card-font.py`; see THIRD-PARTY.md.
const FILE: &[u8] = include_bytes!("serif.otf");

/// The face.
pub(super) struct Face {
    font: FontRef<'static>,
}

impl Face {
    /// The face that is compiled in.
    pub(super) fn embedded() -> Option<Self> {
        FontRef::try_from_slice(FILE).ok().map(|font| Self { font })
    }

    /// Words in lines of at most `width` pixels, at most so many; what does not fit is cut with an
    /// ellipsis. No line at all where the face lacks one of the letters.
    pub(super) fn wrap(&self, words: &str, size: f32, width: f32, most: usize) -> Vec<String> {
        let shown: String = words.chars().filter(|c| !is_unseen(*c)).collect();
        let has = |c: char| c.is_whitespace() || self.font.glyph_id(c) != GlyphId(0);
        if !shown.chars().all(has) {
            return Vec::new();
        }
        let mut lines: Vec<String> = Vec::new();
        for word in shown.split_whitespace() {
            self.push(word, size, width, &mut lines);
            if lines.len() > most {
                lines.truncate(most);
                if let Some(last) = lines.last_mut() {
                    while self.width(&format!("{last}…"), size) > width && last.pop().is_some() {}
                    last.truncate(last.trim_end().len());
                    last.push('…');
                }
                break;
            }
        }
        lines
    }

    /// Adds a word to the last line or to a new one; one that is wider than a line is cut.
    fn push(&self, word: &str, size: f32, width: f32, lines: &mut Vec<String>) {
        if let Some(last) = lines.last_mut()
            && self.width(&format!("{last} {word}"), size) <= width
        {
            last.push(' ');
            last.push_str(word);
            return;
        }
        let mut line = String::new();
        for c in word.chars() {
            line.push(c);
            if self.width(&line, size) > width && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
        lines.push(line);
    }

    /// How wide words are, in pixels.
    pub(super) fn width(&self, words: &str, size: f32) -> f32 {
        let mut end = 0.0;
        self.each(words, size, |_, right, _| end = right);
        end
    }

    /// Draws a line; `at` is where its first letter stands on the baseline.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        line: &str,
        size: f32,
        at: (f32, f32),
        ink: Ink,
    ) {
        self.each(line, size, |left, _, id| {
            let glyph = id.with_scale_and_position(self.scale(size), point(at.0 + left, at.1));
            let Some(outline) = self.font.outline_glyph(glyph) else { return };
            let corner = outline.px_bounds().min;
            outline.draw(|x, y, coverage| {
                let (x, y) = (corner.x as i64 + i64::from(x), corner.y as i64 + i64::from(y));
                canvas.put(x, y, coverage, ink);
            });
        });
    }

    /// Each letter's left and right edge from the line's start on, and its glyph.
    fn each(&self, words: &str, size: f32, mut what: impl FnMut(f32, f32, GlyphId)) {
        let scaled: PxScaleFont<&FontRef<'static>> = self.font.as_scaled(self.scale(size));
        let mut at = 0.0;
        let mut before: Option<GlyphId> = None;
        for c in words.chars() {
            let id = scaled.glyph_id(c);
            at += before.map_or(0.0, |before| scaled.kern(before, id));
            let right = at + scaled.h_advance(id);
            what(at, right, id);
            at = right;
            before = Some(id);
        }
    }

    /// A size as designers count it: pixels per em, not from ascender to descender.
    fn scale(&self, size: f32) -> PxScale {
        let em = self.font.units_per_em().unwrap_or(1000.0);
        PxScale::from(size * self.font.height_unscaled() / em)
    }
}

/// Hyphens that may be, joiners and marks of direction: nothing that is drawn.
fn is_unseen(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}
