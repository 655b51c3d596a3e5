//! The shipped seed with its register: every mention in it.

use super::super::reading::Reading;
use super::super::testing::{document, rules_only};
use super::*;
use crate::document::Document;

const TEXT: &str = include_str!("../../../seeds/000_4a59c69cded22aaa.txt");
const REGISTER: &str = include_str!("../../../annotations/register.toml");

/// The seed as the program reads it, but for the note of its date.
fn seed() -> Document {
    let text = TEXT.trim().strip_prefix("date 2020-08 ").unwrap();
    document("de", Some("2020-08"), &text.split("\n\n").collect::<Vec<_>>())
}

/// Every mention as `leaf: words = entry, rule`.
fn shown(register: &Register) -> String {
    let seed = seed();
    let (names, diagnostics) = Names::new(register, "annotations/register.toml");
    assert!(diagnostics.is_empty());
    let found = names.find(&Reading::new(&seed), &rules_only());
    let line = |found: &Found<Name>| {
        let leaf = seed.leaves.iter().position(|leaf| leaf.span.end >= found.span.end).unwrap();
        let what = match &found.what {
            Name::Entry { id, .. } => id.clone(),
            Name::Proposed(proposal) => format!("{}? ({})", proposal.name, proposal.kind),
        };
        format!("{}: {} = {what}, {}", leaf + 1, seed.slice(&found.span), found.rule)
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_mention_is_linked() {
    let (register, diagnostics) = crate::register::read("annotations/register.toml", REGISTER);
    assert!(diagnostics.is_empty());
    insta::assert_snapshot!(shown(&register), @r"
    1: TikTok = tiktok, names.compound
    1: USA = usa, names.exact
    1: Kanada = kanada, names.exact
    1: Australien = australien, names.exact
    1: Neuseeland = neuseeland, names.exact
    1: Microsoft = microsoft, names.exact
    1: US-Präsident Trump = donald-trump, names.exact
    1: TikTok = tiktok, names.exact
    1: USA = usa, names.exact
    1: Microsoft = microsoft, names.exact
    2: Microsoft = microsoft, names.exact
    2: US = usa, names.compound
    2: TikTok = tiktok, names.exact
    2: US-Präsident Donald Trump = donald-trump, names.exact
    2: TikTok = tiktok, names.exact
    2: USA = usa, names.exact
    3: Microsoft = microsoft, names.exact
    3: TikTok = tiktok, names.compound
    3: USA = usa, names.exact
    3: Kanada = kanada, names.exact
    3: Australien = australien, names.exact
    3: Neuseeland = neuseeland, names.exact
    3: Microsoft = microsoft, names.exact
    3: TikTok = tiktok, names.exact
    3: Sicherheitsüberprüfung = sicherheitsueberpruefung, names.exact
    3: Vereinigten Staaten = usa, names.exact
    3: US-Finanzministeriums = us-finanzministerium, names.genitive
    4: TikTok-Mutter ByteDance = bytedance, names.exact
    4: Microsoft = microsoft, names.exact
    4: US-Regierung = us-regierung, names.exact
    4: Präsident Trump = donald-trump, names.exact
    5: Microsoft = microsoft, names.exact
    5: US = usa, names.compound
    5: USA = usa, names.exact
    5: USA = usa, names.exact
    5: USA = usa, names.exact
    6: ByteDance = bytedance, names.exact
    6: chinesischer Gesetze = chinesisches-recht, names.exact
    6: Douyin = douyin, names.exact
    6: US = usa, names.compound
    6: USA = usa, names.exact
    6: Singapur = singapur, names.exact
    7: Microsofts = microsoft, names.genitive
    7: TikTok = tiktok, names.exact
    8: Microsoft = microsoft, names.exact
    8: TikTok = tiktok, names.exact
    8: US-Regierung = us-regierung, names.exact
    8: TikTok = tiktok, names.exact
    8: USA = usa, names.exact
    9: Microsoft = microsoft, names.exact
    9: TikTok = tiktok, names.exact
    9: Redmond = redmond, names.exact
    9: Azure = azure, names.exact
    ");
}

#[test]
fn without_a_register_there_are_proposals() {
    insta::assert_snapshot!(shown(&Register::default()), @r"
    1: USA = Vereinigte Staaten? (place), names.country
    1: Kanada = Kanada? (place), names.country
    1: Australien = Australien? (place), names.country
    1: Neuseeland = Neuseeland? (place), names.country
    1: Trump = Trump? (person), names.titled
    1: USA = Vereinigte Staaten? (place), names.country
    2: TikTok = TikTok? (product), names.de.product-named
    2: Donald Trump = Donald Trump? (person), names.titled
    2: USA = Vereinigte Staaten? (place), names.country
    3: USA = Vereinigte Staaten? (place), names.country
    3: Kanada = Kanada? (place), names.country
    3: Australien = Australien? (place), names.country
    3: Neuseeland = Neuseeland? (place), names.country
    3: Vereinigten Staaten = Vereinigte Staaten? (place), names.country
    4: Trump = Trump? (person), names.titled
    5: USA = Vereinigte Staaten? (place), names.country
    5: USA = Vereinigte Staaten? (place), names.country
    5: USA = Vereinigte Staaten? (place), names.country
    6: USA = Vereinigte Staaten? (place), names.country
    6: Singapur = Singapur? (place), names.country
    8: USA = Vereinigte Staaten? (place), names.country
    ");
}
