//! The clipboard with both forms of a block of cells, behind one seam: that of the platform, or one that a
//! test fills. egui itself brings the plain text only.

use std::{cell::RefCell, env, rc::Rc};

/// A clipboard that holds a text and the same as HTML.
pub trait Clipboard {
    /// The HTML that is on the clipboard.
    fn html(&mut self) -> Option<String>;
    /// Puts both forms on the clipboard. False: it cannot, and the caller puts the text there.
    fn put(&mut self, text: &str, html: &str) -> bool;
}

/// Where there is no clipboard of its own: the window's takes the text.
#[derive(Debug, Default)]
pub struct TextOnly;

impl Clipboard for TextOnly {
    fn html(&mut self) -> Option<String> {
        None
    }

    fn put(&mut self, _text: &str, _html: &str) -> bool {
        false
    }
}

/// That of the platform. It stays open: on X11 whoever copied has to answer those who paste.
#[derive(Default)]
pub struct PlatformClipboard {
    open: Option<arboard::Clipboard>,
}

impl std::fmt::Debug for PlatformClipboard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlatformClipboard").field("open", &self.open.is_some()).finish()
    }
}

impl PlatformClipboard {
    fn open(&mut self) -> Option<&mut arboard::Clipboard> {
        // Under Wayland only the window may ask, and it asks for text.
        let wayland = env::var_os("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty());
        if self.open.is_none() && !(cfg!(target_os = "linux") && wayland) {
            self.open = arboard::Clipboard::new()
                .inspect_err(|error| log::info!("the clipboard takes text only: {error}"))
                .ok();
        }
        self.open.as_mut()
    }
}

impl Clipboard for PlatformClipboard {
    fn html(&mut self) -> Option<String> {
        // Most copied texts have no HTML: no reason to say anything.
        self.open()?.get().html().ok()
    }

    fn put(&mut self, text: &str, html: &str) -> bool {
        let Some(clipboard) = self.open() else { return false };
        clipboard
            .set_html(html, Some(text))
            .inspect_err(|error| log::warn!("only text can be copied: {error}"))
            .is_ok()
    }
}

/// One that a test can look into and fill.
#[derive(Debug, Clone, Default)]
pub struct SharedClipboard(Rc<RefCell<(String, Option<String>)>>);

impl SharedClipboard {
    /// Puts a text there, and its HTML where there is any.
    pub fn fill(&self, text: &str, html: Option<&str>) {
        *self.0.borrow_mut() = (text.to_owned(), html.map(str::to_owned));
    }

    /// The text.
    pub fn text(&self) -> String {
        self.0.borrow().0.clone()
    }
}

impl Clipboard for SharedClipboard {
    fn html(&mut self) -> Option<String> {
        self.0.borrow().1.clone()
    }

    fn put(&mut self, text: &str, html: &str) -> bool {
        self.fill(text, Some(html));
        true
    }
}
