import { UsageError } from "../../error";
import { page } from "../../pages";
import { type Chosen, titleOf, withKnownRoutes } from "../choose";
import type { CredentialKind } from "../credential";
import type { ApiFacts, PoolFacts, RouteFacts } from "../facts";
import { ifKnown, need } from "../need";
import { onlySignIn, type SignIn } from "../sign-in";
import { awsExports } from "./aws-exports";
import type { Format } from "./format";

/**
 * amplifyconfiguration.json of Amplify for Swift and Android: the only file of theirs that takes REST APIs and another
 * endpoint of the user pool. Beside it, for JavaScript, aws-exports.js.
 * https://docs.amplify.aws/gen1/swift/build-a-backend/rest-api/existing-resources/
 */
export const amplifyGen1: Format = (chosen) => {
  const signIn = onlySignIn(chosen);
  const { partial } = chosen.facts;
  const entries = partial === undefined ? chosen.apis.flatMap((api) => entriesOf(chosen, api)) : [];
  const isLocal = signIn?.pool.endpoint !== undefined;
  const configuration = {
    UserAgent: "aws-amplify-cli/2.0",
    Version: "1.0",
    ...(signIn && { auth: { plugins: { awsCognitoAuthPlugin: authOf(chosen, signIn) } } }),
    ...(entries.length > 0 && {
      api: { plugins: { awsAPIPlugin: Object.fromEntries(entries.map(({ entry, name }) => [name, entry])) } },
    }),
  };
  return {
    files: {
      "amplifyconfiguration.json": `${JSON.stringify(configuration, null, 2)}\n`,
      ...(!isLocal && { "aws-exports.js": awsExports(chosen, signIn) }),
    },
    notes: [
      ...(partial === undefined ? [] : [`The file has no APIs: ${partial}`]),
      ...(isLocal && signIn.identityPoolId !== undefined
        ? ["The identity pool is left out: Amplify for Swift and Android reaches it at AWS alone."]
        : []),
      ...entries.map(({ name, note }) => `${name}: ${note}`),
    ],
  };
};

/** How the API plugin is told of a lock, and what the app does itself. */
interface Plugin {
  readonly suffix: string;
  readonly authorizationType: string;
  readonly note?: string;
}

/**
 * The plugin's AMAZON_COGNITO_USER_POOLS sends the access token. A header of the app's own stands beside it on Android, so
 * the other tokens go without it.
 */
const PLUGINS: Readonly<Record<CredentialKind, Plugin>> = {
  none: { suffix: "Open", authorizationType: "NONE" },
  signature: { suffix: "Signed", authorizationType: "AWS_IAM" },
  "access-token": { suffix: "AccessToken", authorizationType: "AMAZON_COGNITO_USER_POOLS" },
  "id-token": {
    suffix: "IdToken",
    authorizationType: "NONE",
    note: "set the header Authorization to the ID token of fetchAuthSession in each request",
  },
  "other-token": {
    suffix: "OtherToken",
    authorizationType: "NONE",
    note: "set the header Authorization to a token of the other issuer in each request",
  },
  authorizer: {
    suffix: "Authorizer",
    authorizationType: "NONE",
    note: "set what the Lambda authorizer reads in each request",
  },
};

/** One entry for each lock in use, because an entry has one authorization type: `petsSigned`, `petsIdToken`. */
function entriesOf({ apis, facts }: Chosen, api: ApiFacts) {
  const endpoint = need(api.url, `the address of ${api.name}`, facts);
  const region = need(facts.region, "the region", facts);
  const { routes } = withKnownRoutes(api);
  const kinds = [...new Set(routes.map(({ credential }) => credential.kind))];
  return kinds.map((kind) => {
    const { authorizationType, note, suffix } = PLUGINS[kind];
    const own = routes.filter(({ credential }) => credential.kind === kind);
    const notes = [
      note,
      keyNote(own),
      `for ${own.map(({ method, path }) => `${method} ${path}`).join(", ")}`,
    ];
    return {
      name: `${titleOf(api, apis)}${suffix}`,
      entry: { endpointType: "REST", endpoint, region, authorizationType },
      note: notes.filter((text) => text !== undefined).join("; "),
    };
  });
}

function keyNote(routes: readonly RouteFacts[]): string | undefined {
  return routes.some(({ apiKey }) => apiKey) ? "set x-api-key where the route takes an API key" : undefined;
}

function authOf(chosen: Chosen, { clientId, identityPoolId, pool, region, userPoolId }: SignIn) {
  const oauth = oauthOf(chosen, clientId);
  const endpoint = endpointOf(pool);
  return {
    UserAgent: "aws-amplify/cli",
    Version: "0.1.0",
    IdentityManager: { Default: {} },
    ...(identityPoolId !== undefined &&
      pool.endpoint === undefined && {
        CredentialsProvider: { CognitoIdentity: { Default: { PoolId: identityPoolId, Region: region } } },
      }),
    CognitoUserPool: {
      Default: {
        PoolId: userPoolId,
        AppClientId: clientId,
        Region: region,
        ...(endpoint !== undefined && { Endpoint: endpoint }),
      },
    },
    Auth: {
      Default: {
        authenticationFlowType: "USER_SRP_AUTH",
        ...settingsOf(pool),
        ...(oauth && { OAuth: oauth }),
      },
    },
  };
}

function settingsOf({ settings }: PoolFacts) {
  const known = ifKnown(settings);
  if (!known) return {};
  const upper = (names: readonly string[]) => names.map((name) => name.toUpperCase());
  return {
    usernameAttributes: upper(known.usernameAttributes),
    signupAttributes: upper(known.requiredAttributes.filter((name) => name !== "sub")),
    verificationMechanisms: upper(known.autoVerifiedAttributes),
  };
}

function oauthOf({ client, facts, pool }: Chosen, clientId: string) {
  if (!client?.oauth || pool?.oauthUrl === undefined) return undefined;
  const oauth = need(client.oauth, `what the app client ${client.name} may do at the OAuth endpoints`, facts);
  if (!oauth.flows.includes("code")) return undefined;
  return {
    WebDomain: new URL(need(pool.oauthUrl, "the domain of the user pool", facts)).host,
    AppClientId: clientId,
    SignInRedirectURI: oauth.callbackUrls.join(","),
    SignOutRedirectURI: oauth.logoutUrls.join(","),
    Scopes: oauth.scopes,
  };
}

/**
 * Both libraries take a host alone, and call it by https at port 443. Swift drops a port without a word.
 *
 * @throws UsageError `CLIENT_FORMAT_UNFIT`
 */
function endpointOf({ endpoint }: PoolFacts): string | undefined {
  if (endpoint === undefined) return undefined;
  const { hostname, origin, port, protocol } = new URL(endpoint);
  if (protocol === "https:" && port === "") return hostname;
  throw new UsageError(
    "CLIENT_FORMAT_UNFIT",
    `Amplify for Swift and Android calls a user pool by https at port 443 alone, and the gate is at ${origin}: start it with --https --port 443 and a name that the device knows by --allow-host (${page("devices.md")}). Amplify for JavaScript takes any address: use --for amplify.`,
  );
}
