//! The loop: event → update → effects → draw. One thread reads keys and draws; files are read on others.
//!
//! Nothing is drawn unless something changed, and a burst of events is answered before one drawing.

mod cached;
mod clicks;
mod clipboard;
mod editor;
mod effects;
mod journal;
mod keeping;
mod letter;
mod loader;
mod looks;
mod saving;
mod session;
mod shown_source;
mod sources;
mod terminal;
mod waiting;
mod watch;

use crate::app::{Mode, Progress, State};
use crate::command;
use crate::keymap::{Keymap, UserFile};
use crate::messages::{CliText, Lang, LoadText, Message, Text, Ui};
use crate::store;
use crate::term::{self, Event, Events, Guard, Screen};
use crate::ui;
use journal::Keeper;
use loader::Loader;
use rustc_hash::FxHashSet;
use std::collections::VecDeque;
use std::io::{self, Write};
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};
use watch::Watcher;

/// A frame of a screen with sixty a second: what takes longer is felt.
const FRAME: Duration = Duration::from_millis(16);

/// How often the screen follows work that takes longer.
const PROGRESS: Duration = Duration::from_millis(100);

/// What the command line asks of the workbench.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language of the interface.
    pub lang: Lang,
    /// The configuration file to use; the keymap file lies beside it.
    pub config: Option<PathBuf>,
    /// Whether to read no configuration.
    pub no_config: bool,
    /// Whether colors are wanted.
    pub is_colored: bool,
}

/// Opens the workbench on files and folders, without any on the bundled samples, and runs it until it is left.
///
/// # Errors
/// The terminal refuses to be taken over or written to.
pub fn workbench(paths: &[PathBuf], options: &Options) -> io::Result<ExitCode> {
    if !term::is_interactive() {
        writeln!(io::stderr().lock(), "{}", CliText::NoTerminal.text(options.lang))?;
        return Ok(ExitCode::from(2));
    }
    let (keymap, complaints) = keymap(options);
    let mut state = State::new(options.lang, keymap);
    state.problems = complaints;
    state.loading = Some(Progress::default());
    let own = looks::own(options);
    let terminal = terminal::terminal(&own);
    state.glyphs = terminal.glyphs;
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        system = std::env::consts::OS,
        term = std::env::var("TERM").unwrap_or_default(),
        program = std::env::var("TERM_PROGRAM").unwrap_or_default(),
        is_ascii = terminal.glyphs.is_ascii,
        n_paths = paths.len(),
        n_problems_keymap = state.problems.len(),
        "start"
    );
    let looks = looks::of(&own, options);
    let past = session::Past::load(paths, &mut state, looks);
    // Before the terminal is taken over: a signal in between would kill the program with the terminal changed.
    let mut events = Events::new()?;
    let mut guard = Guard::enter()?;
    log_panics();
    let mut screen = Screen::open()?;
    if terminal.is_asked {
        events.ask_width()?;
    }
    if tracing::enabled!(tracing::Level::INFO) {
        let (columns, rows) = screen.size()?;
        tracing::info!(columns, rows, "screen");
    }
    let workbench = Workbench {
        state,
        loader: Loader::idle(),
        keeper: None,
        again: keeping::Again::idle(events.waker()),
        watcher: Watcher::idle(),
        guard: &mut guard,
        screen: &mut screen,
        options,
        looks,
        past,
        clicks: clicks::Clicks::default(),
        editing: None,
        sought_sources: FxHashSet::default(),
        held: VecDeque::new(),
        is_stale: true,
        exit: None,
        was_left: false,
    };
    let exit = workbench.run(&mut events)?;
    tracing::info!(exit, "end");
    Ok(ExitCode::from(exit))
}

/// Notes where a panic happened. Not its message: that may quote a filing.
fn log_panics() {
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let thread = thread::current().name().unwrap_or_default().to_owned();
        tracing::error!(place, thread, "panic");
        previous(info);
    }));
}

/// Says in the log what took longer than a frame of a screen.
fn note_slow(what: &str, since: Instant) {
    let took = since.elapsed();
    if took > FRAME {
        tracing::warn!(what, ms = took.as_millis(), "slow");
    }
}

