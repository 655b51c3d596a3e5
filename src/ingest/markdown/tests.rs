use super::*;
use crate::ingest::testing::outline;

fn read(path: &str, text: &str) -> Reading {
    super::read(path, text, crate::ingest::testing::bounds())
}

fn check(text: &str, expected: &str) {
    assert_eq!(outline(&read("seeds/a.md", text)), expected, "{text:?}");
}

#[test]
fn blocks_are_read() {
    check("# One\n\nTwo\n---\n\nthree", "h1(One) h2(Two) p(three)");
    check("- a\n- b\n\n  c\n", "ul[p(a) | p(b) p(c)]");
    check("3. a\n4. b\n   - c", "ol3[p(a) | p(b) ul[p(c)]]");
    check("> a\n> b\n>\n> > c", "quote[p(a b) quote[p(c)]]");
    check(
        "```rust x\nfn a() {}\n\n  b\n```\n\n    c\n\td",
        "code:rust(fn a() {}\n\n  b) code:(c\nd)",
    );
    check("a\n\n***\n\nb", "p(a) hr p(b)");
    check("- \n- a\n\n1.\n2. b", "ul[p(a)] ol1[ | p(b)]");
    check("- [ ] a\n- [x] b", "ul[p([ ] a) | p([x] b)]");
    check("", "");
    check("```\n\n```", "");
}

#[test]
fn running_text_is_read() {
    check("*a **b*** ~~c~~ `d  e`", "p({em a {strong b}} {del c} {code d e})");
    check("a\nb  \nc\\\nd", "p(a b\nc\nd)");
    check("a \\* b &amp; &auml; \"c\" -- d...", "p(a * b & ä \"c\" -- d...)");
    check(
        "[a *b*](/c \"d\") <http://e.f> <g@h.i>",
        "p({a=/c a {em b}} {a=http://e.f http://e.f} {a=mailto:g@h.i g@h.i})",
    );
    check("[a][b] [c]()\n\n[b]: /d", "p({a=/d a} c)");
    check("# a\\\nb", "h1(a\\) p(b)");
    check("a\\\nb\n===", "h1(a b)");
    check("> `a\n> b`", "quote[p({code a b})]");
    check("{{ a }} {% b %} $c$ ^d^ :e:", "p({{ a }} {% b %} $c$ ^d^ :e:)");
}

#[test]
fn pictures_leave_their_text() {
    let text = "![a *b* `c`](d.png) ![](e.png) f";
    check(text, "p({img a b c} f)");
    let dropped = read("seeds/a.md", text).dropped;
    assert_eq!(dropped, [Dropped { what: DroppedKind::Image, count: 2 }]);
    check("[![a](b)](c)", "p({a=c {img a}})");
}

#[test]
fn footnotes_are_text() {
    check("a[^1]\n\n[^1]: Ebenda.\n", "p(a[^1]) p([^1]: Ebenda.)");
    check("[^n]: - a\n\n[^x]: `b`\n", "p([^n]:) ul[p(a)] p([^x]: {code b})");
    check("a [^2]", "p(a [^2])");
}

#[test]
fn definitions_that_no_link_uses_are_text() {
    check("a [B] c\n\n[b]: /d\n", "p(a {a=/d B} c)");
    check("a\n\n[Note]: Ibidem\n[b]: /d 'e'\n\nf", "p(a) p([Note]: Ibidem) p([b]: /d 'e') p(f)");
    check("> [x]: y\n\n- [z]: w\n- v", "quote[p([x]: y)] ul[p([z]: w) | p(v)]");
    check("- [a]:x\n]", "ul[p([a]:x) p(])]");
    check("- [a]:x\n*b*", "ul[p([a]:x) p({em b})]");
    check("---\nkind: a\n---\n[x]: y", "p([x]: y)");
    let reading = read("seeds/a.md", "[//]: # (not for readers)\n\na");
    assert_eq!(outline(&reading), "p(a)");
    assert_eq!(reading.dropped, [Dropped { what: DroppedKind::Comment, count: 1 }]);
}

#[test]
fn tables_lose_no_cell() {
    check("| a | b |\n|:--|:-:|\n| *c* | d\\|e |\n| f |\n", "table<^[a | b / {em c} | d|e / f | ]");
    check("a|b\n-|-\nc|d|e|*f*\n", "table[a | b / c | d\ne\n*f*]");
    check("|a|\n|-|\n|b<br>c|\n", "table[a / b\nc]");
    check("|`a\\|b`|\n|-|", "table[{code a|b}]");
}

#[test]
fn raw_html_loses_its_tags_only() {
    let text =
        "a <b>c</b><br/>d <!-- e -->f\n\n<div>\n<p>g *h* &uuml;\n<script>i</script>\n</div>\n\nj";
    check(text, "p(a c\nd f) p(g *h* ü) p(j)");
    let dropped = read("seeds/a.md", text).dropped;
    let counts: Vec<_> = dropped.iter().map(|d| (d.what, d.count)).collect();
    assert_eq!(
        counts,
        [(DroppedKind::Markup, 8), (DroppedKind::Comment, 1), (DroppedKind::Script, 1)]
    );
    check("> <div>\n> a\n> </div>\n\n<nav>b</nav>", "quote[p(a)] p(b)");
    check("- <table><tr><td>a<td>b</table>", "ul[table[a | b]]");
}

#[test]
fn text_maps_back_to_the_source() {
    let text = "> a &auml; `x\n> y`\n>\n> <div>\n> e&#x301;n\n> </div>\n";
    let reading = read("seeds/a.md", text);
    assert_eq!(reading.text, "a ä x y\n\nén");
    let origin = |words: &str| {
        let at = reading.text.find(words).unwrap();
        &text[reading.map.range(at..at + words.len())]
    };
    assert_eq!(origin("ä"), "&auml;");
    assert_eq!(origin("y"), "y");
    assert_eq!(origin("x y"), "x\n> y");
    assert_eq!(origin("é"), "e&#x301;");
    assert_eq!(origin("n"), "n");
}

#[test]
fn front_matter_is_no_text() {
    let reading = read("seeds/a.md", "---\ntitle: A\nlang: de\n---\n# B\n");
    assert_eq!(outline(&reading), "h1(B)");
    assert_eq!(reading.metadata.title.as_deref(), Some("A"));
    assert_eq!(reading.dropped, [Dropped { what: DroppedKind::Header, count: 1 }]);
    assert_eq!(reading.map.range(0..1), 28..29);
    check("---\n\nnone\n\n---\n", "hr p(none) hr");
}

#[test]
fn absurd_nesting_keeps_the_words() {
    let reading = read("seeds/a.md", &format!("{} a\n\nb", "> ".repeat(100)));
    assert!(reading.too_deep);
    assert!(outline(&reading).ends_with("p(b)"));
    let reading = read("seeds/a.md", &format!("{} a", ">".repeat(1_000)));
    assert_eq!(reading.text, format!("{} a", ">".repeat(1_000)));
    assert_eq!(reading.diagnostics.iter().next().unwrap().code, codes::DOCUMENT_LIMIT);
}
