// With the key function of jwks-rsa, as both document it. Neither has EdDSA. It has no setting for types and required claims.
const { verify } = require("jsonwebtoken");
const { JwksClient } = require("jwks-rsa");

module.exports = ({ allSettings, algorithms, audience, issuer, jwks, jwksUrl }) => {
  const given = jwks && { fetcher: async () => JSON.parse(jwks) };
  const client = new JwksClient({ jwksUri: jwksUrl, ...given });
  const keyOf = ({ kid }, callback) =>
    client.getSigningKey(kid, (error, key) => callback(error, key?.getPublicKey()));
  const options = {
    algorithms: algorithms.filter((one) => one !== "EdDSA"),
    audience,
    issuer,
    ...(allSettings && { maxAge: "12h" }),
  };
  return (token) =>
    new Promise((resolve, reject) =>
      verify(token, keyOf, options, (error, claims) => (error ? reject(error) : resolve(claims))),
    );
};
