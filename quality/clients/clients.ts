import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Client {
  /** Also the name of its program in node/clients or python/clients. */
  readonly name: string;
  /** As the page calls it. */
  readonly title: string;
  /** How it is told where the gate is. */
  readonly endpoint: string;
  readonly runs: "node" | "python";
  /** The package whose version the page names; none of a program of the machine. */
  readonly package?: string;
  /** Whether its cache of keys can be filled. @default false */
  readonly hasKeyCache?: boolean;
}

export const CLIENTS: readonly Client[] = [
  {
    name: "aws-amplify",
    title: "aws-amplify in Node.js",
    endpoint: "`Auth.Cognito.userPoolEndpoint`, `identityPoolEndpoint`, and the address of the API",
    runs: "node",
    package: "aws-amplify",
  },
  {
    name: "aws-amplify-chromium",
    title: "aws-amplify in Chromium",
    endpoint:
      "as in Node.js, and `loginWith.oauth.domain`; the page is of another origin than the gate, which `cors` of the environment names",
    runs: "node",
    package: "aws-amplify",
  },
  {
    name: "amazon-cognito-identity-js",
    title: "amazon-cognito-identity-js",
    endpoint: "`endpoint` of `CognitoUserPool`",
    runs: "node",
    package: "amazon-cognito-identity-js",
  },
  {
    name: "aws-sdk",
    title: "AWS SDK for JavaScript 3",
    endpoint: "`endpoint` of each client",
    runs: "node",
    package: "@aws-sdk/client-cognito-identity-provider",
  },
  {
    name: "openid-client",
    title: "openid-client",
    endpoint: "the address given to `discovery()`, with `allowInsecureRequests` where it is `http`",
    runs: "node",
    package: "openid-client",
  },
  {
    name: "oidc-client-ts",
    title: "oidc-client-ts",
    endpoint: "`metadataUrl`; `authority` stays the issuer",
    runs: "node",
    package: "oidc-client-ts",
  },
  {
    name: "aws-jwt-verify",
    title: "aws-jwt-verify",
    endpoint: "`jwksUri` of `JwtVerifier`; `CognitoJwtVerifier` has no such option",
    runs: "node",
    package: "aws-jwt-verify",
    hasKeyCache: true,
  },
  {
    name: "boto3",
    title: "boto3",
    endpoint: "`endpoint_url` of each client",
    runs: "python",
    package: "boto3",
  },
  {
    name: "pycognito",
    title: "pycognito",
    endpoint: '`boto3_client_kwargs={"endpoint_url": …}`',
    runs: "python",
    package: "pycognito",
  },
  {
    name: "aws-cli",
    title: "AWS CLI 1",
    endpoint: "`AWS_ENDPOINT_URL`",
    runs: "python",
    package: "awscli",
  },
  { name: "curl", title: "curl", endpoint: "the address", runs: "node" },
];

/** The version of a client's package that its lock file names; `null` of a program of the machine. */
export function versionOf(client: Client): string | null {
  if (client.package === undefined) return null;
  if (client.runs === "node") {
    const lock = JSON.parse(readFileSync(join(__dirname, "node/package-lock.json"), "utf8"));
    return lock.packages[`node_modules/${client.package}`].version;
  }
  const pinned = readFileSync(join(__dirname, "python/requirements.txt"), "utf8");
  const [, version] = new RegExp(`^${client.package}==(\\S+)`, "m").exec(pinned) ?? [];
  if (version === undefined) throw new Error(`requirements.txt does not pin ${client.package}`);
  return version;
}
