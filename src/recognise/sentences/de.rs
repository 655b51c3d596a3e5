//! Points in German.

use super::Points;

#[rustfmt::skip]
pub(super) const POINTS: Points = Points {
    abbreviations: &[
        "abg", "abs", "abschn", "abt", "allg", "anm", "art", "aufl", "az", "bd", "bde", "bes",
        "betr", "bez", "bgm", "br", "ca", "dgl", "dipl", "dir", "dr", "ebd", "ehem", "eigtl", "einschl",
        "entspr", "ev", "evtl", "exkl", "fa", "fam", "feb", "febr", "ff", "fig", "fn", "fr", "frl",
        "gem", "gen", "ges", "gest", "geb", "ggf", "hg", "hl", "hr", "hrn", "hrsg", "hptm", "inkl",
        "ing", "insb", "jan", "jg", "jh", "kap", "kath", "kgl", "lt", "ltd", "max", "med", "min",
        "mag", "mio", "mr", "mrd", "mrs", "ms", "nat", "nov", "nr", "nrn", "okt", "phil", "prof",
        "rd", "red", "ref", "rer", "reg", "rn", "rz", "sen", "sept", "sog", "sr", "st", "staatl",
        "std", "stellv", "str", "tel", "tsd", "urspr", "verf", "vgl", "vers", "vol", "vors", "zit",
        "ziff", "zzgl", "jun", "jul", "aug", "dez", "apr", "mrz",
    ],
    may_end: &["bzw", "co", "etc", "inc", "usf", "usw", "jhs", "jhd", "f"],
    starters: &[
        "Aber", "Alle", "Als", "Also", "Am", "An", "Auch", "Auf", "Aus", "Bei", "Beide", "Bis",
        "Da", "Dabei", "Dafür", "Daher", "Damit", "Danach", "Dann", "Daraufhin", "Darum", "Das",
        "Dass", "Davor", "Dazu", "Denn", "Der", "Deren", "Deshalb", "Dessen", "Die", "Dies",
        "Diese", "Dieser", "Dieses", "Doch", "Dort", "Durch", "Ein", "Eine", "Einer", "Eines",
        "Er", "Erst", "Es", "Etwa", "Für", "Gegen", "Heute", "Hier", "Ich", "Ihr", "Ihre", "Im",
        "Immer", "In", "Insgesamt", "Ist", "Jede", "Jeder", "Jedoch", "Jetzt", "Kein", "Keine",
        "Laut", "Man", "Mit", "Nach", "Nachdem", "Neben", "Nicht", "Noch", "Nun", "Nur", "Ob",
        "Obwohl", "Oder", "Ohne", "Schließlich", "Schon", "Seine", "Seit", "Seitdem", "Sie", "So",
        "Sollte", "Sonst", "Später", "Trotz", "Trotzdem", "Um", "Und", "Unter", "Viele", "Vom",
        "Von", "Vor", "Während", "War", "Warum", "Was", "Weder", "Wegen", "Weil", "Weiter", "Wenn",
        "Wer", "Wie", "Wir", "Wo", "Zu", "Zudem", "Zum", "Zur", "Zwar", "Zwei", "Zwischen",
    ],
    ordinals: true,
};
