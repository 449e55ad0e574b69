import { createHash } from "node:crypto";
import type { SamlAssertion } from "../saml/assertion";
import { AWS_ATTRIBUTES as ATTRIBUTES, expectedByAws, rolesIn } from "../saml/aws-sign-in";
import { SamlError } from "../saml/error";
import { readSamlResponse } from "../saml/response";
import { expiredToken, idpRejectedClaim, invalidIdentityToken } from "./errors";
import { checkTags } from "./session-tags";
import type { KnownSamlProvider, StsContext } from "./sts-operation";

/** A user for whom a SAML provider vouches. */
export interface SamlIdentity {
  readonly assertion: SamlAssertion;
  /** ARNs of the roles that the provider names with itself. */
  readonly roleArns: readonly string[];
  readonly sessionName: string;
  readonly subjectType: string | undefined;
  readonly nameQualifier: string;
  /** Condition keys for trust policies. */
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  /** Those of them that the session's own requests have too. */
  readonly sessionKeys: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

const PRINCIPAL_TAG = `${ATTRIBUTES}PrincipalTag:`;
const NAME_ID_FORMAT = /^urn:oasis:names:tc:SAML:2\.0:nameid-format:/;
const REDEEMED_WITHIN_MS = 300_000;

/**
 * Verifies a SAML response for STS.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
 *
 * @throws {ServiceError} `InvalidIdentityToken`, `ExpiredTokenException`, `IDPRejectedClaim`
 */
export function verifySaml(encoded: string, provider: KnownSamlProvider, context: StsContext): SamlIdentity {
  const assertion = readAssertion(encoded, provider, context);
  const { attributes, issuer, recipient, subject } = assertion;
  const unserved = ["SourceIdentity", "TransitiveTagKeys"].find((name) =>
    attributes.has(`${ATTRIBUTES}${name}`),
  );
  if (unserved !== undefined)
    throw invalidIdentityToken(`The attribute ${unserved} is not served by this gate.`);
  const subjectType = subject.format?.replace(NAME_ID_FORMAT, "");
  const { accountId } = context.model;
  const nameQualifier = createHash("sha1").update(`${issuer}${accountId}/${provider.name}`).digest("base64");
  const sessionKeys = {
    "aws:FederatedProvider": provider.arn,
    "saml:namequalifier": nameQualifier,
    "saml:sub": subject.value,
    ...(subjectType !== undefined && { "saml:sub_type": subjectType }),
  };
  return {
    assertion,
    roleArns: rolesIn(assertion, provider.arn),
    sessionName: sessionNameIn(assertion),
    subjectType,
    nameQualifier,
    keys: {
      ...sessionKeys,
      "saml:aud": recipient,
      "saml:doc": `${accountId}/${provider.name}`,
      "saml:iss": issuer,
    },
    sessionKeys,
    tags: tagsIn(assertion),
  };
}

function readAssertion(
  encoded: string,
  { issuer }: KnownSamlProvider,
  { model, now, used }: StsContext,
): SamlAssertion {
  try {
    const assertion = readSamlResponse(encoded, issuer, expectedByAws(model.region, now()));
    if (assertion.issuedAt + REDEEMED_WITHIN_MS <= now().getTime())
      throw expiredToken("Token must be redeemed within 5 minutes of issuance");
    if (used.has(assertion))
      throw invalidIdentityToken("The assertion was used before: this gate takes each once.");
    return assertion;
  } catch (error) {
    if (error instanceof SamlError) throw answerTo(error);
    throw error;
  }
}

function answerTo({ message, problem }: SamlError) {
  const text = `SAML response: ${message}`;
  switch (problem) {
    case "signature":
      return invalidIdentityToken(`Response signature invalid: ${message}`);
    case "issuer":
      return invalidIdentityToken(`Issuer not present in specified provider: ${message}`);
    case "audience":
    case "recipient":
      return invalidIdentityToken(`Response does not contain the required audience: ${message}`);
    case "expired":
      return expiredToken(text);
    case "status":
      return idpRejectedClaim(text);
    case "early":
    case "malformed":
    case "request":
      return invalidIdentityToken(text);
  }
}

function sessionNameIn({ attributes }: SamlAssertion): string {
  const [name, ...others] = attributes.get(`${ATTRIBUTES}RoleSessionName`) ?? [];
  if (name === undefined || others.length > 0)
    throw invalidIdentityToken("RoleSessionName is required in AuthnResponse");
  if (!/^[\w+=,.@-]{2,64}$/.test(name))
    throw invalidIdentityToken("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}");
  return name;
}

function tagsIn({ attributes }: SamlAssertion): Record<string, string> {
  const tags = [...attributes].flatMap(([name, values]) => {
    if (!name.startsWith(PRINCIPAL_TAG)) return [];
    const [value, ...others] = values;
    if (value === undefined || others.length > 0)
      throw invalidIdentityToken(`The attribute ${name.slice(ATTRIBUTES.length, 200)} must have one value.`);
    return [[name.slice(PRINCIPAL_TAG.length), value] as const];
  });
  return checkTags(tags);
}
