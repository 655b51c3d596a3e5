//! Code in colours: classes from syntect's scopes, the colours are in the style sheet.

use std::panic::catch_unwind;
use std::sync::LazyLock;

use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::html::Node;

/// Code longer than this many bytes is shown without colours.
const MAX: usize = 200_000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// What scopes are drawn alike; the first that a scope begins with counts.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    [
        ("comment", "hl-comment"),
        ("string", "hl-string"),
        ("constant", "hl-constant"),
        ("keyword", "hl-keyword"),
        ("storage", "hl-keyword"),
        ("entity.name", "hl-name"),
        ("support", "hl-support"),
        ("variable.parameter", "hl-variable"),
    ]
    .iter()
    .filter_map(|(scope, class)| Scope::new(scope).ok().map(|scope| (scope, *class)))
    .collect()
});

/// Code as nodes; in one colour where the language is not known.
pub(super) fn nodes(code: &str, language: &str) -> Vec<Node> {
    if language.is_empty() || code.len() > MAX {
        return vec![Node::text(code)];
    }
    // The grammars have panicked on odd input; such code is shown in one colour.
    catch_unwind(|| coloured(code, language))
        .ok()
        .flatten()
        .unwrap_or_else(|| vec![Node::text(code)])
}

fn coloured(code: &str, language: &str) -> Option<Vec<Node>> {
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut out = Vec::new();
    for line in LinesWithEndings::from(code) {
        let ops = state.parse_line(line, &SYNTAXES).ok()?;
        for (words, op) in ScopeRegionIterator::new(&ops, line) {
            stack.apply(op).ok()?;
            push(words, class_of(&stack), &mut out);
        }
    }
    Some(out)
}

fn push(words: &str, class: Option<&'static str>, out: &mut Vec<Node>) {
    if words.is_empty() {
        return;
    }
    match class {
        Some(class) => {
            out.push(Node::new("span", vec![Node::text(words)]).with("class", class));
        }
        None => out.push(Node::text(words)),
    }
}

fn class_of(stack: &ScopeStack) -> Option<&'static str> {
    stack.scopes.iter().rev().find_map(|scope| {
        CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Html;

    #[test]
    fn known_languages_are_coloured_and_keep_their_words() {
        let code = "# note\ndef f(x):\n    return \"a\" + x\n";
        let html = Html::new(&nodes(code, "python"));
        assert!(html.as_str().contains("<span class=\"hl-keyword\">return</span>"), "{html:?}");
        assert_eq!(nodes(code, "python").iter().map(Node::text_len).sum::<usize>(), code.len());
        assert_eq!(nodes(code, "no-such-language"), [Node::text(code)]);
    }
}
