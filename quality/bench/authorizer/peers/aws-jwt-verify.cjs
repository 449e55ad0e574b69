// As its documentation has it for any issuer. It fetches by https only, so that another fetcher is given to it.
const { JwtVerifier } = require("aws-jwt-verify");
const { SimpleJwksCache } = require("aws-jwt-verify/jwk");
const get = require("./get.cjs");

/** Its place for rules of the application: those for which others have settings. */
const customJwtCheck = ({ header, payload }) => {
  if (String(header.typ).toUpperCase() !== "JWT") throw new Error("expected the type JWT");
  for (const claim of ["exp", "iat", "sub"])
    if (payload[claim] === undefined) throw new Error(`expected the claim ${claim}`);
};

module.exports = ({ allSettings, audience, issuer, jwks, jwksUrl }) => {
  const verifier = JwtVerifier.create(
    { issuer, audience, jwksUri: jwksUrl, ...(allSettings && { customJwtCheck }) },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: get } }) },
  );
  if (jwks) verifier.cacheJwks(JSON.parse(jwks));
  return (token) => verifier.verify(token);
};
