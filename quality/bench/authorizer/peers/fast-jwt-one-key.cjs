// With one key for good, which is how it is fastest: a key that the issuer rotates or withdraws is not noticed.
const { createPublicKey } = require("node:crypto");
const { createVerifier } = require("fast-jwt");
const settingsOf = require("./fast-jwt-settings.cjs");

module.exports = ({ algorithms, jwks, ...settings }) => {
  const [jwk] = JSON.parse(jwks).keys;
  const key = createPublicKey({ key: jwk, format: "jwk" }).export({ format: "pem", type: "spki" });
  const verify = createVerifier({ key, algorithms: [jwk.alg ?? algorithms[0]], ...settingsOf(settings) });
  return async (token) => verify(token);
};
