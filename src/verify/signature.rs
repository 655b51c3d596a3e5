//! The manifest's signature, as `minisign` makes it.

use minisign_verify::{PublicKey, Signature};

use super::MANIFEST;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::project::Files;
use crate::publish::SIGNATURE;

/// Checks the signature with a public key: its Base64 line, or the text of its file. What the signer vouches for in
/// the trusted comment comes out.
///
/// # Errors
/// Where there is no signature, or it is not this key's over this manifest.
pub fn signature(files: &dyn Files, key: &str) -> Result<String, Box<Diagnostics>> {
    let wrong = |message: String, hint: &str| {
        let error = Diagnostic::error(codes::SIGNATURE, message).hint(hint);
        Box::new(Diagnostics::from_iter([error]))
    };
    let key = key.trim();
    let public = PublicKey::decode(key).or_else(|_| PublicKey::from_base64(key));
    let public = public.map_err(|error| {
        wrong(
            format!("this is no public key of minisign: {error}"),
            "give its file, or its line RW…",
        )
    })?;
    let text = files.read(SIGNATURE).map_err(|error| {
        let hint = "the publisher makes it with `minisign -Sm public/manifest.json`";
        wrong(format!("there is no signature {SIGNATURE}: {error}"), hint)
    })?;
    let text = String::from_utf8_lossy(&text);
    let signature = Signature::decode(&text).map_err(|error| {
        wrong(format!("{SIGNATURE} cannot be read: {error}"), "take it from where it was published")
    })?;
    let manifest = files.read(MANIFEST).map_err(|error| {
        wrong(format!("there is no {MANIFEST}: {error}"), "take it from where it was published")
    })?;
    // Signatures of the bytes themselves, too, as minisign made them before version 0.10.
    public.verify(&manifest, &signature, true).map_err(|error| {
        let hint = "the manifest was changed since it was signed, or somebody else signed it";
        wrong(format!("{SIGNATURE} does not fit {MANIFEST} and this key: {error}"), hint)
    })?;
    Ok(signature.trusted_comment().to_owned())
}
