//! Reading `book.toml`: mdBook's `[book]` and this program's `[output.dossier]`. Tables that are
//! mdBook's own are left to it; a key that neither knows is an error, since it does nothing.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::levels::levels;
use super::limits::limits;
use super::table::{refuse_unknown, string, strings, syntax_errors, wrong_type};
use super::{Config, Proposals, place};
use crate::annotation::{Layer, ReferenceKind};
use crate::diagnostic::{Diagnostic, Diagnostics, Findings, codes};
use crate::document::Language;
use crate::text::{nearest, suggest};

/// Tables that mdBook reads; `output` is the one that is read here, too.
const TOP: [&str; 5] = ["book", "output", "build", "rust", "preprocessor"];
/// mdBook's keys of `[book]`.
const BOOK: [&str; 7] =
    ["title", "authors", "description", "language", "src", "text-direction", "multilingual"];
/// Keys of `[output.dossier]`; the first two are mdBook's for any output.
const DOSSIER: [&str; 12] = [
    "optional",
    "command",
    "site-dir",
    "site-url",
    "license",
    "cname",
    "cards",
    "layers",
    "references",
    "proposals",
    "levels",
    "limits",
];

/// Reads book.toml's text; `path` is its path in the dossier, for diagnostics. `None` where it is
/// no TOML at all; otherwise defaults stand for whatever is missing or wrong.
#[must_use]
pub fn read(path: &str, text: &str) -> (Option<Config>, Diagnostics) {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return (None, syntax_errors(path, codes::CONFIG_SYNTAX, text, &errors));
    }
    let mut found = Findings::new(path, codes::CONFIG_KEY);
    let config = config(table.get_ref(), &mut found);
    found.diagnostics.sort();
    (Some(config), found.diagnostics)
}

fn config(top: &DeTable<'_>, found: &mut Findings<'_>) -> Config {
    refuse_unknown_tables(top, found);
    let none = DeTable::new();
    let book = table(top, "book", found).unwrap_or(&none);
    let output = table(top, "output", found).unwrap_or(&none);
    let dossier = table(output, "dossier", found).unwrap_or(&none);
    warn_of_misspelt_output(output, found);
    refuse_unknown(book, "[book]", &BOOK, found);
    refuse_unknown(dossier, "[output.dossier]", &DOSSIER, found);
    let (pages_dir, site_dir) = folders(book, dossier, found);
    Config {
        title: title(book, found),
        authors: authors(book, found),
        description: string(book, "description", found).map(Spanned::into_inner),
        language: language(book, found),
        pages_dir,
        site_dir,
        site_url: site_url(dossier, found),
        license: string(dossier, "license", found).map(Spanned::into_inner),
        cname: cname(dossier, found),
        cards: cards(dossier, found),
        layers: layers(dossier, found),
        references: references(dossier, found),
        proposals: proposals(dossier, found),
        levels: levels(table(dossier, "levels", found), found),
        limits: limits(table(dossier, "limits", found), found),
    }
}

/// The table under `key`; `None` where it is missing or, with an error, no table.
fn table<'t, 'i>(
    parent: &'t DeTable<'i>,
    key: &str,
    found: &mut Findings<'_>,
) -> Option<&'t DeTable<'i>> {
    let value = parent.get(key)?;
    if value.get_ref().as_table().is_none() {
        let name = match key {
            "dossier" => "output.dossier",
            "references" => "output.dossier.references",
            "levels" => "output.dossier.levels",
            "limits" => "output.dossier.limits",
            key => key,
        };
        let hint = format!("write [{name}] on a line of its own and the keys below it");
        wrong_type(key, value, "a table", &hint, found);
    }
    value.get_ref().as_table()
}

fn refuse_unknown_tables(top: &DeTable<'_>, found: &mut Findings<'_>) {
    for (key, value) in top {
        let word = key.get_ref().as_ref();
        if TOP.contains(&word) {
            continue;
        }
        let home = [("[book]", &BOOK[..]), ("[output.dossier]", &DOSSIER[..])]
            .into_iter()
            .find(|(_, keys)| keys.contains(&word));
        match (home, value.get_ref()) {
            (Some((table, _)), value) if value.as_table().is_none() => {
                let message = format!("“{word}” stands in no table");
                found.error(key.span(), message, format!("it belongs below a line {table}"));
            }
            (_, DeValue::Table(_)) => {
                let message = format!("unknown table [{word}]");
                found.error(key.span(), message, suggest(word, &TOP));
            }
            _ => {
                let message = format!("unknown key “{word}”");
                found.error(key.span(), message, suggest(word, &TOP));
            }
        }
    }
}

