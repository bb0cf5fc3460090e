//! Videos: what their files say and what they hide, captions, films elsewhere. `tests/scenes.py` makes the films in `tests/videos/`, each of a tenth of a second
//! or so.

use std::fs;

use disan::catalogue::Stage;
use disan::diag::CaptionsFault;
use disan::media::{VideoFault, VideoForm, check_captions, watch, without_traces};
use serde_json::{Value, json};

use crate::browser::{Browser, browser, narrow, speaking};
use crate::html::Html;
use crate::project::{Project, built, root, small};

const PAGE: &str = "/vi/sites/ruong-bac-thang-mu-cang-chai/";

// ── files ──

#[test]
fn a_film_is_known_by_what_is_in_it() {
    let silent = watch(&film("silent.mp4")).unwrap();
    assert_eq!((silent.form, silent.width, silent.height, silent.has_sound), (VideoForm::Mp4, 64, 36, false));
    assert!((silent.seconds.unwrap() - 0.4).abs() < 0.01 && !silent.starts_late && silent.strange_track.is_none());
    assert!(watch(&film("spoken.mp4")).unwrap().has_sound);
    assert!(watch(&film("late.mp4")).unwrap().starts_late);
    let turned = watch(&film("turned.mp4")).unwrap();
    assert_eq!((turned.width, turned.height), (36, 64), "a telephone held upright");
    let webm = watch(&film("silent.webm")).unwrap();
    assert_eq!((webm.form, webm.width, webm.height, webm.has_sound), (VideoForm::WebM, 64, 36, false));
    assert!((webm.seconds.unwrap() - 0.4).abs() < 0.06, "{:?}", webm.seconds);
    assert!(watch(&film("spoken.webm")).unwrap().has_sound);
    assert!(watch(&film("words.mp4")).unwrap().strange_track.is_some());
}

#[test]
fn what_telephones_do_not_play_is_refused() {
    assert_eq!(watch(&film("old.mp4")), Err(VideoFault::Codec("mp4v".to_owned())));
    assert_eq!(watch(&film("cut.mp4")), Err(VideoFault::Broken));
    assert_eq!(watch(&film("phone.mov")), Err(VideoFault::OtherForm));
    for other in [b"".as_slice(), b"GIF89a", b"\x1a\x45\xdf\xa3", &[0xff; 64], &[0; 64]] {
        assert_eq!(watch(other), Err(VideoFault::OtherForm));
    }
}

#[test]
fn a_codec_is_known_by_its_profile_and_not_by_four_letters() {
    assert_eq!(watch(&film("full.mp4")), Err(VideoFault::Codec("H.264 High 4:4:4".to_owned())));
    for (profile, name) in [(88, "H.264 Extended"), (110, "H.264 High 10 (10-bit)"), (122, "H.264 High 4:2:2"), (244, "H.264 High 4:4:4")] {
        assert_eq!(watch(&patched("silent.mp4", b"avcC", 1, &[profile])), Err(VideoFault::Codec(name.to_owned())));
    }
    for played in [66, 77, 100] {
        assert!(watch(&patched("silent.mp4", b"avcC", 1, &[played])).is_ok());
    }
    // the first block of a track: three bytes of time and marks, then the two upper bits `10` and those of the profile
    for (first, name) in [(0xa2, "VP9 4:4:4 (Profile 1)"), (0x92, "VP9 10-bit (Profile 2)")] {
        assert_eq!(watch(&patched("silent.webm", b"\xa3\xae\x81", 3, &[first])), Err(VideoFault::Codec(name.to_owned())));
    }
    let project = with_video("file: le-hoi.mp4, transcript: x", "full.mp4");
    let told = project.fails(&["check", "--lang", "en"], 1);
    assert!(told.contains("H.264 High 4:4:4") && told.contains("ffmpeg") && told.contains("-pix_fmt yuv420p"), "{told}");
}

