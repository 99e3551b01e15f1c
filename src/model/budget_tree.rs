//! temp
use super::Budget;
impl Budget {
    /// temp
    pub fn parents(&self) -> Vec<Option<usize>> {
        self.lines.iter().map(|l| self.lines.iter().position(|p| !l.under.is_empty() && p.name == l.under)).collect()
    }
}
