//! The models that are compiled in: `trained/TAG.model` for each language that has one.

use include_dir::{Dir, include_dir};

use super::file::Model;

static TRAINED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/recognise/names/model/trained");

/// The model of the language with the primary tag `tag`.
pub(super) fn model(tag: &str) -> Option<Model<'static>> {
    Model::read(bytes(tag)?)
}

/// The bytes of that language's model file.
pub(super) fn bytes(tag: &str) -> Option<&'static [u8]> {
    TRAINED.get_file(format!("{tag}.model")).map(include_dir::File::contents)
}