/// Any `[output.X]` may be one of mdBook's back ends, but one that nearly says “dossier” hardly is.
fn warn_of_misspelt_output(output: &DeTable<'_>, found: &mut Findings<'_>) {
    for key in output.keys() {
        let word = key.get_ref().as_ref();
        if word != "dossier" && nearest(word, ["dossier"]).is_some() {
            let message = format!("[output.{word}] is not read");
            let warning = Diagnostic::warning(codes::CONFIG_KEY, message)
                .at(found.path, key.span())
                .hint("did you mean [output.dossier]?");
            found.diagnostics.push(warning);
        }
    }
}

fn title(book: &DeTable<'_>, found: &mut Findings<'_>) -> String {
    if let Some(title) = string(book, "title", found) {
        return title.into_inner();
    }
    let hint = "write its name below a line [book]: title = \"…\"";
    match book.get("title") {
        None => {
            let missing = Diagnostic::error(codes::CONFIG_KEY, "the dossier has no title");
            found.diagnostics.push(missing.in_file(found.path).hint(hint));
        }
        Some(value) if value.get_ref().is_str() => {
            found.error(value.span(), "the dossier's title is empty", hint);
        }
        Some(_) => {}
    }
    String::new()
}

fn authors(book: &DeTable<'_>, found: &mut Findings<'_>) -> Vec<String> {
    let authors = strings(book, "authors", found).unwrap_or_default();
    authors.into_iter().map(Spanned::into_inner).filter(|name| !name.is_empty()).collect()
}

fn language(book: &DeTable<'_>, found: &mut Findings<'_>) -> Language {
    if let Some(tag) = string(book, "language", found) {
        if let Some(language) = Language::from_tag(tag.get_ref()) {
            return language;
        }
        let message = format!("“{}” is no language tag", tag.get_ref());
        found.error(tag.span(), message, "write a BCP 47 tag such as \"de\" or \"en-GB\"");
    }
    Language::from_tag("en").unwrap_or_else(Language::unknown)
}

/// The folders of the pages and of the site.
fn folders(
    book: &DeTable<'_>,
    dossier: &DeTable<'_>,
    found: &mut Findings<'_>,
) -> (String, String) {
    let pages = folder(book, "src", "pages", found);
    let site = folder(dossier, "site-dir", "public", found);
    if place::overlap(&pages, &site)
        && let Some(value) = dossier.get("site-dir").or_else(|| book.get("src"))
    {
        let message = format!("the pages' folder {pages}/ and the site's {site}/ overlap");
        let hint = "let each be a folder of its own, such as \"pages\" and \"public\"";
        found.error(value.span(), message, hint);
    }
    (pages, site)
}

fn folder(table: &DeTable<'_>, key: &str, default: &str, found: &mut Findings<'_>) -> String {
    let Some(text) = string(table, key, found) else { return default.to_owned() };
    place::folder(text.get_ref()).unwrap_or_else(|problem| {
        let message = format!("the folder “{}” {problem}", text.get_ref());
        let hint = format!("name a folder that only this program writes to, such as \"{default}\"");
        found.error(text.span(), message, hint);
        default.to_owned()
    })
}

fn site_url(dossier: &DeTable<'_>, found: &mut Findings<'_>) -> Option<String> {
    let text = string(dossier, "site-url", found)?;
    let url = place::site_url(text.get_ref());
    if url.is_none() {
        let message = format!("“{}” is no absolute http(s) address", text.get_ref());
        let hint = "write where the site will stand, such as \"https://example.org/dossier/\"";
        found.error(text.span(), message, hint);
    }
    url
}

fn cname(dossier: &DeTable<'_>, found: &mut Findings<'_>) -> Option<String> {
    let text = string(dossier, "cname", found)?;
    if place::is_host(text.get_ref()) {
        return Some(text.into_inner());
    }
    let message = format!("“{}” is no host name", text.get_ref());
    let hint = "write the bare name in ASCII, without https:// and path: \"example.org\"";
    found.error(text.span(), message, hint);
    None
}

/// `cards = false` switches the pictures for sharing off.
fn cards(dossier: &DeTable<'_>, found: &mut Findings<'_>) -> bool {
    let Some(value) = dossier.get("cards") else { return true };
    match value.get_ref().as_bool() {
        Some(wanted) => wanted,
        None => {
            wrong_type("cards", value, "true or false", "write cards = false", found);
            true
        }
    }
}

fn layers(dossier: &DeTable<'_>, found: &mut Findings<'_>) -> Vec<Layer> {
    let Some(names) = strings(dossier, "layers", found) else { return Layer::ALL.to_vec() };
    let mut wanted = Vec::new();
    for name in names {
        match name.get_ref().parse::<Layer>() {
            Ok(layer) => wanted.push(layer),
            Err(()) => {
                let message = format!("there is no layer “{}”", name.get_ref());
                found.error(
                    name.span(),
                    message,
                    suggest(name.get_ref(), &Layer::ALL.map(Layer::key)),
                );
            }
        }
    }
    Layer::ALL.into_iter().filter(|layer| wanted.contains(layer)).collect()
}

