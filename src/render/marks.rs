//! Marks over words: annotations laid over a block's nodes, however they overlap or cross.

use super::html::Node;

/// A mark over one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Over {
    /// First code point of the block's words.
    pub(super) from: usize,
    /// One past the last.
    pub(super) to: usize,
    /// Its place in the order of layers: where two marks cover the same words, the lower is outside.
    pub(super) rank: usize,
    /// The element's class.
    pub(super) class: String,
    /// What it says when pointed at.
    pub(super) title: String,
    /// The anchor; given to the first piece only.
    pub(super) id: Option<String>,
    /// The label of the note that says more; given to every piece, so that all can be lit from it.
    pub(super) note: Option<String>,
    /// Whether the annotation goes on from a block before, and into one behind.
    pub(super) goes_on: (bool, bool),
    /// Whether it stands for its words, so that its title is read out in their place.
    pub(super) is_sign: bool,
}

/// More marks than this over the same words are not drawn: browsers give up near 500 elements in
/// one another. The notes are all listed beside the text.
const MAX_NESTED: usize = 100;

/// A node with the code points it covers and the marks that cover it whole.
struct Item {
    node: Node,
    cover: Vec<usize>,
    /// Those of them whose first piece this is.
    starts: Vec<usize>,
    /// The code point behind it.
    end: usize,
}

/// Lays marks over nodes.
pub(super) fn overlay(nodes: Vec<Node>, mut marks: Vec<Over>) -> Vec<Node> {
    if marks.is_empty() {
        return nodes;
    }
    marks.sort_by_key(|mark| (mark.from, std::cmp::Reverse(mark.to), mark.rank));
    let all: Vec<usize> = (0..marks.len()).collect();
    let mut layer = Overlay { started: vec![false; marks.len()], marks };
    let items = layer.items(nodes, 0, &all);
    layer.group(items, 0)
}

/// Goes through words once, from left to right, and knows which marks are over them.
struct Sweep<'a> {
    all: &'a [Over],
    /// Marks not yet reached, by their start.
    ahead: std::slice::Iter<'a, usize>,
    /// Marks reached and perhaps not left yet, in their order.
    active: Vec<usize>,
}

impl<'a> Sweep<'a> {
    fn new(all: &'a [Over], order: &'a [usize]) -> Self {
        Self { all, ahead: order.iter(), active: Vec::new() }
    }

    /// The marks that touch code points `from..to`. To be asked in ascending order.
    fn touching(&mut self, from: usize, to: usize) -> Vec<usize> {
        while let Some(&mark) = self.ahead.as_slice().first()
            && self.all[mark].from < to
        {
            self.active.push(mark);
            self.ahead.next();
        }
        self.active.retain(|&mark| self.all[mark].to > from);
        self.active.clone()
    }
}

struct Overlay {
    marks: Vec<Over>,
    /// Which marks have a piece already, while the words are cut in their order.
    started: Vec<bool>,
}

impl Overlay {
    /// Cuts nodes where marks begin and end. `marks` are those not yet laid around all of them, by
    /// their start.
    fn items(&mut self, nodes: Vec<Node>, at: usize, marks: &[usize]) -> Vec<Item> {
        let mut items = Vec::new();
        let mut from = at;
        let mut touching: Vec<Vec<usize>> = Vec::with_capacity(nodes.len());
        let mut sweep = Sweep::new(&self.marks, marks);
        for node in &nodes {
            let to = from + node.text_len();
            touching.push(sweep.touching(from, to));
            from = to;
        }
        let mut from = at;
        for (node, touching) in nodes.into_iter().zip(touching) {
            let to = from + node.text_len();
            match node {
                Node::Text(words) => self.cut(&words, from, to, &touching, &mut items),
                element => items.push(self.item(element, from, to, touching)),
            }
            from = to;
        }
        items
    }

    /// An element under the marks that cover it whole, those that do not laid inside it.
    fn item(&mut self, mut element: Node, from: usize, to: usize, touching: Vec<usize>) -> Item {
        let covers = |&m: &usize| self.marks[m].from <= from && to <= self.marks[m].to;
        let (cover, inside): (Vec<_>, Vec<_>) = touching.into_iter().partition(covers);
        let starts = self.starting(&cover);
        if let Some(children) = element.children_mut()
            && !inside.is_empty()
        {
            let inner = self.items(std::mem::take(children), from, &inside);
            *children = self.group(inner, 0);
        }
        Item { node: element, cover, starts, end: to }
    }

    fn cut(&mut self, words: &str, from: usize, to: usize, marks: &[usize], items: &mut Vec<Item>) {
        let mut cuts: Vec<usize> = marks
            .iter()
            .flat_map(|&m| [self.marks[m].from, self.marks[m].to])
            .filter(|&cut| from < cut && cut < to)
            .collect();
        cuts.push(to);
        cuts.sort_unstable();
        cuts.dedup();
        let mut sweep = Sweep::new(&self.marks, marks);
        let mut pieces = Vec::with_capacity(cuts.len());
        let mut rest = words;
        let mut start = from;
        for end in cuts {
            let bytes = rest.char_indices().nth(end - start).map_or(rest.len(), |(at, _)| at);
            let (piece, after) = rest.split_at(bytes);
            pieces.push((piece, end, sweep.touching(start, end)));
            rest = after;
            start = end;
        }
        for (piece, end, cover) in pieces {
            let starts = self.starting(&cover);
            items.push(Item { node: Node::text(piece), cover, starts, end });
        }
    }

    /// Which of these marks begin here. Asked in the order of the words, so that of a mark drawn in
    /// several pieces only the first has the anchor.
    fn starting(&mut self, cover: &[usize]) -> Vec<usize> {
        let new = |&m: &usize| !std::mem::replace(&mut self.started[m], true);
        cover.iter().copied().filter(new).collect()
    }

