//! How much of a document is read: what is beyond is refused with one sentence, so that a hostile file costs seconds
//! and megabytes, never the machine.

/// Bytes of one part of a packed document after unpacking. A sheet of 10,000 full rows has about 5 MB.
pub const MAX_PART: u64 = 96 * 1024 * 1024;

/// Bytes of all parts that are read of a packed document after unpacking.
pub const MAX_UNPACKED: u64 = 192 * 1024 * 1024;

/// A part that is larger than this must not be more than so many times what it was packed.
pub const MAX_RATIO: (u64, u64) = (8 * 1024 * 1024, 200);

/// Cells with content in a document.
pub const MAX_CELLS: usize = 1_000_000;

/// Bytes of the text of all cells.
pub const MAX_TEXT: usize = 64 * 1024 * 1024;

/// Bytes of a document from which on its costs are foreseen before it is read; no filing is near it.
pub const LARGE: usize = 16 * 1024 * 1024;

/// Tables inside of tables.
pub const MAX_NESTED_TABLES: usize = 100;

/// Rows or columns that one merged cell is taken to cover; more is a slip of the program that wrote it.
pub const MAX_SPAN: usize = 20_000;

/// Columns beyond this are not read: no form has as many.
pub const MAX_COLUMNS: usize = 2_000;

/// Bytes of a web page: repaired, it takes about 18 times as much memory.
pub const MAX_HTML: usize = 8 * 1024 * 1024;

/// The work that a web page's nesting may make: tags times depth.
pub const MAX_HTML_WORK: usize = 400_000_000;

/// Attributes of one tag of a web page.
pub const MAX_ATTRIBUTES: usize = 1_000;
