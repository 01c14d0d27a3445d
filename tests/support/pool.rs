//! Browsers that wait for the next test of the program, since starting one takes a second.

use super::webdriver::{Log, Session};
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};

/// Cleared browsers. There are as many as tests that run at the same time.
static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

/// A session in use.
pub struct Lease {
    /// Empty only while it is dropped.
    session: Option<Session>,
    /// Whether the next test may use the browser.
    shared: bool,
}

impl Lease {
    /// A browser that logs requests, without anything of earlier tests.
    #[track_caller]
    pub fn take() -> Lease {
        let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let session = idle.unwrap_or_else(|| Session::start(Log::Requests));
        Lease { session: Some(session), shared: true }
    }

    /// A browser of its own.
    #[track_caller]
    pub fn start(log: Log) -> Lease {
        Lease { session: Some(Session::start(log)), shared: false }
    }

    /// Closes the browser of a recording session and returns the record.
    #[track_caller]
    pub fn end_and_read_record(&mut self) -> String {
        self.session.as_mut().expect("a session in use").end_and_read_record()
    }
}

impl Deref for Lease {
    type Target = Session;

    fn deref(&self) -> &Session {
        self.session.as_ref().expect("a session in use")
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(session) = self.session.take() else { return };
        // After a failure the state of the browser is unknown.
        if self.shared && !std::thread::panicking() && session.clear().is_ok() {
            IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(session);
        }
    }
}
