//! On Windows: the icon and the version of the executable. Elsewhere there is nothing to do.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=assets/icon/guatu.ico");
    #[cfg(windows)]
    if let Err(error) = winresource::WindowsResource::new().set_icon("assets/icon/guatu.ico").compile() {
        // A program without an icon is better than none.
        println!("cargo::warning=the icon was not put into the executable: {error}");
    }
}
