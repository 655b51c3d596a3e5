//! Reading `annotations/rules.toml`. A broken rule is reported and left out; the others stay.

use std::collections::BTreeSet;
use std::ops::Range;

use regex::Regex;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::patterns::Patterns;
use super::super::rule_place::{names_rules, nearest_rule};
use super::super::switches::Switches;
use super::apply::value_of;
use super::{Makes, OwnRule, OwnRules};
use crate::annotation::{Certainty, EntryKind, Layer, ReferenceKind};
use crate::config::table::{refuse_unknown, string, strings, syntax_errors, wrong_type};
use crate::diagnostic::{Diagnostics, Findings, codes};
use crate::document::Language;
use crate::register::Register;
use crate::text::{nearest, suggest};

/// Keys of the file.
const FILE_KEYS: [&str; 2] = ["off", "rule"];
/// Keys of a rule.
const KEYS: [&str; 11] = [
    "name",
    "layer",
    "language",
    "pattern",
    "value",
    "example",
    "entry",
    "kind",
    "unit",
    "certainty",
    "link",
];
/// The layers that rules may belong to.
const LAYERS: [Layer; 6] = [
    Layer::Names,
    Layer::Dates,
    Layer::Quotations,
    Layer::Certainty,
    Layer::Quantities,
    Layer::References,
];

/// Reads rules.toml's text; `path` is its path in the dossier, for diagnostics. `register` has the
/// entries that rules may link to.
#[must_use]
pub fn read(path: &str, text: &str, register: &Register) -> (OwnRules, Diagnostics) {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return (OwnRules::default(), syntax_errors(path, codes::RULES_SYNTAX, text, &errors));
    }
    let mut found = Findings::new(path, codes::RULE);
    let table = table.get_ref();
    refuse_unknown(table, "rules.toml", &FILE_KEYS, &mut found);
    let mut off = strings(table, "off", &mut found).unwrap_or_default();
    off.retain(|name| is_of_a_layer(name, &mut found) && names_a_rule(name, &mut found));
    let mut names = BTreeSet::new();
    let (mut rules, mut patterns) = (Vec::new(), Vec::new());
    for (table, span) in tables(table, &mut found) {
        let made = rule(table, span.clone(), register, &mut found);
        let Some((rule, pattern)) = made else { continue };
        if names.insert(rule.name.clone()) {
            rules.push(rule);
            patterns.push(pattern);
        } else {
            let message = format!("there are two rules “{}”", rule.name);
            found.error(span, message, "give each a name of its own");
        }
    }
    let switches = Switches::without(off.into_iter().map(Spanned::into_inner).collect());
    // Each pattern was compiled alone already.
    let patterns = Patterns::new(&patterns).ok();
    found.diagnostics.sort();
    (OwnRules { switches, rules, patterns }, found.diagnostics)
}

/// Whether a rule's name begins as all rules' names do: with a layer, or with `own`.
fn is_of_a_layer(name: &Spanned<String>, found: &mut Findings<'_>) -> bool {
    let first = name.get_ref().split('.').next().unwrap_or_default();
    let known: Vec<&str> = LAYERS.iter().map(|layer| layer.key()).chain(["own"]).collect();
    if known.contains(&first) {
        return true;
    }
    let message = format!("no rule is called “{}”", name.get_ref());
    found.error(name.span(), message, suggest(first, &known));
    false
}

/// Whether such a name is one rule's or the beginning of several; those of own rules are taken as
/// they are.
fn names_a_rule(name: &Spanned<String>, found: &mut Findings<'_>) -> bool {
    let text = name.get_ref();
    if text == "own" || text.starts_with("own.") || names_rules(text) {
        return true;
    }
    let hint = nearest_rule(text).map_or_else(
        || "`dossier annotate --explain` shows the rules by their names".to_owned(),
        |rule| format!("did you mean “{rule}”?"),
    );
    found.error(name.span(), format!("no rule is called “{text}”"), hint);
    false
}

fn tables<'t, 'i>(
    top: &'t DeTable<'i>,
    found: &mut Findings<'_>,
) -> Vec<(&'t DeTable<'i>, Range<usize>)> {
    let Some(value) = top.get("rule") else { return Vec::new() };
    let hint = "begin every rule with a line [[rule]]";
    let Some(array) = value.get_ref().as_array() else {
        wrong_type("rule", value, "a list of tables", hint, found);
        return Vec::new();
    };
    let mut tables = Vec::new();
    for item in array {
        match item.get_ref() {
            DeValue::Table(table) => {
                let end = table.values().map(|value| value.span().end).max();
                tables.push((table, item.span().start..end.unwrap_or(item.span().end)));
            }
            _ => wrong_type("rule", item, "a list of tables", hint, found),
        }
    }
    tables
}

