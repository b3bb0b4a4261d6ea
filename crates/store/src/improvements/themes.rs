//! Themes: what several cases have in common, named by hand.

use redress_domain::improvement::Theme;

use super::cases::{BY_THEMES, named, put as put_cases, with_organisation};
use super::visible::sees_theme;
use super::{cause, signed, small, version};
use crate::engine::{Reader, Tx, Val};
use crate::viewer::Viewer;
use crate::window::Window;
use crate::{StoreError, vals};

/// Themes, newest first.
pub fn list_themes(reader: &mut Reader<'_>, viewer: &Viewer<'_>, window: Window) -> Result<Vec<Theme>, StoreError> {
    let values = [Val::from(window.limit), Val::from(window.skip)];
    select(reader, viewer, "ORDER BY number DESC LIMIT $2 OFFSET $3", values)
}

pub(super) fn find(reader: &mut Reader<'_>, viewer: &Viewer<'_>, number: u32) -> Result<Vec<Theme>, StoreError> {
    select(reader, viewer, "AND number = $2", [Val::from(number)])
}

fn select<'a>(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'a>,
    rest: &str,
    values: impl IntoIterator<Item = Val<'a>>,
) -> Result<Vec<Theme>, StoreError> {
    let sql = format!(
        "SELECT number, version, title, note, code, service_area FROM themes WHERE organisation_id = $1{} {rest}",
        sees_theme(viewer, "themes.number")
    );
    let values = with_organisation(viewer.organisation_id, values.into_iter());
    let mut themes = reader.query(&sql, &values, |row| {
        Ok(Theme {
            number: small(row.int(0)?)?,
            version: version(row.int(1)?)?,
            title: row.text(2)?,
            note: row.text(3)?,
            cause: cause(row, 4, 5)?,
            cases: Default::default(),
        })
    })?;
    let numbers: Vec<u32> = themes.iter().map(|theme| theme.number).collect();
    let mut cases = named(reader, viewer, BY_THEMES, &numbers)?;
    for theme in &mut themes {
        theme.cases = cases.remove(&theme.number).unwrap_or_default();
    }
    Ok(themes)
}

pub(super) fn put(tx: &mut Tx<'_>, organisation_id: &str, theme: &Theme) -> Result<(), StoreError> {
    let sql = "INSERT INTO themes (organisation_id, number, version, title, note, code, service_area)
               VALUES ($1, $2, $3, $4, $5, $6, $7)
               ON CONFLICT (organisation_id, number) DO UPDATE SET version = excluded.version, title = excluded.title,
                   note = excluded.note, code = excluded.code, service_area = excluded.service_area";
    let cause = theme.cause.as_ref();
    let values = vals![
        organisation_id,
        theme.number,
        signed(theme.version),
        &theme.title,
        &theme.note,
        cause.and_then(|cause| cause.code()),
        cause.and_then(|cause| cause.service_area()),
    ];
    tx.execute(sql, values)?;
    put_cases(tx, organisation_id, BY_THEMES, theme.number, &theme.cases)
}
