//! What a language's `quantities.toml` says; the file of folder `any` holds for every language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::found::RuleName;
use super::super::languages::rule_name;

/// A file of units, words and rules.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    /// What `~` stands for in a word of this file: one of these endings.
    pub(super) endings: Vec<String>,
    /// How the gold files of the language spell values.
    pub(super) gold: Gold,
    /// ISO 4217 codes with the currencies' English names, as the gold files spell them.
    pub(super) currencies: BTreeMap<String, String>,
    /// The same of currencies that nobody pays with any more.
    pub(super) former_currencies: BTreeMap<String, String>,
    /// Signs and codes that a currency is written with, before or behind the number.
    pub(super) signs: Vec<Sign>,
    /// What a code may have before it, with the power of ten that it stands for: `MEUR`.
    pub(super) code_prefixes: BTreeMap<String, u32>,
    /// Units with their words and symbols.
    pub(super) units: Vec<Unit>,
    /// Further words for units and currencies, by code.
    pub(super) words: BTreeMap<String, Vec<String>>,
    /// Words for a currency that stand before the number, in any case.
    pub(super) before: BTreeMap<String, Vec<String>>,
    /// Words between a unit and the time in which it is counted: “per”.
    pub(super) per: Vec<String>,
    /// Kinds of units that an article may count: “ein Euro”.
    pub(super) article_counts: Vec<Kind>,
    /// What tells one kind of unit from another.
    pub(super) context: Context,
    /// What is counted.
    pub(super) counts: Counts,
    /// What the text says of exactness.
    pub(super) bounds: Bounds,
    /// What joins the ends of a range.
    pub(super) ranges: Ranges,
    /// What joins a currency and its hundredths: “5 Euro und 20 Cent”.
    pub(super) hundredths_joined: Vec<String>,
    /// What may follow hundredths that are not called so: “15 Dollar 50 mehr”.
    pub(super) hundredths_followed: Vec<String>,
    /// The rules.
    pub(super) rules: Vec<Rule>,
}

/// How the gold files of a language spell values.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Gold {
    /// Whether the fraction stands behind a comma.
    pub(super) comma: bool,
    /// Whether a currency is called by its name and not by its code.
    pub(super) names: bool,
}

/// A currency's sign.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sign {
    pub(super) sign: String,
    pub(super) code: String,
    /// What the gold files call it, where that is not the currency's name.
    pub(super) gold: Option<String>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unit {
    /// ISO 4217 code, UCUM code, `%`; empty for a unit that is named as the text names it.
    pub(super) code: String,
    /// What the gold files call it.
    pub(super) gold: String,
    pub(super) kind: Kind,
    /// In any case, with endings.
    #[serde(default)]
    pub(super) words: Vec<String>,
    /// As they stand.
    #[serde(default)]
    pub(super) symbols: Vec<String>,
    /// The power of ten by which the number is multiplied.
    #[serde(default)]
    pub(super) power: u32,
}

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    Money,
    /// The hundredth part of a currency.
    Hundredth,
    Percent,
    Length,
    Mass,
    Volume,
    Information,
    Temperature,
    /// Degrees of temperature or of angle.
    Degree,
    /// Anything else: area, power, energy, pressure, frequency, angle, speed.
    Measure,
    /// Of age alone.
    Age,
    /// A time, which is an age or part of a rate.
    Time,
}

/// What tells one kind of unit from another, nearby.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Context {
    /// Beginnings of words beside which a pound is one of weight.
    pub(super) weighing: Vec<String>,
    /// What right behind a pound says so: “of”.
    pub(super) weighing_behind: Vec<String>,
    /// Whether a capital behind it does.
    pub(super) weighing_noun: bool,
    /// Beginnings of words beside which a degree is one of temperature.
    pub(super) warming: Vec<String>,
    /// Beginnings of words beside which a degree is one of angle.
    pub(super) turning: Vec<String>,
    /// Words before a time that make it an age: “im Alter von”.
    pub(super) age: Vec<String>,
    /// Words before a bare number that make it an age: “aged”.
    pub(super) age_bare: Vec<String>,
    /// Endings of words behind an age that make it a duration: “15-jährige Haftstrafe”.
    pub(super) not_ages: Vec<String>,
    /// Words before a number that make it a mark: “Nr.”, “page”.
    pub(super) labels: Vec<String>,
}

/// What is counted, and how it is known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Counts {
    /// Whether nouns have capitals.
    pub(super) capitals: bool,
    /// Endings of words that may stand before the noun; none: any word.
    pub(super) adjectives: Vec<String>,
    /// Endings of a plural; none: no ending shows it.
    pub(super) plurals: Vec<String>,
    /// Endings that look like one.
    pub(super) not_plurals: Vec<String>,
    /// Plurals without such an ending.
    pub(super) irregular: Vec<String>,
    /// Words that are neither noun nor adjective.
    pub(super) stop: Vec<String>,
    /// Words for times, which another layer reads: a number before them is neither count nor
    /// bare number.
    pub(super) times: Vec<String>,
    /// Names of months, also before the number.
    pub(super) calendar: Vec<String>,
    /// Numbers in words that are often pronouns, and no numbers where they stand alone.
    pub(super) pronouns: Vec<String>,
}

/// Words that say how exact an amount is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Bounds {
    pub(super) about: Vec<String>,
    pub(super) at_least: Vec<String>,
    pub(super) more_than: Vec<String>,
    pub(super) at_most: Vec<String>,
    pub(super) less_than: Vec<String>,
    /// Those behind the amount: “oder mehr”.
    pub(super) at_least_behind: Vec<String>,
    pub(super) at_most_behind: Vec<String>,
    /// Those that mean something else before what is counted: “unter 300 Bewerbern”.
    pub(super) not_for_counts: Vec<String>,
}

/// What joins the ends of a range.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Ranges {
    /// Between them.
    pub(super) joined: Vec<String>,
    /// Before a range whose ends are joined by a word that joins anything else.
    pub(super) between: Vec<String>,
    /// That word.
    pub(super) and: Vec<String>,
}

/// A rule: one way to read, its name, and a sentence that shows it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    /// `quantities.LANGUAGE.NAME`
    #[serde(deserialize_with = "rule_name")]
    pub(super) name: RuleName,
    pub(super) reading: Reading,
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests read the examples"))]
    pub(super) example: Example,
}

/// Sentence, words found in it, and what they come to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "only the tests read the examples"))]
pub(super) struct Example {
    /// The sentence's language, where it is not the file's.
    pub(super) language: Option<String>,
    pub(super) text: String,
    pub(super) words: String,
    pub(super) value: String,
}

/// The ways to read an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reading {
    /// `€5`
    MoneyBefore,
    /// `5 Euro`
    MoneyBehind,
    /// `5 Euro 20 Cent`
    MoneyAndHundredths,
    /// `£4 10s. 6d.`
    PoundsShillingsPence,
    /// `5 %`
    Percent,
    /// `5 km`
    Measure,
    /// `5 km/h`, where the file has no word for the unit
    Rate,
    /// `5 Jahre alt`
    Age,
    /// `5 bis 10 Euro`
    Range,
    /// `5 Boote`
    Count,
    /// `5`
    Number,
    /// `21st`
    Ordinal,
}
