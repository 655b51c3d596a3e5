//! Edits on whole files: what stands where afterwards, what stays, what comes back.

use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::anchor::{Haystack, anchor};
use crate::notes::{Callout, Draft, selector_of};

const TEXT: &str =
    "One went out. Two went out.\n\nThree came back, and four came back.\n\nOne slept.";

fn place(text: &str) -> impl Fn(&Callout) -> Option<Range<usize>> {
    let text = text.to_owned();
    move |callout| anchor(&Haystack::of_text(&text), &callout.selector).ok().map(|found| found.span)
}

fn note(body: &str) -> Draft {
    let [kind, status, body] = ["note", "context", body].map(str::to_owned);
    Draft { kind, status, body, ..Draft::default() }
}

fn create(words: &str, body: &str) -> Edit {
    Edit::Create(selector_of(words).unwrap(), note(body))
}

fn done(text: &str, what: &Edit) -> Result<String, Refused> {
    edit(&Notes::read(text), what, &place(TEXT)).map(|edited| edited.text)
}

#[test]
fn a_new_callout_stands_in_the_order_of_the_text() {
    let check = |text: &str, words: &str, expect: &str| {
        assert_eq!(done(text, &create(words, "New.")).unwrap(), expect, "{text}");
    };
    let new = "> [!note] context\n> Two\n\nNew.\n";
    check("", "Two", new);
    check("---\ntitle: T\n---\n", "Two", &format!("---\ntitle: T\n---\n\n{new}"));
    check("Said.", "Two", &format!("Said.\n\n{new}"));
    check("Said.\n\n", "Two", &format!("Said.\n\n{new}"));
    check(
        "\u{FEFF}Said.\r\n",
        "Two",
        &format!("\u{FEFF}{}", format!("Said.\n\n{new}").replace('\n', "\r\n")),
    );
    let (one, three) = ("> [!note]\n> One went\n\n\nB.\n\n", "  >[!claim] denied\n> Three\n");
    check(&format!("{one}{three}"), "Two", &format!("{one}{new}\n{three}"));
    check(&format!("{three}\n{one}"), "Two", &format!("{new}\n{three}\n{one}"));
    // Broken callouts and lost ones have no place; they stay where they are.
    let odd = "> [!nope]\n> x\n\n> [!note]\n> Nobody\n\n";
    check(&format!("{one}{odd}{three}"), "Two", &format!("{one}{new}\n{odd}{three}"));
    // Of two about the same words the older one comes first, the wider one before both.
    let same = "> [!note]\n> Two\n";
    check(same, "Two", &format!("{same}\n{new}"));
    check(same, "Two went out.", &format!("> [!note] context\n> Two went out.\n\nNew.\n\n{same}"));
}

#[test]
fn a_changed_callout_keeps_what_it_said_alike() {
    let old = ">   [!NOTE]-  context ,id=x\n>Two   \n> went\n\nOld.";
    let file = format!("A.\n\n{old}\n\n\n> [!note]\n> Three\n");
    let check = |draft: Draft, expect: &str| {
        let text = done(&file, &Edit::Change(old.to_owned(), draft)).unwrap();
        assert_eq!(text, file.replace(old, expect));
    };
    let draft = || Draft { id: "x".to_owned(), ..note("Old.") };
    check(draft(), old);
    check(
        Draft { body: "New\nwords.\n".to_owned(), ..draft() },
        &old.replace("Old.", "New\nwords."),
    );
    check(Draft { body: String::new(), ..draft() }, old.trim_end_matches("\n\nOld."));
    check(
        Draft { status: "outcome".to_owned(), ..draft() },
        &old.replace("[!NOTE]-  context ,id=x", "[!note]- outcome, id=x"),
    );
    let flaw =
        done(&file, &Edit::Change(old.to_owned(), Draft { kind: "x".to_owned(), ..draft() }));
    assert!(matches!(flaw, Err(Refused::Flaw(flaw)) if flaw.field == "kind"));
}

#[test]
fn who_may_see_a_note_stays_through_a_change() {
    let old = "> [!note] context, publish=internal\n> Two";
    let notes = Notes::read(old);
    let draft = notes.callouts().next().and_then(|(_, callout)| callout.map(Draft::of)).unwrap();
    let draft = Draft { status: "outcome".to_owned(), ..draft };
    let text = done(old, &Edit::Change(old.to_owned(), draft)).unwrap();
    assert_eq!(text, old.replace("context", "outcome"));
}

