//! The HTML elements that make a difference to a text.

use crate::document::StyleKind;

/// Names and what kind of element each is, in one place.
macro_rules! tags {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// An element's name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Tag {
            $(#[doc = $name] $variant,)*
            /// Any other: its tags go and its words stay.
            Other,
        }

        impl Tag {
            /// From a name in lower case.
            pub(super) fn from_name(name: &[u8]) -> Self {
                match std::str::from_utf8(name).unwrap_or_default() {
                    $($name => Self::$variant,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

tags! {
    A = "a", Address = "address", Applet = "applet", Area = "area", Article = "article",
    Aside = "aside", Audio = "audio", B = "b", Base = "base", Blockquote = "blockquote",
    Body = "body", Br = "br", Button = "button", Canvas = "canvas", Caption = "caption",
    Center = "center", Code = "code", Col = "col", Colgroup = "colgroup", Datalist = "datalist",
    Dd = "dd", Del = "del", Details = "details", Dialog = "dialog", Dir = "dir", Div = "div",
    Dl = "dl", Dt = "dt", Em = "em", Embed = "embed", Fieldset = "fieldset",
    Figcaption = "figcaption", Figure = "figure", Footer = "footer", Form = "form",
    Frameset = "frameset", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
    Head = "head", Header = "header", Hgroup = "hgroup", Hr = "hr", Html = "html", I = "i",
    Iframe = "iframe", Img = "img", Input = "input", Kbd = "kbd", Legend = "legend", Li = "li",
    Link = "link", Listing = "listing", Main = "main", Math = "math", Menu = "menu",
    Meta = "meta", Nav = "nav", Noembed = "noembed", Noframes = "noframes",
    Noscript = "noscript", Object = "object", Ol = "ol", P = "p", Param = "param", Pre = "pre",
    Plaintext = "plaintext", Q = "q", S = "s", Samp = "samp", Script = "script",
    Search = "search", Section = "section", Select = "select", Source = "source",
    Strike = "strike", Strong = "strong", Style = "style", Summary = "summary", Svg = "svg",
    Table = "table", Tbody = "tbody", Td = "td", Template = "template", Textarea = "textarea",
    Tfoot = "tfoot", Th = "th", Thead = "thead", Title = "title", Tr = "tr", Track = "track",
    Tt = "tt", Ul = "ul", Video = "video", Wbr = "wbr", Xmp = "xmp",
}

impl Tag {
    /// Elements without content (HTML Standard, section 13.1.2).
    pub(super) fn is_void(self) -> bool {
        matches!(
            self,
            Self::Area
                | Self::Base
                | Self::Br
                | Self::Col
                | Self::Embed
                | Self::Hr
                | Self::Img
                | Self::Input
                | Self::Link
                | Self::Meta
                | Self::Param
                | Self::Source
                | Self::Track
                | Self::Wbr
        )
    }

    /// Elements that begin and end a line, and so are followed by the walk.
    pub(super) fn is_block(self) -> bool {
        self.heading().is_some()
            || self.is_list()
            || self.is_preformatted()
            || matches!(
                self,
                Self::Address
                    | Self::Article
                    | Self::Aside
                    | Self::Blockquote
                    | Self::Center
                    | Self::Dd
                    | Self::Details
                    | Self::Dialog
                    | Self::Div
                    | Self::Dl
                    | Self::Dt
                    | Self::Fieldset
                    | Self::Figcaption
                    | Self::Figure
                    | Self::Footer
                    | Self::Form
                    | Self::Header
                    | Self::Hgroup
                    | Self::Legend
                    | Self::Li
                    | Self::Main
                    | Self::Nav
                    | Self::P
                    | Self::Search
                    | Self::Section
                    | Self::Summary
                    | Self::Table
            )
            || self.is_table_part()
    }

    /// What stands only in a table.
    pub(super) fn is_table_part(self) -> bool {
        self.is_cell()
            || self.is_row_group()
            || matches!(self, Self::Caption | Self::Colgroup | Self::Tr)
    }

    /// Cells of a table.
    pub(super) fn is_cell(self) -> bool {
        matches!(self, Self::Td | Self::Th)
    }

    /// Groups of rows.
    pub(super) fn is_row_group(self) -> bool {
        matches!(self, Self::Thead | Self::Tbody | Self::Tfoot)
    }

    /// Lists of items.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::Ul | Self::Ol | Self::Menu | Self::Dir)
    }

    /// Elements whose white space counts.
    pub(super) fn is_preformatted(self) -> bool {
        matches!(self, Self::Pre | Self::Listing | Self::Xmp | Self::Plaintext)
    }

    /// A heading's level.
    pub(super) fn heading(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }

    /// Elements that only say how words are set. A link's address is filled in by the reader.
    pub(super) fn style(self) -> Option<StyleKind> {
        match self {
            Self::A => Some(StyleKind::Link(String::new())),
            Self::Em | Self::I => Some(StyleKind::Emphasis),
            Self::Strong | Self::B => Some(StyleKind::Strong),
            Self::Del | Self::S | Self::Strike => Some(StyleKind::Strike),
            Self::Code | Self::Kbd | Self::Samp | Self::Tt => Some(StyleKind::Code),
            _ => None,
        }
    }
}
