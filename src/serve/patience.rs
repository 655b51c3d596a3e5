//! Connections that are bounded: in number, and in how long one may keep the server waiting.
//!
//! A request that is sent byte by byte, an answer that nobody reads, a connection on which nothing
//! happens: each ends by itself, so that no page can take all connections for itself. What waits to be
//! accepted waits in the system's own queue, which is bounded, too.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// How many connections there may be at once. A browser opens six at most, and one is a live channel.
pub(super) const MOST: usize = 128;

/// How long nothing may be sent on a connection. A live channel sends something every 15 seconds.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// A listener whose connections are [`Bounded`].
pub(super) struct Patient<L> {
    listener: L,
    room: Arc<Semaphore>,
    patience: Duration,
}

impl<L: Listener> Patient<L> {
    /// Of a listener, with so much patience.
    pub(super) fn new(listener: L, patience: Duration) -> Self {
        Self { listener, room: Arc::new(Semaphore::new(MOST)), patience }
    }
}

impl<L: Listener> Listener for Patient<L> {
    type Io = Bounded<L::Io>;
    type Addr = L::Addr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let place = loop {
            // Nobody closes the semaphore.
            if let Ok(place) = Arc::clone(&self.room).acquire_owned().await {
                break place;
            }
        };
        let (stream, address) = self.listener.accept().await;
        let bounded = Bounded {
            stream,
            patience: self.patience,
            end: Box::pin(sleep(self.patience)),
            _place: place,
        };
        (bounded, address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// A connection that ends when nothing was sent on it for too long.
pub(super) struct Bounded<S> {
    stream: S,
    patience: Duration,
    end: Pin<Box<Sleep>>,
    _place: OwnedSemaphorePermit,
}

impl<S> Bounded<S> {
    /// What a step comes to: where it would wait, an error once patience is over.
    fn within<T>(
        &mut self,
        context: &mut Context<'_>,
        step: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if step.is_pending() && self.end.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        step
    }

    fn sent<T>(
        &mut self,
        context: &mut Context<'_>,
        step: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if matches!(step, Poll::Ready(Ok(_))) {
            self.end.as_mut().reset(Instant::now() + self.patience);
        }
        self.within(context, step)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Bounded<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // What is read gains no time: a request has to be whole within it.
        let step = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.within(context, step)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Bounded<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let step = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.sent(context, step)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let step = Pin::new(&mut self.stream).poll_flush(context);
        self.within(context, step)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let step = Pin::new(&mut self.stream).poll_shutdown(context);
        self.within(context, step)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let step = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.sent(context, step)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
