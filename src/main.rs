//! The program: arguments, log, and the window.
fn main() {}
