//! Mentions over time, drawn: a bar a day, month, year …; the table below says the same in words.

use super::html::Node;
use crate::locale::Catalogue;
use crate::page::Bar;

/// Height of the drawing, in its own units; a bar is one wide.
const HEIGHT: usize = 100;
/// The least that a bar with a mention is high.
const LEAST: usize = 3;

/// The drawing; `None` where there is no course of time to draw.
pub(super) fn drawing(bars: &[Bar], words: &Catalogue) -> Option<Node> {
    let (first, last) = (bars.first()?, bars.last()?);
    let most = bars.iter().max_by_key(|bar| bar.mentions)?;
    let drawn = bars.iter().enumerate().filter(|(_, bar)| bar.mentions > 0);
    let mut nodes: Vec<Node> = drawn.map(|(n, bar)| column(n, bar, most.mentions, words)).collect();
    nodes.push(
        Node::new("path", Vec::new())
            .with("d", format!("M0 {HEIGHT}H{}", bars.len()))
            .with("class", "ground"),
    );
    let said = [
        words.text("over-time").to_owned(),
        format!("{} – {}", first.label, last.label),
        said_of(most, words),
    ];
    let svg = Node::new("svg", nodes)
        .with("viewBox", format!("0 0 {} {HEIGHT}", bars.len()))
        .with("preserveAspectRatio", "none")
        .with("role", "img")
        .with("aria-label", said.join("; "));
    let end = |bar: &Bar| Node::new("span", vec![Node::text(bar.label.clone())]);
    let peak = words.fill("over-time-most", "said", &said_of(most, words));
    let peak = Node::new("span", vec![Node::text(peak)]).with("class", "peak");
    let caption = Node::new("figcaption", vec![end(first), peak, end(last)]);
    Some(Node::new("figure", vec![svg, caption]).with("class", "over-time"))
}

/// “1924: 12 mentions”.
fn said_of(bar: &Bar, words: &Catalogue) -> String {
    format!("{}: {}", bar.label, words.count("mentions", bar.mentions))
}

fn column(n: usize, bar: &Bar, most: usize, words: &Catalogue) -> Node {
    let height = (bar.mentions * HEIGHT / most.max(1)).max(LEAST);
    let title = Node::new("title", vec![Node::text(said_of(bar, words))]);
    Node::new("rect", vec![title])
        .with("x", format!("{n}.1"))
        .with("y", (HEIGHT - height).to_string())
        .with("width", "0.8")
        .with("height", height.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::edtf::Edtf;
    use crate::locale::Catalogues;
    use crate::project::{Memory, Theme};
    use crate::render::Html;

    #[test]
    fn bars_stand_on_one_ground_in_proportion() {
        let (all, _) = Catalogues::new(&Theme::new(&Memory::default()));
        let words = all.get(&Language::from_tag("en").unwrap());
        let bar = |year: i32, mentions: usize| Bar {
            date: Edtf::year(year),
            label: year.to_string(),
            mentions,
        };
        let drawn = drawing(&[bar(1924, 4), bar(1925, 0), bar(1926, 1)], words).unwrap();
        let html = Html::new(&[drawn]);
        let html = html.as_str();
        assert!(html.contains("viewBox=\"0 0 3 100\""), "{html}");
        assert!(html.contains("x=\"0.1\" y=\"0\" width=\"0.8\" height=\"100\""), "{html}");
        assert!(html.contains("x=\"2.1\" y=\"75\" width=\"0.8\" height=\"25\""), "{html}");
        assert_eq!(html.matches("<rect").count(), 2);
        assert!(html.contains("<title>1926: 1 mention</title>"), "{html}");
        assert!(drawing(&[], words).is_none());
    }
}
