//! What is heard: recordings and programs that speak become one kind of MP3, which mpg123 reads; the player in Chromium, with nginx behind it. A tone stands
//! in for a voice: `tests/sounds.py` makes the recordings in `tests/sounds/`, and the program that speaks is mostly a script of the test.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use disan::media::{self, Sound, SoundFault};
use serde_json::{Value, json};

use crate::browser::{Browser, barriers, browser, narrow};
use crate::html::{Element, Html};
use crate::project::{Project, built, root, small};
use crate::servers::{Kind, Server};

// ── sound ──

#[test]
fn recordings_of_every_kind_become_the_same_kind_of_mp3() {
    for (file, ending) in [("phone.m4a", "m4a"), ("studio.mp3", "mp3"), ("studio.flac", "flac"), ("phone.ogg", "ogg")] {
        let bytes = recording(file);
        assert_eq!(media::endings(&bytes)[0], ending);
        let sound = media::read_sound(&bytes).unwrap();
        assert!((sound.seconds() - 4.0).abs() < 0.1, "{file}: {} s", sound.seconds());
        let heard = heard(&media::mp3(&sound.ready()).unwrap());
        // a second of silence at each end becomes 0.2 and 0.5 s
        assert!((heard.seconds - 2.7).abs() < 0.1, "{file}: {} s", heard.seconds);
        assert!((heard.loudness - 0.1).abs() < 0.02, "{file}: {}", heard.loudness);
    }
}

#[test]
fn a_voice_message_is_read_as_what_it_is() {
    let message = recording("message.aac");
    assert_eq!(media::endings(&message), ["aac"]);
    assert!(media::read_sound(&message).unwrap().seconds() > 1.0);
    let project = with_recording("message.aac");
    assert!(!project.succeeds(&["check", "--lang", "en"]).contains("E0476"));
}

#[test]
fn a_recording_of_another_form_is_called_by_its_name() {
    for (file, form) in [("he.m4a", "HE-AAC"), ("he-2.m4a", "HE-AAC")] {
        assert_eq!(media::read_sound(&recording(file)), Err(SoundFault::OtherForm(form)));
        let told = with_recording(file).fails(&["check", "--lang", "en"], 1);
        assert!(told.contains("E0493") && told.contains(&format!("in {form},")) && told.contains("AAC-LC"), "{told}");
    }
    let opus = [b"OggS\0\x02".as_slice(), &[0; 20], &[1, 19], b"OpusHead\x01\x01"].concat();
    for (bytes, form) in [(b"#!AMR\n\x3c".as_slice(), "AMR"), (&opus[..26], "Opus"), (&opus, "Opus"), (b"caff\0\x01", "CAF"), (b"\x1a\x45\xdf\xa3", "WebM")] {
        let found = media::read_sound(bytes);
        assert!(found == Err(SoundFault::OtherForm(form)) || bytes.len() == 26, "{form}: {found:?}");
    }
}

#[test]
fn a_whisper_and_a_shout_are_equally_loud_and_nothing_is_cut_off() {
    for loudness in [0.02, 0.2, 1.0] {
        let heard = heard(&media::mp3(&media::read_sound(&wav(1.0, loudness)).unwrap().ready()).unwrap());
        assert!((heard.loudness - 0.1).abs() < 0.02 && heard.peak < 0.95, "{loudness}: {heard:?}");
    }
}

#[test]
fn what_cannot_be_heard_is_refused() {
    assert_eq!(media::read_sound(&recording("cut.m4a")), Err(SoundFault::Unreadable), "half a file");
    assert_eq!(media::read_sound(&recording("long.flac")), Err(SoundFault::TooLong));
    assert_eq!(media::read_sound(&recording("silent.flac")), Err(SoundFault::Silent));
    for other in [b"".as_slice(), b"RIFF", b"not a sound at all", &fs::read(root().join("tests/pictures/clear.png")).unwrap()] {
        assert_eq!(media::read_sound(other), Err(SoundFault::Unreadable));
    }
}

