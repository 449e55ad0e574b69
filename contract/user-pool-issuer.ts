/**
 * The issuers of a user pool's tokens: the original one and the updated one, in the partitions aws, aws-us-gov, aws-cn and
 * aws-eusc.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
 */
const ISSUER =
  /^https:\/\/(?:issuer-)?cognito-idp\.[a-z0-9-]+\.amazonaws\.(?:com|com\.cn|eu)\/[A-Za-z0-9_-]+$/;

/** Whether tokens with this `iss` are a user pool's. */
export function isUserPoolIssuer(issuer: string): boolean {
  return ISSUER.test(issuer);
}

/**
 * Whether an issuer could be a user pool's, in this form or in one that is not known here: another partition, an endpoint for
 * FIPS, a host in capital letters. What could be one and is none as it is written belongs to nobody.
 */
export function resemblesUserPool(issuer: string): boolean {
  return /cognito-idp/i.test(hostOf(issuer));
}

/** The host as a client would call it; of what is no URL, all of it. */
function hostOf(issuer: string): string {
  try {
    return new URL(issuer).hostname;
  } catch {
    return issuer;
  }
}