#[test]
fn tables_that_do_not_agree_are_told() {
    let damaged = |table| Err(VideoFault::Damaged(table));
    let count = 4;
    for name in ["silent.mp4", "spoken.mp4", "late.mp4"] {
        assert_eq!(watch(&patched(name, b"stco", 8, &[0x7f, 0, 0, 0])), damaged("stco"), "a chunk behind the end of the file");
        assert_eq!(watch(&patched(name, b"stco", 8, &[0, 0, 0, 4])), damaged("stco"), "a chunk in the head");
        assert_eq!(watch(&patched(name, b"stco", count, &[0, 0, 0, 0])), damaged("stsc"), "no chunks");
        assert_eq!(watch(&patched(name, b"stsz", 12, &[0, 1, 0, 0])), damaged("stsz"), "a sample longer than the file");
        assert_eq!(watch(&patched(name, b"stsz", 8, &[0xff; 4])), damaged("stsz"), "more samples than there are bytes");
        let no_sizes = watch(&patched(name, b"stsz", 8, &[0; 4]));
        assert!(no_sizes == damaged("stsz") || no_sizes == damaged("stts"), "no sizes, but times: {no_sizes:?}");
        assert_eq!(watch(&patched(name, b"stts", 8, &[0, 0, 0, 99])), damaged("stts"), "more times than samples");
        assert_eq!(watch(&patched(name, b"stsc", 12, &[0, 0, 0, 0])), damaged("stsc"), "chunks of no samples");
        assert_eq!(watch(&patched(name, b"stsc", 12, &[0, 0, 9, 0])), damaged("stsc"), "more samples in chunks than there are");
        assert_eq!(watch(&patched(name, b"stsd", count, &[0, 0, 0, 0])), damaged("stsd"), "nothing says how it is compressed");
        assert_eq!(watch(&patched(name, b"stsd", 8, &[0, 0, 0, 0, 0, 0, 0, 0])), damaged("stsd"), "nothing that is known");
        assert_eq!(watch(&patched(name, b"mvhd", 12, &[0, 0, 0, 0])), damaged("mvhd"), "a second without ticks");
        assert_eq!(watch(&patched(name, b"mvhd", 16, &[0, 9, 0, 0])), damaged("mvhd"), "ten minutes of a tenth of a second");
        assert_eq!(watch(&patched(name, b"mdhd", 16, &[0, 0x7f, 0, 0])), damaged("mdhd"), "a track longer than its samples");
    }
    let project =
        with_video("file: le-hoi.mp4, transcript: x", "silent.mp4").file("content/sites/chua-cau/le-hoi.mp4", patched("silent.mp4", b"stco", 8, &[0x7f]));
    let told = project.fails(&["check", "--lang", "en"], 1);
    assert!(told.contains("E0492") && told.contains("index.md:") && told.contains("`stco`"), "{told}");
}

#[test]
fn what_browsers_play_is_not_called_broken() {
    // a telephone's own notes behind the last box: nothing of them is published
    let noted = [film("spoken.mp4"), b"\0\0\xff\xffSEFT secret 10.0452".to_vec()].concat();
    let look = watch(&noted).unwrap();
    assert!(look.has_traces && look.has_sound);
    let clean = without_traces(noted.clone());
    assert!(!holds(&clean, "secret") && clean.len() == noted.len());
    assert!(!watch(&clean).unwrap().has_traces);
    assert_eq!(watch(&[film("silent.mp4"), vec![0; 3]].concat()).unwrap().width, 64);
    // a recording while it was made: neither the whole nor its clusters say how long they are
    let mut live = patched("silent.webm", b"\x18\x53\x80\x67", 0, &[1, 255, 255, 255, 255, 255, 255, 255]);
    let cluster = live.windows(4).position(|bytes| bytes == b"\x1f\x43\xb6\x75").unwrap();
    live[cluster + 4] = 0xff;
    assert_eq!(watch(&live).unwrap().width, 64);
    assert_eq!(watch(&[film("silent.webm"), b"notes".to_vec()].concat()).unwrap().width, 64);
    let whole = film("silent.webm");
    assert_eq!(watch(&whole[..whole.len() - 60]), Err(VideoFault::Broken), "cut off");
}

