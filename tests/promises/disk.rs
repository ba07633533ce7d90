//! A disk in memory that keeps only what it was made to keep.
//!
//! What was written but not synchronised is lost or torn when the power goes; a new name, a rename and a
//! removal last only once their folder was synchronised, and until then the first so many of them. Any call
//! can be made to fail, to do half of its work, or to be the last one before the power goes.

use crate::support::Dice;
use guatu::storage::files::{Facts, FileSystem, How, OpenFile};
use std::{
    collections::BTreeMap,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// What happens at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It fails and does nothing.
    Error,
    /// A write does half of its work and fails; other calls fail.
    Torn,
    /// A write does half of its work and says so; other calls fail.
    Short,
    /// The power goes: nothing works any more.
    Crash,
    /// It and every later write, synchronisation and new file fail: the disk is full.
    Full,
}

pub const FAULTS: [Fault; 5] = [Fault::Error, Fault::Torn, Fault::Short, Fault::Crash, Fault::Full];

#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Length(usize),
}

impl Change {
    fn make(&self, content: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes } => {
                let end = at + bytes.len();
                content.resize(content.len().max(end), 0);
                content[*at..end].copy_from_slice(bytes);
            }
            Self::Length(length) => content.resize(*length, 0),
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Node {
    /// What the disk has.
    kept: Vec<u8>,
    now: Vec<u8>,
    /// What was done since the last synchronisation.
    since: Vec<Change>,
    locked_by: Option<u64>,
}

#[derive(Debug, Clone)]
enum Entry {
    Add(PathBuf, usize),
    Remove(PathBuf),
    Rename(PathBuf, PathBuf),
}

impl Entry {
    fn make(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Add(path, node) => {
                names.insert(path.clone(), *node);
            }
            Self::Remove(path) => {
                names.remove(path);
            }
            Self::Rename(from, to) => {
                if let Some(node) = names.remove(from) {
                    names.insert(to.clone(), node);
                }
            }
        }
    }

    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Add(path, _) | Self::Remove(path) | Self::Rename(_, path) => path.parent(),
        }
    }
}

#[derive(Debug, Default, Clone)]
struct Inner {
    nodes: Vec<Node>,
    names: BTreeMap<PathBuf, usize>,
    kept_names: BTreeMap<PathBuf, usize>,
    since: Vec<Entry>,
    calls: usize,
    fault: Option<(usize, Fault)>,
    crashed: bool,
    handles: u64,
    /// Renames that are refused because another program has the file open.
    pub busy: usize,
    pauses: usize,
}

/// What a call may do.
enum Leave {
    All,
    Half { then_fail: bool },
}

#[derive(Debug, Clone, Default)]
pub struct SimDisk(Arc<Mutex<Inner>>);

fn full() -> io::Error {
    io::ErrorKind::StorageFull.into()
}

impl Inner {
    fn call(&mut self, writes: bool) -> io::Result<Leave> {
        self.calls += 1;
        if self.crashed {
            return Err(io::Error::other("the power is gone"));
        }
        let Some((at, fault)) = self.fault.filter(|(at, _)| self.calls >= *at) else {
            return Ok(Leave::All);
        };
        match fault {
            Fault::Full if writes => Err(full()),
            _ if self.calls > at => Ok(Leave::All),
            Fault::Torn | Fault::Short if writes => Ok(Leave::Half { then_fail: fault == Fault::Torn }),
            Fault::Crash => {
                self.crashed = true;
                Err(io::Error::other("the power went"))
            }
            _ => Err(full()),
        }
    }

    fn plainly(&mut self, writes: bool) -> io::Result<()> {
        match self.call(writes)? {
            Leave::All => Ok(()),
            Leave::Half { .. } => Err(full()),
        }
    }

    fn enter(&mut self, entry: Entry) {
        entry.make(&mut self.names);
        self.since.push(entry);
    }
}

impl SimDisk {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same disk, apart from this one.
    pub fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.inner().clone())))
    }

    /// Puts a file there that the disk keeps.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        let mut inner = self.inner();
        let node = inner.nodes.len();
        inner.nodes.push(Node { kept: bytes.to_vec(), now: bytes.to_vec(), ..Node::default() });
        inner.names.insert(path.to_owned(), node);
        inner.kept_names.insert(path.to_owned(), node);
    }

    pub fn content(&self, path: &Path) -> Option<Vec<u8>> {
        let inner = self.inner();
        inner.names.get(path).map(|&node| inner.nodes[node].now.clone())
    }

    pub fn calls(&self) -> usize {
        self.inner().calls
    }

    pub fn pauses(&self) -> usize {
        self.inner().pauses
    }

    pub fn fail_at(&self, call: usize, fault: Fault) {
        let mut inner = self.inner();
        inner.calls = 0;
        inner.fault = Some((call, fault));
    }

    /// The next so many renames find the file in use.
    pub fn busy(&self, times: usize) {
        self.inner().busy = times;
    }

    /// Whether the fault has come up.
    pub fn was_hit(&self) -> bool {
        let inner = self.inner();
        inner.fault.is_some_and(|(at, _)| inner.calls >= at)
    }

    /// What the next start finds after the program was killed: everything that was done.
    pub fn after_kill(&self) -> Self {
        let mut inner = self.inner().clone();
        inner.fault = None;
        inner.crashed = false;
        inner.nodes.iter_mut().for_each(|node| node.locked_by = None);
        Self(Arc::new(Mutex::new(inner)))
    }

    /// What the next start finds after the power went: what the disk had to keep, and of the rest whatever
    /// the dice say.
    pub fn after_power_cut(&self, dice: &mut Dice) -> Self {
        let mut inner = self.inner().clone();
        let entries = dice.below(inner.since.len() + 1);
        let mut names = inner.kept_names.clone();
        inner.since.iter().take(entries).for_each(|entry| entry.make(&mut names));
        for node in &mut inner.nodes {
            let mut content = node.kept.clone();
            let done = dice.below(node.since.len() + 1);
            for (number, change) in node.since.iter().take(done).enumerate() {
                match change {
                    Change::Write { at, bytes } if number + 1 == done && dice.percent(60) => {
                        // The last one is torn, or only its length arrives.
                        let part = dice.below(bytes.len() + 1);
                        let bytes = if dice.percent(30) { vec![0; part] } else { bytes[..part].to_vec() };
                        Change::Write { at: *at, bytes }.make(&mut content);
                    }
                    change => change.make(&mut content),
                }
            }
            *node = Node { kept: content.clone(), now: content, ..Node::default() };
        }
        let after = Inner { nodes: inner.nodes, kept_names: names.clone(), names, ..Inner::default() };
        Self(Arc::new(Mutex::new(after)))
    }
}

