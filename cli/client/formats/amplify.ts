import { type Chosen, onlyApi, titleOf, withKnownRoutes } from "../choose";
import type { CredentialKind } from "../credential";
import type { AppClient, PoolFacts, PublicSettings } from "../facts";
import { ifKnown, isUnknown, need } from "../need";
import { onlySignIn } from "../sign-in";
import type { Format } from "./format";

/**
 * amplify_outputs.json, by version 1.5 of the schema.
 * https://docs.amplify.aws/react/reference/amplify_outputs/
 *
 * The schema has no place for REST APIs nor for endpoints of a pool: they stand below `custom`, in the shape that
 * `Amplify.configure` of JavaScript takes for API.REST and Auth.Cognito.
 */
export const amplify: Format = (chosen) => {
  const notes: string[] = [];
  const auth = authOf(chosen, notes);
  // With neither the file would be empty.
  if (!auth && chosen.apis.length === 0) onlyApi(chosen);
  if (chosen.facts.partial !== undefined)
    notes.push(`The file does not say what each route takes: ${chosen.facts.partial}`);
  const endpoints = endpointsOf(chosen);
  const outputs = {
    version: "1.5",
    ...(auth && { auth }),
    custom: {
      API: Object.fromEntries(chosen.apis.map((api) => [titleOf(api, chosen.apis), restOf(chosen, api)])),
      gatehouse: {
        ...(Object.keys(endpoints).length > 0 && { endpoints }),
        credentials: Object.fromEntries(
          chosen.apis.map((api) => [titleOf(api, chosen.apis), credentialsOf(chosen, api)]),
        ),
      },
    },
  };
  return { files: { "amplify_outputs.json": `${JSON.stringify(outputs, null, 2)}\n` }, notes };
};

type Api = Chosen["apis"][number];

/** Without the region, the library signs for us-east-1. */
function restOf({ apis, facts }: Chosen, api: Api) {
  return {
    endpoint: need(api.url, `the address of ${api.name}`, facts),
    region: need(facts.region, "the region", facts),
    apiName: titleOf(api, apis),
  };
}

/** What each route takes; none where only outputs were read. */
function credentialsOf({ facts }: Chosen, api: Api): Readonly<Record<string, CredentialKind>> {
  if (facts.partial !== undefined) return {};
  const { routes } = withKnownRoutes(api);
  return Object.fromEntries(
    routes.map(({ credential, method, path }) => [`${method} ${path}`, credential.kind]),
  );
}

function endpointsOf({ identityPool, pool }: Chosen): Readonly<Record<string, string>> {
  return {
    ...(pool?.endpoint !== undefined && { userPoolEndpoint: pool.endpoint }),
    ...(identityPool?.endpoint !== undefined && { identityPoolEndpoint: identityPool.endpoint }),
  };
}

function authOf(chosen: Chosen, notes: string[]) {
  const signIn = onlySignIn(chosen);
  if (!signIn || !chosen.client) return undefined;
  const { clientId, identityPoolId, pool, region, userPoolId } = signIn;
  if (isUnknown(pool.settings))
    notes.push(`The file says nothing of passwords and second factors: ${pool.settings.unknown}.`);
  const settings = ifKnown(pool.settings);
  const oauth = oauthOf(chosen.client, pool, chosen, notes);
  return {
    aws_region: region,
    user_pool_id: userPoolId,
    user_pool_client_id: clientId,
    ...(identityPoolId !== undefined && { identity_pool_id: identityPoolId }),
    // Amplify for Android and Flutter takes an absent flag for true.
    unauthenticated_identities_enabled: chosen.identityPool?.allowsGuests ?? false,
    ...(settings && settingsOf(settings, notes)),
    ...(oauth && { oauth }),
    ...(pool.groups.length > 0 && {
      groups: pool.groups.map(({ name, precedence }) => ({
        [name]: precedence === undefined ? {} : { precedence },
      })),
    }),
  };
}

