//! Notes files whose sources have changed, mended.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::annotation::How;
use crate::document::{Document, Language, Metadata};
use crate::ingest::plain_document;
use crate::notes::{self, Callout};

fn document(text: &str) -> Document {
    plain_document(text, Language::from_tag("en").unwrap(), None)
}

fn callouts(notes: &str) -> Vec<Callout> {
    notes::read("annotations/a.txt.md", "a.txt", notes, Metadata::default(), 0).0.callouts
}

/// The notes file, mended once its source has become another; the lock knows the old one.
fn mend(notes: &str, old: &str, new: &str) -> String {
    let (old, new) = (document(old), document(new));
    let before = Placer::new(&old, None);
    let mut section = before.empty_section();
    for callout in callouts(notes) {
        let found = before.place(&callout.selector).ok();
        section.anchors.extend(found.map(|found| before.lock(&callout.selector, &found)));
    }
    let placer = Placer::new(&new, Some(&section));
    let mut edits = Vec::new();
    for Callout { selector, path, quote, imported, .. } in callouts(notes) {
        let found = placer.place(&selector).ok().filter(|found| matches!(found.how, How::Fuzzy(_)));
        let (seed, fate) = ("a.txt".to_owned(), Fate::New);
        let standing =
            Standing { seed, path, quote, selector, imported, found, locked: None, fate };
        edits.extend(repair(notes, &standing, &new).unwrap());
    }
    apply(notes, &edits)
}

const SEED: &str = "The sluice was shut on Monday, and nobody had asked for it that winter.\n\n\
The keeper left the valley in May. He took the gauge book with him to the coast.\n\n\
Three engineers measured 2**8 marks [!] along the dam, and wrote them down twice.";

#[test]
fn only_changed_words_are_exchanged() {
    let check = |quote: &str, from: &str, to: &str, expect: &str| {
        let file = |quote: &str| format!("Before.  \n\n> [!note]\n> {quote}\n\nBehind.");
        let new = SEED.replace(from, to);
        assert_ne!(new, SEED, "{from}");
        assert_eq!(mend(&file(quote), SEED, &new), file(expect), "{quote}: {to}");
    };
    let may = "left the valley in May";
    check(may, "the valley in May", "the valleys in early May", "left the valleys in early May");
    check(may, "valley in May", "valley in June", "left the valley in June");
    check(may, "left the valley", "quit the valley", "quit the valley in May");
    // As it is wrapped, with the blanks that are there.
    let wrapped = "left  the\n>   valley in  \n> May";
    check(wrapped, "the valley", "the old valleys", "left  the\n>   old valleys in  \n> May");
    check(wrapped, "in May", "in early May", "left  the\n>   valley in  \n> early May");
    // Fewer words than before leave no blanks behind.
    let long = "nobody had asked for it that winter";
    check(long, "had asked for it", "wanted it", "nobody wanted it that winter");
    check(long, "asked for it that", "asked that", "nobody had asked that winter");
    // The words beside the bold ones are mended, too; what the ellipsis leaves out is not.
    let bold = "keeper left **the valley in May**. He took … the coast";
    let mended = "keeper quit **the valleys in May**. He took … the coast";
    check(bold, "left the valley", "quit the valleys", mended);
    let bold = "The keeper … **the valley in May**. He took";
    let mended = "The keeper … **the valleys in May**. He took";
    check(bold, "left the valley", "quit the valleys", mended);
    let gap = "The keeper left the valley … him to the coast";
    let mended = "The keeper left the dale … him to the coast";
    check(gap, "the valley in May", "the dale in May", mended);
    // What would be Markdown is written so that it is none.
    let signs = "Three engineers measured 2\\**8 marks [!] along the dam";
    let mended = "Three engineers measured 2\\*\\*9 marks [!] along the dam";
    check(signs, "2**8 marks", "2**9 marks", mended);
}

#[test]
fn what_is_not_fuzzy_stays() {
    let notes = "> [!note]\n> shut ON  Monday,\n";
    assert_eq!(mend(notes, SEED, &SEED.replace("\n\n", "\n\nNew.\n\n")), notes);
    assert_eq!(mend(notes, SEED, "Nothing of it is left."), notes);
}

/// A notes file: quotes of some of the seed's words, with whatever editors leave around them.
fn notes() -> impl Strategy<Value = String> {
    let quote = (any::<Index>(), 3..12_usize, 1..6_usize, any::<bool>(), " {0,3}");
    let prose = "([A-Za-z*_…]{1,7}[ \t]{0,3}){1,4}";
    let quotes = prop::collection::vec((quote, prose), 1..4);
    (quotes, any::<bool>(), any::<bool>()).prop_map(|(quotes, windows, ends)| {
        let words: Vec<&str> = SEED.split("\n\n").nth(1).unwrap().split(' ').collect();
        let mut file = String::from("---\ntitle: A letter  \n---\n\n");
        for ((first, count, width, bold, blanks), prose) in quotes {
            let first = first.index(words.len() - 3);
            let quoted = &words[first..words.len().min(first + count)];
            file.push_str("> [!note] context");
            for (n, word) in quoted.iter().enumerate() {
                let gap = if n % width == 0 { format!("{blanks}\n>  ") } else { " ".to_owned() };
                let (open, close) = (bold && n == 1, bold && n + 1 == quoted.len());
                let mark = |there: bool| if there { "**" } else { "" };
                file.push_str(&format!("{gap}{}{word}{}", mark(open), mark(close)));
            }
            file.push_str(&format!("{blanks}\n\n{prose}\n\n"));
        }
        let file = if ends { file } else { file.trim_end_matches('\n').to_owned() };
        if windows { file.replace('\n', "\r\n") } else { file }
    })
}

/// The seed with some of its words exchanged, put in or taken out.
fn changed() -> impl Strategy<Value = String> {
    let edit = (any::<Index>(), 0..3_usize, "[a-z]{2,8}");
    prop::collection::vec(edit, 0..5).prop_map(|edits| {
        let mut words: Vec<String> = SEED.split(' ').map(str::to_owned).collect();
        for (at, kind, word) in edits {
            let at = at.index(words.len());
            match kind {
                0 => words[at] = word,
                1 => words.insert(at, word),
                _ => drop(words.remove(at)),
            }
        }
        words.join(" ")
    })
}

/// What stands around the quotes.
fn outside(notes: &str) -> Vec<String> {
    let mut from = 0;
    let mut parts = Vec::new();
    for callout in callouts(notes) {
        parts.push(notes[from..callout.quote.start].to_owned());
        from = callout.quote.end;
    }
    parts.push(notes[from..].to_owned());
    parts
}

proptest! {
    #[test]
    fn all_but_the_quotes_stays_byte_for_byte(notes in notes(), new in changed()) {
        let mended = mend(&notes, SEED, &new);
        prop_assert_eq!(outside(&mended), outside(&notes));
        // What was lost by what the lock knew of it may be found once that is forgotten; then all stands firm.
        let again = mend(&mended, &new, &new);
        prop_assert_eq!(mend(&again, &new, &new), again);
    }
}
