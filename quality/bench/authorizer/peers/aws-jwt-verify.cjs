// As its documentation has it for any issuer.
const http = require("node:http");
const https = require("node:https");
const { JwtVerifier } = require("aws-jwt-verify");

/** Its place for rules of the application: those for which others have settings. */
const customJwtCheck = ({ header, payload }) => {
  if (String(header.typ).toUpperCase() !== "JWT") throw new Error("expected the type JWT");
  for (const claim of ["exp", "iat", "sub"])
    if (payload[claim] === undefined) throw new Error(`expected the claim ${claim}`);
};

module.exports = ({ allSettings, audience, issuer, jwks, jwksUrl }) => {
  const rules = allSettings && { customJwtCheck };
  const verifier = JwtVerifier.create({ issuer, audience, jwksUri: jwksUrl, ...rules });
  if (jwks) verifier.cacheJwks(JSON.parse(jwks));
  // Its own fetcher has no other request than that of https.
  else https.request = http.request;
  return (token) => verifier.verify(token);
};
