//! Step two: every finished file gets a name with its digest in it, so that browsers may keep it for ever, and a row in the table.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

/// Files that name others; they are renamed last, when the names they hold are known.
const NAMING_OTHERS: [&str; 2] = ["app.css", "app.mjs"];

struct Finished {
    name: String,
    hashed: String,
}

/// Writes `out/hashed/*` and `out/table.rs` from the plain files in `dist`.
pub(crate) fn write_table(dist: &Path, out: &Path) -> Result<(), String> {
    let hashed = out.join("hashed");
    if hashed.exists() {
        fs::remove_dir_all(&hashed).map_err(|e| at(&hashed, &e))?;
    }
    fs::create_dir_all(&hashed).map_err(|e| at(&hashed, &e))?;

    let mut finished: Vec<Finished> = Vec::new();
    for name in names(dist)? {
        let path = dist.join(&name);
        let mut bytes = fs::read(&path).map_err(|e| at(&path, &e))?;
        if NAMING_OTHERS.contains(&name.as_str()) {
            let text = String::from_utf8(bytes).map_err(|e| format!("{}: {e}", path.display()))?;
            bytes = with_hashed_names(text, &finished).into_bytes();
        }
        let asset = Finished { hashed: hashed_name(&name, &bytes), name };
        let to = hashed.join(&asset.hashed);
        fs::write(&to, bytes).map_err(|e| at(&to, &e))?;
        finished.push(asset);
    }

    let table = out.join("table.rs");
    fs::write(&table, rust_table(&finished)?).map_err(|e| at(&table, &e))
}

/// In a stable order, those that name others at the end.
fn names(dist: &Path) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dist).map_err(|e| at(dist, &e))? {
        names.push(entry.map_err(|e| at(dist, &e))?.file_name().to_string_lossy().into_owned());
    }
    names.sort_by_key(|name| (NAMING_OTHERS.contains(&name.as_str()), name.clone()));
    match NAMING_OTHERS.iter().find(|needed| !names.iter().any(|name| name == *needed)) {
        Some(missing) => Err(format!("{} holds no {missing}: is it a folder of built assets?", dist.display())),
        None => Ok(names),
    }
}

fn with_hashed_names(text: String, finished: &[Finished]) -> String {
    finished.iter().fold(text, |text, asset| {
        text.replace(&format!("/assets/{}", asset.name), &format!("/assets/{}", asset.hashed))
            .replace(&format!("\"./{}\"", asset.name), &format!("\"./{}\"", asset.hashed))
    })
}

/// `app.css` becomes `app-0123456789abcdef.css`.
fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let digest: String = hex::encode(Sha256::digest(bytes)).chars().take(16).collect();
    match name.split_once('.') {
        Some((stem, ending)) => format!("{stem}-{digest}.{ending}"),
        None => format!("{name}-{digest}"),
    }
}

fn rust_table(finished: &[Finished]) -> Result<String, String> {
    let mut rows = String::from("&[\n");
    for Finished { name, hashed } in finished {
        let content_type = content_type(name)?;
        rows.push_str(&format!(
            "    Row {{ name: {name:?}, url: \"/assets/{hashed}\", asset: Asset {{ \
             bytes: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/hashed/{hashed}\")), content_type: {content_type:?} }} }},\n"
        ));
    }
    rows.push_str("]\n");
    Ok(rows)
}

/// A module served under any other type than a script's is refused by browsers, so an unknown ending stops the build.
fn content_type(name: &str) -> Result<&'static str, String> {
    match name.rsplit('.').next() {
        Some("css") => Ok("text/css; charset=utf-8"),
        Some("js" | "mjs") => Ok("text/javascript; charset=utf-8"),
        Some("svg") => Ok("image/svg+xml"),
        Some("ttf") => Ok("font/ttf"),
        Some("txt") => Ok("text/plain; charset=utf-8"),
        Some("woff2") => Ok("font/woff2"),
        _ => Err(format!("{name}: no content type is known for this ending; add it in build/embed.rs")),
    }
}

fn at(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
