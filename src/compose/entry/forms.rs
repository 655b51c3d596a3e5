//! How the texts call an entry: the forms found, with how often each is.

use std::collections::BTreeMap;

use crate::compose::Composer;
use crate::register::Entry;

/// How many forms are named.
const FORMS: usize = 24;

/// “Microsoft (29) · Microsofts (3)”, the most frequent first; `None` where it is never mentioned.
pub(super) fn line(composer: &Composer<'_>, entry: &Entry) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for place in composer.dossier.mentions(&entry.id) {
        *counts.entry(composer.words_of(*place)).or_default() += 1;
    }
    let mut forms: Vec<_> = counts.into_iter().collect();
    forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let words = composer.words;
    let named = forms.iter().take(FORMS);
    let mut named: Vec<String> =
        named.map(|(form, n)| format!("{form} ({})", words.number(*n))).collect();
    if forms.len() > FORMS {
        named.push(words.fill("and-more", "n", &words.number(forms.len() - FORMS)));
    }
    (!named.is_empty()).then(|| named.join(" · "))
}