    /// Puts each run of items under one mark into one element, the first mark outside.
    fn group(&self, items: Vec<Item>, depth: usize) -> Vec<Node> {
        let mut out = Vec::new();
        let mut items = items.into_iter().peekable();
        while let Some(first) = items.next() {
            let Some(&mark) = first.cover.first().filter(|_| depth < MAX_NESTED) else {
                out.push(first.node);
                continue;
            };
            let is_first = first.starts.contains(&mark);
            let mut run = vec![without(first, mark)];
            while let Some(next) = items.next_if(|item| item.cover.contains(&mark)) {
                run.push(without(next, mark));
            }
            let is_last = run.iter().any(|item| item.end >= self.marks[mark].to);
            let inner = self.group(run, depth + 1);
            out.push(self.element(mark, inner, is_first, is_last));
        }
        out
    }

    /// The element of a mark's piece; the first piece has the anchor. The classes `cont` and `cut` say
    /// that it goes on from an earlier piece, and into a later one: a shape that is drawn where an
    /// annotation begins or ends belongs to neither.
    fn element(&self, mark: usize, inner: Vec<Node>, is_first: bool, is_last: bool) -> Node {
        let over = &self.marks[mark];
        let (from_before, into_next) = over.goes_on;
        let cont = if is_first && !from_before { "" } else { " cont" };
        let cut = if is_last && !into_next { "" } else { " cut" };
        Node::new("span", inner)
            .with("class", format!("{}{cont}{cut}", over.class))
            .with_some("id", over.id.clone().filter(|_| is_first))
            .with_some("data-n", over.note.clone())
            .with("title", over.title.clone())
            .with_some("role", over.is_sign.then_some("img"))
            .with_some("aria-label", over.is_sign.then(|| over.title.clone()))
    }
}

fn without(mut item: Item, mark: usize) -> Item {
    item.cover.retain(|&m| m != mark);
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Html;

    fn over(from: usize, to: usize, class: &str) -> Over {
        let (class, title) = (class.to_owned(), String::new());
        let goes_on = (false, false);
        Over { from, to, rank: 0, class, title, id: None, note: None, goes_on, is_sign: false }
    }

    fn check(nodes: Vec<Node>, marks: Vec<Over>, expect: &str) {
        let html = Html::new(&overlay(nodes, marks));
        let html = html.as_str().replace(" title=\"\"", "").replace("span class=", "");
        assert_eq!(html, expect);
    }

    #[test]
    fn marks_nest_and_cross() {
        let words = || vec![Node::text("abcdefghij")];
        check(words(), vec![over(2, 4, "x")], "ab<\"x\">cd</span>efghij");
        check(
            words(),
            vec![over(2, 8, "x"), over(3, 5, "y")],
            "ab<\"x\">c<\"y\">de</span>fgh</span>ij",
        );
        check(
            words(),
            vec![over(0, 5, "x"), over(3, 8, "y")],
            "<\"x\">abc<\"y cut\">de</span></span><\"y cont\">fgh</span>ij",
        );
        check(
            words(),
            vec![over(1, 3, "x"), over(1, 3, "y")],
            "a<\"x\"><\"y\">bc</span></span>defghij",
        );
    }

    #[test]
    fn marks_go_around_and_into_elements() {
        let nodes = || {
            vec![
                Node::text("ab"),
                Node::new("em", vec![Node::text("cdä")]),
                Node::new("br", vec![]),
                Node::text("f"),
            ]
        };
        check(nodes(), vec![over(2, 5, "x")], "ab<\"x\"><em>cdä</em></span><br>f");
        check(
            nodes(),
            vec![over(1, 4, "x")],
            "a<\"x cut\">b</span><em><\"x cont\">cd</span>ä</em><br>f",
        );
        check(
            nodes(),
            vec![over(4, 7, "x")],
            "ab<em>cd<\"x cut\">ä</span></em><\"x cont\"><br>f</span>",
        );
    }

    #[test]
    fn numbers_of_notes_count_as_no_words() {
        let note = Node::new("sup", vec![Node::text("12")]).with("data-own", "");
        check(
            vec![Node::text("ab"), note, Node::text("cd")],
            vec![over(0, 2, "x"), over(2, 3, "y")],
            "<\"x\">ab</span><sup data-own=\"\">12</sup><\"y\">c</span>d",
        );
    }

    #[test]
    fn an_annotation_over_two_blocks_begins_and_ends_once() {
        let mark = |goes_on| vec![Over { goes_on, ..over(0, 1, "x") }];
        check(vec![Node::text("a")], mark((false, true)), "<\"x cut\">a</span>");
        check(vec![Node::text("a")], mark((true, false)), "<\"x cont\">a</span>");
    }

    #[test]
    fn only_the_first_piece_has_the_anchor() {
        let nodes =
            vec![Node::text("a"), Node::new("em", vec![Node::text("bc")]), Node::text("de")];
        let marks = vec![
            Over { id: Some("one".to_owned()), ..over(2, 5, "x") },
            Over { id: Some("two".to_owned()), ..over(0, 2, "y") },
        ];
        check(
            nodes,
            marks,
            "<\"y cut\" id=\"two\">a</span><em><\"y cont\">b</span><\"x cut\" id=\"one\">c</span></em>\
             <\"x cont\">de</span>",
        );
    }

    #[test]
    fn any_number_of_marks_over_one_word_is_drawn_without_overflow() {
        let marks = (0..5_000).map(|_| over(0, 3, "x")).collect();
        let html = Html::new(&overlay(vec![Node::text("abc")], marks));
        assert_eq!(html.as_str().matches("<span").count(), MAX_NESTED);
    }
}