const MFA: Readonly<Record<PublicSettings["mfa"]["mode"], string>> = {
  OFF: "NONE",
  OPTIONAL: "OPTIONAL",
  ON: "REQUIRED",
};

function settingsOf(settings: PublicSettings, notes: string[]) {
  const { autoVerifiedAttributes, mfa, passwordPolicy, requiredAttributes, usernameAttributes } = settings;
  // Amplify for Android refuses the whole file for a method that it does not know.
  if (mfa.email) notes.push("mfa_methods leaves EMAIL out: Amplify for Android refuses a file with it.");
  return {
    password_policy: {
      min_length: passwordPolicy.minimumLength,
      require_numbers: passwordPolicy.requiresNumbers,
      require_lowercase: passwordPolicy.requiresLowercase,
      require_uppercase: passwordPolicy.requiresUppercase,
      require_symbols: passwordPolicy.requiresSymbols,
    },
    standard_required_attributes: requiredAttributes.filter((name) => STANDARD.has(name)),
    ...(usernameAttributes.length > 0 && { username_attributes: usernameAttributes }),
    user_verification_types: autoVerifiedAttributes,
    mfa_configuration: MFA[mfa.mode],
    mfa_methods: [...(mfa.sms ? ["SMS"] : []), ...(mfa.softwareToken ? ["TOTP"] : [])],
    ...passwordlessOf(settings),
  };
}

function passwordlessOf({ firstFactors, mfa: { webAuthn } }: PublicSettings) {
  if (firstFactors.length === 1 && firstFactors[0] === "PASSWORD") return {};
  const isPasskey = firstFactors.includes("WEB_AUTHN") && webAuthn?.relyingPartyId !== undefined;
  return {
    passwordless: {
      email_otp_enabled: firstFactors.includes("EMAIL_OTP"),
      sms_otp_enabled: firstFactors.includes("SMS_OTP"),
      ...(isPasskey && {
        web_authn: {
          relying_party_id: webAuthn.relyingPartyId,
          user_verification: webAuthn.userVerification,
        },
      }),
    },
  };
}

/** The schema asks for both lists of addresses, and for a domain that is called by https. */
function oauthOf(client: AppClient, { oauthUrl }: PoolFacts, { facts }: Chosen, notes: string[]) {
  if (client.oauth === undefined || oauthUrl === undefined) return undefined;
  const oauth = need(client.oauth, `what the app client ${client.name} may do at the OAuth endpoints`, facts);
  const { protocol, host } = new URL(need(oauthUrl, "the domain of the user pool", facts));
  if (!oauth.flows.some((flow) => flow === "code" || flow === "implicit")) return undefined;
  if (protocol !== "https:") {
    notes.push("oauth is left out: Amplify calls login pages by https alone. Start the gate with --https.");
    return undefined;
  }
  if (oauth.callbackUrls.length === 0 || oauth.logoutUrls.length === 0) {
    notes.push(
      `oauth is left out: it needs callback and logout addresses, and ${client.address} has not both.`,
    );
    return undefined;
  }
  return {
    identity_providers: oauth.identityProviders.flatMap((name) => PROVIDERS[name] ?? []),
    domain: host,
    scopes: oauth.scopes,
    redirect_sign_in_uri: oauth.callbackUrls,
    redirect_sign_out_uri: oauth.logoutUrls,
    response_type: oauth.flows.includes("code") ? "code" : "token",
  };
}

/** Others, and the pool itself, have no name in the schema. */
const PROVIDERS: Readonly<Record<string, string>> = {
  Facebook: "FACEBOOK",
  Google: "GOOGLE",
  LoginWithAmazon: "LOGIN_WITH_AMAZON",
  SignInWithApple: "SIGN_IN_WITH_APPLE",
};

const STANDARD: ReadonlySet<string> = new Set([
  "address",
  "birthdate",
  "email",
  "family_name",
  "gender",
  "given_name",
  "locale",
  "middle_name",
  "name",
  "nickname",
  "phone_number",
  "picture",
  "preferred_username",
  "profile",
  "updated_at",
  "website",
  "zoneinfo",
]);
