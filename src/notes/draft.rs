//! A callout as it is being written: what its fields say, before it is a line of a file.
//!
//! In go the fields of a form, out comes Markdown that reads as the same fields again, or the field
//! that stands in the way.

use serde::{Deserialize, Serialize};

use super::blocks::blocks;
use super::callout::{Head, REDACT, TYPES, callout, keys};
use super::{Callout, quoting};
use crate::annotation::{Agent, Body, Certainty, NoteKind, Selector};
use crate::diagnostic::{Findings, codes};
use crate::document::Publication;
use crate::edtf::Edtf;
use crate::register::is_id;

/// The fields of a callout. What its type has no use for is left out when it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Draft {
    /// Its type: `note`, `claim` …
    pub kind: String,
    /// What stands right behind it: a note's kind, a claim's or question's status, a name's entry, a
    /// date's value.
    pub status: String,
    /// Who says so: a register id, or words; words that look like an id stand in quotation marks.
    pub by: String,
    /// Its own id.
    pub id: String,
    /// Ids of claims.
    pub supports: Vec<String>,
    /// Ids of claims.
    pub contradicts: Vec<String>,
    /// Ids of questions.
    pub answers: Vec<String>,
    /// Who writes it.
    pub editor: String,
    /// Who may see it: nothing or `public`, `internal`, `embargoed until 2026-11-23`.
    pub publish: String,
    /// Markdown with wikilinks.
    pub body: String,
}

/// What stands in the way of writing a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The field, by its name in [`Draft`].
    pub field: &'static str,
    /// What is wrong with it.
    pub code: FlawCode,
    /// The words that are.
    pub what: String,
}

keyword! {
    /// What may be wrong with a field.
    pub FlawCode {
        /// It is none of the words that may stand there, or nothing where something must.
        Keyword = "keyword",
        /// It is no id.
        Id = "id",
        /// It is no date as EDTF writes them.
        Date = "date",
        /// It holds a control character, or a line break where none may stand.
        Control = "control",
        /// A line of it begins as a callout does.
        Callout = "callout",
        /// It opens code that it does not close.
        Fence = "fence",
        /// It refers to something that the dossier does not have.
        Reference = "reference",
        /// It links to an address that is not allowed.
        Link = "link",
        /// It does not read as it was written.
        Unwritable = "unwritable",
        /// It is the id of something else.
        Taken = "taken",
    }
}

impl Draft {
    /// The fields of a callout that was read.
    #[must_use]
    pub fn of(callout: &Callout) -> Self {
        let mut draft = Self {
            id: callout.id.clone().unwrap_or_default(),
            editor: callout.by.clone().unwrap_or_default(),
            publish: published(&callout.publish),
            body: lines(callout.body.comment().unwrap_or_default()),
            ..Self::default()
        };
        let (kind, status) = match &callout.body {
            Body::Note(note) => ("note", note.kind.key().to_owned()),
            Body::Question(question) => ("question", state(question.answered).to_owned()),
            Body::Name { entry, .. } => ("name", entry.clone()),
            Body::Date { value, .. } => ("date", value.to_string()),
            Body::Claim(claim) => {
                draft.by = shown(claim.by.as_ref());
                draft.supports.clone_from(&claim.supports);
                draft.contradicts.clone_from(&claim.contradicts);
                draft.answers.clone_from(&claim.answers);
                ("claim", claim.certainty.key().to_owned())
            }
            Body::Quotation(quotation) => {
                draft.by = shown(quotation.speaker.as_ref());
                ("quotation", String::new())
            }
            _ => ("", String::new()),
        };
        (draft.kind, draft.status) = (kind.to_owned(), status);
        draft
    }

