//! `guatu desktop`: registers the program with a freedesktop desktop, for this user alone.
//!
//! Installing writes a menu entry, icons and the file type of workbooks into the user's data folder
//! (`XDG_DATA_HOME`), then lets the desktop's own tools notice; a tool that is missing is left out. Installing
//! again changes only what differs. Removing takes away exactly these files and the default that was set.
//!
//! Windows and macOS register programs by other means; there a sentence says by which.

use super::CliError;
use crate::{
    i18n::Lang,
    storage::{self, StorageError},
};
use etcetera::base_strategy::{BaseStrategy, Xdg};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const ENTRY: &str = include_str!("../../assets/desktop/guatu.desktop");
const ENTRY_NAME: &str = "guatu.desktop";
const MIME_PACKAGE: &[u8] = include_bytes!("../../assets/desktop/guatu-mime.xml");
const MIME_TYPE: &str = "application/x-guatu+ron";
/// What desktops call the icon of the file type.
const MIME_ICON: &str = "application-x-guatu+ron";

/// Icons: the folder below `icons/hicolor`, the ending, and the picture.
const ICONS: [(&str, &str, &[u8]); 9] = [
    ("16x16", "png", include_bytes!("../../assets/icon/guatu-16.png")),
    ("24x24", "png", include_bytes!("../../assets/icon/guatu-24.png")),
    ("32x32", "png", include_bytes!("../../assets/icon/guatu-32.png")),
    ("48x48", "png", include_bytes!("../../assets/icon/guatu-48.png")),
    ("64x64", "png", include_bytes!("../../assets/icon/guatu-64.png")),
    ("128x128", "png", include_bytes!("../../assets/icon/guatu-128.png")),
    ("256x256", "png", include_bytes!("../../assets/icon/guatu-256.png")),
    ("512x512", "png", include_bytes!("../../assets/icon/guatu-512.png")),
    ("scalable", "svg", include_bytes!("../../assets/icon/guatu.svg")),
];

/// Why the desktop was not served.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DesktopError {
    /// Windows registers programs by other means.
    #[error("Windows needs no registration")]
    Windows,
    /// macOS registers programs by other means.
    #[error("macOS registers bundles")]
    Mac,
    /// No desktop at all.
    #[error("no desktop to register with")]
    Elsewhere,
    /// The user's home folder is not known.
    #[error("no home folder")]
    NoHome,
    /// The system does not say where the program is.
    #[error("the program's own path is not known: {0}")]
    NoProgram(String),
    /// The program's path cannot stand in an entry.
    #[error("{} cannot stand in a desktop entry", .0.display())]
    BadProgram(PathBuf),
    /// A file could not be removed.
    #[error("cannot remove {}: {detail}", path.display())]
    NotRemoved {
        /// The file.
        path: PathBuf,
        /// The system's own words.
        detail: String,
    },
}

impl DesktopError {
    /// The sentence for standard error.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Windows => lang.desktop_windows().to_owned(),
            Self::Mac => lang.desktop_mac().to_owned(),
            Self::Elsewhere => lang.desktop_elsewhere().to_owned(),
            Self::NoHome => lang.desktop_no_home().to_owned(),
            Self::NoProgram(detail) => lang.desktop_no_program(detail),
            Self::BadProgram(path) => lang.desktop_bad_program(path.display()),
            Self::NotRemoved { path, detail } => lang.desktop_not_removed(path.display(), detail),
        }
    }
}

/// A user's desktop: where its files are, and what it is to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desktop {
    /// Where users' programs keep data (`~/.local/share`).
    pub data: PathBuf,
    /// Where users' programs keep settings (`~/.config`).
    pub config: PathBuf,
    /// The program to start.
    pub program: PathBuf,
}

impl Desktop {
    /// That of the user who runs the program.
    pub fn of_user() -> Result<Self, DesktopError> {
        if cfg!(windows) {
            return Err(DesktopError::Windows);
        }
        if cfg!(target_vendor = "apple") {
            return Err(DesktopError::Mac);
        }
        if !cfg!(unix) {
            return Err(DesktopError::Elsewhere);
        }
        let folders = Xdg::new().map_err(|_| DesktopError::NoHome)?;
        let program = std::env::current_exe().map_err(|error| DesktopError::NoProgram(error.to_string()))?;
        Ok(Self { data: folders.data_dir(), config: folders.config_dir(), program })
    }

