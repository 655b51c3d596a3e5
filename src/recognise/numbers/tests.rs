//! Numbers in each language, and what is none.

use proptest::prelude::*;

use super::*;
use crate::recognise::languages::tests::all;

fn shown(language: &str, text: &str) -> String {
    let Some(number) = numbers(language).read(text, 0) else { return "-".to_owned() };
    let value = number.value.rounded(12).unwrap();
    let doubt = if number.doubtful { "?" } else { "" };
    let rest = &text[number.end..];
    if rest.is_empty() { value + doubt } else { format!("{value}{doubt} +{rest}") }
}

fn check(language: &str, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(shown(language, text), *expected, "{language}: {text}");
    }
}

#[test]
fn every_file_can_be_read() {
    let tags: Vec<&str> = all::<File>("numbers.toml").into_iter().map(|(tag, _)| tag).collect();
    assert_eq!(tags, ["de", "en", "fr"]);
}

#[test]
fn german_numbers() {
    check(
        "de",
        &[
            ("dreiundzwanzig", "23"),
            ("einundzwanzig Boote", "21 + Boote"),
            ("neunzehnhundertvierundachtzig", "1984"),
            ("hundertundeins", "101"),
            ("tausendzweihundert", "1200"),
            ("drei Millionen vierhunderttausendundsieben", "3400007"),
            ("eine Million", "1000000"),
            ("ZWÖLF", "12"),
            ("vierhunderttausend Millionen", "400000000000"),
            ("zwei Dutzend", "24"),
            ("ein halbes Dutzend", "6"),
            ("anderthalb Milliarden", "1500000000"),
            ("viereinhalb", "4.5"),
            ("vier und zwei Drittel", "4.66666666667"),
            ("drei Viertel", "0.75"),
            ("drei Komma eins vier", "3.14"),
            ("1,2 Mio. Euro", "1200000 + Euro"),
            ("1,125 Milliarden", "1125000000"),
            ("1,125", "1.125?"),
            ("1.125", "1125"),
            ("5 Tsd. Mann", "5000 + Mann"),
            ("2 ½", "2.5"),
            ("2 3/4 Liter", "2.75 + Liter"),
            ("5/6", "0.833333333333"),
            ("9/11", "9 +/11"),
            ("vierte", "-"),
            ("achtsam", "-"),
            ("elfenbein", "-"),
            ("einer", "1"),
            ("zwei drei", "2 + drei"),
            ("dreizehnter", "-"),
        ],
    );
}

#[test]
fn english_numbers() {
    check(
        "en",
        &[
            ("seventy-six", "76"),
            ("seventy six thousand three hundred and one", "76301"),
            ("ninety-five hundred", "9500"),
            ("four million and seven", "4000007"),
            ("a dozen eggs", "12 + eggs"),
            ("half a dozen", "6"),
            ("half a million", "500000"),
            ("quarter million", "250000"),
            ("three quarters of a million", "750000"),
            ("two and a half", "2.5"),
            ("seven and a half million", "7500000"),
            ("two million and a half", "2500000"),
            ("two billion and a half million", "2000500000"),
            ("three and one fourth", "3.25"),
            ("a third", "0.333333333333"),
            ("one second", "1 + second"),
            ("four fifths", "0.8"),
            ("two point five", "2.5"),
            ("one over twenty", "0.05"),
            ("5 lakh crore", "5000000000000"),
            ("10k", "10000"),
            ("1.5bn", "1500000000"),
            ("1.3x10^6", "1300000"),
            ("2e-3", "0.002"),
            ("3^2", "9"),
            (".75", "0.75"),
            ("4.800", "4.8?"),
            ("twenty-fifth", "-"),
            ("ten-year", "10 +-year"),
            ("one two", "1 + two"),
            ("nineteen eighty", "19 + eighty"),
            ("million", "-"),
            ("tension", "-"),
            ("anything", "-"),
        ],
    );
}

#[test]
fn french_numbers() {
    check(
        "fr",
        &[
            ("soixante-dix", "70"),
            ("soixante et onze", "71"),
            ("quatre-vingt-dix-sept", "97"),
            ("vingt et un", "21"),
            ("deux cent trois", "203"),
            ("mille neuf cents", "1900"),
            ("trois millions cinq", "3000005"),
            ("1 234,5", "1234.5"),
        ],
    );
}

#[test]
fn other_languages_have_digits() {
    check("xx", &[("12", "12"), ("1.234", "-"), ("1,5", "1.5"), ("drei", "-")]);
}

#[test]
fn ordinals_are_read() {
    let shown = |language: &str, text: &str| {
        let found = numbers(language).ordinal(text, 0)?;
        let place = match found.place {
            Place::Number(n) => n.to_string(),
            Place::Relative(place) => place,
        };
        Some(format!("{} {place}", &text[found.start..found.end]))
    };
    for (language, text, expected) in [
        ("en", "21st of", Some("21st 21")),
        ("en", "one hundred twenty-fifth", Some("one hundred twenty-fifth 125")),
        ("en", "a hundred trillionth", Some("a hundred trillionth 100000000000000")),
        ("en", "penultimate", Some("penultimate end-1")),
        ("en", "last year", None),
        ("en", "twenty", None),
        ("en", "2020th", None),
        ("de", "siebenundzwanzigsten", Some("siebenundzwanzigsten 27")),
        ("de", "zu dritt", Some("dritt 3")),
        ("de", "3. Boot", Some("3. 3")),
        ("de", "3.", None),
        ("de", "dritteln", None),
        ("de", "vorletzten", Some("vorletzten end-1")),
        ("fr", "1er mai", Some("1er 1")),
    ] {
        assert_eq!(shown(language, text).as_deref(), expected, "{language}: {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_is_read_without_panic(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "ein", "drei", "und", "zwanzig", "hundert", "tausend", " ", "-", "Millionen", "half",
                "a", " and ", "two", "million", "thirds", "one", "point", "halb", "1", "2,5", "/",
                ".", "½", "^", "e", "ß", "\u{301}", "K", "’", "vingt", "quatre-", "zu", "viert", "🦀",
            ]),
            1..14,
        ),
        at in 0_usize..20,
    ) {
        let text = pieces.concat();
        let at = text.floor_char_boundary(at.min(text.len()));
        for language in ["de", "en", "fr", "xx"] {
            let numbers = numbers(language);
            if let Some(number) = numbers.read(&text, at) {
                prop_assert!(number.end > at && text.is_char_boundary(number.end));
            }
            if let Some(ordinal) = numbers.ordinal(&text, at) {
                prop_assert!(at <= ordinal.start && ordinal.start < ordinal.end);
                prop_assert!(text.get(ordinal.start..ordinal.end).is_some());
            }
        }
    }
}
