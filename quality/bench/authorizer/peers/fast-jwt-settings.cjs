// What its documentation has for claims and types. Its cache of tokens is off unless it is asked for.
module.exports = ({ allSettings, audience, issuer, tokenCache }) => ({
  allowedAud: audience,
  allowedIss: issuer,
  ...(tokenCache && { cache: true }),
  ...(allSettings && {
    checkTyp: "JWT",
    requiredClaims: ["iss", "aud", "exp", "iat", "sub"],
    allowedSub: /^[\x21-\x7e]{1,255}$/,
    maxAge: 12 * 3_600_000,
  }),
});
