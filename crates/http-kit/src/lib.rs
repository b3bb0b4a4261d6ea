//! What both HTTP faces share: actor, session, CSRF, errors, limits, the accept loop.