    /// The files, with what is in them.
    fn files(&self) -> Result<Vec<(PathBuf, Vec<u8>)>, DesktopError> {
        let mut files = vec![
            (self.data.join("applications").join(ENTRY_NAME), self.entry()?.into_bytes()),
            (self.data.join("mime/packages/guatu.xml"), MIME_PACKAGE.to_vec()),
        ];
        for (folder, ending, picture) in ICONS {
            let folder = self.data.join("icons/hicolor").join(folder);
            files.push((folder.join("apps").join(format!("guatu.{ending}")), picture.to_vec()));
            files.push((folder.join("mimetypes").join(format!("{MIME_ICON}.{ending}")), picture.to_vec()));
        }
        Ok(files)
    }

    /// The menu entry, with the absolute path of the program: `guatu` need not be on the user's PATH.
    fn entry(&self) -> Result<String, DesktopError> {
        let bad = || DesktopError::BadProgram(self.program.clone());
        let program =
            self.program.to_str().filter(|path| !path.contains(char::is_control)).ok_or_else(bad)?;
        let mut entry = String::with_capacity(ENTRY.len() + 2 * program.len());
        for line in ENTRY.lines() {
            if line.starts_with("Exec=") {
                let (program, argument) = (escaped(program), escaped(&quoted(program)));
                entry.extend(["TryExec=", &program, "\nExec=", &argument, " %f\n"]);
            } else {
                entry += line;
                entry.push('\n');
            }
        }
        Ok(entry)
    }

    /// Writes the files and tells the desktop; says what was done.
    pub fn install(&self, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
        for (path, content) in self.files()? {
            if fs::read(&path).is_ok_and(|old| old == content) {
                writeln!(out, "{}", lang.desktop_kept(path.display()))?;
                continue;
            }
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)
                    .map_err(|error| CliError::Folder { path: folder.into(), detail: error.to_string() })?;
            }
            storage::write_bytes(&path, &content)?;
            writeln!(out, "{}", lang.desktop_wrote(path.display()))?;
        }
        self.tell(lang, out)?;
        self.run("xdg-mime", &["default".as_ref(), ENTRY_NAME.as_ref(), MIME_TYPE.as_ref()], lang, out)?;
        writeln!(out, "{}", lang.desktop_installed())?;
        Ok(())
    }

    /// Removes the files and tells the desktop; says what was done.
    pub fn remove(&self, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
        let mut found = false;
        for (path, _) in self.files()? {
            match fs::remove_file(&path) {
                Ok(()) => {
                    found = true;
                    writeln!(out, "{}", lang.desktop_removed(path.display()))?;
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    return Err(DesktopError::NotRemoved { path, detail: error.to_string() }.into());
                }
            }
        }
        found |= self.forget_default(lang, out)?;
        if found {
            self.tell(lang, out)?;
        }
        writeln!(out, "{}", if found { lang.desktop_taken_back() } else { lang.desktop_nothing_there() })?;
        Ok(())
    }

    /// Has the desktop read its folders again.
    fn tell(&self, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
        self.run("update-mime-database", &[&self.data.join("mime")], lang, out)?;
        self.run("update-desktop-database", &[&self.data.join("applications")], lang, out)?;
        // Without a cache of its own, the desktop looks into the folder itself.
        let icons = self.data.join("icons/hicolor");
        if icons.join("icon-theme.cache").exists() {
            self.run(
                "gtk-update-icon-cache",
                &["-q".as_ref(), "-t".as_ref(), "-f".as_ref(), &icons],
                lang,
                out,
            )?;
        }
        Ok(())
    }

    /// Runs a tool of the desktop for the folders of this one. That it is missing or fails is said, and is
    /// no failure: the files are there.
    fn run(&self, tool: &str, args: &[&Path], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        let mut command = Command::new(tool);
        command.args(args).stdin(Stdio::null());
        command.env("XDG_DATA_HOME", &self.data).env("XDG_CONFIG_HOME", &self.config);
        let mut line = tool.to_owned();
        for arg in args {
            line.extend([" ", &arg.to_string_lossy()]);
        }
        match command.output() {
            Ok(done) if done.status.success() => writeln!(out, "{}", lang.desktop_ran(&line)),
            Ok(done) => {
                let said = String::from_utf8_lossy(&done.stderr);
                let first = said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                let detail = if first.is_empty() { done.status.to_string() } else { first.to_owned() };
                writeln!(out, "{}", lang.desktop_tool_failed(&line, &detail))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                writeln!(out, "{}", lang.desktop_no_tool(tool))
            }
            Err(error) => writeln!(out, "{}", lang.desktop_tool_failed(&line, &error.to_string())),
        }
    }

    /// Takes back what `xdg-mime default` has noted; says whether there was anything.
    fn forget_default(&self, lang: Lang, out: &mut dyn Write) -> Result<bool, CliError> {
        let path = self.config.join("mimeapps.list");
        let old = match fs::read_to_string(&path) {
            Ok(old) => old,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => {
                let detail = error.to_string();
                return Err(StorageError::Read { path, kind: error.kind(), detail }.into());
            }
        };
        let new = without_default(&old);
        if new == old {
            return Ok(false);
        }
        storage::write_bytes(&path, new.as_bytes())?;
        writeln!(out, "{}", lang.desktop_wrote(path.display()))?;
        Ok(true)
    }
}