#[test]
fn an_mp3_that_is_right_already_loses_its_tags_and_nothing_else() {
    let file = recording("ours.mp3");
    let frames = media::frames_of(&file).unwrap();
    assert!(file.windows(frames.len()).any(|piece| piece == frames) && frames.len() + 300 < file.len());
    assert!((heard(frames).seconds - 4.0).abs() < 0.1);
    assert_eq!(media::frames_of(frames), Some(frames));
    for other in ["studio.mp3", "phone.m4a"] {
        assert_eq!(media::frames_of(&recording(other)), None, "{other}");
    }
    let sound = Sound { samples: vec![9000; 24_000], rate: 24_000 };
    let ours = media::mp3(&sound).unwrap();
    assert_eq!(media::frames_of(&ours), Some(ours.as_slice()));
}

// ── files ──

#[test]
fn a_recording_is_published_without_a_word_of_who_made_it() {
    let project = with_recording("phone.m4a");
    let said = project.succeeds(&["build", "--only", "web", "--lang", "en"]);
    assert!(said.contains("narrations made, kept in .disan-cache/ for the next build: 1"), "{said}");
    let (path, bytes) = only_sound(&project);
    assert!(path.starts_with("sites/chua-cau/vi-") && path.ends_with(".mp3"), "{path}");
    assert!(holds(&recording("phone.m4a"), "Somebody"), "the test's own recording has no trace");
    for word in ["Somebody", "somebody", "Phone", "ID3", "TAG", "Lavf"] {
        assert!(!holds(&bytes, word), "{word}");
    }
    heard(&bytes);
    let page = Html::parse(&project.read("public/vi/sites/chua-cau/index.html"));
    let listen = page.all(".listen").next().unwrap();
    assert!(listen.text().contains("3 giây") && listen.text().contains("0,1 MB") && listen.text().contains("Người đọc: Nghệ nhân Lan"), "{}", listen.text());
    assert!(!listen.text().contains("Giọng máy"));
    assert_eq!(audio(&page).attr("src").unwrap(), format!("/sound/{path}"));
    assert!(!project.read("public/en/sites/chua-cau/index.html").contains("<audio"), "nothing was recorded in English");
}

#[test]
fn a_program_of_the_users_choice_speaks_and_its_sound_keeps_its_length() {
    let project = speaking(3.0);
    project.build_web();
    let sounds = project.files("public/sound");
    assert_eq!(sounds.len(), 2, "the site in both languages; producer and product are not asked for");
    for (path, bytes) in &sounds {
        assert!((heard(bytes).seconds - 3.0).abs() < 0.1, "{path}");
    }
    assert_eq!(calls(&project), ["voice en-gb of en", "voice vi of vi"]);
}

#[test]
fn a_second_build_makes_nothing_and_a_changed_word_only_what_says_it() {
    let project = speaking(1.0);
    project.build();
    let (public, calls) = (project.files("public"), project.read("calls"));
    assert_eq!(calls.lines().count(), 2);
    assert!(!project.succeeds(&["build", "--lang", "en"]).contains("narrations made"));
    assert_eq!(project.read("calls"), calls);
    assert!(project.files("public") == public);
    project.write("content/sites/chua-cau/index.en.md", project.read("content/sites/chua-cau/index.en.md").replace("small creek", "creek"));
    assert!(project.succeeds(&["build", "--lang", "en"]).contains("for the next build: 1\n"));
    assert_eq!(project.read("calls").lines().count(), 3);
}

#[test]
fn checks_and_prints_run_no_program() {
    let project = speaking(1.0);
    project.succeeds(&["check"]);
    project.succeeds(&["build", "--only", "print"]);
    assert!(!project.path("calls").exists());
}

