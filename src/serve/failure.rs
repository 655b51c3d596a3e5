//! The page that is shown while no build was good yet.

/// A piece of HTML. Text and attribute values are escaped when it is written, and only then.
enum Node<'a> {
    Element(&'static str, &'a [(&'static str, &'static str)], &'a [Node<'a>]),
    /// An element that has no content and no end tag.
    Void(&'static str, &'a [(&'static str, &'static str)]),
    Text(&'a str),
}

use Node::{Element, Text, Void};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'";

/// A page with a failed build's diagnostics, given as plain text. Its script shows the dossier as
/// soon as a build is good.
pub(super) fn page(diagnostics: &str) -> String {
    let head = [
        Void("meta", &[("charset", "utf-8")]),
        Void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]),
        Void("meta", &[("name", "viewport"), ("content", "width=device-width")]),
        Element("title", &[], &[Text("The dossier cannot be built yet")]),
        Void("link", &[("rel", "stylesheet"), ("href", "/-/live.css")]),
        Element("script", &[("src", "/-/live.js"), ("defer", "")], &[]),
    ];
    let text = [Text(diagnostics)];
    let main = [
        Element("h1", &[], &[Text("The dossier cannot be built yet")]),
        Element(
            "p",
            &[],
            &[Text("Mend what follows; this page turns into the dossier by itself.")],
        ),
        Element("pre", &[], &text),
    ];
    let body = [Element("main", &[("class", "dossier-failure")], &main)];
    let html = [Element("head", &[], &head), Element("body", &[], &body)];
    let mut page = String::from("<!doctype html>\n");
    write(&Element("html", &[("lang", "en")], &html), &mut page);
    page.push('\n');
    page
}

/// Writes a node; the depth is that of the page above.
fn write(node: &Node<'_>, out: &mut String) {
    match node {
        Text(text) => escape(text, out),
        Void(name, attributes) => start(name, attributes, out),
        Element(name, attributes, children) => {
            start(name, attributes, out);
            for child in *children {
                write(child, out);
            }
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
    }
}

fn start(name: &str, attributes: &[(&str, &str)], out: &mut String) {
    out.push('<');
    out.push_str(name);
    for (key, value) in attributes {
        out.push(' ');
        out.push_str(key);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
    out.push('>');
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn diagnostics_are_text() {
        let page = super::page("error: </pre><script>alert(1)</script> & \"x\"");
        assert!(page.contains(
            "<pre>error: &lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;</pre>"
        ));
        assert_eq!(page.matches("<script").count(), 1);
        assert!(
            page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src")
        );
    }
}
