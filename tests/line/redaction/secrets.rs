//! A thousand secrets of many scripts and shapes, and a dossier that has each of them in several places.

use std::fmt::Write as _;

/// Where a secret is asked to be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Words,
    Pattern,
    Entry,
    Callout,
}

pub(super) struct Secret {
    pub(super) words: String,
    pub(super) by: By,
}

const SYLLABLES: [&str; 20] = [
    "zu", "vra", "qui", "xo", "wyl", "jep", "kza", "mwi", "dzo", "fhu", "gyx", "tvo", "pzi", "rhu",
    "sva", "byk", "nqa", "lhe", "cwo", "hji",
];

/// `n` in letters of an alphabet: so many, always other ones.
fn word(alphabet: &[char], n: usize, letters: usize) -> String {
    let mut rest = n;
    let letter = |_| {
        let c = alphabet[rest % alphabet.len()];
        rest /= alphabet.len();
        c
    };
    (0..letters).map(letter).collect()
}

fn spoken(n: usize) -> String {
    let all = SYLLABLES.len();
    [n % all, n / all % all, (n / all / all + n) % all].map(|i| SYLLABLES[i]).concat()
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// Secrets, each of another shape than the one before.
pub(super) fn secrets(count: usize) -> Vec<Secret> {
    let greek: Vec<char> = ('α'..='ρ').collect();
    let cyrillic: Vec<char> = ('б'..='щ').filter(|c| !"еиоу".contains(*c)).collect();
    let arabic: Vec<char> = ('ب'..='غ').collect();
    let hebrew: Vec<char> = ('א'..='ת').collect();
    let han: Vec<char> = ('\u{8C00}'..='\u{8CFF}').collect();
    let kana: Vec<char> = ('ァ'..='ヶ').collect();
    let hangul: Vec<char> = ('\u{C000}'..='\u{C0FF}').collect();
    let devanagari: Vec<char> = ('क'..='ह').collect();
    let one = |n: usize| {
        let name = capital(&spoken(n));
        let words = match n % 16 {
            0 => format!("{name} {}", capital(&spoken(n + 7))),
            1 => format!("{name}ß{} Möß{}", spoken(n), spoken(n + 3)),
            2 => format!("{name}-O’{}", capital(&spoken(n + 5))),
            3 => format!("Κ{} {}", word(&greek, n, 6), word(&greek, n + 9, 5)),
            4 => format!("К{} {}", word(&cyrillic, n, 6), word(&cyrillic, n + 9, 5)),
            5 => word(&arabic, n, 7),
            6 => word(&hebrew, n, 7),
            7 => word(&han, n * 31 + 5, 4),
            8 => word(&kana, n * 7 + 3, 5),
            9 => word(&hangul, n * 31 + 5, 4),
            10 => word(&devanagari, n, 7),
            11 => format!("DE44 5001 0517 77{n:04} 31"),
            12 => format!("{}.{}@example.org", spoken(n), spoken(n + 1)),
            13 => format!("+49 1577 88{n:05}"),
            14 => format!("{}_{}_{n}", spoken(n), spoken(n + 2)),
            _ => format!("{} Js {}/{}", n + 10_000, 77_000 + n, spoken(n)),
        };
        // A pattern, an entry and a callout can be made of any words; of some they are.
        let by = match n % 20 {
            5 | 11 => By::Pattern,
            7 => By::Entry,
            13 => By::Callout,
            _ => By::Words,
        };
        Secret { words, by }
    };
    (0..count).map(one).collect()
}

/// The files of a dossier with all secrets in it.
pub(super) fn dossier(secrets: &[Secret]) -> Vec<(String, String)> {
    let mut files = vec![
        ("annotations/redact.toml".to_owned(), rules(secrets)),
        ("annotations/register.toml".to_owned(), register(secrets)),
        ("annotations/proposals.toml".to_owned(), proposals(secrets)),
        ("annotations/rules.toml".to_owned(), own_rules(secrets)),
        ("annotations/elsewhere.jsonld".to_owned(), web_annotation(secrets)),
        ("annotations/pages/index.md".to_owned(), page(secrets, 1)),
        ("annotations/pages/about.md".to_owned(), page(secrets, 2)),
        ("book.toml".to_owned(), book(secrets)),
    ];
    for (n, group) in secrets.chunks(10).enumerate() {
        let (seed, text) = match n % 3 {
            0 => plain(n, group),
            1 => markdown(n, group),
            _ => html(n, group),
        };
        files.push((format!("annotations/{seed}.md"), notes(n, group, n % 3)));
        files.push((format!("seeds/{seed}"), text));
    }
    files
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn rules(secrets: &[Secret]) -> String {
    let mut out = String::new();
    for (n, secret) in secrets.iter().enumerate() {
        let what = match secret.by {
            By::Words => format!("words = [{}]", quoted(&secret.words)),
            By::Pattern => {
                let escaped = secret.words.replace('.', "\\.").replace('+', "\\+");
                format!("pattern = '{}'\nmatch = \"anywhere\"", escaped.replace(' ', "\\s+"))
            }
            By::Entry => format!("entry = \"entry-{n}\""),
            By::Callout => continue,
        };
        // Writing to a string never fails.
        let _ = writeln!(out, "[[redact]]\nreason = \"ground {}\"\n{what}\n", n % 5);
    }
    out
}

fn register(secrets: &[Secret]) -> String {
    let mut out = String::from(
        "[[person]]\nid = \"jo-doe\"\nname = \"Jo Doe\"\naliases = [\"Doe\"]\npart-of = \"the-society\"\n\n\
         [[organisation]]\nid = \"the-society\"\nname = \"The Society\"\n\n",
    );
    for (n, secret) in secrets.iter().enumerate() {
        let words = quoted(&secret.words);
        let _ = match secret.by {
            By::Entry => writeln!(
                out,
                "[[person]]\nid = \"entry-{n}\"\nname = {words}\ndescription = \"Is \\\"{}\\\".\"\n",
                secret.words.replace('"', "")
            ),
            _ if n % 9 == 4 => writeln!(
                out,
                "[[person]]\nid = \"person-{n}\"\nname = \"Person {n}\"\naliases = [{words}]\n\
                 description = {words}\nnote = \"See [[jo-doe|{}]].\"\n",
                secret.words.replace(['"', '|'], "")
            ),
            _ => Ok(()),
        };
    }
    out
}

fn proposals(secrets: &[Secret]) -> String {
    let words = secrets.iter().filter(|s| s.by == By::Words).take(20).map(|s| quoted(&s.words));
    words
        .map(|words| {
            format!("[[proposal]]\nname = {words}\nkind = \"person\"\nforms = [{words}]\n\n")
        })
        .collect()
}

fn own_rules(secrets: &[Secret]) -> String {
    let name = &secrets[0].words;
    format!(
        "[[rule]]\nname = \"code\"\nlayer = \"names\"\nkind = \"person\"\npattern = '{name}'\n\
         example = \"It was {name}.\"\n"
    )
}

fn web_annotation(secrets: &[Secret]) -> String {
    let one = |n: usize| {
        serde_json::json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "Annotation",
            "creator": { "type": "Person", "name": secrets[n + 1].words },
            "body": { "type": "TextualBody", "value": format!("About {}.", secrets[n + 2].words) },
            "target": {
                "source": format!("seeds/letters/{}.txt", n / 10),
                "selector": {
                    "type": "TextQuoteSelector",
                    "exact": "Dear Sir",
                    "suffix": ", it rains."
                }
            }
        })
    };
    serde_json::to_string_pretty(&[one(0), one(30)]).expect("JSON")
}

