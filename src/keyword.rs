//! Enums that are written as words.

/// Declares an enum of which each variant is one word in files: with its list in the order of
/// declaration, the word by `key`, and reading and writing by that word.
macro_rules! keyword {
    ($(#[$doc:meta])* $vis:vis $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        $vis enum $name { $($(#[$variant_doc])* #[serde(rename = $key)] $variant,)+ }

        impl $name {
            /// All of them, in the order in which they are shown.
            $vis const ALL: [Self; [$($key),+].len()] = [$(Self::$variant),+];

            /// Its word in files.
            #[must_use]
            $vis fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.key())
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();

            fn from_str(key: &str) -> Result<Self, ()> {
                Self::ALL.into_iter().find(|value| value.key() == key).ok_or(())
            }
        }
    };
}
