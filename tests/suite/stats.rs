//! Scans counted from logs of web servers: what is one, in which language, and that nothing of whoever scanned comes out.

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use disan::diag::Words;
use disan::stats::{Form, Log, Order, count, told};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::browser::{barriers, browser, narrow};
use crate::project::{Project, committed, root, small};
use crate::servers::{Kind, Server};

const PHONE: &str = "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36";
const ZALO: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo iOS/482 ZaloTheme/light";
/// Written by Caddy 2.6.2.
const CADDY: &str = r#"{"level":"info","ts":1795649026.6500242,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"198.51.100.7","remote_port":"38170","proto":"HTTP/1.1","method":"GET","host":"127.0.0.1:8471","uri":"/Q/CODE?utm=bien","headers":{"Accept-Language":["en-GB,en;q=0.9"],"Accept":["*/*"],"User-Agent":["Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36"]}},"user_id":"","duration":0.012716392,"size":3,"status":200,"resp_headers":{"Content-Type":["text/html; charset=utf-8"],"Server":["Caddy"],"Etag":["\"tp2znk3\""]}}"#;

/// A catalogue whose product has a GTIN, built once so that its ledger is there.
fn shop() -> Project {
    let project = small().edit("content/products/muoi-ruong.yaml", "group: food", "group: food\ngtin: \"9521234543213\"");
    project.build_web();
    project
}

fn code(project: &Project, entry: &str) -> String {
    let ledger = project.read("content/ledger.yaml");
    let before = ledger.split(&format!("entry: {entry}")).next().unwrap();
    before.trim_end().trim_end_matches(':').rsplit('\n').next().unwrap().trim_matches(['"', '\'']).to_owned()
}

/// A line of the combined format: a visitor of this number asks for a path at a time of 25 November.
fn line(visitor: u8, time: &str, request: &str, status: u16, agent: &str) -> String {
    format!("203.0.113.{visitor} - - [25/Nov/2026:{time} +0700] \"{request} HTTP/1.1\" {status} 5120 \"https://www.google.com/maps/\" \"{agent}\"\n")
}

fn get(visitor: u8, time: &str, path: &str) -> String {
    line(visitor, time, &format!("GET {path}"), 200, PHONE)
}

/// What `disan stats` counts in a log.
fn counted(project: &Project, log: impl AsRef<[u8]>, more: &[&str]) -> Value {
    project.write("access.log", log);
    let said = project.succeeds(&[&["stats", "access.log", "--format", "json", "--lang", "en"], more].concat());
    serde_json::from_str(&said).unwrap()
}

fn of_address<'a>(counted: &'a Value, address: &str) -> &'a Value {
    let addresses = counted["plaques"].as_array().unwrap().iter().flat_map(|plaque| plaque["addresses"].as_array().unwrap());
    addresses.into_iter().find(|told| told["address"] == address).map_or(&Value::Null, |told| &told["scans"])
}

#[test]
fn a_printed_address_counts_in_every_spelling() {
    let project = shop();
    let code = code(&project, "sites/chua-cau");
    let lower = code.to_lowercase();
    let mut paths = Vec::new();
    for code in [&code, &lower] {
        paths.extend(
            ["/Q/C", "/q/C", "/Q/C/", "/Q/C.html", "/q/C/index.html", "/Q/C?utm=bien", "/q/C/?a=b", "//Q/C", "/%51/C"].map(|path| path.replace('C', code)),
        );
    }
    let (first, rest) = code.split_at(1);
    paths.push(format!("/Q/%{:02X}{rest}", first.as_bytes()[0]));
    paths.push(format!("https://disan.example.vn/Q/{code}"));
    let products = ["", "/", ".html", "/10/LOT7", "/10/LOT7/21/12", "?17=271125"].map(|below| format!("/01/09521234543213{below}"));
    let log: String = paths.iter().chain(&products).enumerate().map(|(visitor, path)| get(visitor as u8, "08:00:00", path)).collect();
    let counted = counted(&project, log, &[]);
    assert_eq!(of_address(&counted, &format!("/Q/{code}"))["all"], paths.len(), "{counted:#}");
    assert_eq!(of_address(&counted, "/01/09521234543213")["all"], products.len(), "{counted:#}");
    assert_eq!(counted["scans"]["all"], paths.len() + products.len());
}

