//! The claims as a drawing: by status and by who makes them, and what stands for and against what.

use std::collections::{BTreeMap, BTreeSet};

use super::Composer;
use crate::annotation::{Agent, Body, Claim};
use crate::compose::footnote::agent_of;
use crate::dossier::Mention;
use crate::page::{Drawing, Ledger, LedgerClaim, LedgerCount, LedgerRelation};

/// How many claims are drawn one by one; of more only their numbers are.
const CLAIMS_DRAWN: usize = 400;
/// How many relations are drawn.
const RELATIONS: usize = 60;
/// Code points of a claim's words.
const WORDS: usize = 64;

impl Composer<'_> {
    /// What the claims page draws; `None` where nothing is claimed.
    pub(in crate::compose) fn ledger(&self) -> Option<Drawing> {
        let places: Vec<Mention> = self
            .claims_of
            .iter()
            .enumerate()
            .flat_map(|(document, claims)| {
                claims.iter().map(move |&annotation| Mention { document, annotation })
            })
            .collect();
        let in_relation = self.relations_drawn(&places);
        let mut kept: Vec<Mention> = places.iter().copied().take(CLAIMS_DRAWN).collect();
        let known: BTreeSet<Mention> = kept.iter().copied().collect();
        let ends = in_relation.iter().flat_map(|(from, to, _)| [*from, *to]);
        kept.extend(ends.filter(|place| !known.contains(place)).collect::<BTreeSet<_>>());
        let index: BTreeMap<Mention, usize> =
            kept.iter().enumerate().map(|(n, place)| (*place, n)).collect();
        let claims = kept.iter().filter_map(|place| self.ledger_claim(*place)).collect();
        let relations = in_relation.into_iter().map(|(from, to, contradicts)| LedgerRelation {
            from: index[&from],
            to: index[&to],
            contradicts,
        });
        let counts = if places.len() > CLAIMS_DRAWN { self.counts(&places) } else { Vec::new() };
        let ledger = Ledger { claims, relations: relations.collect(), counts };
        (!places.is_empty()).then_some(Drawing::Ledger(ledger))
    }

    fn ledger_claim(&self, place: Mention) -> Option<LedgerClaim> {
        let (annotation, claim) = self.claim(place)?;
        let by = match agent_of(annotation) {
            Some(Agent::Entry(id)) => self.agent_name(&Agent::Entry(id.clone())),
            Some(Agent::Words(words)) => words.clone(),
            None => String::new(),
        };
        let words = self.words_of(place);
        Some(LedgerClaim {
            words: crate::compose::comment::shortened(&words, WORDS),
            by,
            status: claim.certainty,
            href: format!("#{}", annotation.id),
        })
    }

    /// How many claims there are of each status by each, with the first of them.
    fn counts(&self, places: &[Mention]) -> Vec<LedgerCount> {
        let mut counts: BTreeMap<_, (usize, String)> = BTreeMap::new();
        for claim in places.iter().filter_map(|place| self.ledger_claim(*place)) {
            counts.entry((claim.by, claim.status)).or_insert((0, claim.href)).0 += 1;
        }
        let counts = counts.into_iter();
        counts
            .map(|((by, status), (claims, href))| LedgerCount { by, status, claims, href })
            .collect()
    }

    fn claim(&self, place: Mention) -> Option<(&crate::annotation::Annotation, &Claim)> {
        let annotation = self.dossier.annotation(place);
        match &annotation.body {
            Body::Claim(claim) => Some((annotation, claim)),
            _ => None,
        }
    }

    /// Which claim says something for or against which other, in the order of the documents.
    fn relations_drawn(&self, places: &[Mention]) -> Vec<(Mention, Mention, bool)> {
        let mut relations = Vec::new();
        for place in places {
            let Some((_, claim)) = self.claim(*place) else { continue };
            let of = [(&claim.supports, false), (&claim.contradicts, true)];
            for (ids, contradicts) in of {
                for other in ids.iter().filter_map(|id| self.dossier.by_id(id)) {
                    if other != *place && self.claim(other).is_some() {
                        relations.push((*place, other, contradicts));
                    }
                }
            }
        }
        relations.truncate(RELATIONS);
        relations
    }
}
