//! placeholder
use super::raw::RawRow;
pub fn is_needed(_rows: &[RawRow]) -> bool { false }
pub fn fill(_rows: &mut [RawRow]) {}
