//! A table while it is being read.

use super::token::Element;
use crate::ingest::leaf::LeafText;
use crate::ingest::limits::MAX_CELLS;

/// Rows of cells. A cell over several columns or rows is followed by empty ones, so that columns
/// stay columns.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<LeafText>>,
    /// For each column, in how many of the next rows a cell reaches down into it.
    reaching: Vec<usize>,
    /// The row that is being read.
    row: Option<Vec<LeafText>>,
    /// Columns and rows of the cell that is being read.
    cell: Option<(usize, usize)>,
    cells: usize,
}

impl Table {
    /// Whether a cell is open.
    pub(super) fn in_cell(&self) -> bool {
        self.cell.is_some()
    }

    /// Whether nothing came yet.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.row.is_none()
    }

    /// Begins a row.
    pub(super) fn open_row(&mut self) {
        self.close_row();
        self.row = Some(Vec::new());
    }

    /// Begins a cell.
    pub(super) fn open_cell(&mut self, element: &Element) {
        let number = |name| element.get(name).and_then(|n| n.trim().parse::<usize>().ok());
        // The bounds are those of the HTML Standard (section 4.9.11), but no table is that high.
        let span = |name| number(name).unwrap_or(1).clamp(1, 1000);
        self.row.get_or_insert_default();
        self.cell = Some((span("colspan"), span("rowspan")));
        self.fill_reached();
    }

    /// Ends a cell.
    pub(super) fn close_cell(&mut self, words: LeafText) {
        let (columns, rows) = self.cell.take().unwrap_or((1, 1));
        let row = self.row.get_or_insert_default();
        let from = row.len();
        row.push(words);
        let room = MAX_CELLS.saturating_sub(self.cells);
        let columns = columns.min(room.max(1));
        row.resize_with(from + columns, LeafText::default);
        self.cells += columns;
        if rows > 1 {
            if self.reaching.len() < from + columns {
                self.reaching.resize(from + columns, 0);
            }
            self.reaching[from..from + columns].fill(rows - 1);
        }
    }

    /// Ends a row.
    pub(super) fn close_row(&mut self) {
        self.fill_reached();
        if let Some(row) = self.row.take()
            && !row.is_empty()
        {
            self.rows.push(row);
        }
    }

    /// Words that stand in the table but in no cell: a row of their own.
    pub(super) fn stray(&mut self, words: LeafText) {
        self.close_row();
        self.rows.push(vec![words]);
    }

    /// All rows.
    pub(super) fn finish(mut self) -> Vec<Vec<LeafText>> {
        self.close_row();
        self.rows
    }

    /// Puts an empty cell wherever one from above reaches down.
    fn fill_reached(&mut self) {
        let Some(row) = &mut self.row else { return };
        while let Some(reaching) = self.reaching.get_mut(row.len()).filter(|rows| **rows > 0) {
            *reaching -= 1;
            row.push(LeafText::default());
            self.cells += 1;
        }
    }
}
