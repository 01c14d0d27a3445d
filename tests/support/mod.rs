//! Shared code of the browser tests.

#![allow(dead_code, unused_imports, reason = "each test program uses its own part of this")]

pub mod advisor;
pub mod browser;
pub mod clipboard;
mod copy;
pub mod desk;
pub mod element;
pub mod host;
pub mod package;
mod pool;
pub mod seller;
mod stalling_proxy;
mod webdriver;

pub use advisor::Advisor;
pub use browser::Browser;
pub use copy::Copy;
pub use host::Host;
pub use stalling_proxy::StallingProxy;

use aftersales_www::{Server, testing};
use std::path::PathBuf;

/// The folder of the finished site.
#[track_caller]
pub fn site() -> PathBuf {
    testing::site().unwrap_or_else(|problem| panic!("the site cannot be built: {problem:#}"))
}

/// Serves the finished site on a free port.
#[track_caller]
pub fn serve() -> Server {
    let started = Server::start(&site(), 0);
    started.unwrap_or_else(|problem| panic!("the site cannot be served: {problem:#}"))
}
