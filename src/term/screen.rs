//! Drawing frames: one frame is one write.
//!
//! ratatui flushes several times a frame (cells, cursor shape, cursor place), so the cursor is seen jumping and
//! the window of an input method with it. Here the bytes of a frame are held back and written at once, as a
//! synchronized update. Invariant: a frame that was not finished is never written, not even while unwinding.

use std::cell::Cell;
use std::io::{self, Stdout, Write};
use std::rc::Rc;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::{Frame, Terminal};

/// The screen of the terminal.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<FrameWriter<Stdout>>>,
    is_held: Rc<Cell<bool>>,
    /// Whether what ratatui believes to be on the screen is not there.
    is_stale: bool,
}

impl Screen {
    /// The screen of standard output; the terminal must be held by a [`Guard`](crate::term::Guard).
    pub fn open() -> io::Result<Self> {
        let is_held = Rc::default();
        let out = FrameWriter { out: io::stdout(), bytes: Vec::new(), is_held: Rc::clone(&is_held) };
        Ok(Self { terminal: Terminal::new(CrosstermBackend::new(out))?, is_held, is_stale: false })
    }

    /// Draws a frame: only what changed is sent, in one write.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.is_held.set(true);
        let res = self.draw_held(render);
        self.is_held.set(false);
        res?;
        Backend::flush(self.terminal.backend_mut())
    }

    /// Forgets what is on the screen, so that the next frame is drawn in full.
    pub fn clear(&mut self) {
        self.is_stale = true;
    }

    /// ratatui's own `clear` asks the terminal where the cursor is and fails where it does not answer in time, so
    /// the same is done here without asking.
    fn draw_held(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if self.is_stale {
            self.terminal.swap_buffers();
            self.terminal.backend_mut().clear()?;
            self.is_stale = false;
        }
        self.terminal.draw(render)?;
        Ok(())
    }

    /// The size in columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|it| (it.width, it.height))
    }
}

impl Drop for Screen {
    /// ratatui shows the cursor when it goes, and where that fails it prints a complaint, which panics on a terminal that
    /// is gone. The cursor is the guard's business; nothing more is written here.
    fn drop(&mut self) {
        self.is_held.set(true);
    }
}

/// Holds bytes back until a flush outside of a frame. Has no drop that writes, unlike `BufWriter`.
#[derive(Debug)]
struct FrameWriter<W: Write> {
    out: W,
    bytes: Vec<u8>,
    is_held: Rc<Cell<bool>>,
}

impl<W: Write> Write for FrameWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_held.get() || self.bytes.is_empty() {
            return Ok(());
        }
        let mut frame = Vec::with_capacity(self.bytes.len() + 16);
        queue!(frame, BeginSynchronizedUpdate)?;
        frame.append(&mut self.bytes);
        queue!(frame, EndSynchronizedUpdate)?;
        self.out.write_all(&frame)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io::Write;
    use std::rc::Rc;

    use super::FrameWriter;

    #[test]
    fn a_frame_is_one_synchronized_write() {
        let is_held = Rc::new(Cell::new(true));
        let mut writer = FrameWriter { out: Vec::new(), bytes: Vec::new(), is_held: Rc::clone(&is_held) };
        writer.write_all("产出".as_bytes()).unwrap();
        writer.flush().unwrap();
        writer.write_all("指标".as_bytes()).unwrap();
        assert!(writer.out.is_empty(), "nothing may be written within a frame");
        is_held.set(false);
        writer.flush().unwrap();
        writer.flush().unwrap();
        assert_eq!(String::from_utf8(writer.out).unwrap(), "\x1b[?2026h产出指标\x1b[?2026l");
    }
}
