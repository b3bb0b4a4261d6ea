//! `redress openapi`: the description of the API.

use crate::failure::Failure;
use crate::output::print;

pub fn run() -> Result<(), Failure> {
    let mut text = redress_api::openapi_json();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    print(&text)
}