#[test]
fn the_program_hears_the_story_as_people_read_it() {
    let story = "\
Tường cao 3,6–5 m, rộng 3.762 m². Xem [Chùa](/sites/chua-cau)[^1], *Prison Provinciale*, từ thế kỷ XVII, xếp hạng ngày 28/6/1996 ở TP Huế

## Lễ hội

- một
- hai

| bảng | số |
|---|---|
| a | 1 |

[^1]: Chú thích.
";
    let project = listening().edit("content/sites/chua-cau/index.md", "Cây cầu bắc qua một con lạch nhỏ.\n", story).edit(
        "content/sites/chua-cau/index.en.md",
        "The bridge crosses a small creek.",
        "Đình Bình Thủy, 1954–1975, is 5 km away, “calm”.",
    );
    project.build_web();
    assert_eq!(
        project.read("heard-vi"),
        "Chùa Cầu.\n\nCây cầu có mái ở Hội An.\n\n\
        Tường cao 3,6 đến 5 mét, rộng 3762 mét vuông. Xem Chùa, Prison Provinciale, từ thế kỷ 17, xếp hạng ngày 28 tháng 6 năm 1996 ở thành phố Huế.\n\n\
        Lễ hội.\n\nmột.\n\nhai."
    );
    assert_eq!(
        project.read("heard-en"),
        "Japanese Covered Bridge.\n\nThe roofed bridge of Hoi An.\n\nDình Bình Thuy, 1954 to 1975, is 5 kilometres away, “calm”."
    );
}

#[test]
fn a_text_for_the_ear_is_what_is_said_and_stands_beside_it() {
    let project = listening().edit("content/sites/chua-cau/index.md", "types:", "narration:\n  text: |\n    Xin chào.\n\n    Đây là Chùa Cầu\ntypes:").edit(
        "content/sites/chua-cau/index.en.md",
        "name:",
        "narration: {text: Welcome to the bridge.}\nname:",
    );
    assert!(project.fails(&["check", "--lang", "en"], 0).contains("nothing wrong"));
    project.build_web();
    assert_eq!((project.read("heard-vi").as_str(), project.read("heard-en").as_str()), ("Xin chào.\n\nĐây là Chùa Cầu.", "Welcome to the bridge."));
    let page = Html::parse(&project.read("public/vi/sites/chua-cau/index.html"));
    assert_eq!(page.all(".listen details p").map(Element::text).collect::<Vec<_>>(), ["Xin chào.", "Đây là Chùa Cầu"]);
    let audio = &json_ld(&page)["subjectOf"];
    assert_eq!((&audio["@type"], &audio["inLanguage"], &audio["encodingFormat"]), (&json!("AudioObject"), &json!("vi"), &json!("audio/mpeg")));
    assert_eq!((&audio["transcript"], &audio["duration"]), (&json!("Xin chào.\n\nĐây là Chùa Cầu"), &json!("PT0M1S")));
    assert!(audio["contentUrl"].as_str().unwrap().starts_with("https://disan.example.vn/sound/sites/chua-cau/vi-"));
    // in one language only: the other one reads its story
    let project = listening().edit("content/sites/chua-cau/index.md", "types:", "narration: {text: Xin chào.}\ntypes:");
    assert!(project.fails(&["check", "--lang", "en"], 0).contains("nothing wrong"));
    project.build_web();
    assert!(project.read("heard-vi") == "Xin chào." && project.read("heard-en").starts_with("Japanese Covered Bridge."));
    let page = Html::parse(&project.read("public/en/sites/chua-cau/index.html"));
    assert_eq!(page.all(".listen a").next().unwrap().attr("href").unwrap(), "#story");
    assert!(page.all("[id=story]").next().is_some());
}

#[test]
fn a_program_may_want_files() {
    let project = speaking(1.0).script("files.sh", "cp \"$1\" ../heard-$3 && cp ../tone.wav \"$2\" && dirname \"$1\" > ../scratch-$3");
    let project = asked(project, "files.sh {text} {wav} {lang}", "");
    project.build_web();
    assert!(project.read("heard-vi").starts_with("Chùa Cầu.\n\nCây cầu") && project.read("heard-en").starts_with("Japanese"));
    assert_eq!(project.files("public/sound").len(), 2);
    for lang in ["vi", "en"] {
        assert!(!Path::new(project.read(&format!("scratch-{lang}")).trim()).exists(), "the files are left behind");
    }
}

