import { amplifyOperations } from "../amplify-operations.mjs";
import * as amplify from "../browser/amplify.mjs";

export const operations = {
  ...amplifyOperations(amplify),
  "sign in, passkey": "it needs a page: see Chromium",
  "OAuth: code with PKCE": "it needs a page: see Chromium",
  "OAuth: log out": "it needs a page: see Chromium",
};
