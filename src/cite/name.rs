//! Names of authors and editors.

/// A name as bibliographies need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name<'a> {
    /// “Family, Given”: whoever wrote it said which part is which.
    Parts {
        /// What it is sorted by.
        family: &'a str,
        /// The rest.
        given: &'a str,
    },
    /// Anything else, an organisation's or a person's: nothing says where to cut it.
    Whole(&'a str),
}

impl<'a> Name<'a> {
    /// `None` for blanks.
    pub(super) fn new(name: &'a str) -> Option<Self> {
        let name = name.trim();
        match name.split_once(',') {
            _ if name.is_empty() => None,
            Some((family, given)) if is_part(family) && is_part(given) => {
                Some(Self::Parts { family: family.trim(), given: given.trim() })
            }
            _ => Some(Self::Whole(name)),
        }
    }

    /// In reading order.
    pub(super) fn plain(self) -> String {
        match self {
            Self::Parts { family, given } => format!("{given} {family}"),
            Self::Whole(name) => name.to_owned(),
        }
    }
}

/// One half of a name with a comma; a second comma or a bracket makes it something else.
fn is_part(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains([',', '(', ')', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_comma_cuts_a_name() {
        let check = |text, expect| assert_eq!(Name::new(text), expect, "{text}");
        check(" ", None);
        check("Board of Trade", Some(Name::Whole("Board of Trade")));
        check("Smith, J. A.", Some(Name::Parts { family: "Smith", given: "J. A." }));
        check("Smith, Jones, Brown", Some(Name::Whole("Smith, Jones, Brown")));
        check("Smith,", Some(Name::Whole("Smith,")));
        check("Ministry (Trade, Labour)", Some(Name::Whole("Ministry (Trade, Labour)")));
        assert_eq!(Name::new("Smith, Jo").map(Name::plain).as_deref(), Some("Jo Smith"));
    }
}
