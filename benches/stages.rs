//! The line's stages, one by one, by the number of documents.
//!
//! `cargo bench --bench stages`: seconds, documents a second, and how much memory is held at most. Each
//! document has paragraphs of the shipped seed in another order, so that words and names are real and no
//! two documents are alike.

use std::collections::BTreeMap;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use dossier::build::{self, Options, Quiet, Tools};
use dossier::config;
use dossier::dossier::{Dossier, Parts, link};
use dossier::locale::Catalogues;
use dossier::memo::Memo;
use dossier::page::{self, Page};
use dossier::project::{Memory, Project};
use dossier::{compose, export, previews, search, site};

#[global_allocator]
static ALLOCATOR: divan::AllocProfiler = divan::AllocProfiler::system();

const SEED: &str = include_str!("../seeds/000_4a59c69cded22aaa.txt");
const REGISTER: &str = include_str!("../annotations/register.toml");
const SETTINGS: &str = "[book]\ntitle = \"Stages\"\nlanguage = \"de\"\n";

/// Numbers of documents.
const DOCUMENTS: [usize; 3] = [30, 100, 300];

fn main() {
    divan::main();
}

/// A dossier's files.
fn project(documents: usize) -> Project {
    saying(documents, "")
}

/// The same with some more words in one of them.
fn saying(documents: usize, words: &str) -> Project {
    let paragraphs: Vec<&str> = SEED.split('\n').filter(|line| !line.trim().is_empty()).collect();
    let mut files =
        Memory::default().with("book.toml", SETTINGS).with("annotations/register.toml", REGISTER);
    for n in 0..documents {
        let mut text = format!("Title: Dokument {n}\nDate: 2020-08-{:02}\n", n % 28 + 1);
        for k in 0..paragraphs.len() {
            text.push_str("\n\n");
            text.push_str(paragraphs[(n + k * (n % 5 + 1)) % paragraphs.len()]);
        }
        if n == documents / 2 {
            text.push_str(words);
        }
        files = files.with(&format!("seeds/{n:05}.txt"), text);
    }
    Project::new(files)
}

fn dossier(documents: usize) -> Dossier {
    let (named, _) = build::names(&project(documents), &Quiet);
    let (config, _) = config::read("book.toml", SETTINGS);
    let (Some(named), Some(config)) = (named, config) else { panic!("the dossier is sound") };
    let (documents, register) = (named.documents, named.register);
    link(Parts { config, documents, register, pages: Vec::new(), origins: BTreeMap::new() })
}

fn catalogues() -> Catalogues {
    Catalogues::new(project(0).theme()).0
}

fn pages(dossier: &Dossier, catalogues: &Catalogues) -> Vec<Page> {
    compose::pages(dossier, catalogues.get(&dossier.config.language))
}

/// Reading, recognising and linking.
#[divan::bench(args = DOCUMENTS, sample_count = 5)]
fn names(bencher: Bencher<'_, '_>, documents: usize) {
    let project = project(documents);
    bencher
        .counter(ItemsCount::new(documents))
        .bench_local(|| black_box(build::names(black_box(&project), &Quiet)));
}

#[divan::bench(args = DOCUMENTS, sample_count = 5)]
fn composing(bencher: Bencher<'_, '_>, documents: usize) {
    let (dossier, catalogues) = (dossier(documents), catalogues());
    bencher
        .counter(ItemsCount::new(documents))
        .bench_local(|| black_box(pages(black_box(&dossier), &catalogues)));
}

#[divan::bench(args = DOCUMENTS, sample_count = 5)]
fn writing_pages(bencher: Bencher<'_, '_>, documents: usize) {
    let (dossier, catalogues) = (dossier(documents), catalogues());
    let pages = pages(&dossier, &catalogues);
    bencher.counter(ItemsCount::new(documents)).bench_local(|| {
        for page in &pages {
            black_box(page::write(black_box(page)));
        }
    });
}

#[divan::bench(args = DOCUMENTS, sample_count = 5)]
fn indexing(bencher: Bencher<'_, '_>, documents: usize) {
    let (dossier, catalogues) = (dossier(documents), catalogues());
    let pages = pages(&dossier, &catalogues);
    let words = catalogues.get(&dossier.config.language);
    bencher
        .counter(ItemsCount::new(documents))
        .bench_local(|| black_box(search::index(black_box(&pages), "Stages", words)));
}

#[divan::bench(args = DOCUMENTS, sample_count = 5)]
fn previewing(bencher: Bencher<'_, '_>, documents: usize) {
    let (dossier, catalogues) = (dossier(documents), catalogues());
    let pages = pages(&dossier, &catalogues);
    let words = catalogues.get(&dossier.config.language);
    bencher
        .counter(ItemsCount::new(documents))
        .bench_local(|| black_box(previews::files(black_box(&pages), words)));
}

#[divan::bench(args = DOCUMENTS, sample_count = 5)]
fn exporting(bencher: Bencher<'_, '_>, documents: usize) {
    let dossier = dossier(documents);
    bencher
        .counter(ItemsCount::new(documents))
        .bench_local(|| black_box(export::files(black_box(&dossier))));
}

#[divan::bench(args = DOCUMENTS, sample_count = 5)]
fn checking_links(bencher: Bencher<'_, '_>, documents: usize) {
    let (built, _) = build::build(&project(documents), &Options::default(), &Quiet);
    let Some(built) = built else { panic!("the dossier is sound") };
    bencher.counter(ItemsCount::new(documents)).bench_local(|| {
        black_box(site::check_output(black_box(&built.site), &built.config, &Memo::none()))
    });
}

fn tools(memo: &Memo) -> Tools<'_> {
    Tools { memo, ..Tools::watched(&Quiet) }
}

/// Building again after one seed has changed.
#[divan::bench(args = DOCUMENTS, sample_count = 5)]
fn one_seed_changed(bencher: Bencher<'_, '_>, documents: usize) {
    let first = Memo::in_memory(&Memo::none());
    let options = Options::default();
    let _ = build::build_with(&project(documents), &options, tools(&first));
    let changed = saying(documents, "\n\nUnd so weiter, seit dem 3. Mai 2020.");
    bencher.counter(ItemsCount::new(documents)).bench_local(|| {
        let memo = Memo::in_memory(&first);
        black_box(build::build_with(black_box(&changed), &options, tools(&memo)))
    });
}

/// All of it but writing.
#[divan::bench(args = DOCUMENTS, sample_count = 5)]
fn whole(bencher: Bencher<'_, '_>, documents: usize) {
    let project = project(documents);
    bencher
        .counter(ItemsCount::new(documents))
        .bench_local(|| black_box(build::build(black_box(&project), &Options::default(), &Quiet)));
}
