//! What speaks to chromedriver: one request a connection, over loopback, without any further
//! dependency.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Request, Response};
use thirtyfour::error::{WebDriverError, WebDriverResult};
use thirtyfour::session::http::{Body, HttpClient};

/// Longer than chromedriver's own limits, so that its message is the one that is seen.
const PATIENCE: Duration = Duration::from_secs(330);

/// The client that thirtyfour is given.
#[derive(Debug)]
pub(crate) struct Client;

type Future<'f, T> = Pin<Box<dyn std::future::Future<Output = T> + Send + 'f>>;

impl HttpClient for Client {
    fn send<'s, 'b, 'f>(
        &'s self,
        request: Request<Body<'b>>,
    ) -> Future<'f, WebDriverResult<Response<Bytes>>>
    where
        's: 'f,
        'b: 'f,
        Self: 'f,
    {
        Box::pin(async move {
            let uri = request.uri();
            let host = uri.authority().map(ToString::to_string).unwrap_or_default();
            let path = uri.path_and_query().map_or("/", |path| path.as_str());
            let body = match request.body() {
                Body::Empty => String::new(),
                Body::Json(json) => json.to_string(),
            };
            exchange(&host, request.method().as_str(), path, &body)
                .map_err(|error| WebDriverError::RequestFailed(error.to_string()))
        })
    }

    fn new<'s, 'f>(&'s self) -> Future<'f, Arc<dyn HttpClient>>
    where
        's: 'f,
        Self: 'f,
    {
        Box::pin(async { Arc::new(Client) as Arc<dyn HttpClient> })
    }
}

/// Sends a request and waits for its answer (RFC 9112).
pub(crate) fn exchange(
    host: &str,
    method: &str,
    path: &str,
    body: &str,
) -> io::Result<Response<Bytes>> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status: u16 = line.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(500);
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().map_err(io::Error::other)?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut bytes = vec![0; length];
    reader.read_exact(&mut bytes)?;
    Response::builder().status(status).body(Bytes::from(bytes)).map_err(io::Error::other)
}