#[test]
fn no_damage_to_a_film_makes_the_program_fall() {
    for name in ["spoken.mp4", "placed.mp4", "spoken.webm"] {
        let whole = film(name);
        for at in 0..whole.len() {
            drop(watch(&whole[..at]));
            for wrong in [0x00, 0x01, 0x7f, 0xff] {
                let mut damaged = whole.clone();
                damaged[at] = wrong;
                drop(watch(&damaged));
                assert_eq!(without_traces(damaged).len(), whole.len());
            }
        }
    }
}

#[test]
fn nothing_is_left_of_where_a_film_was_taken_and_by_whom() {
    let project = with_video("file: le-hoi.mp4", "placed.mp4");
    project.build_web();
    let source = film("placed.mp4");
    let [(path, published)] = project.files("public/videos").try_into().unwrap_or_else(|files: Vec<(String, Vec<u8>)>| panic!("{} files", files.len()));
    assert!(path.starts_with("sites/chua-cau/le-hoi-") && path.ends_with(".mp4"), "{path}");
    for trace in ["+10.0708", "Somebody"] {
        assert!(holds(&source, trace), "the test's own film has no {trace}");
        assert!(!holds(&published, trace), "{trace}");
    }
    assert_eq!(published.len(), source.len(), "nothing has moved in it");
    let look = watch(&published).unwrap();
    assert_eq!((look.width, look.has_traces), (64, false));
    fs::remove_dir_all(project.path("public")).unwrap();
    assert!(!project.succeeds(&["build", "--lang", "en"]).contains("developed"), "kept from the first build");
    assert!(project.files("public/videos") == [(path, published)]);
}

// ── captions ──

#[test]
fn captions_are_read_as_browsers_read_them() {
    let ok = |cues: &str| check_captions(&format!("WEBVTT\n\n{cues}"));
    assert_eq!(ok("00:00.000 --> 00:01.500\nChào\n"), Ok(()));
    assert_eq!(ok("1\n00:00:00.000 --> 01:00:01.500 line:0 align:start\nChào\n\nNOTE chưa xong\n\n00:01.000 --> 00:02.000\n- Ai?\n- Tôi.\n"), Ok(()));
    assert_eq!(check_captions("WEBVTT Lễ hội\n\n00:00.000 --> 00:01.000\nx"), Ok(()));
    let fault = |text: &str| check_captions(text).map_err(|(fault, range)| (fault, text[range].to_owned()));
    let cue = |times: &str| format!("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n{times}\ny\n");
    for (text, kind, place) in [
        ("WEBVTTx\n".to_owned(), CaptionsFault::NoHead, "WEBVTTx"),
        (String::new(), CaptionsFault::NoHead, ""),
        ("WEBVTT\n\nNOTE\n".to_owned(), CaptionsFault::Empty, "WEBVTT"),
        (cue("00:02,000 --> 00:03,000"), CaptionsFault::BadTime, "00:02,000 --> 00:03,000"),
        (cue("2:00.000 --> 3:00.000"), CaptionsFault::BadTime, "2:00.000 --> 3:00.000"),
        (cue("00:61.000 --> 00:62.000"), CaptionsFault::BadTime, "00:61.000 --> 00:62.000"),
        (cue("00:02.00 -->"), CaptionsFault::BadTime, "00:02.00 -->"),
        (cue("00:02.000 --> 00:02.000"), CaptionsFault::EndsBeforeItBegins, "00:02.000 --> 00:02.000"),
        (cue("00:00.500 --> 00:02.000"), CaptionsFault::OutOfOrder, "00:00.500 --> 00:02.000"),
    ] {
        assert_eq!(fault(&text), Err((kind, place.to_owned())), "{text}");
    }
}

// ── elsewhere ──

