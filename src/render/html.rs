//! HTML as a typed tree, and the only place where it becomes text.

use crate::text::turns;

/// A node of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Words.
    Text(String),
}

/// An element. Names of elements and attributes are the program's own, never data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

/// HTML as text; only [`Html::new`] makes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

/// Elements without an end tag (HTML, section 13.1.2).
const VOID: [&str; 7] = ["br", "hr", "img", "input", "link", "meta", "wbr"];

impl Node {
    /// An element without attributes.
    #[must_use]
    pub fn new(name: &'static str, children: Vec<Self>) -> Self {
        Self::Element(Element { name, attributes: Vec::new(), children })
    }

    /// Words.
    #[must_use]
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// With one more attribute.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Self::Element(element) = &mut self {
            element.attributes.push((name, value.into()));
        }
        self
    }

    /// With an attribute, where there is a value.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// How many code points of its text are in it. What the program adds to the text (numbers of
    /// paragraphs and notes, marked `data-own`) is none of it, so that marks lie where the text says.
    #[must_use]
    pub fn text_len(&self) -> usize {
        match self {
            Self::Text(words) => words.chars().count(),
            // A line break counts as the one it stands for.
            Self::Element(element) if element.name == "br" => 1,
            Self::Element(element) if element.is_own() => 0,
            Self::Element(element) => element.children.iter().map(Self::text_len).sum(),
        }
    }

    /// An element's children, to be replaced; `None` for words.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Element(element) => Some(&mut element.children),
            Self::Text(_) => None,
        }
    }

    /// Shows every element of a tree to a function, outer ones first.
    pub fn walk_mut(&mut self, what: &mut impl FnMut(&mut Element)) {
        if let Self::Element(element) = self {
            what(element);
            for child in &mut element.children {
                child.walk_mut(what);
            }
        }
    }

    /// Puts something before everything else in an element.
    pub fn prepend(&mut self, node: Self) {
        if let Self::Element(element) = self {
            element.children.insert(0, node);
        }
    }

    /// Whether it is an element of this name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        matches!(self, Self::Element(element) if element.name == name)
    }
}

impl Element {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Gives it another name.
    pub fn rename(&mut self, name: &'static str) {
        self.name = name;
    }

    /// An attribute's value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// Gives an attribute that it has another value.
    pub fn set(&mut self, name: &str, value: String) {
        for attribute in self.attributes.iter_mut().filter(|(own, _)| *own == name) {
            attribute.1.clone_from(&value);
        }
    }

    /// Takes an attribute off.
    pub fn remove(&mut self, name: &str) {
        self.attributes.retain(|(own, _)| *own != name);
    }

    fn is_own(&self) -> bool {
        self.attributes.iter().any(|(name, _)| *name == "data-own")
    }
}

impl Html {
    /// Serialises nodes (HTML, section 13.3): words and attribute values are escaped, whatever they
    /// are.
    #[must_use]
    pub fn new(nodes: &[Node]) -> Self {
        let mut out = String::new();
        for node in nodes {
            push(node, &mut out);
        }
        Self(out)
    }

    /// JSON as it may stand in a `<script type="application/ld+json">`: no `<`, `>` or `&` in it, none of
    /// the two line ends that JavaScript knows and JSON does not, and no character that HTML forbids.
    #[must_use]
    pub fn json(value: &serde_json::Value) -> Self {
        let mut out = String::new();
        for c in value.to_string().chars() {
            match c {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    out.push_str(&format!("\\u{:04x}", u32::from(c)));
                }
                _ if is_forbidden(c) => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        out.push_str(&format!("\\u{unit:04x}"));
                    }
                }
                _ => out.push(c),
            }
        }
        Self(out)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn push(node: &Node, out: &mut String) {
    let element = match node {
        Node::Text(words) => return push_escaped(words, out),
        Node::Element(element) => element,
    };
    out.push('<');
    out.push_str(element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        push_escaped(value, out);
        out.push('"');
    }
    out.push('>');
    if VOID.contains(&element.name) {
        return;
    }
    for child in &element.children {
        push(child, out);
    }
    out.push_str("</");
    out.push_str(element.name);
    out.push('>');
}