#[test]
fn kinds_and_voices_say_what_is_spoken() {
    let project = asked(speaking(1.0), "speak.sh {voice} {lang}", "kinds: [products, producers], voices: {en: en-us}");
    project.build_web();
    // the producer has no story
    assert_eq!(calls(&project), ["voice en-us of en", "voice vi of vi"]);
    assert!(project.files("public/sound").iter().all(|(path, _)| path.starts_with("products/muoi-ruong/")));
}

// ── what goes wrong ──

#[test]
fn a_program_that_fails_hangs_or_babbles_is_told_and_nothing_is_published() {
    let wrong = [
        ("echo no such voice >&2; exit 3", "ended with code 3", "no such voice"),
        ("echo hello", "is no sound", "`{wav}`"),
        ("exit 0", "is no sound", "`{wav}`"),
        ("cat ../silent.wav", "nothing is heard", "voice"),
        ("cat ../long.flac", "for more than 15 minutes", "narration"),
        ("yes", "more than 90 MB", "one WAV file"),
    ];
    for (script, told, hint) in wrong {
        let project =
            asked(speaking(1.0).file("silent.wav", wav(1.0, 0.0)).file("long.flac", recording("long.flac")).script("wrong.sh", script), "wrong.sh", "");
        let said = project.fails(&["build", "--lang", "en"], 1);
        assert!(said.contains("error[E0480]") && said.contains(told) && said.contains(hint) && said.contains("catalogue.yaml:7"), "{script}: {said}");
        assert_eq!(said.matches("error[").count(), 1, "{script}: once is enough: {said}");
        assert!(!project.path("public").exists());
    }
}

#[test]
fn nobody_waits_for_a_program_that_hangs_nor_for_what_it_left_behind() {
    for script in ["sleep 30", "sleep 30 & exit 0"] {
        let project = asked(speaking(1.0).script("wrong.sh", script), "wrong.sh", "seconds: 1");
        let begun = Instant::now();
        let said = project.fails(&["build", "--lang", "en", "--only", "web"], 1);
        assert!(begun.elapsed() < Duration::from_secs(60));
        assert!(said.contains("error[E0480]") && said.contains("after 1 s") && said.matches("error[").count() == 1, "{said}");
    }
}

#[test]
fn without_the_usual_program_pages_are_published_without_narration() {
    let project = small().edit("content/catalogue.yaml", "publisher:", "narration: {}\npublisher:");
    let output = project.disan(&["build", "--lang", "en"]).env("PATH", "/nowhere").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.matches("warning[E0479]").count() == 1 && said.contains("apt install espeak-ng"), "{said}");
    assert!(!project.path("public/sound").exists());
    assert!(project.read("public/vi/sites/chua-cau/index.html").contains("data-speak"), "the telephone's own voice is offered");
}

#[test]
fn espeak_ng_speaks_without_being_asked_how() {
    let project = small().edit("content/catalogue.yaml", "publisher:", "narration: {}\npublisher:");
    project.build_web();
    let sounds = project.files("public/sound");
    assert_eq!(sounds.len(), 2, "`tests/run` installs espeak-ng");
    for (path, bytes) in sounds {
        assert!((2.0..20.0).contains(&heard(&bytes).seconds), "{path}");
    }
}

// ── the committed catalogue ──

