//! Currencies that are written alike everywhere: signs and ISO 4217 codes.
//!
//! A sign that several countries use stands for the currency that it most often means: `$` is the
//! dollar of the United States, `£` the pound of the United Kingdom, `¥` the yen.

/// Signs, with ISO 4217 codes.
#[rustfmt::skip]
pub(super) const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"), ("USD$", "USD"), ("A$", "AUD"), ("AU$", "AUD"), ("C$", "CAD"), ("CA$", "CAD"),
    ("HK$", "HKD"), ("NZ$", "NZD"), ("S$", "SGD"), ("R$", "BRL"), ("$", "USD"), ("€", "EUR"),
    ("£", "GBP"), ("¥", "JPY"), ("₽", "RUB"), ("₺", "TRY"), ("₹", "INR"), ("₩", "KRW"),
    ("₪", "ILS"), ("₴", "UAH"),
];

/// ISO 4217 codes of today, and of the currencies that the euro replaced.
#[rustfmt::skip]
pub(super) const CODES: &[(&str, &str)] = &[
    ("AED", "AED"), ("ARS", "ARS"), ("ATS", "ATS"), ("AUD", "AUD"), ("BEF", "BEF"), ("BGN", "BGN"),
    ("BRL", "BRL"), ("CAD", "CAD"), ("CHF", "CHF"), ("CNY", "CNY"), ("CZK", "CZK"), ("DEM", "DEM"),
    ("DKK", "DKK"), ("EGP", "EGP"), ("ESP", "ESP"), ("EUR", "EUR"), ("FRF", "FRF"), ("GBP", "GBP"),
    ("HKD", "HKD"), ("HUF", "HUF"), ("IDR", "IDR"), ("ILS", "ILS"), ("INR", "INR"), ("ISK", "ISK"),
    ("ITL", "ITL"), ("JPY", "JPY"), ("KRW", "KRW"), ("MXN", "MXN"), ("NGN", "NGN"), ("NLG", "NLG"),
    ("NOK", "NOK"), ("NZD", "NZD"), ("PHP", "PHP"), ("PLN", "PLN"), ("RON", "RON"), ("RUB", "RUB"),
    ("SAR", "SAR"), ("SEK", "SEK"), ("SGD", "SGD"), ("THB", "THB"), ("TRY", "TRY"), ("TWD", "TWD"),
    ("UAH", "UAH"), ("USD", "USD"), ("ZAR", "ZAR"),
];
