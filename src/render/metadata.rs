//! schema.org data of a page.

use serde_json::{Map, Value, json};

use super::context::Settings;
use crate::edtf::{Edtf, Precision};
use crate::page::{Page, PageKind};

/// The same for a page that is none of the dossier's: search, or what is missing.
pub(super) fn plain_page(title: &str, settings: &Settings, canonical: Option<&str>) -> Value {
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "isPartOf": { "@type": "WebSite", "name": settings.title },
    });
    if let Some(url) = canonical {
        data["url"] = json!(url);
    }
    data
}

/// A page's data in schema.org's vocabulary.
pub(super) fn json_ld(page: &Page, settings: &Settings, canonical: Option<&str>) -> Value {
    let mut data = Map::new();
    data.insert("@context".to_owned(), json!("https://schema.org"));
    data.insert("@type".to_owned(), json!(type_of(page)));
    data.insert("name".to_owned(), json!(page.front.title));
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            data.insert(key.to_owned(), value);
        }
    };
    put("description", page.front.description.as_ref().map(|d| json!(d)));
    put("url", canonical.map(|url| json!(url)));
    if let Some(passport) = &page.front.document {
        let people: Vec<Value> =
            passport.authors.iter().map(|a| json!({ "@type": "Person", "name": a })).collect();
        put("author", (!people.is_empty()).then(|| json!(people)));
        put("inLanguage", (passport.language != "und").then(|| json!(passport.language)));
        put("dateCreated", passport.date.as_ref().and_then(plain));
        put("datePublished", passport.published.as_ref().and_then(plain));
        put(
            "publisher",
            passport.source.as_ref().map(|s| json!({ "@type": "Organization", "name": s })),
        );
        put("isBasedOn", passport.url.as_ref().map(|url| json!(url)));
        put("wordCount", Some(json!(passport.words)));
    } else {
        put("inLanguage", Some(json!(page.front.language)));
    }
    if let Some(entry) = &page.front.entry {
        put("identifier", Some(json!(entry.id)));
        put("alternateName", (!entry.aliases.is_empty()).then(|| json!(entry.aliases)));
        put("sameAs", (!entry.same_as.is_empty()).then(|| json!(entry.same_as)));
        put(
            "geo",
            entry.geo.map(|(latitude, longitude)| {
                json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude })
            }),
        );
    }
    put("isPartOf", Some(json!({ "@type": "WebSite", "name": settings.title })));
    Value::Object(data)
}

/// schema.org knows plain ISO dates only; a doubtful or open date is left out rather than made sure.
fn plain(date: &Edtf) -> Option<Value> {
    let certain = date.qualifier() == crate::edtf::Qualifier::default();
    let iso = matches!(date.precision(), Precision::Day | Precision::Month | Precision::Year);
    (certain && iso).then(|| json!(date.to_string()))
}

fn type_of(page: &Page) -> &'static str {
    match page.front.kind {
        PageKind::Document => match page.front.document.as_ref().and_then(|d| d.kind.as_deref()) {
            Some("news") => "NewsArticle",
            Some("report") => "Report",
            Some("letter" | "telegram") => "Message",
            _ => "CreativeWork",
        },
        PageKind::Entry => match page.front.entry.as_ref().map(|e| e.kind.as_str()) {
            Some("person") => "Person",
            Some("organisation") => "Organization",
            Some("place") => "Place",
            Some("product") => "Product",
            Some("work") => "CreativeWork",
            Some("event") => "Event",
            Some("law") => "Legislation",
            _ => "DefinedTerm",
        },
        PageKind::Overview => "WebSite",
        PageKind::Page | PageKind::Method => "WebPage",
        _ => "CollectionPage",
    }
}