#[test]
fn only_three_places_are_led_to() {
    for (url, stage) in [
        ("https://www.youtube.com/watch?v=abc", Some(Stage::YouTube)),
        ("https://youtu.be/abc", Some(Stage::YouTube)),
        ("https://m.youtube.com/shorts/abc", Some(Stage::YouTube)),
        ("https://www.tiktok.com/@a/video/1", Some(Stage::TikTok)),
        ("https://vt.tiktok.com/abc/", Some(Stage::TikTok)),
        ("https://www.facebook.com/watch/?v=1", Some(Stage::Facebook)),
        ("https://FB.watch/abc", Some(Stage::Facebook)),
        ("http://youtu.be/abc", None),
        ("https://notyoutube.com/abc", None),
        ("https://youtube.com.example.vn/abc", None),
        ("https://vimeo.com/1", None),
    ] {
        assert_eq!(Stage::of(url), stage, "{url}");
    }
}

#[test]
fn a_film_elsewhere_is_a_picture_with_a_link_that_says_where_it_leads() {
    let project = with_video("url: \"https://www.youtube.com/watch?v=abc&t=5\"", "silent.mp4");
    project.build_web();
    for (page, words) in
        [("vi/sites/chua-cau/index.html", "Xem trên YouTube (mở trang khác)"), ("en/sites/chua-cau/index.html", "Watch on YouTube (opens another site)")]
    {
        let html = Html::parse(&project.read(&format!("public/{page}")));
        let link = html.all(".video a").next().unwrap();
        assert_eq!((link.attr("href").unwrap(), link.text().trim()), ("https://www.youtube.com/watch?v=abc&t=5".to_owned(), words));
        assert_eq!(html.all(".video img[loading=lazy]").count(), 1, "{page}");
        assert_eq!(html.all("iframe,video,.video script").count(), 0, "{page}");
    }
    assert!(!project.path("public/videos").exists());
}

// ── pages ──

#[test]
fn a_page_holds_a_film_once_with_captions_and_words_in_its_languages() {
    let more = "file: le-hoi.mp4, captions: {vi: le-hoi.vi.vtt, en: le-hoi.en.vtt}, transcript: {vi: \"Tiếng trống.\\n\\nNgười nói: mời vào.\", en: Drums.}, date: 2026-05-01";
    let project = with_video(more, "spoken.mp4");
    project.build_web();
    let page = |path: &str| Html::parse(&project.read(&format!("public/{path}")));
    for (lang, other) in [("vi", "en"), ("en", "vi")] {
        let html = page(&format!("{lang}/sites/chua-cau/index.html"));
        let video = html.all("video").next().unwrap();
        let attributes = ["preload", "loading", "width", "height"].map(|name| video.attr(name).unwrap());
        assert_eq!(attributes, ["none", "lazy", "64", "36"]);
        assert!(video.attr("controls").is_some() && video.attr("playsinline").is_some() && video.attr("autoplay").is_none());
        for address in [video.attr("src"), video.attr("poster")].into_iter().flatten().chain(html.all("track").map(|track| track.attr("src").unwrap())) {
            assert!(project.path(&format!("public{address}")).is_file(), "{address}");
        }
        let tracks: Vec<_> = html.all("track").map(|track| (track.attr("srclang").unwrap(), track.attr("default").is_some())).collect();
        assert_eq!(tracks, [("vi".to_owned(), lang == "vi"), ("en".to_owned(), lang == "en")], "{other} can be chosen");
    }
    let paragraphs = |html: &Html| html.all(".video details p").map(|line| line.text()).collect::<Vec<_>>();
    assert_eq!(paragraphs(&page("vi/sites/chua-cau/index.html")), ["Tiếng trống.", "Người nói: mời vào."]);
    let code = page(&code_file(&project));
    assert_eq!((code.all("video").count(), code.all("track").count(), code.all(".video details").count()), (1, 2, 2));
    let legend = code.all(".video figcaption").next().unwrap().text();
    assert!(legend.contains("Lễ hội") && legend.contains("The festival") && legend.contains("0:01 · 0,1 MB") && legend.contains("0:01 · 0.1 MB"), "{legend}");
    let data: Value = serde_json::from_str(&page("en/sites/chua-cau/index.html").all("script[type=application/ld+json]").next().unwrap().text()).unwrap();
    let film = data["@graph"].as_array().unwrap().iter().find(|node| node["@type"] == "VideoObject").unwrap();
    assert_eq!(
        (&film["name"], &film["description"], &film["uploadDate"], &film["duration"]),
        (&json!("The festival"), &json!("Drums."), &json!("2026-05-01"), &json!("PT1S"))
    );
    assert_eq!(film["about"]["@id"], data["@graph"][0]["@id"]);
    for key in ["contentUrl", "thumbnailUrl"] {
        let path = film[key].as_str().unwrap().strip_prefix("https://disan.example.vn").unwrap();
        assert!(project.path(&format!("public{path}")).is_file(), "{key}");
    }
}

