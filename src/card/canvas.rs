//! A picture of a few colours and what lies between each of them and the paper.

use std::io::Cursor;

/// The site's light colours.
const PAPER: [u8; 3] = [0xFD, 0xFC, 0xF9];
/// A colour to draw with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Running text.
    Text,
    /// What stands around it.
    Muted,
    /// Thin rules.
    Rule,
    /// The one accent.
    Accent,
}

impl Ink {
    /// All of them, each with its colour and the steps from the paper to it. With the paper these
    /// are sixteen: four bits a pixel.
    const ALL: [(Self, [u8; 3], u8); 4] = [
        (Self::Text, [0x24, 0x21, 0x1C], 8),
        (Self::Muted, [0x65, 0x5E, 0x52], 5),
        (Self::Rule, [0xD3, 0xCC, 0xBC], 1),
        (Self::Accent, [0x86, 0x30, 0x1B], 1),
    ];

    /// The palette's entry for a coverage of 0 to 1; 0 is the paper.
    fn entry(self, coverage: f32) -> u8 {
        let mut first = 1;
        for (ink, _, steps) in Self::ALL {
            if ink == self {
                // Between 0 and `steps`: the cast cannot cut anything off.
                let step = (coverage.clamp(0.0, 1.0) * f32::from(steps)).round() as u8;
                return if step == 0 { 0 } else { first + step - 1 };
            }
            first += steps;
        }
        0
    }
}

/// A picture of an even width, one byte a pixel: the palette's entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Canvas {
    /// Empty paper.
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![0; width * height] }
    }

    /// Fills a rectangle that lies in the picture.
    pub(super) fn fill(&mut self, x: usize, y: usize, width: usize, height: usize, ink: Ink) {
        for row in self.pixels.chunks_exact_mut(self.width).skip(y).take(height) {
            row[x..x + width].fill(ink.entry(1.0));
        }
    }

    /// Covers a pixel in part; what lies outside is no pixel, and what is fainter than what is there
    /// changes nothing.
    pub(super) fn put(&mut self, x: i64, y: i64, coverage: f32, ink: Ink) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x < self.width && y < self.height {
            let pixel = &mut self.pixels[y * self.width + x];
            *pixel = (*pixel).max(ink.entry(coverage));
        }
    }

    /// The picture as PNG with a palette (PNG, third edition, section 11.2.2).
    pub(super) fn png(&self) -> Option<Vec<u8>> {
        let mut out = Cursor::new(Vec::new());
        let (width, height) = (u32::try_from(self.width).ok()?, u32::try_from(self.height).ok()?);
        let mut encoder = png::Encoder::new(&mut out, width, height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette());
        // With few colours, rows as they are become smallest (PNG, section 12.7).
        encoder.set_filter(png::Filter::NoFilter);
        encoder.set_deflate_compression(png::DeflateCompression::Level(DEFLATE));
        let mut writer = encoder.write_header().ok()?;
        let packed: Vec<u8> =
            self.pixels.chunks_exact(2).map(|two| (two[0] << 4) | two[1]).collect();
        writer.write_image_data(&packed).ok()?;
        writer.finish().ok()?;
        Some(out.into_inner())
    }
}

/// How hard deflate tries, of 9.
const DEFLATE: u8 = 2;

/// The paper, then each colour from its faintest step to itself.
fn palette() -> Vec<u8> {
    let mut palette = PAPER.to_vec();
    for (_, colour, steps) in Ink::ALL {
        for step in 1..=steps {
            let mix = |(&paper, ink): (&u8, u8)| mixed(paper, ink, step, steps);
            palette.extend(PAPER.iter().zip(colour).map(mix));
        }
    }
    palette
}

fn mixed(paper: u8, ink: u8, step: u8, steps: u8) -> u8 {
    let (step, all) = (u16::from(step), u16::from(steps));
    let sum = u16::from(paper) * (all - step) + u16::from(ink) * step;
    u8::try_from((sum + all / 2) / all).unwrap_or(u8::MAX)
}
