//! How many columns there are to write in.

use std::io::IsTerminal;

/// Where nothing says how wide a line may be.
const DEFAULT: usize = 80;

/// The columns of the terminal that standard output is, between 40 and 120; 80 where it is none, so that
/// files do not depend on a window.
pub(super) fn columns() -> usize {
    if !std::io::stdout().is_terminal() {
        return DEFAULT;
    }
    let size = terminal_size::terminal_size();
    size.map_or(DEFAULT, |(width, _)| usize::from(width.0).clamp(40, 120))
}
