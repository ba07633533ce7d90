//! The application's own state, and the sentences about files.

use guatu::{
    i18n::Lang,
    model::MoneyUnit,
    storage::{self, LanguageChoice, Settings, SettingsNotice, StorageError, settings::WindowPlace},
};
use std::{fs, path::Path};
use tempfile::TempDir;

fn put(folder: &TempDir, text: &str) {
    let mut file = fs::OpenOptions::new();
    let file = file.write(true).create(true).truncate(true).open(folder.path().join("settings.ron"));
    std::io::Write::write_all(&mut file.expect("opened"), text.as_bytes()).expect("written");
}

#[test]
fn settings_come_back_as_they_were_saved() {
    let folder = TempDir::new().expect("a folder");
    let inner = folder.path().join("not/there/yet");
    assert_eq!(Settings::load(&inner), (Settings::default(), None));
    let mut settings = Settings {
        language: LanguageChoice::En,
        window: Some(WindowPlace { size: (1280.0, 800.0), position: Some((-5.0, 7.5)), maximized: true }),
        zoom: 1.25,
        money_unit: Some(MoneyUnit::Yi),
        last_folder: Some("/数据/二〇二四".into()),
        ..Settings::default()
    };
    for number in 0..20 {
        settings.remember(Path::new(&format!("/数据/第{number}份.guatu.ron")));
    }
    settings.remember(Path::new("/数据/第15份.guatu.ron"));
    settings.save(&inner).expect("saved");
    let (read, notice) = Settings::load(&inner);
    assert_eq!((&read, notice), (&settings, None));
    assert_eq!(read.recent.len(), 12);
    assert_eq!(read.recent[0], Path::new("/数据/第15份.guatu.ron"));
    assert_eq!(read.recent.iter().filter(|path| path.ends_with("第15份.guatu.ron")).count(), 1);
}

#[test]
fn unknown_and_missing_fields_are_tolerated() {
    let folder = TempDir::new().expect("a folder");
    put(&folder, "(theme: Dark, of_the_future: (1, [2]), zoom: 900.0, window: (size: (0.0, 5.0)))");
    let (settings, notice) = Settings::load(folder.path());
    assert_eq!(notice, None);
    assert_eq!(settings.theme, storage::ThemeChoice::Dark);
    assert!((0.5..=3.0).contains(&settings.zoom), "a zoom that the window can work with");
    assert_eq!(settings.window, None, "no window of no size");
}

#[test]
fn broken_settings_are_set_aside_each_under_its_own_name() {
    let folder = TempDir::new().expect("a folder");
    for (number, text) in ["(theme: Dark", "", "\u{0}\u{0}", "(language: Klingon)"].into_iter().enumerate() {
        put(&folder, text);
        let (settings, notice) = Settings::load(folder.path());
        assert_eq!(settings, Settings::default());
        let Some(SettingsNotice::Broken { kept_at: Some(kept_at) }) = notice else { panic!("{notice:?}") };
        assert!(kept_at.ends_with(format!("settings.ron.broken-{}", number + 1)));
        assert_eq!(fs::read_to_string(&kept_at).expect("kept"), text);
        assert_eq!(Settings::load(folder.path()).1, None, "heard once");
    }
}

#[test]
fn sentences_say_what_where_and_what_to_do() {
    let origin = Path::new("/数据/丽水.guatu.ron");
    let failing = |text: &str| storage::parse(origin, text.as_bytes()).expect_err("fails");
    let cut = failing("(format: \"guatu\", version: 1,\n workbook: (title: \"丽");
    let newer = failing("(format: \"guatu\", version: 7, workbook: 1)");
    let other = failing("hello");
    let field = failing("(format: \"guatu\", version: 1,\nworkbook: (titel: \"\"))");
    for (error, zh, en) in [
        (
            &cut,
            ["丽水.guatu.ron", "第 2 行", "第 22 列", "断"],
            ["丽水.guatu.ron", "line 2", "column 22", "rest is missing"],
        ),
        (
            &newer,
            ["丽水.guatu.ron", "第 7 版", "升级", "没有改动"],
            ["丽水.guatu.ron", "version 7", "Update", "untouched"],
        ),
        (
            &other,
            ["丽水.guatu.ron", "不是", "工作簿", "另选"],
            ["丽水.guatu.ron", "not a Guatu", "workbook", "Choose"],
        ),
        (&field, ["第 2 行", "缺少", "title", "改正"], ["line 2", "missing", "title", "correct"]),
    ] {
        let (chinese, english) = (Lang::Zh.storage_error(error), Lang::En.storage_error(error));
        assert!(zh.iter().all(|part| chinese.contains(part)), "{chinese}");
        assert!(en.iter().all(|part| english.contains(part)), "{english}");
    }
    let missing = storage::open(Path::new("/没有/这个.guatu.ron")).expect_err("fails");
    assert!(matches!(missing, StorageError::Read { .. }));
    assert!(Lang::Zh.storage_error(&missing).contains("不存在"));
}