/// One rule with its pattern; `None` where something is wrong with it.
fn rule(
    table: &DeTable<'_>,
    span: Range<usize>,
    register: &Register,
    found: &mut Findings<'_>,
) -> Option<(OwnRule, String)> {
    refuse_unknown(table, "[[rule]]", &KEYS, found);
    let name = name(table, &span, found)?;
    let pattern = needed(table, "pattern", &span, found)?;
    let regex = compiled(&pattern, found)?;
    let layer = layer(table, &span, found)?;
    let makes = makes(table, layer, &span, register, found)?;
    let rule = OwnRule {
        name: format!("own.{name}"),
        language: language(table, found)?,
        value: string(table, "value", found).map(Spanned::into_inner),
        makes,
    };
    check_groups(table, &regex, found)?;
    check_example(table, &rule, &regex, &span, found)?;
    Some((rule, pattern.into_inner()))
}

fn needed(
    table: &DeTable<'_>,
    key: &str,
    span: &Range<usize>,
    found: &mut Findings<'_>,
) -> Option<Spanned<String>> {
    let value = string(table, key, found);
    if value.is_none() && !table.contains_key(key) {
        let hint = match key {
            "example" => "give a sentence in which the rule finds something: it is the rule's test",
            "pattern" => "give a regular expression in single quotes: pattern = '…'",
            _ => "see the section on rules in the README",
        };
        found.error(span.clone(), format!("this rule has no “{key}”"), hint);
    }
    value
}

fn name(table: &DeTable<'_>, span: &Range<usize>, found: &mut Findings<'_>) -> Option<String> {
    let name = needed(table, "name", span, found)?;
    if crate::register::is_id(name.get_ref()) {
        return Some(name.into_inner());
    }
    let message = format!("“{}” cannot be a rule's name", name.get_ref());
    found.error(name.span(), message, "use small letters, digits and hyphens: file-number");
    None
}

fn compiled(pattern: &Spanned<String>, found: &mut Findings<'_>) -> Option<Regex> {
    match Regex::new(pattern.get_ref()) {
        Ok(regex) if regex.is_match("") => {
            found.error(
                pattern.span(),
                "this pattern matches nothing at all, too".to_owned(),
                "let it begin or end with words that must be there",
            );
            None
        }
        Ok(regex) => Some(regex),
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
            found.error(
                pattern.span(),
                format!("this is no regular expression: {reason}"),
                "look-around and back-references are not known; single quotes keep backslashes",
            );
            None
        }
    }
}

/// `None` for an error, `Some(None)` for no language.
#[allow(clippy::option_option, reason = "a missing language and a wrong one are two things")]
fn language(table: &DeTable<'_>, found: &mut Findings<'_>) -> Option<Option<String>> {
    let Some(tag) = string(table, "language", found) else { return Some(None) };
    match Language::from_tag(tag.get_ref()) {
        Some(language) => Some(Some(language.primary().to_owned())),
        None => {
            let message = format!("“{}” is no language tag", tag.get_ref());
            found.error(tag.span(), message, "use de, en, fr …");
            None
        }
    }
}

fn layer(table: &DeTable<'_>, span: &Range<usize>, found: &mut Findings<'_>) -> Option<Layer> {
    let word = needed(table, "layer", span, found)?;
    let layer = word.get_ref().parse().ok().filter(|layer| LAYERS.contains(layer));
    if layer.is_none() {
        let message = format!("a rule cannot belong to the layer “{}”", word.get_ref());
        found.error(word.span(), message, suggest(word.get_ref(), &LAYERS.map(Layer::key)));
    }
    layer
}

/// A word of a closed list under `key`.
fn word<T: std::str::FromStr>(
    table: &DeTable<'_>,
    key: &str,
    known: &[&str],
    span: &Range<usize>,
    found: &mut Findings<'_>,
) -> Option<T> {
    let word = needed(table, key, span, found)?;
    let value = word.get_ref().parse().ok();
    if value.is_none() {
        let message = format!("“{key}” cannot be “{}”", word.get_ref());
        found.error(word.span(), message, suggest(word.get_ref(), known));
    }
    value
}