    /// The options of a callout that no form shows and every change of it keeps, as far as callouts of a
    /// type have them: when it was made, and what it was taken over from.
    #[must_use]
    pub fn kept(callout: &Callout, kind: &str) -> Vec<String> {
        let via = callout.via.as_deref().map(quoted);
        let all = [("created", callout.created.clone()), ("via", via)];
        let known = all.into_iter().filter(|(key, _)| keys(kind).contains(key));
        known.filter_map(|(key, value)| Some(format!("{key}={}", value?))).collect()
    }

    /// The callout, its quote being these lines (see [`quote_of`]); without a line's end behind it.
    ///
    /// # Errors
    /// The first field that stands in the way.
    pub fn write(&self, quote: &str) -> Result<String, Flaw> {
        let draft = self.settled();
        draft.check()?;
        let quoted: Vec<String> =
            quote.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
        let mut text = format!("> {}\n{}", draft.head(), quoted.join("\n"));
        if !draft.body.is_empty() {
            text = format!("{text}\n\n{}", draft.body);
        }
        let read = only(&text).map(|read| Self::of(&read));
        if read.as_ref() == Some(&draft) {
            Ok(text)
        } else {
            Err(flaw("body", FlawCode::Unwritable, ""))
        }
    }

    /// The first line, from `[!` on.
    #[must_use]
    pub fn head(&self) -> String {
        let draft = self.settled();
        let mut options: Vec<String> = Vec::new();
        // A set of dates (EDTF, “[…]”) may hold commas as it is.
        let is_set = draft.status.starts_with('[') && draft.status.ends_with(']');
        let status = if is_set { draft.status.clone() } else { value(&draft.status) };
        options.extend(Some(status).filter(|_| !draft.status.is_empty()));
        let by = match agent(&draft.by) {
            Some(Agent::Entry(id)) => id,
            Some(Agent::Words(words)) => quoted(&words),
            None => String::new(),
        };
        let one =
            |key: &str, value: &str| Some(format!("{key}={value}")).filter(|_| !value.is_empty());
        options.extend(one("by", &by));
        options.extend(one("id", &draft.id));
        for (key, ids) in draft.relations() {
            options.extend(ids.iter().map(|id| format!("{key}={id}")));
        }
        let editor = if draft.editor.is_empty() { String::new() } else { quoted(&draft.editor) };
        options.extend(one("editor", &editor));
        options.extend(one("publish", &value(&draft.publish)));
        let head = format!("[!{}] {}", draft.kind, options.join(", "));
        head.trim_end().to_owned()
    }

    /// The fields that its type has, without blanks at their ends.
    #[must_use]
    pub fn settled(&self) -> Self {
        let kind = self.kind.trim().to_lowercase();
        let known = keys(&kind);
        let if_known = |key: &str, text: &str| {
            if known.contains(&key) { text.trim().to_owned() } else { String::new() }
        };
        let ids = |key: &str, ids: &[String]| -> Vec<String> {
            let said = ids.iter().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
            said.filter(|_| known.contains(&key)).collect()
        };
        let by = if_known("by", &self.by);
        let status = match (kind.as_str(), self.status.trim()) {
            ("quotation", _) => "",
            ("note", "") => NoteKind::Background.key(),
            ("question", "") => state(false),
            (_, status) => status,
        };
        Self {
            status: status.to_owned(),
            by: shown(agent(&by).as_ref()),
            id: if_known("id", &self.id),
            supports: ids("supports", &self.supports),
            contradicts: ids("contradicts", &self.contradicts),
            answers: ids("answers", &self.answers),
            editor: if_known("editor", &self.editor),
            publish: match if_known("publish", &self.publish) {
                publish if publish == "public" => String::new(),
                publish => publish,
            },
            body: lines(&self.body),
            kind,
        }
    }

