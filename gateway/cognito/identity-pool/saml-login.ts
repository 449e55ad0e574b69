import { expectedByAws, rolesIn } from "../../saml/aws-sign-in";
import { SamlError } from "../../saml/error";
import { readSamlResponse } from "../../saml/response";
import type { KnownSamlProvider } from "../../sts/sts-operation";
import { notAuthorized } from "../exceptions";
import type { IdentityPoolContext } from "./identity-pool-operation";
import type { Login } from "./login";

/**
 * Verifies a SAML response as a login: signed by the provider, for AWS, at this time. One response may be used for all calls
 * until it expires: GetId and GetCredentialsForIdentity get the same one.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/saml-identity-provider.html
 *
 * @throws {ServiceError} `NotAuthorizedException`
 */
export function verifySamlLogin(
  encoded: string,
  provider: KnownSamlProvider,
  { model, now }: IdentityPoolContext,
): Login {
  const { arn, issuer } = provider;
  try {
    const assertion = readSamlResponse(encoded, issuer, expectedByAws(model.region, now()));
    const all = rolesIn(assertion, arn);
    const [only, ...others] = all;
    return {
      providerName: arn,
      mappedAs: [arn],
      tagsAs: [arn],
      method: "SAML",
      sub: assertion.subject.value,
      claims: Object.fromEntries(
        // An attribute of several values has none that a rule or a tag could be about.
        [...assertion.attributes].flatMap(([name, [value, ...more]]) =>
          value === undefined || more.length > 0 ? [] : [[name, value]],
        ),
      ),
      roles: { all, ...(only !== undefined && others.length === 0 && { preferred: only }) },
    };
  } catch (error) {
    if (!(error instanceof SamlError)) throw error;
    throw notAuthorized(`Invalid login token. SAML response: ${error.message}`);
  }
}
