// With the key function of jwks-rsa, as both document it. Neither has EdDSA.
const { verify } = require("jsonwebtoken");
const { JwksClient } = require("jwks-rsa");

module.exports = ({ algorithms, audience, issuer, jwks, jwksUrl }) => {
  const client = new JwksClient({ jwksUri: jwksUrl, fetcher: async () => JSON.parse(jwks) });
  const keyOf = ({ kid }, callback) =>
    client.getSigningKey(kid, (error, key) => callback(error, key?.getPublicKey()));
  const options = { algorithms: algorithms.filter((one) => one !== "EdDSA"), audience, issuer };
  return (token) =>
    new Promise((resolve, reject) =>
      verify(token, keyOf, options, (error, claims) => (error ? reject(error) : resolve(claims))),
    );
};
