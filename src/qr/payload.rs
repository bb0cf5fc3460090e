//! What is in a code.

/// The link of an entry: `https://DISAN.EXAMPLE.VN/Q/7K3F9`.
///
/// The scheme is in lower case, since some phone cameras do not know `HTTPS`; host and path are in upper case, which needs fewer bits
/// (alphanumeric mode) and so gives a smaller symbol with larger modules. Hosts know no case (RFC 3986, 3.2.2); the path is published as printed.
#[must_use]
pub fn link(host: &str, code: &str) -> String {
    format!("https://{}/Q/{code}", host.to_ascii_uppercase())
}
