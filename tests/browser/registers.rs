//! Registers and entries: what sorts and filters them, and that nothing is lost without a script; long
//! pages in parts.

use std::collections::BTreeSet;
use std::fs;

use thirtyfour::prelude::*;

use super::sites::{EXAMPLE, LONG, SHIPPED};
use super::visit::{By, Scripts, Visit, visit};

/// An entry of the example with many mentions in several documents.
const ENTRY: &str = "register/harrowdale-water-board.html";
/// A name that most documents of the long dossier have.
const FREQUENT: &str = "register/mara-lindqvist.html";

#[test]
fn mentions_are_sorted_by_their_context() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.open(ENTRY).await?;
        let by_date = v.texts(".kwic .line").await?;
        assert!(by_date.len() > 10, "{by_date:?}");

        v.shown(".tools [data-sort='right']").await?.click().await?;
        let by_right = v.texts(".kwic .line").await?;
        assert_ne!(by_right, by_date);
        let after = v
            .first_letters(
                "line.querySelector('.hit').textContent\
                 .slice(line.querySelector('.hit strong').textContent.length)",
            )
            .await?;
        assert!(after.is_sorted(), "{after:?}");

        v.shown(".tools [data-sort='left']").await?.click().await?;
        let before = v
            .first_letters(
                "bare(line.querySelector('.left').textContent).split(/\\s+/).reverse().join(' ')",
            )
            .await?;
        assert!(before.is_sorted(), "{before:?}");
        let pressed = v.texts(".tools [aria-pressed='true']").await?;
        assert_eq!(pressed, ["Words before"]);

        v.shown(".tools [data-sort='date']").await?.click().await?;
        assert_eq!(v.texts(".kwic .line").await?, by_date);
        Ok(())
    });
}

#[test]
fn a_register_is_filtered_and_sorted_by_frequency() {
    visit(&EXAMPLE, By::Http, Scripts::On, async |v| {
        v.open("registers/person.html").await?;
        let all = v.shown_texts(".entries li").await?;
        v.shown(".tools input").await?.send_keys("ORRELL").await?;
        let found = v.shown_texts(".entries li").await?;
        assert!(found.len() > 1 && found.len() < all.len(), "{found:?}");
        assert!(found.iter().all(|line| line.contains("Orrell")), "{found:?}");
        let said = v.shown(".tools .shown").await?.text().await?;
        assert_eq!(said, format!("{} of {}", found.len(), all.len()));
        assert_eq!(v.shown_texts(".entries h2").await?, ["O"]);

        v.shown(".tools input").await?.clear().await?;
        v.shown(".tools input").await?.send_keys("x" + Key::Backspace).await?;
        v.shown(".tools [data-sort='frequency']").await?.click().await?;
        let counts: Vec<u32> =
            v.shown_texts(".entries li").await?.iter().map(|l| count(l)).collect();
        assert_eq!(counts.len(), all.len());
        assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
        Ok(())
    });
}

/// “… (12 mentions)” → 12.
fn count(line: &str) -> u32 {
    let number = line.rsplit('(').next().unwrap_or_default();
    number.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("a number")
}

#[test]
fn documents_are_sorted_by_length_and_back() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.open("documents/index.html").await?;
        let by_date = v.texts("tbody td:nth-child(2)").await?;
        v.shown(".tools [data-sort='words']").await?.click().await?;
        let lengths = v.texts("tbody td:last-child").await?;
        let lengths: Vec<u32> =
            lengths.iter().map(|n| n.replace(',', "").parse().expect("a number")).collect();
        assert!(lengths.is_sorted_by(|a, b| a >= b), "{lengths:?}");
        v.shown(".tools [data-sort='date']").await?.click().await?;
        assert_eq!(v.texts("tbody td:nth-child(2)").await?, by_date);
        Ok(())
    });
}

#[test]
fn without_scripts_nothing_is_missing_but_the_tools() {
    for (dossier, entry) in [(&EXAMPLE, ENTRY), (&SHIPPED, "register/microsoft.html")] {
        visit(dossier, By::File, Scripts::Off, async |v| {
            v.open(entry).await?;
            let lines = v.all(".kwic li").await?;
            let said = v.shown("#mentions").await?.text().await?;
            assert_eq!(lines.len(), count(&said) as usize, "{said}");
            assert!(v.shown_texts(".tools").await?.is_empty());
            // What is folded opens without a script.
            if let Some(summary) = v.all(".more-items summary").await?.first() {
                summary.click().await?;
                let inside = v.shown(".more-items[open] :is(table, li)").await?;
                assert!(!inside.text().await?.is_empty());
            }
            v.shown(".kwic a").await?.click().await?;
            assert!(!v.shown(":target").await?.text().await?.is_empty());
            Ok(())
        });
    }
}

