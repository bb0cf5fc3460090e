//! What stands in codes: links, GS1 Digital Link URIs, VietQR, places, telephones, networks. Vectors: NAPAS's document, GS1's own engine.

use std::io::Write;
use std::process::{Command, Stdio};

use disan::qr::gs1::{DigitalLink, Gs1Error, Gtin, check_digit};
use disan::qr::vietqr::{Target, Transfer, VietQrError, ascii};
use disan::qr::{BadPayload, geo, link, telephone, wifi};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::json;

use crate::project::root;

#[test]
fn a_link_has_a_lower_case_scheme_and_the_rest_in_upper_case() {
    assert_eq!(link("disan.example.vn", "7K3F9"), "https://DISAN.EXAMPLE.VN/Q/7K3F9");
}

#[test]
fn check_digits_are_those_of_gs1() {
    for (body, digit) in [("893500000001", 4), ("893600000123", 0), ("952012345678", 8), ("952123454321", 3)] {
        let digits: Vec<u8> = body.bytes().map(|byte| byte - b'0').collect();
        assert_eq!(check_digit(&digits), digit, "{body}");
    }
}

#[test]
fn a_gtin_of_any_length_becomes_fourteen_digits() {
    assert_eq!(Gtin::parse("9521234543213").unwrap().to_string(), "09521234543213");
    assert_eq!(Gtin::parse("9521234543214"), Err(Gs1Error::CheckDigit('3')));
    assert_eq!(Gtin::parse("952123454321"), Err(Gs1Error::CheckDigit('4')));
    assert_eq!(Gtin::parse("95212345432x3"), Err(Gs1Error::Length));
    assert_eq!(Gtin::parse("96385074").unwrap().to_string(), "00000096385074");
}

#[test]
fn addresses_that_gs1s_engine_takes_are_taken() {
    for (uri, key, qualifiers, attributes) in [
        ("https://id.disan.vn/01/08935000000014", "08935000000014", "", ""),
        ("HTTPS://ID.DISAN.VN/01/08935000000014/10/LOT2026/21/12345678", "08935000000014", "(10)LOT2026(21)12345678", ""),
        ("https://id.disan.vn/01/08935000000014/10/LOT2026?17=271231", "08935000000014", "(10)LOT2026", "(17)271231"),
        ("https://id.disan.vn/vi/ocop/01/08935000000014?lang=vi", "08935000000014", "", ""),
        ("https://id.disan.vn/01/08935000000014/10/A%2FB", "08935000000014", "(10)A/B", ""),
        ("https://id.gs1.org/414/9520123456788", "9520123456788", "", ""),
        ("https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=180426", "09520123456788", "(10)ABC1(21)12345", "(17)180426"),
    ] {
        let link = DigitalLink::parse(uri).unwrap_or_else(|error| panic!("{uri}: {error}"));
        let told = |parts: &[(&str, String)]| parts.iter().map(|(identifier, value)| format!("({identifier}){value}")).collect::<String>();
        assert_eq!((link.key.1.as_str(), told(&link.qualifiers).as_str(), told(&link.attributes).as_str()), (key, qualifiers, attributes), "{uri}");
    }
}

#[test]
fn addresses_that_gs1s_engine_refuses_are_refused() {
    for (uri, why) in [
        ("https://id.disan.vn/01/08935000000014/21/12345678/10/LOT2026", Gs1Error::Qualifier("10".into())),
        ("https://id.disan.vn/01/08935000000015", Gs1Error::CheckDigit('4')),
        ("https://id.disan.vn/01/8935000000014", Gs1Error::Length),
        ("https://id.disan.vn/gtin/08935000000014", Gs1Error::NoKey),
        ("https://id.disan.vn/01/08935000000014?10=LOT2026", Gs1Error::QualifierInQuery("10".into())),
        ("https://id.disan.vn/01/08935000000014?17=271331", Gs1Error::Date("271331".into())),
        ("https://id.disan.vn/01/08935000000014/10/L%C3%B4", Gs1Error::Letter('ô')),
        ("https://id.disan.vn/01/08935000000014/10/ABCDEFGHIJKLMNOPQRSTU", Gs1Error::Length),
        ("https://id.disan.vn/01/08935000000014/10/", Gs1Error::Qualifier("10".into())),
        ("ftp://id.disan.vn/01/08935000000014", Gs1Error::Address),
    ] {
        assert_eq!(DigitalLink::parse(uri), Err(why), "{uri}");
    }
}

