//! Why one reading of words went before another, by the order that `recognise::conflict` and the layers keep.

/// Why the rule `winner` went before the rule `loser`, in a clause.
pub(super) fn why(winner: &str, loser: &str) -> &'static str {
    let layer = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let (won, lost) = (layer(winner), layer(loser));
    match (won.as_str(), lost.as_str()) {
        ("own", _) => "your own rules go before the program's",
        ("references", "references") => "of references the first goes first, then the longest",
        ("references", _) => "a reference goes before whatever else its words may be",
        ("dates", "quantities") => {
            "the longer goes before the shorter, and a time before an amount"
        }
        ("quantities", "dates") => "an amount goes before a time only where it is longer",
        (_, "names") if won != "names" => "a name that the register lacks comes last",
        ("names", "names") => "of names the register's go first, then the first and longest",
        ("certainty", "certainty") if loser == "certainty.quotation" => {
            "the words themselves say more than that somebody is quoted"
        }
        ("certainty", "certainty") => "it stands first in its file",
        ("dates", "dates") => "it reads more of the words, or stands first in its file",
        _ => "it reads more of the words",
    }
}

/// Why an editor's annotation went before a rule's.
pub(super) const EDITOR: &str = "an editor's word goes before a rule's";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_layers_is_told() {
        for (winner, loser, expect) in [
            ("own.file", "references.de.file", "your own rules"),
            ("references.de.decision", "dates.de.day", "a reference goes before"),
            ("dates.de.duration", "quantities.de.count", "the longer goes before"),
            ("dates.year", "names.en.model", "comes last"),
            ("names.exact", "names.en.model", "the register's go first"),
            ("certainty.de.plans", "certainty.quotation", "the words themselves"),
        ] {
            assert!(why(winner, loser).contains(expect), "{winner} {loser}");
        }
    }
}
