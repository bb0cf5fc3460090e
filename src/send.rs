//! Files sent to a printer on the network, as they are.

use std::io::{Error, ErrorKind, Result, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::time::Duration;

/// The port that printers listen at for what is to be printed as it comes.
const PORT: u16 = 9100;
/// How long a printer may take to answer, and then to take anything more.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends bytes to `tcp://host:port`; without a port, to 9100.
///
/// # Errors
/// When the address is none, no printer answers at it within ten seconds, or it takes nothing more for as long.
pub fn send(address: &str, bytes: &[u8]) -> Result<()> {
    let mut printer = connect(address)?;
    printer.set_write_timeout(Some(PATIENCE))?;
    printer.write_all(bytes)?;
    printer.shutdown(Shutdown::Write)
}

/// The first of a host's addresses that answers; what the last one said when none does.
fn connect(address: &str) -> Result<TcpStream> {
    let mut failure = Error::new(ErrorKind::InvalidInput, format!("`{address}` is not `tcp://host:port`"));
    let Some(host) = address.strip_prefix("tcp://").filter(|host| !host.is_empty()) else { return Err(failure) };
    let places = if has_port(host) { host.to_socket_addrs() } else { (host.trim_matches(['[', ']']), PORT).to_socket_addrs() };
    for place in places? {
        match TcpStream::connect_timeout(&place, PATIENCE) {
            Ok(printer) => return Ok(printer),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

/// Whether a port stands behind the host; the colons of an IPv6 address stand in brackets.
fn has_port(host: &str) -> bool {
    host.rsplit(']').next().is_some_and(|rest| rest.contains(':'))
}
