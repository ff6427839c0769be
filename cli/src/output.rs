//! Writing to the terminal or a pipe.

use std::io::{IsTerminal, Write};

/// Prints to stdout. Where nobody reads on, the program ends quietly.
pub fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            std::process::exit(0);
        }
        complain(&format!("stdout can't be written: {error}"));
        std::process::exit(2);
    }
}

/// Says something on stderr.
pub fn complain(text: &str) {
    say(&format!("drydock: {text}\n"));
}

/// Prints to stderr.
pub fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Whether stdout wants colours: a terminal that is not dumb, and no NO_COLOR.
pub fn colour() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    std::io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
}
