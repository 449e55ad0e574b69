/** Names of the identity pools' own tokens. Cognito signs them, and STS takes them. */
export const OPEN_ID_PROVIDER = "cognito-identity.amazonaws.com";
export const OPEN_ID_ISSUER = `https://${OPEN_ID_PROVIDER}`;
