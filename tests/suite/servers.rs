//! Web servers for tests: nginx and Apache as Debian has them, on loopback, each with a folder and the rules that lie in it; what they answer.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

/// Which server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Nginx,
    Apache,
}

/// A running server. It ends with the value.
pub struct Server {
    pub kind: Kind,
    port: u16,
    shell: Child,
    folder: TempDir,
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header, its lines joined; empty when there is none.
    pub fn header(&self, name: &str) -> String {
        let values = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str());
        values.collect::<Vec<_>>().join(", ")
    }

    /// Where it leads, without the server's own name.
    pub fn target(&self) -> String {
        let location = self.header("Location");
        let is_ours = location.strip_prefix("http://127.0.0.1:");
        is_ours.map_or(location.clone(), |rest| rest.trim_start_matches(|digit: char| digit.is_ascii_digit()).to_owned())
    }
}

impl Server {
    /// Starts a server of a folder, with the rules that lie in it.
    pub fn start(kind: Kind, public: &Path) -> Self {
        Self::start_with(kind, public, PROVIDER)
    }

    /// Apache as a provider has set it up: `folder` is what its configuration says of the website's folder.
    pub fn apache(public: &Path, folder: &str) -> Self {
        Self::start_with(Kind::Apache, public, folder)
    }

    fn start_with(kind: Kind, public: &Path, folder: &str) -> Self {
        // another program may take a free port before the server does
        (0..5).find_map(|_| Self::try_start(kind, public, folder)).unwrap_or_else(|| panic!("{kind:?} does not start; `tests/run` installs it"))
    }

    fn try_start(kind: Kind, public: &Path, allowed: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let configuration = folder.path().join("server.conf");
        // started by root, Apache reads files as somebody else
        for path in [folder.path(), public, public.parent().unwrap()] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let (text, command) = match kind {
            Kind::Nginx => (nginx(folder.path(), public, &format!("listen 127.0.0.1:{port};")), "nginx -p . -c server.conf"),
            Kind::Apache => (apache(folder.path(), public, port, allowed), "apache2 -d . -f server.conf -DFOREGROUND"),
        };
        fs::write(&configuration, text).unwrap();
        // the shell ends the server when this process is gone, however it went: then the shell's input ends
        let shell = Command::new("sh")
            .args(["-c", &format!("PATH=$PATH:/usr/sbin; cd \"$0\"; {command} < /dev/null > said 2>&1 & read -r _; kill $!; wait")])
            .arg(folder.path())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let server = Self { kind, port, shell, folder };
        server.is_up().then_some(server)
    }

    #[allow(clippy::print_stderr)] // why it does not start
    fn is_up(&self) -> bool {
        let said = |file: &str| fs::read_to_string(self.folder.path().join(file)).unwrap_or_default();
        for _ in 0..500 {
            // the number is written once the port is taken: it is this server that listens
            if !said("pid").is_empty() && TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return true;
            }
            thread::sleep(Duration::from_millis(10));
        }
        eprintln!("{:?}: {}{}", self.kind, said("said"), said("error.log"));
        false
    }

    /// Ends the server, and gives what it wrote of all requests, in its own combined format.
    pub fn log(mut self) -> String {
        self.end();
        fs::read_to_string(self.folder.path().join("access.log")).unwrap()
    }

    /// Where a page is: `http://127.0.0.1:41234/vi/`.
    pub fn address(&self, page: &str) -> String {
        format!("http://127.0.0.1:{}{page}", self.port)
    }

    /// Asks for an address, as written.
    pub fn get(&self, path: &str) -> Answer {
        self.ask(path, "")
    }

    /// Asks with a header, as `Accept-Language: vi`.
    pub fn ask(&self, path: &str, header: &str) -> Answer {
        self.ask_as(&format!("127.0.0.1:{}", self.port), path, header)
    }

    /// Asks while giving another name of the host than that of the server.
    pub fn ask_as(&self, host: &str, path: &str, header: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let header = if header.is_empty() { String::new() } else { format!("{header}\r\n") };
        // all at once: a server may refuse the first line and go
        stream.write_all(format!("GET {path} HTTP/1.0\r\nHost: {host}\r\n{header}\r\n").as_bytes()).unwrap();
        let mut answer = BufReader::new(stream);
        let head: Vec<String> = answer.by_ref().lines().map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
        let mut body = Vec::new();
        answer.read_to_end(&mut body).unwrap();
        let headers = head[1..].iter().map(|line| line.split_once(": ").unwrap()).map(|(name, value)| (name.to_owned(), value.to_owned()));
        Answer { status: head[0].split(' ').nth(1).unwrap().parse().unwrap(), headers: headers.collect(), body }
    }
}

impl Server {
    fn end(&mut self) {
        drop(self.shell.stdin.take()); // the shell reads the end, and ends the server
        drop(self.shell.wait());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// The server block is the one that the rules' own head shows; `listen` says where, and with which certificate.
pub fn nginx(folder: &Path, public: &Path, listen: &str) -> String {
    let (folder, public) = (folder.display(), public.display());
    format!(
        "daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log {folder}/access.log combined;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{
        {listen}
        root {public};
        include {public}/.hosts/nginx.conf;
    }}
}}
"
    )
}

/// How most providers set a website's folder up.
const PROVIDER: &str = "AllowOverride All\nOptions FollowSymLinks";

fn apache(folder: &Path, public: &Path, port: u16, allowed: &str) -> String {
    let modules = ["mpm_event", "authz_core", "dir", "mime", "negotiation", "rewrite", "headers", "setenvif", "alias"];
    let load: String = modules.iter().map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n")).collect();
    let types = folder.join("mime.types");
    fs::write(&types, "text/html html\ntext/javascript js\ntext/plain txt\nimage/svg+xml svg\napplication/json json\napplication/xml xml\nimage/jpeg jpg\n")
        .unwrap();
    let user = if is_root() { "User www-data\nGroup www-data\n" } else { "" };
    let (folder, public, types) = (folder.display(), public.display(), types.display());
    format!(
        "{load}{user}ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
DefaultRuntimeDir {folder}
Mutex file:{folder}
ErrorLog {folder}/error.log
CustomLog {folder}/access.log \"%h %l %u %t \\\"%r\\\" %>s %O \\\"%{{Referer}}i\\\" \\\"%{{User-Agent}}i\\\"\"
TypesConfig {types}
DocumentRoot {public}
<Directory {public}>
    {allowed}
    Require all granted
</Directory>
"
    )
}

pub fn is_root() -> bool {
    // who we are: whoever owns what we write
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::metadata(file.path()).unwrap().uid() == 0
}