#[test]
fn every_site_and_route_is_heard_in_both_languages() {
    let entries = ["sites", "routes"].map(|kind| fs::read_dir(root().join("content").join(kind)).unwrap().count()).iter().sum::<usize>();
    let sounds = built().files("public/sound");
    assert_eq!(sounds.len(), 2 * entries);
    for (path, bytes) in sounds {
        let frames = media::frames_of(&bytes).unwrap_or_else(|| panic!("{path}"));
        assert_eq!(frames.len(), bytes.len());
        let seconds = media::seconds(bytes.len() as u64);
        assert!((20.0..200.0).contains(&seconds), "{path}: {seconds} s");
        assert!(path.contains(&format!("-{}", &blake3::hash(&bytes).to_hex()[..10])), "{path}: the name does not go with the content");
        let (entry, lang) = path.rsplit_once('/').unwrap();
        let page = Html::parse(&built().read(&format!("public/{}/{entry}/index.html", &lang[..2])));
        assert_eq!(audio(&page).attr("src").unwrap(), format!("/sound/{path}"));
        let label = if lang.starts_with("vi") { "Giọng máy đọc" } else { "Read by a computer voice" };
        assert!(page.all(".listen").next().unwrap().text().contains(label), "{path}");
    }
}

// ── the player ──

#[test]
fn it_plays_to_the_end_seeks_and_never_twice_at_once() {
    let player = Player::open(30.0, narrow());
    let page = player.code_page();
    player.browser.goto(&page);
    player.play(0);
    assert_eq!(player.ask("audio(0).duration.toFixed(1)"), json!("30.0"));
    // seeking asks the server for a part
    player.until(0, "seeked", "audio(0).currentTime = 20");
    player.until(0, "timeupdate", "");
    assert!(player.ask("audio(0).currentTime").as_f64().unwrap() >= 20.0);
    // the other language
    player.ask("document.querySelector('[data-show=\"1\"]').click()");
    assert_eq!(player.ask("audio(0).paused"), json!(true), "what is not seen any more goes on");
    player.play(0);
    player.play(1);
    assert_eq!(player.ask("[audio(0).paused, audio(1).paused]"), json!([true, false]));
    player.until(1, "ended", "audio(1).currentTime = audio(1).duration - 0.5");
    assert_eq!(player.ask("[audio(1).error, audio(1).ended]"), json!([null, true]));
    assert_eq!(player.ask("localStorage.getItem('/sound/sites/chua-cau/en')"), json!("0"), "next time it begins anew");
}

#[test]
fn it_remembers_where_one_stopped_on_every_page_of_the_entry() {
    let player = Player::open(30.0, narrow());
    player.browser.goto(&player.entry_page());
    player.play(0);
    player.until(0, "seeked", "audio(0).currentTime = 12");
    player.until(0, "pause", "audio(0).pause()");
    player.browser.goto(&player.code_page());
    player.play(0);
    player.until(0, "timeupdate", "");
    let time = player.ask("audio(0).currentTime").as_f64().unwrap();
    assert!((12.0..16.0).contains(&time), "{time}");
    assert_eq!(player.ask("audio(1).currentTime"), json!(0), "the other language has a place of its own");
    // where nothing can be kept it plays all the same
    player.browser.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })" }),
    );
    player.browser.goto(&player.entry_page());
    player.play(0);
    player.until(0, "timeupdate", "");
}

#[test]
fn speed_fifteen_seconds_back_and_the_lock_screen() {
    let player = Player::open(30.0, json!({}));
    player.browser.goto(&player.entry_page());
    player.play(0);
    assert_eq!(player.ask("navigator.mediaSession.metadata.title"), json!("Chùa Cầu"));
    assert!(player.ask("navigator.mediaSession.metadata.artwork[0].src").as_str().unwrap().ends_with("/share/sites/chua-cau.jpg"));
    player.until(0, "seeked", "audio(0).currentTime = 20");
    player.until(0, "seeked", "document.querySelector('.listen button').click()");
    let time = player.ask("audio(0).currentTime").as_f64().unwrap();
    assert!((5.0..8.0).contains(&time), "{time}");
    // by the keyboard: player, then 15 s back, then the speed
    player.ask("document.querySelector('.listen button').focus()");
    player.browser.press("\u{e004}"); // Tab
    assert_eq!(player.ask("document.activeElement.tagName"), json!("SELECT"));
    player.browser.press("\u{e015}"); // down
    assert_eq!(player.ask("audio(0).playbackRate"), json!(1.25));
    assert_eq!(player.ask("audio(0).paused"), json!(false));
    player.ask("document.querySelector('.crumbs a:last-of-type').focus()");
    for _ in 0..9 {
        player.browser.press("\u{e004}");
        if player.ask("document.activeElement.tagName") == "AUDIO" {
            break;
        }
    }
    player.browser.press(" ");
    assert_eq!(player.ask("audio(0).paused"), json!(true), "the keyboard does not reach the player");
}