    fn relations(&self) -> [(&'static str, &[String]); 3] {
        [
            ("supports", &self.supports),
            ("contradicts", &self.contradicts),
            ("answers", &self.answers),
        ]
    }

    /// Whether its fields, which are settled, can be written.
    fn check(&self) -> Result<(), Flaw> {
        for (field, text) in [("status", &self.status), ("by", &self.by), ("editor", &self.editor)]
        {
            if text.chars().any(char::is_control) {
                return Err(flaw(field, FlawCode::Control, text));
            }
        }
        let is_keyword = match self.kind.as_str() {
            "note" => self.status.parse::<NoteKind>().is_ok(),
            "claim" => self.status.parse::<Certainty>().is_ok(),
            "question" => [state(false), state(true)].contains(&self.status.as_str()),
            _ => true,
        };
        if !TYPES.contains(&self.kind.as_str()) || self.kind == REDACT {
            return Err(flaw("kind", FlawCode::Keyword, &self.kind));
        }
        if !self.publish.is_empty() && Publication::parse(&self.publish).is_err() {
            return Err(flaw("publish", FlawCode::Keyword, &self.publish));
        }
        if !is_keyword {
            return Err(flaw("status", FlawCode::Keyword, &self.status));
        }
        if self.kind == "name" && !is_id(&self.status) {
            return Err(flaw("status", FlawCode::Id, &self.status));
        }
        if self.kind == "date" && Edtf::parse(&self.status).is_err() {
            return Err(flaw("status", FlawCode::Date, &self.status));
        }
        let own = std::iter::once(("id", &self.id)).filter(|(_, id)| !id.is_empty());
        let others =
            self.relations().into_iter().flat_map(|(key, ids)| ids.iter().map(move |id| (key, id)));
        if let Some((field, id)) = own.chain(others).find(|(_, id)| !is_id(id)) {
            return Err(flaw(field, FlawCode::Id, id));
        }
        check_body(&self.body)
    }
}

/// A body may hold whatever does not end it.
fn check_body(body: &str) -> Result<(), Flaw> {
    if let Some(c) = body.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(flaw("body", FlawCode::Control, &c.escape_default().to_string()));
    }
    let alone = blocks(body, 0).callouts;
    if let Some(block) = alone.first() {
        return Err(flaw(
            "body",
            FlawCode::Callout,
            body[block.start..].lines().next().unwrap_or(""),
        ));
    }
    // What stands behind it must be read again.
    let behind = format!("{body}\n\n> [!note]\n> x");
    if blocks(&behind, 0).callouts.is_empty() {
        return Err(flaw("body", FlawCode::Fence, ""));
    }
    Ok(())
}

/// The lines of a quote that reads as this selector, without `>`; its position is not written.
#[must_use]
pub fn quote_of(selector: &Selector) -> String {
    quoting::quote(selector)
}

/// The selector as which the lines of a quote, without `>`, are read; `None` where they have no target.
#[must_use]
pub fn selector_of(quote: &str) -> Option<Selector> {
    let lines: Vec<String> = quote.lines().map(|line| format!("> {line}")).collect();
    only(&format!("> [!note]\n{}", lines.join("\n"))).map(|callout| callout.selector)
}

/// The callout that a text consists of; `None` where there is not exactly one, and nothing wrong with it.
fn only(text: &str) -> Option<Callout> {
    let blocks = blocks(text, 0);
    let [block] = blocks.callouts.as_slice() else { return None };
    let mut found = Findings::new("", codes::CALLOUT);
    let head = Head::read(text, &block.head, &mut found)?;
    let read = callout(text, block, &head, &mut found)?;
    (block.start == 0 && found.diagnostics.iter().next().is_none()).then_some(read)
}

fn flaw(field: &'static str, code: FlawCode, what: &str) -> Flaw {
    Flaw { field, code, what: what.to_owned() }
}

/// Who may see it, as a field says it.
fn published(publish: &Publication) -> String {
    match publish {
        Publication::Public => String::new(),
        other => other.to_string(),
    }
}

fn state(answered: bool) -> &'static str {
    if answered { "answered" } else { "open" }
}

