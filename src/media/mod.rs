//! Photographs, panoramas, videos and sound: the bytes of a file in, the bytes that telephones ask for out. Knows no entries and touches no disk.
//!
//! 1. `look` reads the head of a file: how large it is when it stands upright, of which form, whether it moves.
//! 2. `photograph` decodes it within limits, turns it upright, brings its colours to sRGB and puts it on white. Everything else that the file said
//!    (who, where, with which telephone) ends here, because only pixels go on.
//! 3. `encode` writes pixels as WebP and as JPEG, with the best quality that stays within the bytes allowed.
//! 4. `develop` makes all files of a photograph: each width in both forms, and a preview of a hundred bytes.
//! 5. `panorama` cuts a panorama into the tiles of a `cube`, for looking around in it.
//! 6. `video` reads what a video's file says of itself (`mp4`, `webm`; `profile`: which kind of a codec; `samples`: whether its tables agree) and takes out who and where; `captions` reads WebVTT.
//! 7. `recording` decodes what somebody recorded or a program spoke to a `sound` of one channel, which is trimmed and made as loud as any other; `mp3`
//!    writes it as every telephone plays it.
//! 8. `gallery` is the table of developed files that rendering looks into, `narrations` that of what can be heard; `icon` draws icons of pixels from an SVG.

mod captions;
mod cube;
mod develop;
mod encode;
mod gallery;
mod icon;
mod look;
mod magic;
mod mp3;
mod mp4;
mod narrations;
mod panorama;
mod photograph;
mod profile;
mod recording;
mod samples;
mod sound;
mod video;
mod webm;

pub use captions::check_captions;
pub use cube::{Cube, Face, Tile};
pub use develop::{Form, PREVIEW, SETTINGS, develop, file_name, height_at, widths};
pub use encode::{jpeg, webp};
pub use gallery::{Gallery, Stored};
pub use icon::{Ground, Icon, favicon};
pub use look::{Fault, LARGEST_SIDE, Look, MOST_PIXELS, look};
pub use mp3::{frames_of, mp3, seconds};
pub use narrations::{Narration, Narrations};
pub use panorama::{PANORAMA_SETTINGS, tile_file, tiles_of};
pub use photograph::Photograph;
pub use recording::{LONGEST, SoundFault, endings, read_sound};
pub use sound::Sound;
pub use video::{CLEAN_VIDEO, VIDEO_SETTINGS, VideoFault, VideoForm, VideoLook, watch, without_traces};
