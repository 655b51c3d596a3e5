use super::*;
use crate::ingest::testing::outline;

fn read(path: &str, text: &str) -> Reading {
    super::read(path, text, crate::ingest::testing::bounds())
}

fn check(source: &str, expected: &str) {
    assert_eq!(outline(&read("seeds/a.html", source)), expected, "{source}");
}

fn dropped(source: &str) -> String {
    let reading = read("seeds/a.html", source);
    outline(&reading);
    let all = reading.dropped.iter().map(|d| format!("{:?} {}", d.what, d.count));
    all.collect::<Vec<_>>().join(", ")
}

#[test]
fn blocks_are_read() {
    check("<h1>A</h1><p>b</p>c<div>d</div>", "h1(A) p(b) p(c) p(d)");
    check("<ul><li>a<li>b<ul><li>c</ul></ul>d", "ul[p(a) | p(b) ul[p(c)]] p(d)");
    check("<ol start=3><li>a</li></ol><ol><li></li><li>b</ol>", "ol3[p(a)] ol1[ | p(b)]");
    check("<ul>a<li>b</ul>", "ul[p(a) | p(b)]");
    check("<blockquote><p>a<p>b</blockquote>", "quote[p(a) p(b)]");
    check("<dl><dt>a<dd>b<dt>c</dl>", "p(a) p(b) p(c)");
    check("<figure><img alt='a b'><figcaption>c</figcaption></figure>", "p({img a b}) p(c)");
    check("a<hr>b", "p(a) hr p(b)");
    check("<details><summary>a</summary>b</details>", "p(a) p(b)");
    check("<p>&nbsp;</p><p> </p>", "");
}

#[test]
fn running_text_is_read() {
    check(
        "<p>a <em>b <strong>c</strong></em> <del>d</del> <kbd>e</kbd>",
        "p(a {em b {strong c}} {del d} {code e})",
    );
    check("a<b> b </b>c", "p(a {strong b} c)");
    check("<b>a<i>b</b>c</i>d", "p({strong a{em b}}{em c}d)");
    check("<b><p>a<p>b</b>c", "p({strong a}) p({strong b}c)");
    check("<a href=' /x '>a <a href=y>b</a> <a>c</a>", "p({a=/x a} {a=y b} c)");
    check("a<br>b <br/> c<br><br>d", "p(a\nb\nc) p(d)");
    check("<h2>a<br>b<div>c</div></h2>", "h2(a b c)");
    check("x<sup>2</sup> H<sub>2</sub>O <span>s</span><wbr>t", "p(x2 H2O st)");
    check("<q>a <q>b</q></q>", "p(“a ‘b’”)");
    check("<html lang=de-AT><q>a <q>b</q></q>", "p(„a ‚b‘“)");
    check(" a \n\t b&#10;c&nbsp; d", "p(a b c\u{A0} d)");
    check("a &lt;b&gt; &amp;amp; {{ c }} *d*", "p(a <b> &amp; {{ c }} *d*)");
    check("<x-y>a</x-y> <font color=red>b</font>", "p(a b)");
}

#[test]
fn code_keeps_its_white_space() {
    check(
        "<pre><code class='x language-rust'>fn a() {\n  b &lt; c\n}\n</code></pre>",
        "code:rust(fn a() {\n  b < c\n})",
    );
    check("<pre class=lang-c>\n\na\t<b>b</b><br>c</pre>d", "code:c(a\tb\nc) p(d)");
    check("<pre><div>a\n</div><div>b</div></pre>", "code:(a\nb)");
    check("<h1><pre>a  b</pre></h1>", "h1(a b)");
}

