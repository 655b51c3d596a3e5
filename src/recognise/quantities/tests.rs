//! Amounts in sentences, and what is none.

use super::super::reading::Reading;
use super::super::switches::Switches;
use super::super::testing::document;
use super::find;

/// The document's language and date, its text, and `words = value unit` of every amount in it.
fn check(language: &str, date: Option<&str>, text: &str, expected: &[&str]) {
    let document = document(language, date, &[text]);
    let found = find(&Reading::new(&document), &Switches::default());
    let shown: Vec<String> = found
        .iter()
        .map(|f| format!("{} = {}", document.slice(&f.span), f.what.quantity))
        .collect();
    assert_eq!(shown, expected, "{language}: {text}");
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
    check("fr", None, "5 € ou EUR 1.234,50", &["5 € = 5 EUR", "EUR 1.234,50 = 1234.5 EUR"]);
    check("fr", None, "1.234 €, 5 Euro", &[]);
}

#[test]
fn what_reads_two_ways_is_no_amount() {
    check("de", None, "1,200 Euro", &[]);
    check("en", None, "5.000 euros", &[]);
    check("en", None, "$4 to $5 million", &["$5 million = 5000000 USD"]);
    check("en", None, "$4-5 million", &[]);
    check("en", None, "75 USD million", &[]);
}

#[test]
fn what_is_no_money() {
    let german = |text| check("de", None, text, &[]);
    german("5 Pfund Mehl, 10 Pfund abgenommen, er wog 200 Pfund");
    german("5 Eurozonen, 5000, Euro 5x, XEUR 5");
    german("die Mark Brandenburg, 50 Prozent, 5 Markt");
    german("Version 1.2.3 Euro");
    let english = |text| check("en", None, text, &[]);
    english("5 pounds of butter, weighs 200 pounds, 30 pounds per square inch");
    english("a%20CAD, Z$5, $x, 5 dollarettes, 1/2 dollars");
}

#[test]
fn code_holds_no_amounts() {
    check("de", None, "    5 Euro", &[]);
}
