//! The people of the caller's organisation, and the caller.

use axum::Json;
use redress_domain::procedure::Permission;
use redress_domain::staff::Staff;
use serde::Serialize;
use utoipa::ToSchema;

use crate::absences::AbsenceBody;
use crate::caller::Caller;
use crate::problem::Problem;

/// Every permission, in the order of the procedure's vocabulary.
const PERMISSIONS: [Permission; 10] = [
    Permission::Read,
    Permission::Log,
    Permission::Handle,
    Permission::Resolve,
    Permission::Manage,
    Permission::Report,
    Permission::Administer,
    Permission::StaffMatters,
    Permission::Improve,
    Permission::Approve,
];

/// A member of staff, as others need to know them.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffBody {
    pub id: String,
    pub name: String,
    /// Role ids of the procedure, or `administrator`.
    pub roles: Vec<String>,
    /// When they are away, by first day.
    pub absences: Vec<AbsenceBody>,
}

impl From<&Staff> for StaffBody {
    fn from(staff: &Staff) -> Self {
        Self {
            id: staff.id.to_string(),
            name: staff.name.clone(),
            roles: staff.roles.clone(),
            absences: staff.absences.iter().copied().map(AbsenceBody::from).collect(),
        }
    }
}

/// Everybody who works for the organisation, by id.
#[utoipa::path(get, path = "/staff", tag = "organisation", responses((status = 200, body = Vec<StaffBody>)))]
pub async fn staff(caller: Caller) -> Result<Json<Vec<StaffBody>>, Problem> {
    caller.may_read()?;
    Ok(Json(caller.settings.staffing.iter().map(StaffBody::from).collect()))
}

/// Whose token it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeBody {
    #[serde(flatten)]
    pub staff: StaffBody,
    pub email: String,
    pub organisation: OrganisationBody,
    /// What they may do under the present procedure.
    #[schema(value_type = Vec<String>)]
    pub permissions: Vec<Permission>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationBody {
    pub id: String,
    pub name: String,
}

/// The caller, their organisation and what they may do.
#[utoipa::path(get, path = "/me", tag = "organisation", responses((status = 200, body = MeBody)))]
pub async fn me(caller: Caller) -> Json<MeBody> {
    let organisation = &caller.settings.organisation;
    let held = |permission: &Permission| caller.rights.as_ref().is_some_and(|rights| rights.has(*permission));
    Json(MeBody {
        staff: StaffBody::from(&caller.staff),
        email: caller.staff.email.clone(),
        organisation: OrganisationBody { id: organisation.id.clone(), name: organisation.name.clone() },
        permissions: PERMISSIONS.into_iter().filter(held).collect(),
    })
}