fn page(secrets: &[Secret], from: usize) -> String {
    let all: Vec<&str> = secrets.iter().skip(from).step_by(3).map(|s| s.words.as_str()).collect();
    let list: String = all.iter().map(|words| format!("- {words}, and _{words}_\n")).collect();
    format!(
        "---\ntitle: {}\ndescription: {}\n---\n# About\n\n{list}\nSee [[jo-doe|{}]].\n",
        quoted(all[0]),
        quoted(all[1]),
        all[2].replace('|', "")
    )
}

fn book(secrets: &[Secret]) -> String {
    format!(
        "[book]\ntitle = {}\nauthors = [{}]\ndescription = {}\nlanguage = \"en\"\n\
         [output.dossier]\nsite-url = \"https://example.org/x/\"\nlicense = {}\n",
        quoted(&format!("Papers of {}", secrets[0].words)),
        quoted(&secrets[1].words),
        quoted(&secrets[2].words),
        quoted(&secrets[4].words),
    )
}

fn plain(n: usize, group: &[Secret]) -> (String, String) {
    let mut out = format!(
        "Title: On {}\nAuthor: {}\nSource: {}\n\nDear Sir, it rains.\n\n",
        group[0].words, group[1].words, group[2].words
    );
    for (k, Secret { words, .. }) in group.iter().enumerate() {
        let soft: String = words.chars().flat_map(|c| [c, '\u{AD}']).collect();
        let wide = words.replace(' ', "\u{A0}\n ");
        let _ = writeln!(
            out,
            "The {k}th is {words}. It was {wide}, {}, and “{soft}”.\n\nOr {}, or {}. Again ({words}), https://example.org/?q={}.\n",
            words.to_uppercase(),
            spoofed(words),
            full_width(words),
            percent(words),
        );
    }
    (format!("letters/{n}.txt"), out)
}

