//! The models that are compiled in: `trained/TAG.model` for each language that has one.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use super::file::Model;
use crate::recognise::found::RuleName;
use crate::recognise::languages::{PerLanguage, lasting};

static TRAINED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/recognise/names/model/trained");

static MODELS: LazyLock<PerLanguage<Model<'static>>> =
    LazyLock::new(|| PerLanguage::new(|tag| Model::read(bytes(tag)?)));

/// The names of the rules, as findings have them.
static RULES: LazyLock<PerLanguage<RuleName>> =
    LazyLock::new(|| PerLanguage::new(|tag| Some(lasting(format!("names.{tag}.model")))));

/// The name of the rule that asks the model of the language with the primary tag `tag`.
pub(super) fn rule(tag: &str) -> Option<&'static RuleName> {
    RULES.get(tag)
}

/// The model of the language with the primary tag `tag`.
pub(super) fn model(tag: &str) -> Option<Model<'static>> {
    MODELS.get(tag).copied()
}

/// The bytes of that language's model file.
pub(super) fn bytes(tag: &str) -> Option<&'static [u8]> {
    TRAINED.get_file(format!("{tag}.model")).map(include_dir::File::contents)
}