#[test]
fn words_that_are_to_be_hidden_are_no_note() {
    let hides = "> [!redact] reason=x\n> Two";
    let file = format!("{hides}\n\n> [!note]\n> Three\n");
    let change = Edit::Change(hides.to_owned(), note("x"));
    assert_eq!(done(&file, &change), Err(Refused::Gone));
    let text = done(&file, &create("One went", "New.")).unwrap();
    assert!(text.contains(hides), "{text}");
}

#[test]
fn a_deleted_callout_leaves_no_gap() {
    let check = |text: &str, raw: &str, expect: &str| {
        assert_eq!(done(text, &Edit::Delete(raw.to_owned())).unwrap(), expect);
    };
    let (one, two) = ("> [!note]\n> One\n\nA.", "> [!note]\n> Two");
    check(&format!("I.\n\n{one}\n\n\n{two}\n"), one, &format!("I.\n\n{two}\n"));
    check(&format!("I.\n\n{one}\n\n\n{two}\n"), two, &format!("I.\n\n{one}\n"));
    check(&format!("{one}\n"), one, "");
    check(
        &format!("{one}\r\n\r\n{two}\r\n").replace("\n\nA", "\r\n\r\nA"),
        one,
        &format!("{two}\r\n"),
    );
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_not_lost() {
    let base = "> [!note] context, id=x\n> Two\n\nOld.";
    let mine = || Draft { id: "x".to_owned(), ..note("Mine.") };
    let change = || Edit::Change(base.to_owned(), mine());
    // Elsewhere in the file.
    let now = format!("Other.\n\n{base}\n\n> [!note]\n> Three\n");
    assert_eq!(done(&now, &change()).unwrap(), now.replace("Old.", "Mine."));
    // In another field.
    let theirs = base.replace("context", "outcome");
    let merged = edit(&Notes::read(&theirs), &change(), &place(TEXT)).unwrap();
    assert!(merged.merged);
    assert_eq!(merged.text, theirs.replace("Old.", "Mine."));
    // Other words quoted: these stay.
    let theirs = base.replace("> Two", "> Two went");
    assert_eq!(done(&theirs, &change()).unwrap(), theirs.replace("Old.", "Mine."));
    // In the same field.
    let theirs = base.replace("Old.", "Theirs.");
    let refused = done(&theirs, &change()).unwrap_err();
    assert_eq!(
        refused,
        Refused::Changed { mine: Some(base.replace("Old.", "Mine.")), theirs: theirs.clone() }
    );
    let refused = done(&theirs, &Edit::Delete(base.to_owned())).unwrap_err();
    assert_eq!(refused, Refused::Changed { mine: None, theirs: theirs.clone() });
    // Without an id it is known by its words, or by what it says.
    let plain = base.replace(", id=x", "");
    let edit = |now: &str| done(now, &Edit::Change(plain.clone(), note("Mine.")));
    assert!(matches!(edit(&plain.replace("Old.", "Theirs.")), Err(Refused::Changed { .. })));
    let quoted = plain.replace("> Two", "> Two went");
    assert_eq!(edit(&quoted).unwrap(), quoted.replace("Old.", "Mine."));
    assert_eq!(edit("> [!note]\n> Three\n"), Err(Refused::Gone));
    assert_eq!(done("", &Edit::Delete(base.to_owned())), Err(Refused::Gone));
}

#[test]
fn code_that_is_not_closed_takes_nothing_in() {
    let open = "> [!note]\n> One\n\n```\ncode\n";
    assert_eq!(done(open, &create("Two", "New.")), Err(Refused::Swallowed));
    let closed = format!("{open}```\n");
    assert_eq!(
        done(&closed, &create("Two", "N.")).unwrap(),
        format!("{closed}\n> [!note] context\n> Two\n\nN.\n")
    );
}

#[test]
fn what_was_undone_comes_back_among_what_others_wrote() {
    let mut history = History::default();
    let run = |history: &mut History, now: Option<&str>, what: &Edit| {
        let edited = edit(&Notes::read(now.unwrap_or("")), what, &place(TEXT)).unwrap();
        history.wrote(now, &edited);
        edited.text
    };
    let one = run(&mut history, None, &create("One went", "A."));
    let two = run(&mut history, Some(&one), &create("Three", "B."));
    // Somebody writes a line into the file.
    let other = format!("By hand.\n\n{two}");
    let (undone, _) = history.undo(Some(&other), &place(TEXT)).unwrap().unwrap();
    let undone = undone.unwrap();
    assert_eq!(undone, format!("By hand.\n\n{one}"));
    history.undid(Some(&other), Some(&undone));
    assert_eq!(history.steps(), (1, 1));
    let (again, _) = history.redo(Some(&undone), &place(TEXT)).unwrap().unwrap();
    assert_eq!(again.as_deref(), Some(other.as_str()));
    // The first one, changed by somebody: it is not taken away.
    let changed = undone.replace("A.", "C.");
    assert_eq!(history.undo(Some(&changed), &place(TEXT)), Some(Err(Refused::Gone)));
    // Where nobody wrote, the file that was not there is gone again.
    let (nothing, _) = history.undo(Some(&one), &place(TEXT)).unwrap().unwrap();
    assert_eq!(nothing, None);
    history.undid(Some(&one), None);
    assert_eq!(history.undo(None, &place(TEXT)), None);
}

fn callout_texts() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "> [!note] context\n> One went",
        "> [!note]\n> **One** slept\n\nBody.\n\n> a quote",
        "> [!claim] planned, by=x, id=c\n> Three … back,\n\n```\n> [!note]\n```",
        ">[!question]- answered\n>  Two\n> went",
        "> [!nope]\n> Two",
        "> [!note]\n> Nobody",
        "> [!date] 2020-08\n> four came back.\n>\n> One slept",
        "> [!note] [broken\n> One",
    ])
    .prop_map(str::to_owned)
}

