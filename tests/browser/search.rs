//! Searching, from the search page and from any other, and the concordance.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::sites::{Dossier, EXAMPLE, SHIPPED};
use super::visit::{By, Scripts, Visit, visit};

#[test]
fn a_word_leads_to_its_paragraph_from_a_folder() {
    finds(&SHIPPED, By::File);
}

#[test]
fn a_word_leads_to_its_paragraph_under_a_sub_path() {
    finds(&EXAMPLE, By::Http);
}

/// The word is marked at the place that the result leads to, until Escape.
fn finds(dossier: &'static Dossier, by: By) {
    visit(dossier, by, Scripts::On, async |v| {
        v.open("search.html").await?;
        v.shown("#search input").await?.send_keys(dossier.word).await?;
        let result = v.shown(".search-result a[href*='documents/'][href*='#p']").await?;
        let paragraph = result.prop("href").await?.unwrap_or_default();
        result.click().await?;
        v.arrives(|address| address == paragraph).await?;
        let words = v.shown(":target").await?.text().await?;
        assert!(words.contains(dossier.word), "{paragraph} has {words:?}");
        let marks = v.until("marks", async || Ok(marks(v).await?.first().cloned())).await?;
        assert_eq!(marks, dossier.word);
        v.shown("body").await?.send_keys(Key::Escape + "").await?;
        v.until("no marks", async || Ok(marks_are_gone(v).await?.then_some(()))).await?;
        v.web.back().await?;
        v.arrives(|address| address.contains("search.html")).await?;
        Ok(())
    });
}

/// The words marked by the CSS Custom Highlight API.
async fn marks(v: &Visit) -> WebDriverResult<Vec<String>> {
    let all = "return [...(CSS.highlights.get('search') || [])].map((range) => range.toString());";
    v.web.execute(all, Vec::new()).await?.convert()
}

async fn marks_are_gone(v: &Visit) -> WebDriverResult<bool> {
    Ok(marks(v).await?.is_empty() && !v.web.current_url().await?.as_str().contains("mark="))
}

#[test]
fn german_words_are_found_in_all_forms_and_compounds() {
    visit(&SHIPPED, By::File, Scripts::On, async |v| {
        for (query, word) in [
            ("Rechenzentrum", "Rechenzentren"),
            ("UNTERNEHMENS", "Unternehmen"),
            ("gespraech", "Gespräch"),
            ("Bereich", "Gültigkeitsbereichs"),
            ("\"chinesisches Unternehmen\"", "chinesisches Unternehmen"),
            ("micros", "Micros"),
        ] {
            v.open("search.html").await?;
            v.shown("#search input").await?.send_keys(query).await?;
            v.until(word, async || {
                for mark in v.all(".search-result mark").await? {
                    if mark.text().await? == word {
                        return Ok(Some(()));
                    }
                }
                Ok(None)
            })
            .await?;
        }
        Ok(())
    });
}

#[test]
fn what_is_not_there_is_said_to_be_and_what_to_try() {
    visit(&SHIPPED, By::File, Scripts::On, async |v| {
        v.open("search.html?q=%22Unternehmen+chinesisches%22+Xylophon").await?;
        let said = v.shown(".search-nothing").await?.text().await?;
        assert!(said.contains("Kommt nirgends vor: Xylophon."), "{said}");
        assert_eq!(v.shown(".search-status").await?.text().await?, "Nichts gefunden.");
        v.shown(".search-nothing a[href$='concordance.html']").await?;
        Ok(())
    });
}

