//! What holds for any text.

use proptest::prelude::*;

use super::super::super::reading::Reading;
use super::super::super::switches::Switches;
use super::super::super::testing::document;
use super::super::find;

/// Words and signs of the layer, and anything else.
fn text() -> impl Strategy<Value = String> {
    let own = prop::sample::select(vec![
        "sagte",
        "sei",
        "dass",
        "laut",
        "so",
        "zufolge",
        "Anna",
        "Muster",
        "„",
        "“",
        "»",
        "«",
        ",",
        ":",
        ". ",
        "–",
        "said",
        "that",
        "according to",
        "he",
        "teilte",
        "mit",
        "soll",
        "haben",
        "wie",
        "nach Angaben",
        "selon",
        "dit-il",
        "qu’il",
        "aurait",
        "(",
        ")",
        "der",
        "die",
        "und",
        "–",
        "\u{AD}",
        "'",
        "\"",
        "!",
        "heißt es",
        "Auffassung",
        "würde",
        "zu gehen",
    ]);
    let piece = prop_oneof![4 => own.prop_map(str::to_owned), 1 => "\\PC{0,4}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn spans_lie_in_the_text(
        language in prop::sample::select(vec!["de", "en", "fr", "la"]),
        first in text(),
        second in text(),
    ) {
        let document = document(language, None, &[&first, &second]);
        let found = find(&Reading::new(&document), &[], &Switches::default());
        let mut last = (0, usize::MAX);
        for found in &found {
            let speaker = found.what.speaker.iter().map(|speaker| &speaker.span);
            for span in found.what.cue.iter().chain([&found.span]).chain(speaker) {
                prop_assert!(document.text.get(span.clone()).is_some_and(|words| !words.is_empty()));
            }
            prop_assert!(found.span.start >= last.0);
            prop_assert!(found.span.start > last.0 || found.span.end <= last.1);
            last = (found.span.start, found.span.end);
        }
    }
}
