//! Reports: their figures and editions, the cases behind a figure, drafts and publication, tables published elsewhere.

pub mod behind;
pub mod draft;
pub mod elsewhere;
pub mod figures;
pub mod periods;
pub mod publication;
pub mod versions;
