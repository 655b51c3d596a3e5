//! Citing: the passport's citation, a paragraph's, what selected words can become, and paper.

use std::process::Command;

use serde_json::Value;
use thirtyfour::prelude::*;

use super::sites::{Dossier, EXAMPLE, SHIPPED};
use super::visit::{By, Scripts, Visit, visit};

#[test]
fn a_document_is_cited_without_scripts() {
    visit(&EXAMPLE, By::File, Scripts::Off, async |v| {
        v.open(EXAMPLE.document).await?;
        v.shown(".cite > summary").await?.click().await?;
        let words = v.shown(".citation").await?.text().await?;
        assert!(
            words.contains("In: The Harrow Weir Papers, ed. J. Marrable, P. Dunnock."),
            "{words}"
        );
        assert!(words.contains("https://example.org/harrow-weir/documents/"), "{words}");
        assert!(words.contains("?v="), "{words}");
        for name in ["BibTeX", "RIS", "CSL-JSON"] {
            let summary = summary(v, name).await?;
            summary.click().await?;
        }
        assert!(v.shown(".cite-format pre").await?.text().await?.starts_with("@misc{"));
        for button in v.all(".cite button, .cite-menu, .cite-dialog").await? {
            assert!(!button.is_displayed().await?, "what needs a script is hidden without");
        }
        Ok(())
    });
}

#[test]
fn a_paragraph_is_cited_with_its_number_and_address_from_a_folder() {
    cites_a_paragraph(&SHIPPED, By::File, "Abs. 2", "Absatz 2; SHA-256 der Quelle");
}

#[test]
fn a_paragraph_is_cited_with_its_number_and_address_under_a_sub_path() {
    cites_a_paragraph(&EXAMPLE, By::Http, "para. 2", "Paragraph 2; SHA-256 of the source");
}

fn cites_a_paragraph(dossier: &'static Dossier, by: By, number: &'static str, note: &'static str) {
    visit(dossier, by, Scripts::On, async |v| {
        v.open(dossier.document).await?;
        v.shown("#p2 .num").await?.click().await?;
        v.shown(".cite-paragraph").await?.click().await?;
        let words = v.shown(".cite-dialog .citation").await?.text().await?;
        assert!(words.contains(number), "{words}");
        let url = v.shown(".cite-dialog .citation-url").await?.text().await?;
        let (_, version) = url.split_once("?v=").expect("the address has a version");
        assert_eq!((version.len(), version.as_bytes()[8]), ("00000000-00000000#p2".len(), b'-'));
        assert!(version.ends_with("#p2"), "{url}");

        v.shown(".cite-dialog .cite-format summary").await?.click().await?;
        let data = v.shown(".cite-dialog pre").await?.text().await?;
        assert!(data.contains(&url) && data.contains(note), "{data}");

        v.shown(".cite-dialog [data-copies='place-citation']").await?.click().await?;
        v.shown(".cite-dialog").await?.send_keys(Key::Escape).await?;
        let copied = pasted(v).await?;
        assert!(copied.contains(number) && copied.contains(&url), "{copied}");
        assert!(!copied.contains("Kopieren") && !copied.contains("Copy"), "{copied}");

        // The address says that what was cited is what is there; another one, that it is not.
        let page = v.address(dossier.document);
        v.web.goto(format!("{page}?v={version}")).await?;
        let same = v.shown(".cite-notice").await?.text().await?;
        assert!(same.contains("unverändert") || same.contains("unchanged"), "{same}");
        // Going on to another paragraph, one leaves what was said of the first behind.
        v.shown("#p3 .num").await?.click().await?;
        let address = v.arrives(|address| address.ends_with("#p3")).await?;
        assert!(address.ends_with(&format!("?v={}#p3", &version[..8])), "{address}");
        assert_eq!(v.all(".cite-notice[hidden]").await?.len(), 1);
        v.open("index.html").await?;
        v.web.goto(format!("{page}?v={}", version.replace("#p2", "#p3"))).await?;
        let moved = v.shown(".cite-notice.cite-changed").await?.text().await?;
        assert!(moved.ends_with("2."), "{moved}");
        let other = format!("00000000{}", &version[8..]);
        v.web.goto(format!("{page}?v={other}")).await?;
        let kept = v.shown(".cite-notice").await?.text().await?;
        assert!(kept.contains("00000000") && kept.contains(&version[..8]), "{kept}");
        Ok(())
    });
}

#[test]
fn selected_words_have_a_menu_by_keyboard() {
    visit(&SHIPPED, By::File, Scripts::On, async |v| {
        v.open(SHIPPED.document).await?;
        select(v, "#p2", 3, 40).await?;
        v.shown(".cite-menu").await?;
        press(v, Key::Tab + "").await?;
        let does = focused(v).await?;
        assert_eq!(does.as_deref(), Some("link"));
        press(v, Key::Right + "").await?;
        assert_eq!(focused(v).await?.as_deref(), Some("quote"));
        press(v, Key::Escape + "").await?;
        assert!(!v.web.find(thirtyfour::By::Css(".cite-menu")).await?.is_displayed().await?);

        select(v, "#p2", 3, 41).await?;
        v.shown(".cite-menu [data-does=quote]").await?.click().await?;
        let quote = pasted(v).await?;
        assert!(quote.starts_with('„') && quote.contains("Abs. 2. https://"), "{quote}");
        Ok(())
    });
}