fn push_escaped(words: &str, out: &mut String) {
    out.reserve(words.len());
    let mut from = 0;
    // Every byte that is looked for begins a character.
    for (at, byte) in words.bytes().enumerate() {
        if !is_special(byte) {
            continue;
        }
        let Some(c) = words[at..].chars().next() else { return };
        let escape = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            _ if is_forbidden(c) => "\u{FFFD}",
            // Nothing may read otherwise than it is stored, whatever way it took.
            _ if turns(c) => "\u{FFFD}",
            _ => continue,
        };
        out.push_str(&words[from..at]);
        out.push_str(escape);
        from = at + c.len_utf8();
    }
    out.push_str(&words[from..]);
}

/// Whether HTML (section 13.2.2, control-character-in-input-stream and noncharacter-in-input-stream) or XML
/// (section 2.2) forbids a character.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Whether a character that begins with this byte may have to be escaped. U+0080 to U+009F begin with
/// C2, what turns the direction of text with E2, and what is no character with EF or more, as some others do.
fn is_special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7F | 0xC2 | 0xE2 | 0xEF..)
        || byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// Writes a value of a template, escaped like any other.
pub(super) fn write_escaped(words: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    if !words.bytes().any(is_special) {
        return out.write_all(words.as_bytes());
    }
    let mut escaped = String::new();
    push_escaped(words, &mut escaped);
    out.write_all(escaped.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped() {
        let node = Node::new("a", vec![Node::text("<b> & \"c\" 'd'\0"), Node::new("br", vec![])])
            .with("title", "\"><script>");
        assert_eq!(
            Html::new(&[node]).as_str(),
            "<a title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\u{FFFD}\
             <br></a>"
        );
    }

    #[test]
    fn forbidden_characters_become_one_sign() {
        for (words, expect) in [
            ("a\u{7F}b\u{85}c", "a\u{FFFD}b\u{FFFD}c"),
            ("\u{1B}[0m\t\n\r\u{C}", "\u{FFFD}[0m\t\n\r\u{FFFD}"),
            ("a\u{FFFE}\u{FFFF}b\u{FDD0}\u{FDF0}", "a\u{FFFD}\u{FFFD}b\u{FFFD}\u{FDF0}"),
            ("\u{1FFFF}\u{10FFFE}\u{1F600}\u{10FFFD}", "\u{FFFD}\u{FFFD}\u{1F600}\u{10FFFD}"),
            ("\u{A0}é\u{BF}\u{9F}", "\u{A0}é\u{BF}\u{FFFD}"),
            ("", ""),
        ] {
            assert_eq!(Html::new(&[Node::text(words)]).as_str(), expect);
        }
    }

    #[test]
    fn nothing_turns_the_direction_of_text() {
        let node = Node::text("a\u{202E}txt.exe");
        let node = Node::new("a", vec![node]).with("title", "\u{2066}x\u{200F}");
        let expect = "<a title=\"\u{FFFD}x\u{200F}\">a\u{FFFD}txt.exe</a>";
        assert_eq!(Html::new(&[node]).as_str(), expect);
    }

    #[test]
    fn json_cannot_end_its_script() {
        let json = Html::json(&serde_json::json!({ "a": "</script><!--\u{2028}" }));
        assert_eq!(json.as_str(), r#"{"a":"\u003c/script\u003e\u003c!--\u2028"}"#);
        let json = Html::json(&serde_json::json!("\u{FFFE}\u{85}\u{1FFFF}\u{FFFD}"));
        assert_eq!(json.as_str(), "\"\\ufffe\\u0085\\ud83f\\udfff\u{FFFD}\"");
    }
}
