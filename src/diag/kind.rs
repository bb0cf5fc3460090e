//! Every kind of problem, with its code.
//!
//! The number says the area: 01 files, 02 YAML, 03 fields, 04 the catalogue as a whole, 05 theme, 06 outputs, 07 printed symbols (`symbol`), 08 orders (`shop`). A code is never given twice.

use super::Severity;
use super::media::MediaFault;
use super::shop::ShopFault;
use super::speech::SpeechFault;
use super::symbol::SymbolFault;

/// What a field wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// One line or more of text.
    Text,
    /// A text, or a map from language to text.
    LocalizedText,
    /// A map of keys.
    Map,
    /// A list.
    List,
    /// A whole number.
    Integer,
    /// A number, with a decimal point or without.
    Decimal,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    Date,
    /// `YYYY-MM-DD`.
    FullDate,
    /// `#rrggbb`.
    Colour,
    /// An `https://` address.
    Url,
    /// `kind/slug`.
    Reference,
    /// A BCP 47 language tag.
    LanguageTag,
}

/// Why YAML cannot be read, as far as people's commonest slips are known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum YamlFault {
    /// A tab where blanks belong.
    Tab,
    /// A letter that looks like a blank and is none, in front of a line or beside a key.
    FalseBlank(char),
    /// `: ` inside a text without quotes.
    ColonInText,
    /// A line was read as going on from the one above.
    RunsOn,
    /// A line is no `key: value`.
    NoColon,
    /// Lines of one group do not begin below each other.
    Indentation,
    /// A `- ` behind a key on the same line.
    DashBehindKey,
    /// A quote is opened and not closed.
    OpenQuote,
    /// Something follows a closing quote.
    AfterQuote,
    /// A bracket without its partner, or a comma is missing between brackets.
    Bracket,
    /// A text begins with a sign that means something in YAML.
    SpecialSign,
    /// `\` and a letter that it does not go with, between double quotes.
    Backslash,
    /// A line `---` begins another document.
    SecondDocument,
    /// Marks that git leaves where two people changed the same lines.
    MergeConflict,
    /// Anything else, in the parser's own English words.
    Other(String),
}

/// What the ledger no longer says of a code, though it did when it was last published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LedgerLoss {
    /// The code itself.
    Code,
    /// That it was printed in this batch.
    Printing(String),
    /// That it was given to this entry.
    Entry(String),
}

/// Why what a run adds to the ledger does not go together with what somebody else wrote into it meanwhile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LedgerConflict {
    /// The code is no longer there.
    Gone,
    /// The code's lines cannot be read any more.
    Unreadable,
    /// The code was given to another entry.
    Taken {
        /// That entry.
        by: String,
        /// The entry that this run gave it to.
        entry: String,
    },
    /// The entry got another code.
    Another {
        /// That code.
        code: String,
        /// The entry.
        entry: String,
    },
}

/// Why something cannot be put into a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PayloadFault {
    /// No number that can be dialled.
    Telephone,
    /// A network's name has 1 to 32 bytes.
    NetworkName,
    /// A WPA password has 8 to 63 letters without marks.
    Password,
}

/// What cannot be shown in the picture that an entry is shared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ShareFault {
    /// A text that does not fit even in the smallest letters.
    TooLong {
        /// Which.
        text: String,
    },
    /// A name that is left out, because no font has these letters of it.
    Letters {
        /// Each letter once.
        letters: String,
    },
}

/// Why a file cannot be a logo.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LogoFault {
    /// There is no such file.
    NotThere {
        /// A file that may be meant.
        nearest: Option<String>,
    },
    /// It has too many bytes.
    TooLarge {
        /// How many.
        bytes: usize,
        /// How many it may have.
        limit: usize,
    },
    /// It has more pixels on a side than this.
    TooWide {
        /// How many it may have.
        limit: u32,
    },
    /// It is neither an SVG nor a PNG, or broken.
    Unreadable,
    /// There is something else in it than shapes.
    NotOnlyADrawing {
        /// What: an element or an attribute.
        found: String,
    },
    /// It has too many shapes, each `use` counted as what it repeats.
    TooManyShapes {
        /// How many it may have.
        limit: usize,
    },
    /// The code needs a symbol of this version, and above 6 there is no room for a logo.
    NoRoom {
        /// The version.
        version: usize,
    },
    /// The code is a product's for shops.
    InGs1,
}

