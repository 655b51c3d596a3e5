//! What kinds of things have names.

keyword! {
    /// What a name names, and so what a register's entry is.
    pub EntryKind {
        /// A human being.
        Person = "person",
        /// A company, authority, party, club …
        Organisation = "organisation",
        /// Somewhere.
        Place = "place",
        /// Something made to be used or sold.
        Product = "product",
        /// A text, picture, film …
        Work = "work",
        /// Something that happened.
        Event = "event",
        /// A statute, treaty, decision …
        Law = "law",
        /// An idea or a term.
        Concept = "concept",
    }
}
