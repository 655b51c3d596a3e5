//! Dates in sentences, and what is none.

use super::super::reading::Reading;
use super::super::switches::Switches;
use super::super::testing::document;
use super::find;

mod english;
mod french;
mod german;
mod properties;

/// The document's language and date, its text, and `words = date` of every date in it.
fn check(language: &str, date: Option<&str>, text: &str, expected: &[&str]) {
    let document = document(language, date, &[text]);
    let found = find(&Reading::new(&document), &Switches::default());
    let shown: Vec<String> =
        found.iter().map(|f| format!("{} = {}", document.slice(&f.span), f.what)).collect();
    assert_eq!(shown, expected, "{language}: {text}");
}

#[test]
fn german_days() {
    let check = |text, expected: &[&str]| check("de", None, text, expected);
    check("Am 15. September 2020 begann es.", &["15. September 2020 = 2020-09-15"]);
    check("15. Sept. 2020", &["15. Sept. 2020 = 2020-09-15"]);
    check("15.09.2020, 15. 9. 2020", &["15.09.2020 = 2020-09-15", "15. 9. 2020 = 2020-09-15"]);
    check("den 3ten März 1848", &["3ten März 1848 = 1848-03-03"]);
    check("1. Jänner 1901", &["1. Jänner 1901 = 1901-01-01"]);
    check("15.\u{A0}September\n2020", &["15.\u{A0}September\n2020 = 2020-09-15"]);
    check("15. SEPTEMBER 2020", &["15. SEPTEMBER 2020 = 2020-09-15"]);
    check("Montag, den 14. September 2020", &["Montag, den 14. September 2020 = 2020-09-14"]);
    check("29. Februar 2020", &["29. Februar 2020 = 2020-02-29"]);
}

#[test]
fn german_months_seasons_and_years() {
    let check = |text, expected: &[&str]| check("de", None, text, expected);
    check("im September 2020", &["September 2020 = 2020-09"]);
    check(
        "Anfang Mai 1926, Mitte Juni 1926",
        &["Anfang Mai 1926 = 1926-05", "Mitte Juni 1926 = 1926-06"],
    );
    check("Frühjahr 1923 und Herbst 1923", &["Frühjahr 1923 = 1923-21", "Herbst 1923 = 1923-23"]);
    check("im Winter 1923/24", &["Winter 1923/24 = 1923-24"]);
    check("Anno 1848 und im Jahre 1849", &["Anno 1848 = 1848", "Jahre 1849 = 1849"]);
    check("in den 1990ern, die 1920er", &["den 1990ern = 199X", "die 1920er = 192X"]);
    check("die 1900er Jahre", &["die 1900er Jahre = 19XX"]);
    check("seit 1926 und bis 1931", &["1926 = 1926", "1931 = 1931"]);
    check("um 1848, ca. 1850", &["1848 = 1848~", "1850 = 1850~"]);
    check("im 19. Jahrhundert", &["19. Jahrhundert = 18XX"]);
}

#[test]
fn years_in_lists() {
    check(
        "de",
        None,
        "in den Jahren 1926, 1928 und 1931",
        &["Jahren 1926 = 1926", "1928 = 1928", "1931 = 1931"],
    );
    check(
        "en",
        None,
        "in 1926 and 1931, after 1840 or 1841",
        &["1926 = 1926", "1931 = 1931", "1840 = 1840", "1841 = 1841"],
    );
    check("de", None, "im Jahr 2011 und 1700 Tote", &["Jahr 2011 = 2011"]);
    check("en", None, "in 2011 and 1700 people", &[]);
    check("en", None, "in 1926, 500 left", &["1926 = 1926"]);
}

#[test]
fn german_intervals() {
    let check = |text, expected: &[&str]| check("de", None, text, expected);
    check("3.–15. September 2020", &["3.–15. September 2020 = 2020-09-03/2020-09-15"]);
    check("3. bis 15. September 2020", &["3. bis 15. September 2020 = 2020-09-03/2020-09-15"]);
    check(
        "vom 30. August bis zum 2. September 2020",
        &["30. August bis zum 2. September 2020 = 2020-08-30/2020-09-02"],
    );
    check(
        "30. Dezember 2019 bis 2. Januar 2020",
        &["30. Dezember 2019 bis 2. Januar 2020 = 2019-12-30/2020-01-02"],
    );
    check(
        "30. Dezember bis 2. Januar 2020",
        &["30. Dezember bis 2. Januar 2020 = 2019-12-30/2020-01-02"],
    );
    check("30.08.2020–02.09.2020", &["30.08.2020–02.09.2020 = 2020-08-30/2020-09-02"]);
    check(
        "2019–2021 und von 1923 bis 1931",
        &["2019–2021 = 2019/2021", "1923 bis 1931 = 1923/1931"],
    );
    check("1914/18 und 1999/00", &["1914/18 = 1914/1918", "1999/00 = 1999/2000"]);
    check("März bis August 2011", &["März bis August 2011 = 2011-03/2011-08"]);
    check("vom 3. bis 15. September", &["3. bis 15. September = XXXX-09-03/XXXX-09-15"]);
    check("am 3. und 15. September 2020", &["3. = 2020-09-03", "15. September 2020 = 2020-09-15"]);
    check(
        "in der Nacht vom 3./4. September 2020",
        &["Nacht = TNI", "3./4. September 2020 = 2020-09-03/2020-09-04"],
    );
}