fn proposals(dossier: &DeTable<'_>, found: &mut Findings<'_>) -> Option<Proposals> {
    let word = string(dossier, "proposals", found)?;
    let known = Proposals::ALL.map(Proposals::key);
    match word.get_ref().parse() {
        Ok(proposals) => Some(proposals),
        Err(()) => {
            let message = format!("“proposals” cannot be “{}”", word.get_ref());
            found.error(word.span(), message, suggest(word.get_ref(), &known));
            None
        }
    }
}

/// `[output.dossier.references]`: an address for each kind of reference.
fn references(dossier: &DeTable<'_>, found: &mut Findings<'_>) -> BTreeMap<ReferenceKind, String> {
    let mut addresses = BTreeMap::new();
    let Some(table) = table(dossier, "references", found) else { return addresses };
    let kinds = ReferenceKind::ALL.map(ReferenceKind::key);
    refuse_unknown(table, "[output.dossier.references]", &kinds, found);
    for kind in ReferenceKind::ALL {
        let Some(address) = string(table, kind.key(), found) else { continue };
        let text = address.get_ref();
        let web = text.starts_with("https://") || text.starts_with("http://");
        if web && text.contains("{value}") {
            addresses.insert(kind, address.into_inner());
        } else {
            let message = format!("“{text}” is no address for references");
            let hint = "begin with https:// and put {value} where the reference goes";
            found.error(address.span(), message, hint);
        }
    }
    addresses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Config {
        let (config, diagnostics) = read("book.toml", text);
        assert_eq!(diagnostics, Diagnostics::new(), "{text}");
        config.unwrap()
    }

    /// Every finding as `severity code [marked words] message | hint`.
    fn findings(text: &str) -> Vec<String> {
        read("book.toml", text).1.shown("book.toml", text)
    }

    #[test]
    fn a_title_alone_is_valid() {
        let config = config("[book]\ntitle = \"Letters\"");
        assert_eq!(config.title, "Letters");
        assert_eq!((config.pages_dir.as_str(), config.site_dir.as_str()), ("pages", "public"));
        assert_eq!(config.language.tag(), "en");
        assert_eq!(config.layers, Layer::ALL);
        assert_eq!((config.site_url, config.license, config.cname), (None, None, None));
        assert!(config.cards);
    }

    #[test]
    fn everything_is_read() {
        let config = config(
            r#"
            [book]
            title = " Letters "
            authors = ["A. Nobody", "B. Noone"]
            description = "Twelve letters."
            language = "de"
            src = "md"
            text-direction = "ltr"

            [build]
            create-missing = false
            [rust]
            edition = "2024"
            [preprocessor.index]
            [output.html]
            smart-punctuation = false

            [output.dossier]
            optional = true
            command = "dossier mdbook"
            site-dir = "out/site/"
            site-url = "https://example.org/letters"
            license = "CC-BY-4.0"
            cname = "example.org"
            cards = false
            layers = ["names", "notes"]
            proposals = "hide"
            [output.dossier.levels]
            D0110 = "error"
            d0033 = "allow"
            "#,
        );
        assert_eq!(config.title, "Letters");
        assert_eq!(config.authors, ["A. Nobody", "B. Noone"]);
        assert_eq!(config.description.as_deref(), Some("Twelve letters."));
        assert_eq!(config.language.tag(), "de");
        assert_eq!((config.pages_dir.as_str(), config.site_dir.as_str()), ("md", "out/site"));
        assert_eq!(config.site_url.as_deref(), Some("https://example.org/letters/"));
        assert_eq!(config.license.as_deref(), Some("CC-BY-4.0"));
        assert_eq!(config.cname.as_deref(), Some("example.org"));
        assert!(!config.cards);
        assert_eq!(config.layers, [Layer::Notes, Layer::Names]);
        assert_eq!(config.proposals, Some(Proposals::Hide));
        let levels: Vec<String> =
            config.levels.iter().map(|(code, level)| format!("{code} {level}")).collect();
        assert_eq!(levels, ["D0033 allow", "D0110 error"]);
    }

    const TITLE_HINT: &str = "write its name below a line [book]: title = \"…\"";

    fn check(text: &str, expect: &str) {
        assert_eq!(findings(text), [expect], "{text}");
    }

    #[test]
    fn a_missing_or_empty_title_is_an_error() {
        check("", &format!("error D0002 [-] the dossier has no title | {TITLE_HINT}"));
        check(
            "[book]\ntitle = \" \"",
            &format!("error D0002 [\" \"] the dossier's title is empty | {TITLE_HINT}"),
        );
        check(
            "[book]\ntitle = 3",
            "error D0002 [3] “title” must be a string, and this is a number | put it in double quotes: title = \"…\"",
        );
    }

    #[test]
    fn what_is_wrong_in_book_is_said_where_it_stands() {
        let known = "title, authors, description, language, src, text-direction, multilingual";
        let check =
            |rest: &str, expect: &str| check(&format!("[book]\ntitle = \"T\"\n{rest}"), expect);
        check(
            "autors = []",
            &format!(
                "error D0002 [autors] unknown key “autors” in [book] | did you mean “authors”? Known are: {known}"
            ),
        );
        check(
            "authors = \"A\"",
            "error D0002 [\"A\"] “authors” must be a list of strings, and this is a string | write a list in square brackets: authors = [\"…\", \"…\"]",
        );
        check(
            "language = \"German\"",
            "error D0002 [\"German\"] “German” is no language tag | write a BCP 47 tag such as \"de\" or \"en-GB\"",
        );
        check(
            "src = \"seeds/md\"",
            "error D0002 [\"seeds/md\"] the folder “seeds/md” lies in seeds/, which holds what people wrote | name a folder that only this program writes to, such as \"pages\"",
        );
    }

    #[test]
    fn unknown_tables_are_refused_where_they_are_not_mdbooks() {
        let known = "book, output, build, rust, preprocessor";
        let title = "[book]\ntitle = \"T\"\n";
        check(
            &format!("{title}[buld]\n"),
            &format!(
                "error D0002 [buld] unknown table [buld] | did you mean “build”? Known are: {known}"
            ),
        );
        check(
            &format!("site-url = \"https://example.org\"\n{title}"),
            "error D0002 [site-url] “site-url” stands in no table | it belongs below a line [output.dossier]",
        );
        check(
            &format!("{title}[output]\ndossier = true"),
            "error D0002 [true] “dossier” must be a table, and this is true or false | write [output.dossier] on a line of its own and the keys below it",
        );
        check(
            &format!("{title}[output.dosier]"),
            "warning D0002 [dosier] [output.dosier] is not read | did you mean [output.dossier]?",
        );
    }

    #[test]
    fn what_is_wrong_in_output_dossier_is_said_where_it_stands() {
        let known = "optional, command, site-dir, site-url, license, cname, cards, layers, \
                     references, proposals, levels, limits";
        let layers = "notes, claims, certainty, quotations, names, dates, quantities, references";
        let check = |rest: &str, expect: &str| {
            check(&format!("[book]\ntitle = \"T\"\n[output.dossier]\n{rest}"), expect);
        };
        check(
            "site_url = \"https://example.org\"",
            &format!(
                "error D0002 [site_url] unknown key “site_url” in [output.dossier] | did you mean “site-url”? Known are: {known}"
            ),
        );
        check(
            "site-url = \"example.org\"",
            "error D0002 [\"example.org\"] “example.org” is no absolute http(s) address | write where the site will stand, such as \"https://example.org/dossier/\"",
        );
        check(
            "site-dir = \"pages/site\"",
            "error D0002 [\"pages/site\"] the pages' folder pages/ and the site's pages/site/ overlap | let each be a folder of its own, such as \"pages\" and \"public\"",
        );
        check(
            "cname = \"https://example.org\"",
            "error D0002 [\"https://example.org\"] “https://example.org” is no host name | write the bare name in ASCII, without https:// and path: \"example.org\"",
        );
        check(
            "[output.dossier.references]\nlaw = \"example.org\"",
            "error D0002 [\"example.org\"] “example.org” is no address for references | begin with https:// and put {value} where the reference goes",
        );
        check(
            "proposals = \"sow\"",
            "error D0002 [\"sow\"] “proposals” cannot be “sow” | did you mean “show”? Known are: show, hide",
        );
        check(
            "layers = [\"names\", \"datse\"]",
            &format!(
                "error D0002 [\"datse\"] there is no layer “datse” | did you mean “dates”? Known are: {layers}"
            ),
        );
    }

    #[test]
    fn what_is_no_toml_gives_no_settings() {
        let (config, diagnostics) = read("book.toml", "[book]\ntitle = \"T\nauthors = []\n");
        assert_eq!(config, None);
        let first = diagnostics.iter().next().unwrap();
        assert_eq!((first.severity.to_string().as_str(), first.code), ("error", "D0001"));
        assert!(first.message.starts_with("this is no valid TOML: "), "{}", first.message);
        assert_eq!(first.location.as_ref().unwrap().span.as_ref().unwrap().start, 17);
    }
}
