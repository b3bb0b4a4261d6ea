//! What holds personal data is for nobody else to read, whatever the umask.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::home::Home;

/// Who may do what with a file, as chmod counts.
pub fn rights(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn the_database_and_exports_are_the_owners_alone() {
    let home = Home::with_sample();
    assert_eq!(rights(&home.database()), 0o600);
    let export = home.path("home").join("register-out.csv");
    home.run(&["export", "register", "--organisation", "spso", "--output", export.to_str().unwrap()]).fine();
    assert_eq!(rights(&export), 0o600);
}
