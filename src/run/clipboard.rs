//! The system's clipboard: through the terminal, and through the tool that the platform has for it.
//!
//! Invariant: no tool holds the program up for longer than [`PATIENCE`].

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::term::{self, Between};

/// How long a tool may take; those that keep the text for others go to the background at once.
const PATIENCE: Duration = Duration::from_millis(400);

/// Whether a variable of the environment is set.
type Has<'a> = dyn Fn(&str) -> bool + 'a;

/// A program that puts its input into the clipboard.
struct Tool {
    name: &'static str,
    args: &'static [&'static str],
    /// Whether it can work here: where it would only wait for a display that is not there, it is not tried.
    is_here: fn(&Has<'_>) -> bool,
}

/// In the order in which they are tried; the first that succeeds is enough.
const TOOLS: &[Tool] = &[
    Tool { name: "wl-copy", args: &[], is_here: |has| has("WAYLAND_DISPLAY") },
    Tool { name: "xclip", args: &["-selection", "clipboard"], is_here: |has| has("DISPLAY") },
    Tool { name: "xsel", args: &["--clipboard", "--input"], is_here: |has| has("DISPLAY") },
    Tool { name: "pbcopy", args: &[], is_here: |_| cfg!(target_os = "macos") },
    Tool { name: "clip.exe", args: &[], is_here: |has| cfg!(windows) || has("WSL_DISTRO_NAME") },
    // tmux hands the text on to its own terminal, and keeps it for its own pasting.
    Tool { name: "tmux", args: &["load-buffer", "-w", "-"], is_here: |has| has("TMUX") },
];

/// How a text reached the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// The terminal was asked.
    pub terminal: bool,
    /// This tool took it.
    pub tool: Option<&'static str>,
}

/// Puts a text into the clipboard by every way that there is.
pub fn copy(text: &str) -> Ways {
    let has = |name: &str| std::env::var_os(name).is_some_and(|it| !it.is_empty());
    // A terminal that cannot be written to is found out by the next frame.
    let terminal = term::copy(text, Between::of(has)).unwrap_or(false);
    let usable = TOOLS.iter().filter(|it| (it.is_here)(&has));
    let tool = usable.filter(|it| hand_over(it, text)).map(|it| it.name).next();
    Ways { terminal, tool }
}

/// Whether a tool took the text in time.
fn hand_over(tool: &Tool, text: &str) -> bool {
    let started = Command::new(tool.name)
        .args(tool.args)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else { return false };
    let Some(mut input) = child.stdin.take() else { return false };
    let bytes = encoded(tool.name, text);
    // A tool that does not read must not stop us.
    thread::spawn(move || {
        let _ = input.write_all(&bytes);
    });
    is_done(&mut child)
}

fn is_done(child: &mut Child) -> bool {
    let end = Instant::now() + PATIENCE;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(5)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// The bytes that a tool expects: Windows' own reads its system's encoding unless it is given UTF-16.
fn encoded(tool: &str, text: &str) -> Vec<u8> {
    if tool != "clip.exe" {
        return text.as_bytes().to_vec();
    }
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    windows.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_are_tried_only_where_they_can_work() {
        let here = |variables: &[&str]| -> Vec<&str> {
            let has = |name: &str| variables.contains(&name);
            TOOLS.iter().filter(|it| (it.is_here)(&has) && it.name != "pbcopy").map(|it| it.name).collect()
        };
        if cfg!(not(windows)) {
            assert_eq!(here(&[]), Vec::<&str>::new());
            assert_eq!(here(&["WAYLAND_DISPLAY", "DISPLAY"]), ["wl-copy", "xclip", "xsel"]);
            assert_eq!(here(&["TMUX"]), ["tmux"]);
            assert_eq!(here(&["WSL_DISTRO_NAME"]), ["clip.exe"]);
        }
    }

    #[test]
    fn a_tool_that_fails_or_waits_is_no_way() {
        let tool = |name: &'static str, args: &'static [&'static str]| Tool { name, args, is_here: |_| true };
        assert!(!hand_over(&tool("no-such-clipboard-tool", &[]), "指标"));
        if cfg!(unix) {
            assert!(hand_over(&tool("cat", &[]), "指标"));
            assert!(!hand_over(&tool("false", &[]), "指标"));
            let start = Instant::now();
            assert!(!hand_over(&tool("sleep", &["5"]), "指标"));
            assert!(start.elapsed() < Duration::from_secs(3));
        }
    }

    #[test]
    fn windows_gets_utf_16() {
        assert_eq!(encoded("clip.exe", "表\n"), [0xff, 0xfe, 0x68, 0x88, 0x0d, 0, 0x0a, 0]);
        assert_eq!(encoded("xclip", "表\n"), "表\n".as_bytes());
    }
}