#[test]
fn the_canonical_address_is_the_one_gs1s_engine_writes() {
    let link = DigitalLink::product(Gtin::parse("8935000000014").unwrap())
        .serial("12345678")
        .unwrap()
        .lot("LOT2026")
        .unwrap()
        .expires(jiff::civil::date(2027, 12, 31));
    assert_eq!(link.uri("id.disan.vn"), "https://id.disan.vn/01/08935000000014/10/LOT2026/21/12345678?17=271231");
}

proptest! {
    #[test]
    fn what_is_written_into_a_digital_link_is_read_back(lot in "[A-Za-z0-9!%&'()*+,./:;<=>?_-]{1,20}", number in 0u64..10_000_000_000_000) {
        let body: Vec<u8> = format!("{number:013}").bytes().map(|byte| byte - b'0').collect();
        let gtin = Gtin::parse(&format!("{number:013}{}", check_digit(&body))).unwrap();
        let link = DigitalLink::product(gtin).lot(&lot).unwrap();
        prop_assert_eq!(DigitalLink::parse(&link.uri("disan.example.vn")), Ok(link));
    }

    #[test]
    fn reading_any_address_never_panics(text in ".{0,60}", tail in "[ -~]{0,40}") {
        let _ = DigitalLink::parse(&text);
        let _ = DigitalLink::parse(&format!("https://x.vn/01/{tail}"));
        let _ = Transfer::parse(&text);
        let _ = Transfer::parse(&format!("000201{tail}"));
    }
}

/// From NAPAS's document, and codes of banks that two independent programs gave.
const VIETQR: &[(&str, &str)] = &[
    ("NAPAS 6.1.2 static card", "00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52"),
    (
        "NAPAS 6.1.3 dyn account",
        "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E",
    ),
    (
        "NAPAS 6.1.4 dyn card",
        "00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC530370454061800005802VN62340107NPS68690819thanh toan don hang6304A203",
    ),
    ("static account (fixed 6.1.1)", "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"),
    ("ACB static", "00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F"),
    ("ACB 10,000 + memo", "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA53037045405100005802VN62150811Chuyen tien630453E6"),
    ("TCB, CRC leading zero", "00020101021138580010A000000727012800069704070114190304136010180208QRIBFTTA53037045802VN63040283"),
    ("VietinBank 120,000", "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304C15C"),
    ("TPBank", "00020101021138540010A00000072701240006970423011000999999990208QRIBFTTA53037045802VN6304CBB4"),
    ("MoMo (alnum account)", "00020101021138620010A000000727013200069710250118PSP1234567890000000208QRIBFTTA53037045802VN62190515MOMOW2W123456786304821F"),
    ("MB, lower-case CRC (input only)", "00020101021138540010A00000072701240006970422011003523509170208QRIBFTTA53037045802VN630479db"),
    (
        "Vietcombank 250,000 (A=B)",
        "00020101021238540010A00000072701240006970436011010123456780208QRIBFTTA530370454062500005802VN62200816Mua tra sen OCOP630418F4",
    ),
    ("Agribank 1 VND     (A=B)", "00020101021238570010A00000072701270006970405011318902051234560208QRIBFTTA5303704540115802VN62150811DISAN 7K3F96304DB0C"),
];

#[test]
fn codes_of_banks_are_read_and_written_again_to_the_letter() {
    for (name, code) in VIETQR {
        let transfer = Transfer::parse(code).unwrap_or_else(|error| panic!("{name}: {error}"));
        if transfer.purpose.is_some() == code.contains("620") && !code.contains("NPS6869") && !name.contains("MoMo") {
            let upper = code.get(..code.len() - 4).unwrap().to_owned() + &code.get(code.len() - 4..).unwrap().to_uppercase();
            assert_eq!(transfer.payload().unwrap(), upper, "{name}");
        }
    }
}

#[test]
fn broken_codes_are_refused_with_the_reason() {
    // the document's example 6.1.1: a right check sum over a wrong inner length
    assert_eq!(Transfer::parse("00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5"), Err(VietQrError::Length));
    assert!(matches!(
        Transfer::parse("00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA5303704540410005802VN62150811Chuyen tien6304BBB5"),
        Err(VietQrError::CheckSum(_))
    ));
    assert_eq!(Transfer::parse(""), Err(VietQrError::Field("00")));
}

#[test]
fn what_cannot_be_transferred_gives_no_code() {
    let good = Transfer::to_account("970436", "1012345678");
    for (transfer, why) in [
        (Transfer { bank: "97043".into(), ..good.clone() }, VietQrError::Bank),
        (Transfer { number: String::new(), ..good.clone() }, VietQrError::Number),
        (Transfer { number: "12345678901234567890".into(), ..good.clone() }, VietQrError::Number),
        (Transfer { amount: Some(0), ..good.clone() }, VietQrError::Amount),
        (Transfer { amount: Some(500_000_000), ..good.clone() }, VietQrError::Amount),
        (Transfer { purpose: Some("Mua trà sen".into()), ..good.clone() }, VietQrError::Purpose),
        (Transfer { purpose: Some("abcdefghijklmnopqrstuvwxyz".into()), ..good.clone() }, VietQrError::Purpose),
    ] {
        assert_eq!(transfer.payload(), Err(why));
    }
    assert_eq!(good.target, Target::Account);
}

