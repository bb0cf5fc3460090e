//! Narration: what an entry gives to be heard, and who speaks where nothing was recorded.

use super::entry::Entry;
use super::field::{Field, Shape};
use super::kind::Kind;
use super::record::{Record, Value};
use crate::diag::Place;
use crate::lang::{Lang, Localized};

/// What `narration` of an entry is made of.
pub(super) const NARRATION: &[Field] = &[
    Field::optional(
        "text",
        Shape::PerLanguage,
        "lời thuyết minh khi muốn khác bài viết, viết cho tai nghe; dòng trống ngăn các đoạn",
        "what is said when it shall differ from the story, written for the ear; blank lines part paragraphs",
    ),
    Field::optional(
        "recordings",
        Shape::PerLanguage,
        "tệp ghi âm nằm cạnh tệp này: MP3, M4A (AAC), WAV, FLAC hoặc Ogg Vorbis, tối đa 15 phút; ghi bằng điện thoại là được",
        "recordings lying beside this file: MP3, M4A (AAC), WAV, FLAC or Ogg Vorbis, 15 minutes at most; a telephone's will do",
    ),
    Field::optional("voice", Shape::PerLanguage, "tên người đọc trong tệp ghi âm", "who speaks in the recordings"),
];

/// What `narration` of a catalogue is made of.
pub(super) const SPEAKER: &[Field] = &[
    Field::optional(
        "kinds",
        Shape::List(&Shape::Choice(&["sites", "routes", "products", "producers", "pages"])),
        "những loại mục được đọc (mặc định `[sites, routes]`)",
        "the kinds of entries that are read aloud (default `[sites, routes]`)",
    ),
    Field::optional(
        "voices",
        Shape::PerLanguage,
        "giọng cho từng ngôn ngữ (mặc định `{vi: vi, en: en-gb}`); ngôn ngữ không có giọng thì không đọc. espeak-ng còn có `vi-vn-x-central`, `vi-vn-x-south`, `en-us`…",
        "the voice for each language (default `{vi: vi, en: en-gb}`); a language without one is not read. espeak-ng also has `vi-vn-x-central`, `vi-vn-x-south`, `en-us` …",
    ),
    Field::optional(
        "command",
        Shape::Line,
        "chương trình đọc và các tham số, ngăn bằng dấu cách, không qua shell; `{voice}` là giọng, `{lang}` là mã ngôn ngữ. Câu chữ nằm ở đầu vào chuẩn hoặc tệp `{text}`, chương trình ghi WAV ra đầu ra chuẩn hoặc tệp `{wav}` (mặc định `espeak-ng -b 1 -s 150 -v {voice} --stdin --stdout`; với Piper: `piper --model {voice} --sentence-silence 0.4 --output-file {wav}`, giọng là tệp `.onnx`)",
        "the program that speaks and its arguments, parted by blanks, without a shell; `{voice}` is the voice, `{lang}` the language's tag. The text stands on standard input or in the file `{text}`, the program writes WAV to standard output or to the file `{wav}` (default `espeak-ng -b 1 -s 150 -v {voice} --stdin --stdout`; for Piper `piper --model {voice} --sentence-silence 0.4 --output-file {wav}`, a voice being an `.onnx` file)",
    ),
    Field::optional(
        "seconds",
        Shape::Integer(1, 3600),
        "mỗi bài được phép đọc trong bao nhiêu giây máy chạy (mặc định 120)",
        "how many seconds the program may take for one text (default 120)",
    ),
];

/// What speaks where a catalogue names nothing: in Debian and Ubuntu, with a Vietnamese voice. 150 words a minute: guides speak slower than news.
const COMMAND: &str = "espeak-ng -b 1 -s 150 -v {voice} --stdin --stdout";
/// Its voices.
const VOICES: [(&str, &str); 2] = [("vi", "vi"), ("en", "en-gb")];
const KINDS: [Kind; 2] = [Kind::Site, Kind::Route];
const SECONDS: i64 = 120;

/// Who speaks where nothing was recorded.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// The program and its arguments, with `{voice}`, `{lang}`, `{text}` and `{wav}` to be filled in. Never empty.
    pub command: Vec<String>,
    /// Whether the author chose the program.
    pub is_chosen: bool,
    /// How many seconds it may take for a text.
    pub seconds: u64,
    /// Where it is named, or else asked for.
    pub place: Place,
    voices: Localized<(String, Place)>,
    kinds: Vec<Kind>,
}

impl Speaker {
    /// The voice that reads entries of a kind in a language. `None` when they are not read.
    #[must_use]
    pub fn voice(&self, kind: Kind, lang: &Lang) -> Option<&str> {
        let usual = || VOICES.iter().find(|(tag, _)| *tag == lang.tag()).map(|(_, voice)| *voice);
        let voice = self.voices.get(lang).map(|(voice, _)| voice.as_str()).or_else(usual);
        voice.filter(|_| self.kinds.contains(&kind))
    }
}

/// Who speaks, as `catalogue.yaml` says.
pub(super) fn read(settings: &Record) -> Option<Speaker> {
    let group = settings.group("narration")?;
    let kind = |value: &Value| if let Value::Choice(word) = value { Kind::of_folder(word) } else { None };
    let kinds: Vec<Kind> = group.list("kinds").filter_map(|(value, _)| kind(value)).collect();
    Some(Speaker {
        command: group.line("command").unwrap_or(COMMAND).split_whitespace().map(str::to_owned).collect(),
        is_chosen: group.line("command").is_some(),
        seconds: group.integer("seconds").unwrap_or(SECONDS).unsigned_abs(),
        place: group.place("command").or_else(|| settings.place("narration"))?.clone(),
        voices: group.per_language("voices").cloned().unwrap_or_default(),
        kinds: if group.has("kinds") { kinds } else { KINDS.to_vec() },
    })
}

/// Adds what a translation says to what `index.md` said.
pub(super) fn add(record: &mut Record, key: &'static str, group: Record, place: &Place) {
    let Some(Value::Group(known)) = record.get_mut(key) else {
        record.set(key, Value::Group(group), place.clone());
        return;
    };
    for (key, value, place) in group.iter() {
        let Value::PerLanguage(texts) = value else { continue };
        let Some(Value::PerLanguage(known)) = known.get_mut(key) else {
            known.set(key, value.clone(), place.clone());
            continue;
        };
        for (lang, text) in texts.iter() {
            known.set(lang.clone(), text.clone());
        }
    }
}

impl Entry {
    /// What is said of it in exactly this language, when its author wrote that apart from the story.
    #[must_use]
    pub fn narration_text(&self, lang: &Lang) -> Option<&(String, Place)> {
        self.record.group("narration")?.per_language("text")?.get(lang)
    }

    /// The file of its recording in exactly this language.
    #[must_use]
    pub fn recording(&self, lang: &Lang) -> Option<&(String, Place)> {
        self.record.group("narration")?.per_language("recordings")?.get(lang)
    }

    /// Who speaks in a recording: as it is said in this language, else in any.
    #[must_use]
    pub fn voice(&self, lang: &Lang) -> Option<&str> {
        let voices = self.record.group("narration")?.per_language("voice")?;
        voices.resolve(lang, lang).map(|(_, (voice, _))| voice.as_str())
    }
}
