//! The order of the steps, and what holds for any text and quote.

use proptest::prelude::*;

use super::*;

const TEXT: &str = "Die Gespräche über den Kauf will Microsoft in den kommenden Wochen abschließen, \
spätestens bis zum 15. September.\n\nDas Unternehmen bestätigte die Gespräche am Sonntag. „Wir \
schätzen das“, sagte eine Sprecherin – die Ver-\nhandlungen liefen weiter.\n\nAuch die Gespräche mit \
der Regierung laufen. Die Firma bestätigte die Gespräche nicht.";

fn pieces(words: &str) -> Vec<String> {
    if words.is_empty() { Vec::new() } else { words.split('|').map(str::to_owned).collect() }
}

/// `prefix[exact]suffix`, with `|` for left-out words.
fn selector(quote: &str) -> Selector {
    let (prefix, rest) = quote.split_once('[').unwrap();
    let (exact, suffix) = rest.split_once(']').unwrap();
    let [prefix, exact, suffix] = [prefix, exact, suffix].map(pieces);
    Selector { prefix, exact, suffix, position: None }
}

/// The words before the target, the target, how it was found, and how many others there are.
fn check(quote: &str, expect: &str) {
    let found = anchor(&Haystack::of_text(TEXT), &selector(quote));
    let show = |span: Range<usize>| {
        let before: String = TEXT[..span.start].chars().rev().take(4).collect();
        let before: String = before.chars().rev().collect();
        format!("{before}[{}]", &TEXT[span])
    };
    let found = match found {
        Ok(found) => format!("{} {} +{}", show(found.span), found.how, found.others),
        Err(Orphan { nearest }) => match nearest.first() {
            None => "orphan".to_owned(),
            Some(p) => format!("orphan near {} {}", show(p.span.clone()), p.score),
        },
    };
    assert_eq!(found, expect, "{quote}");
}

#[test]
fn the_first_step_that_finds_it_decides() {
    check("[Microsoft]", "ill [Microsoft] exact +0");
    check("[15. September]", "zum [15. September] exact +0");
    check("[\"Wir schätzen das\"]", "ag. [„Wir schätzen das“] normalised +0");
    check("[die Verhandlungen liefen]", "n – [die Ver-\nhandlungen liefen] normalised +0");
    check("[DAS UNTERNEHMEN]", "r.\n\n[Das Unternehmen] normalised +0");
    check(
        "[Wochen abschliessen, spatestens]",
        "den [Wochen abschließen, spätestens] fuzzy 0.967 +0",
    );
    check(
        "[15. September. Das Unternehmen]",
        "zum [15. September.\n\nDas Unternehmen] normalised +0",
    );
    check("[etwas ganz anderes, das nirgends steht]", "orphan");
    check("[]", "orphan");
}

#[test]
fn the_nearest_passage_of_an_orphan_is_shown() {
    let nearest = "orphan near den [kommenden Wochen abschließen] 724";
    check("[kommenden Tagen abgeschlossen]", nearest);
    check("Rat für [Microsoft] und", "orphan near ill [Microsoft] 833");
}

#[test]
fn context_decides_between_equal_passages() {
    check("[die Gespräche]", "gte [die Gespräche] exact +2");
    check("Auch [die Gespräche]", "uch [die Gespräche] exact +0");
    check("[die Gespräche] nicht", "gte [die Gespräche] exact +0");
    check("bestätigte [die Gespräche] am", "gte [die Gespräche] exact +0");
    check("Firma|[die Gespräche]", "gte [die Gespräche] exact +0");
    check("[die Gespräche]|Regierung", "gte [die Gespräche] exact +1");
}

#[test]
fn left_out_words_may_stand_between_pieces() {
    check(
        "[Die Gespräche|will Microsoft]",
        "[Die Gespräche über den Kauf will Microsoft] exact +0",
    );
    check(
        "[Das Unternehmen|am Sonntag]",
        "r.\n\n[Das Unternehmen bestätigte die Gespräche am Sonntag] exact +0",
    );
    check(
        "[Regierung|Gespräche|nicht]",
        "der [Regierung laufen. Die Firma bestätigte die Gespräche nicht] exact +0",
    );
    check(
        "[Die Gespräche uber den Kauf will Microsoft|September]",
        "[Die Gespräche über den Kauf will Microsoft in den kommenden Wochen abschließen, spätestens bis zum 15. September] fuzzy 0.980 +0",
    );
    check(
        "[Die Gespräche über den Kauf will Microsoft|unbekannt]",
        "orphan near [Die Gespräche über den Kauf will Microsoft in den kommenden Wochen abschließen, spätestens bis zum 15. September.\n\nDas Unternehmen] 901",
    );
    check("[Regierung|Unternehmen]", "orphan near der [Regierung laufen] 600");
}

