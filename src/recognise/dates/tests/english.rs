//! English times that lean on something outside their words, how long and how often, and what is
//! no time.

use super::check;

#[test]
fn the_documents_date_counts() {
    let check = |text, expected: &[&str]| check("en", Some("2020-08-03"), text, expected);
    check(
        "Yesterday she came, tomorrow she goes.",
        &["Yesterday = 2020-08-02", "tomorrow = 2020-08-04"],
    );
    check("the day before yesterday", &["the day before yesterday = 2020-08-01"]);
    check("late last week", &["late last week = 2020-07-27/2020-08-02"]);
    check("next month and this year", &["next month = 2020-09", "this year = 2020"]);
    check("by the end of the month", &["the end of the month = 2020-08"]);
    check("two years ago, a decade ago", &["two years ago = 2018~", "a decade ago = 2010~"]);
    check(
        "three days ago, three weeks ago",
        &["three days ago = 2020-07-31~", "three weeks ago = 2020-07-13~"],
    );
    check(
        "several years ago, 5,000 years ago",
        &["several years ago = PAST_REF", "5,000 years ago = PAST_REF"],
    );
    check("in the past twenty-one days", &["the past twenty-one days = 2020-07-13/2020-08-03"]);
    check("over the next few months", &["the next few months = 2020-08-03/"]);
    check(
        "last Christmas and next Easter",
        &["last Christmas = 2019-12-25", "next Easter = 2021-04-04"],
    );
    check("on Thanksgiving 2019", &["Thanksgiving 2019 = 2019-11-28"]);
}

#[test]
fn a_date_that_is_not_known_resolves_nothing() {
    let undated = |text, expected: &[&str]| check("en", None, text, expected);
    undated(
        "yesterday, last week, next year",
        &["yesterday = XXXX-XX-XX", "last week = XXXX-WXX", "next year = XXXX"],
    );
    undated("in the past ten years", &["the past ten years = PAST_REF"]);
    undated("your letter of the 12th inst.", &["12th inst. = XXXX-XX-12"]);
    let to_the_month = |text, expected: &[&str]| check("en", Some("2020-08"), text, expected);
    to_the_month("He came on Sunday.", &["Sunday = XXXX-WXX-7"]);
    to_the_month("He came last month.", &["last month = 2020-07"]);
    to_the_month("in the past two years", &["the past two years = 2018~/2020-08"]);
}

#[test]
fn tense_decides_the_direction() {
    let check = |text, expected: &[&str]| check("en", Some("2020-08-05"), text, expected);
    check("They came on Sunday.", &["Sunday = 2020-08-02"]);
    check("They have arrived on Sunday.", &["Sunday = 2020-08-02"]);
    check("They will come on Sunday.", &["Sunday = 2020-08-09"]);
    check("The club meets on Sunday.", &["Sunday = 2020-08-09"]);
    check("He said that they will meet on Sunday.", &["Sunday = 2020-08-09"]);
    check(
        "It was hot in June; it will be cool in October.",
        &["June = 2020-06", "October = 2020-10"],
    );
    check("It was cool in October.", &["October = 2019-10"]);
    check("Sunday", &["Sunday = XXXX-WXX-7"]);
    check("It is wet in July.", &["July = XXXX-07"]);
    check("It is wet from June to August.", &["June to August = XXXX-06/XXXX-08"]);
}

#[test]
fn one_time_counts_from_another() {
    let check = |text, expected: &[&str]| check("en", Some("2020-08-05"), text, expected);
    check(
        "On 3 March 1926 he came; two days later he left.",
        &["3 March 1926 = 1926-03-03", "two days later = 1926-03-05"],
    );
    check(
        "In March 1926 he came; the following month he left.",
        &["March 1926 = 1926-03", "the following month = 1926-04"],
    );
    check("In 1926 he came, and left later that year.", &["1926 = 1926", "that year = 1926"]);
}

