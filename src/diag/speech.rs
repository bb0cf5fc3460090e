//! Why a program did not speak.

/// What went wrong with a program that was to read a text aloud.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SpeechFault {
    /// There is no such program.
    NotThere,
    /// It took longer than it may.
    TooSlow {
        /// How long it may take.
        seconds: u64,
    },
    /// It wrote more than is taken from it.
    TooMuch {
        /// How many bytes that is.
        limit: u64,
    },
    /// It said itself that something went wrong.
    Failed {
        /// Its exit code, if it ended by itself.
        code: Option<i32>,
        /// Its last words, in whatever language.
        said: String,
    },
    /// What it wrote is no sound.
    NoSound,
    /// Nothing is heard.
    Silent,
    /// It speaks too long.
    TooLong {
        /// How long it may.
        minutes: u32,
    },
}
