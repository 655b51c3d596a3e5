//! What stands below the options in `--help` and in the manual: examples, and what one must know.

pub(super) const MAIN: &str = "\
Examples:
  dossier init letters       make a dossier of the folder letters/
  dossier build              build the dossier around this folder
  dossier serve --open       see it in the browser, rebuilt on every change
  dossier check              see what is wrong, write nothing
  dossier reanchor           mend quotes whose sources have changed

Exit codes:
  0  done; there may be warnings
  1  the content has errors, or something could not be read or written
  2  the command line cannot be understood

Standard output carries results only: annotations, explanations, completions, the manual, and
diagnostics with --format json, github or sarif. All other words go to standard error.

Environment:
  NO_COLOR        set and not empty: no colours
  CLICOLOR_FORCE  set and not 0: colours even where the output is no terminal";

pub(super) const INIT: &str = "\
Examples:
  dossier init               make a dossier of this folder
  dossier init letters       make the folder letters/ and a dossier in it

Documents (.txt, .md, .html and others) anywhere in the folder are copied into seeds/, with the
folders they lie in. Left out are hidden folders, node_modules, target, public, pages, and README
and LICENSE files at the top. Where seeds/ holds files already, nothing is copied.";

pub(super) const BUILD: &str = "\
Examples:
  dossier build              build the dossier around this folder
  dossier build letters      build the dossier in letters/
  dossier build --timings    show what each stage takes
  dossier build --trace build.json   the same item by item, for https://ui.perfetto.dev
  dossier build --format github   mark what is wrong in a GitHub workflow's log
  dossier build --locked     write no lock, and fail where it would change (for CI)
  dossier build --public --as-of 2026-11-23   leave out what is not public on that day
  dossier build --site-url https://example.org/letters/   with sitemap and feed for this address

A document, note or page is public unless it says `publish: internal` or `publish: embargoed until DATE`.
What annotations/redact.toml and [redact] callouts hide is looked for in every byte of the output; a trace
of it, or of what --public leaves out, is an error, and nothing is written.

A build whose sources, settings and output are as the last one left them only says so; what it goes by
lies in .dossier-cache/, which may be deleted at any time.

Annotations that are new are added to annotations/anchors.lock; where a source has changed under others,
only `dossier reanchor` does so.

Exit codes: 0 built, 1 nothing written because of errors, 2 wrong usage.";

pub(super) const SERVE: &str = "\
Examples:
  dossier serve              serve the dossier around this folder
  dossier serve --open       open it in the browser, too
  dossier serve letters --port 8080

Ctrl-C stops it. Watched are seeds/, annotations/, templates/, static/ and book.toml.";

pub(super) const CHECK: &str = "\
Examples:
  dossier check              check the dossier around this folder
  dossier check letters --format json | jq .message
  dossier check --format sarif > dossier.sarif
  dossier explain D0042      what the code of a diagnostic means
  dossier check --against HEAD   see what changed sources do to the notes, before you commit them

What the words of each annotation stood among is recorded in annotations/anchors.lock. Where a source has
changed since, annotations are reported as moved, fuzzy, ambiguous or lost; `dossier reanchor` mends them.

What is checked: docs/checks.md, or `dossier explain`. How much a code matters stands in book.toml:
[output.dossier.levels] D0110 = \"allow\", \"warn\" or \"error\". Of D0100 to D0109 a build only warns, unless a
level says otherwise.

Exit codes: 0 no errors, 1 errors, 2 wrong usage.";

pub(super) const SUGGEST: &str = "\
Examples:
  dossier suggest            write annotations/proposals.toml, or bring it up to date
  dossier suggest --apply    move what was accepted into annotations/register.toml

For each proposal write decision = \"accept\", \"alias-of: ID\" or \"reject\", and correct its name, id,
kind and forms as you like. What is rejected is not proposed again; what is left open stays open.

Exit codes: 0 done, 1 nothing written because of errors, 2 wrong usage.";

pub(super) const DIFF: &str = "\
Examples:
  dossier diff HEAD              what is not committed yet
  dossier diff origin/main       what this branch does
  dossier diff v1 --format json | jq '.annotations[] | select(.how == \"removed\")'
  dossier diff origin/main --format markdown > comment.md

First a summary, then the details: documents and pages with their words, [-gone-] and {+new+}; annotations by
layer and maker; entries of the register; links; settings. With --format json it is one object, with --format
markdown the comment of a pull request, cut where it would be too long for one.

Exit codes: 0 shown, also where nothing differs, 1 git has no such revision, 2 wrong usage.";

pub(super) const MV: &str = "\
Examples:
  dossier mv letters/scan-17.txt letters/1924-03-02-ashdown.txt   a seed, with its notes
  dossier mv letters/ correspondence/                             all seeds of a folder
  dossier mv donald-trump donald-j-trump                          an entry's id
  dossier mv register/reply register/answer                       where reply is a document, too
  dossier mv documents/reply documents/the-answer                 a document's address alone
  dossier mv how-we-worked method-note                            a page of yours
  dossier mv '#boards-left' '#boards-in-winter'                   a claim, question or note