/// The list of defaults without this program as the one for workbooks; everything else as it stands.
fn without_default(list: &str) -> String {
    let mut text = String::with_capacity(list.len());
    for line in list.split_inclusive('\n') {
        match line.split_once('=') {
            Some((kind, programs)) if kind.trim() == MIME_TYPE => {
                let others: Vec<_> = programs
                    .trim()
                    .split(';')
                    .filter(|name| !name.is_empty() && *name != ENTRY_NAME)
                    .collect();
                if !others.is_empty() {
                    text.extend([kind, "=", &others.join(";"), ";\n"]);
                }
            }
            _ => text += line,
        }
    }
    text
}

/// An argument of `Exec`, in quotes, as the Desktop Entry Specification wants it.
fn quoted(argument: &str) -> String {
    let mut text = String::from("\"");
    for c in argument.chars() {
        match c {
            '"' | '`' | '$' | '\\' => text.extend(['\\', c]),
            // A per cent sign begins a field code.
            '%' => text.push_str("%%"),
            _ => text.push(c),
        }
    }
    text.push('"');
    text
}

/// A value of type string: the backslash is the one sign to be escaped that a path can have.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(folder: &Path, program: &str) -> Desktop {
        Desktop { data: folder.join("数据"), config: folder.join("config"), program: program.into() }
    }

    #[test]
    fn the_entry_starts_this_program_whatever_its_path_is() {
        let folder = Path::new("/tmp");
        let exec = |program: &str| {
            let entry = at(folder, program).entry().unwrap();
            entry.lines().find_map(|line| line.strip_prefix("Exec=").map(str::to_owned)).unwrap()
        };
        assert_eq!(exec("/opt/guatu"), r#""/opt/guatu" %f"#);
        assert_eq!(exec("/home/李 四/挂图"), r#""/home/李 四/挂图" %f"#);
        assert_eq!(exec("/a%b"), r#""/a%%b" %f"#);
        // The value unescapes to "/a\$b\"c\\d", whose quoting stands for /a$b"c\d.
        assert_eq!(exec(r#"/a$b"c\d"#), r#""/a\\$b\\"c\\\\d" %f"#);
        assert!(matches!(at(folder, "/a\nExec=evil").entry(), Err(DesktopError::BadProgram(_))));
    }

    #[test]
    fn the_rest_of_the_entry_is_kept() {
        let entry = at(Path::new("/tmp"), "/opt/guatu").entry().unwrap();
        let kept = entry.lines().filter(|line| !line.contains("Exec=")).collect::<Vec<_>>();
        let original = ENTRY.lines().filter(|line| !line.starts_with("Exec=")).collect::<Vec<_>>();
        assert_eq!(kept, original);
        assert!(entry.contains("\nTryExec=/opt/guatu\n"));
    }

    #[test]
    fn only_the_own_default_is_taken_back() {
        let list = "[Default Applications]\ntext/plain=gedit.desktop\n\
                    application/x-guatu+ron=guatu.desktop\n# note\n";
        let rest = "[Default Applications]\ntext/plain=gedit.desktop\n# note\n";
        assert_eq!(without_default(list), rest);
        assert_eq!(without_default(rest), rest);
        assert_eq!(
            without_default("application/x-guatu+ron=guatu.desktop;other.desktop;\n"),
            "application/x-guatu+ron=other.desktop;\n"
        );
    }
}
