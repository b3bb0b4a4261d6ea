// Every screen, to be looked at by screens.test.mjs. Add a line for each new page.
//
//   name  names the picture in target/screens/
//   path  where it is, or an async function of a signed-in page that finds it (for a page that needs a reference)
//   as    the role of the one who looks, as in demo-credentials.json; left out for the public

export const screens = [{ name: "sign-in", path: "/sign-in" }];
