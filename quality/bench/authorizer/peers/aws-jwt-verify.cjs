// As its documentation has it for any issuer; the JWKS is given to it, since it fetches by https only.
const { JwtVerifier } = require("aws-jwt-verify");

module.exports = ({ audience, issuer, jwks, jwksUrl }) => {
  const verifier = JwtVerifier.create({ issuer, audience, jwksUri: jwksUrl });
  verifier.cacheJwks(JSON.parse(jwks));
  return (token) => verifier.verify(token);
};
