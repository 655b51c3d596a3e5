//! German times that lean on something outside their words, and how long and how often.

use super::super::super::reading::Reading;
use super::super::super::switches::Switches;
use super::super::super::testing::document;
use super::super::find;
use super::check;
use crate::annotation::{Confidence, TimeKind};

#[test]
fn the_documents_date_counts() {
    let check = |text, expected: &[&str]| check("de", Some("2020-08-03"), text, expected);
    check("Gestern kam sie, morgen geht sie.", &["Gestern = 2020-08-02", "morgen = 2020-08-04"]);
    check("Ende vergangener Woche", &["Ende vergangener Woche = 2020-07-27/2020-08-02"]);
    check("im nächsten Jahr", &["nächsten Jahr = 2021"]);
    check("im Oktober vergangenen Jahres", &["Oktober vergangenen Jahres = 2019-10"]);
    check("die Aktuelle Stunde", &[]);
    check("im Vorjahr und im Vormonat", &["Vorjahr = 2019", "Vormonat = 2020-07"]);
    check("in den kommenden Wochen", &["den kommenden Wochen = PXW"]);
    check("Mitte der neunziger Jahre", &["Mitte der neunziger Jahre = 199X"]);
    check("vor drei Tagen, vor zehn Minuten", &["drei Tagen = 2020-07-31", "zehn Minuten = PT10M"]);
    check("vor 2000 Jahren", &["2000 Jahren = P2000Y"]);
}

#[test]
fn tense_decides_the_direction() {
    let check = |text, expected: &[&str]| check("de", Some("2020-08-05"), text, expected);
    check("Am Sonntag kamen sie.", &["Sonntag = 2020-08-02"]);
    check("Am Sonntag sind sie gekommen.", &["Sonntag = 2020-08-02"]);
    check("Am Sonntag werden sie kommen.", &["Sonntag = 2020-08-09"]);
    check("Der Verein soll am Sonntag tagen.", &["Sonntag = 2020-08-09"]);
    check("Der Verein tagt am Sonntag.", &["Sonntag = 2020-08-09"]);
    check("Er sagte, dass sie am Sonntag tagen werden.", &["Sonntag = 2020-08-09"]);
    check(
        "Im Juni war es heiß, im Oktober wird es kühl.",
        &["Juni = 2020-06", "Oktober = 2020-10"],
    );
    check("Im Oktober war es kühl.", &["Oktober = 2019-10"]);
    check("Sonntag", &["Sonntag = XXXX-WXX-7"]);
}

#[test]
fn no_day_is_made_up() {
    for date in ["2020-08", "2020"] {
        check("de", Some(date), "Am Sonntag kamen sie.", &["Sonntag = XXXX-WXX-7"]);
        check("de", Some(date), "Gestern kamen sie.", &["Gestern = XXXX-XX-XX"]);
        check("de", Some(date), "in der vergangenen Woche", &["der vergangenen Woche = XXXX-WXX"]);
        check("de", Some(date), "im vergangenen Jahr", &["vergangenen Jahr = 2019"]);
    }
    check("de", None, "im vergangenen Jahr", &["vergangenen Jahr = XXXX"]);
    check("de", Some("2020-08-03"), "Am Sonntag kamen sie.", &["Sonntag = 2020-08-02"]);
}

#[test]
fn times_count_from_one_another() {
    let check = |text, expected: &[&str]| check("de", None, text, expected);
    check(
        "Sie kam am 3. Mai 1926. Zwei Tage später ging sie, am Tag darauf kam er.",
        &["3. Mai 1926 = 1926-05-03", "Zwei Tage später = 1926-05-05", "Tag darauf = 1926-05-06"],
    );
    check("Er schrieb 1848; im selben Jahr starb er.", &["1848 = 1848", "selben Jahr = 1848"]);
    check(
        "Im Jahr 1848 zog er um, zwei Wochen später auch sie.",
        &["Jahr 1848 = 1848", "zwei Wochen später = XXXX-WXX"],
    );
}

#[test]
fn two_digits_take_the_century_around_them() {
    check("de", Some("1851-02"), "seit ’48, am 3.5.49", &["’48 = 1848", "3.5.49 = 1849-05-03"]);
    check(
        "de",
        None,
        "Im Jahr 1851 kam er, am 3.5.49 sie.",
        &["Jahr 1851 = 1851", "3.5.49 = 1849-05-03"],
    );
    check("de", None, "seit ’48", &[]);
}

#[test]
fn hours_are_of_the_day_mentioned() {
    let check = |text, expected: &[&str]| check("de", Some("2020-08-03"), text, expected);
    check(
        "Am 9. September von 16 bis 17.30 Uhr",
        &["9. September = ?2020-09-09", "16 = 2020-09-09T16:00", "17.30 Uhr = 2020-09-09T17:30"],
    );
    check(
        "Gestern morgen um halb neun, abends um 8 Uhr abends",
        &[
            "Gestern morgen = 2020-08-02TMO",
            "halb neun = 2020-08-02T08:30",
            "abends = XXXX-XX-XXTEV",
            "8 Uhr abends = 2020-08-02T20:00",
        ],
    );
    check(
        "heute Abend, am Freitagabend",
        &["heute Abend = 2020-08-03TEV", "Freitagabend = XXXX-WXX-5TEV"],
    );
    check("um 25 Uhr, 12.75 Uhr", &[]);
}