#[test]
fn a_missing_year_comes_from_the_documents_date() {
    check("de", Some("2020-08"), "bis zum 15. September", &["15. September = ?2020-09-15"]);
    check("de", Some("2020-12-20"), "am 3. Januar", &["3. Januar = ?2021-01-03"]);
    check("de", Some("2020"), "am 15. September", &["15. September = XXXX-09-15"]);
    check("de", None, "am 15. September", &["15. September = XXXX-09-15"]);
    check("de", Some("2020-08"), "am 15.9.20", &["15.9.20 = 2020-09-15"]);
    check("de", Some("1923-01-01"), "am 15.9.20", &["15.9.20 = 1920-09-15"]);
    check("de", None, "am 15.9.20", &[]);
    check(
        "de",
        Some("2020-08"),
        "am 15.9. und dem 1.10.",
        &["15.9. = ?2020-09-15", "1.10. = ?2020-10-01"],
    );
    check("en", Some("1926-04-02"), "on 15 September", &["15 September = ?1926-09-15"]);
    check("en", Some("1926-03-02"), "on 15 September", &["15 September = ?1925-09-15"]);
    check("en", None, "on September 15", &["September 15 = XXXX-09-15"]);
    check(
        "en",
        Some("1859-11-01"),
        "the 12th of October last",
        &["12th of October last = XXXX-10-12"],
    );
    check(
        "de",
        None,
        "am 15. September 20 Uhr, 1. Mai 48 Leute, 2. Mai, 20.15 Uhr",
        &[
            "15. September = XXXX-09-15",
            "20 Uhr = T20:00",
            "1. Mai = XXXX-05-01",
            "2. Mai = XXXX-05-02",
            "20.15 Uhr = T20:15",
        ],
    );
}

#[test]
fn english_days() {
    let check = |text, expected: &[&str]| check("en", None, text, expected);
    check("On 15 September 2020 it began.", &["15 September 2020 = 2020-09-15"]);
    check("the 15th of September 2020", &["15th of September 2020 = 2020-09-15"]);
    check(
        "September 15, 2020 and Sept. 15th, 2020",
        &["September 15, 2020 = 2020-09-15", "Sept. 15th, 2020 = 2020-09-15"],
    );
    check("Tuesday, September 15, 2020", &["Tuesday, September 15, 2020 = 2020-09-15"]);
    check("8-May-1926", &["8-May-1926 = 1926-05-08"]);
    check(
        "9/15/2020, 15/9/2020, 5/5/2020, 15.9.2020",
        &[
            "9/15/2020 = 2020-09-15",
            "15/9/2020 = 2020-09-15",
            "5/5/2020 = 2020-05-05",
            "15.9.2020 = 2020-09-15",
        ],
    );
}

#[test]
fn english_months_seasons_and_years() {
    let check = |text, expected: &[&str]| check("en", None, text, expected);
    check("March 1926; May, 1750", &["March 1926 = 1926-03", "May, 1750 = 1750-05"]);
    check(
        "the spring of 1924, Winter 1924/25",
        &["spring of 1924 = 1924-21", "Winter 1924/25 = 1924-24"],
    );
    check("the 1990s and the 1800s", &["1990s = 199X", "1800s = 18XX"]);
    check(
        "in 1926, since 1930, circa 1848, around 1850",
        &["1926 = 1926", "1930 = 1930", "1848 = 1848~", "1850 = 1850~"],
    );
    check("the year 1926, AD 1066", &["the year 1926 = 1926", "AD 1066 = 1066"]);
    check("the twentieth and the 19th century", &["twentieth = 19XX", "19th century = 18XX"]);
    check("(Example, 1971) and Sample (1972)", &["1971 = 1971", "1972 = 1972"]);
}

