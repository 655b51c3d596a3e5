//! The words of an HTML body.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Elements whose text is no text.
const HIDDEN: [&[u8]; 5] = [b"script", b"style", b"template", b"noscript", b"iframe"];

/// Elements that stand on lines of their own; a paragraph's end parts it from the next.
const BLOCKS: [&[u8]; 14] = [
    b"p",
    b"div",
    b"ul",
    b"ol",
    b"blockquote",
    b"pre",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"table",
    b"section",
];
const LINES: [&[u8]; 4] = [b"br", b"li", b"tr", b"hr"];

/// An HTML fragment's text without its tags; paragraphs are parted by empty lines.
pub(super) fn plain(html: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut text = String::new();
    let mut hidden: Option<Vec<u8>> = None;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                if hidden.is_none() && HIDDEN.contains(&tag.name.as_slice()) && !tag.self_closing {
                    hidden = Some(tag.name.to_vec());
                }
                text.push_str(gap(&tag.name));
            }
            Token::EndTag(tag) => {
                if hidden.as_deref() == Some(tag.name.as_slice()) {
                    hidden = None;
                }
                text.push_str(gap(&tag.name));
            }
            Token::String(words) if hidden.is_none() => {
                push_words(&mut text, &String::from_utf8_lossy(&words));
            }
            _ => {}
        }
    }
    text.trim().to_owned()
}

fn gap(name: &[u8]) -> &'static str {
    match name {
        name if BLOCKS.contains(&name) => "\n\n",
        name if LINES.contains(&name) => "\n",
        _ => "",
    }
}

/// Line ends in HTML are blanks.
fn push_words(text: &mut String, words: &str) {
    text.extend(words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_stripped() {
        let check = |html: &str, expect: &str| assert_eq!(plain(html), expect, "{html}");
        check("a <b>b</b>&amp;c", "a b&c");
        check("<p>a\nb</p><p>c</p>", "a b\n\n\n\nc");
        check("a<br>b", "a\nb");
        check("a<script>alert('<b>')</script>b<style>p{}</style>", "ab");
        check("a<img src=x onerror=alert(1)>b", "ab");
        check("a <!-- x --> b < c", "a  b < c");
    }
}
