//! Amounts in sentences, and what is none.

use proptest::prelude::*;

use super::super::languages::{ANY, tests::all};
use super::super::reading::Reading;
use super::super::switches::Switches;
use super::super::testing::document;
use super::data::File;
use super::{Amount, Found, find};

/// Bare numbers and ordinals left out, which readers never see.
fn quiet() -> Switches {
    without(&["quantities.number", "quantities.ordinal"])
}

fn without(off: &[&str]) -> Switches {
    Switches::without(off.iter().map(|&name| name.to_owned()).collect())
}

/// What `show` makes of every amount in a text.
fn each<T>(
    language: &str,
    date: Option<&str>,
    text: &str,
    switches: &Switches,
    show: impl Fn(&str, &Found<Amount>) -> T,
) -> Vec<T> {
    let document = document(language, date, &[text]);
    let found = find(&Reading::new(&document), switches);
    found.iter().map(|found| show(document.slice(&found.span), found)).collect()
}

/// The document's language and date, its text, and `words = value unit` of every amount in it.
fn check(language: &str, date: Option<&str>, text: &str, expected: &[&str]) {
    let show = |words: &str, found: &Found<Amount>| format!("{words} = {}", found.what.quantity);
    assert_eq!(each(language, date, text, &quiet(), show), expected, "{language}: {text}");
}

#[test]
fn every_rule_has_an_example_that_shows_it() {
    for (tag, file) in all::<File>("quantities.toml") {
        for rule in &file.rules {
            let own = if tag == ANY { "xx" } else { tag };
            let example = &rule.example;
            let language = example.language.as_deref().unwrap_or(own);
            let show = |words: &str, found: &Found<Amount>| {
                (found.rule.to_string(), words.to_owned(), found.what.quantity.to_string())
            };
            let shown = each(language, None, &example.text, &Switches::default(), show);
            let expected = (rule.name.to_string(), example.words.clone(), example.value.clone());
            assert!(shown.contains(&expected), "{expected:?} not in {shown:?}");
            let off = each(language, None, &example.text, &without(&[&rule.name]), show);
            assert!(off.iter().all(|(name, ..)| *name != rule.name), "{} is off", rule.name);
        }
    }
}

#[test]
fn german_amounts() {
    let check = |text, expected: &[&str]| check("de", None, text, expected);
    check("für 5000 Euro.", &["5000 Euro = 5000 EUR"]);
    check(
        "1.234,50 €, 94.000 $ und 3 USD",
        &["1.234,50 € = 1234.5 EUR", "94.000 $ = 94000 USD", "3 USD = 3 USD"],
    );
    check("1,2 Mio. Euro", &["1,2 Mio. Euro = 1200000 EUR"]);
    check("50 Milliarden US-Dollar", &["50 Milliarden US-Dollar = 50000000000 USD"]);
    check("2 Billionen Dollar", &["2 Billionen Dollar = 2000000000000 USD"]);
    check("EUR 5.000 und € 12", &["EUR 5.000 = 5000 EUR", "€ 12 = 12 EUR"]);
    check(
        "300 000 GBP, 1\u{A0}234\u{202F}567 CHF",
        &["300 000 GBP = 300000 GBP", "1\u{A0}234\u{202F}567 CHF = 1234567 CHF"],
    );
    check("39,80 DM; 30,- DM", &["39,80 DM = 39.8 DEM", "30,- DM = 30 DEM"]);
    check("16,4 Millionen kanadische Dollar", &["16,4 Millionen kanadische Dollar = 16400000 CAD"]);
    check("eine Million Euro", &["eine Million Euro = 1000000 EUR"]);
    check(
        "5 Euro 20 Cent, 5 Euro und 5 Cent",
        &["5 Euro 20 Cent = 5.2 EUR", "5 Euro und 5 Cent = 5.05 EUR"],
    );
    check("das 5-Millionen-Euro-Projekt", &["5-Millionen-Euro = 5000000 EUR"]);
    check(
        "100 Pfund, 100 Pfund Sterling",
        &["100 Pfund = 100 GBP", "100 Pfund Sterling = 100 GBP"],
    );
    check("-5 Euro", &["-5 Euro = -5 EUR"]);
    check("20 Taler und 3 Gulden", &["20 Taler = 20 Taler", "3 Gulden = 3 Gulden"]);
    check("Er zahlt 1’234.50 Fr. bar", &["1’234.50 Fr. = 1234.5 CHF"]);
    check("dreihundert dänische Kronen", &["dreihundert dänische Kronen = 300 DKK"]);
    check("Es kostet 15 Dollar 50.", &["15 Dollar 50 = 15.5 USD"]);
    check("anderthalb Milliarden Yen", &["anderthalb Milliarden Yen = 1500000000 JPY"]);
    check("Umsatz: 48,5 MEUR", &["48,5 MEUR = 48500000 EUR"]);
}

