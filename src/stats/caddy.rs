//! Lines of Caddy: a JSON object each (caddyserver.com/docs/logging). Only what is counted is taken out of them.

use std::borrow::Cow;

use serde::Deserialize;

use super::moment::Moment;
use super::request::Request;

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    ts: Stamp<'a>,
    #[serde(borrow)]
    request: Asked<'a>,
    status: u16,
}

/// A number, or a time in words, as `time_format` asks for.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stamp<'a> {
    Number(f64),
    Words(#[serde(borrow)] Cow<'a, str>),
}

#[derive(Deserialize)]
struct Asked<'a> {
    #[serde(borrow)]
    method: Cow<'a, str>,
    #[serde(borrow)]
    uri: Cow<'a, str>,
    /// Behind trusted proxies the visitor's own (Caddy 2.7).
    #[serde(borrow, default)]
    client_ip: Option<Text<'a>>,
    #[serde(borrow, default)]
    remote_ip: Option<Text<'a>>,
    #[serde(borrow, default)]
    headers: Headers<'a>,
}

#[derive(Deserialize, Default)]
struct Headers<'a> {
    #[serde(borrow, default, rename = "User-Agent")]
    agent: Vec<Text<'a>>,
    #[serde(borrow, default, rename = "Accept-Language")]
    languages: Vec<Text<'a>>,
    #[serde(borrow, default, rename = "Sec-Purpose")]
    sec_purpose: Vec<Text<'a>>,
    #[serde(borrow, default, rename = "Purpose")]
    purpose: Vec<Text<'a>>,
}

/// A text that is not copied when it stands in the line as it is.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

pub(super) fn read(line: &[u8]) -> Option<Request<'_>> {
    let Entry { ts, request, status } = serde_json::from_slice(line).ok()?;
    let moment = match ts {
        Stamp::Number(number) => Moment::counted(number)?,
        Stamp::Words(words) => Moment::written(words.as_bytes())?,
    };
    let headers = request.headers;
    let is_ahead = headers.sec_purpose.iter().chain(&headers.purpose).any(|Text(purpose)| purpose.contains("prefetch") || purpose.contains("preview"));
    let address = request.client_ip.or(request.remote_ip).map(|Text(address)| address);
    // all headers are there: a program without a name gave none
    let agent = first(headers.agent).unwrap_or_default();
    Some(Request {
        moment,
        method: bytes(request.method),
        target: bytes(request.uri),
        status,
        address: bytes(address.unwrap_or_default()),
        agent: Some(bytes(agent)),
        languages: first(headers.languages).map(bytes),
        is_ahead,
    })
}

fn first(texts: Vec<Text<'_>>) -> Option<Cow<'_, str>> {
    texts.into_iter().next().map(|Text(text)| text)
}

fn bytes(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}