#[test]
fn axe_finds_no_barrier_and_fingers_find_the_buttons() {
    let player = Player::open(1.0, narrow());
    for page in [player.entry_page(), player.code_page()] {
        player.browser.goto(&page);
        assert_eq!(barriers(&player.browser), json!([]), "{page}");
        let sizes = player.ask("[...document.querySelectorAll('.listen button, .listen select, .listen audio, .listen a, .listen summary')].filter(one => one.offsetHeight).map(one => one.offsetHeight)");
        assert!(sizes.as_array().unwrap().len() >= 4 && sizes.as_array().unwrap().iter().all(|height| height.as_f64().unwrap() >= 44.0), "{sizes}");
    }
}

#[test]
fn without_scripts_the_browsers_own_player_stands_there() {
    let player = Player::open(1.0, narrow());
    player.browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    player.browser.goto(&player.entry_page());
    let seen = player.browser.run("const audio = document.querySelector('audio'); return [audio.controls, audio.preload, audio.offsetHeight >= 44, [...document.querySelectorAll('.listen button, .listen select')].filter(one => one.offsetHeight).length]");
    assert_eq!(seen, json!([true, "none", true, 0]));
    player.browser.goto(&format!("{}/vi/products/muoi-ruong/", player.server.address("")));
    assert_eq!(player.browser.run("return document.querySelector('[data-speak]').offsetHeight"), json!(0));
}

#[test]
fn the_telephones_own_voice_reads_only_where_it_has_one() {
    let player = Player::open(1.0, narrow());
    let page = format!("{}/vi/products/muoi-ruong/", player.server.address(""));
    let cases = [
        ("[{ lang: 'vi-VN', localService: true }]", "X11", true),
        ("[{ lang: 'vi_VN', localService: true }]", "X11", true),
        ("[{ lang: 'vi-VN', localService: false }]", "X11", false), // would send the text to somebody
        ("[{ lang: 'en-US', localService: true }]", "X11", false),
        ("[]", "X11", false),
        ("[{ lang: 'vi-VN', localService: true }]", "Android", false), // of a stranger's telephone
    ];
    for (voices, system, is_offered) in cases {
        player.pretends(voices, system);
        player.browser.goto(&page);
        assert_eq!(player.ask("document.querySelector('[data-speak]').offsetHeight >= 44"), json!(is_offered), "{voices} {system}");
    }
    player.pretends("[{ lang: 'vi-VN', localService: true }]", "X11");
    player.browser.goto(&page);
    player.browser.click("[data-speak]");
    assert_eq!(player.ask("said.map(one => [one.text, one.lang])"), json!([["Muối hạt phơi nắng.", "vi-VN"], ["Muối được phơi trên sân đất nện.", "vi-VN"]]));
    assert_eq!(player.ask("document.querySelector('[data-speak]').getAttribute('aria-pressed')"), json!("true"));
    player.browser.click("[data-speak]");
    assert_eq!(player.ask("[said.length, document.querySelector('[data-speak]').getAttribute('aria-pressed')]"), json!([0, "false"]));
}

#[test]
fn hosts_keep_sound_for_ever_and_give_parts_of_it() {
    let player = Player::open(1.0, narrow());
    let (path, bytes) = player.project.files("public/sound").swap_remove(0);
    let whole = player.server.get(&format!("/sound/{path}"));
    assert_eq!((whole.header("Cache-Control").as_str(), whole.header("Content-Type").as_str()), ("max-age=31536000, immutable", "audio/mpeg"));
    let part = player.server.ask(&format!("/sound/{path}"), "Range: bytes=96-191");
    assert_eq!((part.status, part.body.as_slice()), (206, &bytes[96..192]));
}

