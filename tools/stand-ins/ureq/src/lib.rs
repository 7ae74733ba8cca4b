//! Stands in for the HTTP client by which wasm-pack asks for the newest versions of programs: here, every request fails.
//!
//! Owns as much of the client's interface as wasm-pack uses.

use std::{fmt, io};

/// Why there is no answer.
#[derive(Debug)]
pub struct Error;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("this build of wasm-pack asks nothing of the network")
    }
}

impl std::error::Error for Error {}

/// An answer, of which there is none.
#[derive(Debug)]
pub enum Response {}

impl Response {
    /// The answer's status.
    pub fn status(&self) -> u16 {
        match *self {}
    }

    /// The answer's body, read as JSON.
    pub fn into_json<T: serde::de::DeserializeOwned>(self) -> io::Result<T> {
        match self {}
    }
}

/// Settings of a client.
#[derive(Debug, Default)]
pub struct AgentBuilder;

/// A client.
#[derive(Debug)]
pub struct Agent;

/// A request.
#[derive(Debug)]
pub struct Request;

/// Begins to set up a client.
pub fn builder() -> AgentBuilder {
    AgentBuilder
}

impl AgentBuilder {
    /// Where the client finds its proxy.
    pub fn try_proxy_from_env(self, _does: bool) -> Self {
        self
    }

    /// How the client calls itself.
    pub fn user_agent(self, _name: &str) -> Self {
        self
    }

    /// The client.
    pub fn build(self) -> Agent {
        Agent
    }
}

impl Agent {
    /// A request for an address.
    pub fn get(&self, _url: &str) -> Request {
        Request
    }
}

impl Request {
    /// Sets a header of the request.
    pub fn set(self, _header: &str, _value: &str) -> Self {
        self
    }

    /// Fails.
    pub fn call(self) -> Result<Response, Error> {
        Err(Error)
    }
}
