//! Speech in English.

use std::sync::LazyLock;

use super::speech::{Speech, Verb, Verbs, by_form, of, to, verb};

static VERBS: LazyLock<Verbs> = LazyLock::new(|| by_form(TABLE));

#[rustfmt::skip]
static TABLE: &[Verb] = &[
    verb(&["said", "says", "say", "saying"]), verb(&["wrote", "writes", "write", "writing"]),
    verb(&["replied", "replies", "replying"]), verb(&["asked", "asks", "asking"]),
    verb(&["answered", "answers"]), verb(&["added", "adds", "adding"]),
    verb(&["explained", "explains", "explaining"]), verb(&["stated", "states", "stating"]),
    verb(&["claimed", "claims", "claiming"]), verb(&["announced", "announces", "announcing"]),
    verb(&["declared", "declares", "declaring"]), verb(&["confirmed", "confirms"]),
    verb(&["denied", "denies"]), verb(&["insisted", "insists", "insisting"]),
    verb(&["argued", "argues", "arguing"]), verb(&["noted", "notes", "noting"]),
    verb(&["remarked", "remarks"]), verb(&["observed", "observes"]),
    verb(&["commented", "comments", "commenting"]), verb(&["reported", "reports"]),
    verb(&["warned", "warns", "warning"]), verb(&["admitted", "admits", "admitting"]),
    verb(&["exclaimed", "exclaims"]), verb(&["cried", "cries"]), verb(&["shouted", "shouts"]),
    verb(&["whispered", "whispers"]), verb(&["murmured"]), verb(&["muttered"]),
    verb(&["continued", "continues"]), verb(&["concluded", "concludes"]),
    verb(&["recalled", "recalls"]), of(&["quoted", "quotes", "quoting"]),
    verb(&["testified", "testifies"]), verb(&["responded", "responds", "responding"]),
    verb(&["suggested", "suggests"]), verb(&["acknowledged", "acknowledges"]),
    verb(&["described", "describes", "describing"]), verb(&["called", "calls", "calling"]),
    verb(&["promised", "promises"]), verb(&["urged", "urges"]),
    verb(&["complained", "complains"]), verb(&["protested", "protests"]),
    verb(&["thought", "thinks"]), verb(&["joked", "jokes"]), verb(&["agreed", "agrees"]),
    verb(&["tweeted", "tweets"]), verb(&["read", "reads", "reading"]),
    verb(&["began", "begins"]), verb(&["referred", "refers"]), verb(&["predicted", "predicts"]),
    verb(&["asserted", "asserts", "asserting"]), verb(&["sighed"]), verb(&["snapped"]),
    verb(&["boasted", "boasts"]), verb(&["emphasised", "emphasized", "stressed", "stresses"]),
    verb(&["contended", "contends"]), verb(&["demanded", "demands"]),
    to(&["told", "tells", "telling"]), to(&["informed", "informs"]), to(&["assured", "assures"]),
    to(&["reminded", "reminds"]),
];

#[rustfmt::skip]
pub(super) static SPEECH: Speech = Speech {
    verbs: &VERBS,
    nouns: &[
        "answers", "calls", "claims", "comments", "cries", "demands", "jokes", "notes", "promises",
        "protests", "quotes", "read", "remarks", "reports", "states", "stresses",
    ],
    naming: &["called", "calls", "calling", "described", "describes", "referred", "refers"],
    participles: &["written"],
    auxiliaries: &["has", "have", "had", "was", "were", "is", "been"],
    before_speaker: &[
        &["according", "to"], &["in", "the", "words", "of"], &["attributed", "to"],
        &["in", "the", "opinion", "of"],
    ],
    behind_quote: &[],
    behind_speaker: &[],
    without_speaker: &[&["in", "the", "words"], &["as", "follows"]],
    pronouns: &[
        "he", "she", "it", "i", "we", "they", "you", "who", "which", "that", "one", "this", "these",
        "those", "some", "many", "others", "both", "everyone", "someone", "nobody",
    ],
    determiners: &[
        "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "one", "two", "three",
        "several", "another", "this", "that",
    ],
    definite: &["the", "of", "by", "from", "in", "at"],
    connectors: &[
        "of", "for", "from", "at", "and", "the", "de", "la", "von", "van", "der", "den", "del",
        "di", "bin", "ibn", "al", "&", "in",
    ],
    others: &[
        "on", "to", "with", "by", "but", "as", "when", "while", "after", "before", "because", "if",
        "where", "that", "who", "which", "whose", "although", "though", "since", "until", "during",
        "about", "then", "later", "also", "however", "yesterday", "today", "meanwhile", "so", "or",
        "yet", "still", "once", "again", "not", "never", "further", "moreover", "earlier",
        "recently", "finally", "instead", "indeed", "here", "there", "how", "what", "why", "into",
        "over", "under", "against", "between", "through", "without", "upon", "like", "than",
        "was", "were", "is", "are", "be", "been", "has", "have", "had", "would", "will", "could",
        "can", "should", "may", "might", "must", "did", "does", "do", "nor", "both", "even", "just",
        "only", "now", "thus", "therefore", "reportedly", "himself", "herself", "themselves",
        "him", "them", "me", "us", "goes", "went", "used", "simply", "quickly", "often", "always", "famously",
    ],
    times: &[
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
        "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december", "morning", "evening", "afternoon", "day", "week", "year", "night",
    ],
    works: &[
        "book", "film", "song", "album", "titled", "entitled", "called", "named", "magazine",
        "newspaper", "novel", "poem", "play", "show", "series", "episode", "band", "term", "word",
        "phrase", "movie", "article", "paper", "chapter", "exhibition", "project", "programme",
        "program", "campaign", "nicknamed", "pronounced",
    ],
    audiences: &[],
    leads: &["and", "but", "as", "so"],
    adverbs: &[],
    datives: &[],
    nominatives: &[],
    and: &["and"],
    german: false,
};