/// Something wrong, as data.
#[allow(missing_docs)] // what a field holds is said by its name and the sentence of its kind
#[derive(Clone, PartialEq, Debug)]
pub enum ProblemKind {
    /// There is no such catalogue folder or no `catalogue.yaml` in it.
    NoCatalogue { folder: String },
    /// A file is not text in UTF-8.
    NotUtf8,
    /// A file is larger than what is read.
    FileTooLarge { bytes: u64, limit: u64 },
    /// A link leads out of the catalogue's folder.
    LinkLeavesFolder,
    /// A link leads to a file that is not there.
    LinkToNothing { target: String },
    /// The name of a file or folder is not UTF-8.
    NameNotUtf8,
    /// A device, pipe or socket lies among the files.
    NoPlainFile,
    /// A folder lies where a file belongs.
    FolderForFile,
    /// A file is there, but the system does not let it be read.
    FileUnreadable { file: String, why: String },
    /// A folder in `content/` that is no kind of entry.
    UnknownKind { name: String, nearest: Option<String>, known: Vec<String> },
    /// A file or folder whose name cannot be an address.
    BadSlug { name: String, suggestion: String },
    /// An entry's folder has no `index.md`.
    NoIndex { folder: String },
    /// A file that no rule reads, lying beside entries.
    UnusedFile,
    /// The text of an entry lies in a language that the catalogue has not.
    UnknownLanguage { tag: String, known: Vec<String> },
    /// The file of the default language has its tag in its name.
    DefaultLanguageInName { tag: String },
    /// A file of `static/` is larger than what hosts take.
    StaticFileTooLarge { bytes: u64, limit: u64 },