#[test]
fn a_mark_is_the_mark_of_its_time() {
    check("de", Some("1926-05"), "500 Mark", &["500 Mark = 500 Mark"]);
    check("de", Some("1975"), "500 Mark", &["500 Mark = 500 DEM"]);
    check("de", Some("1948"), "500 Mark", &["500 Mark = 500 Mark"]);
    check("de", None, "500 Mark, 500 D-Mark", &["500 Mark = 500 Mark", "500 D-Mark = 500 DEM"]);
    check(
        "de",
        Some("1938"),
        "500 RM, 20 Reichsmark",
        &["500 RM = 500 RM", "20 Reichsmark = 20 RM"],
    );
}

#[test]
fn english_amounts() {
    let check = |text, expected: &[&str]| check("en", None, text, expected);
    check("£4,200 and $1.2 billion", &["£4,200 = 4200 GBP", "$1.2 billion = 1200000000 USD"]);
    check(
        "US$ 150 million, HK$10.05bn, A$3m",
        &["US$ 150 million = 150000000 USD", "HK$10.05bn = 10050000000 HKD", "A$3m = 3000000 AUD"],
    );
    check("EUR 5,000; 75 USD", &["EUR 5,000 = 5000 EUR", "75 USD = 75 USD"]);
    check(
        "5,000 dollars, 323 million euros, 450,000 yen",
        &[
            "5,000 dollars = 5000 USD",
            "323 million euros = 323000000 EUR",
            "450,000 yen = 450000 JPY",
        ],
    );
    check("a million dollars", &["a million dollars = 1000000 USD"]);
    check("thirteen, 3 dollars and 50 cents", &["3 dollars and 50 cents = 3.5 USD"]);
    check(
        "a $20 note, a 12-million-dollar deal",
        &["$20 = 20 USD", "12-million-dollar = 12000000 USD"],
    );
    check("20 guineas", &["20 guineas = 20 guinea"]);
    check("12,34,567.89 rupees", &["12,34,567.89 rupees = 1234567.89 INR"]);
    check("-$5 and (−€3.50)", &["-$5 = -5 USD", "−€3.50 = -3.5 EUR"]);
    check("75 USD million", &["75 USD million = 75000000 USD"]);
    check("half a million Swiss francs", &["half a million Swiss francs = 500000 CHF"]);
    check(
        "two thirds of a million euros",
        &["two thirds of a million euros = 666666.666666667 EUR"],
    );
}

#[test]
fn pounds_shillings_and_pence() {
    let check = |text, expected: &[&str]| check("en", None, text, expected);
    check("paid £4 10s. 6d. in full", &["£4 10s. 6d. = 4.525 GBP"]);
    check("£1,200 5s and £3 9d.", &["£1,200 5s = 1200.25 GBP", "£3 9d. = 3.0375 GBP"]);
    check("£4 10s. 7d.", &["£4 10s. 7d. = 1087 d"]);
    check("£4 25s.", &["£4 = 4 GBP"]);
}

#[test]
fn other_languages_have_signs_and_codes() {
    check("it", None, "5 € o EUR 1.234,50", &["5 € = 5 EUR", "EUR 1.234,50 = 1234.5 EUR"]);
    check("it", None, "1.234 €, 5 Euro", &[]);
    check("fr", None, "mille deux cents euros", &["mille deux cents euros = 1200 EUR"]);
}

#[test]
fn what_reads_two_ways_is_no_amount() {
    check("de", None, "1,200 Euro", &[]);
    check("en", None, "5.000 euros", &[]);
    check("en", None, "6 . 2 %", &[]);
    check("de", None, "1,234 km", &[]);
}

