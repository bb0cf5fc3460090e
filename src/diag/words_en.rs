//! Problems in English. The Vietnamese words stand in `words_vi`, kind by kind.

use super::ProblemKind as Kind;
use super::YamlFault as Fault;
use super::kind::{Expected, LedgerConflict, LedgerLoss, LogoFault, PayloadFault, ShareFault};
use super::speech::SpeechFault;
use super::tell::Telling;
use super::{words_media, words_shop, words_symbol};
use crate::text::turns_direction;

#[allow(clippy::too_many_lines)] // one arm a kind: the compiler lists what a new kind needs
pub(super) fn telling(kind: &Kind) -> Telling {
    match kind {
        Kind::NoCatalogue { folder } => say(
            format!("there is no catalogue in `{folder}`"),
            "",
            format!("a catalogue is a folder with `catalogue.yaml`; name another with `--content`, or create `{folder}/catalogue.yaml`"),
        ),
        Kind::NotUtf8 => say("the file is not text in UTF-8", "", "save it again as UTF-8 (in Excel: “CSV UTF-8”, in Notepad: Encoding UTF-8)"),
        Kind::FileTooLarge { bytes, limit } => {
            say(format!("the file has {bytes} bytes; at most {limit} are read"), "", "move some of the text to another entry")
        }
        Kind::LinkLeavesFolder => say("a link leads out of the catalogue's folder", "", "put a copy of the file in the folder instead of the link"),
        Kind::LinkToNothing { target } => {
            say(format!("a link to `{target}`, which is not there"), "", "put the file itself here instead of the link, or remove the link")
        }
        Kind::NameNotUtf8 => say(
            "the name of this file or folder has letters that cannot be read (it is not UTF-8)",
            "",
            "rename it, with the letters a–z, digits and hyphens; names from an old zip file or USB stick are often spoilt like this",
        ),
        Kind::NoPlainFile => say("neither a file nor a folder, but a device, pipe or socket", "", "remove it: only files can be read and published"),
        Kind::FolderForFile => say("a folder lies where a file of this name belongs", "", "rename or remove the folder"),
        Kind::FileUnreadable { file, why } => {
            say(format!("the file `{file}` cannot be read; the system says: {why}"), "", "see whether another program holds it and whether you may read it")
        }
        Kind::UnknownKind { name, nearest, known } => say(format!("`{name}` is no kind of entry"), "", meant(nearest.as_ref(), known)),
        Kind::BadSlug { name, suggestion } => {
            say(format!("`{name}` cannot be part of an address"), "", format!("use lower-case letters a–z, digits and hyphens, as `{suggestion}`"))
        }
        Kind::NoIndex { folder } => {
            say(format!("the entry's folder `{folder}` has no `index.md`"), "", format!("write `{folder}/index.md`, or remove the folder"))
        }
        Kind::UnusedFile => {
            say("this file is not used", "", "an entry is `slug/index.md` (default language) with translations as `slug/index.en.md`, or it is `slug.yaml`")
        }
        Kind::UnknownLanguage { tag, known } => say(
            format!("the catalogue has no language `{tag}`"),
            "",
            format!("it has {}; add `{tag}` to `languages` in `catalogue.yaml`, or correct the tag", list(known)),
        ),
        Kind::DefaultLanguageInName { tag } => {
            say(format!("`{tag}` is the default language, whose file has no tag in its name"), "", "rename the file to `index.md`")
        }
        Kind::StaticFileTooLarge { bytes, limit } => say(
            format!("the file has {bytes} bytes; in `static/` at most {limit} are taken"),
            "",
            "make it smaller, or put it on a host for large files and link to it",
        ),
        Kind::PictureFileTooLarge { file, bytes, limit } => say(
            format!("the picture `{file}` has {} MB; at most {} MB are read", bytes.div_ceil(1 << 20), limit >> 20),
            "",
            "save it smaller; 1600 pixels across are enough for every screen",
        ),
        Kind::PictureTooLarge { file, width, height, side, pixels } => say(
            format!("the picture `{file}` has {width} × {height} pixels, more than can be read"),
            "",
            format!("at most {side} a side and {pixels} million in all; make it smaller: 1600 across are enough for every screen"),
        ),
        Kind::WrongPictureEnding { file, ending } => say(
            format!("`{file}` is in fact a `{ending}` picture"),
            "",
            format!("give the file's name the ending `.{ending}`, here and in the folder; the pages show it all the same"),
        ),
        Kind::MovingPicture { file } => {
            say(format!("`{file}` is a moving picture"), "", "pages show its first frame only; save the frame you want as a still picture")
        }
        Kind::PictureOfOtherForm { file, form } => say(format!("`{file}` is {} {form} file, which pages do not show", article(form)), "", other_picture(form)),
        Kind::SwollenPicture { file, limit } => say(
            format!("the picture `{file}` carries a colour profile or notes of more than {} MB", limit >> 20),
            "",
            "no camera writes so much beside the picture; open it and save it again as JPEG",
        ),
        Kind::SameName { name } => say(
            format!("two files here are both called `{name}`; their letters look alike and are put together in different ways"),
            "",
            "one came from a Mac, the other from elsewhere; delete one of them or rename it",
        ),
        Kind::LeftBehind { files } => say(
            format!("{} left out of the website: computers leave such files behind", list_of_files(files, "is", "are")),
            "",
            "nothing is missing; delete them from `static/` to be rid of this line",
        ),
        Kind::YamlSyntax { fault } => yaml(fault),
        Kind::DuplicateKey { key, first_line } => {
            say(format!("the key `{key}` stands here a second time"), "again", format!("the first is in line {first_line}; keep one of them"))
        }
        Kind::YamlAlias => {
            say("anchors (`&`) and aliases (`*`) are not read", "", "write the value out; put a text that begins with `&` or `*` between quotes")
        }
        Kind::ForbiddenSign { sign: '\n' | '\u{2028}' | '\u{2029}' } => {
            say("a line break stands in a text of one line", "", "write it in one line; `|` and `\\n` begin a new one")
        }
        Kind::ForbiddenSign { sign: '\t' } => say("a tab stands in a text of one line", "", "write blanks instead"),
        Kind::ForbiddenSign { sign } if turns_direction(*sign) => say(
            format!("an invisible sign that turns the direction of writing (U+{:04X}) stands here", u32::from(*sign)),
            "",
            "delete it: type the word and its neighbours again; such signs come along when text is copied",
        ),
        Kind::ForbiddenSign { sign } => say(
            format!("an invisible control character (U+{:04X}) stands here", u32::from(*sign)),
            "",
            "delete it: type the word and its neighbours again; such signs come along when text is copied from PDF or old files",
        ),
        Kind::TextBecameComment { key, comment } => say(
            format!("what follows a blank and `#` is a comment: `{key}` does not have `{comment}`"),
            "a comment",
            format!("put the whole text between quotes, as `{key}: \"… {comment}\"`; a real comment has a blank behind its `#`"),
        ),
        Kind::YamlTooMuch { limit } => say(
            format!("more than {limit} values, or nested too deeply"),
            "stopped here",
            "take out needless `[` and `{`; split a file that is too long into entries",
        ),
        Kind::NoFrontMatter => {
            say("the file does not begin with `---`", "here", "write the facts between two lines `---` at the top, as `---`, `name: Chùa Cầu`, `---`")
        }
        Kind::FrontMatterNotClosed => say("the second `---` is missing", "begins here", "end the facts with a line `---` before the story"),
        Kind::KeyNotText => say("a key must be one word", "", "write `key: value`"),
        Kind::UnknownKey { key, nearest, known } => say(format!("the key `{key}` is not known here"), "not known", meant(nearest.as_ref(), known)),
        Kind::MissingKey { key } => say(format!("the key `{key}` is missing"), "", format!("add `{key}: …`")),
        Kind::WrongType { key, expected } => say(format!("`{key}` must be {}", expected_noun(*expected)), not_this(*expected), example(*expected)),
        Kind::UnknownChoice { value, nearest, known } => say(format!("`{value}` cannot stand here"), "not one of the words", meant(nearest.as_ref(), known)),
        Kind::OutOfRange { value, min, max } => say(format!("{value} is not between {min} and {max}"), "out of range", ""),
        Kind::FactInTranslation { key, file } => say(
            format!("`{key}` is a fact and stands once, in `{file}`"),
            "not in a translation",
            "a translation holds texts only: name, summary and the like, and the story",
        ),
        Kind::TextTooLong { key, letters, limit } => {
            say(format!("`{key}` has {letters} letters; at most {limit} are read"), "", "shorten it; what is longer belongs into the story")
        }
        Kind::TooManyValues { key, found, limit } => {
            say(format!("`{key}` has {found} values; at most {limit} are read"), "one too many", "was something pasted twice? Keep those that people need")
        }
        Kind::TooManyKeys { found, limit } => {
            say(format!("{found} keys stand here; at most {limit} are read"), "one too many", "was a file pasted here? Keep the keys of one entry")
        }
        Kind::EmptyText { key } => say(format!("`{key}` is empty"), "empty", "write the text, or take the key out if it is optional"),
        Kind::BadGtin { value, check_digit: Some(digit) } => say(
            format!("the check digit of the GTIN `{value}` is wrong"),
            "",
            format!("with these digits the last one is {digit}: compare with the certificate"),
        ),
        Kind::BadGtin { value, check_digit: None } => say(format!("`{value}` is no GTIN"), "", "a GTIN has 8, 12, 13 or 14 digits"),
        Kind::BadBaseUrl { value } => say(
            format!("`{value}` cannot be the address of the website"),
            "",
            "write `https://` and the host, nothing behind it, as `https://disan.example.vn`: it is printed in every QR code",
        ),
        Kind::UnknownBank { name, nearest } => say(
            format!("no bank `{name}` is known"),
            "",
            match nearest {
                Some(nearest) => format!("did you mean `{nearest}`? The bank's six digits may stand here too, as `970436`"),
                None => "write its name or code, as `Agribank` or `VCB`, or the six digits of its number, as `970436`".to_owned(),
            },
        ),
        Kind::BadAccount { account, suggestion } => say(
            format!("`{account}` cannot be an account number"),
            "",
            match suggestion {
                Some(suggestion) => format!("write it without blanks and signs: `{suggestion}`, and compare it with the bank's"),
                None => "an account number has 1 to 19 digits or letters without accents".to_owned(),
            },
        ),
        Kind::BadPurpose { purpose, letter: Some(letter), .. } => {
            say(format!("banks do not take the letter `{letter}` in “{purpose}”"), "", "use Latin letters, digits and blanks; Vietnamese accents are taken off")
        }
        Kind::BadPurpose { purpose, length, limit, letter: None } => say(
            format!("“{purpose}” is too long for the purpose of a transfer"),
            format!("{length} characters"),
            format!("write at most {limit} characters, blanks counted"),
        ),
        Kind::NotOneOf { known, found: 0 } => say(format!("it needs one of {}", list(known)), "", "add the one that you mean below the name"),
        Kind::NotOneOf { known, found } => {
            say(format!("{found} of {} stand here; a code says one thing only", list(known)), "", "keep one of them, and make a code of its own for each other")
        }
        Kind::BadPayload { fault } => payload(*fault),
        Kind::DuplicateEntry { id, other } => say(format!("the entry `{id}` is written twice"), "", format!("it also stands in `{other}`; keep one of them")),
        Kind::DanglingReference { to, nearest } => say(format!("there is no entry `{to}`"), "leads nowhere", meant(nearest.as_ref(), &[])),
        Kind::WrongKindOfReference { to, wanted } => {
            say(format!("`{to}` is of another kind"), format!("must be one of `{wanted}`"), format!("name an entry of `{wanted}`, as `{wanted}/…`"))
        }
        Kind::MissingPicture { file, nearest } => say(
            format!("the picture `{file}` is not there"),
            "not found",
            match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "put the file beside the entry's and name it under `pictures`; upper and lower case count".to_owned(),
            },
        ),
        Kind::BrokenPicture { file } => {
            say(format!("the picture `{file}` cannot be read"), "", "it is broken or of another form; save it again as JPEG, PNG or WebP")
        }
        Kind::NoAltText { file } => say(format!("the picture `{file}` has no `alt`"), "", "say in a few words what it shows, for those who cannot see it"),
        Kind::OutsideVietnam { latitude, longitude, swapped } => say(
            format!("{latitude}, {longitude} lies outside Viet Nam"),
            "",
            if *swapped {
                "latitude and longitude seem to be swapped: latitude is the smaller number (8–24), longitude the larger (102–118)"
            } else {
                "latitude is between 6 and 24, longitude between 102 and 118"
            },
        ),
        Kind::HalfCoordinates { missing } => {
            say(format!("`{missing}` is missing"), "", "coordinates are `latitude`, `longitude` and `precision` (metres) together")
        }
        Kind::DateInFuture { date, today } => say(format!("{date} has not come yet"), "in the future", format!("today is {today}")),
        Kind::RankTooEarly { date } => say(format!("{date}: no relic had been ranked by then"), "", "the first rankings were in 1962"),
        Kind::EndsBeforeItBegins { begin, end } => {
            say(format!("it ends ({end}) before it begins ({begin})"), "", "correct the wrong day, or change the two over")
        }
        Kind::NoSuchDay { day, month, last } => say(format!("month {month} has no day {day}"), "", format!("the last one is {last}")),
        Kind::MissingTranslation { lang, is_default: true, fields } => say(
            format!("no text in `{lang}` for {}", list(fields)),
            "",
            format!("write it in `{lang}` as well, which is the default language: its texts stand in `index.md`, or as `{{{lang}: …, …}}`"),
        ),
        Kind::MissingTranslation { lang, is_default: false, fields } => say(
            format!("no text in `{lang}` for {}", list(fields)),
            "",
            format!("write it for each language, as `{{…, {lang}: …}}`, or in `index.{lang}.md`; until then the page shows the default language and says so"),
        ),
        Kind::MissingTranslationFile { lang, file } => {
            say(format!("the entry is not translated into `{lang}`"), "", format!("write `{file}`; until then the page shows the default language and says so"))
        }
        Kind::DanglingLink { to, nearest } => say(
            format!("the link `{to}` leads nowhere"),
            "leads nowhere",
            match nearest {
                Some(nearest) => format!("did you mean `/{nearest}`?"),
                None => "links to entries are written `[text](/sites/chua-cau)`".to_owned(),
            },
        ),
        Kind::UnsafeLink { to } => {
            say(format!("the link `{to}` is not opened by a page"), "", "use `https://`, `mailto:`, `tel:`, or an entry as `/sites/chua-cau`")
        }
        Kind::NestedTooDeeply { limit } => say(
            format!("lists, quotes and HTML lie in one another more than {limit} deep"),
            "from here on",
            "close what you open: `<div>` needs `</div>`; take out the HTML that a website or Word left behind",
        ),
        Kind::HtmlRemoved => {
            say("some of the HTML was taken out", "", "scripts, frames, forms and styles are not kept, nor links and pictures in HTML; use Markdown")
        }
        Kind::BadCode { code } => say(
            format!("`{code}` is no code"),
            "",
            "a code has five characters, the last of which checks the others; take the line from an older version of the file",
        ),
        Kind::DuplicateCode { code, first_line } => say(
            format!("the code `{code}` stands here a second time"),
            "again",
            format!("the first is in line {first_line}; was the file merged? Keep the line that is printed"),
        ),
        Kind::TwoCodes { entry, first } => say(
            format!("the entry `{entry}` has a second code"),
            "",
            format!("its first is `{first}`; keep the one that is printed, or, if both are, add `moved: {entry}` below the second"),
        ),
        Kind::CodeWithoutEntry { code, entry, nearest } => say(
            format!("the code `{code}` leads to `{entry}`, which is not there"),
            "",
            match nearest {
                Some(nearest) => format!("was it renamed? Add a line `moved: {nearest}` below; what is not printed may also stay as it is"),
                None => "restore the entry, or add `moved: …` with the one that took its place; what is not printed may also stay as it is".to_owned(),
            },
        ),
        Kind::PrintedCodeLost { code, entry, batch, nearest } => say(
            format!("the code `{code}`, printed in batch “{batch}”, leads nowhere: there is no entry `{entry}`"),
            "the plaque hangs out there",
            format!(
                "one of three: restore the entry `{entry}`; add a line `moved: {}` to lead to the one that took its place; or add `retired: {{notice: {{vi: …, en: …}}}}`, and the code's page says what was here",
                nearest.as_deref().unwrap_or("sites/…")
            ),
        ),
        Kind::LedgerLost { code, loss, lines } => say(
            match loss {
                LedgerLoss::Code => format!("the code `{code}` has been published, but it is no longer in the ledger"),
                LedgerLoss::Printing(batch) => format!("the ledger no longer says that `{code}` was printed in batch “{batch}”"),
                LedgerLoss::Entry(entry) => format!("the code `{code}` was given to `{entry}`, but the ledger now names another entry"),
            },
            match loss {
                LedgerLoss::Code => "it stood above this line",
                LedgerLoss::Printing(_) => "a batch is missing",
                LedgerLoss::Entry(_) => "changed",
            },
            match loss {
                LedgerLoss::Entry(_) => format!("put it back; to lead to another entry, add a line `moved: …` below it:\n{lines}"),
                LedgerLoss::Printing(_) => format!("put it back below the code:\n{lines}"),
                LedgerLoss::Code => format!("put it back, as it stood when it was last published:\n{lines}"),
            },
        ),
        Kind::LedgerConflict { code, conflict } => say(
            match conflict {
                LedgerConflict::Gone => format!("the ledger was changed while this command was at work: the code `{code}` is gone from it"),
                LedgerConflict::Unreadable => {
                    format!("the ledger was changed while this command was at work: the lines of the code `{code}` cannot be read")
                }
                LedgerConflict::Taken { by, entry } => {
                    format!("the ledger was changed while this command was at work: the code `{code}`, meant for `{entry}`, now belongs to `{by}`")
                }
                LedgerConflict::Another { code: other, entry } => {
                    format!("the ledger was changed while this command was at work: `{entry}`, which would get the code `{code}`, now has `{other}`")
                }
            },
            "",
            "nothing was written; save or correct the ledger, then run the command again",
        ),
        Kind::HostChanged { before, now, printed } => say(
            format!("the website was at `{before}` and would now be at `{now}`; printed codes still name `{before}`: {printed}"),
            "another host",
            format!(
                "keep `{before}`; or prepare what it must serve from now on with `disan codes move-host {before} {now}`, and add `former_hosts: [{before}]` below this line"
            ),
        ),
        Kind::BadTelephone { value } => say(
            format!("`{value}` is not a telephone number that can be dialled"),
            "",
            "write it with its area code, as `0292 3821 000` or `+84 292 3821 000`; an extension as `0292 3821 000 (ext. 12)`; put commas between several numbers, each in full",
        ),
        Kind::BadZalo { value } => say(
            format!("`{value}` cannot be opened on Zalo"),
            "",
            "write the number that is registered with Zalo, as `0903 000 111`, the name or ID of an Official Account, or an address `https://zalo.me/…`",
        ),
        Kind::BadEmail { value } => say(format!("`{value}` is not an e-mail address"), "", "write exactly one address, as `editors@disan.example.vn`"),
        Kind::ReservedName { name } => say(
            format!("Windows keeps the name `{name}` for a device and cannot hold a file or folder of that name"),
            "",
            format!("choose another name, as `{name}-1`; if the entry's code is printed, write `moved` into `ledger.yaml` so that it leads to the new name"),
        ),
        Kind::NotPortable { file } => say(
            format!("not every system can hold a file named `static/{file}`"),
            "",
            "rename it: no `con`, `prn`, `aux`, `nul`, `com1` … `com9`, `lpt1` … `lpt9`, no dot or blank at the end, and none of `< > : \" | ? * \\`",
        ),
        Kind::GtinTaken { gtin, owner } => say(
            format!("the GTIN `{gtin}` already leads to `{owner}`"),
            "a second time",
            "every product has GTINs of its own, one for each size: compare with the certificate, and take it out of one of the two",
        ),
        Kind::TooFewStops { found } => say(
            if *found == 1 { "the route has one stop".to_owned() } else { format!("the route has {found} stops") },
            "it needs at least two",
            "add stops, as `- entry: sites/chua-cau`",
        ),
        Kind::StopTwice { entry, first_line } => say(
            format!("the route stops twice at `{entry}`"),
            "again",
            format!("the first time is in line {first_line}; stop numbers stand on signs, so each place has only one"),
        ),
        Kind::StopIsNoPlace { entry } => {
            say(format!("`{entry}` is not a place one can go to"), "cannot be a stop", "a stop is a historic site (`sites/…`) or a producer (`producers/…`)")
        }
        Kind::WayAfterLastStop { key } => {
            say(format!("the last stop has `{key}`, but no stop follows"), "will not be shown", format!("take `{key}` out, or add the next stop"))
        }
        Kind::ShorterThanStraight { metres, straight } => say(
            format!("the way is given as {metres} metres, but the straight line is {straight} metres already"),
            "shorter than straight",
            "check the metres, and the coordinates of both stops",
        ),
        Kind::DuplicateName { name, first_line } => {
            say(format!("the name `{name}` is given a second time"), "again", format!("the first is in line {first_line}; files are named after it"))
        }
        Kind::InvertedStyle { style } => say(
            format!("in the style `{style}` the dark colour is lighter than the light one"),
            "",
            "many phones do not read light modules on a dark ground; change the two colours over",
        ),
        Kind::FaintStyle { style, contrast, least } => say(
            format!("the colours of the style `{style}` are only {contrast} % apart; below {least} % a code is not read reliably"),
            "",
            "take a darker `dark` or a lighter `light`, as `#7a1f1f` on `#fff8e7` (88 %)",
        ),
        Kind::PaleStyle { style, contrast, good } => say(
            format!("the colours of the style `{style}` are {contrast} % apart; {good} % and more are read well"),
            "",
            "take a darker `dark` or a lighter `light`; try the printed code in the shade first",
        ),
        Kind::StyleUnseenInRed { style, contrast, least } => say(
            format!("for the red light (660 nm) of scanners in shops the colours of the style `{style}` are only {contrast} % apart; they need {least} %"),
            "",
            "phones read it; for a till take a dark colour with little red, as black, blue or green",
        ),
        Kind::BadLogo { file, fault } => logo(file, fault),
        Kind::TakeAway { route, message } => say(
            format!("the zip of `{route}` cannot be packed: {message}"),
            "",
            "visitors carry it to places without a network; shorten the names of its pictures",
        ),
        Kind::SharePicture { name, fault: ShareFault::TooLong { text } } => say(
            format!("the picture that “{name}” is shared with has no room for “{text}”, even in the smallest letters"),
            "",
            "messengers show this picture beside a link to the page; shorten the text, or put blanks into a long word",
        ),
        Kind::SharePicture { name, fault: ShareFault::Letters { letters } } => say(
            format!("the name “{name}” is left out of the picture that the entry is shared with: no font of the theme has the letters {letters}"),
            "",
            "messengers show this picture beside a link to the page; put a font that has them (`.ttf` or `.otf`) into `fonts/` of your theme",
        ),
        Kind::MissingRecording { file, nearest } => say(
            format!("the recording `{file}` is not there"),
            "not found",
            nearest
                .as_ref()
                .map_or_else(|| "put the file beside this one; capital and small letters differ".to_owned(), |nearest| format!("is it `{nearest}`?")),
        ),
        Kind::BrokenRecording { file } => {
            say(format!("the recording `{file}` cannot be read"), "", "it is broken or of another form; save it as M4A (AAC), MP3 or WAV")
        }
        Kind::RecordingOfOtherForm { file, form } => say(
            format!("the recording `{file}` is in {form}, which is not read"),
            "",
            format!("save it as M4A (AAC-LC), MP3 or WAV: `ffmpeg -i {file} -c:a aac new.m4a`"),
        ),
        Kind::RecordingTooLarge { file, bytes, limit } => say(
            format!("the recording `{file}` has {} MB; at most {} MB are read", bytes.div_ceil(1 << 20), limit >> 20),
            "",
            "save it as MP3 or M4A: a minute of speech takes less than 1 MB",
        ),
        Kind::RecordingTooLong { file, minutes } => say(
            format!("the recording `{file}` is longer than {minutes} minutes"),
            "",
            "people before a monument listen for one to three minutes; shorten it, or share it out among several entries",
        ),
        Kind::SilentRecording { file } => say(format!("nothing is heard in the recording `{file}`"), "", "listen to it; the microphone may have been off"),
        Kind::WrongRecordingEnding { file, ending } => say(
            format!("`{file}` is really a `{ending}` file"),
            "",
            format!("end its name with `.{ending}`, here and in the folder; the page plays it all the same"),
        ),
        Kind::NarrationTooLong { letters, limit } => say(
            format!("what would be read aloud has {letters} characters; at most {limit} are read"),
            "too long to listen to",
            "write a shorter one in `narration: {text: …}`; until then the page has no file to listen to",
        ),
        Kind::NoSpeaker { program } => say(
            format!("there is no program `{program}` to read the narration"),
            "cannot be run",
            "install it, or write its whole path; without the key `command` espeak-ng speaks, without the group `narration` nobody",
        ),
        Kind::NoUsualSpeaker { program } => say(
            format!("`{program}` is not installed, so the pages have no narration"),
            "",
            format!(
                "install it with `apt install {program}` (Debian, Ubuntu) or `brew install {program}` (macOS), or name another program in `narration: {{command: …}}`"
            ),
        ),
        Kind::SpeechFailed { program, entry, lang, fault } => speech(program, entry, lang, fault),
        Kind::NoTheme { name, known } => say(format!("there is no theme `{name}`"), "", meant(None, known)),
        Kind::Template { message } => say(format!("the template is wrong; Tera says: {message}"), "here", ""),
        Kind::NoMessages { lang, file } => {
            say(format!("the theme has no words in `{lang}`"), "", format!("write `{file}`: copy `messages/en.yaml` and translate it"))
        }
        Kind::MissingMessages { lang, keys } => say(
            format!("words of the pages are missing in `{lang}`: {}", some(keys)),
            "",
            format!("add them to `messages/{lang}.yaml` of your theme; until then the default language's words stand there"),
        ),
        Kind::MissingGlyphs { text, letters } => say(
            format!("no font of the theme has the letters {letters} in “{text}”"),
            "",
            "put a font that has them (`.ttf` or `.otf`) into `fonts/` of your theme",
        ),
        Kind::Plaque { name, message } => say(format!("the plaque “{name}” cannot be typeset; Typst says: {message}"), "", ""),
        Kind::SymbolTooLong { text } => say(format!("`{text}` is too long for a QR code"), "", "shorten the text, or the host name in `base_url`"),
        Kind::TwoOutputs { path, first, second } => say(
            format!("two outputs have the path `{path}`"),
            "",
            format!("`{first}` and `{second}`: rename one of them (many disks know no upper and lower case)"),
        ),
        Kind::Media { file, fault } => {
            let (title, hint) = words_media::english(file, fault);
            say(title, "", hint)
        }
        Kind::Symbol { place, fault, more } => {
            let (title, hint) = words_symbol::english(place, *more, fault);
            say(title, "", hint)
        }
        Kind::Shop(fault) => {
            let (title, hint) = words_shop::english(fault);
            say(title, "", hint)
        }
    }
}

