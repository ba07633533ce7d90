//! Any bytes as the settings' file: defaults, or settings that are written and read to the same.
#![no_main]

use guatu_fuzz::storage::Settings;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(settings) = Settings::from_text(text) else { return };
    let written = settings.to_text().expect("settings are always writable");
    let again = Settings::from_text(&written).expect("what was written here is read");
    // What stood in a window that is no window has gone with it.
    assert_eq!(again, Settings { kept: again.kept.clone(), ..settings });
    assert_eq!(again.to_text().expect("writable"), written);
});