#[test]
fn measures() {
    let de = |text, expected: &[&str]| check("de", None, text, expected);
    de("75ml, 3 Zoll, 500Km", &["75ml = 75 ml", "3 Zoll = 3 [in_i]", "500Km = 500 km"]);
    de("fünf Pfund Mehl", &["fünf Pfund = 5 Pfund"]);
    de("er wog 200 Pfund", &["200 Pfund = 200 Pfund"]);
    de("24 Grad, ein Winkel von 45 Grad", &["24 Grad = 24 deg", "45 Grad = 45 deg"]);
    de("Es waren 8 Grad Celsius", &["8 Grad Celsius = 8 Cel"]);
    de("Es waren 30 Grad im Schatten", &["30 Grad = 30 Grad"]);
    de("zwei Prozentpunkte", &["zwei Prozentpunkte = 2 Prozentpunkte"]);
    de("40 µg/m³", &["40 µg/m³ = 40 ug/m3"]);
    de("5 mg/Stück", &[]);
    de("20 (kg), 20 (m), 20 (kg", &["20 (kg) = 20 kg"]);
    let en = |text, expected: &[&str]| check("en", None, text, expected);
    en("5 pounds of butter", &["5 pounds = 5 [lb_av]"]);
    en("a three-foot wall, 50 km/ms", &["three-foot = 3 [ft_i]", "50 km/ms = 50 km/ms"]);
    en(
        "½ teaspoon, 2.4 billion gallons",
        &["½ teaspoon = 0.5 [tsp_us]", "2.4 billion gallons = 2400000000 [gal_us]"],
    );
    en("98.6 degrees f, -5 °C", &["98.6 degrees f = 98.6 [degF]", "-5 °C = -5 Cel"]);
    en("188 miles an hour", &["188 miles an hour = 188 [mi_i]/h"]);
}

#[test]
fn ages() {
    let de = |text, expected: &[&str]| check("de", None, text, expected);
    de("eine 17-jährige Schülerin", &["17-jährige = 17 a"]);
    de("eine 15-jährige Freiheitsstrafe", &[]);
    de("im Alter von 8 Monaten", &["8 Monaten = 8 mo"]);
    let en = |text, expected: &[&str]| check("en", None, text, expected);
    en("a 12-year-old boy of age 12", &["12-year-old = 12 a", "age 12 = 12 a"]);
    en("three months old", &["three months old = 3 mo"]);
}

#[test]
fn ranges_and_bounds() {
    let show = |words: &str, found: &Found<Amount>| {
        let quantity = &found.what.quantity;
        format!("{words} = {} {quantity}", quantity.bound.key())
    };
    for (language, text, expected) in [
        ("de", "2–3 %", "2–3 % = exact 2–3 %"),
        ("de", "zwischen 5 und 10 Euro", "5 und 10 Euro = exact 5–10 EUR"),
        (
            "de",
            "100 bis 300 Milliarden Euro",
            "100 bis 300 Milliarden Euro = exact 100000000000–300000000000 EUR",
        ),
        ("de", "rund 3 km", "3 km = about 3 km"),
        ("de", "nicht mehr als 5 Euro", "5 Euro = at most 5 EUR"),
        ("de", "mehr als 5 Euro", "5 Euro = more than 5 EUR"),
        ("de", "bis zu 35 °C", "35 °C = at most 35 Cel"),
        ("de", "knapp 300 Gäste", "300 Gäste = less than 300 Gäste"),
        ("de", "5 Euro oder mehr", "5 Euro = at least 5 EUR"),
        ("de", "unter 300 Bewerbern", "300 Bewerbern = exact 300 Bewerbern"),
        ("en", "$4 to $5 million", "$4 to $5 million = exact 4000000–5000000 USD"),
        ("en", "$4-5 million", "$4-5 million = exact 4000000–5000000 USD"),
        ("en", "$900 to $1 million", "$900 to $1 million = exact 900–1000000 USD"),
        ("en", "between ten and twenty people", "ten and twenty people = exact 10–20 people"),
        ("en", "at least 3 miles", "3 miles = at least 3 [mi_i]"),
    ] {
        let shown = each(language, None, text, &quiet(), show).join("; ");
        let shown = if shown.is_empty() { "-" } else { &shown };
        assert_eq!(shown, expected, "{language}: {text}");
    }
}

#[test]
fn counts() {
    let de = |text, expected: &[&str]| check("de", None, text, expected);
    de("dreizehn Verletzte", &["dreizehn Verletzte = 13 Verletzte"]);
    de("drei Wochen, um 15 Uhr, am 3. Mai, im Jahr 2020 Wahlen, Seite 12 Text", &[]);
    de("ein Mann, Nr. 3 Brot, A 52 Richtung", &[]);
    let en = |text, expected: &[&str]| check("en", None, text, expected);
    en("two young American soldiers", &["two young American soldiers = 2 soldiers"]);
    en("three weeks, 5 pm, May 8 talks, page 12 notes, 2020 elections, one of us", &[]);
    en("the two says, F-16 jets, 12 of his friends", &[]);
}