fn files() -> impl Strategy<Value = String> {
    let head = prop::sample::select(vec![
        "",
        "---\ntitle: T\n---\n\n",
        "Words.\n\n",
        "\u{FEFF}Words.\n\n",
    ]);
    let gap = prop::sample::select(vec!["\n\n", "\n\n\n"]);
    (head, prop::collection::vec((callout_texts(), gap), 0..5), any::<bool>()).prop_map(
        |(head, callouts, dos)| {
            let mut text = head.to_owned();
            for (callout, gap) in &callouts {
                text.push_str(callout);
                text.push_str(gap);
            }
            let text = format!("{}\n", text.trim_end()).trim_start_matches('\n').to_owned();
            if dos { text.replace('\n', "\r\n") } else { text }
        },
    )
}

/// What the page editor may do: which callout, which words, what is written.
fn acts() -> impl Strategy<Value = (u8, prop::sample::Index, usize, usize, String)> {
    let body = "(Words|\n|\n\n|> q|\\*\\*b\\*\\*|\\[\\[x\\]\\]|- a| |ä|\\[!){0,5}";
    (0..5_u8, any::<prop::sample::Index>(), 0..TEXT.len(), 1..30_usize, body)
}

/// All that a file says, whatever its bytes.
fn says(text: &str) -> Vec<(String, Option<Draft>)> {
    let notes = Notes::read(text);
    notes
        .callouts()
        .map(|(raw, callout)| match callout {
            Some(callout) => (callout.selector.exact.join("|"), Some(Draft::of(callout))),
            None => (raw.replace("\r\n", "\n"), None),
        })
        .collect()
}

fn without_callouts(text: &str) -> &str {
    let at = text.find("[!").map_or(text.len(), |at| text[..at].rfind('>').unwrap_or(at));
    text[..at].trim_end()
}

