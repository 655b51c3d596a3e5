//! Points in English.

use super::Points;

#[rustfmt::skip]
pub(super) const POINTS: Points = Points {
    abbreviations: &[
        "adm", "app", "apr", "art", "aug", "bros", "ca", "capt", "cf", "ch", "cmdr", "col", "cpl",
        "dec", "dept", "dr", "ed", "eds", "esp", "est", "feb", "fig", "figs", "fr", "gen", "gov",
        "hon", "ibid", "jan", "lt", "maj", "mar", "messrs", "mr", "mrs", "ms", "mt", "nos", "nov",
        "oct", "op", "para", "pp", "prof", "pt", "rep", "reps", "rev", "sec", "sen", "sens", "sept",
        "sep", "sgt", "st", "supt", "viz", "vol", "vols", "vs",
    ],
    may_end: &["al", "co", "corp", "etc", "inc", "jr", "ltd", "no", "sr"],
    starters: &[
        "A", "After", "All", "Although", "An", "And", "Another", "Any", "As", "At", "Because",
        "Before", "Both", "But", "By", "Despite", "During", "Each", "Even", "Every", "Few", "For",
        "From", "Had", "He", "Her", "Here", "His", "How", "However", "I", "If", "In", "Instead",
        "Is", "It", "Its", "Later", "Many", "Meanwhile", "More", "Most", "My", "No", "Nobody",
        "Not", "Nothing", "Now", "Of", "On", "One", "Only", "Or", "Other", "Our", "Several", "She",
        "Since", "So", "Some", "Still", "Such", "That", "The", "Their", "Then", "There", "These",
        "They", "This", "Those", "Though", "Thus", "To", "Today", "Two", "Under", "Until", "We",
        "What", "When", "Where", "Whether", "Which", "While", "Who", "Why", "With", "You", "Your",
    ],
    ordinals: false,
};
