//! Units of time, as durations and shifts count them.

keyword! {
    /// A unit of time.
    pub(super) Unit {
        /// 1/60 of a minute.
        Second = "second",
        /// 1/60 of an hour.
        Minute = "minute",
        /// 1/24 of a day.
        Hour = "hour",
        /// A calendar day.
        Day = "day",
        /// Saturday and Sunday.
        Weekend = "weekend",
        /// Monday to Sunday (ISO 8601-1, 3.1.1.23).
        Week = "week",
        /// A calendar month.
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// A quarter of the year by the weather: 3, 6, 9 or 12 is its first month.
        Season = "season",
        /// Six months.
        Half = "half",
        /// A calendar year.
        Year = "year",
        /// Ten years.
        Decade = "decade",
        /// A hundred years.
        Century = "century",
    }
}

impl Unit {
    /// A duration of so many, as TIMEX3 writes it: `P3D`, `PT20M`, `P2DE`.
    pub(super) fn duration(self, count: &str) -> String {
        format!("P{}", self.counted(count))
    }

    /// The same without the `P`.
    pub(super) fn counted(self, count: &str) -> String {
        let (before, behind) = match self {
            Self::Second => ("T", "S"),
            Self::Minute => ("T", "M"),
            Self::Hour => ("T", "H"),
            Self::Day => ("", "D"),
            Self::Weekend => ("", "WE"),
            Self::Week => ("", "W"),
            Self::Month => ("", "M"),
            Self::Quarter => ("", "Q"),
            Self::Season => ("", "SE"),
            Self::Half => ("", "H"),
            Self::Year => ("", "Y"),
            Self::Decade => ("", "DE"),
            Self::Century => ("", "CE"),
        };
        format!("{before}{count}{behind}")
    }

    /// Whether it is shorter than a day.
    pub(super) fn is_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}
