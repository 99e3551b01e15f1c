//! Where everything goes, by the size of the screen.

use crate::app::Focus;
use crate::app::pointer::Border;
use ratatui::layout::Rect;

/// The least screen that is drawn; below it a sentence says so.
pub const LEAST: (u16, u16) = (40, 10);
/// From this width on the panes stand side by side.
const SIDE_BY_SIDE: u16 = 100;
/// From this size on the panes stand one above the other; below, only the one with the focus is shown.
const STACKED: (u16, u16) = (60, 18);
/// The least columns of a pane beside another, and the least rows of one above another.
const LEAST_PANE: (u16, u16) = (28, 6);

/// The parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The line at the top.
    pub header: Rect,
    /// The tree with its border; empty when only the editor pane is shown.
    pub tree: Rect,
    /// The editor pane with its border; empty when only the tree is shown.
    pub pane: Rect,
    /// Verdict, counts and budget; the finding at the cursor.
    pub check: Rect,
    /// Mode and hints, on the last line.
    pub footer: Rect,
}

impl Layout {
    /// The layout of a screen in which the tree has so many thousandths of the panes' room; `None` when it is too
    /// small.
    pub fn of(area: Rect, focus: Focus, split: u16) -> Option<Self> {
        if area.width < LEAST.0 || area.height < LEAST.1 {
            return None;
        }
        let row = |y: u16, height: u16| Rect { x: area.x, y: area.y + y, width: area.width, height };
        let body = row(1, area.height - 4);
        let none = Rect { width: 0, height: 0, ..body };
        let (tree, pane) = if area.width >= SIDE_BY_SIDE {
            let left = share(area.width, split, LEAST_PANE.0);
            (Rect { width: left, ..body }, Rect { x: area.x + left, width: area.width - left, ..body })
        } else if area.width >= STACKED.0 && area.height >= STACKED.1 {
            let top = share(body.height, split, LEAST_PANE.1);
            (Rect { height: top, ..body }, Rect { y: body.y + top, height: body.height - top, ..body })
        } else if focus == Focus::Tree {
            (body, none)
        } else {
            (none, body)
        };
        Some(Self {
            header: row(0, 1),
            tree,
            pane,
            check: row(area.height - 3, 2),
            footer: row(area.height - 1, 1),
        })
    }

    /// The border between the panes: the two columns or rows where they meet, and what can be dragged there.
    pub fn border(self) -> Option<(Rect, Border)> {
        let (tree, pane) = (self.tree, self.pane);
        if tree.is_empty() || pane.is_empty() {
            None
        } else if tree.y == pane.y {
            let border =
                Border { is_upright: true, is_lower: false, start: tree.x, len: tree.width + pane.width };
            Some((Rect { x: pane.x - 1, width: 2, ..tree }, border))
        } else {
            let len = tree.height + pane.height;
            let border = Border { is_upright: false, is_lower: false, start: tree.y, len };
            Some((Rect { y: pane.y - 1, height: 1, ..tree }, border))
        }
    }

    /// Where overlays and prompts may lie: the panes.
    pub fn body(self) -> Rect {
        if self.tree.is_empty() {
            self.pane
        } else if self.pane.is_empty() {
            self.tree
        } else {
            self.tree.union(self.pane)
        }
    }
}

/// The columns or rows of the first pane.
fn share(room: u16, split: u16, least: u16) -> u16 {
    let share = u32::from(room) * u32::from(split) / 1000;
    u16::try_from(share).unwrap_or(room).clamp(least, room.saturating_sub(least).max(least))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Look;

    #[test]
    fn nothing_overlaps_and_nothing_is_lost_at_any_size() {
        for width in 1..=220 {
            for height in 1..=70 {
                let area = Rect::new(0, 0, width, height);
                for (focus, split) in [(Focus::Tree, Look::SPLIT), (Focus::Pane, 0), (Focus::Tree, 1000)] {
                    let Some(layout) = Layout::of(area, focus, split) else {
                        assert!(width < LEAST.0 || height < LEAST.1);
                        continue;
                    };
                    let parts = [layout.header, layout.tree, layout.pane, layout.check, layout.footer];
                    let covered: u32 = parts.iter().map(|it| it.area()).sum();
                    assert_eq!(covered, area.area(), "{width}x{height} {layout:?}");
                    for (idx, part) in parts.iter().enumerate() {
                        for other in parts.iter().skip(idx + 1) {
                            assert!(part.intersection(*other).is_empty(), "{width}x{height} {layout:?}");
                        }
                    }
                    assert!(layout.tree.height >= 6 || layout.pane.height >= 6);
                }
            }
        }
    }
}