fn makes(
    table: &DeTable<'_>,
    layer: Layer,
    span: &Range<usize>,
    register: &Register,
    found: &mut Findings<'_>,
) -> Option<Makes> {
    Some(match layer {
        Layer::Names if table.contains_key("entry") => {
            entry(&string(table, "entry", found)?, register, found)?
        }
        Layer::Names => {
            let known = EntryKind::ALL.map(EntryKind::key);
            Makes::Proposal(word(table, "kind", &known, span, found)?)
        }
        Layer::Dates => Makes::Date,
        Layer::Quotations => Makes::Quotation,
        Layer::Certainty => {
            let known = Certainty::ALL.map(Certainty::key);
            Makes::Certainty(word(table, "certainty", &known, span, found)?)
        }
        Layer::Quantities => Makes::Quantity(
            string(table, "unit", found).map_or_else(String::new, Spanned::into_inner),
        ),
        _ => {
            let known = ReferenceKind::ALL.map(ReferenceKind::key);
            let link = link(table, found)?;
            Makes::Reference(word(table, "kind", &known, span, found)?, link)
        }
    })
}

fn entry(id: &Spanned<String>, register: &Register, found: &mut Findings<'_>) -> Option<Makes> {
    if let Some(entry) = register.get(id.get_ref()) {
        return Some(Makes::Entry(entry.id.clone(), entry.kind));
    }
    let ids: Vec<&str> = register.iter().map(|entry| entry.id.as_str()).collect();
    let message = format!("the register has no entry “{}”", id.get_ref());
    let hint = match nearest(id.get_ref(), ids) {
        Some(near) => format!("did you mean “{near}”?"),
        None => "add it to annotations/register.toml".to_owned(),
    };
    found.error(id.span(), message, hint);
    None
}

/// `None` for an error, `Some(None)` for no link.
#[allow(clippy::option_option, reason = "a missing link and a wrong one are two things")]
fn link(table: &DeTable<'_>, found: &mut Findings<'_>) -> Option<Option<String>> {
    let Some(link) = string(table, "link", found) else { return Some(None) };
    if link.get_ref().starts_with("https://") || link.get_ref().starts_with("http://") {
        return Some(Some(link.into_inner()));
    }
    let message = "a link begins with https:// or http://".to_owned();
    found.error(link.span(), message, "write the whole address: https://example.org/$value");
    None
}

/// Every group that a template names must be one of the pattern's.
fn check_groups(table: &DeTable<'_>, regex: &Regex, found: &mut Findings<'_>) -> Option<()> {
    let named: Vec<&str> = regex.capture_names().flatten().collect();
    for key in ["value", "link"] {
        let Some(template) = string(table, key, found) else { continue };
        for group in groups(template.get_ref()) {
            let number = group.parse::<usize>().is_ok_and(|n| n < regex.captures_len());
            if !number && !named.contains(&group.as_str()) {
                let message = format!("the pattern has no group “{group}”");
                let hint = "name one: (?P<name>…), or write ${1}text where letters follow";
                found.error(template.span(), message, hint);
                return None;
            }
        }
    }
    Some(())
}

/// The groups that a template names, as crate `regex` reads them.
fn groups(template: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = template.replace("$$", "");
    while let Some(at) = rest.find('$') {
        let after = rest[at + 1..].trim_start_matches('{');
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let end = after.find(|c| !word(c)).unwrap_or(after.len());
        found.push(after[..end].to_owned());
        rest = after[end..].to_owned();
    }
    found
}

/// The rule must find something in its example, and something it can use.
fn check_example(
    table: &DeTable<'_>,
    rule: &OwnRule,
    regex: &Regex,
    span: &Range<usize>,
    found: &mut Findings<'_>,
) -> Option<()> {
    let example = needed(table, "example", span, found)?;
    let Some(captures) = regex.captures(example.get_ref()) else {
        found.error(
            example.span(),
            "the pattern finds nothing in its example".to_owned(),
            "mend the one or the other; the text is read with every run of blanks as one",
        );
        return None;
    };
    let value = value_of(rule, &captures);
    if rule.makes.accepts(&value) {
        return Some(());
    }
    let message = format!("“{value}” is no {}", rule.makes.wants());
    found.error(example.span(), message, rule.makes.advice());
    None
}