fn keymap(options: &Options) -> (Keymap, Vec<String>) {
    let file = store::keymap_file(options.config.as_deref(), options.no_config)
        .and_then(|path| Some((path.display().to_string(), store::read_text(&path)?)));
    let user = file.as_ref().map(|(name, content)| UserFile { name, content });
    let (keymap, problems) = Keymap::load(&command::ids(), user);
    let complaints = problems
        .iter()
        .map(|it| format!("{}:{}:{} {}", it.file, it.line, it.column, it.message.render(options.lang)))
        .collect();
    (keymap, complaints)
}

struct Workbench<'a> {
    state: State,
    loader: Loader,
    /// Writes unsaved changes down; `None` where that is impossible.
    keeper: Option<Keeper>,
    /// When that is tried again.
    again: keeping::Again,
    /// Notices what others do to the files.
    watcher: Watcher,
    guard: &'a mut Guard,
    screen: &'a mut Screen,
    options: &'a Options,
    looks: looks::Looks,
    /// What is remembered of the last session.
    past: session::Past,
    clicks: clicks::Clicks,
    /// The filing that the person's own editor has or had.
    editing: Option<editor::Editing>,
    /// The files whose documents were looked for.
    sought_sources: FxHashSet<PathBuf>,
    /// What happened while work was waited for.
    held: VecDeque<Event>,
    /// Whether the screen no longer shows the state.
    is_stale: bool,
    exit: Option<u8>,
    /// Whether the person has left on purpose; else what is unsaved is kept for the next start.
    was_left: bool,
}

