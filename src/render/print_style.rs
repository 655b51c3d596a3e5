//! What stands at the head of every printed sheet, as a style: its words come from the dossier, and no
//! browser takes them from the page.

/// The end of the style of every page: the dossier's title in the margin boxes (CSS Paged Media, section 5.3).
#[must_use]
pub fn running_heads(title: &str) -> String {
    format!(
        "@media print {{ @layer sheets {{\n@page {{ @top-left {{ content: {}; }} }}\n\
         @page :first {{ @top-left {{ content: \"\"; }} }}\n}} }}\n",
        string(title)
    )
}

/// A CSS string in which no character but letters and digits of ASCII stands for itself (CSS Syntax,
/// section 4.3.7).
fn string(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' => out.push(c),
            _ if c.is_control() => out.push(' '),
            _ => out.push_str(&format!("\\{:x} ", u32::from(c))),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_ends_its_string() {
        let style = running_heads("A 1\"; } * { color: red }\n</style>\\");
        let content =
            "\"A 1\\22 \\3b  \\7d  \\2a  \\7b  color\\3a  red \\7d  \\3c \\2f style\\3e \\5c \"";
        assert_eq!(
            style.lines().nth(1),
            Some(&*format!("@page {{ @top-left {{ content: {content}; }} }}"))
        );
        assert_eq!(string("Ü"), "\"\\dc \"");
    }
}
