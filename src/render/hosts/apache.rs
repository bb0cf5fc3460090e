//! Rules for Apache and LiteSpeed, as most providers have them: `.htaccess` in the website's topmost folder.
//!
//! Servers do much by themselves before any rule is asked:
//!
//! - With `MultiViews` a request for `/Q/7K3F9/` or `/01/…/10/LOT` is taken for the one file whose name begins so, and then what follows is not found. A folder of
//!   the name keeps the server from looking, so each such page has one (`Addresses::folder_twin`). `Options` cannot be used against it: many providers forbid
//!   that in `.htaccess`, and a single forbidden directive answers every request with 500. Only those of the classes `FileInfo` and `Indexes` stand here.
//! - With `DirectorySlash` `/Q/7K3F9` would be sent to that folder.
//! - `DirectoryIndex` may have been changed; folders show `index.html` by a rule.

use std::fmt::Write;

use super::{COMPRESSED, LINKSET_TYPE, PAGE_SECONDS, Rules};

pub(super) fn text(rules: &Rules<'_>) -> String {
    let mut out = String::from(HEAD);
    headers(&mut out, rules);
    out.push_str("\n<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteBase /\n");
    out.push_str(HIDDEN);
    own_host(&mut out, rules);
    out.push_str(CODES);
    digital_links(&mut out);
    languages(&mut out, rules);
    former(&mut out, rules);
    out.push_str(&SLASH.replace("TARGET", TARGET));
    out.push_str("</IfModule>\n");
    out
}

const HEAD: &str = "\
# disan: cấu hình Apache và LiteSpeed. Tệp này được tạo lại mỗi lần dựng, đừng sửa ở đây. Nó nằm ở thư mục gốc của trang web và cần
# `AllowOverride All` (ít nhất là FileInfo và Indexes) cùng mod_rewrite, như ở hầu hết nhà cung cấp. Khi tải lên nhớ hiện tệp ẩn: tên tệp bắt đầu bằng dấu chấm.
# disan: rules for Apache and LiteSpeed. Every build writes this file anew, do not edit it. It lies in the topmost folder of the website and needs
# `AllowOverride All` (at least FileInfo and Indexes) and mod_rewrite, as most providers have them. Show hidden files when you upload: its name begins with a dot.

ErrorDocument 404 /404.html
AddDefaultCharset utf-8
DirectorySlash Off
";

/// Where a redirect leads: the catalogue's own host, or nothing before the path, which Apache completes with the name that was asked for.
const TARGET: &str = "%{ENV:disan_host}";

/// A redirect of the server's own (`DirectorySlash`) would trust the `Host` header, and so would a target without a host.
const SLASH: &str = "
# thư mục: thêm dấu gạch chéo cuối, rồi mở index.html · folders get their slash, and then show index.html
RewriteCond %{REQUEST_FILENAME} -d
RewriteRule ^(.*[^/])$ TARGET/$1/ [R=301,L]
RewriteCond %{REQUEST_FILENAME}/index.html -f
RewriteRule ^(|.*/)$ /$1index.html [L]
";

const HIDDEN: &str = "
# tệp ẩn và tệp dành cho nơi khác · hidden files, and those for other hosts
RewriteRule (?:^|/)\\.(?!well-known/) - [R=404,L]
RewriteRule ^_(?:redirects|headers)$ - [R=404,L]
";

/// Two rules answer what is all upper or all lower case on every server; the third, for what is neither, needs Apache 2.4.
const CODES: &str = "
# mã đã in: chữ hoa, chữ thường, có và không có dấu gạch chéo cuối · printed codes: upper and lower case, with and without a slash
RewriteRule ^[Qq]/([0-9A-Z]{5})/?$ Q/$1.html [L]
RewriteRule ^[Qq]/([0-9a-z]{5})/?$ q/$1.html [L]
RewriteCond expr \"tolower(%{REQUEST_URI}) =~ m#^/q/([0-9a-z]{5})/?$#\"
RewriteRule ^[Qq]/[0-9A-Za-z]{5}/?$ q/%1.html [L]
";

