//! The German rules.

use super::super::read;
use super::super::rule::Rule;

/// Each with the example that is its test; read in a document of 3 August 2020.
pub(in super::super) static TABLE: &[Rule] = &[
    Rule {
        name: "dates.de.day-month-year",
        pattern: r"{w}{d}(?:\.|s?te[nr]?)? ?{m}(?: des Jahres)?,? {y}",
        read: read::day,
        example: (
            "Am Dienstag, dem 15. Sept. 2020, kam er.",
            "Dienstag, dem 15. Sept. 2020",
            "2020-09-15",
        ),
    },
    Rule {
        name: "dates.de.numeric",
        pattern: r"{w}{d}\. ?{n}\. ?{y}",
        read: read::day,
        example: ("Berlin, 15.09.2020", "15.09.2020", "2020-09-15"),
    },
    Rule {
        name: "dates.de.numeric-short-year",
        pattern: r"{w}{d}\.{n}\.{yy}",
        read: read::day_short_year,
        example: ("am 15.9.20 vertagt", "15.9.20", "2020-09-15"),
    },
    Rule {
        name: "dates.de.month-year",
        pattern: r"{m}(?: des Jahres)?,? {y}",
        read: read::month,
        example: ("Ende September 2020 kam er.", "September 2020", "2020-09"),
    },
    Rule {
        name: "dates.de.season-year",
        pattern: r"{s}(?: des Jahres)? {y}(?:/{yy})?",
        read: read::season,
        example: ("im Winter 1923/24", "Winter 1923/24", "1923-24"),
    },
    Rule {
        name: "dates.de.year",
        pattern: r"(?:Jahre?[ns]?|anno|Anno|A\. ?D\.|a\. ?D\.) {y}",
        read: read::year,
        example: ("Im Jahre 2020 kam er.", "Jahre 2020", "2020"),
    },
    Rule {
        name: "dates.de.year-after-cue",
        pattern: r"(?:[Ss]eit|[Aa]nfang|[Mm]itte|[Ee]nde|[Ss]ommers?|[Gg]eboren|[Gg]estorben|geb\.|gest\.|[*†]) ?(?P<t>{y})",
        read: read::likely_year,
        example: ("Seit 1926 Mitglied des Vereins", "1926", "1926"),
    },
    Rule {
        name: "dates.de.year-after-preposition",
        pattern: r"(?:[Ii]n|[Vv]on|[Bb]is|[Vv]or|[Nn]ach|[Aa]b|[Aa]us|[Ff]ür|[Zz]wischen|[Bb]ereits|[Ss]chon|[Nn]och|[Ee]rst) (?P<t>{y})",
        read: read::bare_year,
        example: ("Vor 1926 war dort ein Feld.", "1926", "1926"),
    },
    Rule {
        name: "dates.de.year-about",
        pattern: r"(?:[Uu]m|[Gg]egen|ca\.|[Cc]irca|[Zz]irka) (?P<t>{y})",
        read: read::about_year,
        example: ("gebaut um 1848", "1848", "1848~"),
    },
    Rule {
        name: "dates.de.decade",
        pattern: r"{y}ern?(?:[ ‐‑-]Jahren?)?",
        read: read::decade,
        example: ("in den 1990er-Jahren", "1990er-Jahren", "199X"),
    },
    Rule {
        name: "dates.de.century",
        pattern: r"(?P<c>[12][0-9])\. ?(?:Jahrhunderts?|Jhdts?\.|Jhs?\.)",
        read: read::century,
        example: ("Brauch des 19. Jahrhunderts", "19. Jahrhunderts", "18XX"),
    },
    Rule {
        name: "dates.de.days-of-month-year",
        pattern: r"{d}\.?(?:{to}|(?P<and> und | ?/ ?)){d2}\. ?{m2} {y2}",
        read: read::days_of_month,
        example: (
            "vom 3. bis zum 15. September 2020",
            "3. bis zum 15. September 2020",
            "2020-09-03/2020-09-15",
        ),
    },
    Rule {
        name: "dates.de.days-between",
        pattern: r"[Zz]wischen dem (?P<t>{d}\.? und (?:dem )?{d2}\. ?{m2} {y2})",
        read: read::days_of_month,
        example: (
            "zwischen dem 3. und 15. September 2020",
            "3. und 15. September 2020",
            "2020-09-03/2020-09-15",
        ),
    },
    Rule {
        name: "dates.de.days",
        pattern: r"{d}\. ?{m}(?: {y})?{to}{d2}\. ?{m2} {y2}",
        read: read::days,
        example: (
            "vom 30. August bis 2. September 2020",
            "30. August bis 2. September 2020",
            "2020-08-30/2020-09-02",
        ),
    },
    Rule {
        name: "dates.de.numeric-days",
        pattern: r"{d}\. ?{n}\. ?{y}?{to}{d2}\. ?{n2}\. ?{y2}",
        read: read::days,
        example: ("30.8.–2.9.2020", "30.8.–2.9.2020", "2020-08-30/2020-09-02"),
    },
    Rule {
        name: "dates.de.months",
        pattern: r"{m}(?: {y})?{to}{m2} {y2}",
        read: read::months,
        example: ("November bis Februar 2021", "November bis Februar 2021", "2020-11/2021-02"),
    },
    Rule {
        name: "dates.de.years",
        pattern: r"(?:Jahren? )?{y}{to}{y2}",
        read: read::years,
        example: ("Sie war 2019–2021 im Amt.", "2019–2021", "2019/2021"),
    },
    Rule {
        name: "dates.de.years-between",
        pattern: r"[Zz]wischen (?:den Jahren )?(?P<t>{y} und {y2})",
        read: read::years,
        example: ("zwischen 1923 und 1931", "1923 und 1931", "1923/1931"),
    },
    Rule {
        name: "dates.de.years-short",
        pattern: r"{y}(?:/|–){yy}",
        read: read::years,
        example: ("die Saison 1923/24", "1923/24", "1923/1924"),
    },
    Rule {
        name: "dates.de.day-month",
        pattern: r"{w}{d}\. ?{m}",
        read: read::day_without_year,
        example: ("spätestens bis zum 15. September.", "15. September", "?2020-09-15"),
    },
    Rule {
        name: "dates.de.days-of-month",
        pattern: r"{d}\.?(?:{to}|(?P<and> und | ?/ ?)){d2}\. ?{m2}",
        read: read::days_without_year,
        example: ("vom 3. bis 15. September", "3. bis 15. September", "?2020-09-03/?2020-09-15"),
    },
    Rule {
        name: "dates.de.days-over-months",
        pattern: r"{d}\. ?{m}{to}{d2}\. ?{m2}",
        read: read::days_over_months_without_year,
        example: (
            "vom 30. Dezember bis 2. Januar",
            "30. Dezember bis 2. Januar",
            "?2020-12-30/?2021-01-02",
        ),
    },
    Rule {
        name: "dates.de.numeric-day-month",
        pattern: r"(?:[Aa]m|[Vv]om|[Zz]um|[Dd]em|[Dd]en|[Dd]er|[Aa]b|[Bb]is|[Ss]eit) (?P<t>{d}\. ?{n}\.)",
        read: read::day_without_year,
        example: ("Treffen am 15.9. um acht", "15.9.", "?2020-09-15"),
    },
];
