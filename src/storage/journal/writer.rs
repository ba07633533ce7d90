//! Writing a journal on a thread of its own, in batches.
//!
//! Handing in a step costs the caller a lock and no more: turning it into text, writing and waiting for the
//! disk are the thread's. What failed to get to the disk is kept and tried again.

use super::{Left, Log, Mark, Start, State};
use std::{
    cell::Cell,
    io, mem,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak},
    thread,
    time::{Duration, Instant},
};

/// How long a step waits for others that go to the disk with it. The disk itself takes its time, too: both
/// together stay below 200 ms.
const BATCH: Duration = Duration::from_millis(60);
/// When what failed is tried again.
const AGAIN: Duration = Duration::from_secs(1);
/// How long the end of a journal waits for the disk.
const PATIENCE: Duration = Duration::from_secs(3);

/// Makes the text of a step, on the journal's thread.
pub type Encode = Box<dyn FnOnce() -> io::Result<String> + Send>;
/// Called on the journal's thread when there is news.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// How a journal is begun.
pub enum Begin {
    /// A new one, made at the first step.
    New(Box<Start>),
    /// One that was left behind.
    GoOn(Box<Left>),
}

/// Why the journal is behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalFailure {
    /// What kind of failure.
    pub kind: io::ErrorKind,
    /// The system's own words.
    pub detail: String,
}

impl From<&io::Error> for JournalFailure {
    fn from(error: &io::Error) -> Self {
        Self { kind: error.kind(), detail: error.to_string() }
    }
}

/// How far the journal is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JournalState {
    /// Steps handed in.
    pub handed: u64,
    /// Steps that are on the disk.
    pub on_disk: u64,
    /// Why the last attempt failed, until one succeeds.
    pub failure: Option<JournalFailure>,
}

enum Item {
    Step(Encode),
    Mark(Mark),
}

#[derive(Default)]
struct Desk {
    items: Vec<Item>,
    state: JournalState,
    /// Marks handed in, and those that have been dealt with.
    marks: (u64, u64),
    /// When the oldest item was handed in.
    since: Option<Instant>,
    hurry: bool,
    /// How often the disk was tried.
    attempts: u64,
    end: Option<End>,
    ended: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Keep,
    Remove,
}

struct Shared {
    desk: Mutex<Desk>,
    news: Condvar,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shared")
    }
}

/// The journals being written by this process, for [`flush_all`].
static OPEN: Mutex<Vec<Weak<Shared>>> = Mutex::new(Vec::new());

thread_local! {
    /// Whether this thread writes a journal: it cannot wait for itself.
    static WRITES: Cell<bool> = const { Cell::new(false) };
}

/// A journal being written.
#[derive(Debug)]
pub struct Journal {
    shared: Arc<Shared>,
}

/// Puts marks into a journal from another thread, such as the one that saves.
#[derive(Debug, Clone)]
pub struct Marker(Arc<Shared>);