#[test]
fn english_intervals() {
    let check = |text, expected: &[&str]| check("en", None, text, expected);
    check("3–15 September 2020", &["3–15 September 2020 = 2020-09-03/2020-09-15"]);
    check(
        "from 30 August to 2 September 2020",
        &["30 August to 2 September 2020 = 2020-08-30/2020-09-02"],
    );
    check(
        "from 1923 to 1931, 1923–1931, between 1923 and 1931",
        &["1923 to 1931 = 1923/1931", "1923–1931 = 1923/1931", "1923 and 1931 = 1923/1931"],
    );
    check(
        "8 February 1700 – 17 March 1782",
        &["8 February 1700 – 17 March 1782 = 1700-02-08/1782-03-17"],
    );
    check("January to June 2016", &["January to June 2016 = 2016-01/2016-06"]);
    check("March 1 to April 2", &["March 1 to April 2 = XXXX-03-01/XXXX-04-02"]);
}

#[test]
fn iso_dates_in_any_language() {
    for language in ["de", "en", "fr", "und"] {
        check(
            language,
            None,
            "2020-09-15; 2020-09, 2020/09/15",
            &["2020-09-15 = 2020-09-15", "2020-09 = 2020-09", "2020/09/15 = 2020-09-15"],
        );
        check(
            language,
            None,
            "2020-09-03/2020-09-15",
            &["2020-09-03/2020-09-15 = 2020-09-03/2020-09-15"],
        );
    }
    check("und", None, "15. September 2020", &[]);
}

#[test]
fn impossible_days_are_no_dates() {
    check("de", Some("2020-08"), "30. Februar 2020, 31. September, 45. Mai 1920", &[]);
    check("de", Some("2020-08"), "29. Februar 2021 und 31.9.2020", &[]);
    check("en", Some("2020-08"), "February 30, 2020, 31 September, June 31", &[]);
    check("en", None, "2020-02-30 and 13/13/2020", &[]);
}

#[test]
fn what_reads_two_ways_is_no_date() {
    check("en", None, "9/8/2020 or 9.8.2020", &[]);
    check("en", None, "the 2003-04 season", &[]);
}

#[test]
fn numbers_that_are_no_dates_in_german() {
    let check = |text| check("de", Some("2020-08"), text, &[]);
    check("§ 12, § 1926 und Art. 5 Abs. 2");
    check("Version 12.9.20.1 und Version 2.9.20");
    check("Tel. 030-1914-1918, 0049 1723 1931 22");
    check("S. 1015–1020, Seiten 1923 bis 1931, Rn. 2019–2021");
    check("1.234.567,89 Euro und 1200 bis 1500 Euro");
    check("in 1500 Fällen, nach 1200 Metern, um 1500 Euro");
    check("von 1500 bis 2000 Menschen, zwischen 1500 und 2000 Menschen");
    check("1230 v. Chr., 1 BvR 1993/09, 1665/07");
    check("Maifeier, 1. Maifeier, 15.30");
    check("15. September 980, 15. September ’48 und 15. September 48.");
    check("192.168.1.20 und 10.1.20.3");
    check("Wein von 1988er Güte");
    check("2021–2019");
    check("im Jahr 3020");
}

#[test]
fn numbers_that_are_no_dates_in_english() {
    let check = |text| check("en", Some("2020-08"), text, &[]);
    check("section 1926, p. 1015, pp. 1015–1020, No. 2019");
    check("version 12.9.20.1, release 9/15/2020");
    check("of 1926 people, in 1500 cases, by 2000 men, from 1500 to 2000 miles");
    check("$2000 to $2020, 2000%, about 1500 euros");
    check("marching on, may 15, of 1709 schoolchildren");
    check("call 555-1914-1918");
    check("in 192, in 19261 and in 1926th");
}

#[test]
fn what_stands_around_a_date_stays_outside() {
    check("de", None, "(15.9.2020–Ende)", &["15.9.2020 = 2020-09-15"]);
    check("de", None, "der 1.-Mai-Aufruf vom 1. Mai 1890.", &["1. Mai 1890 = 1890-05-01"]);
    check("en", None, "“March 1926”—so", &["March 1926 = 1926-03"]);
    check("de", None, "Ende 2020, in 2020.", &["Ende 2020 = 2020", "2020 = 2020"]);
}

#[test]
fn code_holds_no_dates() {
    let mut probe = document("de", None, &["    15. September 2020", "am 15. September 2020"]);
    assert_eq!(find(&Reading::new(&probe), &Switches::default()).len(), 1);
    let span = probe.leaves[1].span.clone();
    probe.leaves[1]
        .styles
        .push(crate::document::Style { span, kind: crate::document::StyleKind::Code });
    assert_eq!(find(&Reading::new(&probe), &Switches::default()), []);
}