// ── what the tests stand on ──

/// A player in a browser: the small catalogue with its narration on nginx.
struct Player {
    browser: Browser,
    server: Server,
    project: Project,
}

impl Player {
    fn open(seconds: f64, options: Value) -> Self {
        let project = speaking(seconds);
        let settings = project.read("content/catalogue.yaml");
        project.write("content/catalogue.yaml", format!("{settings}hosts: [nginx]\n"));
        project.build_web();
        Self { browser: browser(options), server: Server::start(Kind::Nginx, &project.path("public")), project }
    }

    fn entry_page(&self) -> String {
        format!("{}/vi/sites/chua-cau/", self.server.address(""))
    }

    fn code_page(&self) -> String {
        let ledger = self.project.read("content/ledger.yaml");
        let code = ledger.split_once(":\n  entry: sites/chua-cau").unwrap().0.rsplit('\n').next().unwrap().to_owned();
        format!("{}/Q/{code}#vi", self.server.address(""))
    }

    /// What an expression is; `audio(n)` is a page's n-th player.
    fn ask(&self, expression: &str) -> Value {
        self.browser.run(&format!("const audio = n => document.querySelectorAll('audio')[n]; return {expression}"))
    }

    /// Plays as a finger does it, until sound comes.
    fn play(&self, n: usize) {
        let expression = format!("document.querySelectorAll('audio')[{n}].play()");
        let result = self.browser.devtools("Runtime.evaluate", json!({ "expression": expression, "userGesture": true, "awaitPromise": true }));
        assert!(result.get("exceptionDetails").is_none(), "{result}");
    }

    /// Waits for an event of the n-th player; an act may bring it about.
    fn until(&self, n: usize, event: &str, act: &str) {
        let script = format!(
            "const done = arguments[arguments.length - 1], audio = n => document.querySelectorAll('audio')[n];
            audio({n}).addEventListener('{event}', () => setTimeout(done, 0), {{ once: true }}); {act}"
        );
        self.browser.wait_for(&script);
    }

    /// Has the next pages believe in a system and its voices.
    fn pretends(&self, voices: &str, system: &str) {
        let source = format!(
            "window.said = [];
            window.SpeechSynthesisUtterance = function (text) {{ this.text = text; }};
            Object.defineProperty(window, 'speechSynthesis', {{ configurable: true, value: {{
                getVoices: () => {voices}, speak: words => said.push(words),
                cancel: () => said.splice(0).forEach(words => words.onerror({{ type: 'error' }})) }} }});
            Object.defineProperty(navigator, 'userAgent', {{ configurable: true, value: 'Mozilla/5.0 ({system})' }});
            Object.defineProperty(navigator, 'languages', {{ configurable: true, value: ['ko-KR', 'en'] }});"
        );
        self.browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    }
}

/// What mpg123 hears in an MP3, which must be of our one kind and whole.
#[derive(Debug)]
struct Heard {
    seconds: f64,
    /// Root of the mean square, without the silence at the ends; full scale is 1.
    loudness: f64,
    peak: f64,
}

fn heard(mp3: &[u8]) -> Heard {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.mp3"), mp3).unwrap();
    let output = Command::new("mpg123").args(["-w", "a.wav", "a.mp3"]).current_dir(folder.path()).output().expect("`tests/run` installs mpg123");
    let told = String::from_utf8_lossy(&output.stderr).to_lowercase();
    assert!(output.status.success() && told.contains("mpeg 2.0 l iii cbr32 24000 mono") && told.contains("decoding of a.mp3 finished"), "{told}");
    assert!(!told.replace("without any warranty", "").contains("warn") && !told.contains("error") && !told.contains("skip"), "{told}");
    let wav = fs::read(folder.path().join("a.wav")).unwrap();
    assert_eq!(wav[22..28], [1, 0, 0xc0, 0x5d, 0, 0], "one channel, 24 kHz");
    let samples: Vec<f64> = wav[44..].chunks_exact(2).map(|pair| f64::from(i16::from_le_bytes([pair[0], pair[1]])) / 32_768.0).collect();
    let loud: Vec<f64> =
        samples.chunks(1200).map(|moment| moment.iter().map(|one| one * one).sum::<f64>() / moment.len() as f64).filter(|power| *power > 1e-4).collect();
    let peak = samples.iter().fold(0.0_f64, |peak, one| peak.max(one.abs()));
    Heard { seconds: samples.len() as f64 / 24_000.0, loudness: (loud.iter().sum::<f64>() / loud.len().max(1) as f64).sqrt(), peak }
}

