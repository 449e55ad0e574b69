// It leaves the JWKS to others: keys come as PEM from a function, which finds them by their kid. Without its cache of tokens.
const { createPublicKey } = require("node:crypto");
const { createVerifier } = require("fast-jwt");

module.exports = ({ algorithms, audience, issuer, jwks }) => {
  const { keys } = JSON.parse(jwks);
  const pems = new Map();
  const key = async ({ header: { kid } }) => {
    const jwk = keys.find((one) => one.kid === kid);
    if (jwk === undefined) throw new Error("the issuer has no such key");
    if (!pems.has(kid)) {
      pems.set(kid, createPublicKey({ key: jwk, format: "jwk" }).export({ format: "pem", type: "spki" }));
    }
    return pems.get(kid);
  };
  return createVerifier({ key, algorithms, allowedAud: audience, allowedIss: issuer });
};