/// Apache makes every target absolute, with the host that the visitor names; a forged name would lead elsewhere whoever gets the answer from a cache. So
/// targets name the catalogue's host, but where the website is being tried out: by the server's own address, by a name without a dot, or by one that
/// nobody can own (RFC 6761, RFC 6762).
fn own_host(out: &mut String, rules: &Rules<'_>) {
    let _ = write!(
        out,
        r"
# chuyển hướng chỉ tới tên miền này, dù yêu cầu xưng tên nào; trừ khi đang thử trên máy riêng · redirects lead to this host, whatever name a request
# gives, unless the website is being tried on a machine of one's own
RewriteCond %{{HTTP_HOST}} !^(?:[a-z0-9-]+|[a-z0-9.-]+\.(?:localhost|test|local|internal))(?::[0-9]+)?$ [NC]
RewriteCond %{{HTTP_HOST}}@%{{SERVER_ADDR}} !^\[?([0-9a-f.:]+?)\]?(?::[0-9]+)?@\1$ [NC]
RewriteRule ^ - [E=disan_host:https://{}]
",
        rules.addresses.host()
    );
}

fn headers(out: &mut String, rules: &Rules<'_>) {
    let types: String = Rules::types().map(|(ending, media_type)| format!("    AddType {media_type} .{ending}\n")).collect();
    let kept = rules.kept().map(|(folder, rule)| {
        let name = folder.trim_matches('/');
        format!("    SetEnvIf Request_URI \"^{folder}\" disan_{name}\n    Header set Cache-Control \"{rule}\" env=disan_{name}\n")
    });
    let kept = kept.concat();
    let worker = rules.addresses.worker().replace('.', "\\.");
    let _ = write!(
        out,
        "
<FilesMatch \"\\.linkset\\.json$\">
    ForceType {LINKSET_TYPE}
</FilesMatch>
<IfModule mod_mime.c>
{types}</IfModule>
<IfModule mod_deflate.c>
    <IfModule mod_filter.c>
        AddOutputFilterByType DEFLATE text/html {}
    </IfModule>
</IfModule>
<IfModule mod_headers.c>
    SetEnvIf Request_URI \"^/(index\\.html)?$\" disan_root
    SetEnvIf Request_URI \"^/01/\" disan_digital_link
    Header set Cache-Control \"max-age={PAGE_SECONDS}\"
{kept}    SetEnvIf Request_URI \"^{worker}$\" disan_worker
    Header set Cache-Control \"no-cache\" env=disan_worker
    Header always merge Vary Accept-Language env=disan_root
    Header always merge Vary Accept env=disan_digital_link
    <FilesMatch \"\\.linkset\\.json$\">
        Header set Access-Control-Allow-Origin \"*\"
    </FilesMatch>
</IfModule>
",
        COMPRESSED.join(" ")
    );
}

fn digital_links(out: &mut String) {
    let _ = write!(
        out,
        "
# GS1 Digital Link: lô và số sê-ri mở trang của sản phẩm; máy hỏi thì nhận linkset · lots and serial numbers open the product's page; programs get the linkset
RewriteCond %{{QUERY_STRING}} (?:^|&)linkType=linkset(?:&|$) [NC,OR]
RewriteCond %{{HTTP:Accept}} {} [NC]
RewriteRule ^01/([0-9]{{14}})(?:/.*)?$ 01/$1.linkset.json [L]
RewriteRule ^01/([0-9]{{14}})(?:/.*)?$ 01/$1.html [L]
",
        LINKSET_TYPE.replace('+', "\\+")
    );
}

/// Whoever asks for none of the languages gets the page that offers them.
fn languages(out: &mut String, rules: &Rules<'_>) {
    out.push_str("\n# ngôn ngữ của trình duyệt · the browser's language\n");
    for (lang, home) in &rules.homes {
        let _ = writeln!(out, "RewriteCond %{{HTTP:Accept-Language}} \"{}\" [NC]\nRewriteRule ^$ {TARGET}{home} [R=302,L]", rules.prefers(lang));
    }
}

fn former(out: &mut String, rules: &Rules<'_>) {
    if !rules.former.is_empty() {
        out.push_str("\n# địa chỉ cũ · former addresses\n");
    }
    for (from, to) in &rules.former {
        let _ = writeln!(out, "RewriteRule ^{}/?$ {TARGET}{to} [R=301,L]", from.trim_matches('/'));
    }
}
