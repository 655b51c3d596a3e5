//! The layer quantities over any text.

#![no_main]

use std::sync::LazyLock;

use dossier::annotation::Layer;
use dossier::recognise::Recogniser;
use libfuzzer_sys::fuzz_target;

static RECOGNISER: LazyLock<Recogniser> =
    LazyLock::new(|| dossier_fuzz::recogniser(Layer::Quantities));

fuzz_target!(|data: &[u8]| dossier_fuzz::check(&RECOGNISER, data));