#[test]
fn the_position_decides_where_the_context_does_not() {
    let text = "ein Wort, ein Wort, ein Wort";
    let at = |position| {
        let selector = Selector { position: Some(position), ..selector("[Wort]") };
        let found = anchor(&Haystack::of_text(text), &selector).unwrap();
        (found.span.start, found.others)
    };
    assert_eq!(at(14..18), (14, 0));
    assert_eq!(at(16..20), (14, 2));
    assert_eq!(at(0..4), (4, 2));
    assert_eq!(at(900..904), (24, 2));
}

#[test]
fn a_position_alone_is_taken_at_its_word() {
    let at = |position, exact: &[&str]| {
        let exact = exact.iter().map(|&piece| piece.to_owned()).collect();
        let selector = Selector { exact, position: Some(position), ..Selector::default() };
        anchor(&Haystack::of_text("Größe zählt"), &selector).map(|found| found.span)
    };
    let orphan = || Err(Orphan { nearest: Vec::new() });
    assert_eq!(at(5..11, &[]), Ok(8..14));
    assert_eq!(at(0..5, &[" "]), Ok(0..7));
    assert_eq!(at(5..6, &[]), orphan());
    assert_eq!(at(90..99, &[]), orphan());
}

#[test]
fn whole_words_come_before_parts_of_words() {
    let text = "Eisenbahn und Eis";
    let found = anchor(&Haystack::of_text(text), &selector("[Eis]")).unwrap();
    assert_eq!((found.span, found.others), (14..17, 0));
}

#[test]
fn one_wrong_letter_is_found_as_fuzzy() {
    let words = "Die Gespräche über den Kauf will Microsoft";
    for wrong in 0..words.chars().count() {
        let letters = words.chars().enumerate();
        let quote: String = letters.map(|(n, c)| if n == wrong { 'x' } else { c }).collect();
        let selector = Selector { exact: vec![quote], ..Selector::default() };
        let found = anchor(&Haystack::of_text(TEXT), &selector).unwrap();
        assert_eq!((&TEXT[found.span], found.how), (words, How::Fuzzy(976)), "{wrong}");
    }
}

#[test]
fn a_quote_that_ends_within_a_letter_takes_it_in() {
    let text = "Größe … Straße";
    let found = |exact: &str| {
        let selector = Selector { exact: vec![exact.to_owned()], ..Selector::default() };
        anchor(&Haystack::of_text(text), &selector).map(|found| &text[found.span])
    };
    assert_eq!(found("GRÖS"), Ok("Größ"));
    assert_eq!(found("SE .."), Ok("ße …"));
}

#[test]
fn a_long_quote_with_changes_is_followed_to_its_end() {
    let words = |n: usize| format!("Satz {n} sagt, was der vorige nicht sagte. ");
    let text: String = (0..200).map(words).collect();
    let quote: String = (50..120).map(words).collect();
    let changed =
        quote.replace("Satz 70 sagt, was", "Satz 70 verschweigt, was").replace("80", "8O");
    let selector = Selector { exact: vec![changed], ..Selector::default() };
    let found = anchor(&Haystack::of_text(&text), &selector).unwrap();
    assert_eq!(&text[found.span], quote.trim_end());
    assert!(matches!(found.how, How::Fuzzy(score) if score > 990), "{:?}", found.how);
}

#[test]
fn a_common_word_in_a_long_text_is_found_by_its_context() {
    let text =
        format!("{}hier steht es genau {}", "es war ".repeat(20_000), "es ist ".repeat(20_000));
    let found = anchor(&Haystack::of_text(&text), &selector("hier steht [es] genau")).unwrap();
    assert_eq!((found.span, found.others), (140_011..140_013, 0));
}

#[test]
fn too_many_pieces_are_an_orphan() {
    let exact = vec!["a".to_owned(); MAX_PIECES + 1];
    let selector = Selector { exact, ..Selector::default() };
    let text = "a ".repeat(1_000);
    assert_eq!(anchor(&Haystack::of_text(&text), &selector), Err(Orphan { nearest: Vec::new() }));
}

/// A text, and a stretch of it without blanks at its ends, by bytes.
fn text_and_stretch() -> impl Strategy<Value = (String, Range<usize>)> {
    let text = "([a-zäöüßA-Z„“–-]{1,9}[ ,.\n]{1,2}){4,60}";
    (text, any::<prop::sample::Index>(), any::<prop::sample::Index>())
        .prop_map(|(text, a, b)| {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let (a, b) = (bounds[a.index(bounds.len())], bounds[b.index(bounds.len())]);
            let span = align::trim(&text, a.min(b)..a.max(b));
            (text, span)
        })
        .prop_filter("no words", |(_, span)| !span.is_empty())
}

/// As other programs write selectors: the words and 32 code points before and behind.
fn selector_of(text: &str, span: &Range<usize>) -> Selector {
    let before: Vec<char> = text[..span.start].chars().rev().take(32).collect();
    Selector {
        prefix: vec![before.into_iter().rev().collect()],
        exact: vec![text[span.clone()].to_owned()],
        suffix: vec![text[span.end..].chars().take(32).collect()],
        position: None,
    }
}