fn speech(program: &str, entry: &str, lang: &str, fault: &SpeechFault) -> Telling {
    let (title, hint) = match fault {
        SpeechFault::NotThere => (format!("there is no program `{program}`"), "install it, or write its whole path"),
        SpeechFault::TooSlow { seconds } => (
            format!("`{program}` has not read `{entry}` ({lang}) after {seconds} s"),
            "it may be waiting for something; if the machine is only slow, raise `seconds` in the group `narration`",
        ),
        SpeechFault::TooMuch { limit } => {
            (format!("`{program}` wrote more than {} MB when it read `{entry}` ({lang})", limit >> 20), "look at its arguments: it has to write one WAV file")
        }
        SpeechFault::Failed { code: Some(code), said } => (
            format!("`{program}` ended with code {code} when it read `{entry}` ({lang}): {said}"),
            "try the command in a terminal; look at the voice and the arguments",
        ),
        SpeechFault::Failed { code: None, said } => (format!("`{program}` could not read `{entry}` ({lang}): {said}"), "try the command in a terminal"),
        SpeechFault::NoSound => (
            format!("what `{program}` wrote when it read `{entry}` ({lang}) is no sound"),
            "it has to write WAV to standard output, or to the file `{wav}` among its arguments",
        ),
        SpeechFault::Silent => (format!("nothing is heard when `{program}` reads `{entry}` ({lang})"), "see whether the voice goes with this language"),
        SpeechFault::TooLong { minutes } => {
            (format!("`{program}` reads `{entry}` ({lang}) for more than {minutes} minutes"), "write a shorter one in `narration: {text: …}`")
        }
    };
    say(title, "", hint)
}