/// Words with line feeds only, and without blanks at their ends.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// What a field says about somebody.
fn agent(field: &str) -> Option<Agent> {
    let field = field.trim();
    let inner = field.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map(str::trim);
    match inner {
        Some("") => None,
        Some(inner) => Some(Agent::Words(inner.to_owned())),
        None if field.is_empty() => None,
        None if is_id(field) => Some(Agent::Entry(field.to_owned())),
        None => Some(Agent::Words(field.to_owned())),
    }
}

/// How a field says it.
fn shown(agent: Option<&Agent>) -> String {
    let marked = |words: &str| words.starts_with('"') && words.ends_with('"') && words.len() > 1;
    match agent {
        None => String::new(),
        Some(Agent::Words(words)) if is_id(words) || marked(words) => format!("\"{words}\""),
        Some(Agent::Entry(words) | Agent::Words(words)) => words.clone(),
    }
}

/// An option's value, in quotation marks where it needs them.
fn value(text: &str) -> String {
    let needs = |c: char| c.is_whitespace() || matches!(c, ',' | '=' | '"' | '[' | ']');
    if text.contains(needs) { quoted(text) } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn draft(kind: &str, status: &str, body: &str) -> Draft {
        let [kind, status, body] = [kind, status, body].map(str::to_owned);
        Draft { kind, status, body, ..Draft::default() }
    }

    #[test]
    fn callouts_are_written_as_a_person_would() {
        let check = |draft: Draft, expect: &str| {
            assert_eq!(draft.write("words").as_deref(), Ok(expect));
            assert_eq!(only(expect).map(|read| Draft::of(&read)), Some(draft.settled()));
        };
        check(draft("note", "", ""), "> [!note] background\n> words");
        check(draft("note", "outcome", " A.\r\n\r\nB. "), "> [!note] outcome\n> words\n\nA.\n\nB.");
        check(draft("question", "", "Why?"), "> [!question] open\n> words\n\nWhy?");
        check(draft("name", "none", ""), "> [!name] none\n> words");
        check(
            draft("date", "[2020-08-02,2020-08-03]", ""),
            "> [!date] [2020-08-02,2020-08-03]\n> words",
        );
        let claim = Draft {
            by: "der \"Artikel\"".to_owned(),
            id: "x-1".to_owned(),
            supports: vec!["a".to_owned(), " ".to_owned()],
            contradicts: vec!["b".to_owned(), "c".to_owned()],
            editor: "J. Doe".to_owned(),
            publish: "embargoed until 2026-11-23".to_owned(),
            ..draft("claim", "planned", "")
        };
        check(
            claim,
            "> [!claim] planned, by=\"der \\\"Artikel\\\"\", id=x-1, supports=a, contradicts=b, contradicts=c, editor=\"J. Doe\", publish=\"embargoed until 2026-11-23\"\n> words",
        );
        let by = |by: &str| Draft { by: by.to_owned(), ..draft("quotation", "", "") };
        check(by("jane-doe"), "> [!quotation] by=jane-doe\n> words");
        check(by("\"jane-doe\""), "> [!quotation] by=\"jane-doe\"\n> words");
        check(by(""), "> [!quotation]\n> words");
        let internal =
            |publish: &str| Draft { publish: publish.to_owned(), ..draft("note", "", "") };
        check(internal("internal"), "> [!note] background, publish=internal\n> words");
        check(internal("public"), "> [!note] background\n> words");
        // What the type has no use for.
        let by = Draft { by: "jane".to_owned(), id: "x".to_owned(), ..draft("name", "jane", "") };
        check(by, "> [!name] jane\n> words");
    }

    #[test]
    fn what_cannot_be_written_is_said_by_its_field() {
        let check = |draft: Draft, field: &str, code: FlawCode| {
            let flaw = draft.write("words").unwrap_err();
            assert_eq!((flaw.field, flaw.code), (field, code), "{draft:?}");
        };
        check(draft("", "", ""), "kind", FlawCode::Keyword);
        check(draft("warning", "", ""), "kind", FlawCode::Keyword);
        check(draft("redact", "", ""), "kind", FlawCode::Keyword);
        let publish = "secret".to_owned();
        check(Draft { publish, ..draft("note", "", "") }, "publish", FlawCode::Keyword);
        check(draft("claim", "", ""), "status", FlawCode::Keyword);
        check(draft("note", "hint", ""), "status", FlawCode::Keyword);
        check(draft("name", "Jane", ""), "status", FlawCode::Id);
        check(draft("name", "", ""), "status", FlawCode::Id);
        check(draft("date", "31.02.2020", ""), "status", FlawCode::Date);
        check(draft("note", "", "a\n\n> [!claim] x\n> y"), "body", FlawCode::Callout);
        check(draft("note", "", "```\na"), "body", FlawCode::Fence);
        check(draft("note", "", "a\0b"), "body", FlawCode::Control);
        check(
            Draft { by: "a\nb".to_owned(), ..draft("quotation", "", "") },
            "by",
            FlawCode::Control,
        );
        check(Draft { id: "Ä".to_owned(), ..draft("note", "", "") }, "id", FlawCode::Id);
        let answers = vec!["x y".to_owned()];
        check(Draft { answers, ..draft("claim", "denied", "") }, "answers", FlawCode::Id);
        assert_eq!(draft("note", "", "x").write("").unwrap_err().code, FlawCode::Unwritable);
    }

    fn kinds() -> impl Strategy<Value = (String, String)> {
        let of = |kind: &'static str, status: &'static [&'static str]| {
            prop::sample::select(status)
                .prop_map(move |status| (kind.to_owned(), status.to_owned()))
        };
        prop_oneof![
            of("note", &["background", "outcome", "translation"]),
            of("claim", &["confirmed", "unknown"]),
            of("question", &["open", "answered"]),
            of("name", &["jane-doe", "none"]),
            of(
                "date",
                &["2020", "2020-08-03/2020-09-15", "[2020-08-02,2020-08-03]", "?2020-09-15"]
            ),
            of("quotation", &[""]),
        ]
    }

    fn drafts() -> impl Strategy<Value = Draft> {
        let ids = || prop::collection::vec("[a-z0-9-]{1,4}", 0..3);
        let words = || "(|[a-z-]{1,5}|[A-Za-zä ,=\\[\\]\"\\\\']{1,8})";
        let publish =
            prop::sample::select(vec!["", "public", "internal", "embargoed until 2026-11-23"]);
        let publish = publish.prop_map(str::to_owned);
        let body =
            "(> |>|\n|\n\n|\\[!|note|\\]| |\\*\\*|…|```|~~~|ä|\\[\\[x\\]\\]|\r\n|---|    ){0,14}";
        (kinds(), words(), "(|[a-z0-9-]{1,4})", (ids(), ids(), ids()), (words(), publish), body)
            .prop_map(
                |(
                    (kind, status),
                    by,
                    id,
                    (supports, contradicts, answers),
                    (editor, publish),
                    body,
                )| Draft {
                    kind,
                    status,
                    by,
                    id,
                    supports,
                    contradicts,
                    answers,
                    editor,
                    publish,
                    body,
                },
            )
    }

    proptest! {
        #[test]
        fn writing_a_note_and_reading_it_back_is_the_identity(draft in drafts()) {
            match draft.write("words **said** here") {
                Ok(text) => {
                    let read = only(&text).expect("one callout, and nothing wrong with it");
                    prop_assert_eq!(Draft::of(&read), draft.settled());
                    prop_assert_eq!(read.selector.exact, ["said"]);
                }
                Err(flaw) => prop_assert!(
                    matches!(flaw.code, FlawCode::Callout | FlawCode::Fence),
                    "{:?} {:?}", flaw, draft
                ),
            }
        }
    }
}