#[test]
fn old_letters() {
    let check = |text, expected: &[&str]| check("en", Some("1859-11-03"), text, expected);
    check(
        "yours of the 12th ult. and the 1st inst.",
        &["12th ult. = 1859-10-12", "1st inst. = 1859-11-01"],
    );
    check("on the 5th prox.", &["5th prox. = 1859-12-05"]);
    check("on the 31st ult.", &["31st ult. = 1859-10-31"]);
    check("the 12th of October last", &["12th of October last = XXXX-10-12"]);
    check("I saw him on Tuesday last.", &["Tuesday last = 1859-11-01"]);
}

#[test]
fn decades_and_centuries() {
    let check = |text, expected: &[&str]| check("en", Some("2020-08-03"), text, expected);
    check("the mid-nineties, the ’80s", &["the mid-nineties = 199X", "the ’80s = 198X"]);
    check("in the early 1980s and 1990s", &["early 1980s = 198X", "1990s = 199X"]);
    check("from the 1900s to the 2000s", &["1900s = 19XX", "2000s = 200X"]);
    check("the twenty-first century", &["twenty-first century = 20XX"]);
    check("in the 16th and 17th centuries", &["16th = 15XX", "17th centuries = 16XX"]);
    check("the 12th to 16th centuries", &["12th to 16th centuries = 11XX/15XX"]);
    check("from 776 BC to AD 394", &["776 BC = -0775", "AD 394 = 0394"]);
}

#[test]
fn parts_of_years() {
    let check = |text, expected: &[&str]| check("en", Some("2020-08-03"), text, expected);
    check("in Q3 2019 and 2019 Q4", &["Q3 2019 = 2019-07/2019-09", "2019 Q4 = 2019-10/2019-12"]);
    check("fiscal 2019 and FY2020", &["fiscal 2019 = 2019", "FY2020 = 2020"]);
    check("in fiscal year 2019–20", &["fiscal year 2019–20 = 2019/2020"]);
    check("from early May to mid-June", &["early May to mid-June = 2020-05/2020-06"]);
    check("It began last summer.", &["last summer = 2019-22"]);
}

#[test]
fn clocks_durations_and_sets() {
    let check = |text, expected: &[&str]| check("en", Some("2020-08-03"), text, expected);
    check("at 3:30 p.m. and 9 am", &["3:30 p.m. = 2020-08-03T15:30", "9 am = 2020-08-03T09:00"]);
    check(
        "at 22:30, at half past seven",
        &["22:30 = 2020-08-03T22:30", "half past seven = 2020-08-03T07:30"],
    );
    check(
        "yesterday morning, tonight",
        &["yesterday morning = 2020-08-02TMO", "tonight = 2020-08-03TNI"],
    );
    check("He came on Friday evening.", &["Friday evening = 2020-07-31TEV"]);
    check("for about three and a half years", &["three and a half years = P3.5Y"]);
    check("a 21-day quarantine, a two-week trip", &["21-day = P21D", "two-week = P2W"]);
    check(
        "every other week, every three months",
        &["every other week = P2W", "every three months = P3M"],
    );
    check(
        "twice a week, annually, on Saturdays",
        &["a week = P1W", "annually = P1Y", "Saturdays = XXXX-WXX-6"],
    );
}

#[test]
fn what_is_no_time() {
    let check = |text| check("en", Some("2020-08-03"), text, &[]);
    check("May I come in? You may march on.");
    check("a 21-year-old driver, 30 years old");
    check("the summer school and winter wheat");
    check("1901 Pine Street, room 1926, flight 1845");
    check("on a Monday; Black Friday");
    check("one-quarter of my last day; 100 by year’s side");
    check("a second chance, the last minister, the next speaker");
    check("the score was 2:30, Psalm 19:14");
    check("of 1709 schoolchildren and 1800 tonnes");
    check("a Christmas tree, an Easter egg, easterly winds");
    check("They fall silent and spring up.");
}

#[test]
fn a_bare_number_in_a_drawn_cell_is_no_year() {
    check("en", None, "1926-02-08 | 1800 | # 25 | the same", &["1926-02-08 = 1926-02-08"]);
}
