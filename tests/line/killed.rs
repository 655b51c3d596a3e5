//! A build that is killed, at whatever moment, leaves the old site whole or the new one.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::{build, folder, program, put, tree};

/// How often.
const KILLS: u32 = 200;

const SETTINGS: [&str; 2] = ["[book]\ntitle = \"Old\"\n", "[book]\ntitle = \"New\"\n"];

/// A dossier of a page or two: most of a build is writing.
fn small(settings: &str) -> tempfile::TempDir {
    folder(&[
        ("book.toml", settings.as_bytes()),
        ("seeds/a.txt", b"Date: 2020-05-03\n\nThe council of Neustadt met on 1 May 2020."),
        ("seeds/b.md", b"# Minutes\n\nIt **met** again."),
        ("annotations/register.toml", b"[[place]]\nid = \"n\"\nname = \"Neustadt\"\n"),
    ])
}

/// Moments that are spread evenly, the same in every run (SplitMix64).
struct Moments(u64);

impl Moments {
    fn below(&mut self, most: Duration) -> Duration {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        most.mul_f64((z >> 11) as f64 / (1u64 << 53) as f64)
    }
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    const OUTPUTS: [&str; 2] = ["public", "pages"];
    let read = |root: &Path| OUTPUTS.map(|output| tree(&root.join(output)));
    let place = small(SETTINGS[0]);
    let root = place.path();
    build(root);
    let old = read(root);
    let other = small(SETTINGS[1]);
    let begun = Instant::now();
    build(other.path());
    let whole = begun.elapsed();
    let new = read(other.path());
    assert!(old[0] != new[0] && old[1] != new[1]);

    let mut moments = Moments(1);
    let mut killed = 0;
    for n in 0..KILLS {
        // In turn, so that every build has something to swap.
        put(&root.join("book.toml"), SETTINGS[(n as usize + 1) % 2].as_bytes());
        let moment = moments.below(whole);
        let mut running = program(root, &["build", "-q"]).spawn().unwrap();
        std::thread::sleep(moment);
        killed += u32::from(running.try_wait().unwrap().is_none());
        // It may have ended by itself in the meantime, which is as good.
        let _ = running.kill();
        running.wait().unwrap();
        for (i, found) in read(root).into_iter().enumerate() {
            assert!(found == old[i] || found == new[i], "{} after {moment:?}", OUTPUTS[i]);
        }
    }
    assert!(killed > KILLS / 4, "only {killed} builds were still running");

    put(&root.join("book.toml"), SETTINGS[1].as_bytes());
    build(root);
    assert!(read(root) == new);
    let left: Vec<String> = walkdir::WalkDir::new(root)
        .min_depth(1)
        .max_depth(1)
        .into_iter()
        .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned())
        .filter(|name| name.starts_with('.') && name != ".dossier-cache")
        .collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}