#[test]
fn what_is_no_scan_is_told_apart() {
    let project = shop();
    let code = code(&project, "sites/chua-cau");
    let path = format!("GET /Q/{code}");
    let log = [
        line(1, "08:00:00", &path, 200, PHONE),
        line(1, "08:04:00", &path, 304, PHONE), // looks again
        line(1, "08:12:00", &path, 206, PHONE), // and again: not ten minutes since
        line(1, "08:30:00", &path, 200, PHONE), // comes back
        line(2, "08:30:00", &path, 200, ZALO),
        line(3, "08:30:00", &path, 200, "Mozilla/5.0 (Linux; Android 9; CUBOT_X30) AppleWebKit/537.36 Chrome/119.0.0.0 Mobile Safari/537.36"),
        line(4, "08:30:00", &path, 200, "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"),
        line(5, "08:30:00", &path, 200, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
        line(6, "08:30:00", &path, 200, "curl/8.5.0"),
        line(7, "08:30:00", &path, 200, "-"),
        line(8, "08:30:00", &path, 301, PHONE),
        line(9, "08:30:00", &format!("HEAD /Q/{code}"), 200, PHONE),
        line(10, "08:30:00", &path, 404, PHONE),
        line(11, "08:30:00", "GET /Q/00000", 404, PHONE), // nobody's code
        line(12, "08:30:00", "GET /Q/00001", 404, PHONE), // a wrong character
        line(13, "08:30:00", "GET /Q/7K3", 404, PHONE),
        line(14, "08:30:00", "GET /01/04006381333931", 404, PHONE), // another shop's GTIN
        get(15, "08:30:00", "/q/"),
        get(15, "08:30:00", "/q/7.html"),
        get(15, "08:30:00", "/01/09521234543213.linkset.json"),
        get(15, "08:30:00", "/01/09521234543213?linkType=linkset"),
        get(15, "08:30:00", "/Q/wp-login.php"),
    ];
    let counted = counted(&project, log.concat(), &[]);
    assert_eq!(of_address(&counted, &format!("/Q/{code}"))["all"], 4, "{counted:#}");
    assert_eq!(counted["scans"]["all"], 4);
    assert_eq!(counted["not_counted"], json!({"robots": 4, "repeated": 2, "led_on": 2, "kept": 0, "mistyped": 2}));
    assert_eq!(counted["unknown_codes"], json!({"/Q/00000": 1, "/01/04006381333931": 1}));
    assert_eq!(counted["unanswered"], json!({format!("/Q/{code}"): 1}));
    assert_eq!((&counted["lines"], &counted["unread_lines"]), (&json!(log.len()), &json!(0)));
}

#[test]
fn a_route_that_a_phone_keeps_is_no_scan_of_its_stops() {
    let project = shop();
    let path = format!("/Q/{}", code(&project, "sites/chua-cau"));
    let log = [
        get(1, "08:00:00", "/vi/routes/pho-co/pack.json"),
        get(1, "08:00:04", &path),
        get(1, "08:00:05", "/vi/sites/chua-cau/"),
        get(2, "08:00:05", &path), // somebody else
        get(1, "08:30:00", &path), // now they stand there
    ];
    let counted = counted(&project, log.concat(), &[]);
    assert_eq!((&counted["scans"]["all"], &counted["not_counted"]["kept"]), (&json!(2), &json!(1)), "{counted:#}");
    assert_eq!(counted["pages_sent"]["vi"], 0);
}

#[test]
fn the_minutes_between_scans_can_be_chosen() {
    let project = shop();
    let path = format!("/Q/{}", code(&project, "sites/chua-cau"));
    let log: String = ["08:00:00", "08:00:30", "08:06:00", "09:00:00"].map(|time| get(1, time, &path)).concat();
    for (minutes, scans) in [("0", 4), ("5", 3), ("10", 2), ("120", 1)] {
        assert_eq!(counted(&project, &log, &["--again", minutes])["scans"]["all"], scans, "{minutes}");
    }
}

#[test]
fn the_page_opened_next_tells_the_language_then_the_browser_then_nothing() {
    let project = shop();
    let path = format!("/Q/{}", code(&project, "sites/chua-cau"));
    let with = |visitor, languages: &str| format!("{} \"{languages}\"\n", get(visitor, "08:00:00", &path).trim_end());
    let log = [
        get(1, "08:00:00", &path),
        get(1, "08:01:00", "/en/sites/chua-cau/"),
        get(1, "08:02:00", "/en/about/"),
        with(2, "vi-VN,vi;q=0.9,en;q=0.8"),
        with(3, "ko-KR,ko;q=0.9,en;q=0.5"),
        with(4, "ko-KR"),
        with(5, "vi-VN,vi;q=0.9"),
        get(5, "08:20:00", "/en/sites/chua-cau/"),
        with(6, "203.0.113.9, 10.0.0.1"), // an address that a proxy forwards
        get(7, "08:00:00", &path),
        get(7, "08:40:00", "/vi/"), // too late to belong to it
        get(8, "08:01:00", "/vi/sites/chua-cau/cau.webp"),
    ];
    let counted = counted(&project, log.concat(), &[]);
    assert_eq!(counted["scans"], json!({"all": 7, "vi": 1, "en": 3, "other": 1, "unknown": 2}), "{counted:#}");
    assert_eq!(counted["language_known_by"], json!({"page": 2, "browser": 3, "nothing": 2}));
    assert_eq!(counted["first_languages"], json!({"vi": 2, "ko": 2}));
    assert_eq!(counted["pages_sent"], json!({"vi": 1, "en": 3}));
}

#[test]
fn every_known_form_of_a_line_is_read_and_may_be_mixed() {
    let project = shop();
    let code = code(&project, "sites/chua-cau");
    let caddy = CADDY.replace("CODE", &code);
    let common = format!("203.0.113.1 - - [25/Nov/2026:08:00:00 +0700] \"GET /Q/{code} HTTP/1.1\" 200 5120\n");
    let host = format!("disan.example.vn:443 203.0.113.2 - a \"b [c] [25/Nov/2026:08:00:00 +0700] \"GET /Q/{code} HTTP/1.1\" 200 51 \"-\" \"{PHONE}\"\r\n");
    let quoted = format!("2001:db8::7 - - [25/Nov/2026:08:00:00 +0700] \"GET /Q/{code}?a=\\\"x HTTP/1.1\" 200 51 \"\\\"\" \"{PHONE} \\\"x\"\n");
    let milli = caddy.replace("1795649026.6500242", "1795649026650").replace("100.7", "100.8");
    let words = caddy.replace("1795649026.6500242", "\"2026-11-26T06:23:46.650+0700\"").replace("100.7", "100.9");
    let log = [common.as_str(), &host, "\n", &quoted, &caddy, "\n", &milli, "\n", &words, "\n"].concat();
    let counted = counted(&project, log, &[]);
    assert_eq!(counted["scans"]["all"], 6, "{counted:#}");
    assert_eq!(counted["days"][0]["scans"]["all"], 3);
    // 23:23 UTC: the next day in Vietnam
    assert_eq!(counted["days"][1], json!({"day": "2026-11-26", "scans": {"all": 3, "vi": 0, "en": 3, "other": 0, "unknown": 0}}));
    assert_eq!(counted["scans_without_user_agent"], 1);
    assert_eq!(counted["utc_offsets_seconds"], json!([null, 25200]));
}

#[test]
fn a_line_that_cannot_be_read_is_counted_and_stops_nothing() {
    let project = shop();
    let path = format!("/Q/{}", code(&project, "sites/chua-cau"));
    let mut log = get(1, "08:00:00", &path).into_bytes();
    log.extend(b"\n\n{\"level\":\"warn\",\"msg\":\"no request\"}\n\0\0\0\0\n{\n203.0.113.1 - - [31/Feb/2026:08:00:00 +0700] \"GET / HTTP/1.1\" 200 1\n");
    log.extend([b"203.0.113.1 - - [25/Nov/2026:08:00:00 +0700] \"GET /".as_slice(), &b"a".repeat(100_000), b" HTTP/1.1\" 200 1\n"].concat());
    log.extend(b"\xff\xfe - \xc3 [25/Nov/2026:08:00:00 +0700] \"GET /\xff\xc3\x28 HTTP/1.1\" 200 1 \"\xff\" \"\xff\"\n");
    log.extend(get(2, "08:00:00", &path).trim_end().bytes()); // no end of line
    let counted = counted(&project, log, &[]);
    assert_eq!(counted["scans"]["all"], 2, "{counted:#}");
    assert_eq!((&counted["lines"], &counted["unread_lines"]), (&json!(8), &json!(5)));
}

#[test]
fn files_are_read_in_order_also_packed_and_from_standard_input() {
    let project = shop();
    let path = format!("/Q/{}", code(&project, "sites/chua-cau"));
    project.write("access.log", get(1, "08:00:00", &path));
    project.write("access.log.1", get(2, "08:00:00", &path));
    assert!(Command::new("gzip").arg(project.path("access.log.1")).status().unwrap().success());
    let mut child =
        project.disan(&["stats", "access.log", "access.log.1.gz", "-", "--format", "json"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(get(3, "08:00:00", &path).as_bytes()).unwrap();
    let counted: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(counted["scans"]["all"], 3, "{counted:#}");
    let told = project.fails(&["stats", "access.log", "nowhere.log"], 3);
    assert!(told.contains("nowhere.log"), "{told}");
}

#[test]
fn packed_logs_that_are_cut_off_count_up_to_there() {
    let project = shop();
    let path = format!("/Q/{}", code(&project, "sites/chua-cau"));
    let log: String = (0..20_000_u32).map(|at| get((at % 250) as u8, &format!("{:02}:{:02}:00", at / 1000, at % 60), &path)).collect();
    project.write("access.log", log);
    assert!(Command::new("gzip").arg(project.path("access.log")).status().unwrap().success());
    let packed = project.read_bytes("access.log.gz");
    project.write("access.log.gz", &packed[..packed.len() / 2]);
    let counted: Value = serde_json::from_str(&project.succeeds(&["stats", "access.log.gz", "--format", "json"])).unwrap();
    let lines = counted["lines"].as_u64().unwrap();
    assert!((1_000..19_000).contains(&lines), "{counted:#}");
    assert_eq!(counted["broken_files"], json!(["access.log.gz"]));
    let table = project.succeeds(&["stats", "access.log.gz", "--lang", "vi"]);
    assert!(table.contains("tệp hỏng hoặc bị cắt cụt") && table.contains("access.log.gz"), "{table}");
}

#[test]
fn days_are_those_of_the_logs_clock_and_can_be_chosen() {
    let project = shop();
    let path = format!("/Q/{}", code(&project, "sites/chua-cau"));
    let on = |visitor, day: &str| get(visitor, "23:30:00", &path).replace("25/Nov/2026", day);
    let log = [on(1, "24/Nov/2026"), on(2, "25/Nov/2026"), on(3, "26/Nov/2026").replace("+0700", "+0000"), on(4, "27/Nov/2026")].concat();
    let days = |counted: &Value| counted["days"].as_array().unwrap().iter().map(|day| day["day"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(days(&counted(&project, &log, &[])), ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"]);
    assert_eq!(days(&counted(&project, &log, &["--from", "2026-11-25", "--to", "2026-11-26"])), ["2026-11-25", "2026-11-26"]);
    let table = project.succeeds(&["stats", "access.log", "--lang", "en"]);
    assert!(table.contains("24 Nov 2026 – 27 Nov 2026 (days by the clock of the logs: UTC+0; UTC+7)"), "{table}");
    let told = project.fails(&["stats", "access.log", "--from", "2026-11-26", "--to", "2026-11-25", "--lang", "en"], 2);
    assert!(told.contains("`--to`"), "{told}");
}

#[test]
fn codes_that_moved_count_for_the_entry_they_lead_to_and_retired_ones_are_named() {
    let project = shop();
    let (site, product, producer) = (code(&project, "sites/chua-cau"), code(&project, "products/muoi-ruong"), code(&project, "producers/htx-muoi"));
    let retired = "  retired:\n    notice: {vi: Đã thôi., en: No more.}\n";
    let ledger = project.read("content/ledger.yaml");
    let ledger = ledger.replace("entry: producers/htx-muoi\n", "entry: producers/htx-muoi\n  moved: sites/chua-cau\n");
    let ledger = ledger.replace("entry: products/muoi-ruong\n", &format!("entry: products/muoi-ruong\n{retired}"));
    project.write("content/ledger.yaml", ledger);
    let log = [get(1, "08:00:00", &format!("/Q/{site}")), get(1, "08:00:00", &format!("/Q/{producer}")), get(1, "08:00:00", &format!("/Q/{product}"))];
    let counted = counted(&project, log.concat(), &[]);
    assert_eq!((&counted["plaques"][0]["name"], &counted["plaques"][0]["scans"]["all"]), (&json!("Japanese Covered Bridge"), &json!(2)), "{counted:#}");
    let table = project.succeeds(&["stats", "access.log", "--lang", "en"]);
    let has = |words: &[&str]| table.lines().any(|line| words.iter().all(|word| line.contains(word)));
    assert!(has(&[&producer, "(code moved)"]) && has(&[&product, "Field salt (code out of use)"]), "{table}");
}

#[test]
fn a_printed_code_that_nobody_scanned_is_told() {
    let project = shop();
    project.succeeds(&["codes", "printed", "--batch", "1", "sites/chua-cau"]);
    let log = get(1, "08:00:00", &format!("/Q/{}", code(&project, "products/muoi-ruong")));
    let counted = counted(&project, log, &[]);
    assert_eq!(of_address(&counted, &format!("/Q/{}", code(&project, "sites/chua-cau")))["all"], 0, "{counted:#}");
    assert_eq!(counted["plaques"].as_array().unwrap().len(), 2);
}

#[test]
fn nothing_of_whoever_asked_comes_out() {
    let project = shop();
    let code = code(&project, "sites/chua-cau");
    let secret = format!(
        "198.51.100.23 - nguoi-dung [25/Nov/2026:08:00:00 +0700] \"GET /Q/{code}?phone=0912345678 HTTP/1.1\" 200 51 \"https://zalo.example/an-danh\" \
         \"Mozilla/5.0 (Pear; X9000) Browser/77\" \"192.0.2.55\"\n"
    );
    let other = secret.replace("/Q/", "/vi/").replace("198.51.100.23", "2001:db8:bad::1").replace(" 200 ", " 404 ");
    let robot = secret.replace("Mozilla/5.0 (Pear; X9000)", "PearBot/9");
    let strange = "198.51.100.99 nobody knows this form\n";
    let refused = secret.replace(" 200 ", " 503 ").replace("23", "24");
    let mistyped = secret.replace(&code, "0912345");
    let caddy = CADDY.replace("CODE", &code);
    project.write("access.log", [secret.as_str(), &other, &robot, strange, &refused, &mistyped, &caddy].concat());
    for form in ["table", "csv", "html", "json"] {
        for lang in ["vi", "en"] {
            let arguments = ["stats", "access.log", "--format", form, "--lang", lang];
            let output = project.disan(&arguments).output().unwrap();
            let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
            assert!(said.contains(&code), "{form}: {said}");
            for word in ["198.51", "192.0.2", "2001:db8", "bad::1", "nguoi-dung", "0912345", "phone=", "zalo.example", "an-danh", "Pear", "SM-A546E", "X9000"] {
                assert!(!said.contains(word), "{form} in {lang} tells {word}: {said}");
            }
            // nor anything that depends on the salt
            let again = project.disan(&arguments).output().unwrap();
            assert_eq!(said, String::from_utf8(again.stdout).unwrap(), "{form}");
        }
    }
}

#[test]
fn the_table_of_days_is_a_row_each_for_spreadsheets() {
    let project = small().edit("content/sites/chua-cau/index.en.md", "name: Japanese Covered Bridge", "name: '=Bridge, \"covered\"'");
    project.build_web();
    let code = code(&project, "sites/chua-cau");
    let log = [get(1, "08:00:00", &format!("/Q/{code}")), get(1, "08:01:00", "/vi/"), get(2, "08:00:00", &format!("/Q/{code}")), get(2, "08:01:00", "/vi/")];
    project.write("access.log", log.concat());
    project.succeeds(&["stats", "access.log", "--format", "csv", "--lang", "en", "--output", "scans.csv"]);
    let expected = format!(
        "\u{feff}day,address,state,entry,name,language,scans\r\n2026-11-25,/Q/{code},given,sites/chua-cau,\"\u{2060}=Bridge, \"\"covered\"\"\",vi,2\r\n"
    );
    assert_eq!(project.read("scans.csv"), expected);
}

#[test]
fn nothing_in_a_log_or_a_name_acts_on_the_terminal() {
    let project = small();
    project.build_web();
    let path = format!("/Q/{}", code(&project, "sites/chua-cau"));
    let strange = "GET /Q/\u{1b}]0;x\u{7}".to_owned();
    let log = [
        get(1, "08:00:00", &path),
        line(2, "08:00:00", &strange, 404, "\u{1b}[2J\u{9b}31m"),
        line(3, "08:00:00", &format!("GET {path}?\u{1b}[2J"), 200, PHONE).replace("https://www.google.com", "\u{1b}[2J"),
        format!("{} \"\u{1b}[31mvi,\u{202e}en\"\n", get(4, "08:00:00", &path).trim_end()),
    ];
    project.write("nhat\u{1b}[31mky.log.gz", [0x1f, 0x8b, 8, 0]);
    project.write("access.log", log.concat());
    for form in ["table", "csv", "html", "json"] {
        project.succeeds(&["stats", "access.log", "nhat\u{1b}[31mky.log.gz", "--format", form, "--output", "kq"]);
        let written = project.read("kq");
        let acts = |letter: char| !"\r\n".contains(letter) && letter.is_control();
        assert!(!written.contains(acts), "{form}: {written:?}");
        assert!(form == "html" || !written.contains('\u{202e}'), "{form}");
    }
    let said = project.succeeds(&["stats", "access.log", "nhat\u{1b}[31mky.log.gz"]);
    assert!(said.contains("Chùa Cầu") && said.contains(r"nhat\u{1b}[31mky.log.gz"), "{said}");
}

#[test]
fn lines_written_by_nginx_and_apache_count_alike() {
    let project = small().edit("content/catalogue.yaml", "publisher:", "hosts: [nginx, apache]\npublisher:");
    project.build_web();
    let code = code(&project, "sites/chua-cau");
    for kind in [Kind::Nginx, Kind::Apache] {
        let server = Server::start(kind, &project.path("public"));
        let ask = |path: &str, agent: &str| server.ask(path, &format!("User-Agent: {agent}\r\nReferer: https://example.vn/\"quoted\"")).status;
        let lower = code.to_lowercase();
        assert_eq!(ask(&format!("/Q/{code}"), PHONE), 200);
        assert_eq!(ask(&format!("/q/{lower}/?utm=\"bien\""), &format!("{PHONE} \"2\"")), 200);
        assert_eq!(ask("/en/sites/chua-cau/", &format!("{PHONE} \"2\"")), 200);
        assert_eq!(ask(&format!("/Q/{code}"), ZALO), 200);
        assert_eq!(ask(&format!("/Q/{code}"), ZALO), 200); // looks again
        assert_eq!(ask(&format!("/Q/{code}"), "Zalo/1.0 \\ (preview)"), 200);
        assert_eq!(ask("/Q/00000", PHONE), 404);
        assert_eq!(ask("/vi/sites/chua-cau", PHONE), 301);
        assert_eq!(ask("/vi/%C4%90%FF", PHONE), 404);
        let log = server.log();
        assert_eq!(log.lines().count(), 9, "{kind:?}: {log}");
        let counted = counted(&project, &log, &[]);
        assert_eq!(counted["scans"], json!({"all": 3, "vi": 0, "en": 1, "other": 0, "unknown": 2}), "{kind:?}: {counted:#}\n{log}");
        assert_eq!(counted["not_counted"], json!({"robots": 1, "repeated": 1, "led_on": 0, "kept": 0, "mistyped": 0}), "{kind:?}");
        assert_eq!((&counted["unknown_codes"], &counted["unread_lines"]), (&json!({"/Q/00000": 1}), &json!(0)), "{kind:?}");
    }
}

/// The committed catalogue's page, from two months of scans.
fn page(lang: &str) -> PathBuf {
    let project = committed();
    let ledger = project.read("content/ledger.yaml");
    let codes: Vec<&str> =
        ledger.lines().filter(|line| line.ends_with(':') && !line.starts_with([' ', '#'])).map(|line| line.trim_matches(['"', '\'', ':'])).collect();
    assert!(codes.len() > 30, "{codes:?}");
    let mut log = String::new();
    for (at, code) in (0_usize..3000).map(|at| (at, codes[at * at % codes.len()])) {
        let (month, day) = if at % 2 == 0 { ("Oct", at * 7 % 31 + 1) } else { ("Nov", at * 5 % 30 + 1) };
        let language = ["vi-VN,vi;q=0.9", "en-US", "ko-KR,ko;q=0.9", "-"][at % 4];
        let scan = get((at % 250) as u8, "08:00:00", &format!("/Q/{code}")).replace("25/Nov", &format!("{day:02}/{month}"));
        log.push_str(&format!("{} \"{language}\"\n", scan.trim_end()));
    }
    log.push_str(&line(1, "08:00:00", &format!("GET /Q/{}", codes[0]), 502, PHONE));
    project.write("access.log", log);
    let file = root().join(format!("target/tmp/stats-{}-{lang}.html", std::process::id()));
    project.succeeds(&["stats", "access.log", "--format", "html", "--output", file.to_str().unwrap(), "--lang", lang]);
    file
}

#[test]
fn the_page_fits_every_screen_has_no_barrier_and_asks_for_nothing() {
    for lang in ["vi", "en"] {
        let file = page(lang);
        let text = fs::read_to_string(&file).unwrap();
        for word in ["<script", "src=", "href=", "url(", "@import"] {
            assert!(!text.contains(word), "{word}");
        }
        let output = Command::new(root().join("target/node_modules/.bin/html-validate"))
            .args(["--config", root().join("tests/html-validate.json").to_str().unwrap(), "--formatter", "text", file.to_str().unwrap()])
            .output()
            .expect("`tests/run` installs html-validate");
        assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let browser = browser(narrow());
        // axe runs in the page: what the policy is for is said above
        browser.goto(&format!("file://{}", file.display()));
        assert_eq!(browser.run("return [document.documentElement.lang, document.documentElement.scrollWidth, innerWidth]"), json!([lang, 360, 360]));
        for scheme in ["light", "dark"] {
            browser.shows(scheme);
            assert_eq!(barriers(&browser), json!([]), "{lang} in {scheme}");
        }
        fs::remove_file(file).unwrap();
    }
}

/// Lines as nobody writes them, and lines that are nearly right.
fn lines() -> impl Strategy<Value = Vec<u8>> {
    let shape = r#"[0-9a-f.:]{1,20} - .{0,9} \[[0-3][0-9]/(Nov|Feb|.{3})/[0-9]{4}:[0-2][0-9]:[0-6][0-9]:[0-6][0-9] [+-][0-9]{4}\] "(GET|HEAD|.{0,5}) /?(Q|q|01|vi|%51|.{0,4})/.{0,20} HTTP/1.1" [0-9]{1,4} [0-9-]{1,4} ".{0,9}" ".{0,30}" ?"?.{0,20}"?"#;
    let json = r#"\{"ts":(-?[0-9]{1,20}(\.[0-9]{1,9})?(e[0-9]{1,3})?|"[0-9T:+-]{0,30}"),"request":\{"method":"GET","uri":".{0,20}","remote_ip":"[0-9.]{0,9}"\},"status":[0-9]{1,5}\}"#;
    let line = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        shape.prop_map(String::into_bytes),
        json.prop_map(String::into_bytes),
        (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, byte)| {
            let mut line = CADDY.as_bytes().to_vec();
            let at = at.index(line.len());
            line[at] = byte;
            line
        }),
        (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, byte)| {
            let mut line = get(1, "08:00:00", "/Q/7K3F9?a=%4").into_bytes();
            let at = at.index(line.len());
            line[at] = byte;
            line
        }),
    ];
    proptest::collection::vec(line, 0..40).prop_map(|lines| lines.join(&b"\n"[..]))
}

proptest! {
    #[test]
    fn no_line_stops_the_count(log in lines()) {
        static PLACE: std::sync::LazyLock<Project> = std::sync::LazyLock::new(shop);
        let order = Order { content: PLACE.path("content"), from: None, to: None, window: 10, today: date(2026, 11, 25) };
        let Ok(Ok(report)) = count(&order, vec![Log::Input(Box::new(Cursor::new(log)))]) else { panic!("the log was not read") };
        for form in [Form::Table, Form::Csv, Form::Html, Form::Json] {
            prop_assert!(told(&report, form, Words::Vietnamese).len() > 20);
        }
    }
}
