//! French times: that a third language needs no code.

use super::check;

#[test]
fn dates_that_say_themselves_when_they_are() {
    let check = |text, expected: &[&str]| check("fr", None, text, expected);
    check("le 15 septembre 2020 et en 1926", &["15 septembre 2020 = 2020-09-15", "1926 = 1926"]);
    check("mardi 1er septembre 2020", &["mardi 1er septembre 2020 = 2020-09-01"]);
    check("le 31/12/1999", &["31/12/1999 = 1999-12-31"]);
    check("du 3 au 15 septembre 2020", &["3 au 15 septembre 2020 = 2020-09-03/2020-09-15"]);
    check("de 1923 à 1931, 1914-1918", &["1923 à 1931 = 1923/1931", "1914-1918 = 1914/1918"]);
    check(
        "dans les années 1990, au XIXe siècle",
        &["les années 1990 = 199X", "XIXe siècle = 18XX"],
    );
    check("vers 1848, au printemps 1924", &["1848 = 1848~", "printemps 1924 = 1924-21"]);
    check("en août 1914, fin août 1914", &["août 1914 = 1914-08", "fin août 1914 = 1914-08"]);
}

#[test]
fn dates_that_count_from_others() {
    let check = |text, expected: &[&str]| check("fr", Some("2020-08-05"), text, expected);
    check("Hier il est venu, demain il part.", &["Hier = 2020-08-04", "demain = 2020-08-06"]);
    check(
        "lundi dernier, l’été prochain",
        &["lundi dernier = 2020-08-03", "l’été prochain = 2021-22"],
    );
    check(
        "la semaine dernière, cette année",
        &["la semaine dernière = 2020-07-27/2020-08-02", "cette année = 2020"],
    );
    check(
        "il y a deux ans, dans trois jours",
        &["il y a deux ans = 2018~", "dans trois jours = 2020-08-08~"],
    );
    check(
        "Il est arrivé dimanche, il sera reçu jeudi.",
        &["dimanche = 2020-08-02", "jeudi = 2020-08-06"],
    );
    check(
        "En 1926 il vint ; deux ans plus tard il partit.",
        &["1926 = 1926", "deux ans plus tard = 1928"],
    );
    check("ces dix dernières années", &["ces dix dernières années = 2010~/2020-08-05"]);
}

#[test]
fn clocks_durations_and_sets() {
    let check = |text, expected: &[&str]| check("fr", Some("2020-08-03"), text, expected);
    check(
        "à 15 h 30, à 9 heures du soir",
        &["15 h 30 = 2020-08-03T15:30", "9 heures du soir = 2020-08-03T21:00"],
    );
    check("pendant vingt-deux jours", &["vingt-deux jours = P22D"]);
    check("tous les deux ans, chaque mois", &["tous les deux ans = P2Y", "chaque mois = P1M"]);
}

#[test]
fn what_is_no_time() {
    let check = |text| check("fr", Some("2020-08-03"), text, &[]);
    check("en 1500 exemplaires, de 1926 hommes");
    check("page 1926, article 1848");
    check("le 31 septembre 2020");
    check("Il a été élu ; elle est née.");
}
