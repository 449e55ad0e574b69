import type { Expected, SamlAssertion } from "./assertion";

/** What a response must be for that signs a user in to AWS. */
export function expectedByAws(region: string, now: Date): Expected {
  const addresses = ["", `${region}.`].map((place) => `https://${place}signin.aws.amazon.com/saml`);
  return {
    audiences: ["urn:amazon:webservices", ...addresses],
    recipients: addresses,
    inResponseTo: undefined,
    now,
  };
}

/** Names of the attributes that AWS reads begin with it. */
export const AWS_ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes/";

/** The roles that an assertion names: each value names a role and the provider itself, in either order. */
export function rolesIn({ attributes }: SamlAssertion, providerArn: string): string[] {
  return (attributes.get(`${AWS_ATTRIBUTES}Role`) ?? []).flatMap((value) => {
    const parts = value.split(",").map((part) => part.trim());
    const [role, ...others] = parts.filter((part) => part !== providerArn);
    return parts.length === 2 && role !== undefined && others.length === 0 ? [role] : [];
  });
}
