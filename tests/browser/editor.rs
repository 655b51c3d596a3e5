//! Notes written in the page that `dossier serve` shows: with the keyboard, the mouse, a narrow window, and
//! against a file that somebody else writes, too.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use thirtyfour::prelude::*;

use super::cite::press;
use super::server;
use super::sites::{Dossier, EXAMPLE, SHIPPED};
use super::visit::{Scripts, Visit, visit_at};

/// The letter that the tests write notes on.
const LETTER: &str = "documents/1924-03-02-ashdown-to-board.html";
const SEED: &str = "letters/1924-03-02-ashdown-to-board.txt";

/// What the browser says of an answer that refuses something: it is what the test is after.
const REFUSALS: [&str; 3] = ["status of 403", "status of 409", "status of 422"];

/// A copy of a dossier, served by the program under test until the value ends.
struct Served {
    folder: TempDir,
    child: Child,
    root: String,
}

impl Served {
    fn start(dossier: &Dossier) -> Self {
        let folder = dossier.copy();
        let mut child = Command::new(env!("CARGO_BIN_EXE_dossier"))
            .args(["serve", "--port", "0"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = child.stderr.take().expect("its messages are a pipe");
        let mut lines = BufReader::new(said).lines().map_while(Result::ok);
        let root = lines
            .find_map(|line| Some(line.split_once("Serving ")?.1.split(' ').next()?.to_owned()))
            .expect("it says where it listens");
        // Whatever else it says is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { folder, child, root }
    }

    /// The notes file of a seed.
    fn file(&self, seed: &str) -> PathBuf {
        self.folder.path().join("annotations").join(format!("{seed}.md"))
    }

    fn notes(&self, seed: &str) -> String {
        std::fs::read_to_string(self.file(seed)).unwrap_or_default()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// Words that stand once in a page's text are selected.
async fn choose(v: &Visit, words: &str) -> WebDriverResult<()> {
    let script = "const nodes = []; let text = ''; \
        const walker = document.createTreeWalker(document.querySelector('section.text'), NodeFilter.SHOW_TEXT); \
        for (let n; (n = walker.nextNode()); ) { \
          if (n.parentElement.closest('[data-own], .num')) continue; \
          nodes.push([n, text.length]); text += n.data; \
        } \
        const from = text.indexOf(arguments[0]); const to = from + arguments[0].length; \
        const start = nodes.findLast(([, at]) => at <= from); const end = nodes.findLast(([, at]) => at < to); \
        start[0].parentElement.scrollIntoView({ block: 'center' }); \
        getSelection().setBaseAndExtent(start[0], from - start[1], end[0], to - end[1]); \
        return from >= 0;";
    let found: bool = v.web.execute(script, vec![words.into()]).await?.convert()?;
    assert!(found, "“{words}” does not stand in the page");
    v.shown(".cite-menu .editor-add").await.map(drop)
}

/// Opens a document, and waits until its notes can be changed.
async fn open(v: &Visit, page: &str) -> WebDriverResult<()> {
    v.open(page).await?;
    v.until("the notes to be known", async || {
        Ok((!v.all(".editor-tools").await?.is_empty()).then_some(()))
    })
    .await?;
    // Whoever loads the page anew loses this.
    v.web.execute("window.isSame = true", vec![]).await.map(drop)
}

/// Waits until a script says yes.
async fn holds(v: &Visit, what: &str, script: &str) -> WebDriverResult<()> {
    let script = format!("return Boolean({script})");
    v.until(what, async || {
        let holds: bool = v.web.execute(&script, vec![]).await?.convert()?;
        Ok(holds.then_some(()))
    })
    .await
}

async fn did(v: &Visit) -> WebDriverResult<String> {
    v.shown(".editor-did").await?.text().await
}

/// The note that says these words, opened.
async fn note(v: &Visit, words: &str) -> WebDriverResult<WebElement> {
    let script = "for (const note of document.querySelectorAll('.note')) { \
          if (!note.textContent.includes(arguments[0])) continue; \
          if (note.matches('details')) note.open = true; \
          note.scrollIntoView({ block: 'center' }); \
          return note; \
        } \
        return null;";
    v.until(&format!("a note that says “{words}”"), async || {
        let found = v.web.execute(script, vec![words.into()]).await?;
        Ok(if found.json().is_null() { None } else { Some(found.element()?) })
    })
    .await
}

/// Opens the form for the note that says these words.
async fn change(v: &Visit, words: &str) -> WebDriverResult<WebElement> {
    let tools = thirtyfour::By::Css(".editor-tools button");
    note(v, words).await?.find(tools).await?.click().await?;
    v.shown("#editor-body").await
}

#[test]
fn a_note_is_written_and_undone_with_the_keyboard() {
    let served = Served::start(&EXAMPLE);
    let before = served.notes(SEED);
    visit_at(&served.root, Scripts::On, &[], async |v| {
        open(v, LETTER).await?;
        choose(v, "lantern.").await?;
        press(v, Key::Tab + "").await?;
        press(v, Key::Enter + "").await?;
        let body = v.shown("#editor-body").await?;
        assert_eq!(v.web.active_element().await?.id().await?.as_deref(), Some("editor-body"));
        assert_eq!(v.shown(".editor-words").await?.text().await?, "lantern.");

        // Links are completed, and chosen with the arrow keys.
        press(v, "Kept by [[heb").await?;
        v.shown(".editor-offers [aria-selected=true]").await?;
        assert_eq!(body.attr("aria-activedescendant").await?.as_deref(), Some("editor-offer-0"));
        press(v, Key::Enter + "").await?;
        press(v, ", see [[#p").await?;
        v.shown(".editor-offers [aria-selected=true]").await?;
        press(v, Key::Down + "").await?;
        press(v, Key::Tab + ".").await?;
        let said = body.prop("value").await?.unwrap_or_default();
        assert!(said.starts_with("Kept by [[amos-hebble]], see [[#p"), "{said}");
        press(v, Key::Control + Key::Enter).await?;

        // The page is renewed in place: the note is there, and the focus with it.
        assert!(did(v).await?.contains(SEED));
        let written = note(v, "Kept by").await?;
        holds(
            v,
            "the focus",
            "document.activeElement.closest('.note')?.textContent.includes('Kept by')",
        )
        .await?;
        assert!(written.text().await?.contains("Amos Hebble"), "the link has its name");
        holds(v, "the same page", "window.isSame").await?;
        let text = served.notes(SEED);
        let written = "\n\n> [!note] background\n> lantern.\n\nKept by [[amos-hebble]], see [[#p";
        assert!(text.contains(written), "{text}");
        let at = text.find("Kept by").expect("it is there");
        assert!(text.find("flood-of-300").is_some_and(|later| at < later), "in the text's order");
        assert!(text.find("gauge-in-a-garden").is_some_and(|earlier| earlier < at));

        // Undone, done again, undone: the very bytes.
        for (keys, said, there) in
            [("z", "Undone.", false), ("y", "Done again.", true), ("z", "Undone.", false)]
        {
            let body = v.web.find(thirtyfour::By::Css("body")).await?;
            body.send_keys(Key::Control + keys).await?;
            v.until(said, async || Ok((did(v).await? == said).then_some(()))).await?;
            let script = format!("document.body.textContent.includes('Kept by') === {there}");
            holds(v, "the page to follow", &script).await?;
        }
        assert_eq!(served.notes(SEED), before);
        holds(v, "the same page", "window.isSame").await
    });
}

#[test]
fn a_note_is_changed_and_deleted() {
    let served = Served::start(&EXAMPLE);
    let before = served.notes(SEED);
    visit_at(&served.root, Scripts::On, &REFUSALS, async |v| {
        open(v, LETTER).await?;
        let body = change(v, "less than four in a hundred").await?;
        assert!(
            body.prop("value")
                .await?
                .unwrap_or_default()
                .contains("[[1925-ashdown-spillway-report]]")
        );
        assert_eq!(
            v.shown("#editor-note").await?.prop("value").await?.as_deref(),
            Some("background")
        );

        // What was typed is not thrown away by one key; then the focus is back.
        press(v, "X").await?;
        press(v, Key::Escape + "").await?;
        let problem = v.shown(".editor-problem").await?.text().await?;
        assert!(problem.contains("not saved"), "{problem}");
        press(v, Key::Escape + "").await?;
        holds(v, "the focus on the button", "document.activeElement.closest('.editor-tools')")
            .await?;
        assert_eq!(served.notes(SEED), before);

        // What cannot be written is said at its field, and stays in the form.
        change(v, "less than four in a hundred").await?;
        press(v, Key::Control + "a").await?;
        press(v, "See [[nobody]].").await?;
        press(v, Key::Escape + "").await?;
        v.shown(".editor-save").await?.click().await?;
        let problem = v.shown(".editor-problem").await?.text().await?;
        assert!(problem.contains("[[nobody]]"), "{problem}");
        let field = v.web.active_element().await?;
        assert_eq!(field.attr("aria-invalid").await?.as_deref(), Some("true"));
        assert!(
            field.attr("aria-describedby").await?.unwrap_or_default().contains("editor-problem")
        );
        press(v, Key::Control + "a").await?;
        press(v, "Small, but enough.").await?;
        v.shown(".editor-save").await?.click().await?;
        note(v, "Small, but enough.").await?;
        let text = served.notes(SEED);
        let from = before.find("2,080 cusecs against").expect("the old body");
        let to = from + before[from..].find("\n\n> [!date]").expect("the next note");
        assert_eq!(text, format!("{}Small, but enough.{}", &before[..from], &before[to..]));

        // Deleted from the margin, without a form.
        let tools = thirtyfour::By::Css(".editor-tools button:last-of-type");
        note(v, "Small, but enough.").await?.find(tools).await?.click().await?;
        holds(v, "the note to go", "!document.body.textContent.includes('Small, but')").await?;
        let from = text.find("> [!note] background, id=n-small").expect("its first line");
        let to = text.find("> [!date] 1924").expect("the next note");
        assert_eq!(served.notes(SEED), format!("{}{}", &text[..from], &text[to..]));
        assert_eq!(did(v).await?, "Deleted.");
        v.shown(".editor-done [data-edit=undo]").await?.click().await?;
        note(v, "Small, but enough.").await?;
        assert_eq!(served.notes(SEED), text);
        holds(v, "the same page", "window.isSame").await
    });
}

#[test]
fn what_is_written_by_hand_meanwhile_is_kept() {
    let served = Served::start(&EXAMPLE);
    let before = served.notes(SEED);
    let by_hand = |text: &str| std::fs::write(served.file(SEED), text).expect("it can be written");
    visit_at(&served.root, Scripts::On, &REFUSALS, async |v| {
        open(v, LETTER).await?;
        // In another place of the file: both stay, and the form is not closed by the new build.
        change(v, "Five weeks later").await?;
        press(v, Key::Control + "a").await?;
        press(v, "From the page.").await?;
        let other = before.replace("The answer is [[reply]].", "By hand. The answer is [[reply]].");
        by_hand(&other);
        tokio::time::sleep(std::time::Duration::from_secs(3)).await;
        v.shown(".editor-save").await?.click().await?;
        let said = did(v).await?;
        assert!(said.contains("is kept"), "{said}");
        let text = served.notes(SEED);
        assert!(
            text.contains("By hand. The answer") && text.contains("\n\nFrom the page.\n"),
            "{text}"
        );
        assert!(!text.contains("Five weeks later"), "{text}");
        // The introduction is another one: the page is loaded anew, and undoing is still there.
        holds(
            v,
            "the page to follow",
            "document.querySelector('.introduction').textContent.includes('By hand')",
        )
        .await?;

        // In the same place: both texts are shown, and nothing is written.
        open(v, LETTER).await?;
        change(v, "From the page.").await?;
        press(v, Key::Control + "a").await?;
        press(v, "Mine.").await?;
        let theirs = text.replace("From the page.", "Theirs.");
        by_hand(&theirs);
        v.shown(".editor-save").await?.click().await?;
        let shown = v.shown(".editor-theirs").await?.text().await?;
        assert!(shown.ends_with("Theirs."), "{shown}");
        let shown = v.shown(".editor-mine").await?.text().await?;
        assert!(shown.ends_with("Mine."), "{shown}");
        assert_eq!(served.notes(SEED), theirs);
        v.shown("[data-edit=over]").await?.click().await?;
        note(v, "Mine.").await?;
        assert_eq!(served.notes(SEED), theirs.replace("Theirs.", "Mine."));

        // Or what the file says is taken.
        change(v, "Mine.").await?;
        press(v, Key::Control + "a").await?;
        press(v, "Mine again.").await?;
        by_hand(&theirs);
        v.shown(".editor-save").await?.click().await?;
        v.shown("[data-edit=take]").await?.click().await?;
        assert_eq!(v.shown("#editor-body").await?.prop("value").await?.as_deref(), Some("Theirs."));
        press(v, Key::Escape + "").await?;
        assert_eq!(served.notes(SEED), theirs);
        Ok(())
    });
}

#[test]
fn a_page_of_another_origin_writes_nothing() {
    let served = Served::start(&EXAMPLE);
    let before = served.notes(SEED);
    let evil = tempfile::tempdir().expect("a folder can be made");
    std::fs::write(evil.path().join("index.html"), "<!DOCTYPE html><title>x</title><p>x")
        .expect("a page can be written");
    let evil = server::serve(evil.path());
    let address = format!("{}-/edit", served.root);
    let ask = "const [address, options, done] = [arguments[0], arguments[1], arguments[arguments.length - 1]]; \
        fetch(address, options).then((answer) => answer.text().then((text) => done(`${answer.status} ${text}`)), \
        (error) => done(`refused ${error.name}`));";
    let undo =
        serde_json::json!({ "do": "undo", "document": "1924-03-02-ashdown-to-board" }).to_string();
    // First there is something to undo, so that a request that came through would change the file.
    visit_at(&served.root, Scripts::On, &["status of 403"], async |v| {
        open(v, LETTER).await?;
        choose(v, "lantern.").await?;
        v.shown(".editor-add").await?.click().await?;
        v.shown("#editor-body").await?.send_keys("Written.").await?;
        v.shown(".editor-save").await?.click().await?;
        note(v, "Written.").await?;
        // A page of this origin that does not know the token.
        v.open("index.html").await?;
        let options = serde_json::json!({ "method": "POST", "headers": { "Content-Type": "application/json" }, "body": undo });
        let answer: String =
            v.web.execute_async(ask, vec![address.as_str().into(), options]).await?.convert()?;
        assert!(answer.starts_with("403 "), "{answer}");
        Ok(())
    });
    let written = served.notes(SEED);
    assert_ne!(written, before);
    let complaints = ["CORS", "net::ERR_", "status of 40", "favicon"];
    visit_at("http://127.0.0.1:", Scripts::On, &complaints, async |v| {
        v.web.goto(&evil).await?;
        for (options, expect) in [
            // With the header the browser asks for leave first, and gets none.
            (
                serde_json::json!({ "method": "POST", "headers": { "Content-Type": "application/json", "X-Dossier-Token": "0" }, "body": undo }),
                "refused",
            ),
            (serde_json::json!({ "method": "POST", "body": undo }), "refused"),
            // Sent without leave, its answer unseen.
            (serde_json::json!({ "method": "POST", "mode": "no-cors", "body": undo }), "refused"),
            // The token cannot be read, either.
            (serde_json::json!({ "method": "GET" }), "refused"),
        ] {
            let to = if options["method"] == "GET" {
                format!("{}{LETTER}", served.root)
            } else {
                address.clone()
            };
            let answer: String =
                v.web.execute_async(ask, vec![to.into(), options.clone()]).await?.convert()?;
            assert!(answer.starts_with(expect), "{options} {answer}");
        }
        // A form needs no script.
        let post = "const form = document.createElement('form'); form.method = 'post'; form.enctype = 'text/plain'; \
            form.action = arguments[0]; const field = document.createElement('input'); field.name = arguments[1]; \
            form.append(field); document.body.append(form); form.submit();";
        v.web.execute(post, vec![address.as_str().into(), undo.as_str().into()]).await?;
        v.until("the answer", async || {
            let text = v.web.find(thirtyfour::By::Css("body")).await?.text().await?;
            Ok(text.contains("its own user's pages only").then_some(()))
        })
        .await
    });
    assert_eq!(served.notes(SEED), written);
}

#[test]
fn on_a_narrow_page_the_form_stands_below_its_paragraph() {
    let served = Served::start(&SHIPPED);
    visit_at(&served.root, Scripts::On, &[], async |v| {
        v.web.set_window_rect(0, 0, 500, 800).await?;
        open(v, SHIPPED.document).await?;
        choose(v, "Softwarekonzern").await?;
        v.shown(".editor-add").await?.click().await?;
        v.shown("#editor-body").await?.send_keys("Umschrieben.").await?;
        let form = v.shown(".editor-form").await?;
        assert_eq!(v.shown(".editor-heading").await?.text().await?, "Neue Anmerkung");
        let (rect, paragraph) = (form.rect().await?, v.shown("#p2").await?.rect().await?);
        assert!(rect.y > paragraph.y + paragraph.height - 1.0, "{rect:?} {paragraph:?}");
        let widths =
            "const root = document.documentElement; return [root.scrollWidth, root.clientWidth]";
        let widths: Vec<f64> = v.web.execute(widths, vec![]).await?.convert()?;
        assert!(widths[0] <= widths[1], "{widths:?}");

        // What a claim needs appears with it.
        v.shown(".editor-kinds label:nth-of-type(2)").await?.click().await?;
        let by = v.shown("#editor-by").await?;
        by.send_keys("micros").await?;
        v.shown(".editor-offers [role=option]").await?.click().await?;
        assert_eq!(by.prop("value").await?.as_deref(), Some("microsoft"));
        v.shown(".editor-save").await?.click().await?;
        note(v, "Umschrieben.").await?;
        let text = served.notes("000_4a59c69cded22aaa.txt");
        assert!(text.contains("> [!claim] asserted, by=microsoft\n> "), "{text}");
        assert!(text.contains("\n\nUmschrieben.\n"), "{text}");
        Ok(())
    });
}