#[test]
fn tables_are_read() {
    check("<table><tr><th>a<th>b<tr><td>c<td><p>d<p>e</table>f", "table[a | b / c | d\ne] p(f)");
    check("<table><caption>k</caption><tr><td>a<td>b</table>", "p(k) table[a | b]");
    check("<table><tr><td colspan=2>a<td>b<tr><td>c</table>", "table[a |  | b / c |  | ]");
    check("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "table[a | b /  | c]");
    check("<table><tr><td>a<td><ul><li>b<li><h3>c</h3></ul></table>", "table[a | b\nc]");
    check("<table>x<tr><td>a<td>b</tr>y</table>", "table[x |  / a | b / y | ]");
    check("<table><tr><td></td><td></td></table>a", "p(a)");
    check("<td>a<td>b</div>c", "p(a) p(bc)");
    check("<table><td>a<tr><td>b<td>c<caption>d</table>", "table[a |  / b | c / d | ]");
}

#[test]
fn tables_for_layout_are_no_tables() {
    check("<table><tr><td><p>a</p><ul><li>b</ul></td></tr></table>", "p(a) ul[p(b)]");
    check("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", "p(a) table[b | c]");
    check("<table role=presentation><tr><td>a<td>b</table>", "p(a) p(b)");
}

#[test]
fn a_single_article_is_the_text() {
    let page = "<header><h1>Site</h1></header><p>before</p><article><header><h1>A</h1></header>b\
                <footer>c</footer></article><p>after";
    check(page, "h1(A) p(b) p(c)");
    assert_eq!(dropped(page), "PageFrame 1, OutsideArticle 2");
    assert_eq!(read("seeds/a.html", page).metadata.title.as_deref(), Some("A"));
    check("<article>a</article><article>b</article>", "p(a) p(b)");
    check("x<main><article>a</article><article>b</article></main>y", "p(a) p(b)");
    check("<article></article><main>a</main>b", "p(a)");
    check("<article>a<article>b</article></article>c", "p(a) p(b)");
    check("<aside><article>a</article></aside><article>b</article>c", "p(b)");
    check("<ul><li>x<li><article>a<ul><li>b</ul></article></ul>", "p(a) ul[p(b)]");
    check("<table><tr><td>x<td><article>a<p>b</article></table>", "p(a) p(b)");
    check("<h1>x<article>a</article></h1>y", "p(a)");
}

#[test]
fn what_is_no_text_is_counted() {
    for (source, expected) in [
        ("<nav>a<nav>b</nav></nav><div role=navigation>c</div>", "Navigation 2"),
        ("<header>a</header><footer>b</footer><p role=banner>c", "PageFrame 3"),
        ("<section><header>a</header></section><aside>b</aside>", "Aside 1"),
        (
            "<form>a<input></form><button>b</button><input type=hidden><select><option>c</select>",
            "Form 3",
        ),
        ("<script>a</script><noscript>b</noscript><template>c</template>", "Script 3"),
        (
            "<style>a</style><svg><title>b</title></svg><iframe>c</iframe><math>d</math>",
            "Style 1, Embedded 3",
        ),
        (
            "<p hidden>a<div aria-hidden=true>b</div><i style='x:y; Display : none'>c</i>",
            "Hidden 3",
        ),
        (
            "<dialog>a</dialog><dialog open>b</dialog><img><!-- c --><!-- <p> -->",
            "Hidden 1, Image 1, Comment 2",
        ),
        ("<?xml version='1.0'?><!DOCTYPE html><p>a", ""),
    ] {
        assert_eq!(dropped(source), expected, "{source}");
    }
    check("a<nav>b<p>c</div></nav>d", "p(a) p(d)");
    check("<div>a<nav>b</div>c", "p(a) p(c)");
    check("a <span hidden>b<span>c</span></span>d", "p(a d)");
    check("<form><p>all of it</p><input></form>", "p(all of it)");
    check("<title>t</title>a<script>if (a<b) '</p>'</script>b", "p(ab)");
    check("<p hidden>a<p>b<ul><li hidden>c<li>d</ul>", "p(b) ul[p(d)]");
    check("<table><template><tr><td>a</template><tr><td>b<td>c</table>", "table[b | c]");
    let options = "<option>a".repeat(400);
    check(&format!("<select>{options}</select>b<nav>{}</nav>c", "<li>d".repeat(400)), "p(b) p(c)");
}

#[test]
fn pages_say_what_they_are() {
    let page = "<html lang=de_AT><head><title>T – Site</title><meta name=author content='A; B'>\
        <meta name=AUTHOR content=C><meta property=article:published_time \
        content=2020-08-03T10:00:00Z><meta name=description content='d &amp; e'>\
        <link rel=canonical href=https://example.org/x><meta property=og:site_name content=S>\
        </head><p>a";
    let metadata = read("seeds/a.html", page).metadata;
    assert_eq!(metadata.title.as_deref(), Some("T – Site"));
    assert_eq!(metadata.authors, ["A", "B", "C"]);
    assert_eq!(metadata.published.map(|d| d.to_string()).as_deref(), Some("2020-08-03"));
    assert_eq!(metadata.description.as_deref(), Some("d & e"));
    assert_eq!(metadata.url.as_deref(), Some("https://example.org/x"));
    assert_eq!(metadata.source.as_deref(), Some("S"));
    assert_eq!(metadata.language.as_deref(), Some("de-AT"));
    let title = |page: &str| read("seeds/a.html", page).metadata.title;
    assert_eq!(title("<svg><title>x</title></svg><title>a\nb</title>").as_deref(), Some("a b"));
    assert_eq!(title("<meta property=og:title content=o><title>t</title>").as_deref(), Some("o"));
    assert_eq!(title("<title>t</title><meta property=og:title content=o>").as_deref(), Some("o"));
    assert_eq!(title("<title>t</title><h1>h</h1>").as_deref(), Some("t"));
    let bad = read("seeds/a.html", "<meta name=date content=soon><link rel=canonical href=/x>a");
    let said: Vec<_> = bad.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("“date” cannot be read: “soon”"), "{said:?}");
}

#[test]
fn depth_is_bounded_and_words_stay() {
    let deep = format!("{}a{}b", "<blockquote>".repeat(5_000), "</blockquote>".repeat(5_000));
    let reading = read("seeds/a.html", &deep);
    outline(&reading);
    assert_eq!(reading.text, "a\n\nb");
    assert!(reading.too_deep);
    let mixed = format!("{}a<script>x</script>b", "<div><ul><li><b><table><tr><td>".repeat(2_000));
    let reading = read("seeds/a.html", &mixed);
    outline(&reading);
    assert_eq!(reading.text.replace("\n\n", ""), "ab");
}

#[test]
fn control_characters_from_references_are_counted() {
    let reading = read("seeds/a.html", "a&#1;b&#x85;c");
    assert_eq!(reading.text, "a\u{FFFD}b…c");
    assert_eq!(reading.controls, 1);
}

#[test]
fn text_maps_back_to_the_source() {
    let source = "<p>Gr&ouml;<b>&szlig;e</b> &amp; <i>Ma&szlig;</i>e\u{301}";
    let reading = read("seeds/a.html", source);
    assert_eq!(reading.text, "Größe & Maßé");
    let origin = |words: &str| {
        let at = reading.text.find(words).unwrap();
        &source[reading.map.range(at..at + words.len())]
    };
    assert_eq!(origin("ö"), "&ouml;");
    assert_eq!(origin("e &"), "e</b> &amp;");
    assert_eq!(origin("Maß"), "Ma&szlig;");
    assert_eq!(origin("é"), "e\u{301}");
}
