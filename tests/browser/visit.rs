//! A visit to a site: a fresh browser at the site's root, and at its end the browser's own account of
//! what went wrong and whom it asked.

use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{BrowserLogEntry, ChromiumLikeCapabilities, LoggingPrefsLogLevel};

use super::client::Client;
use super::driver::Driver;
use super::server;
use super::sites::Dossier;

/// Slow machines take long; a test that waits for this long has failed.
const DEADLINE: Duration = Duration::from_secs(60);

/// How the site is reached.
#[derive(Debug, Clone, Copy)]
pub(crate) enum By {
    /// Opened from its folder.
    File,
    /// Served under a sub-path.
    Http,
}

/// Whether the browser runs scripts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scripts {
    /// As most have it.
    On,
    /// As some have it.
    Off,
}

/// A browser at a site. Fields end in this order: browser, driver, profile.
#[derive(Debug)]
pub(crate) struct Visit {
    /// The browser.
    pub(crate) web: WebDriver,
    /// The site's address, ending in `/`.
    root: String,
    _driver: Driver,
    _profile: TempDir,
}

/// Opens a site in a browser, does as told, and looks at the browser's logs.
pub(crate) fn visit(
    dossier: &'static Dossier,
    by: By,
    scripts: Scripts,
    test: impl AsyncFnOnce(&Visit) -> WebDriverResult<()>,
) {
    let site = dossier.site();
    let root = match by {
        By::File => format!("file://{}/", site.display()),
        By::Http => server::serve(site),
    };
    visit_at(&root, scripts, &[], test);
}

/// Opens the site at an address, which ends in `/`; the console may complain of what is `expected`.
pub(crate) fn visit_at(
    root: &str,
    scripts: Scripts,
    expected: &[&str],
    test: impl AsyncFnOnce(&Visit) -> WebDriverResult<()>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime starts").block_on(async {
        let visit = Visit::begin(root, scripts).await.expect("a browser starts");
        test(&visit).await.expect("the browser does as it is told");
        visit.check_logs(expected).await.expect("the browser has logs");
        visit.web.quit().await.expect("the browser ends");
    });
}

impl Visit {
    async fn begin(root: &str, scripts: Scripts) -> WebDriverResult<Self> {
        let root = root.to_owned();
        let profile = tempfile::tempdir().expect("a folder for the profile can be made");
        let driver = Driver::start();
        let mut wishes = DesiredCapabilities::chrome();
        wishes.set_binary("/usr/bin/chromium")?;
        for flag in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-prefers-reduced-motion",
            "--window-size=1280,900",
        ] {
            wishes.add_arg(flag)?;
        }
        wishes.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        if matches!(scripts, Scripts::Off) {
            wishes.add_arg("--blink-settings=scriptEnabled=false")?;
        }
        wishes.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
        wishes.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
        let address = format!("http://{}", driver.host());
        let web = WebDriver::builder(address, wishes).client(Client).connect().await?;
        Ok(Self { web, root, _driver: driver, _profile: profile })
    }

    /// The address of one of the site's pages.
    pub(crate) fn address(&self, page: &str) -> String {
        format!("{}{page}", self.root)
    }

    /// Opens a page.
    pub(crate) async fn open(&self, page: &str) -> WebDriverResult<()> {
        self.web.goto(self.address(page)).await
    }

    /// Tells the browser something that WebDriver has no word for (Chrome DevTools Protocol).
    pub(crate) async fn tell(&self, command: &str, with: Value) -> WebDriverResult<()> {
        self.web.cdp().send_raw(command, with).await.map(drop)
    }

    /// The first element that a selector finds, as soon as it is shown.
    pub(crate) async fn shown(&self, selector: &str) -> WebDriverResult<WebElement> {
        self.until(selector, async || {
            for element in self.all(selector).await? {
                if element.is_displayed().await? {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
        .await
    }

    /// All elements that a selector finds.
    pub(crate) async fn all(&self, selector: &str) -> WebDriverResult<Vec<WebElement>> {
        self.web.find_all(thirtyfour::By::Css(selector)).await
    }

    /// Waits until the address fulfils a condition.
    pub(crate) async fn arrives(&self, is_there: impl Fn(&str) -> bool) -> WebDriverResult<String> {
        self.until("another address", async || {
            let address = self.web.current_url().await?.to_string();
            Ok(is_there(&address).then_some(address))
        })
        .await
    }

    /// Asks until there is an answer. A page that is just being replaced answers with an error; such
    /// an answer is none.
    pub(crate) async fn until<T>(
        &self,
        what: &str,
        mut ask: impl AsyncFnMut() -> WebDriverResult<Option<T>>,
    ) -> WebDriverResult<T> {
        let deadline = Instant::now() + DEADLINE;
        loop {
            let answer = ask().await;
            if let Ok(Some(answer)) = answer {
                return Ok(answer);
            }
            assert!(
                Instant::now() < deadline,
                "waited in vain for {what} at {:?}: {:?}",
                self.web.current_url().await,
                answer.err()
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// No message on the console but the expected ones, and no request but to the site itself.
    async fn check_logs(&self, expected: &[&str]) -> WebDriverResult<()> {
        let said: Vec<String> =
            self.web.browser_log().await?.into_iter().map(|entry| entry.message).collect();
        let is_expected = |said: &String| expected.iter().any(|words| said.contains(words));
        let said: Vec<String> = said.into_iter().filter(|said| !is_expected(said)).collect();
        assert!(said.is_empty(), "the console says {said:#?}");
        let log = self.web.get_log("performance").await?;
        let asked: Vec<String> = log.iter().filter_map(requested).collect();
        assert!(!asked.is_empty(), "no request was seen, not even for the page");
        let strange: Vec<&String> =
            asked.iter().filter(|address| !own(address, &self.root)).collect();
        assert!(strange.is_empty(), "the site {} asked for {strange:#?}", self.root);
        Ok(())
    }
}

/// Whether an address is the site's, or no host's at all: data in a page, or the browser's own pictures
/// (it draws a search field with one).
fn own(address: &str, root: &str) -> bool {
    [root, "data:", "chrome:"].iter().any(|start| address.starts_with(start))
}

/// The address of a request, where the entry is about one (Chrome DevTools Protocol,
/// `Network.requestWillBeSent`).
fn requested(entry: &BrowserLogEntry) -> Option<String> {
    let entry: Value = serde_json::from_str(&entry.message).ok()?;
    let message = entry.get("message")?;
    let is_request = message.get("method")?.as_str()? == "Network.requestWillBeSent";
    let address = message.pointer("/params/request/url")?.as_str()?;
    is_request.then(|| address.to_owned())
}