#[test]
fn filters_stand_in_the_address() {
    visit(&EXAMPLE, By::Http, Scripts::On, async |v| {
        v.open("search.html?q=board&kind=text&type=letter&from=1924&to=3/1924").await?;
        v.until("one document", async || {
            let results = v.all(".search-result").await?;
            Ok((!results.is_empty()).then_some(()))
        })
        .await?;
        for result in v.all(".search-result").await? {
            let text = result.text().await?;
            assert!(text.contains("March 1924"), "{text}");
        }
        assert_eq!(v.shown("#search-kind").await?.prop("value").await?.as_deref(), Some("text"));
        let from = v.shown("#search-from").await?;
        from.clear().await?;
        from.send_keys("1931").await?;
        v.arrives(|address| address.contains("from=1931")).await?;
        // From 1931 to 1924 there is nothing; clearing the filters brings all back.
        let clear = v.shown(".search-nothing button").await?;
        clear.click().await?;
        v.shown(".search-group + .search-group .search-result").await?;
        v.arrives(|address| address.ends_with("?q=board")).await?;
        Ok(())
    });
}

#[test]
fn the_box_in_the_head_is_used_by_keyboard() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.open(EXAMPLE.document).await?;
        v.shown("body").await?.send_keys("/").await?;
        let input = v.until("the box", async || focused(v, "search").await).await?;
        // In a field, a slash is a slash.
        input.send_keys("/").await?;
        assert_eq!(input.prop("value").await?.as_deref(), Some("/"));
        input.send_keys(Key::Backspace + EXAMPLE.word).await?;
        v.shown(".search-panel [role=option]").await?;
        assert_eq!(input.attr("aria-expanded").await?.as_deref(), Some("true"));
        let said = v.until("a count", async || said(v).await).await?;
        assert!(said.ends_with("results"), "{said}");
        for (key, number) in
            [(Key::Down, "1"), (Key::Down, "2"), (Key::Up, "1"), (Key::End, ""), (Key::Home, "1")]
        {
            input.send_keys(key + "").await?;
            let active = input.attr("aria-activedescendant").await?.unwrap_or_default();
            assert!(active.ends_with(number) && active.starts_with("search-option-"), "{active}");
        }
        input.send_keys(Key::Escape + "").await?;
        assert!(!v.web.find(thirtyfour::By::Css(".search-panel")).await?.is_displayed().await?);
        input.send_keys(Key::Down + "").await?;
        v.shown(".search-panel [role=option]").await?;
        input.send_keys(Key::Down + "").await?;
        input.send_keys(Key::Enter + "").await?;
        v.arrives(|address| {
            !address.contains("search.html")
                && address.ends_with(|c: char| c.is_alphanumeric())
                && !address.contains(EXAMPLE.document)
                || address.contains("mark=")
        })
        .await?;
        Ok(())
    });
}

/// The element that has the focus, if its type is this.
async fn focused(v: &Visit, kind: &str) -> WebDriverResult<Option<WebElement>> {
    let element = v.web.active_element().await?;
    Ok((element.attr("type").await?.as_deref() == Some(kind)).then_some(element))
}

async fn said(v: &Visit) -> WebDriverResult<Option<String>> {
    let status = v.web.find(thirtyfour::By::Css(".search-box [role=status]")).await?;
    let said = status.prop("textContent").await?.unwrap_or_default();
    Ok((!said.is_empty()).then_some(said))
}

#[test]
fn control_k_leads_to_the_box_from_anywhere() {
    visit(&SHIPPED, By::File, Scripts::On, async |v| {
        for page in [SHIPPED.document, "search.html"] {
            v.open(page).await?;
            v.shown("body").await?.send_keys(Key::Control + "k").await?;
            v.until("the box", async || focused(v, "search").await).await?;
        }
        Ok(())
    });
}

#[test]
fn results_on_the_page_are_walked_through_by_arrows() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.open("search.html?q=board").await?;
        v.shown(".search-group + .search-group .search-result").await?;
        let input = v.web.active_element().await?;
        input.send_keys(Key::Down + "").await?;
        let first = v.web.active_element().await?;
        assert_eq!(first.tag_name().await?, "a");
        first.send_keys(Key::End + "").await?;
        let last = v.web.active_element().await?;
        last.send_keys(Key::Home + "").await?;
        assert_eq!(v.web.active_element().await?, first);
        first.send_keys(Key::Escape + "").await?;
        assert_eq!(v.web.active_element().await?, input);
        Ok(())
    });
}

