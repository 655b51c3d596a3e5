//! The server: a socket on the loopback interface and what answers on it.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::Method;
use axum::response::Response;
use tokio::sync::watch;

use super::editing::{self, Editing};
use super::hosts::Hosts;
use super::patience::{self, Patient};
use super::{Observer, ServeError, State, Token, answer, live};

/// Where it listens unless told otherwise, and how many ports are tried when that one is taken.
const PORT: u16 = 4000;
const TRIES: u16 = 20;

/// How long open connections may take to end after the user stops the server.
const PATIENCE: Duration = Duration::from_secs(2);

/// A server that has its port, and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    port: u16,
    /// Where its pages write notes to, where they may.
    editing: Option<Arc<Editing>>,
    /// How long a connection may keep it waiting.
    pub(super) patience: Duration,
}

impl Server {
    /// Opens a port on 127.0.0.1: this one (0: any that is free), or without one 4000 or the next
    /// that is free.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn bind(port: Option<u16>) -> Result<Self, ServeError> {
        let wanted = port.unwrap_or(PORT);
        let last = if port.is_some() { wanted } else { PORT + TRIES };
        let mut taken = None;
        for port in wanted..=last {
            match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
                Ok(listener) => {
                    let port = listener.local_addr().map_err(ServeError::System)?.port();
                    let patience = patience::PATIENCE;
                    return Ok(Self { listener, port, editing: None, patience });
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => taken = Some(error),
                Err(error) => return Err(ServeError::Port(port, error)),
            }
        }
        let error = taken.unwrap_or_else(|| io::ErrorKind::AddrInUse.into());
        Err(ServeError::Port(wanted, error))
    }

    /// Lets its own pages, which know the token, write notes in the dossier at `root`; `observer` is told
    /// of each.
    #[must_use]
    pub fn editing(mut self, root: &Path, token: &Token, observer: &Arc<dyn Observer>) -> Self {
        self.editing = Some(Arc::new(Editing::new(root, token, observer)));
        self
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address to open in a browser.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers from the newest of `states` until `stop` is done.
    ///
    /// # Errors
    /// Where the system breaks it off.
    pub fn run(
        self,
        states: watch::Receiver<State>,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let served = runtime.block_on(self.answer(states, stop));
        runtime.shutdown_background();
        served
    }

    async fn answer(
        self,
        states: watch::Receiver<State>,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        self.listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let listener = Patient::new(listener, self.patience);
        let (stopper, stopped) = watch::channel(false);
        let hosts = Hosts::new(self.port);
        let until = stopped.clone();
        let editing = self.editing;
        let app = Router::new().fallback(async move |request: Request| {
            if request.uri().path() != editing::ADDRESS {
                return respond(&request, hosts, states.clone(), stopped.clone());
            }
            let desk = states.borrow().desk.clone();
            let mut response = editing::respond(request, hosts, editing.clone(), desk).await;
            answer::guard(response.headers_mut());
            response
        });
        let stopping = async move {
            stop.await;
            // The live channels end by themselves only when they are told to.
            let _ = stopper.send(true);
            std::future::pending::<()>().await;
        };
        let mut ended = until.clone();
        let graceful = async move {
            let _ = ended.changed().await;
        };
        let mut ended = until;
        let deadline = async move {
            let _ = ended.changed().await;
            tokio::time::sleep(PATIENCE).await;
        };
        tokio::select! {
            served = axum::serve(listener, app).with_graceful_shutdown(graceful) => served,
            () = stopping => Ok(()),
            () = deadline => Ok(()),
        }
    }
}

fn respond(
    request: &Request,
    hosts: Hosts,
    states: watch::Receiver<State>,
    stopped: watch::Receiver<bool>,
) -> Response {
    let path = request.uri().path();
    let mut response = if !hosts.is_named(request.headers()) {
        answer::forbidden()
    } else if path == live::ADDRESS && request.method() == Method::GET {
        if hosts.is_same_origin(request.headers()) {
            live::channel(states, stopped)
        } else {
            answer::forbidden()
        }
    } else {
        let state = states.borrow().clone();
        answer::answer(&state, request.method(), path)
    };
    answer::guard(response.headers_mut());
    response
}

/// Done when the user stops the program: Ctrl-C, or the system's own request to end.
pub(super) async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut end) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = end.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