#[test]
fn selected_words_have_a_menu_at_the_foot_of_a_narrow_page() {
    visit(&EXAMPLE, By::Http, Scripts::On, async |v| {
        v.web.set_window_rect(0, 0, 500, 800).await?;
        v.open(EXAMPLE.document).await?;
        select(v, "#p2", 0, 30).await?;
        let menu = v.shown(".cite-menu").await?.rect().await?;
        let inner = number(v, "return [document.documentElement.clientWidth, innerHeight]").await?;
        assert_eq!((menu.x, menu.width), (0.0, inner[0]));
        assert!((menu.y + menu.height - inner[1]).abs() < 1.0, "{menu:?}");
        v.shown(".cite-menu [data-does=note]").await?.click().await?;
        let note = pasted(v).await?;
        assert!(note.starts_with("> [!note]"), "{note}");
        Ok(())
    });
}

#[test]
fn what_is_not_the_text_has_no_menu() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.open(EXAMPLE.document).await?;
        // The menu's script is there; the title, and a paragraph's number, are not of the text.
        select(v, "#p2", 0, 9).await?;
        v.shown(".cite-menu").await?;
        for other in ["h1", "#p2 .num", ".kicker a"] {
            let all = "getSelection().selectAllChildren(document.querySelector(arguments[0]))";
            v.web.execute(all, vec![other.into()]).await?;
            v.until("the menu to go", async || {
                let menu = v.web.find(thirtyfour::By::Css(".cite-menu")).await?;
                Ok((!menu.is_displayed().await?).then_some(()))
            })
            .await?;
        }
        Ok(())
    });
}

#[test]
fn a_text_fragment_leads_to_its_words() {
    visit(&SHIPPED, By::Http, Scripts::On, async |v| {
        v.web.set_window_rect(0, 0, 1000, 420).await?;
        v.open(SHIPPED.document).await?;
        let blocks = number(v, "return [document.querySelectorAll('.text p[id]').length]").await?;
        for n in [2, blocks[0] as usize] {
            let block = format!("#p{n}");
            for (from, to) in [(0, 12), (5, 60), (0, 100_000)] {
                v.open(SHIPPED.document).await?;
                select(v, &block, from, to).await?;
                v.shown(".cite-menu [data-does=link]").await?.click().await?;
                let link = pasted(v).await?;
                let Some((_, words)) = link.split_once(":~:") else {
                    panic!("no words in “{link}”")
                };
                // Without the anchor only the words can lead there; without a version, no notice.
                v.open("index.html").await?;
                v.web.goto(format!("{}#:~:{words}", v.address(SHIPPED.document))).await?;
                let seen = "const r = document.querySelector(arguments[0]).getBoundingClientRect(); \
                            return [scrollY, r.top, r.bottom, innerHeight]";
                let place = v
                    .until(&format!("{block} {from}–{to} to be found by {words}"), async || {
                        let found = v.web.execute(seen, vec![block.as_str().into()]).await?;
                        let place: Vec<f64> = found.convert()?;
                        Ok((place[0] > 0.0).then_some(place))
                    })
                    .await?;
                assert!(place[1] < place[3] && place[2] > 0.0, "{words}: {place:?}");
            }
        }
        Ok(())
    });
}

#[test]
fn a_saved_annotation_says_what_the_export_says() {
    visit(&EXAMPLE, By::Http, Scripts::On, async |v| {
        v.open(EXAMPLE.document).await?;
        let slug = EXAMPLE.document.trim_start_matches("documents/").trim_end_matches(".html");
        let path = EXAMPLE.site().join(format!("data/documents/{slug}.jsonld"));
        let export: Value =
            serde_json::from_slice(&std::fs::read(path).expect("the export")).expect("JSON");
        let items = export["first"]["items"].as_array().expect("items");
        select(v, "#p2", 0, 9).await?;
        v.shown(".cite-menu").await?;
        let keep = "window.kept = []; \
                    URL.createObjectURL = (blob) => { blob.text().then((t) => kept.push(t)); return '#'; }; \
                    HTMLAnchorElement.prototype.click = () => {};";
        v.web.execute(keep, vec![]).await?;
        let mut compared = 0;
        for item in items {
            let id = item["id"].as_str().and_then(|id| id.rsplit('#').next()).unwrap_or_default();
            // The whole of an annotation in one piece, notes' numbers and all.
            let choose = "const mark = document.getElementById('a-' + arguments[0]); \
                          if (!mark || mark.textContent !== arguments[1]) return false; \
                          kept.length = 0; getSelection().selectAllChildren(mark); return true;";
            let exact = item["target"]["selector"][0]["exact"].clone();
            let found = v.web.execute(choose, vec![id.into(), exact]).await?;
            if !found.convert::<bool>()? {
                continue;
            }
            tokio::time::sleep(std::time::Duration::from_millis(350)).await;
            v.shown(".cite-menu [data-does=annotation]").await?.click().await?;
            let saved = v
                .until("the annotation", async || {
                    Ok(v.web
                        .execute("return kept[0] ?? null", vec![])
                        .await?
                        .json()
                        .as_str()
                        .map(str::to_owned))
                })
                .await?;
            let saved: Value = serde_json::from_str(&saved).expect("JSON");
            assert_eq!(saved["target"], item["target"], "{id}");
            compared += 1;
            if compared == 12 {
                break;
            }
        }
        assert!(compared > 5, "{compared}");
        Ok(())
    });
}

