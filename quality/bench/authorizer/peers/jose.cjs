// Its remote JWKS, where one is given with another fetch, which its documentation has as an option.
const { createRemoteJWKSet, customFetch, jwtVerify } = require("jose");

module.exports = ({ allSettings, algorithms, audience, issuer, jwks, jwksUrl }) => {
  const given = jwks && { [customFetch]: async () => new Response(jwks) };
  const keys = createRemoteJWKSet(new URL(jwksUrl), given);
  const options = {
    algorithms,
    audience,
    issuer,
    ...(allSettings && { typ: "JWT", requiredClaims: ["exp", "sub"], maxTokenAge: "12h" }),
  };
  return (token) => jwtVerify(token, keys, options);
};
