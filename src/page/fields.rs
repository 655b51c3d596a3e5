//! A page's front matter as TOML, written straight from what it is made of.
//!
//! One key a line; of a list of tables, one table a line, so that a change shows as one line. (TOML allows line
//! ends in an inline table only inside such a list.) TOML has no null; an empty string says it where the key
//! stands at all.

use std::fmt;

use serde::ser::{self, Serialize};

/// Writes a structure's fields, one a line. Nothing that a page's front matter is made of cannot be written.
pub(super) fn push_fields<T: Serialize>(value: &T, out: &mut String) {
    let _ = value.serialize(Writer { out, is_top: true });
}

/// What cannot be written: something that no front matter has.
#[derive(Debug)]
pub(super) struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it has no form in front matter")
    }
}

impl std::error::Error for Unfit {}

impl ser::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Writer<'a> {
    out: &'a mut String,
    /// Whether it is the front matter itself, whose fields are lines.
    is_top: bool,
}

/// A table that is being written.
struct Table<'a> {
    out: &'a mut String,
    is_top: bool,
    is_first: bool,
}

impl<'a> Table<'a> {
    fn new(writer: Writer<'a>) -> Self {
        if !writer.is_top {
            writer.out.push_str("{ ");
        }
        Self { out: writer.out, is_top: writer.is_top, is_first: true }
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Unfit> {
        let first = std::mem::take(&mut self.is_first);
        self.out.push_str(if self.is_top || first { "" } else { ", " });
        self.out.push_str(key);
        self.out.push_str(" = ");
        value.serialize(Writer { out: self.out, is_top: false })?;
        self.out.push_str(if self.is_top { "\n" } else { "" });
        Ok(())
    }

    fn end(self) {
        self.out.push_str(if self.is_top { "" } else { " }" });
    }
}

/// A list that is being written: its items side by side, or, where they are tables, below each other.
struct List<'a> {
    out: &'a mut String,
    len: usize,
    of_tables: bool,
}

impl List<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Unfit> {
        let separator = match (self.len, self.of_tables) {
            (0, _) => "",
            (_, true) => "  ",
            (_, false) => ", ",
        };
        self.out.push_str(separator);
        let at = self.out.len();
        item.serialize(Writer { out: self.out, is_top: false })?;
        if self.len == 0 && self.out[at..].starts_with('{') {
            self.of_tables = true;
            self.out.insert_str(at, "\n  ");
        }
        self.out.push_str(if self.of_tables { ",\n" } else { "" });
        self.len += 1;
        Ok(())
    }
}

impl<'a> Writer<'a> {
    fn list(self) -> List<'a> {
        self.out.push('[');
        List { out: self.out, len: 0, of_tables: false }
    }

    /// Numbers and truths have one form in JSON and in TOML.
    fn plain(self, value: impl Serialize) -> Result<(), Unfit> {
        let text = serde_json::to_string(&value).map_err(|_| Unfit)?;
        self.out.push_str(if text == "null" { "\"\"" } else { &text });
        Ok(())
    }
}

/// A TOML basic string. `>` is escaped so that no string can end the comment around it, and every
/// second brace, so that no string is one of mdBook's directives, which it runs in comments, too.
fn push_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '>' => out.push_str("\\u003E"),
            '{' if out.ends_with('{') => out.push_str("\\u007B"),
            _ if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out.push('"');
}

impl<'a> ser::Serializer for Writer<'a> {
    type Ok = ();
    type Error = Unfit;
    type SerializeSeq = List<'a>;
    type SerializeTuple = List<'a>;
    type SerializeTupleStruct = ser::Impossible<(), Unfit>;
    type SerializeTupleVariant = ser::Impossible<(), Unfit>;
    type SerializeMap = ser::Impossible<(), Unfit>;
    type SerializeStruct = Table<'a>;
    type SerializeStructVariant = ser::Impossible<(), Unfit>;

    fn serialize_bool(self, value: bool) -> Result<(), Unfit> {
        self.plain(value)
    }
    fn serialize_i8(self, value: i8) -> Result<(), Unfit> {
        self.plain(value)
    }
    fn serialize_i16(self, value: i16) -> Result<(), Unfit> {
        self.plain(value)
    }
    fn serialize_i32(self, value: i32) -> Result<(), Unfit> {
        self.plain(value)
    }
    fn serialize_i64(self, value: i64) -> Result<(), Unfit> {
        self.plain(value)
    }
    fn serialize_u8(self, value: u8) -> Result<(), Unfit> {
        self.plain(value)
    }
    fn serialize_u16(self, value: u16) -> Result<(), Unfit> {
        self.plain(value)
    }
    fn serialize_u32(self, value: u32) -> Result<(), Unfit> {
        self.plain(value)
    }
    fn serialize_u64(self, value: u64) -> Result<(), Unfit> {
        self.plain(value)
    }
    fn serialize_f32(self, value: f32) -> Result<(), Unfit> {
        self.plain(value)
    }
    fn serialize_f64(self, value: f64) -> Result<(), Unfit> {
        self.plain(value)
    }
    fn serialize_char(self, value: char) -> Result<(), Unfit> {
        push_string(value.encode_utf8(&mut [0; 4]), self.out);
        Ok(())
    }
    fn serialize_str(self, value: &str) -> Result<(), Unfit> {
        push_string(value, self.out);
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unfit> {
        Err(Unfit)
    }
    fn serialize_none(self) -> Result<(), Unfit> {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unfit> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Unfit> {
        self.out.push_str("\"\"");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unfit> {
        self.serialize_unit()
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<(), Unfit> {
        self.serialize_str(name)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        let mut table = Table::new(self);
        table.field(name, value)?;
        table.end();
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, Unfit> {
        Ok(self.list())
    }
    fn serialize_tuple(self, _: usize) -> Result<List<'a>, Unfit> {
        Ok(self.list())
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unfit> {
        Err(Unfit)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unfit> {
        Err(Unfit)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unfit> {
        Err(Unfit)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Table<'a>, Unfit> {
        Ok(Table::new(self))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unfit> {
        Err(Unfit)
    }
}

impl ser::SerializeSeq for List<'_> {
    type Ok = ();
    type Error = Unfit;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.item(value)
    }
    fn end(self) -> Result<(), Unfit> {
        self.out.push(']');
        Ok(())
    }
}

impl ser::SerializeTuple for List<'_> {
    type Ok = ();
    type Error = Unfit;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.item(value)
    }
    fn end(self) -> Result<(), Unfit> {
        ser::SerializeSeq::end(self)
    }
}

impl ser::SerializeStruct for Table<'_> {
    type Ok = ();
    type Error = Unfit;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        self.field(key, value)
    }
    fn end(self) -> Result<(), Unfit> {
        Self::end(self);
        Ok(())
    }
}