#[test]
fn any_page_can_be_searched_from() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.open(EXAMPLE.document).await?;
        v.shown(".search-box input").await?.send_keys(EXAMPLE.word + Key::Enter).await?;
        let address = v.arrives(|address| address.contains("search.html?q=")).await?;
        assert!(address.ends_with(EXAMPLE.word), "{address}");
        assert!(v.shown(".search-result").await?.text().await?.contains(EXAMPLE.word));
        Ok(())
    });
}

#[test]
fn the_concordance_lists_every_place_from_a_folder() {
    concordance(By::File);
}

#[test]
fn the_concordance_lists_every_place_under_a_sub_path() {
    concordance(By::Http);
}

fn concordance(by: By) {
    visit(&EXAMPLE, by, Scripts::On, async |v| {
        v.open("concordance.html").await?;
        v.shown("#concordance input").await?.send_keys("board").await?;
        v.shown(".kwic tbody tr + tr").await?;
        let lines = column(v, 3).await?;
        assert!(lines.iter().all(|hit| hit.to_lowercase().contains("board")), "{lines:?}");
        assert!(lines.iter().any(|hit| hit == "boards"), "{lines:?}");
        let said = v.shown("#concordance [role=status]").await?.text().await?;
        assert_eq!(said, format!("{} lines", lines.len()));
        let counts: u64 = v.web.execute(COUNTS, Vec::new()).await?.convert()?;
        assert_eq!(counts, lines.len() as u64, "lines by year");

        v.shown("#concordance-sort").await?.send_keys(Key::End + "").await?;
        v.arrives(|address| address.contains("sort=right")).await?;
        let words = column(v, 4).await?;
        let sorted = v.web.execute(SORTED, vec![json!(words)]).await?;
        assert_eq!(*sorted.json(), Value::Bool(true), "{words:?}");

        v.open("concordance.html?q=Water+Board").await?;
        v.shown(".kwic tbody tr + tr").await?;
        let lines = column(v, 3).await?;
        assert!(lines.iter().all(|hit| hit.to_lowercase() == "water board"), "{lines:?}");
        v.shown(".kwic tbody a").await?.click().await?;
        v.until("marks", async || Ok(marks(v).await?.first().cloned())).await?;
        Ok(())
    });
}

/// The lines that the list by years has, and those of no certain year.
const COUNTS: &str = "const all = [...document.querySelectorAll('.kwic-years li, figcaption')];
    return all.reduce((sum, one) => sum + Number(/: ([\\d,.]+)/.exec(one.textContent)?.[1] || 0), 0);";

const SORTED: &str = "const bare = (text) => text.replace(/^[\\s\\p{P}]+|[\\s\\p{P}]+$/gu, '');
    const order = new Intl.Collator('en').compare;
    return arguments[0].every((text, n, all) => n === 0 || order(bare(all[n - 1]), bare(text)) <= 0);";

/// The words of a column of the lines.
async fn column(v: &Visit, number: usize) -> WebDriverResult<Vec<String>> {
    let cells = format!(
        "return [...document.querySelectorAll('.kwic tbody td:nth-child({number})')]
            .map((cell) => cell.textContent);"
    );
    v.web.execute(cells, Vec::new()).await?.convert()
}

#[test]
fn without_scripts_the_pages_say_why_they_are_empty() {
    visit(&EXAMPLE, By::File, Scripts::Off, async |v| {
        v.open("search.html").await?;
        assert!(v.shown("#search noscript p").await?.text().await?.contains("JavaScript"));
        // What one could choose stands there, and cannot be chosen.
        assert!(v.shown("#search-kind").await?.text().await?.contains("Notes"));
        for field in v.all(".search-form input, .search-filter :is(select, input)").await? {
            assert!(!field.is_enabled().await?, "{:?}", field.id().await?);
        }
        v.open("concordance.html").await?;
        assert!(v.shown("#concordance noscript p").await?.text().await?.contains("JavaScript"));
        v.shown("#concordance noscript a[href^='registers/']").await?;
        Ok(())
    });
}
