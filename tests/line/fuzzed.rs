//! What fuzzing found worth keeping, given to each target again: nothing panics, all holds together.

use std::collections::BTreeSet;

use crate::support::{repository, tree};

#[path = "../../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "it is a library of its own")]
mod fuzz;

#[test]
fn every_kept_input_holds() {
    let targets: BTreeSet<String> = tree(&repository().join("fuzz/fuzz_targets"))
        .into_keys()
        .map(|name| name.trim_end_matches(".rs").replace('_', "-"))
        .collect();
    let mut tried = BTreeSet::new();
    for (path, bytes) in tree(&repository().join("fuzz/corpus")) {
        let (target, _) = path.split_once('/').unwrap();
        assert!(bytes.len() <= 2_048, "{path} is large");
        fuzz::run(target, &bytes);
        tried.insert(target.to_owned());
    }
    assert_eq!(tried, targets);
}
