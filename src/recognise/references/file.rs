//! What a language's `references.toml` may hold.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::found::RuleName;
use super::super::languages::rule_name;
use super::super::patterns::Lexicon;
use crate::annotation::{Confidence, ReferenceKind};

/// A language's file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// Words and parts of patterns.
    pub(super) lexicon: Lexicon,
    /// Patterns, each with what to make of its match.
    pub(super) rules: Vec<Rule>,
    /// Words inside a provision with their spelling in a value; `{units}` in a pattern.
    #[serde(default)]
    pub(super) units: BTreeMap<String, String>,
    /// Names of acts.
    #[serde(default)]
    pub(super) acts: ActsFile,
    /// Elements of decisions.
    pub(super) decisions: Option<DecisionsFile>,
    /// Words that, with a number, label an enclosure: “Anlage 3”.
    #[serde(default)]
    pub(super) annexes: Vec<String>,
}

/// A rule that is one pattern.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    /// Its name.
    #[serde(deserialize_with = "rule_name")]
    pub(super) name: RuleName,
    /// What it finds.
    pub(super) kind: ReferenceKind,
    /// What makes the value of a match.
    pub(super) reading: How,
    /// The pattern.
    pub(super) pattern: String,
    /// The value with the pattern's groups in braces; what stands in angle brackets is left out
    /// where a group in it is empty.
    #[serde(default)]
    pub(super) value: String,
    /// Spellings in a value of whatever a group holds, each with a pattern for what it stands for.
    #[serde(default)]
    pub(super) spelled: BTreeMap<String, String>,
    /// What kind of law it finds.
    #[serde(default)]
    pub(super) norm: Norm,
    /// How sure it is.
    #[serde(default = "certain")]
    pub(super) confidence: Confidence,
    /// Texts with what the rule finds in them.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "they are the rule's tests"))]
    pub(super) examples: Vec<Example>,
}

/// A text with the reference that a rule finds in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "it is a test"))]
pub(super) struct Example {
    /// The text.
    pub(super) text: String,
    /// The words found, the first of the rule.
    pub(super) found: String,
    /// Its value.
    pub(super) value: String,
}

/// What makes the value of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum How {
    /// The rule's own `value`.
    Template,
    /// A chain of provisions, behind which an act has to follow.
    Provision,
    /// A Digital Object Identifier (ISO 26324).
    Doi,
    /// An International Standard Book Number (ISO 2108).
    Isbn,
    /// An arXiv identifier.
    Arxiv,
    /// A web address (RFC 3986).
    Web,
    /// A mail address (RFC 5321).
    Mail,
}

/// What kind of law a provision is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Norm {
    /// An act of a parliament, a constitution.
    #[default]
    Statute,
    /// A treaty, or law of the European Union.
    Union,
    /// An ordinance or by-law.
    Ordinance,
    /// A contract with the force of law, such as a collective agreement.
    Contract,
    /// An authority's own rules.
    Regulation,
}

/// Names of acts.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ActsFile {
    /// The name of the rule that finds an act where no provision is given; none finds it where it
    /// is empty.
    #[serde(deserialize_with = "rule_name")]
    pub(super) name: RuleName,
    /// Texts with what is found in them.
    pub(super) examples: Vec<Example>,
    /// Letters that end an act's abbreviation: one that has small letters, too, is one even where
    /// no list has it.
    pub(super) ends: Vec<String>,
    /// Words behind the first part of a name whose end comes later: “Teilzeit- und …”.
    pub(super) joins: Vec<String>,
    /// Words between a provision and its act.
    pub(super) articles: Vec<String>,
    /// Words behind an abbreviation that belong to it.
    pub(super) lands: Vec<String>,
    /// Abbreviations behind which a Roman number belongs to them.
    pub(super) numbered: Vec<String>,
    /// Abbreviations that stand for an act behind a provision only.
    pub(super) weak: Vec<String>,
    /// Abbreviations that are none of an act.
    pub(super) not_acts: Vec<String>,
    /// Compounds of a head that name no act; in small letters.
    pub(super) no_act: Vec<String>,
    /// What shows, behind an act, that a commentary on it is meant.
    pub(super) margin: Option<String>,
    /// What belongs to an act behind its name: group `version` tells versions apart.
    pub(super) version: Option<String>,
    /// A name that says what the act is for: group `title` is the name.
    pub(super) title: Option<String>,
    /// An adjective that may be part of a name.
    pub(super) adjective: Option<String>,
    /// Nouns that end names.
    pub(super) heads: Vec<Head>,
    /// Endings that inflection puts on the words of a name.
    pub(super) endings: Vec<String>,
    /// Known acts, by kind.
    pub(super) classes: Vec<Class>,
}

/// A noun that ends names of acts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// It, without an ending, in small letters.
    pub(super) stem: String,
    /// Its endings.
    pub(super) forms: Vec<String>,
    /// The ending of an adjective before it in the nominative.
    pub(super) adjective: String,
    /// Whether any compound of it names an act.
    pub(super) bare: bool,
    /// What kind of law.
    #[serde(default)]
    pub(super) norm: Norm,
}

/// Known acts of one kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Class {
    /// The kind.
    pub(super) norm: Norm,
    /// Their abbreviations.
    pub(super) abbreviations: Vec<String>,
    /// Their names, each with what a value calls it.
    #[serde(default)]
    pub(super) names: BTreeMap<String, String>,
    /// A pattern for further abbreviations.
    pub(super) shape: Option<String>,
}

/// Elements of decisions: patterns, and where they may stand.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionsFile {
    /// The rule's name.
    #[serde(deserialize_with = "rule_name")]
    pub(super) name: RuleName,
    /// The name of the rule that takes a file's number that stands alone.
    #[serde(deserialize_with = "rule_name")]
    pub(super) alone: RuleName,
    /// A court.
    pub(super) court: String,
    /// A word for a decision.
    pub(super) kind: String,
    /// A part of a court.
    pub(super) chamber: String,
    /// A day.
    pub(super) date: String,
    /// A file's number.
    pub(super) docket: String,
    /// A file's number that can be nothing else.
    pub(super) known: String,
    /// A page of a court's own collection.
    pub(super) collection: String,
    /// A page of a journal.
    pub(super) journal: String,
    /// A place in a decision.
    pub(super) pin: String,
    /// What may stand between two elements.
    pub(super) glue: String,
    /// What stands before a journal's page that is a decision's though no court is named.
    pub(super) introduced: String,
    /// Courts' names with what a value calls them.
    pub(super) courts: BTreeMap<String, String>,
    /// Adjectives of courts with the place that a value puts behind the court instead.
    #[serde(default)]
    pub(super) regions: BTreeMap<String, String>,
    /// Texts with what is found in them.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "they are the rule's tests"))]
    pub(super) examples: Vec<Example>,
}

fn certain() -> Confidence {
    Confidence::Certain
}
