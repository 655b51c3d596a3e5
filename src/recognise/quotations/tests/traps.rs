//! Reported speech in its many shapes, and sentences that only look like it.

use super::all;

/// What is found in each text: `style | words | cue | speaker`.
fn check(language: &str, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(all(language, text), *expected, "{text}");
    }
}

#[test]
fn german_reports() {
    check(
        "de",
        &[
            (
                "Ada Muster sagte, das Werk sei alt.",
                &["indirect | das Werk sei alt | sagte | Ada Muster"],
            ),
            (
                "Nach Angaben der Polizei brannte das Werk.",
                &["indirect | brannte das Werk | Nach Angaben | der Polizei"],
            ),
            (
                "Das Werk ist dem Amt zufolge geschlossen.",
                &["indirect | Das Werk ist dem Amt zufolge geschlossen | zufolge | dem Amt"],
            ),
            (
                "Das Werk brenne, teilte die Feuerwehr mit.",
                &["indirect | Das Werk brenne | teilte mit | die Feuerwehr"],
            ),
            (
                "In dem Brief heißt es, das Werk sei verkauft.",
                &["indirect | das Werk sei verkauft | heißt es | dem Brief"],
            ),
            (
                "Das Amt warf der Firma vor, Geld veruntreut zu haben.",
                &["indirect | Geld veruntreut zu haben | warf vor | Das Amt"],
            ),
            (
                "Ada Muster nannte den Plan „einen großen Unsinn“ und ging.",
                &["direct | „einen großen Unsinn“ | nannte | Ada Muster"],
            ),
            (
                "Das Werk sei „nicht mehr zu retten“, sagte Ada Muster.",
                &[
                    "mixed | Das Werk sei „nicht mehr zu retten“ | sagte | Ada Muster",
                    "direct | „nicht mehr zu retten“ | sagte | Ada Muster",
                ],
            ),
        ],
    );
}

#[test]
fn english_reports() {
    check(
        "en",
        &[
            (
                "The mayor said the bridge was closed.",
                &["indirect | the bridge was closed | said | The mayor"],
            ),
            (
                "The bridge, Ada Sample said, is closed.",
                &["indirect | The bridge, Ada Sample said, is closed | said | Ada Sample"],
            ),
            (
                "Ada Sample told the council that it would rain.",
                &["indirect | that it would rain | told | Ada Sample"],
            ),
            (
                "A man who saw the fire said that nobody was hurt.",
                &["indirect | that nobody was hurt | said | A man"],
            ),
            (
                "It is clear that the minutes of the Board state that the bridge will close.",
                &["indirect | that the bridge will close | state | the minutes of the Board"],
            ),
            ("They deny that relief to Ada, but nobody stays.", &[]),
        ],
    );
}

#[test]
fn french_reports_and_quotations() {
    check(
        "fr",
        &[
            (
                "« Nous restons », a déclaré Ada Modèle.",
                &["direct | « Nous restons » | déclaré | Ada Modèle"],
            ),
            ("« Nous restons », dit-il.", &["direct | « Nous restons » | dit | il"]),
            (
                "D’après le maire, le pont est fermé.",
                &["indirect | le pont est fermé | D’ après | le maire"],
            ),
            ("Elle affirme qu’il reviendra.", &["indirect | qu’il reviendra | affirme | Elle"]),
            ("Le maire serait parti.", &["indirect | Le maire serait parti | serait | -"]),
            ("Le livre « La longue route » est beau.", &[]),
            ("Le temps est beau et la ville est calme.", &[]),
        ],
    );
}

#[test]
fn plain_statements_are_no_reports() {
    check(
        "de",
        &[
            ("Das Werk soll im Mai eröffnet werden.", &[]),
            ("Nach dem Regen kam die Sonne.", &[]),
            ("Er kam so spät, dass niemand mehr da war.", &[]),
            ("Es sei denn, es regnet.", &[]),
            ("Gott sei Dank regnet es nicht.", &[]),
            ("Die Sage erzählt man gern.", &[]),
            ("Sie geht aus dem Haus, um zu arbeiten.", &[]),
        ],
    );
    check(
        "en",
        &[
            ("The proposed cause of action is new.", &[]),
            ("The states that border the sea are rich.", &[]),
            ("See you soon!", &[]),
            ("He knew the way home.", &[]),
        ],
    );
}

#[test]
fn a_run_keeps_its_speaker_and_ends_with_plain_statements() {
    check(
        "de",
        &[
            (
                "Ada Muster sagte, das Werk sei alt. Es werde schließen. Es liegt am Fluss.",
                &[
                    "indirect | das Werk sei alt | sagte | Ada Muster",
                    "indirect | Es werde schließen. |  | Ada Muster",
                ],
            ),
            ("Das Werk liegt am Fluss. Es würde sonst überflutet.", &[]),
        ],
    );
}

#[test]
fn clauses_of_nouns_and_fillers_are_no_reports() {
    check(
        "en",
        &[
            ("The board announced the plans that would cut costs.", &[]),
            ("It was cold, you know, and wet.", &[]),
            ("The club launched a petition, asking the council to pay.", &[]),
        ],
    );
    check(
        "de",
        &[
            ("Zwölf Todesopfer forderte der Sturm im Norden.", &[]),
            ("Das Schiff brachte die erwartete Lieferung.", &[]),
        ],
    );
}

#[test]
fn the_subject_is_found_past_adverbs_negations_and_commas() {
    check(
        "en",
        &[
            (
                "I really don't think that the plant will close.",
                &["indirect | that the plant will close | think | I"],
            ),
            (
                "Ada Sample of the Newtown Board, says they are looking at it.",
                &["indirect | they are looking at it | says | Ada Sample of the Newtown Board"],
            ),
            (
                "Perhaps they know that the plant will close.",
                &["indirect | that the plant will close | know | they"],
            ),
        ],
    );
    check(
        "de",
        &[(
            "Das Werk sei am 3. Mai zu, teilte Ada Muster mit.",
            &["indirect | Das Werk sei am 3. Mai zu | teilte mit | Ada Muster"],
        )],
    );
}