#[test]
fn the_dossier_is_printed_with_contents_notes_numbers_and_addresses() {
    let text = printed(&EXAMPLE, "print.html");
    for words in ["Contents", "The Harrow Weir Papers", "freeboard", "1 / ", "People", "Method"] {
        assert!(text.contains(words), "{words} is not printed");
    }
    let page = "https://example.org/harrow-weir/documents/1924-04-10-board-minutes.html?v=";
    assert!(text.replace([' ', '\n'], "").contains(page), "no address of a document");
    // A note's own words, from the editors' file; and the address behind a link.
    let german = printed(&SHIPPED, "print.html");
    assert!(german.contains("Umschreibung für Microsoft."), "{german}");
    let close = german.replace([' ', '\n'], "");
    assert!(close.contains("(https://blogs.microsoft.com/"), "no address of a link");
}

#[test]
fn a_document_is_printed_with_notes_and_numbers() {
    let text = printed(&SHIPPED, SHIPPED.document);
    for words in ["Umschreibung für Microsoft.", "1 / ", "Microsoft und TikTok, Sommer 2020"] {
        assert!(text.contains(words), "{words} is not printed");
    }
    // An address may be broken over lines.
    assert!(text.replace([' ', '\n'], "").contains(".html?v="), "no address with the version");
    assert!(!text.contains("BibTeX"), "what is for machines is not printed");
}

/// The words of a page as it is printed.
fn printed(dossier: &Dossier, page: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.pdf");
    let output = Command::new("/usr/bin/chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg("--no-pdf-header-footer")
        .arg(format!("--print-to-pdf={}", file.display()))
        .arg(format!("file://{}", dossier.site().join(page).display()))
        .output()
        .expect("chromium starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output();
    let output = output.expect("pdftotext starts: install poppler-utils");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

async fn summary(v: &Visit, name: &str) -> WebDriverResult<WebElement> {
    for summary in v.all(".cite-format > summary").await? {
        if summary.text().await? == name {
            return Ok(summary);
        }
    }
    panic!("there is no format {name}");
}

/// Selects words of a block by their code units, numbers of notes and paragraphs aside.
pub(crate) async fn select(v: &Visit, block: &str, from: usize, to: usize) -> WebDriverResult<()> {
    let script = "const [selector, from, to] = arguments; \
        const block = document.querySelector(selector); \
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT); \
        const nodes = []; \
        for (let n; (n = walker.nextNode()); ) if (!n.parentElement.closest('[data-own]')) nodes.push(n); \
        const total = nodes.reduce((sum, node) => sum + node.length, 0); \
        const place = (at) => { \
          for (const node of nodes) { if (at <= node.length) return [node, at]; at -= node.length; } \
        }; \
        getSelection().setBaseAndExtent(...place(from), ...place(Math.min(to, total)));";
    v.web.execute(script, vec![block.into(), from.into(), to.into()]).await?;
    Ok(())
}

/// What was copied, as a field takes it.
async fn pasted(v: &Visit) -> WebDriverResult<String> {
    let make = "const field = document.createElement('textarea'); field.id = 'pasted'; \
                document.querySelector('main').prepend(field); scrollTo(0, 0); field.focus();";
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    v.web.execute(make, vec![]).await?;
    let field = v.web.find(thirtyfour::By::Css("#pasted")).await?;
    field.send_keys(Key::Control + "v").await?;
    let words = field.prop("value").await?.unwrap_or_default();
    v.web.execute("document.getElementById('pasted').remove()", vec![]).await?;
    Ok(words)
}

pub(crate) async fn press(v: &Visit, keys: impl Into<TypingData>) -> WebDriverResult<()> {
    v.web.active_element().await?.send_keys(keys).await
}

async fn focused(v: &Visit) -> WebDriverResult<Option<String>> {
    v.web.active_element().await?.attr("data-does").await
}

async fn number(v: &Visit, script: &str) -> WebDriverResult<Vec<f64>> {
    v.web.execute(script, vec![]).await?.convert()
}
