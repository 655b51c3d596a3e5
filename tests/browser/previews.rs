//! Previews: of what a link leads to, and of who made a mark and why; by pointer, keyboard and finger.

use serde_json::json;
use thirtyfour::prelude::*;

use super::sites::{Dossier, EXAMPLE, SHIPPED};
use super::visit::{By, Scripts, Visit, visit};

/// A name that is a link, in the text.
const NAME: &str = ".text p .m-names > a:not(.ref)";

#[test]
fn a_pointed_at_name_shows_its_entry_from_a_folder() {
    pointer(&SHIPPED, By::File, "öffnen");
}

#[test]
fn a_pointed_at_name_shows_its_entry_under_a_sub_path() {
    pointer(&EXAMPLE, By::Http, "open");
}

fn pointer(dossier: &'static Dossier, by: By, open: &'static str) {
    visit(dossier, by, Scripts::On, async |v| {
        v.open(dossier.document).await?;
        assert_eq!(loaded(v, "previews/").await?, 0, "nothing is loaded before it is asked for");
        let name = v.shown(NAME).await?;
        v.point_at(&name).await?;
        let preview = v.shown(".preview").await?;
        let title = v.shown(".preview-title").await?.text().await?;
        assert!(!title.is_empty());
        let marks = v.shown(".preview-marks").await?.text().await?;
        assert!(marks.contains(&title) && marks.contains("names."), "who and why: {marks}");
        assert_eq!(loaded(v, "previews/").await?, 2, "the strings and one file of pieces");

        // The pointer may move into it.
        v.point_at(&v.shown(".preview-title").await?).await?;
        std::thread::sleep(std::time::Duration::from_millis(500));
        assert!(preview.is_displayed().await?);
        v.shown(".preview-tools button").await?.click().await?;
        // Pinned, it stays when the pointer goes.
        v.point_at(&v.shown("h1").await?).await?;
        std::thread::sleep(std::time::Duration::from_millis(500));
        assert!(preview.is_displayed().await?);
        v.web.action_chain().send_keys(Key::Escape).perform().await?;
        v.gone(".preview").await?;

        let name = v.shown(NAME).await?;
        let entry = name.prop("href").await?.unwrap_or_default();
        v.point_at(&name).await?;
        let link = v.shown(".preview-tools a").await?;
        assert_eq!(link.text().await?, open);
        link.click().await?;
        v.arrives(|address| address == entry).await?;
        Ok(())
    });
}

#[test]
fn a_preview_goes_when_the_pointer_goes() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.open(EXAMPLE.document).await?;
        v.point_at(&v.shown(NAME).await?).await?;
        v.shown(".preview").await?;
        v.point_at(&v.shown("h1").await?).await?;
        v.gone(".preview").await
    });
}

#[test]
fn a_focused_link_is_described_by_its_preview_and_the_keyboard_gets_in_and_out() {
    visit(&SHIPPED, By::Http, Scripts::On, async |v| {
        v.open(SHIPPED.document).await?;
        let name = v.shown(NAME).await?;
        v.focus_by_keyboard(&name).await?;
        v.shown(".preview").await?;
        assert_eq!(name.attr("aria-describedby").await?.as_deref(), Some("preview-body"));
        assert_eq!(v.shown(".preview").await?.attr("role").await?.as_deref(), Some("group"));

        // In, pinned, and by Tab out again to where one came from.
        v.web
            .action_chain()
            .key_down(Key::Alt)
            .send_keys(Key::Down)
            .key_up(Key::Alt)
            .perform()
            .await?;
        v.until("focus in the preview", async || {
            Ok(v.focused_is(".preview *").await?.then_some(()))
        })
        .await?;
        assert_eq!(v.shown(".preview").await?.attr("role").await?.as_deref(), Some("dialog"));
        for _ in 0..2 {
            v.web.action_chain().send_keys(Key::Tab).perform().await?;
        }
        v.gone(".preview").await?;
        assert!(v.focused_is(NAME).await?);

        v.focus_by_keyboard(&name).await?;
        v.shown(".preview").await?;
        v.web.action_chain().send_keys(Key::Escape).perform().await?;
        v.gone(".preview").await?;
        assert!(v.focused_is(NAME).await?, "Escape leaves the focus where it is");
        Ok(())
    });
}