#[test]
fn every_part_of_a_long_page_is_reached_without_scripts() {
    visit(&LONG, By::File, Scripts::Off, async |v| {
        for first in ["timeline.html", FREQUENT] {
            v.open(first).await?;
            let listed = v.all(".parts:not(.more) a").await?.len();
            assert!(listed >= 1, "{first} has parts");
            let mut titles = vec![v.shown("h1").await?.text().await?];
            for part in 2..=listed + 1 {
                v.shown(".parts.more li:last-child a").await?.click().await?;
                let name = format!("{}.{part}.html", first.trim_end_matches(".html"));
                v.arrives(|address| address.ends_with(&name)).await?;
                titles.push(v.shown("h1").await?.text().await?);
            }
            assert!(titles[1..].iter().all(|title| title.starts_with(&titles[0])), "{titles:?}");
            titles.dedup();
            assert_eq!(titles.len(), listed + 1);
        }
        // A date in a text leads to the part that has its day.
        v.open("documents/gauge-book-399.html").await?;
        v.shown(".text .m-dates a").await?.click().await?;
        let there = v.arrives(|address| address.contains("timeline.")).await?;
        assert!(there.contains(".html#d-"), "{there}");
        assert!(!there.contains("timeline.html"), "{there}");
        assert!(v.shown(":target").await?.text().await?.contains("19"));
        Ok(())
    });
}

/// Most bytes of a page's HTML.
const LONGEST: u64 = 500_000;

#[test]
fn no_page_of_a_long_dossier_is_long_and_links_lead_to_all() {
    let site = LONG.site().canonicalize().expect("the site is there");
    let (mut waiting, mut seen) = (vec![site.join("index.html")], BTreeSet::new());
    while let Some(page) = waiting.pop() {
        if !seen.insert(page.clone()) {
            continue;
        }
        let html = fs::read_to_string(&page).expect("a link leads to a page");
        let folder = page.parent().expect("a page lies in a folder");
        for link in html.split("<a ").skip(1).filter_map(|tag| tag.split("href=\"").nth(1)) {
            let path = link.split(['"', '#', '?']).next().unwrap_or_default();
            if path.ends_with(".html") && !path.contains("//") {
                waiting
                    .push(folder.join(path).canonicalize().expect("what a link leads to is there"));
            }
        }
    }
    let mut written = BTreeSet::new();
    for file in walkdir::WalkDir::new(&site) {
        let file = file.expect("the site can be read");
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".html") && name != "404.html" {
            let length = file.metadata().expect("a file has a length").len();
            assert!(length <= LONGEST, "{} has {length} bytes", file.path().display());
            written.insert(file.into_path());
        }
    }
    assert!(written.len() > 400 && written.iter().any(|page| page.ends_with("print-2.html")));
    let lost: Vec<_> = written.difference(&seen).collect();
    assert!(lost.is_empty(), "no link leads to {lost:?}");
}

impl Visit {
    async fn texts(&self, selector: &str) -> WebDriverResult<Vec<String>> {
        let mut texts = Vec::new();
        for element in self.all(selector).await? {
            texts.push(element.text().await?);
        }
        Ok(texts)
    }

    async fn shown_texts(&self, selector: &str) -> WebDriverResult<Vec<String>> {
        let mut texts = Vec::new();
        for element in self.all(selector).await? {
            if element.is_displayed().await? {
                texts.push(element.text().await?);
            }
        }
        Ok(texts)
    }

    /// The first letter or digit of what a script makes of each line of mentions.
    async fn first_letters(&self, key: &str) -> WebDriverResult<Vec<String>> {
        let script = format!(
            "const bare = words => words.replace(/[^\\p{{L}}\\p{{N}}\\s]+/gu, ' ').trim();\
             return Array.from(document.querySelectorAll('.kwic > li'),\
             line => bare({key}).slice(0, 1).toLowerCase())"
        );
        self.web.execute(script, Vec::new()).await?.convert()
    }
}
