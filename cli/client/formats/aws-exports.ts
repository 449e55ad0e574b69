import { type Chosen, titleOf } from "../choose";
import type { PublicSettings } from "../facts";
import { ifKnown, need } from "../need";
import type { SignIn } from "../sign-in";

/**
 * aws-exports.js of Amplify for JavaScript before its second generation. It has no place for another endpoint of the user
 * pool, so that of a gate it would lead to AWS.
 * https://docs.amplify.aws/gen1/javascript/tools/libraries/configure-categories/
 */
export function awsExports(chosen: Chosen, signIn: SignIn | undefined): string {
  const { apis, facts } = chosen;
  const region = need(facts.region, "the region", facts);
  const configuration = {
    aws_project_region: region,
    ...(signIn && authOf(chosen, signIn)),
    ...(apis.length > 0 && {
      aws_cloud_logic_custom: apis.map((api) => ({
        name: titleOf(api, apis),
        endpoint: need(api.url, `the address of ${api.name}`, facts),
        region,
      })),
    }),
  };
  return `const awsmobile = ${JSON.stringify(configuration, null, 2)};\n\nexport default awsmobile;\n`;
}

function authOf({ client, facts, identityPool, pool }: Chosen, signIn: SignIn) {
  const settings = ifKnown(signIn.pool.settings);
  const oauth =
    client?.oauth === undefined
      ? undefined
      : need(client.oauth, `what the app client ${client.name} may do`, facts);
  const isCode = oauth?.flows.includes("code") === true;
  return {
    aws_cognito_region: signIn.region,
    aws_user_pools_id: signIn.userPoolId,
    aws_user_pools_web_client_id: signIn.clientId,
    ...(signIn.identityPoolId !== undefined && { aws_cognito_identity_pool_id: signIn.identityPoolId }),
    // What is not "enable" lets guests in.
    ...(!identityPool?.allowsGuests && { aws_mandatory_sign_in: "enable" }),
    ...(settings && settingsOf(settings)),
    ...(isCode &&
      pool?.oauthUrl !== undefined && {
        oauth: {
          domain: new URL(need(pool.oauthUrl, "the domain of the user pool", facts)).host,
          scope: oauth.scopes,
          redirectSignIn: oauth.callbackUrls.join(","),
          redirectSignOut: oauth.logoutUrls.join(","),
          responseType: "code",
        },
      }),
  };
}

function settingsOf({
  autoVerifiedAttributes,
  mfa,
  passwordPolicy,
  requiredAttributes,
  usernameAttributes,
}: PublicSettings) {
  const upper = (names: readonly string[]) => names.map((name) => name.toUpperCase());
  const { minimumLength, requiresLowercase, requiresNumbers, requiresSymbols, requiresUppercase } =
    passwordPolicy;
  return {
    aws_cognito_username_attributes: upper(usernameAttributes),
    aws_cognito_signup_attributes: upper(requiredAttributes.filter((name) => name !== "sub")),
    aws_cognito_verification_mechanisms: upper(autoVerifiedAttributes),
    aws_cognito_mfa_configuration: mfa.mode,
    aws_cognito_mfa_types: [...(mfa.sms ? ["SMS"] : []), ...(mfa.softwareToken ? ["TOTP"] : [])],
    aws_cognito_password_protection_settings: {
      passwordPolicyMinLength: minimumLength,
      passwordPolicyCharacters: [
        ...(requiresLowercase ? ["REQUIRES_LOWERCASE"] : []),
        ...(requiresUppercase ? ["REQUIRES_UPPERCASE"] : []),
        ...(requiresNumbers ? ["REQUIRES_NUMBERS"] : []),
        ...(requiresSymbols ? ["REQUIRES_SYMBOLS"] : []),
      ],
    },
  };
}
