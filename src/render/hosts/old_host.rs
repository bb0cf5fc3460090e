//! What a host must serve that the catalogue has left: every address leads to the same one on the new host. Plaques hang for decades, and the
//! old name is on them.

use super::super::{Artifact, artifact};
use crate::catalogue::Host;
use crate::plan::Addresses;

/// A host that was left, and the one that took its place.
#[derive(Clone, Copy, Debug)]
pub struct OldHost<'a> {
    /// Its name.
    pub old: &'a str,
    /// The addresses of the catalogue on the new host.
    pub new: &'a Addresses,
    /// Whether it is Netlify: there a file would win over a rule without a mark.
    pub is_netlify: bool,
}

/// Everything that the old host serves from now on: rules for hosts that know some, and for all others a page at each address. `files` are
/// those that the website has.
#[must_use]
pub fn old_host(host: &OldHost<'_>, files: &[String]) -> Vec<Artifact> {
    let new = host.new.host();
    let force = if host.is_netlify { "!" } else { "" };
    let rules = [
        (Host::Nginx, format!("{}absolute_redirect off;\nlocation / {{\n    return 301 https://{new}$request_uri;\n}}\n", nginx_head(host))),
        (Host::Apache, format!("{}Redirect 301 / https://{new}/\n", head(host))),
        (Host::Netlify, format!("{}/* https://{new}/:splat 301{force}\n", head(host))),
    ];
    let mut artifacts: Vec<Artifact> = rules.into_iter().map(|(host, text)| artifact(Addresses::host_files(host)[0].to_owned(), text)).collect();
    let not_found = host.new.not_found_file();
    for file in files.iter().filter(|file| **file != not_found && !Addresses::is_folder_twin(file)) {
        let Some(path) = Addresses::path_of(file) else { continue };
        artifacts.push(Artifact { twins: Addresses::folder_twin(file).into_iter().collect(), ..artifact(file.clone(), page(&host.new.url(&path))) });
    }
    artifacts.push(artifact(not_found, lost_page(&host.new.url("/"))));
    artifacts
}

fn head(host: &OldHost<'_>) -> String {
    let (old, new) = (host.old, host.new.host());
    format!(
        "# disan: `{old}` nay dẫn tới `{new}`; biển đã in mang tên miền cũ, nên hãy giữ tên miền và chứng chỉ của nó.
# disan: `{old}` now leads to `{new}`; printed plaques carry the old name, so keep its domain and its certificate.\n"
    )
}

fn nginx_head(host: &OldHost<'_>) -> String {
    let (old, file) = (host.old, Addresses::host_files(Host::Nginx)[0]);
    format!(
        "{}# Gọi tệp này trong khối `server` của tên miền cũ · Name this file in the old domain's `server` block:
#
#     server {{
#         listen 443 ssl;
#         server_name {old};
#         ssl_certificate …; ssl_certificate_key …;
#         include /var/www/{old}/{file};
#     }}

",
        head(host)
    )
}

/// Leads on without a script. Search engines read the two lines together as a permanent move.
fn page(target: &str) -> String {
    format!(
        "<!doctype html>
<html lang=\"vi\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>{target}</title>
<link rel=\"canonical\" href=\"{target}\">
<meta http-equiv=\"refresh\" content=\"0; url={target}\">
</head>
<body><p>Trang này đã chuyển tới <a href=\"{target}\">{target}</a>.</p><p lang=\"en\">This page has moved to <a href=\"{target}\">{target}</a>.</p></body>
</html>
"
    )
}

/// For every other address. A script leads to the same one on the new host; without it there is the link.
fn lost_page(home: &str) -> String {
    let script = format!("<script>location.replace({home:?}.slice(0,-1)+location.pathname+location.search)</script>");
    page(home).replace(&format!("<meta http-equiv=\"refresh\" content=\"0; url={home}\">"), &script)
}