#[test]
fn a_note_s_number_shows_the_note_and_lights_its_words() {
    visit(&SHIPPED, By::File, Scripts::On, async |v| {
        v.open(SHIPPED.document).await?;
        let number = v.shown(".text a.ref-notes").await?;
        v.point_at(&number).await?;
        let said = v.shown(".preview-body").await?.text().await?;
        let note = number.attr("href").await?.unwrap_or_default();
        let body = v.all(&format!("{note} > p")).await?;
        let words = body[0].prop("textContent").await?.unwrap_or_default();
        assert!(said.contains(&words), "{said:?} has {words:?}");
        v.shown(&format!("[data-n='{}'].lit", note.trim_start_matches('#'))).await?;
        Ok(())
    });
}

#[test]
fn a_date_shows_how_precise_it_is_and_what_else_happened() {
    visit(&EXAMPLE, By::File, Scripts::On, async |v| {
        v.open(EXAMPLE.document).await?;
        v.point_at(&v.shown(".text .m-dates > a:not(.ref)").await?).await?;
        let facts = v.shown(".preview-facts").await?.text().await?;
        assert_eq!(facts, "exact to the day");
        v.shown(".preview-body li").await?;
        Ok(())
    });
}

#[test]
fn a_finger_held_on_a_link_shows_its_preview_and_follows_nothing() {
    visit(&EXAMPLE, By::Http, Scripts::On, async |v| {
        v.open(EXAMPLE.document).await?;
        let here = v.web.current_url().await?;
        let name = v.shown(NAME).await?;
        v.touch(&name, 900).await?;
        v.shown(".preview.pinned .preview-title").await?;
        assert_eq!(v.web.current_url().await?, here);

        // A touch elsewhere closes it; a tap on a number shows the note.
        v.touch(&v.shown("h1").await?, 50).await?;
        v.gone(".preview").await?;
        v.touch(&v.shown(".text a.ref").await?, 50).await?;
        v.shown(".preview.pinned").await?;
        assert_eq!(v.web.current_url().await?, here);
        Ok(())
    });
}

#[test]
fn without_scripts_a_mark_says_who_made_it_and_its_link_leads_on() {
    visit(&SHIPPED, By::File, Scripts::Off, async |v| {
        v.open(SHIPPED.document).await?;
        let title = v.shown(".text .m-names.machine").await?.attr("title").await?;
        assert!(title.is_some_and(|title| title.contains("names.")));
        let name = v.shown(NAME).await?;
        let entry = name.prop("href").await?.unwrap_or_default();
        name.click().await?;
        v.arrives(|address| address == entry).await?;
        Ok(())
    });
}

/// How many scripts with this in their address the page has loaded.
async fn loaded(v: &Visit, part: &str) -> WebDriverResult<usize> {
    Ok(v.all(&format!("script[src*='{part}']")).await?.len())
}

impl Visit {
    /// Moves the pointer to the middle of an element.
    async fn point_at(&self, element: &WebElement) -> WebDriverResult<()> {
        element.scroll_into_view().await?;
        self.web.action_chain().move_to_element_center(element).perform().await
    }

    /// Focuses a link as the Tab key would: so that the focus shows.
    async fn focus_by_keyboard(&self, element: &WebElement) -> WebDriverResult<()> {
        let before = "const all = [...document.querySelectorAll('a[href], button, input, summary')]; \
                      all[all.indexOf(arguments[0]) - 1].focus()";
        self.web.execute(before, vec![element.to_json()?]).await?;
        self.web.action_chain().send_keys(Key::Tab).perform().await
    }

    /// Lays a finger on an element for so many milliseconds.
    async fn touch(&self, element: &WebElement, milliseconds: u64) -> WebDriverResult<()> {
        element.scroll_into_view().await?;
        let at = self.web.execute("const r = arguments[0].getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]", vec![element.to_json()?]).await?;
        let (x, y) = (at.json()[0].clone(), at.json()[1].clone());
        let event =
            |kind: &str, points: serde_json::Value| json!({ "type": kind, "touchPoints": points });
        let down = event("touchStart", json!([{ "x": x, "y": y }]));
        self.tell("Input.dispatchTouchEvent", down).await?;
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        self.tell("Input.dispatchTouchEvent", event("touchEnd", json!([]))).await?;
        Ok(())
    }

    /// Waits until nothing that a selector finds is shown.
    pub(crate) async fn gone(&self, selector: &str) -> WebDriverResult<()> {
        self.until("nothing there", async || {
            for element in self.all(selector).await? {
                if element.is_displayed().await? {
                    return Ok(None);
                }
            }
            Ok(Some(()))
        })
        .await
    }

    /// Whether the focus is on what a selector finds.
    async fn focused_is(&self, selector: &str) -> WebDriverResult<bool> {
        let ask = "return document.activeElement.matches(arguments[0])";
        let answer = self.web.execute(ask, vec![json!(selector)]).await?;
        Ok(answer.json().as_bool().unwrap_or_default())
    }
}
