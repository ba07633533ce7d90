//! Saving by itself: only where the user has asked for it, only to the document's own file, and never in silence
//! where it fails.

use super::Guatu;
use std::time::Duration;

impl Guatu {
    /// Saves changes that are as old as the settings say.
    pub(super) fn autosave(&mut self) {
        let wanted = self.settings.autosave.filter(|_| {
            self.document.is_dirty()
                && self.document.path().is_some()
                && self.safety.reader().is_none()
                && self.aside.is_none()
        });
        let Some(minutes) = wanted else {
            self.saves_at = None;
            return;
        };
        let now = self.ctx.input(|input| input.time);
        let at = *self.saves_at.get_or_insert(now + f64::from(minutes) * 60.0);
        if now < at {
            self.ctx.request_repaint_after(Duration::from_secs_f64(at - now));
        } else if self.job.is_none() && self.dialog.is_none() {
            // Where it fails, it is tried again after the same time.
            self.saves_at = None;
            self.save_by_itself();
        }
    }
}
