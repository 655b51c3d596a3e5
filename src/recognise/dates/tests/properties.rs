//! What holds for any text.

use proptest::prelude::*;

use super::super::super::reading::Reading;
use super::super::super::switches::Switches;
use super::super::super::testing::document;
use super::super::find;

/// Words and signs that the rules look for, to be strung together in any order.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(
        "am im vom bis zum seit Ende Mitte 1. 3. 15. 31. Mai Mai September Sept. 2020 1848 20 8 8.30 \
         Uhr halb neun heute gestern morgen Morgen Abend Sonntag Montagabend letzte nächsten Woche \
         Jahr Jahren zwei dreißig drei,5 Tage später jeden alle Ostern Karfreitag und , ; – - / ( ) \
         war wird hat gekommen 1990er neunziger Jahre v. Chr. § Nr. Prozent € T10:30 2020-09-15 of \
         the on last next Monday May fifth years ago century 's st in since noon \u{AD} e\u{301} 🙂 \
         ß İ \u{200B} 99999999999999999999 0 00 24:60"
            .split(' ')
            .map(str::to_owned)
            .collect::<Vec<_>>(),
    );
    prop_oneof![8 => known, 1 => "\\PC{0,4}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn spans_are_sound(
        pieces in prop::collection::vec((piece(), prop::bool::weighted(0.8)), 0..40),
        language in prop::sample::select(vec!["de", "en", "fr", "und"]),
        date in prop::sample::select(vec![None, Some("2020-08-03"), Some("2020-08"), Some("1926")]),
    ) {
        let blank = |blank: bool| if blank { " " } else { "" };
        let text: String = pieces.iter().flat_map(|(piece, b)| [piece.as_str(), blank(*b)]).collect();
        let (first, second) = text.split_at(text.floor_char_boundary(text.len() / 2));
        let document = document(language, date, &[first, second]);
        let found = find(&Reading::new(&document), &Switches::default());
        prop_assert_eq!(&found, &find(&Reading::new(&document), &Switches::default()));
        let apart = found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        prop_assert!(apart, "{:?}", found);
        for one in &found {
            prop_assert!(document.text.get(one.span.clone()).is_some_and(|words| !words.is_empty()));
            let inside = |leaf: &crate::document::Leaf| {
                leaf.span.start <= one.span.start && one.span.end <= leaf.span.end
            };
            prop_assert!(document.leaves.iter().any(inside));
            prop_assert!(!one.what.value.is_empty());
            for shown in &one.reason.evidence {
                prop_assert!(document.text.get(shown.clone()).is_some_and(|words| !words.is_empty()));
            }
            if let Some(edtf) = &one.what.edtf {
                prop_assert_eq!(&crate::edtf::Edtf::parse(&edtf.to_string()), &Ok(edtf.clone()));
            }
        }
    }
}
