//! Options that several verbs have.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::diag::{Format, Words};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Thư mục dữ liệu · Folder of the catalogue
    #[arg(long, value_name = "FOLDER", default_value = "content")]
    pub content: PathBuf,

    /// Ngôn ngữ của thông báo (mặc định theo máy, nếu không thì tiếng Việt) · Language of messages (default: the system's, else Vietnamese)
    #[arg(long, value_name = "LANG")]
    lang: Option<MessageLanguage>,

    /// Cách báo lỗi: đầy đủ, một dòng, hoặc JSON · How problems are told: full, one line each, or JSON
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    format: MessageFormat,

    /// Coi hôm nay là ngày này, như 2026-11-21 · Take this day for today, as 2026-11-21
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum MessageLanguage {
    Vi,
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MessageFormat {
    Full,
    Short,
    Json,
}

/// The language of the system if it is English, else Vietnamese.
pub(super) fn usual_words() -> Words {
    match sys_locale::get_locale() {
        Some(locale) if locale.starts_with("en") => Words::English,
        Some(_) | None => Words::Vietnamese,
    }
}

impl Options {
    /// For a verb that has options of its own: problems are told in full.
    pub(super) fn of(content: &Path, lang: Option<MessageLanguage>) -> Self {
        Self { content: content.to_owned(), lang, format: MessageFormat::Full, today: None }
    }

    /// The same on this day, if one is asked for.
    pub(super) fn on(self, today: Option<Date>) -> Self {
        Self { today, ..self }
    }

    /// The language that people are talked to in.
    pub(super) fn words(&self) -> Words {
        match self.lang {
            Some(MessageLanguage::Vi) => Words::Vietnamese,
            Some(MessageLanguage::En) => Words::English,
            None => usual_words(),
        }
    }

    pub(super) fn format(&self) -> Format {
        match self.format {
            MessageFormat::Full => Format::Full,
            MessageFormat::Short => Format::Short,
            MessageFormat::Json => Format::Json,
        }
    }

    /// Today, or the day that was asked for. The only place where the clock is read.
    #[allow(clippy::disallowed_methods)] // the clock's door
    pub(super) fn today(&self) -> Date {
        self.today.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    /// Whether somebody is watching.
    pub(super) fn shows_progress(&self) -> bool {
        !matches!(self.format, MessageFormat::Json) && std::io::stderr().is_terminal()
    }
}