fn payload(fault: PayloadFault) -> Telling {
    match fault {
        PayloadFault::Telephone => say("this is no number that can be dialled", "", "write 3 to 15 digits, as `+84 292 382 1234`"),
        PayloadFault::NetworkName => {
            say("a network's name has 1 to 32 bytes", "", "Vietnamese letters with marks take 2 or 3 bytes each; write the name just as phones show it")
        }
        PayloadFault::Password => say(
            "a WPA password has 8 to 63 letters, digits and signs without Vietnamese marks",
            "",
            "compare with the router; an open network has no `password`",
        ),
    }
}

/// How a picture of a form that pages do not show becomes one that they show.
fn other_picture(form: &str) -> &'static str {
    match form {
        "HEIC" => {
            "iPhones take pictures like this; save it as JPEG: on the iPhone share it with Options › Most Compatible, on a Mac open it in Preview and export it, or use `heif-convert old.heic new.jpg`; for later ones choose Settings › Camera › Formats › Most Compatible"
        }
        "SVG" => "it is a drawing; save it as PNG at least 1600 pixels wide, or use it as a logo",
        "PDF" | "EPS" => "save its page as JPEG or PNG, at least 1600 pixels wide",
        "HTML" => "the browser saved a page and not the picture; open the picture itself, then save it",
        "ZIP" | "RAR" => "unpack it first, and put the pictures in it beside the entry's file",
        "MP4" | "WebM" | "AVI" => "it is a film: name it under `videos`, or save one of its frames as JPEG",
        _ => "renaming it changes nothing; open it and save it as JPEG, PNG or WebP",
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['A', 'E', 'I', 'H', 'M', 'R']) && !matches!(word, "HEIC") && !word.starts_with("RA") { "an" } else { "a" }
}

