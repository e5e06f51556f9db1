//! A peer on rustls, told what to do by words such as role=client port=443 version=1.3.
//!
//! The client asks so many times and prints what is answered; the server prints its port and answers until it is killed.

use rustls::crypto::{ring, CryptoProvider};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::server::WebPkiClientVerifier;
use rustls::{version, ClientConfig, ClientConnection, RootCertStore, ServerConfig, ServerConnection, Stream};
use rustls::{SupportedProtocolVersion, SupportedCipherSuite};
use std::collections::HashMap;
use std::error::Error;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

type Result<T> = std::result::Result<T, Box<dyn Error>>;
type Given = HashMap<String, String>;

const REQUEST: &[u8] = b"GET / HTTP/1.0\r\n\r\n";

fn main() -> Result<()> {
    let given: Given = std::env::args()
        .skip(1)
        .filter_map(|word| word.split_once('=').map(|(name, value)| (name.into(), value.into())))
        .collect();
    if text(&given, "role") == "client" {
        client(&given)
    } else {
        server(&given)
    }
}

fn text<'a>(given: &'a Given, name: &str) -> &'a str {
    given.get(name).map(String::as_str).unwrap_or("")
}

/// Nothing but the suite and the group that are given.
fn provider(given: &Given) -> Arc<CryptoProvider> {
    let mut provider = ring::default_provider();
    if let Ok(suite) = text(given, "suite").parse::<u16>() {
        provider.cipher_suites.retain(|each: &SupportedCipherSuite| u16::from(each.suite()) == suite);
    }
    if let Ok(group) = text(given, "group").parse::<u16>() {
        provider.kx_groups.retain(|each| u16::from(each.name()) == group);
    }
    Arc::new(provider)
}

fn versions(given: &Given) -> Vec<&'static SupportedProtocolVersion> {
    if text(given, "version") == "1.2" {
        vec![&version::TLS12]
    } else {
        vec![&version::TLS13]
    }
}

fn authorities(given: &Given) -> Result<RootCertStore> {
    let mut store = RootCertStore::empty();
    store.add(CertificateDer::from_pem_file(text(given, "ca"))?)?;
    Ok(store)
}

fn chain(given: &Given) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
    let chain = CertificateDer::pem_file_iter(text(given, "cert"))?.collect::<std::result::Result<Vec<_>, _>>()?;
    Ok((chain, PrivateKeyDer::from_pem_file(text(given, "key"))?))
}

fn protocols(given: &Given) -> Vec<Vec<u8>> {
    match text(given, "alpn") {
        "" => vec![],
        protocol => vec![protocol.as_bytes().to_vec()],
    }
}

fn client(given: &Given) -> Result<()> {
    let builder = ClientConfig::builder_with_provider(provider(given))
        .with_protocol_versions(&versions(given))?
        .with_root_certificates(authorities(given)?);
    let mut config = if text(given, "cert").is_empty() {
        builder.with_no_client_auth()
    } else {
        let (chain, key) = chain(given)?;
        builder.with_client_auth_cert(chain, key)?
    };
    config.alpn_protocols = protocols(given);
    config.enable_early_data = text(given, "feature") == "EARLY_DATA";
    let config = Arc::new(config);
    for _ in 0..text(given, "connections").parse::<u32>()? {
        let mut connection = ClientConnection::new(config.clone(), ServerName::try_from("localhost")?)?;
        let mut socket = TcpStream::connect(("127.0.0.1", text(given, "port").parse::<u16>()?))?;
        let early = match connection.early_data() {
            Some(mut early) => early.write(REQUEST)? == REQUEST.len(),
            None => false,
        };
        let mut stream = Stream::new(&mut connection, &mut socket);
        if !early {
            stream.write_all(REQUEST)?;
        }
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        println!("{}", String::from_utf8_lossy(&answer));
        if early && !connection.is_early_data_accepted() {
            println!("early data rejected");
        }
    }
    Ok(())
}

fn server(given: &Given) -> Result<()> {
    let builder = ServerConfig::builder_with_provider(provider(given)).with_protocol_versions(&versions(given))?;
    let builder = if text(given, "feature") == "CLIENT_CERTIFICATE" {
        let verifier =
            WebPkiClientVerifier::builder_with_provider(Arc::new(authorities(given)?), provider(given)).build()?;
        builder.with_client_cert_verifier(verifier)
    } else {
        builder.with_no_client_auth()
    };
    let (chain, key) = chain(given)?;
    let mut config = match text(given, "ocsp") {
        "" => builder.with_single_cert(chain, key)?,
        file => builder.with_single_cert_with_ocsp(chain, key, std::fs::read(file)?)?,
    };
    config.alpn_protocols = protocols(given);
    if text(given, "feature") == "TICKETS" && text(given, "version") == "1.2" {
        config.ticketer = ring::Ticketer::new()?;
    }
    if text(given, "feature") == "EARLY_DATA" {
        config.max_early_data_size = 1000;
    }
    let config = Arc::new(config);
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    println!("port {}", listener.local_addr()?.port());
    for socket in listener.incoming() {
        if let Err(error) = serve(config.clone(), socket?) {
            println!("failed: {error}");
        }
    }
    Ok(())
}

fn serve(config: Arc<ServerConfig>, mut socket: TcpStream) -> Result<()> {
    let mut connection = ServerConnection::new(config)?;
    let mut request = [0; 8192];
    while connection.is_handshaking() {
        connection.complete_io(&mut socket)?;
    }
    let early = match connection.early_data() {
        Some(mut early) => early.read(&mut request)?,
        None => 0,
    };
    if early == 0 {
        let length = Stream::new(&mut connection, &mut socket).read(&mut request)?;
        if length == 0 {
            return Ok(());
        }
    }
    let mut stream = Stream::new(&mut connection, &mut socket);
    stream.write_all(b"HTTP/1.0 200 OK\r\n\r\nrustls answers.\n")?;
    connection.send_close_notify();
    while connection.wants_write() {
        connection.write_tls(&mut socket)?;
    }
    // A socket closed with bytes unread would be reset, and the reset overtake the answer.
    socket.shutdown(std::net::Shutdown::Write)?;
    while socket.read(&mut request)? > 0 {}
    Ok(())
}