#[test]
fn bare_numbers_stand_where_nothing_else_does() {
    let all = Switches::default();
    let words = |words: &str, _: &Found<Amount>| words.to_owned();
    let shown = |text: &str| each("en", None, text, &all, words).join("; ");
    assert_eq!(shown("It was 17.5 or 20, for 40 boats."), "17.5; 20; 40 boats");
    assert_eq!(shown("It was 17.5 or 20, then the second one."), "second");
    assert_eq!(shown("It was 17.5, the second one, for $5 and 40 boats."), "$5; 40 boats");
    assert_eq!(shown("There were 1,500.5 M, 24703 L-202 and 31 k2."), "1,500.5 M");
    assert_eq!(shown("Give first aid at first."), "first");
    assert_eq!(shown("2 $ 10 dollars bill, 5 $ 10 bills"), "$ 10 dollars; 5 $; 10 bills");
}

#[test]
fn degrees_of_temperature_are_told_from_those_of_angle() {
    let kind = |language: &str, text: &str| {
        let kind = |_: &str, found: &Found<Amount>| {
            let gold = found.what.gold.as_ref().map(super::finding::Spelling::kind);
            format!("{} {}", found.what.quantity, gold.unwrap_or_default())
        };
        each(language, None, text, &quiet(), kind).join("; ")
    };
    assert_eq!(kind("en", "The temperature is 98 degrees."), "98 degrees temperature");
    assert_eq!(kind("en", "Turn it by 30 degrees."), "30 deg dimension");
    assert_eq!(kind("en", "It is 30 degrees."), "30 degrees dimension");
    assert_eq!(kind("de", "Bei 35 Grad Hitze."), "35 Grad temperature");
}

#[test]
fn what_is_no_amount() {
    let german = |text| check("de", None, text, &[]);
    german("5, Eurozonen, 5000, Euro 5x, XEUR 5");
    german("die Mark Brandenburg, 5, Markt");
    german("Version 1.2.3 Euro");
    german("https://example.org/?q=5%20Euro und www.example.org/5€");
    let english = |text| check("en", None, text, &[]);
    english("a%20CAD, Z$5, $x, 5, dollarettes");
    english("192.168.1.2, +1-222-2222, 24703 L-202");
}

#[test]
fn code_holds_no_amounts() {
    check("de", None, "    5 Euro", &[]);
}

#[test]
fn the_reason_shows_the_words() {
    let document = document("de", None, &["Es kostet rund 3 Euro."]);
    let found = find(&Reading::new(&document), &quiet());
    let words: Vec<&str> = found[0].reason.evidence.iter().map(|s| document.slice(s)).collect();
    assert_eq!(words, ["rund", "Euro"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_is_read_in_order(
        pieces in prop::collection::vec(
            prop_oneof![
                3 => prop::sample::select(vec![
                    "5", "1.234,5", "2020", "0,5", "drei", "hundert", "zwei Millionen", "ein", " ",
                    " ", " ", "-", "–", "bis", "zwischen", "und", "Euro", "€", "$", "US$", "£4 10s.",
                    "6d.", "%", "Prozent", "km", "/", "h", "Pfund", "Grad", "Cent", "Jahre alt", "rund",
                    "mehr als", "oder mehr", "Leute", "half", "a", "of", "million", "dollars", "and",
                    "to", "between", "passengers", "years old", "21st", "zu viert", "http://", "½",
                    ".", ",", "(", ")", "minus", "\u{AD}", "ß", "\u{301}", "MEUR", ",-",
                ]).prop_map(str::to_owned),
                1 => any::<char>().prop_map(String::from),
            ],
            0..24,
        ),
        language in prop::sample::select(vec!["de", "en", "fr", "xx"]),
    ) {
        let text = pieces.concat();
        let document = document(language, None, &[&text]);
        let found = find(&Reading::new(&document), &Switches::default());
        let mut free = 0;
        for one in &found {
            prop_assert!(free <= one.span.start && one.span.start < one.span.end);
            prop_assert!(document.text.get(one.span.clone()).is_some());
            for words in &one.reason.evidence {
                prop_assert!(document.text.get(words.clone()).is_some());
            }
            prop_assert!(!one.what.quantity.value.is_empty());
            free = one.span.end;
        }
    }
}
