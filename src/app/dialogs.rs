//! Asking for a file, behind one seam: the platform's dialogs, or answers that a test scripts.

use std::{
    collections::VecDeque,
    env,
    path::PathBuf,
    sync::mpsc::{Receiver, TryRecvError, channel},
    time::{Duration, Instant},
};

/// What to ask for.
#[derive(Debug, Clone)]
pub struct Question {
    /// Title of the dialog.
    pub title: String,
    /// Whether a file to be written is asked for.
    pub save: bool,
    /// Whether a folder is asked for, and no file.
    pub into_folder: bool,
    /// The folder to begin in.
    pub folder: Option<PathBuf>,
    /// The name to offer.
    pub file_name: String,
    /// What the files are, and their endings without the dot.
    pub filter: (String, Vec<String>),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A file was chosen.
    Chosen(PathBuf),
    /// The person decided against it.
    Cancelled,
    /// The platform has no dialog to show.
    Unavailable,
}

/// Asks for files, one question at a time.
pub trait FileDialogs {
    /// Puts a question. `wake` is called when the answer is there.
    fn ask(&mut self, question: Question, wake: Box<dyn FnOnce() + Send>);
    /// The answer, once it is there.
    fn poll(&mut self) -> Option<Answer>;
}

/// The platform's own dialogs. They are made on the calling thread (macOS needs that) and awaited on
/// another, so that the window goes on.
#[derive(Debug, Default)]
pub struct PlatformDialogs {
    waiting: Option<(Receiver<Option<PathBuf>>, Instant)>,
}

/// Where the desktop's portal does not answer and zenity fails, rfd says "cancelled" before a person could.
const NO_PERSON: Duration = Duration::from_millis(700);

/// Whether the platform may have a dialog at all: on Linux the desktop's portal, which is asked over the
/// session's message bus, or else zenity.
fn may_have_dialogs() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let bus = env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty())
        || env::var_os("XDG_RUNTIME_DIR").is_some_and(|folder| PathBuf::from(folder).join("bus").exists());
    let zenity =
        || env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|f| f.join("zenity").is_file());
    bus || zenity()
}

impl FileDialogs for PlatformDialogs {
    fn ask(&mut self, question: Question, wake: Box<dyn FnOnce() + Send>) {
        let (send, receive) = channel();
        self.waiting = Some((receive, Instant::now()));
        if !may_have_dialogs() {
            // Nobody will send: the next poll says that there is no dialog.
            wake();
            return;
        }
        let endings: Vec<&str> = question.filter.1.iter().map(String::as_str).collect();
        let mut dialog = rfd::AsyncFileDialog::new().set_title(&question.title);
        if !question.into_folder {
            dialog = dialog.set_file_name(&question.file_name).add_filter(&question.filter.0, &endings);
        }
        if let Some(folder) = &question.folder {
            dialog = dialog.set_directory(folder);
        }
        let (mut open, mut store, mut folder) = (None, None, None);
        if question.into_folder {
            folder = Some(dialog.pick_folder());
        } else if question.save {
            store = Some(dialog.save_file());
        } else {
            open = Some(dialog.pick_file());
        }
        let spawned = std::thread::Builder::new().name("file-dialog".into()).spawn(move || {
            let chosen = match (open, store, folder) {
                (Some(future), ..) => pollster::block_on(future),
                (_, Some(future), _) => pollster::block_on(future),
                (.., Some(future)) => pollster::block_on(future),
                _ => None,
            };
            // The window may be gone by now; then nobody waits for the answer.
            let _ = send.send(chosen.map(|file| file.path().to_owned()));
            wake();
        });
        if let Err(error) = spawned {
            log::error!("no thread for the file dialog: {error}");
        }
    }

    fn poll(&mut self) -> Option<Answer> {
        let (receive, asked) = self.waiting.as_ref()?;
        let answer = match receive.try_recv() {
            Ok(Some(path)) => Answer::Chosen(path),
            Ok(None) if cfg!(target_os = "linux") && asked.elapsed() < NO_PERSON => Answer::Unavailable,
            Ok(None) => Answer::Cancelled,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Answer::Unavailable,
        };
        self.waiting = None;
        Some(answer)
    }
}

/// Answers given beforehand, for tests.
#[derive(Debug, Default)]
pub struct ScriptedDialogs {
    answers: VecDeque<Answer>,
    asked: bool,
}

impl ScriptedDialogs {
    /// These answers, in order; after them every question is unavailable.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: answers.into_iter().collect(), asked: false }
    }
}

impl FileDialogs for ScriptedDialogs {
    fn ask(&mut self, _question: Question, wake: Box<dyn FnOnce() + Send>) {
        self.asked = true;
        wake();
    }

    fn poll(&mut self) -> Option<Answer> {
        std::mem::take(&mut self.asked).then(|| self.answers.pop_front().unwrap_or(Answer::Unavailable))
    }
}