/// A tone as WAV, as programs that speak write it: 22,050 Hz, 16 bits.
fn wav(seconds: f64, loudness: f64) -> Vec<u8> {
    let count = (seconds * 22_050.0) as u32;
    let mut out = b"RIFF".to_vec();
    out.extend((36 + 2 * count).to_le_bytes());
    out.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x22\x56\0\0\x44\xac\0\0\x02\0\x10\0data");
    out.extend((2 * count).to_le_bytes());
    let tone = (0..count).map(|at| (32_767.0 * loudness * (f64::from(at) * 440.0 * std::f64::consts::TAU / 22_050.0).sin()) as i16);
    out.extend(tone.flat_map(i16::to_le_bytes));
    out
}

impl Project {
    /// Adds a shell script that can be run, in a folder of its own.
    fn script(self, name: &str, text: &str) -> Self {
        let project = self.file(&format!("bin/{name}"), format!("#!/bin/sh\ncd \"$(dirname \"$0\")\"\n{text}\n"));
        fs::set_permissions(project.path(&format!("bin/{name}")), fs::Permissions::from_mode(0o755)).unwrap();
        project
    }
}

/// The small catalogue, spoken by a script that says a tone and notes that it was asked.
fn speaking(seconds: f64) -> Project {
    let project = small().file("tone.wav", wav(seconds, 0.2)).script("speak.sh", "echo \"voice $1 of $2\" >> ../calls\ncat ../tone.wav");
    asked(project, "speak.sh {voice} {lang}", "")
}

/// The small catalogue, spoken by a script that keeps what it is to say.
fn listening() -> Project {
    asked(small().file("tone.wav", wav(1.0, 0.2)).script("listen.sh", "cat > ../heard-$1\ncat ../tone.wav"), "listen.sh {lang}", "")
}

/// Asks for narration by one of the project's scripts. Line 7 of the settings is the command's.
fn asked(project: Project, script: &str, more: &str) -> Project {
    let command = project.path("bin").join(script).display().to_string();
    let comma = if more.is_empty() { "" } else { ", " };
    let settings = crate::project::CATALOGUE;
    project.file("content/catalogue.yaml", format!("{settings}narration:\n  {{command: \"{command}\"{comma}{more}}}\n"))
}

/// What the script was asked for, sorted: two may speak at the same time.
fn calls(project: &Project) -> Vec<String> {
    let mut calls: Vec<String> = project.read("calls").lines().map(str::to_owned).collect();
    calls.sort();
    calls
}

fn with_recording(name: &str) -> Project {
    let narration = format!("narration: {{recordings: {{vi: {name}}}, voice: Nghệ nhân Lan}}\ntypes:");
    small().file(&format!("content/sites/chua-cau/{name}"), recording(name)).edit("content/sites/chua-cau/index.md", "types:", &narration)
}

fn recording(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/sounds").join(name)).unwrap()
}

fn only_sound(project: &Project) -> (String, Vec<u8>) {
    let mut sounds = project.files("public/sound");
    assert_eq!(sounds.len(), 1);
    sounds.remove(0)
}

fn audio(page: &Html) -> &Element {
    page.all("audio").next().unwrap()
}

fn json_ld(page: &Html) -> Value {
    let text = page.all("script[type=application/ld+json]").next().unwrap().text();
    serde_json::from_str::<Value>(&text).unwrap()["@graph"][0].take()
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}
