import "aws-amplify/auth/enable-oauth-listener";
import * as amplify from "./amplify.mjs";

// A page that login pages send the browser back to has the configuration of the one that it left.
const KEY = "amplify-configuration";
const known = sessionStorage.getItem(KEY);
if (known !== null) amplify.configure(JSON.parse(known));

globalThis.amplify = {
  ...amplify,
  configure(config) {
    sessionStorage.setItem(KEY, JSON.stringify(config));
    amplify.configure(config);
  },
};
