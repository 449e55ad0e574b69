// It leaves the JWKS to others: keys come as PEM from a function, which finds them by their kid.
const { createPublicKey } = require("node:crypto");
const { createVerifier } = require("fast-jwt");
const settingsOf = require("./fast-jwt-settings.cjs");
const get = require("./get.cjs");

module.exports = ({ algorithms, jwks, jwksUrl, ...settings }) => {
  let keys;
  const pems = new Map();
  const key = async ({ header: { kid } }) => {
    keys ??= JSON.parse(jwks ?? (await get(jwksUrl))).keys;
    const jwk = keys.find((one) => one.kid === kid);
    if (jwk === undefined) throw new Error("the issuer has no such key");
    if (!pems.has(kid)) {
      pems.set(kid, createPublicKey({ key: jwk, format: "jwk" }).export({ format: "pem", type: "spki" }));
    }
    return pems.get(kid);
  };
  return createVerifier({ key, algorithms, ...settingsOf(settings) });
};
