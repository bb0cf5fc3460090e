//! Rules for nginx: one file to include in a `server` block. Only what nginx has built in; directives of the `http` block are not needed.

use std::fmt::Write;

use super::{COMPRESSED, LINKSET_TYPE, PAGE_SECONDS, Rules, spellings};
use crate::catalogue::Host;
use crate::plan::Addresses;

pub(super) fn text(rules: &Rules<'_>) -> String {
    let mut out = head(rules);
    out.push_str(HIDDEN);
    languages(&mut out, rules);
    codes(&mut out, rules);
    digital_links(&mut out);
    for (folder, rule) in rules.kept() {
        let _ = write!(out, "\nlocation ^~ {folder} {{\n    expires off;\n    add_header Cache-Control \"{rule}\";\n}}\n");
    }
    let _ = write!(out, "\nlocation = {} {{\n    expires off;\n    add_header Cache-Control \"no-cache\";\n}}\n", rules.addresses.worker());
    for (ending, media_type) in Rules::types() {
        let _ = write!(out, "\nlocation ~ \"\\.{ending}$\" {{\n    types {{ }}\n    default_type {media_type};\n}}\n");
    }
    former(&mut out, rules);
    out
}

fn head(rules: &Rules<'_>) -> String {
    let (host, file) = (rules.addresses.host(), Addresses::host_files(Host::Nginx)[0]);
    format!(
        "# disan: cấu hình nginx. Tệp này được tạo lại mỗi lần dựng, đừng sửa ở đây. Gọi nó trong khối `server`, rồi `nginx -t && nginx -s reload`;
# làm lại hai lệnh ấy mỗi khi đưa bản dựng mới lên. Những dòng dưới đây không được có lần nữa trong khối ấy: charset, index, expires, gzip…, ssl_buffer_size.
# disan: rules for nginx. Every build writes this file anew, do not edit it. Name it in the `server` block, then `nginx -t && nginx -s reload`;
# do so again after each upload. These lines must not stand in that block a second time: charset, index, expires, gzip…, ssl_buffer_size.
#
#     server {{
#         listen 443 ssl;
#         server_name {host};
#         ssl_certificate …; ssl_certificate_key …;
#         root /var/www/{host};
#         include /var/www/{host}/{file};
#     }}

charset utf-8;
index index.html;
error_page 404 /404.html;
absolute_redirect off;
expires {PAGE_SECONDS}s;
gzip on;
gzip_comp_level 6;
gzip_vary on;
gzip_types {};

# gói TLS nhỏ: sóng yếu thì trang hiện sớm hơn · small TLS records: on a weak signal the page shows sooner
ssl_buffer_size 4k;
",
        COMPRESSED.join(" ")
    )
}

const HIDDEN: &str = r#"
# tệp ẩn và tệp dành cho nơi khác · hidden files, and those for other hosts
location ~ "/\.(?!well-known/)|^/_(?:redirects|headers)$" {
    return 404;
}
"#;

/// Whoever asks for none of the languages gets the page that offers them.
fn languages(out: &mut String, rules: &Rules<'_>) {
    out.push_str("\n# ngôn ngữ của trình duyệt · the browser's language\nlocation = / {\n    add_header Vary Accept-Language always;\n");
    for (lang, home) in &rules.homes {
        let _ = writeln!(out, "    if ($http_accept_language ~* \"{}\") {{\n        return 302 {home}$is_args$args;\n    }}", rules.prefers(lang));
    }
    let _ = writeln!(out, "    try_files /{} =404;\n}}", rules.addresses.root_file());
}

/// Two rules answer what is all upper or all lower case; only what is neither comes to the list.
fn codes(out: &mut String, rules: &Rules<'_>) {
    out.push_str(
        "\n# mã đã in: chữ hoa, chữ thường, có và không có dấu gạch chéo cuối · printed codes: upper and lower case, with and without a slash
location ~ \"^/[Qq]/([0-9A-Z]{5})/?$\" {
    try_files /Q/$1.html =404;
}
location ~ \"^/[Qq]/([0-9a-z]{5})/?$\" {
    try_files /q/$1.html =404;
}
location ~* \"^/q/[0-9a-z]{5}/?$\" {
",
    );
    for code in &rules.codes {
        let [upper, lower] = spellings(*code);
        let _ = writeln!(out, "    rewrite \"(?i)^/q/{lower}/?$\" /Q/{upper}.html last;");
    }
    out.push_str("    return 404;\n}\n");
}

fn digital_links(out: &mut String) {
    let _ = write!(
        out,
        "
# GS1 Digital Link: lô và số sê-ri mở trang của sản phẩm; máy hỏi thì nhận linkset · lots and serial numbers open the product's page; programs get the linkset
location ~ \"^/01/(?<disan_gtin>[0-9]{{14}})(?:/.*)?$\" {{
    add_header Vary Accept;
    if ($arg_linktype ~* \"^linkset$\") {{
        rewrite ^ /01/$disan_gtin.linkset.json last;
    }}
    if ($http_accept ~* \"{}\") {{
        rewrite ^ /01/$disan_gtin.linkset.json last;
    }}
    try_files /01/$disan_gtin.html =404;
}}
location ~ \"^/01/[0-9]{{14}}\\.linkset\\.json$\" {{
    add_header Vary Accept;
    add_header Access-Control-Allow-Origin \"*\";
    types {{ }}
    default_type {LINKSET_TYPE};
}}
",
        LINKSET_TYPE.replace('+', "\\+")
    );
}

fn former(out: &mut String, rules: &Rules<'_>) {
    if !rules.former.is_empty() {
        out.push_str("\n# địa chỉ cũ · former addresses\n");
    }
    for (from, to) in &rules.former {
        for path in [from, from.trim_end_matches('/')] {
            let _ = writeln!(out, "location = {path} {{\n    return 301 {to}$is_args$args;\n}}");
        }
    }
}
