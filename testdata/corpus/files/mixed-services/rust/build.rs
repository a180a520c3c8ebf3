println!("cargo:rustc-env=API_KEY_SOURCE=environment-variable-only");
