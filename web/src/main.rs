//! The page: everything is in the library, so that tests can render it without a browser.

fn main() {
    drydock_web::start();
}