fn markdown(n: usize, group: &[Secret]) -> (String, String) {
    let mut out = format!(
        "---\ntitle: {}\ndescription: {}\n---\n\n# The {}\n\n",
        quoted(&group[0].words),
        quoted(&group[1].words),
        group[2].words.replace('_', "\\_")
    );
    for Secret { words, .. } in group {
        let plain = words.replace('_', "\\_");
        let half = words.char_indices().nth(2).map_or(0, |(at, _)| at);
        let (first, rest) = words.split_at(half);
        let _ = writeln!(
            out,
            "## On {plain}\n\nIt is *{plain}*, `{words}`, ~~{plain}~~, [{plain}](https://example.org/{p}), \
             ![{plain}](x/{p}.png) and <b>{first}</b>{rest}.[^{}]\n\n| {plain} | b |\n|---|---|\n| c | {plain} |\n\n\
             ```\nlet x = \"{words}\";\n```\n\n> - {plain}\n",
            first.len(),
            p = percent(words),
        );
    }
    let _ = writeln!(out, "\n[^2]: A note by {}.", group[3].words.replace('_', "\\_"));
    (format!("{} {n}.md", group[0].words.replace('/', "-")), out)
}

fn html(n: usize, group: &[Secret]) -> (String, String) {
    let escape = |words: &str| words.replace('&', "&amp;").replace('<', "&lt;");
    let mut out = format!(
        "<html><head><title>{}</title><meta name=\"author\" content=\"{}\"></head><body><article>",
        escape(&group[0].words),
        escape(&group[1].words)
    );
    for Secret { words, .. } in group {
        let numbers: String = words.chars().map(|c| format!("&#{};", u32::from(c))).collect();
        let half = words.char_indices().nth(2).map_or(0, |(at, _)| at);
        let (first, rest) = words.split_at(half);
        let _ = writeln!(
            out,
            "<h2>{w}</h2><p title=\"{w}\">By {w} and {numbers}, <em>{first}</em>{rest}. \
             <a href=\"https://example.org/{p}\">here</a><img alt=\"{w}\" src=\"{p}\"></p><!-- {w} -->\
             <table><tr><td>{w}</td><td>x</td></tr></table><pre>{w}</pre><ul><li>{w}</li></ul>",
            w = escape(words),
            p = percent(words),
        );
    }
    out.push_str("</article></body></html>");
    (format!("pages/{n}.html"), out)
}

fn notes(n: usize, group: &[Secret], kind: usize) -> String {
    let mut out = format!(
        "---\nauthor: {}\nrights: {}\n---\nThis is by {}, see [[jo-doe|{}]].\n\n",
        quoted(&group[4].words),
        quoted(&group[5].words),
        group[6].words,
        group[7].words.replace('|', "")
    );
    for (k, Secret { words, by }) in group.iter().enumerate() {
        let literal = words.replace('_', "\\_");
        if *by == By::Callout {
            let _ = writeln!(out, "> [!redact] ground {}\n> **{literal}**\n", k % 5);
        }
        let quote = match kind {
            0 => format!("**The {k}th is {literal}.** It was"),
            1 => format!("let x = **\"{literal}\"**;"),
            _ => format!("**By {literal} and**"),
        };
        let _ = writeln!(
            out,
            "> [!note] context, id=n-{n}-{k}, editor=\"{words}\"\n> {quote}\n\nThat is {words}, or **{words}**.\n\n\
             > [!claim] asserted, by=\"{words}\", id=c-{n}-{k}\n> {quote}\n\nHe says {words}.\n",
        );
    }
    out
}

/// With letters of another script that look the same.
pub(super) const SPOOFED: [(&str, &str); 4] = [("a", "а"), ("e", "е"), ("o", "о"), ("p", "р")];

fn spoofed(words: &str) -> String {
    SPOOFED.iter().fold(words.to_owned(), |words, (latin, other)| words.replace(latin, other))
}

fn full_width(words: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        c => c,
    };
    words.chars().map(wide).collect()
}

fn percent(words: &str) -> String {
    words.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