/// The first of some files and how many follow, with a verb.
fn list_of_files(files: &[String], one: &str, several: &str) -> String {
    let shown: Vec<String> = files.iter().take(5).map(|file| format!("`{file}`")).collect();
    let more = if files.len() > 5 { format!(" and {} more", files.len() - 5) } else { String::new() };
    format!("{}{more} {}", shown.join(", "), if files.len() == 1 { one } else { several })
}

fn logo(file: &str, fault: &LogoFault) -> Telling {
    match fault {
        LogoFault::NotThere { nearest: Some(nearest) } => say(format!("the logo `{file}` is not there"), "not found", format!("did you mean `{nearest}`?")),
        LogoFault::NotThere { nearest: None } => {
            say(format!("the logo `{file}` is not there"), "not found", "put the file beside `catalogue.yaml`; upper and lower case count")
        }
        LogoFault::TooLarge { bytes, limit } => say(
            format!("the logo `{file}` has {bytes} bytes; at most {limit} are taken"),
            "",
            "it is put into every code of the style: take a simpler drawing or a smaller picture",
        ),
        LogoFault::TooWide { limit } => {
            say(format!("the logo `{file}` is more than {limit} pixels wide or high"), "", "it is printed a centimetre or two wide: 500 pixels are plenty")
        }
        LogoFault::Unreadable => say(format!("the logo `{file}` cannot be read"), "", "save it again as SVG or PNG"),
        LogoFault::NotOnlyADrawing { found } => say(
            format!("the logo `{file}` has more in it than shapes: `{found}`"),
            "",
            "scripts, text, animations and anything from elsewhere are not printed; save it as “plain SVG” with text turned into paths",
        ),
        LogoFault::TooManyShapes { limit } => say(
            format!("the logo `{file}` has more than {limit} shapes, counting each `<use>` as what it repeats"),
            "",
            "it is put into every code of the style: take a simpler drawing",
        ),
        LogoFault::NoRoom { version } => say(
            format!("there is no room for the logo `{file}`: a code needs version {version}, and logos fit up to version 6"),
            "",
            "take the logo out of the style, or shorten the host name in `base_url`",
        ),
        LogoFault::InGs1 => say(format!("the logo `{file}` cannot stand in a GS1 code"), "", "scanners in shops must read it: use a style without a logo"),
    }
}