#[test]
fn durations_and_sets() {
    let check = |text, expected: &[&str]| check("de", Some("2020-08-03"), text, expected);
    check("drei Jahre und zwei Monate lang", &["drei Jahre und zwei Monate = P3Y2M"]);
    check(
        "fast zehn Jahre, anderthalb Stunden",
        &["fast zehn Jahre = P10Y", "anderthalb Stunden = PT1.5H"],
    );
    check(
        "3,5 Stunden, einundzwanzig Tage",
        &["3,5 Stunden = PT3.5H", "einundzwanzig Tage = P21D"],
    );
    check("seit Monaten, nach Jahren", &["Monaten = PXM", "Jahren = PXY"]);
    check("eine dreitägige Reise", &["dreitägige = P3D"]);
    check(
        "jeden Montag, alle zwei Jahre, sonntags",
        &["jeden Montag = XXXX-WXX-1", "alle zwei Jahre = P2Y", "sonntags = XXXX-WXX-7"],
    );
}

#[test]
fn ages_are_no_durations() {
    let check = |text| check("de", Some("2020-08-03"), text, &[]);
    check("der 16 Jahre alte Bruder, die 57-jährige Chefin, ihr vierjähriger Sohn");
    check("die 22-Jährige und der 30-Jährige");
}

#[test]
fn holidays_move() {
    let check = |date, text, expected: &[&str]| check("de", Some(date), text, expected);
    check("2020-08-03", "Am Karfreitag kam sie.", &["Karfreitag = 2020-04-10"]);
    check("2020-08-03", "Ostern 2021", &["Ostern 2021 = 2021-04-04"]);
    check(
        "2020-01-10",
        "An Christi Himmelfahrt wird gefeiert.",
        &["Christi Himmelfahrt = 2020-05-21"],
    );
    check("2020-12-01", "am ersten Advent", &["ersten Advent = 2020-11-29"]);
    check("2020-06-01", "Am Muttertag kam sie.", &["Muttertag = 2020-05-10"]);
    check("2020-08", "am Heiligabend", &["Heiligabend = 2020-12-24"]);
}

#[test]
fn days_in_lists() {
    check(
        "de",
        Some("2020-08-03"),
        "am 29. September und am 3., 4. und am 7. Oktober 2020",
        &[
            "29. September = ?2020-09-29",
            "3. = 2020-10-03",
            "4. = 2020-10-04",
            "7. Oktober 2020 = 2020-10-07",
        ],
    );
    check(
        "de",
        None,
        "Punkt 3., 4. und 5. Mai 2020",
        &["4. = 2020-05-04", "5. Mai 2020 = 2020-05-05"],
    );
    check("de", None, "davon 2000 im Jahr 2011 und 1700 im Folgejahr", &["Jahr 2011 = 2011"]);
}

#[test]
fn reasons_say_what_decided() {
    let text = "Der Verein tagt am Sonntag. Am 3. Mai 1926 kam sie, zwei Tage später er.";
    let document = document("de", Some("2020-08-05"), &[text]);
    let found = find(&Reading::new(&document), &Switches::default());
    let shown: Vec<(&str, Vec<&str>, Confidence)> = found
        .iter()
        .map(|f| {
            let evidence = f.reason.evidence.iter().map(|span| document.slice(span)).collect();
            (document.slice(&f.span), evidence, f.reason.confidence)
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("Sonntag", vec!["tagt"], Confidence::Probable),
            ("3. Mai 1926", vec![], Confidence::Certain),
            ("zwei Tage später", vec!["3. Mai 1926"], Confidence::Probable),
        ]
    );
    assert!(found.iter().all(|f| f.what.kind == TimeKind::Date));
}

#[test]
fn rules_that_lost_are_named() {
    let document = document("de", Some("2020-08-05"), &["Das gilt auch heute."]);
    let found = find(&Reading::new(&document), &Switches::default());
    assert_eq!(found[0].rule, "dates.de.today-still");
    assert_eq!(found[0].reason.beat, ["dates.de.today"]);
}

#[test]
fn a_rule_that_is_off_takes_no_part() {
    let document = document("de", Some("2020-08-05"), &["am 3. Mai 1926"]);
    let off = ["dates.de.day-month-year", "dates.de.day-month"].map(str::to_owned);
    let found = find(&Reading::new(&document), &Switches::without(off.into_iter().collect()));
    let shown: Vec<&str> = found.iter().map(|f| document.slice(&f.span)).collect();
    assert_eq!(shown, ["Mai 1926"]);
}

#[test]
fn what_is_no_time() {
    let check = |text| check("de", Some("2020-08-03"), text, &[]);
    check("August Muster und Herr Winter kamen.");
    check("Guten Morgen, guten Abend!");
    check("§ 5 Abs. 2 Satz 1, Az. 4 O 1926/20, BT-Drs. 19/2020");
    check("IC 2030 nach Berlin, Seite 2001, 1966)");
    check("die heute-Sendung, die Samstag-Ausgabe, nach 5 h, Beginn 19.30 m");
    check("Version 8.30, 1.200 Euro, 20.15 Uhrmacher, Tel. 0471 1926");
    check("Kapitel 12, Band 3, Heft 1926, Zimmer 2019");
}
