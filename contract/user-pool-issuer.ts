/**
 * The issuers of a user pool's tokens: the original one and the updated one, in the partitions aws, aws-us-gov, aws-cn and
 * aws-eusc.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
 */
const ISSUER = /^https:\/\/(issuer-)?cognito-idp\.(.+)\.amazonaws\.(?:com|com\.cn|eu)\/([^/]+)$/;

/** Domains of the partitions whose issuers do not end with `amazonaws.com`. */
const DOMAINS = new Map([
  ["aws-cn", "amazonaws.com.cn"],
  ["aws-eusc", "amazonaws.eu"],
]);

export interface UserPoolIssuer {
  readonly form: "original" | "updated";
  /** Any text, as the id: a reader of Terraform may not know them. */
  readonly region: string;
  /** `eu-west-1_AbCdEf123` */
  readonly id: string;
}

/** The parts of a user pool's issuer, or undefined where it has not the form of one. */
export function userPoolIssuer(issuer: string): UserPoolIssuer | undefined {
  const [, updated, region, id] = ISSUER.exec(issuer) ?? [];
  if (region === undefined || id === undefined) return undefined;
  return { form: updated === undefined ? "original" : "updated", region, id };
}

/** The issuer in its original form. */
export function originalIssuer(partition: string, { region, id }: Omit<UserPoolIssuer, "form">): string {
  return `https://cognito-idp.${region}.${DOMAINS.get(partition) ?? "amazonaws.com"}/${id}`;
}

/** Whether tokens with this `iss` are a user pool's. */
export function isUserPoolIssuer(issuer: string): boolean {
  const { region = "", id = "" } = userPoolIssuer(issuer) ?? {};
  return /^[a-z0-9-]+$/.test(region) && /^[A-Za-z0-9_-]+$/.test(id);
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
