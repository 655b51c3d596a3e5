//! By what the server knows that a request comes from a page that it served in this run.

use std::fmt::Write;
use std::io;

/// 32 random digits, new in each run. A page of another site can neither read nor guess them.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// Where the system has no random numbers.
    pub fn new() -> io::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        let mut digits = String::new();
        for byte in bytes {
            // Writing to a String cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        Ok(Self(digits))
    }

    /// Its digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether these are its digits; how long that takes says nothing about them.
    pub(super) fn is(&self, digits: &[u8]) -> bool {
        let own = self.0.as_bytes();
        let differ = own.iter().zip(digits).fold(0, |differ, (a, b)| differ | (a ^ b));
        own.len() == digits.len() && differ == 0
    }
}

impl std::fmt::Debug for Token {
    /// Without its digits: they belong into no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}