proptest! {
    #[test]
    fn selected_words_are_found_again_exactly(
        words in prop::collection::vec("(the|weir|gate|a|\\*|…|\\.\\.\\.|W|\\[x\\]|12\\.|-|The)", 1..60),
        gaps in prop::collection::vec(prop::sample::select(vec![" ", " ", " ", "\n\n", "\n", "  "]), 60),
        from: prop::sample::Index,
        len in 1..40_usize,
    ) {
        let mut text = String::new();
        for (word, gap) in words.iter().zip(&gaps) {
            if !text.is_empty() {
                text.push_str(gap);
            }
            text.push_str(word);
        }
        let from = text.floor_char_boundary(from.index(text.len()));
        let to = text.ceil_char_boundary((from + len).min(text.len()));
        let wanted = &text[from..to];
        let start = from + wanted.len() - wanted.trim_start().len();
        let expect = start..start + wanted.trim().len();
        if let Ok(selector) = target(&text, &(from..to)) {
            let quote = crate::notes::quote_of(&selector);
            let raw = note("").write(&quote).unwrap();
            let read = Notes::read(&raw).callouts().next().and_then(|(_, callout)| callout.cloned()).unwrap();
            let found = anchor(&Haystack::of_text(&text), &read.selector).unwrap();
            prop_assert_eq!(found.span, expect);
            prop_assert_eq!(found.others, 0);
        }
    }

    #[test]
    fn words_among_others_always_have_a_quote(
        count in 3..400_usize, from: prop::sample::Index, len: prop::sample::Index,
    ) {
        // Every second word is the same, the others tell their places.
        let words: Vec<String> = (0..count).map(|n| if n % 2 == 0 { format!("w{n}") } else { "the".into() }).collect();
        let text = words.join(" ");
        let from = from.index(text.len() - 1);
        let to = from + 1 + len.index(text.len() - from);
        prop_assume!(!text[from..to].trim().is_empty());
        prop_assert!(target(&text, &(from..to)).is_ok(), "{}", &text[from..to]);
    }

    #[test]
    fn any_sequence_of_edits_leaves_a_file_that_says_the_same(
        file in files(),
        acts in prop::collection::vec(acts(), 1..8),
    ) {
        let mut now = file.clone();
        let mut model = says(&file);
        let mut history = History::default();
        let mut past: Vec<Vec<(String, Option<Draft>)>> = Vec::new();
        for (act, which, from, len, body) in acts {
            let notes = Notes::read(&now);
            let raws: Vec<String> =
                notes.callouts().filter(|(_, read)| read.is_some()).map(|(raw, _)| raw.to_owned()).collect();
            let before = model.clone();
            let what = match act {
                0 | 1 => {
                    let from = TEXT.floor_char_boundary(from);
                    let span = from..(from + len).min(TEXT.len());
                    let Ok(selector) = target(TEXT, &span) else { continue };
                    Edit::Create(selector, note(&body))
                }
                _ if raws.is_empty() => continue,
                2 => Edit::Delete(raws[which.index(raws.len())].clone()),
                3 => Edit::Change(raws[which.index(raws.len())].clone(), note(&body)),
                _ => {
                    if let Some(undone) = history.undo(Some(&now), &place(TEXT)) {
                        let (text, _) = undone.unwrap();
                        let text = text.unwrap();
                        history.undid(Some(&now), Some(&text));
                        model = past.pop().unwrap();
                        prop_assert_eq!(says(&text), model.clone());
                        now = text;
                    }
                    continue;
                }
            };
            let edited = match edit(&notes, &what, &place(TEXT)) {
                Ok(edited) => edited,
                Err(Refused::Flaw(_)) => continue,
                Err(other) => return Err(TestCaseError::fail(format!("{other:?} {what:?} {now:?}"))),
            };
            let says_now = says(&edited.text);
            let draft = note(&body).settled();
            match &what {
                Edit::Create(..) => {
                    let without = |n: usize| {
                        let mut rest = says_now.clone();
                        (rest.remove(n).1, rest)
                    };
                    let new = (Some(draft), before.clone());
                    prop_assert!((0..says_now.len()).any(|n| without(n) == new));
                }
                Edit::Delete(_) => {
                    prop_assert_eq!(says_now.len() + 1, before.len());
                    let mut from = before.iter();
                    prop_assert!(says_now.iter().all(|said| from.any(|other| other == said)));
                }
                Edit::Change(..) => {
                    prop_assert_eq!(says_now.len(), before.len());
                    let other: Vec<usize> = (0..before.len()).filter(|&n| says_now[n] != before[n]).collect();
                    prop_assert!(other.len() <= 1);
                    for n in other {
                        prop_assert_eq!(&says_now[n].0, &before[n].0);
                        prop_assert_eq!(says_now[n].1.as_ref(), Some(&draft));
                    }
                }
            }
            prop_assert_eq!(without_callouts(&edited.text), without_callouts(&file));
            history.wrote(Some(&now), &edited);
            past.push(before);
            model = says_now;
            now = edited.text;
        }
        // Everything undone, the very bytes are back.
        while let Some(undone) = history.undo(Some(&now), &place(TEXT)) {
            let (text, _) = undone.unwrap();
            history.undid(Some(&now), text.as_deref());
            now = text.unwrap();
        }
        prop_assert_eq!(now, file);
    }
}