#[derive(Debug)]
struct SimFile {
    disk: SimDisk,
    node: usize,
    at: usize,
    handle: u64,
    writable: bool,
}

impl Drop for SimFile {
    fn drop(&mut self) {
        let node = &mut self.disk.inner().nodes[self.node];
        if node.locked_by == Some(self.handle) {
            node.locked_by = None;
        }
    }
}

impl Read for SimFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut inner = self.disk.inner();
        inner.plainly(false)?;
        let rest = inner.nodes[self.node].now.get(self.at..).unwrap_or_default();
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.at += length;
        Ok(length)
    }
}

impl Write for SimFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.writable {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mut inner = self.disk.inner();
        let (length, fails) = match inner.call(true)? {
            Leave::All => (bytes.len(), false),
            Leave::Half { then_fail } => (bytes.len().div_ceil(2), then_fail),
        };
        let change = Change::Write { at: self.at, bytes: bytes[..length].to_vec() };
        let node = &mut inner.nodes[self.node];
        change.make(&mut node.now);
        node.since.push(change);
        self.at += length;
        if fails { Err(full()) } else { Ok(length) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for SimFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at as usize,
            SeekFrom::End(by) => {
                self.disk.inner().nodes[self.node].now.len().saturating_add_signed(by as isize)
            }
            SeekFrom::Current(by) => self.at.saturating_add_signed(by as isize),
        };
        Ok(self.at as u64)
    }
}

impl OpenFile for SimFile {
    fn sync(&self) -> io::Result<()> {
        let mut inner = self.disk.inner();
        inner.plainly(true)?;
        let node = &mut inner.nodes[self.node];
        node.kept = node.now.clone();
        node.since.clear();
        Ok(())
    }

    fn set_len(&self, size: u64) -> io::Result<()> {
        let mut inner = self.disk.inner();
        inner.plainly(true)?;
        let node = &mut inner.nodes[self.node];
        let change = Change::Length(size as usize);
        change.make(&mut node.now);
        node.since.push(change);
        Ok(())
    }

    fn facts(&self) -> io::Result<Facts> {
        let size = self.disk.inner().nodes[self.node].now.len() as u64;
        Ok(Facts { size, modified: None, is_file: true, readonly: false })
    }

    fn wear_permissions_of(&self, _: &Path) -> io::Result<()> {
        self.disk.inner().plainly(false)
    }

    fn try_lock(&self) -> io::Result<bool> {
        let node = &mut self.disk.inner().nodes[self.node];
        Ok(*node.locked_by.get_or_insert(self.handle) == self.handle)
    }
}

impl FileSystem for SimDisk {
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn OpenFile>> {
        let mut inner = self.inner();
        let new = matches!(how, How::New | How::NewPrivate);
        inner.plainly(new)?;
        let node = match (inner.names.get(path).copied(), new) {
            (Some(_), true) => return Err(io::ErrorKind::AlreadyExists.into()),
            (Some(node), false) => node,
            (None, false) => return Err(io::ErrorKind::NotFound.into()),
            (None, true) => {
                let node = inner.nodes.len();
                inner.nodes.push(Node::default());
                inner.enter(Entry::Add(path.to_owned(), node));
                node
            }
        };
        inner.handles += 1;
        let handle = inner.handles;
        Ok(Box::new(SimFile { disk: self.clone(), node, at: 0, handle, writable: how != How::Read }))
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        let inner = self.inner();
        let node = inner.names.get(path).ok_or(io::ErrorKind::NotFound)?;
        let size = inner.nodes[*node].now.len() as u64;
        Ok(Facts { size, modified: None, is_file: true, readonly: false })
    }

    fn follow_links(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        if inner.busy > 0 {
            inner.busy -= 1;
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        inner.plainly(false)?;
        if !inner.names.contains_key(from) {
            return Err(io::ErrorKind::NotFound.into());
        }
        inner.enter(Entry::Rename(from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.plainly(false)?;
        if !inner.names.contains_key(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        inner.enter(Entry::Remove(path.to_owned()));
        Ok(())
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        self.inner().plainly(false)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut inner = self.inner();
        inner.plainly(false)?;
        Ok(inner.names.keys().filter(|path| path.parent() == Some(folder)).cloned().collect())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.plainly(true)?;
        let inner = &mut *inner;
        inner.since.retain(|entry| {
            let here = entry.folder() == Some(folder);
            if here {
                entry.make(&mut inner.kept_names);
            }
            !here
        });
        Ok(())
    }

    fn pause(&self, _: Duration) {
        self.inner().pauses += 1;
    }
}