#[test]
fn names_and_purposes_lose_their_marks_and_keep_their_case() {
    assert_eq!(ascii("Mua trà sen Đồng Tháp").as_deref(), Some("Mua tra sen Dong Thap"));
    assert_eq!(ascii("NGUYỄN VĂN Ơn").as_deref(), Some("NGUYEN VAN On"));
    assert_eq!(ascii("ចែ"), None);
    assert_eq!(ascii("một câu dài hơn hai mươi lăm chữ"), None);
}

proptest! {
    #[test]
    fn what_is_written_into_a_vietqr_code_is_read_back(bank in "[0-9]{6}", number in "[A-Z0-9]{1,19}", amount in proptest::option::of(1u64..500_000_000), purpose in proptest::option::of("[A-Za-z0-9][A-Za-z0-9 ]{0,24}"), once: bool, card: bool) {
        let target = if card { Target::Card } else { Target::Account };
        let transfer = Transfer { bank, number, target, once, amount, purpose };
        prop_assert_eq!(Transfer::parse(&transfer.payload().unwrap()), Ok(transfer));
    }
}

/// An independent program, the npm package `vietnam-qr-pay`, reads transfers as JSON and writes the codes.
const PEER: &str = "
const { QRPay } = require('vietnam-qr-pay');
const transfers = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(transfers.map(transfer => QRPay.initVietQR(transfer).build())));
";

#[test]
fn a_thousand_transfers_give_the_codes_that_another_program_gives() {
    let mut runner = TestRunner::deterministic();
    let any = (
        "[0-9]{6}",
        "[A-Za-z0-9]{1,19}",
        proptest::option::of(1u64..500_000_000),
        proptest::option::of("[!-~]([ -~]{0,23}[!-~])?"),
        any::<bool>(),
        any::<bool>(),
    );
    let transfers: Vec<Transfer> = (0..1000)
        .map(|_| any.new_tree(&mut runner).unwrap().current())
        .map(|(bank, number, amount, purpose, once, card)| Transfer {
            target: if card { Target::Card } else { Target::Account },
            bank,
            number,
            once,
            amount,
            purpose,
        })
        .collect();
    let theirs = serde_json::to_string(&transfers.iter().map(for_the_peer).collect::<Vec<_>>()).unwrap();
    let mut peer = Command::new("node")
        .args(["-e", PEER])
        .env("NODE_PATH", root().join("target/node_modules"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node");
    peer.stdin.take().unwrap().write_all(theirs.as_bytes()).unwrap();
    let output = peer.wait_with_output().unwrap();
    assert!(output.status.success(), "`tests/run` installs vietnam-qr-pay");
    let codes: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(codes.len(), 1000);
    for (transfer, code) in transfers.iter().zip(codes) {
        assert_eq!(transfer.payload().unwrap(), code, "{transfer:?}");
    }
}

fn for_the_peer(transfer: &Transfer) -> serde_json::Value {
    json!({
        "bankBin": transfer.bank,
        "bankNumber": transfer.number,
        "amount": transfer.amount.map(|amount| amount.to_string()),
        "purpose": transfer.purpose,
        "service": if transfer.target == Target::Card { "QRIBFTTC" } else { "QRIBFTTA" },
        "initMethod": if transfer.once { "12" } else { "11" },
    })
}

#[test]
fn places_telephones_and_networks_have_their_standard_forms() {
    assert_eq!(geo(10.03622, 105.78847).unwrap(), "geo:10.03622,105.78847");
    assert_eq!(geo(105.8, 10.0), Err(BadPayload::Coordinates));
    assert_eq!(telephone("+84 292.382-1234").unwrap(), "tel:+842923821234");
    assert_eq!(telephone("gọi cho tôi"), Err(BadPayload::Telephone));
    assert_eq!(wifi("Chùa Cầu", Some("mat;khau:1")).unwrap(), "WIFI:T:WPA;S:Chùa Cầu;P:mat\\;khau\\:1;;");
    assert_eq!(wifi("Đình", None).unwrap(), "WIFI:T:nopass;S:Đình;;");
    assert_eq!(wifi("Đình", Some("ngắn")), Err(BadPayload::Password));
}
