//! The language of a document.
//!
//! In goes its text, out comes a BCP 47 tag. A language is only named where the text shows it.

use whatlang::{Detector, Info, Lang, Script, detect_script};

use crate::document::{Language, Leaf, LeafKind};

/// As much text as is looked at, in bytes; more makes no guess surer.
const SAMPLE: usize = 16 * 1024;

/// Fewer letters than this tell nothing.
const TOO_SHORT: usize = 12;

/// How sure it must be that a text is German and not English, or the other way round, where
/// one of these is likelier than any other language but not surely so.
const LIKELY: f64 = 0.5;

/// The language of a text in leaves, code aside; `default` where it is too short or too mixed to
/// tell.
pub(super) fn language(text: &str, leaves: &[Leaf], default: &Language) -> Language {
    let mut sample = String::new();
    for leaf in leaves.iter().filter(|leaf| !matches!(leaf.kind, LeafKind::Code(_))) {
        sample.push_str(&text[leaf.span.clone()]);
        sample.push('\n');
        if sample.len() > SAMPLE {
            sample.truncate(sample.floor_char_boundary(SAMPLE));
            break;
        }
    }
    detected_or(&sample, default)
}

/// The language of a bare text; `default` where it is too short or too mixed to tell.
#[must_use]
pub fn detect_language(text: &str, default: &Language) -> Language {
    detected_or(&text[..text.floor_char_boundary(SAMPLE)], default)
}

/// The language shown by the text; else the default, unless the text is in a script of its own.
fn detected_or(sample: &str, default: &Language) -> Language {
    let latin = detect_script(sample).is_none_or(|script| script == Script::Latin);
    let otherwise = || if latin { default.clone() } else { Language::unknown() };
    detected(sample).unwrap_or_else(otherwise)
}

fn detected(sample: &str) -> Option<Language> {
    if sample.chars().filter(|c| c.is_alphabetic()).take(TOO_SHORT).count() < TOO_SHORT {
        return None;
    }
    let guess = whatlang::detect(sample)?;
    if guess.is_reliable() {
        return tag(&guess);
    }
    let own = Detector::with_allowlist(vec![Lang::Deu, Lang::Eng]).detect(sample)?;
    if own.lang() == guess.lang() && own.confidence() >= LIKELY { tag(&own) } else { None }
}

fn tag(info: &Info) -> Option<Language> {
    let code = info.lang().code();
    let short = SHORT_CODES.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short);
    Language::from_tag(short)
}

/// ISO 639-3 codes and the shorter ISO 639-1 ones, which BCP 47 asks for where there is one.
const SHORT_CODES: [(&str, &str); 70] = [
    ("epo", "eo"),
    ("eng", "en"),
    ("rus", "ru"),
    ("cmn", "zh"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("ben", "bn"),
    ("fra", "fr"),
    ("deu", "de"),
    ("ukr", "uk"),
    ("kat", "ka"),
    ("ara", "ar"),
    ("hin", "hi"),
    ("jpn", "ja"),
    ("heb", "he"),
    ("yid", "yi"),
    ("pol", "pl"),
    ("amh", "am"),
    ("jav", "jv"),
    ("kor", "ko"),
    ("nob", "nb"),
    ("dan", "da"),
    ("swe", "sv"),
    ("fin", "fi"),
    ("tur", "tr"),
    ("nld", "nl"),
    ("hun", "hu"),
    ("ces", "cs"),
    ("ell", "el"),
    ("bul", "bg"),
    ("bel", "be"),
    ("mar", "mr"),
    ("kan", "kn"),
    ("ron", "ro"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("mkd", "mk"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("est", "et"),
    ("tam", "ta"),
    ("vie", "vi"),
    ("urd", "ur"),
    ("tha", "th"),
    ("guj", "gu"),
    ("uzb", "uz"),
    ("pan", "pa"),
    ("aze", "az"),
    ("ind", "id"),
    ("tel", "te"),
    ("pes", "fa"),
    ("mal", "ml"),
    ("ori", "or"),
    ("mya", "my"),
    ("nep", "ne"),
    ("sin", "si"),
    ("khm", "km"),
    ("tuk", "tk"),
    ("aka", "ak"),
    ("zul", "zu"),
    ("sna", "sn"),
    ("afr", "af"),
    ("lat", "la"),
    ("slk", "sk"),
    ("cat", "ca"),
    ("tgl", "tl"),
    ("hye", "hy"),
    ("cym", "cy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let french = "Le conseil municipal s'est réuni hier soir dans la grande salle de la mairie \
                      afin d'examiner le projet de pont présenté par les ingénieurs. Après une \
                      longue discussion, aucune décision n'a été prise, et la séance a été levée.";
        let russian = "Городской совет собрался вчера вечером в большом зале, чтобы рассмотреть \
                       проект моста. После долгого обсуждения решение так и не было принято, и \
                       заседание было закрыто. Следующее заседание состоится в понедельник утром.";
        for (text, expected) in [
            ("Der Rat der Stadt hat gestern beschlossen, die Brücke nicht zu bauen.", "de"),
            ("The town council decided yesterday not to build the bridge after all.", "en"),
            (french, "fr"),
            (russian, "ru"),
            ("Sehr geehrte Frau Vogel,", "de"),
            ("Total cost of the bridge: 12 million", "en"),
            ("El consejo se reunió ayer por la noche.", "xx"),
            ("Hm.", "xx"),
            ("12 345 6789 0123 456 789", "xx"),
            ("", "xx"),
        ] {
            let found = detected(text).map(|language| language.tag().to_owned());
            assert_eq!(found.as_deref().unwrap_or("xx"), expected, "{text}");
        }
    }

    #[test]
    fn a_bare_text_is_sampled_at_a_character() {
        let german = "Der Rat der Stadt hat getagt. ".to_owned() + &"ä".repeat(SAMPLE);
        let french = Language::from_tag("fr").unwrap();
        assert_eq!(detect_language(&german[..60], &french).tag(), "de");
        assert_eq!(detect_language(&"ä1".repeat(SAMPLE), &french), detect_language("", &french));
    }

    #[test]
    fn a_short_text_in_another_script_is_not_taken_for_the_default() {
        let german = Language::from_tag("de").unwrap();
        for (text, expected) in [("Hm.", "de"), ("12", "de"), ("北京的天气今天很好", "und")]
        {
            assert_eq!(detect_language(text, &german).tag(), expected, "{text}");
        }
    }

    #[test]
    fn every_code_is_a_tag() {
        for lang in Lang::all() {
            let info = Info::new(Script::Latin, *lang, 1.0);
            assert!(tag(&info).is_some(), "{lang}");
        }
        assert!(SHORT_CODES.iter().all(|(long, short)| long.len() == 3 && short.len() == 2));
    }
}
