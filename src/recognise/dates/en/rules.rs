//! The English rules.

use super::super::read;
use super::super::rule::Rule;

/// Each with the example that is its test; read in a document of 3 August 2020.
pub(in super::super) static TABLE: &[Rule] = &[
    Rule {
        name: "dates.en.day-month-year",
        pattern: "{w}{d}(?:st|nd|rd|th)?(?: day)?(?: of)?[ -]{m}(?:,? |,|-){y}",
        read: read::day,
        example: (
            "on Tuesday the 15th of September, 2020",
            "Tuesday the 15th of September, 2020",
            "2020-09-15",
        ),
    },
    Rule {
        name: "dates.en.month-day-year",
        pattern: "{w}{m} ?(?:the )?{d}(?:st|nd|rd|th)?(?:,| ,)? ?{y}",
        read: read::day,
        example: ("Sept. 15th, 2020", "Sept. 15th, 2020", "2020-09-15"),
    },
    Rule {
        name: "dates.en.numeric",
        pattern: "{w}(?P<a>[0-9]{1,2})(?P<p>[/.-])(?P<b>[0-9]{1,2})(?P<q>[/.-]){y}",
        read: read::day_in_either_order,
        example: ("due 9/15/2020", "9/15/2020", "2020-09-15"),
    },
    Rule {
        name: "dates.en.month-year",
        pattern: "{m}(?:,| of)? {y}",
        read: read::month,
        example: ("in early March 1926", "March 1926", "1926-03"),
    },
    Rule {
        name: "dates.en.season-year",
        pattern: "{s}(?: of|,)? {y}(?:[/–-]{yy})?",
        read: read::season,
        example: ("in the spring of 1924", "spring of 1924", "1924-21"),
    },
    Rule {
        name: "dates.en.year",
        pattern: r"(?:(?:the )?[Yy]ear (?:of )?|A\.?D\.? ){y}",
        read: read::year,
        example: ("in the year 1926", "the year 1926", "1926"),
    },
    Rule {
        name: "dates.en.year-after-cue",
        pattern: r"(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Tt]ill|[Bb]orn|[Dd]ied|early|late|mid|[Ee]arly|[Ll]ate) (?P<t>{y})",
        read: read::bare_year,
        example: ("In 1926 they moved.", "1926", "1926"),
    },
    Rule {
        name: "dates.en.year-after-preposition",
        pattern: r"(?:[Bb]y|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|[Tt]o|[Bb]etween|[Tt]he|[Ff]or) (?P<t>{y})",
        read: read::bare_year,
        example: ("the report of 1926", "1926", "1926"),
    },
    Rule {
        name: "dates.en.year-about",
        pattern: r"(?:[Aa]bout|[Aa]round|[Cc]irca|[Cc]a?\.) ?(?P<t>{y})",
        read: read::about_year,
        example: ("built around 1848", "1848", "1848~"),
    },
    Rule {
        name: "dates.en.decade",
        pattern: "{y}['’]?s",
        read: read::decade,
        example: ("in the 1990s", "1990s", "199X"),
    },
    Rule {
        name: "dates.en.century",
        pattern: "(?P<c>[12][0-9])(?:st|nd|rd|th)[ -][Cc]entur(?:y|ies)",
        read: read::century,
        example: ("a 19th-century custom", "19th-century", "18XX"),
    },
    Rule {
        name: "dates.en.days-of-month-year",
        pattern: "{d}(?:st|nd|rd|th)?(?:{to}|(?P<and> and | & | ?/ ?)){d2}(?:st|nd|rd|th)?(?: of)? {m2},? {y2}",
        read: read::days_of_month,
        example: ("3–15 September 2020", "3–15 September 2020", "2020-09-03/2020-09-15"),
    },
    Rule {
        name: "dates.en.month-days-year",
        pattern: "{m2} {d}(?:st|nd|rd|th)?(?:{to}|(?P<and> and | & | ?/ ?)){d2}(?:st|nd|rd|th)?,? {y2}",
        read: read::days_of_month,
        example: ("September 3 to 15, 2020", "September 3 to 15, 2020", "2020-09-03/2020-09-15"),
    },
    Rule {
        name: "dates.en.days",
        pattern: "{d}(?:st|nd|rd|th)?(?: of)? {m}(?:,? {y})?{to}{d2}(?:st|nd|rd|th)?(?: of)? {m2},? {y2}",
        read: read::days,
        example: (
            "from 30 August to 2 September 2020",
            "30 August to 2 September 2020",
            "2020-08-30/2020-09-02",
        ),
    },
    Rule {
        name: "dates.en.month-first-days",
        pattern: "{m} {d}(?:st|nd|rd|th)?(?:,? {y})?{to}{m2} {d2}(?:st|nd|rd|th)?,? {y2}",
        read: read::days,
        example: (
            "August 30 – September 2, 2020",
            "August 30 – September 2, 2020",
            "2020-08-30/2020-09-02",
        ),
    },
    Rule {
        name: "dates.en.months",
        pattern: "{m}(?:,? {y})?{to}{m2},? {y2}",
        read: read::months,
        example: ("from November to February 2021", "November to February 2021", "2020-11/2021-02"),
    },
    Rule {
        name: "dates.en.years",
        pattern: "(?:(?:the )?years )?{y}{to}{y2}",
        read: read::years,
        example: ("the minutes of 1923–1931", "1923–1931", "1923/1931"),
    },
    Rule {
        name: "dates.en.years-between",
        pattern: "[Bb]etween (?:the years )?(?P<t>{y} and {y2})",
        read: read::years,
        example: ("between 1923 and 1931", "1923 and 1931", "1923/1931"),
    },
    Rule {
        name: "dates.en.years-short",
        pattern: "{y} ?(?:/|–) ?{yy}",
        read: read::years,
        example: ("the season of 1923/24", "1923/24", "1923/1924"),
    },
    Rule {
        name: "dates.en.day-month",
        pattern: "{w}{d}(?:st|nd|rd|th)?(?: day)?(?: of)? {m}",
        read: read::day_without_year,
        example: ("the 15th of September", "15th of September", "?2020-09-15"),
    },
    Rule {
        name: "dates.en.month-day",
        pattern: "{w}{m} (?:the )?{d}(?:st|nd|rd|th)?",
        read: read::day_without_year,
        example: ("by Sept. 15th", "Sept. 15th", "?2020-09-15"),
    },
    Rule {
        name: "dates.en.days-of-month",
        pattern: "{d}(?:st|nd|rd|th)?(?:{to}|(?P<and> and | & | ?/ ?)){d2}(?:st|nd|rd|th)?(?: of)? {m2}",
        read: read::days_without_year,
        example: ("25 and 26 March", "25 and 26 March", "?2020-03-25/?2020-03-26"),
    },
    Rule {
        name: "dates.en.month-days",
        pattern: "{m2} {d}(?:st|nd|rd|th)?(?:{to}|(?P<and> and | & | ?/ ?)){d2}(?:st|nd|rd|th)?",
        read: read::days_without_year,
        example: ("September 3–15", "September 3–15", "?2020-09-03/?2020-09-15"),
    },
    Rule {
        name: "dates.en.days-over-months",
        pattern: "{d}(?:st|nd|rd|th)?(?: of)? {m}{to}{d2}(?:st|nd|rd|th)?(?: of)? {m2}",
        read: read::days_over_months_without_year,
        example: (
            "30 December to 2 January",
            "30 December to 2 January",
            "?2020-12-30/?2021-01-02",
        ),
    },
    Rule {
        name: "dates.en.month-first-days-over-months",
        pattern: "{m} {d}(?:st|nd|rd|th)?{to}{m2} {d2}(?:st|nd|rd|th)?",
        read: read::days_over_months_without_year,
        example: (
            "December 30 to January 2",
            "December 30 to January 2",
            "?2020-12-30/?2021-01-02",
        ),
    },
];
