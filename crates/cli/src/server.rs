//! Pages, API and health in one process, until a signal ends it.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;

use clap::{Args, value_parser};
use redress_app::App;
use redress_http_kit::pace::{PACE, PaceSettings};
use redress_http_kit::{HttpSettings, HttpState, outer, serve};
use redress_web::WebSettings;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use crate::checkpoint_keys::CheckpointKeys;
use crate::daily_checkpoints;
use crate::erasures::Erasures;
use crate::failure::Failure;
use crate::file_keeping;
use crate::housekeeping;
use crate::output::tell;

/// Where to listen, and how this installation is reached.
#[derive(Debug, Clone, Args)]
pub struct Reached {
    /// Address and port to listen on; port 0 takes any that is free
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: String,
    /// A proxy with TLS stands in front: cookies are marked to travel over TLS only
    #[arg(long, env = "REDRESS_BEHIND_TLS")]
    behind_tls: bool,
    /// Address at which people reach this installation, as https://complaints.example.org: passkeys are bound to it, and single
    /// sign-on comes back to it [default: as in redress.toml]
    #[arg(long, env = "REDRESS_ADDRESS", value_name = "URL")]
    pub address: Option<String>,
    /// Answer requests to this host alone, with the port where there is one; may be given several times [default: any]
    #[arg(long = "trusted-host", env = "REDRESS_TRUSTED_HOSTS", value_name = "HOST", value_delimiter = ',')]
    trusted_hosts: Vec<String>,
    /// Believe what this proxy says of who asks (X-Forwarded-For); may be given several times
    #[arg(long = "trusted-proxy", env = "REDRESS_TRUSTED_PROXIES", value_name = "IP", value_delimiter = ',')]
    trusted_proxies: Vec<IpAddr>,
    /// Requests answered each second with one session or token, and five times as many from one address
    #[arg(long, env = "REDRESS_PACE", value_name = "NUMBER", default_value_t = PACE, value_parser = value_parser!(u32).range(1..))]
    pace: u32,
    /// Token with which /metrics may be read from elsewhere
    #[arg(long, env = "REDRESS_METRICS_TOKEN", hide_env_values = true, value_name = "TOKEN")]
    metrics_token: Option<String>,
}

/// A server that listens: connections wait until [`Server::run`].
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    pub address: SocketAddr,
    settings: HttpSettings,
    /// Ready when the process is asked to end. Waited for from the beginning, so that no signal comes too early.
    end: Pin<Box<dyn Future<Output = ()>>>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Server {
    /// Listens at the address.
    ///
    /// # Errors
    /// A fault when the address cannot be had, or signals not be waited for.
    pub fn listen(reached: Reached) -> Result<Self, Failure> {
        let runtime = Builder::new_multi_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Failure::fault("runtime", error))?;
        let cannot = |error: std::io::Error| {
            let message = format!("cannot listen on {}: {error}; choose another address with --listen", reached.listen);
            Failure::fault("cannot-listen", message)
        };
        let listener = runtime.block_on(TcpListener::bind(&reached.listen)).map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        if !address.ip().is_loopback() && !reached.behind_tls {
            tell("without TLS, passwords can be read on the way: put a proxy with TLS in front, and give --behind-tls");
        }
        if reached.behind_tls && reached.trusted_proxies.is_empty() {
            tell(
                "nobody's address is known behind a proxy that is not named, so nobody who guesses passwords or floods the form \
                 can be told from others: name it with --trusted-proxy IP",
            );
        }
        let settings = HttpSettings {
            secure_cookies: reached.behind_tls,
            trusted_hosts: reached.trusted_hosts,
            trusted_proxies: reached.trusted_proxies,
            metrics_token: reached.metrics_token,
            pace: PaceSettings::each_second(reached.pace),
        };
        let end = {
            let _inside = runtime.enter();
            end().map_err(|error| Failure::fault("signals", error))?
        };
        Ok(Self { runtime, listener, address, settings, end: Box::pin(end) })
    }

    /// Waits for a use case.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Serves until SIGTERM or SIGINT, then finishes what is under way. Meanwhile a checkpoint is made each day, and what is due
    /// is erased.
    pub fn run(self, app: App, web: WebSettings, keys: CheckpointKeys, erasures: Erasures) {
        let checkpoints = self.runtime.spawn(daily_checkpoints::run(app.clone(), keys));
        let housekeeping = self.runtime.spawn(housekeeping::run(app.clone(), erasures));
        let files = self.runtime.spawn(file_keeping::run(app.clone()));
        let state = HttpState::new(app, self.settings);
        let routes = redress_web::router(state.clone(), web).merge(redress_api::router(state.clone()));
        let routes = outer(routes, &state);
        drop(state);
        self.runtime.block_on(serve::run(self.listener, routes, self.end));
        checkpoints.abort();
        files.abort();
        housekeeping.abort();
        tracing::info!("ended");
    }
}

/// Ready when the process is asked to end.
#[cfg(unix)]
fn end() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Ready when the process is asked to end.
#[cfg(not(unix))]
fn end() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without the signal the process goes on until it is stopped.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
