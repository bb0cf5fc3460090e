//! What is in a code.

use crate::text::telephones;

/// The link of an entry: `https://DISAN.EXAMPLE.VN/Q/7K3F9`.
///
/// The scheme is in lower case, since some phone cameras do not know `HTTPS`; host and path are in upper case, which needs fewer bits
/// (alphanumeric mode) and so gives a smaller symbol with larger modules. Hosts know no case (RFC 3986, 3.2.2); the path is published as printed.
#[must_use]
pub fn link(host: &str, code: &str) -> String {
    format!("https://{}/Q/{code}", host.to_ascii_uppercase())
}

/// A place for map programs (RFC 5870): `geo:10.03622,105.78847`.
///
/// # Errors
/// When the coordinates are not on the earth.
pub fn geo(latitude: f64, longitude: f64) -> Result<String, BadPayload> {
    let is_place = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    is_place.then(|| format!("geo:{latitude},{longitude}")).ok_or(BadPayload::Coordinates)
}

/// A telephone number (RFC 3966): digits, with `+` in front when it is international, and an extension. What people write between them is taken out.
///
/// # Errors
/// When there is something else in it, more than one number, or it is too short or too long to be dialled.
pub fn telephone(number: &str) -> Result<String, BadPayload> {
    match telephones(number).as_deref() {
        Some([one]) => Ok(one.link()),
        Some(_) | None => Err(BadPayload::Telephone),
    }
}

/// A wireless network that a phone may join: `WIFI:T:WPA;S:Chua Cau;P:matkhau;;`. Without a password it is open.
///
/// # Errors
/// When the name has not 1 to 32 bytes, or a password not 8 to 63 printable ASCII letters (IEEE 802.11, WPA).
pub fn wifi(name: &str, password: Option<&str>) -> Result<String, BadPayload> {
    if !(1..=32).contains(&name.len()) || name.chars().any(char::is_control) {
        return Err(BadPayload::NetworkName);
    }
    match password {
        None => Ok(format!("WIFI:T:nopass;S:{};;", guarded(name))),
        Some(password) if (8..=63).contains(&password.len()) && password.bytes().all(|byte| (b' '..=b'~').contains(&byte)) => {
            Ok(format!("WIFI:T:WPA;S:{};P:{};;", guarded(name), guarded(password)))
        }
        Some(_) => Err(BadPayload::Password),
    }
}

/// Letters that mean something in a `WIFI:` text stand behind a backslash.
fn guarded(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        if matches!(letter, '\\' | ';' | ',' | ':' | '"') {
            out.push('\\');
        }
        out.push(letter);
        out
    })
}

/// Why something cannot be put into a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadPayload {
    /// Latitude or longitude are not on the earth.
    Coordinates,
    /// Not a number that can be dialled.
    Telephone,
    /// The network's name is empty or longer than 32 bytes.
    NetworkName,
    /// The password has fewer than 8 or more than 63 letters, or others than ASCII.
    Password,
}

impl std::fmt::Display for BadPayload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Coordinates => "the coordinates are not on the earth",
            Self::Telephone => "not a telephone number",
            Self::NetworkName => "a network's name has 1 to 32 bytes",
            Self::Password => "a password has 8 to 63 ASCII letters",
        })
    }
}

impl std::error::Error for BadPayload {}