impl Journal {
    /// Begins a journal. `wake` is called when there is news of it.
    pub fn begin(state: State, begin: Begin, wake: Wake) -> Self {
        let shared = Arc::new(Shared { desk: Mutex::default(), news: Condvar::new() });
        if let Begin::GoOn(left) = &begin {
            // What was read is on the disk.
            let steps = left.scan.steps.len() as u64;
            let mut desk = shared.lock();
            (desk.state.handed, desk.state.on_disk) = (steps, steps);
        }
        let inner = shared.clone();
        let taken = shared.lock().state.handed;
        let worker =
            Worker { state, log: None, begin: Some(begin), items: Vec::new(), taken, gap: false, wake };
        let spawned = thread::Builder::new().name("journal".into()).spawn(move || {
            let _watch = Watch(inner.clone());
            worker.work(&inner);
        });
        if let Err(error) = spawned {
            let mut desk = shared.lock();
            desk.state.failure = Some((&error).into());
            desk.ended = true;
        }
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|one| one.strong_count() > 0);
        open.push(Arc::downgrade(&shared));
        drop(open);
        Self { shared }
    }

    /// Hands in a step and returns its number, from 1.
    pub fn step(&self, encode: Encode) -> u64 {
        let mut desk = self.shared.lock();
        desk.items.push(Item::Step(encode));
        desk.since.get_or_insert_with(Instant::now);
        desk.state.handed += 1;
        let number = desk.state.handed;
        drop(desk);
        self.shared.news.notify_all();
        number
    }

    /// How far it is.
    pub fn state(&self) -> JournalState {
        self.shared.lock().state.clone()
    }

    /// Waits until all steps are on the disk. Whether they are can be seen in what is returned.
    pub fn flush(&self) -> JournalState {
        self.shared.flush(PATIENCE);
        self.state()
    }

    /// For another thread.
    pub fn marker(&self) -> Marker {
        Marker(self.shared.clone())
    }

    /// Takes the journal away: the file holds all of it, or the user does not want it.
    pub fn remove(self) {
        self.shared.lock().end = Some(End::Remove);
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.shared.lock().end.get_or_insert(End::Keep);
        self.shared.news.notify_all();
        self.shared.wait(PATIENCE, |desk| desk.ended);
    }
}

impl Marker {
    /// Puts a mark behind the steps handed in so far, and waits for the disk. That the journal cannot be
    /// written does not keep anyone from saving.
    pub fn mark(&self, mark: Mark) {
        let mut desk = self.0.lock();
        if desk.ended || desk.state.handed == 0 {
            return;
        }
        desk.items.push(Item::Mark(mark));
        desk.since.get_or_insert_with(Instant::now);
        desk.marks.0 += 1;
        desk.hurry = true;
        let number = desk.marks.0;
        drop(desk);
        self.0.news.notify_all();
        self.0.wait(PATIENCE, |desk| desk.marks.1 >= number || desk.ended);
    }
}

/// Waits, not for long, until every journal of this process is on the disk. For the moment when the program
/// falls: it takes no lock that another thread may hold for ever.
pub fn flush_all() {
    if WRITES.get() {
        return;
    }
    let Ok(open) = OPEN.try_lock() else { return };
    for shared in open.iter().filter_map(Weak::upgrade) {
        // Held by the thread that falls, or for a moment by the journal's own.
        if shared.desk.try_lock().is_ok() {
            shared.flush(PATIENCE);
        }
    }
}

