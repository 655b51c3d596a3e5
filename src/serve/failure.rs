//! The page that is shown while no build was good yet.

use crate::render::{Html, Node};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'";

const TITLE: &str = "The dossier cannot be built yet";

/// A page with a failed build's diagnostics, given as plain text. Its script shows the dossier as
/// soon as a build is good.
pub(super) fn page(diagnostics: &str) -> String {
    let void = |name| Node::new(name, Vec::new());
    let words = |name, words: &str| Node::new(name, vec![Node::text(words)]);
    let head = vec![
        void("meta").with("charset", "utf-8"),
        void("meta").with("http-equiv", "Content-Security-Policy").with("content", POLICY),
        void("meta").with("name", "viewport").with("content", "width=device-width"),
        words("title", TITLE),
        void("link").with("rel", "stylesheet").with("href", "/-/live.css"),
        void("script").with("src", "/-/live.js").with("defer", ""),
    ];
    let main = vec![
        words("h1", TITLE),
        words("p", "Mend what follows; this page turns into the dossier by itself."),
        words("pre", diagnostics),
    ];
    let body = vec![Node::new("main", main).with("class", "dossier-failure")];
    let html = Node::new("html", vec![Node::new("head", head), Node::new("body", body)]);
    format!("<!doctype html>\n{}\n", Html::new(&[html.with("lang", "en")]).as_str())
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