fn yaml(fault: &Fault) -> Telling {
    match fault {
        Fault::Tab => say("a line is indented with a tab", "a tab", "indent with spaces, two for each step"),
        Fault::FalseBlank(letter) => say(
            format!("an invisible letter stands where a blank belongs (U+{:04X})", u32::from(*letter)),
            "no blank",
            "delete what stands in front of the words and type blanks; such letters come along from Word, chats and websites",
        ),
        Fault::ColonInText => {
            say("a text with a colon in it is not between quotes", "this colon", "put the whole text between quotes, as `name: \"Chùa Cầu: a roofed bridge\"`")
        }
        Fault::RunsOn => say(
            "this line was read as going on from the one above",
            "goes on from above",
            "the line above must be `key: value`, with a space behind the colon; keys of one group are indented alike",
        ),
        Fault::NoColon => say("this line is not `key: value`", "no colon", "write the key, a colon, a space and the value, as `name: Chùa Cầu`"),
        Fault::Indentation => {
            say("this line is not indented like those above", "out of line", "keys of one group begin below each other, and so do lines that begin with `- `")
        }
        Fault::DashBehindKey => {
            say("a `- ` stands right behind the key", "", "begin a list on the next line; put a text that begins with a dash between quotes")
        }
        Fault::OpenQuote => say("a quote is opened and not closed", "opened here", "put a quote at the end of the text; a `\"` inside it is written `\\\"`"),
        Fault::AfterQuote => say(
            "something follows the closing quote",
            "left over",
            "put the whole text between one pair of quotes; a `\"` inside is written `\\\"`, or use “ ”",
        ),
        Fault::Bracket => say(
            "a bracket of `[ ]` or `{ }` has no partner, or a comma is missing",
            "not understood from here",
            "write `[one, two]` or `{vi: …, en: …}`; put a text with brackets, commas or colons between quotes",
        ),
        Fault::SpecialSign => {
            say("the text begins with a sign that means something in YAML", "this sign", "put the whole text between quotes, as `summary: \"@home\"`")
        }
        Fault::Backslash => say(
            "a `\\` between double quotes is followed by a letter that it does not go with",
            "in this text",
            "write `\\\\` for each `\\`, or use single quotes `'…'`",
        ),
        Fault::SecondDocument => say(
            "the line `---` begins a second part, which is not read",
            "",
            "take the line out and go on with keys; the story of a `.yaml` file is its key `story`, or make the entry a folder with `index.md`",
        ),
        Fault::MergeConflict => say(
            "the file still has the marks `<<<<<<<` of two people's changes to one place",
            "begins here",
            "keep the lines that are right, and remove those that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
        ),
        Fault::Other(message) => say(
            "the YAML cannot be read from here on",
            "reading stopped here",
            format!("look at the indentation and the quotes; the YAML reader says: {message}"),
        ),
    }
}

