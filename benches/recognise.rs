//! Recognition by length and by layer, beside the least that any such pass costs.
//!
//! `cargo bench --bench recognise`: bytes a second, and how much memory is held at most, over texts
//! from 10 kB to 10 MB. `german` and `english` are texts in which every few words say something;
//! `prose` is this program's handbook, and `annotated` the German text with findings made into
//! annotations. `floor` is one pass of a set of regular expressions and one of Aho-Corasick
//! over the same bytes, which tell only that something matches and not what.

use aho_corasick::AhoCorasick;
use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use dossier::annotation::Layer;
use dossier::document::{Document, Language};
use dossier::ingest;
use dossier::recognise::Recogniser;
use dossier::register::{self, Register};
use mimalloc::MiMalloc;
use regex::RegexSet;

#[global_allocator]
static ALLOCATOR: AllocProfiler<MiMalloc> = AllocProfiler::new(MiMalloc);

const GERMAN: &str = include_str!("../seeds/000_4a59c69cded22aaa.txt");
const REGISTER: &str = include_str!("../annotations/register.toml");
const ENGLISH: &str = include_str!("english.txt");
const HANDBOOK: &str = concat!(
    include_str!("../docs/anchoring.md"),
    include_str!("../docs/editing.md"),
    include_str!("../docs/redaction.md"),
);

/// Lengths of texts, in bytes.
const LENGTHS: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];
/// A text in which each layer is measured.
const ONE: usize = 1_000_000;

fn main() {
    divan::main();
}

/// Paragraphs of `text` again and again, up to `length` bytes.
fn document(language: &str, text: &str, length: usize) -> Document {
    let mut long = String::with_capacity(length + text.len() + 2);
    while long.len() < length {
        long.push_str(text);
        long.push_str("\n\n");
    }
    long.truncate(long.floor_char_boundary(length));
    let language = Language::from_tag(language).unwrap_or_else(Language::unknown);
    ingest::plain_document(&long, language, dossier::edtf::Edtf::parse("2020-08-03").ok())
}

fn recogniser(layers: &[Layer]) -> Recogniser {
    let (register, _): (Register, _) = register::read("register.toml", REGISTER);
    Recogniser::new(&register, "register.toml", layers).0
}

fn measure(bencher: Bencher<'_, '_>, document: &Document, layers: &[Layer]) {
    let recogniser = recogniser(layers);
    // The rules of a language are compiled when they are first needed.
    black_box(recogniser.findings(document));
    bencher
        .counter(BytesCount::new(document.text.len()))
        .bench_local(|| black_box(recogniser.findings(black_box(document))));
}

#[divan::bench(args = LENGTHS, sample_count = 5)]
fn german(bencher: Bencher<'_, '_>, length: usize) {
    measure(bencher, &document("de", GERMAN, length), &Layer::ALL);
}

#[divan::bench(args = LENGTHS, sample_count = 5)]
fn english(bencher: Bencher<'_, '_>, length: usize) {
    measure(bencher, &document("en", ENGLISH, length), &Layer::ALL);
}

#[divan::bench(args = LENGTHS, sample_count = 5)]
fn prose(bencher: Bencher<'_, '_>, length: usize) {
    measure(bencher, &document("en", HANDBOOK, length), &Layer::ALL);
}

#[divan::bench(args = LENGTHS, sample_count = 5)]
fn annotated(bencher: Bencher<'_, '_>, length: usize) {
    let (recogniser, document) = (recogniser(&Layer::ALL), document("de", GERMAN, length));
    black_box(recogniser.recognise(&document));
    bencher
        .counter(BytesCount::new(document.text.len()))
        .bench_local(|| black_box(recogniser.recognise(black_box(&document))));
}

#[divan::bench(args = Layer::ALL, sample_count = 5)]
fn german_layer(bencher: Bencher<'_, '_>, layer: Layer) {
    measure(bencher, &document("de", GERMAN, ONE), &[layer]);
}

#[divan::bench(args = Layer::ALL, sample_count = 5)]
fn english_layer(bencher: Bencher<'_, '_>, layer: Layer) {
    measure(bencher, &document("en", ENGLISH, ONE), &[layer]);
}

#[divan::bench(args = LENGTHS, sample_count = 5)]
fn floor(bencher: Bencher<'_, '_>, length: usize) {
    let text = document("de", GERMAN, length).text;
    let patterns = [
        r"[0-9]{1,2}\. (?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)",
        r"„[^“]{1,500}“",
        r"[0-9.,]+ (?:Euro|Dollar|Prozent)",
        r"§ ?[0-9]+",
        r"(?:zufolge|laut|sagte|erklärte)",
    ];
    let set = RegexSet::new(patterns).unwrap_or_else(|_| RegexSet::empty());
    let (register, _) = register::read("register.toml", REGISTER);
    let names: Vec<&str> = register.iter().flat_map(|entry| entry.names()).collect();
    let Ok(names) = AhoCorasick::new(names) else { return };
    bencher.counter(BytesCount::new(text.len())).bench_local(|| {
        let matched: usize =
            text.split("\n\n").map(|leaf| set.matches(black_box(leaf)).iter().count()).sum();
        black_box(matched + names.find_overlapping_iter(black_box(&text)).count())
    });
}