impl Workbench<'_> {
    fn run(mut self, events: &mut Events) -> io::Result<u8> {
        // The first screen waits neither for files nor for journals.
        let exit = match self.draw() {
            Ok(()) => {
                self.loader.start(self.past.paths(), self.options, events.waker());
                self.watcher = Watcher::start(self.options, self.past.paths(), events.waker());
                self.start_keeper();
                self.follow(events)
            }
            Err(_) => Ok(term::exit::TERMINAL_GONE),
        };
        self.past.keep(&self.state, self.looks);
        if !self.was_left {
            self.ended_beside_editor();
        }
        // What another program was still editing is offered at the next start.
        if self.was_left || !self.keeper.as_ref().is_some_and(Keeper::is_lending) {
            store::clear_scratch();
        }
        if let Some(keeper) = self.keeper.take() {
            keeper.end(&self.state, self.was_left);
        }
        exit
    }

    fn follow(&mut self, events: &mut Events) -> io::Result<u8> {
        loop {
            if self.is_stale {
                self.read_shown_source();
            }
            if self.is_stale && self.draw().is_err() {
                return Ok(term::exit::TERMINAL_GONE);
            }
            let Some(event) = self.next(events) else { continue };
            self.answer(event, events)?;
            while self.exit.is_none()
                && let Some(event) = self.held.pop_front().or_else(|| events.try_next())
            {
                self.answer(event, events)?;
            }
            if let Some(exit) = self.exit {
                return Ok(exit);
            }
        }
    }

    /// The next event. Work that is left over goes on while there is none; `None`: it has come so far that the screen
    /// should follow.
    fn next(&mut self, events: &mut Events) -> Option<Event> {
        if let Some(event) = self.held.pop_front() {
            return Some(event);
        }
        let drawn = Instant::now();
        while self.state.is_working() {
            if let Some(event) = events.try_next() {
                return Some(event);
            }
            if !self.state.work() || drawn.elapsed() >= PROGRESS {
                self.is_stale = true;
                return None;
            }
        }
        Some(events.next(None))
    }

    fn draw(&mut self) -> io::Result<()> {
        let since = Instant::now();
        self.state.make_seen(self.screen.size()?.1.into());
        let (state, is_true_color) = (&self.state, self.looks.is_true_color);
        let mut drawn = ui::Drawn::default();
        self.screen.draw(|frame| {
            drawn = ui::draw(state, frame.area(), frame.buffer_mut());
            // Without colors marks and modifiers say the same.
            if state.has_colors {
                ui::dress(state.look.theme, is_true_color, frame.buffer_mut());
            } else {
                ui::without_color(frame.buffer_mut());
            }
            if let Some(cursor) = drawn.cursor {
                frame.set_cursor_position(cursor);
            }
        })?;
        drawn.tell(&mut self.state);
        self.is_stale = false;
        note_slow("frame", since);
        Ok(())
    }

    fn answer(&mut self, event: Event, events: &mut Events) -> io::Result<()> {
        let answered = self.take_event(event, events);
        self.follow_files();
        self.guard.set_mouse(self.state.look.is_mouse_on)?;
        self.keep();
        self.state.rest();
        answered
    }

    fn take_event(&mut self, event: Event, events: &mut Events) -> io::Result<()> {
        match event {
            Event::Mouse(pointer) => {
                let pointer = self.clicks.counted(pointer, Instant::now());
                let effects = command::point(&mut self.state, pointer);
                self.past.is_touched = true;
                self.is_stale = true;
                self.carry_out(effects, events)?;
            }
            Event::Key(key) => {
                let since = Instant::now();
                self.past.is_touched = true;
                let effects = command::update(&mut self.state, key);
                note_slow("update", since);
                self.is_stale = true;
                self.carry_out(effects, events)?;
            }
            Event::Paste(text) => {
                let since = Instant::now();
                command::paste(&mut self.state, &text);
                note_slow("paste", since);
                self.is_stale = true;
            }
            Event::Resize(columns, rows) => {
                tracing::debug!(columns, rows, "resize");
                self.is_stale = true;
            }
            Event::Width(columns) => self.take_width(columns),
            Event::Wake => {
                self.is_stale |= self.take_loaded();
                self.take_news();
            }
            Event::Focus => self.watcher.look(),
            Event::Terminate(code) => {
                tracing::info!(code, "ended from outside");
                self.exit = Some(code);
            }
            Event::Suspend => self.suspend()?,
            Event::Resume => {
                self.guard.resume()?;
                self.redraw();
            }
        }
        Ok(())
    }

    /// Takes over what the loader has ready. Says whether the screen must follow. The last wake of a finished
    /// loader brings nothing, and must not fold again what the person has unfolded since.
    fn take_loaded(&mut self) -> bool {
        if self.loader.is_done() {
            return false;
        }
        let batch = self.loader.take();
        let is_news = !batch.is_empty();
        self.state.loading = Some(self.loader.progress());
        self.state.problems.extend(batch.problems);
        if !batch.entries.is_empty() {
            self.state.add(batch.entries);
            if let Some(keeper) = &mut self.keeper {
                keeper.look(&mut self.state);
            }
        }
        if !self.loader.is_done() {
            return is_news;
        }
        // Whoever stopped reading and goes on has moved meanwhile.
        let is_first = self.state.unread.take().is_none();
        self.loading_ended(is_first);
        true
    }

    /// Everything is there that will be: what was left open and unsaved the last time comes back.
    fn loading_ended(&mut self, is_first: bool) {
        self.state.loaded();
        if is_first {
            self.past.restore(&mut self.state);
        }
        // What belongs to files that are still to be read is not lost.
        if let Some(keeper) = self.keeper.as_mut().filter(|_| self.state.unread.is_none()) {
            keeper.look_for_lost(&mut self.state, self.past.paths());
        }
        if self.state.offer_recovered() {
            return;
        }
        let n = self.state.problems.len();
        if n > 0 && matches!(self.state.mode, Mode::Normal) {
            self.state.tell(&Message::new(Ui::ProblemsCount, [("n", n.to_string())]));
        }
    }

    /// Esc while files are read: what has been read is shown, the others are left.
    fn stop_loading(&mut self) {
        if self.loader.is_done() {
            return;
        }
        self.loader.stop();
        let batch = self.loader.take();
        let progress = self.loader.progress();
        self.state.problems.extend(batch.problems);
        self.state.add(batch.entries);
        if let Some(keeper) = &mut self.keeper {
            keeper.look(&mut self.state);
        }
        let is_first = self.state.unread.replace(progress).is_none();
        self.loading_ended(is_first);
        self.state.tell(&Message::new(LoadText::Stopped, progress.args()));
    }

    /// Reads the files that were left when reading was stopped.
    fn read_on(&mut self, events: &Events) {
        self.loader.again();
        self.state.loading = Some(self.loader.progress());
        self.loader.start(self.past.paths(), self.options, events.waker());
    }

    /// Draws anew where the terminal gives ambiguous characters two columns.
    fn take_width(&mut self, columns: u16) {
        tracing::info!(columns, "width of ambiguous characters");
        let is_wide = columns == 2;
        if self.state.glyphs.is_wide != is_wide {
            self.state.glyphs.is_wide = is_wide;
            self.redraw();
        }
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.guard.suspend()?;
        self.redraw();
        Ok(())
    }

    fn redraw(&mut self) {
        self.screen.clear();
        self.is_stale = true;
    }
}
