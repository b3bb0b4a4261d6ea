// The one script of every page. It only adds to pages that are whole without it: a browser that never runs it loses nothing.

import { initAll as initGovuk } from "./govuk-frontend.min.js";
import { initAll as initMoj } from "./moj-frontend.min.js";
import { initPasskeys } from "./passkeys.mjs";

// The kits look for the second class before they start, and their styles hide nothing without the first.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

initGovuk();
initMoj();
initPasskeys();