fn say(title: impl Into<String>, label: impl Into<String>, hint: impl Into<String>) -> Telling {
    Telling { title: title.into(), label: label.into(), hint: hint.into() }
}

fn list(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The first few words, and how many more there are.
fn some(words: &[String]) -> String {
    match words.split_at_checked(6) {
        Some((first, rest)) if !rest.is_empty() => format!("{} … (and {} more)", list(first), rest.len()),
        Some(_) | None => list(words),
    }
}

fn meant(nearest: Option<&String>, known: &[String]) -> String {
    match (nearest, known) {
        (Some(nearest), []) => format!("did you mean `{nearest}`?"),
        (Some(nearest), known) => format!("did you mean `{nearest}`? Known: {}", list(known)),
        (None, []) => String::new(),
        (None, known) => format!("known: {}", list(known)),
    }
}

fn expected_noun(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "a text",
        Expected::LocalizedText => "a text, or a text for each language",
        Expected::Map => "a map of keys",
        Expected::List => "a list",
        Expected::Integer => "a whole number",
        Expected::Decimal => "a number",
        Expected::Date => "a date",
        Expected::FullDate => "a date with its day",
        Expected::Colour => "a colour",
        Expected::Url => "a web address",
        Expected::Reference => "an entry",
        Expected::LanguageTag => "a language tag",
    }
}

