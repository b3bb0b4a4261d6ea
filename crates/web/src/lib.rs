//! Server-rendered pages: routes, forms, view structs, templates.