Where a page's address changes, the old one is written into `formerly` beside it (in the register, in the
notes file, in the page) and a page there leads on; --no-redirect does without. Whoever goes back to an earlier
name takes it out of that list. The addresses of all other pages stay.

The change is shown on standard output, as git shows it. Without a terminal and without --yes nothing is written.

Exit codes: 0 renamed, 1 nothing was written, 2 wrong usage.";

pub(super) const TRACE: &str = "\
Examples:
  dossier trace letter#p4
  dossier trace 'letter#p4' 'on Thursday'   only what is said of these words
  dossier trace letter#p4 --sentence 2
  dossier trace https://example.org/weir/documents/letter.html#p4 --in weir
  dossier trace letter#p4 --json | jq '.passages[].sentences[].annotations[]'

Words are underlined with = for what an editor says, - for what a rule or the register says, and . for a guess.
Rules are those of the program, whose examples are shown, or of annotations/rules.toml.

Exit codes: 0 shown, 1 there is no such passage, 2 wrong usage.";

pub(super) const VERIFY: &str = "\
Examples:
  dossier verify             check public/ of the dossier around this folder
  dossier verify site        check a folder that you were given
  dossier verify site --seeds letters   is it what the seeds in letters/ give?
  dossier verify site --key publisher.pub   is it signed by the publisher?

The publisher signs with minisign after each build, and hands out the public key by another way:
  minisign -G                            make a pair of keys, once
  minisign -Sm public/manifest.json      sign the list of all files

Exit codes: 0 as published, 1 not as published, 2 wrong usage.";

pub(super) const IMPORT: &str = "\
Examples:
  dossier import hypothesis.json            what Hypothesis's API or its sidebar exports
  dossier import notes.jsonld               W3C Web Annotations, this program's own export too
  dossier import recogito.csv --document ID   annotations of one document
  dossier import zotero.bib --dry-run       show what metadata would come in
  dossier import --register wikidata.csv    names that stand in the documents
  dossier import --register DE.txt --largest   places of a GeoNames dump

An annotation finds its document by address, path, sum, title or file name, and its words as notes do. Its
maker, its date and its address are kept (editor=, created=, via=). With --register, an entry with the same
address gets the addresses, coordinates and names that it lacks; what contradicts it is told, and nothing is
put together because it has the same name. docs/importing.md lists what is read of each file.

Exit codes: 0 done, what was left out is listed; 1 a file is broken or could not be written; 2 wrong usage.";

pub(super) const NEW: &str = "\
Examples:
  dossier new seed letter.txt    add a source, and say what is known of it";

pub(super) const NEW_SEED: &str = "\
Examples:
  dossier new seed letter.txt
  dossier new seed page.html --url https://example.org/page --retrieved 2021-05-01
  pdftotext report.pdf - | dossier new seed - --name reports/1924.txt --title \"Report of 1924\"

What is read: .txt, .md and .html. The file itself stays as it was received; what you say of it stands in
annotations/, where it can be corrected.

Exit codes: 0 added, 1 not added, 2 wrong usage.";

pub(super) const EXPLAIN: &str = "\
Examples:
  dossier explain            list all codes
  dossier explain D0042      explain one, with an example
  dossier explain --markdown > checks.md

Exit codes: 0 explained, 2 there is no such code.";

pub(super) const REANCHOR: &str = "\
Examples:
  dossier reanchor           show what would change, and ask
  dossier reanchor --yes     change it without asking

The changes are shown on standard output, as diff -u does. Without a terminal and without --yes nothing is
written. Quotes that are lost or ambiguous are listed and left to you.

Exit codes: 0 all annotations have their words, 1 some are lost or nothing was written, 2 wrong usage.";

pub(super) const ANCHOR: &str = "\
Examples:
  dossier anchor --jsonl < quotes.jsonl > places.jsonl

A line has \"text\", \"selector\" and, if need be, \"id\" (given back as it is). A selector has \"exact\" and,
if known, \"prefix\", \"suffix\" and \"start\". Offsets are Unicode code points of \"text\".";

pub(super) const ANNOTATE: &str = "\
Examples:
  dossier annotate letter.txt
  echo 'Es war der 3. August 2020.' | dossier annotate --lang de
  dossier annotate --layer names --register register.toml letter.txt
  dossier annotate --explain --layer dates letter.txt
  dossier annotate --jsonl < texts.jsonl > spans.jsonl

With --jsonl each line is an object with \"text\" and, if need be, \"id\" (any value, given back as it
is), \"lang\" and \"date\". Offsets are Unicode code points of \"text\". A line that cannot be read is
reported with its number, and the exit code is 1; all others are answered.

Diagnostics go to standard error in every format.";

pub(super) const COMPLETIONS: &str = "\
Examples:
  dossier completions bash > ~/.local/share/bash-completion/completions/dossier
  dossier completions fish > ~/.config/fish/completions/dossier.fish
  dossier completions zsh > ~/.zfunc/_dossier";

pub(super) const MAN: &str = "\
Examples:
  dossier man | man -l -
  dossier man > ~/.local/share/man/man1/dossier.1
  dossier man build > ~/.local/share/man/man1/dossier-build.1";