/// The same from a thread that holds nothing: it waits for its turn at each journal.
pub fn flush_all_in_turn() {
    let open: Vec<_> = {
        let open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().filter_map(Weak::upgrade).collect()
    };
    for shared in open {
        shared.flush(PATIENCE);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self, time: Duration, until: impl Fn(&Desk) -> bool) {
        let desk = self.lock();
        let waited = self.news.wait_timeout_while(desk, time, |desk| !until(desk));
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    fn flush(&self, time: Duration) {
        let mut desk = self.lock();
        desk.hurry = true;
        let (wanted, before) = (desk.state.handed, desk.attempts);
        drop(desk);
        self.news.notify_all();
        self.wait(time, |desk| {
            let failed = desk.state.failure.is_some() && desk.attempts > before;
            desk.state.on_disk >= wanted || failed || desk.ended
        });
    }
}

/// Says so where the thread falls: nobody waits for it, and the window does not claim what is not so.
struct Watch(Arc<Shared>);

impl Drop for Watch {
    fn drop(&mut self) {
        if thread::panicking() {
            let mut desk = self.0.lock();
            desk.state.failure = Some((&io::Error::from(io::ErrorKind::BrokenPipe)).into());
            desk.ended = true;
            drop(desk);
            self.0.news.notify_all();
        }
    }
}

struct Worker {
    state: State,
    log: Option<Log>,
    begin: Option<Begin>,
    /// What could not be handed to the log yet.
    items: Vec<Item>,
    /// Steps taken from the desk.
    taken: u64,
    /// A step that could not be turned into text: what follows it must not be written.
    gap: bool,
    wake: Wake,
}

impl Worker {
    fn work(mut self, shared: &Shared) {
        WRITES.set(true);
        let mut behind = false;
        loop {
            let (items, marks, end) = collect(shared, behind);
            let news = !items.is_empty() || behind;
            self.taken += items.iter().filter(|item| matches!(item, Item::Step(_))).count() as u64;
            self.items.extend(items);
            let put = if end == Some(End::Remove) { Ok(()) } else { self.put() };
            behind = put.is_err();
            if end == Some(End::Remove)
                && let Err(error) = self.remove()
            {
                log::warn!("a journal stays behind: {error}");
            }
            if end.is_some() {
                // The file is closed before anyone hears of the end.
                self.log = None;
                self.begin = None;
            }
            let mut desk = shared.lock();
            desk.marks.1 = marks;
            desk.attempts += 1;
            match &put {
                Ok(()) => (desk.state.on_disk, desk.state.failure) = (self.taken, None),
                Err(error) => {
                    if desk.state.failure.is_none() {
                        log::error!("the journal cannot be written: {error}");
                    }
                    desk.state.failure = Some(error.into());
                }
            }
            desk.ended = end.is_some();
            drop(desk);
            shared.news.notify_all();
            if news {
                (self.wake)();
            }
            if end.is_some() {
                return;
            }
        }
    }

    /// Puts everything on the disk.
    fn put(&mut self) -> io::Result<()> {
        if self.items.is_empty() && self.log.is_none() {
            return Ok(());
        }
        if self.gap {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let log = match self.log.take() {
            Some(log) => log,
            None => self.begin()?,
        };
        let log = self.log.insert(log);
        for item in mem::take(&mut self.items) {
            let handed = match item {
                Item::Step(encode) => encode().map(|step| log.step(&step)),
                Item::Mark(mark) => log.mark(&mark),
            };
            if let Err(error) = handed {
                self.gap = true;
                return Err(error);
            }
        }
        log.flush()
    }

    fn begin(&mut self) -> io::Result<Log> {
        match self.begin.take() {
            Some(Begin::New(start)) => {
                let log = Log::create(&self.state, &start);
                log.inspect_err(|_| self.begin = Some(Begin::New(start)))
            }
            Some(Begin::GoOn(left)) => {
                let path = left.path.clone();
                left.go_on().inspect_err(|_| {
                    self.begin = self.state.take_left(&path).map(|left| Begin::GoOn(Box::new(left)));
                })
            }
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn remove(&mut self) -> io::Result<()> {
        match (self.log.take(), self.begin.take()) {
            (Some(log), _) => log.remove(),
            (None, Some(Begin::GoOn(left))) => left.remove(),
            (None, _) => Ok(()),
        }
    }
}

/// Waits for something to do, and then a little for what may go to the disk with it.
fn collect(shared: &Shared, behind: bool) -> (Vec<Item>, u64, Option<End>) {
    let mut desk = shared.lock();
    loop {
        let now = Instant::now();
        let left = match desk.since {
            _ if desk.end.is_some() => Duration::ZERO,
            Some(_) if desk.hurry => Duration::ZERO,
            Some(since) => (since + BATCH).saturating_duration_since(now),
            None if behind && desk.hurry => Duration::ZERO,
            None if behind => AGAIN,
            None => Duration::MAX,
        };
        if left.is_zero() {
            break;
        }
        let (woken, time) = shared
            .news
            .wait_timeout(desk, left.min(Duration::from_hours(1)))
            .unwrap_or_else(PoisonError::into_inner);
        desk = woken;
        if behind && time.timed_out() {
            break;
        }
        // Nothing waits: whoever hurries has nothing to wait for.
        if desk.since.is_none() && !behind {
            desk.hurry = false;
        }
    }
    desk.hurry = false;
    desk.since = None;
    (mem::take(&mut desk.items), desk.marks.0, desk.end)
}