fn not_this(expected: Expected) -> &'static str {
    match expected {
        Expected::Text | Expected::LocalizedText => "not a text",
        Expected::Map => "not a map",
        Expected::List => "not a list",
        Expected::Integer | Expected::Decimal => "not a number",
        Expected::Date | Expected::FullDate => "no such day, or written in another way",
        Expected::Colour => "not a colour",
        Expected::Url => "not an address",
        Expected::Reference => "not an entry",
        Expected::LanguageTag => "not a tag",
    }
}

fn example(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "put the text between quotes",
        Expected::LocalizedText => "write `key: text`, or `key: {vi: …, en: …}`",
        Expected::Map => "write `key: value` lines below it, indented",
        Expected::List => "write one `- …` a line below it",
        Expected::Integer => "write digits only, as `1989` or `125000`",
        Expected::Decimal => "write it with a decimal point, as `10.0362`",
        Expected::Date => "write year, month and day, as `1996-06-28`; as far as they are known: `1996-06` or `1996`",
        Expected::FullDate => "write year, month and day, as `1996-06-28`",
        Expected::Colour => "write `#` and six digits, as `#7a3b2e`",
        Expected::Url => "write it whole, as `https://disan.example.vn/`",
        Expected::Reference => "write kind and name of the folder, as `sites/chua-cau`",
        Expected::LanguageTag => "write a BCP 47 tag, as `vi`, `en` or `km`",
    }
}
