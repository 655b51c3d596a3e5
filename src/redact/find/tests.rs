//! What is found, and what is not.

use proptest::prelude::*;

use super::*;

fn finder(words: &str) -> Finder {
    placed(words, Placing::Word, false)
}

fn placed(words: &str, placing: Placing, cased: bool) -> Finder {
    Finder::new(&[Sought { words: words.to_owned(), placing, cased, rule: 0 }])
}

/// The words found, with `|` between.
fn found(finder: &Finder, text: &str) -> String {
    let mut hits = finder.find_in_markdown(text);
    hits.dedup_by(|a, b| a.span == b.span);
    hits.iter().map(|hit| &text[hit.span.clone()]).collect::<Vec<_>>().join("|")
}

#[test]
fn every_way_of_writing_is_found() {
    for (words, text, expect) in [
        ("Anna Berg", "by Anna Berg.", "Anna Berg"),
        ("Anna Berg", "ANNA\u{A0}\n BERG", "ANNA\u{A0}\n BERG"),
        ("Anna Berg", "A\u{AD}nna B\u{200B}erg", "A\u{AD}nna B\u{200B}erg"),
        ("Anna Berg", "Anna Bergs Haus", "Anna Bergs"),
        ("Anna Berg", "Anna Berg’s house, Anna Berg'", "Anna Berg’s|Anna Berg"),
        ("Anna Berg", "anna-berg anna_berg annaberg", "anna-berg|anna_berg|annaberg"),
        ("Anna Berg", "die Anna-Berg-Affäre", "Anna-Berg"),
        ("Anna Berg", "An-\nna Berg", "An-\nna Berg"),
        ("Anna Berg", "A n n a B e r g", "A n n a B e r g"),
        ("Anna Berg", "An**na** _Berg_", "An**na** _Berg"),
        ("Anna Berg", "x=Anna%20Berg&y", "Anna%20Berg"),
        ("10 Anna", "https://x.org/?q=10%20Anna", "10%20Anna"),
        ("Anna Müller", "Anna M=C3=BCller", "Anna M=C3=BCller"),
        ("Anna Berg", "mailto:anna.berg@example.org", "anna.berg"),
        ("Anna Berg", "Аnnа Веrg, ＡＮＮＡ BΕRG", "Аnnа Веrg|ＡＮＮＡ BΕRG"),
        ("Anna Berg", "A\u{336}nn\u{30D}a B\u{20DD}erg", "A\u{336}nn\u{30D}a B\u{20DD}erg"),
        ("Нора Иванов", "Hopa Ивaнов", "Hopa Ивaнов"),
        ("Müller", "Mu\u{308}ller MÜLLER Mueller", "Mu\u{308}ller|MÜLLER|Mueller"),
        ("Müller", "M%C3%BCller M%FCller", "M%C3%BCller|M%FCller"),
        (
            "Müller",
            "M&uuml;ller M\\u00fcller M\\0000FCller",
            "M&uuml;ller|M\\u00fcller|M\\0000FCller",
        ),
        ("Mueller", "Müllers", "Müllers"),
        ("Weiß", "WEISS weiss", "WEISS|weiss"),
        ("José García", "Jose Garcia", "Jose Garcia"),
        ("Иванов", "с Ивановым и Иванову", "Ивановым|Иванову"),
        ("王芳", "我和王芳去了", "王芳"),
        ("王芳", "wang-fang.html Wang Fang", "wang-fang"),
        ("أحمد", "وأحمد", "أحمد"),
        (
            "+49 170 1234567",
            "tel491701234567 +49 (170) 123-45-67",
            "491701234567|+49 (170) 123-45-67",
        ),
        ("4 Js 123/20", "Az. 4 Js 123/20", "4 Js 123/20"),
        ("🦊", "see 🦊!", "🦊"),
        ("Anna Berg", "QW5uYSBCZXJnIQ==", "QW5uYSBCZXJnIQ"),
        ("Anna Berg", "xIEFubmEgQmVyZyA", "xIEFubmEgQmVyZyA"),
        ("Anna Berg", "id 416E6E612042657267.", "416E6E612042657267"),
        ("Anna Berg", "Anna, Berg", "Anna, Berg"),
        ("£157 10s.", "for £157 10s. and 157 10S", "£157 10s.|157 10S"),
    ] {
        assert_eq!(found(&finder(words), text), expect, "{words} in {text}");
    }
}

#[test]
fn other_words_are_let_stand() {
    for (words, text) in [
        ("Ann", "Anna plan channel Annex Announced an n"),
        ("Ann", "1a2nn3 planning now"),
        ("Berg", "Bergmann Bergstraße Heidelberg"),
        ("Schön", "schon schonen"),
        ("Jos", "José"),
        ("Anna Berg", "Anna wohnt am Berg, Anna – – – – – Berg"),
        ("Anna Berg", "Anna\u{1E}Berg"),
        ("123", "1234 0123 a123"),
        ("Rom", "R o m Roman Romane"),
        ("…", "…"),
        ("Müller", "Muller"),
    ] {
        assert_eq!(found(&finder(words), text), "", "{words} in {text}");
    }
}

#[test]
fn placing_and_case_are_minded() {
    let check = |words, placing, cased, text: &str, expect| {
        assert_eq!(found(&placed(words, placing, cased), text), expect, "{words} in {text}");
    };
    check("Berg", Placing::Start, false, "Bergmann Heidelberg", "Bergmann");
    check("Berg", Placing::Anywhere, false, "Bergmann Heidelbergs", "Bergmann|Heidelbergs");
    check("Will", Placing::Word, true, "Wіll wіll", "Wіll");
    check("Will", Placing::Word, true, "Will will WILL Wills", "Will|Wills");
}

#[test]
fn several_words_are_told_apart() {
    let sought = ["Anna", "Anna Berg", "Berg"].map(str::to_owned);
    let sought: Vec<Sought> = sought
        .into_iter()
        .enumerate()
        .map(|(rule, words)| Sought { words, placing: Placing::Word, cased: false, rule })
        .collect();
    let hits = Finder::new(&sought).find("Anna Berg");
    let told: Vec<_> = hits.iter().map(|hit| (hit.span.clone(), hit.rule)).collect();
    assert_eq!(told, [(0..4, 0), (0..9, 1), (5..9, 2)]);
}

proptest! {
    #[test]
    fn spans_are_of_the_text(words in "[a-cäß %&]{1,6}", text in "([a-cäßA-C -]|%C3%A4|&auml;|\\PC){0,40}") {
        let finder = finder(&words);
        for hit in finder.find_in_markdown(&text) {
            prop_assert!(text.get(hit.span.clone()).is_some_and(|words| !words.is_empty()));
        }
    }

    #[test]
    fn words_among_others_are_found(words in "\\p{L}{2,8}( \\p{L}{2,8})?", before in "[a-z ]{0,9}", after in "[a-z ]{0,9}") {
        let text = format!("{before} {words}, {after}");
        let hits = finder(&words).find(&text);
        prop_assert!(
            hits.iter().any(|hit| hit.span.start <= before.len() + 1
                && hit.span.end >= before.len() + 1 + words.trim_end().len()),
            "{:?}", hits
        );
    }
}