#[test]
fn nothing_of_a_film_comes_before_it_is_near_and_it_plays_with_captions() {
    let browser = browser(narrow());
    browser.open(PAGE);
    let asked = || browser.run("return performance.getEntriesByType('resource').filter(file => /videos|doc-suon/.test(file.name)).map(file => file.name)");
    assert_eq!(asked(), json!([]), "neither poster nor captions");
    let words = played(&browser);
    assert_eq!(words, json!(["vi", "Ruộng nọ nối ruộng kia, men theo sườn núi."]));
    browser.is_quiet(PAGE);
}

#[test]
fn behind_a_code_captions_are_in_the_visitors_language() {
    let ledger = built().read("content/ledger.yaml");
    let code = ledger.split_once(":\n  entry: sites/ruong-bac-thang-mu-cang-chai").unwrap().0.rsplit('\n').next().unwrap();
    for (lang, words) in [("en", "Field above field, along the mountainside."), ("vi", "Ruộng nọ nối ruộng kia, men theo sườn núi.")] {
        let browser = browser(speaking(lang));
        browser.open(&format!("/Q/{code}"));
        assert_eq!(played(&browser), json!([lang, words]));
        browser.is_quiet("a code page");
    }
}

// ── what the tests stand on ──

/// Plays the page's film from within the first of its captions; gives the language of the captions that are shown, and that first one. A machine that is
/// busy drops pictures and never says `playing`, so nothing waits for that.
fn played(browser: &Browser) -> Value {
    browser.wait_for(
        "const done = arguments[0], video = document.querySelector('video');
        let sought = false;
        const look = () => {
            const track = [...video.textTracks].find(track => track.mode === 'showing');
            if (track?.cues?.length && video.readyState > 0) {
                if (track.activeCues.length) return done([track.language, track.activeCues[0].text]);
                if (!sought) video.currentTime = (track.cues[0].startTime + track.cues[0].endTime) / 2;
                sought = true;
            }
            setTimeout(look, 20);
        };
        video.scrollIntoView();
        video.muted = video.loop = true;
        video.play().catch(error => done(String(error)));
        look();",
    )
}

fn film(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/videos").join(name)).unwrap()
}

/// A film with other bytes, so far behind the first of these letters.
fn patched(name: &str, letters: &[u8], behind: usize, bytes: &[u8]) -> Vec<u8> {
    let mut film = film(name);
    let at = film.windows(letters.len()).position(|window| window == letters).unwrap() + letters.len() + behind;
    film[at..at + bytes.len()].copy_from_slice(bytes);
    film
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// A small catalogue whose site has a video with these keys; the file lies there too.
fn with_video(keys: &str, name: &str) -> Project {
    let video = format!("videos:\n  - {{poster: bia.jpg, caption: {{vi: Lễ hội, en: The festival}}, {keys}}}\ntypes:");
    let poster = fs::read(root().join("tests/pictures/turned-1.jpg")).unwrap();
    small()
        .file("content/sites/chua-cau/bia.jpg", poster)
        .file("content/sites/chua-cau/le-hoi.mp4", film(name))
        .file("content/sites/chua-cau/le-hoi.vi.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nTrống hội\n")
        .file("content/sites/chua-cau/le-hoi.en.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nDrums\n")
        .edit("content/sites/chua-cau/index.md", "types:", &video)
}

fn code_file(project: &Project) -> String {
    let ledger = project.read("content/ledger.yaml");
    format!("Q/{}.html", ledger.split_once(":\n  entry: sites/chua-cau").unwrap().0.rsplit('\n').next().unwrap())
}