#[test]
fn hostile_input_costs_no_more_than_its_length() {
    let letter = "a".repeat(1_000_000);
    let one = |exact: &str| Selector { exact: vec![exact.to_owned()], ..Selector::default() };
    let text = Haystack::of_text(&letter);
    assert!(anchor(&text, &one(&letter[..5_000])).unwrap().others > 0);
    let changed = format!("{}b", &letter[..5_000]);
    assert!(anchor(&text, &one(&changed)).is_ok());
    let words = "ab ".repeat(300_000);
    let earlier = Earlier::of(&Haystack::of_text(&words), &(300..302));
    assert!(anchor_again(&Haystack::of_text(&words), &one("ab"), &earlier).unwrap().others > 0);
}

#[test]
fn what_stood_around_them_finds_words_again() {
    let quoted = "the sluice was shut";
    let selector = Selector { exact: vec![quoted.to_owned()], ..Selector::default() };
    let first = "On Monday the sluice was shut again. Nobody had asked for it that winter.";
    let second = "On Friday the sluice was shut for good. The keeper left the valley in May.";
    let text = format!("{first}\n\n{second}");
    let check = |changed: &str, expect: Option<&str>| {
        for nth in 0..2 {
            let (start, _) = text.match_indices(quoted).nth(nth).unwrap();
            let span = start..start + quoted.len();
            let earlier = Earlier::of(&Haystack::of_text(&text), &span);
            let found = anchor_again(&Haystack::of_text(changed), &selector, &earlier);
            let day = ["Monday", "Friday"][nth];
            match expect {
                Some(words) => {
                    let found = found.unwrap();
                    let before = &changed[..found.span.start];
                    assert!(
                        found.others == 0
                            && before.rsplit(['.', '\n']).next().unwrap().contains(day),
                        "{changed}"
                    );
                    assert_eq!(&changed[found.span], words, "{changed}");
                }
                None => assert!(found.is_err(), "{changed}"),
            }
        }
    };
    check(&format!("New.\n\n{second}\n\n{first}"), Some(quoted));
    check(
        &format!("{first}\n\nMore.\n\n{second}").replace("was", "wa5"),
        Some("the sluice wa5 shut"),
    );
    check("Nothing of it is left, neither the sluice nor the keeper.", None);
}

proptest! {
    #[test]
    fn an_unchanged_text_gives_the_same_words_again((text, span) in text_and_stretch()) {
        let haystack = Haystack::of_text(&text);
        let selector = Selector { exact: vec![text[span.clone()].to_owned()], ..Selector::default() };
        let earlier = Earlier::of(&haystack, &span);
        let found = anchor_again(&haystack, &selector, &earlier).unwrap();
        prop_assert_eq!(found.how, How::Exact);
        prop_assert_eq!(&text[found.span.clone()], &text[span.clone()]);
        prop_assert!(found.others > 0 || found.span == span);
    }

    #[test]
    fn any_stretch_of_a_text_is_found((text, span) in text_and_stretch()) {
        let found = anchor(&Haystack::of_text(&text), &selector_of(&text, &span)).unwrap();
        prop_assert_eq!(found.how, How::Exact);
        prop_assert_eq!(&text[found.span], &text[span]);
    }

    #[test]
    fn a_paragraph_put_before_it_does_not_matter(
        (text, span) in text_and_stretch(), paragraph in "[0-9 ]{1,200}", positioned: bool,
    ) {
        let mut selector = selector_of(&text, &span);
        let points = |range: &str| range.chars().count();
        let start = points(&text[..span.start]);
        selector.position = positioned.then(|| start..start + points(&text[span.clone()]));
        let changed = format!("{paragraph}\n\n{text}");
        let found = anchor(&Haystack::of_text(&changed), &selector).unwrap();
        prop_assert_eq!(&changed[found.span], &text[span]);
    }

    #[test]
    fn nothing_panics(
        text in "(\\PC|[a-c -]|ß|…|\n){0,80}",
        prefix in prop::collection::vec("(\\PC|[a-c -]){0,9}", 0..3),
        exact in prop::collection::vec("(\\PC|[a-c -]|s|\\.|\n){0,9}", 0..4),
        suffix in prop::collection::vec("(\\PC|[a-c -]){0,9}", 0..3),
        position in prop::option::of((0..99_usize, 0..99_usize)),
    ) {
        let position = position.map(|(start, end)| start..end);
        let selector = Selector { prefix, exact, suffix, position };
        let span = match anchor(&Haystack::of_text(&text), &selector) {
            Ok(found) => Some(found.span),
            Err(orphan) => orphan.nearest.into_iter().next().map(|passage| passage.span),
        };
        prop_assert!(span.is_none_or(|span| text.get(span).is_some_and(|words| !words.is_empty())));
    }
}