    /// A picture's file has more bytes than are read.
    PictureFileTooLarge { file: String, bytes: u64, limit: u64 },
    /// A picture has more pixels than are decoded; `pixels` in millions.
    PictureTooLarge { file: String, width: u32, height: u32, side: u32, pixels: u64 },
    /// A picture's file has another form than the end of its name says.
    WrongPictureEnding { file: String, ending: String },
    /// A picture moves.
    MovingPicture { file: String },
    /// A picture's file has a form that pages do not show: its name, as people know it.
    PictureOfOtherForm { file: String, form: &'static str },
    /// The colour profile of a picture is larger than any that is one.
    SwollenPicture { file: String, limit: usize },
    /// The names of two files differ only in how their letters are put together (Unicode NFC and NFD).
    SameName { name: String },
    /// What systems leave behind lies in `static/`.
    LeftBehind { files: Vec<String> },

    /// The YAML cannot be read.
    YamlSyntax { fault: YamlFault },
    /// The same key stands twice in a map.
    DuplicateKey { key: String, first_line: usize },
    /// Anchors and aliases are not read.
    YamlAlias,
    /// A sign that no text may hold, or not one of this shape.
    ForbiddenSign { sign: char },
    /// What looks like a part of a text is a comment, since a blank and a `#` stand before it.
    TextBecameComment { key: String, comment: String },
    /// Lists and maps are nested too deeply, or there are too many.
    YamlTooMuch { limit: usize },
    /// A `.md` file does not begin with `---`.
    NoFrontMatter,
    /// The second `---` is missing.
    FrontMatterNotClosed,
    /// A key of a map is a list or a map.
    KeyNotText,

    /// A key that is not known here.
    UnknownKey { key: String, nearest: Option<String>, known: Vec<String> },
    /// A key that must stand here does not.
    MissingKey { key: String },
    /// A value is of another type.
    WrongType { key: String, expected: Expected },
    /// A value is none of the words that can stand here.
    UnknownChoice { value: String, nearest: Option<String>, known: Vec<String> },
    /// A number is too small or too large.
    OutOfRange { value: String, min: String, max: String },
    /// A fact stands in a translation.
    FactInTranslation { key: String, file: String },
    /// A text is empty.
    EmptyText { key: String },
    /// A text has more letters than it may have.
    TextTooLong { key: String, letters: usize, limit: usize },
    /// A list has more values than it may have.
    TooManyValues { key: String, found: usize, limit: usize },
    /// A group has more keys than it may have.
    TooManyKeys { found: usize, limit: usize },
    /// A GTIN has a wrong length, a letter, or a wrong check digit.
    BadGtin { value: String, check_digit: Option<char> },
    /// The base URL is not `https://` and a host.
    BadBaseUrl { value: String },
    /// A bank that no list knows.
    UnknownBank { name: String, nearest: Option<String> },
    /// An account number has something else than letters and digits, or is too long.
    BadAccount { account: String, suggestion: Option<String> },
    /// The purpose of a transfer is too long, or has a letter that banks do not take.
    BadPurpose { purpose: String, length: usize, limit: usize, letter: Option<char> },

    /// Of some keys exactly one must stand there.
    NotOneOf { known: Vec<String>, found: usize },
    /// A code cannot say this.
    BadPayload { fault: PayloadFault },

    /// Two files give the same entry.
    DuplicateEntry { id: String, other: String },
    /// A reference leads to no entry.
    DanglingReference { to: String, nearest: Option<String> },
    /// A reference leads to an entry of another kind.
    WrongKindOfReference { to: String, wanted: String },
    /// A picture is not there.
    MissingPicture { file: String, nearest: Option<String> },
    /// A picture cannot be read.
    BrokenPicture { file: String },
    /// A picture has no text for those who cannot see it.
    NoAltText { file: String },
    /// Coordinates lie outside Viet Nam.
    OutsideVietnam { latitude: String, longitude: String, swapped: bool },
    /// One coordinate, or coordinates without their precision.
    HalfCoordinates { missing: String },
    /// A date is in the future.
    DateInFuture { date: String, today: String },
    /// The first rankings of relics were in 1962.
    RankTooEarly { date: String },
    /// An address or festival ends before it begins.
    EndsBeforeItBegins { begin: String, end: String },
    /// No month has such a day.
    NoSuchDay { day: i64, month: i64, last: i64 },
    /// A text is missing in a language.
    MissingTranslation { lang: String, is_default: bool, fields: Vec<String> },
    /// A whole file of a language is missing.
    MissingTranslationFile { lang: String, file: String },
    /// A link in a text leads to no entry.
    DanglingLink { to: String, nearest: Option<String> },
    /// A link in a text has a scheme that a page does not open.
    UnsafeLink { to: String },
    /// Raw HTML was taken out of a text.
    HtmlRemoved,
    /// A story is nested more deeply than it may be.
    NestedTooDeeply { limit: usize },

    /// A code in the ledger is not one.
    BadCode { code: String },
    /// A code stands twice in the ledger.
    DuplicateCode { code: String, first_line: usize },
    /// Two codes in the ledger lead to one entry.
    TwoCodes { entry: String, first: String },
    /// A code in the ledger leads to no entry.
    CodeWithoutEntry { code: String, entry: String, nearest: Option<String> },
    /// A code that is printed leads to no entry.
    PrintedCodeLost { code: String, entry: String, batch: String, nearest: Option<String> },
    /// The ledger has lost what it said of a code; `lines` is what it said.
    LedgerLost { code: String, loss: LedgerLoss, lines: String },
    /// The ledger was changed while a command was at work, and the two do not go together.
    LedgerConflict { code: String, conflict: LedgerConflict },
    /// The website has another host than the one that printed plaques name.
    HostChanged { before: String, now: String, printed: usize },

    /// A telephone number that no link can dial.
    BadTelephone { value: String },
    /// A number or name that Zalo cannot open.
    BadZalo { value: String },
    /// Not one e-mail address.
    BadEmail { value: String },
    /// A name that Windows keeps for a device.
    ReservedName { name: String },
    /// A file of `static/` whose name not every system can hold.
    NotPortable { file: String },

    /// A GTIN leads to another product already.
    GtinTaken { gtin: String, owner: String },

    /// A route has fewer than two stops.
    TooFewStops { found: usize },
    /// A route stops twice at the same place.
    StopTwice { entry: String, first_line: usize },
    /// A route stops at something that is no place.
    StopIsNoPlace { entry: String },
    /// The last stop of a route says how to get to a next one.
    WayAfterLastStop { key: String },
    /// The way between two stops is shorter than the straight line; both in metres.
    ShorterThanStraight { metres: i64, straight: i64 },

    /// A name is given a second time.
    DuplicateName { name: String, first_line: usize },
    /// A style's dark colour is lighter than its light one.
    InvertedStyle { style: String },
    /// A style's colours are too near to each other; contrasts in percent.
    FaintStyle { style: String, contrast: i64, least: i64 },
    /// A style's colours are rather near to each other.
    PaleStyle { style: String, contrast: i64, good: i64 },
    /// The red light of shops' scanners does not tell a style's colours apart.
    StyleUnseenInRed { style: String, contrast: i64, least: i64 },
    /// A file cannot be a logo, or a code cannot have it.
    BadLogo { file: String, fault: LogoFault },

    /// The file of a panorama, of a video or of its captions is not as it must be; or the address of a video.
    Media { file: String, fault: MediaFault },

    /// Something cannot be shown in the picture that an entry is shared with.
    SharePicture { name: String, fault: ShareFault },

    /// A recording is not there.
    MissingRecording { file: String, nearest: Option<String> },
    /// A recording cannot be read.
    BrokenRecording { file: String },
    /// A recording has a form that is not read: its name, as people know it.
    RecordingOfOtherForm { file: String, form: &'static str },
    /// A recording's file has more bytes than are read.
    RecordingTooLarge { file: String, bytes: u64, limit: u64 },
    /// A recording is longer than it may be.
    RecordingTooLong { file: String, minutes: u32 },
    /// Nothing is heard in a recording.
    SilentRecording { file: String },
    /// A recording's file has another form than the end of its name says.
    WrongRecordingEnding { file: String, ending: String },
    /// A text is too long to be read aloud.
    NarrationTooLong { letters: usize, limit: usize },
    /// The program that an author chose to speak is not there.
    NoSpeaker { program: String },
    /// The program that usually speaks is not there.
    NoUsualSpeaker { program: String },
    /// A program did not speak.
    SpeechFailed { program: String, entry: String, lang: String, fault: SpeechFault },
    /// The take-away of a route cannot be packed.
    TakeAway { route: String, message: String },

    /// There is no theme of this name.
    NoTheme { name: String, known: Vec<String> },
    /// A template cannot be read or filled in.
    Template { message: String },
    /// The words of the pages are missing in a language.
    NoMessages { lang: String, file: String },
    /// Some of the words of the pages are missing in a language.
    MissingMessages { lang: String, keys: Vec<String> },
    /// No font of the theme has these letters.
    MissingGlyphs { text: String, letters: String },
    /// A plaque cannot be typeset.
    Plaque { name: String, message: String },
    /// The text of a symbol is too long.
    SymbolTooLong { text: String },

    /// Two outputs have the same path.
    TwoOutputs { path: String, first: String, second: String },

    /// A symbol in a finished file is not as it must be. `place` is the file, with `:page` when it has several; `more` other files or pages show
    /// the same.
    Symbol { place: String, fault: SymbolFault, more: usize },
    /// Something that is to be printed cannot be, or should be looked at.
    Shop(ShopFault),
}

impl ShareFault {
    /// A name that is left out can wait; one that fits nowhere leaves no picture.
    fn severity(&self) -> Severity {
        match self {
            Self::Letters { .. } => Severity::Warning,
            Self::TooLong { .. } => Severity::Error,
        }
    }
}

/// A row for each problem: its variant, its code, how bad it is. What has a fault in it is as bad as the fault.
macro_rules! rows {
    ($($variant:ident $code:literal $severity:ident)*) => {
        fn row(&self) -> (&'static str, Severity) {
            match self {
                $(Self::$variant { .. } => ($code, Severity::$severity),)*
                Self::SharePicture { fault, .. } => ("E0451", fault.severity()),
                Self::Symbol { fault, .. } => (fault.code(), fault.severity()),
                Self::Shop(fault) => (fault.code(), fault.severity()),
                Self::Media { fault, .. } => (fault.code(), fault.severity()),
            }
        }
    };
}

impl ProblemKind {
    /// The code, `E0203`; never given to another problem.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.row().0
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.row().1
    }

    rows! {
        NoCatalogue "E0101" Error
        NotUtf8 "E0102" Error
        FileTooLarge "E0103" Error
        LinkLeavesFolder "E0104" Error
        UnknownKind "E0105" Error
        BadSlug "E0106" Error
        NoIndex "E0107" Error
        UnusedFile "E0108" Warning
        UnknownLanguage "E0109" Error
        DefaultLanguageInName "E0110" Error
        StaticFileTooLarge "E0111" Error
        NameNotUtf8 "E0112" Error
        FolderForFile "E0113" Error
        LinkToNothing "E0114" Error
        NoPlainFile "E0115" Error
        FileUnreadable "E0116" Error
        WrongPictureEnding "E0118" Warning
        PictureTooLarge "E0119" Error
        MovingPicture "E0120" Warning
        PictureFileTooLarge "E0121" Error
        SameName "E0124" Error
        LeftBehind "E0125" Warning
        PictureOfOtherForm "E0126" Error
        SwollenPicture "E0127" Error
        YamlSyntax "E0201" Error
        DuplicateKey "E0202" Error
        YamlAlias "E0203" Error
        YamlTooMuch "E0204" Error
        NoFrontMatter "E0205" Error
        FrontMatterNotClosed "E0206" Error
        KeyNotText "E0207" Error
        ForbiddenSign "E0208" Error
        TextBecameComment "E0209" Warning
        UnknownKey "E0301" Error
        MissingKey "E0302" Error
        WrongType "E0303" Error
        UnknownChoice "E0304" Error
        OutOfRange "E0305" Error
        FactInTranslation "E0306" Error
        EmptyText "E0307" Error
        BadGtin "E0308" Error
        BadBaseUrl "E0309" Error
        TextTooLong "E0310" Error
        TooManyValues "E0311" Error
        TooManyKeys "E0312" Error
        UnknownBank "E0321" Error
        BadAccount "E0322" Error
        BadPurpose "E0323" Error
        NotOneOf "E0331" Error
        BadPayload "E0332" Error
        DuplicateEntry "E0401" Error
        DanglingReference "E0402" Error
        WrongKindOfReference "E0403" Error
        MissingPicture "E0404" Error
        BrokenPicture "E0405" Error
        NoAltText "E0406" Warning
        OutsideVietnam "E0407" Error
        HalfCoordinates "E0408" Error
        DateInFuture "E0409" Error
        RankTooEarly "E0410" Error
        EndsBeforeItBegins "E0411" Error
        NoSuchDay "E0412" Error
        MissingTranslation "E0413" Warning
        MissingTranslationFile "E0414" Warning
        DanglingLink "E0415" Error
        UnsafeLink "E0416" Error
        HtmlRemoved "E0417" Warning
        NestedTooDeeply "E0418" Error
        BadCode "E0421" Error
        DuplicateCode "E0422" Error
        TwoCodes "E0423" Error
        CodeWithoutEntry "E0424" Warning
        PrintedCodeLost "E0425" Error
        LedgerLost "E0426" Error
        GtinTaken "E0427" Error
        HostChanged "E0428" Error
        BadTelephone "E0429" Error
        BadZalo "E0430" Error
        BadEmail "E0431" Error
        ReservedName "E0432" Error
        NotPortable "E0433" Warning
        LedgerConflict "E0434" Error
        DuplicateName "E0441" Error
        InvertedStyle "E0442" Error
        FaintStyle "E0443" Error
        PaleStyle "E0444" Warning
        StyleUnseenInRed "E0445" Warning
        BadLogo "E0446" Error
        TooFewStops "E0466" Error
        StopTwice "E0467" Error
        StopIsNoPlace "E0468" Error
        WayAfterLastStop "E0469" Warning
        ShorterThanStraight "E0470" Error
        MissingRecording "E0471" Error
        BrokenRecording "E0472" Error
        RecordingTooLarge "E0473" Error
        RecordingTooLong "E0474" Error
        SilentRecording "E0475" Error
        WrongRecordingEnding "E0476" Warning
        NarrationTooLong "E0477" Warning
        NoSpeaker "E0478" Error
        NoUsualSpeaker "E0479" Warning
        SpeechFailed "E0480" Error
        TakeAway "E0491" Error
        RecordingOfOtherForm "E0493" Error
        NoTheme "E0501" Error
        Template "E0502" Error
        NoMessages "E0503" Error
        MissingMessages "E0504" Warning
        MissingGlyphs "E0505" Error
        Plaque "E0506" Error
        SymbolTooLong "E0507" Error
        TwoOutputs "E0601" Error
    }
}
