// Its remote JWKS with another fetch, which its documentation has as an option.
const { createRemoteJWKSet, customFetch, jwtVerify } = require("jose");

module.exports = ({ algorithms, audience, issuer, jwks, jwksUrl }) => {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { [customFetch]: async () => new Response(jwks) });
  return (token) => jwtVerify(token, keys, { algorithms, audience, issuer });
};
