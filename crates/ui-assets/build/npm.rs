//! Step one: npm fetches the kits at the locked versions, sass compiles the styles, and what the pages need is laid in `dist`.
//!
//! To move to newer kits: edit `ui/package.json`, run `npm install --package-lock-only` in `ui/` (its `.npmrc` keeps addresses out
//! of the lock file), build, look at the screens, and bring `ui/notices.txt` up to date.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node the pinned sass runs on: major, minor.
const NODE: (u32, u32) = (20, 19);
const HOW_TO_MEND: &str =
    "Install Node.js 20.19 or newer with npm, or set UI_DIST=DIR to a folder of already built assets.";

const FONTS: &str = "node_modules/@fontsource-variable/atkinson-hyperlegible-next";
/// The same family and one for Arabic letters as plain TTF, which the PDF is set in: its typesetter reads no WOFF2.
const PRINT_FONTS: [&str; 3] = [
    "atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
    "atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf",
    "noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
];
const MOJ: &str = "node_modules/@ministryofjustice/frontend/moj";
const GOVUK: &str = "node_modules/govuk-frontend/dist/govuk";

/// Builds in `out/npm`, never in the source tree, and answers the folder of finished files, `out/dist`.
pub(crate) fn make_dist(ui: &Path, out: &Path) -> Result<PathBuf, String> {
    check_node()?;
    let (work, dist) = (out.join("npm"), out.join("dist"));
    copy_tree(ui, &work)?;
    install(&work)?;
    if dist.exists() {
        fs::remove_dir_all(&dist).map_err(|e| at(&dist, &e))?;
    }
    fs::create_dir_all(&dist).map_err(|e| at(&dist, &e))?;
    compile_styles(&work, &dist)?;
    copy_icons(&work, &dist)?;
    for range in ["latin", "latin-ext"] {
        let font = format!("atkinson-hyperlegible-next-{range}-wght-normal.woff2");
        copy(&work.join(FONTS).join("files").join(&font), &dist.join(&font))?;
    }
    for font in PRINT_FONTS {
        let from = work.join("node_modules/@expo-google-fonts").join(font);
        copy(&from, &dist.join(from.file_name().unwrap_or_default()))?;
    }
    for (kit, script) in [(GOVUK, "govuk-frontend.min.js"), (MOJ, "moj-frontend.min.js")] {
        copy_script(&work.join(kit).join(script), &dist.join(script))?;
    }
    for own in ["app.mjs", "favicon.svg", "passkeys.mjs"] {
        copy(&work.join(own), &dist.join(own))?;
    }
    let notices = read(&work.join("notices.txt"))?
        + &read(&work.join(FONTS).join("LICENSE"))?
        + &read(&work.join("node_modules/@expo-google-fonts/noto-sans-arabic/LICENSE_FONT"))?;
    write(&dist.join("notices.txt"), &notices)?;
    Ok(dist)
}

fn check_node() -> Result<(), String> {
    let printed = run(Command::new("node").arg("--version"), "node")?;
    let mut parts = printed.trim().trim_start_matches('v').split('.').map(|part| part.parse::<u32>().ok());
    match (parts.next().flatten(), parts.next().flatten()) {
        (Some(major), Some(minor)) if (major, minor) >= NODE => Ok(()),
        _ => Err(format!("The styles cannot be built with Node.js {}.\n{HOW_TO_MEND}", printed.trim())),
    }
}

/// `npm ci`, left out when this very lock file was installed here before: an edited style then costs sass alone.
fn install(work: &Path) -> Result<(), String> {
    let lock = read(&work.join("package-lock.json"))?;
    let installed = work.join("node_modules/.installed-lock");
    if fs::read_to_string(&installed).is_ok_and(|before| before == lock) {
        return Ok(());
    }
    run(Command::new("npm").arg("ci").current_dir(work), "npm ci")?;
    write(&installed, &lock)
}

fn compile_styles(work: &Path, dist: &Path) -> Result<(), String> {
    // Both load paths are needed: MOJ Frontend names `node_modules/govuk-frontend`, we name packages.
    let options =
        ["--load-path=.", "--load-path=node_modules", "--style=compressed", "--no-source-map", "--quiet-deps"];
    let mut sass = Command::new("node");
    sass.arg("node_modules/sass/sass.js").args(options).arg("app.scss").arg(dist.join("app.css"));
    run(sass.current_dir(work), "sass").map(drop)
}

/// Exactly the icons that the compiled styles name, and no others: a crest or crown never slips in with its folder.
fn copy_icons(work: &Path, dist: &Path) -> Result<(), String> {
    let css = read(&dist.join("app.css"))?;
    let names = css.split("url(/assets/").skip(1).filter_map(|rest| rest.split(')').next());
    for icon in names.filter(|name| name.ends_with(".svg")) {
        copy(&work.join(MOJ).join("assets/images").join(icon), &dist.join(icon))?;
    }
    Ok(())
}

/// The kits' scripts end in a line that points at a source map, which is not shipped.
fn copy_script(from: &Path, to: &Path) -> Result<(), String> {
    let script = read(from)?;
    let kept = script.split("//# sourceMappingURL=").next().unwrap_or_default();
    write(to, kept)
}

fn run(command: &mut Command, name: &str) -> Result<String, String> {
    let output = command.output().map_err(|e| format!("{name} could not start: {e}.\n{HOW_TO_MEND}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{name} failed ({}):\n{said}", output.status))
}

fn copy_tree(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(|e| at(to, &e))?;
    for entry in fs::read_dir(from).map_err(|e| at(from, &e))? {
        let path = entry.map_err(|e| at(from, &e))?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_file() {
            copy(&path, &to.join(name))?;
        } else if name != "node_modules" {
            copy_tree(&path, &to.join(name))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(drop).map_err(|e| at(from, &e))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| at(path, &e))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|e| at(path, &e))
}

fn at(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
