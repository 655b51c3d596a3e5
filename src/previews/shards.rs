//! Pieces in files of two to four kilobytes, found by a sum over the address.

use std::collections::BTreeMap;

use serde_json::Value;

use super::pieces::Piece;

/// Bytes that a file has at least on average, and at most twice as many: a reader who looks at ten different
/// things loads 20 to 40 kB.
const SIZE: usize = 2_000;

/// In which of `count` files the piece of an address lies: FNV-1a over the address's UTF-8, 32 bits.
pub(super) fn shard(address: &str, count: usize) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in address.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash as usize % count.max(1)
}

/// Puts pieces into as many files as their size asks for, in powers of two: every page knows how many there are,
/// and would otherwise be another one as soon as a few words are added anywhere.
pub(super) fn split(pieces: &BTreeMap<String, Piece>) -> Vec<BTreeMap<&str, &Piece>> {
    let size = |(address, piece): (&String, &Piece)| {
        address.len() + serde_json::to_string(piece).map_or(0, |json| json.len())
    };
    let size = pieces.iter().map(size).sum::<usize>() / SIZE;
    let count = if pieces.is_empty() { 0 } else { 1 << size.max(1).ilog2() };
    let mut shards = vec![BTreeMap::new(); count];
    for (address, piece) in pieces {
        shards[shard(address, count)].insert(address.as_str(), piece);
    }
    shards
}

/// A classic script with one call. JSON's `<` is escaped, so that nothing in it can end a script
/// element, and so are the two line ends that JavaScript's strings did not have before 2019.
pub(super) fn call(data: &Value) -> String {
    let json = data.to_string().replace('<', "\\u003c");
    let json = json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("dossierPreviews({json});\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_one_that_the_script_makes() {
        // Known values of FNV-1a, 32 bits.
        for (address, hash) in [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)] {
            assert_eq!(shard(address, usize::MAX), hash);
        }
        assert_eq!(shard("anything", 0), 0);
    }

    #[test]
    fn a_script_holds_one_call_with_harmless_strings() {
        let call = call(&serde_json::json!("</script>\u{2028}\""));
        assert_eq!(call, "dossierPreviews(\"\\u003c/script>\\u2028\\\"\");\n");
    }
}
