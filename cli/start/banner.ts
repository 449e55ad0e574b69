import type { GateDescription } from "../../gateway";
import { page } from "../pages";
import { npxGatehouse } from "../version";
import type { SignedInTry, Tries } from "./tries";

/**
 * What `gatehouse start` prints without --json.
 *
 * @param access the table of who may call what
 * @param tries the calls to paste
 * @param state the state folder, where it is not the project's own
 */
export function welcome(gate: GateDescription, access: string, tries: Tries, state?: string): string {
  return [
    "",
    ...(gate.apis.length > 1 ? urls(gate) : [`  ${gate.url}   locked as the Terraform says`]),
    ...(gate.page === null ? [] : [`  ${gate.page.url}   this page shows why each call was answered so`]),
    "",
    ...access
      .trimEnd()
      .split("\n")
      .map((line) => `  ${line}`.trimEnd()),
    "",
    ...places(gate),
    "",
    ...(gate.userPoolId !== null && gate.users.length === 0 ? [NO_USERS] : []),
    ...people(gate),
    "",
    ...calls(gate, tries, state),
  ].join("\n");
}

/** Where the list of users is empty. */
const NO_USERS = `  no users: list them in gatehouse.json, as {"users":[{"username":"carol"}]}, or in a file for --users (${page("sign-in.md")})`;

/** Of several APIs, each with its stages. */
function urls({ apis }: GateDescription): string[] {
  const rows = apis.flatMap(({ name, urls }) => Object.values(urls).map((url) => [url, name]));
  return ["  Locked as the Terraform says:", ...table(rows)];
}

/** Where users sign in, and how with each client. */
function places({
  clients,
  identityPoolId,
  issuer,
  oauthUrl,
  region,
  userPoolId,
}: GateDescription): string[] {
  if (userPoolId === null) return [];
  return table([
    ["user pool", userPoolId, `${region}, issuer ${issuer}`],
    ...clients.map((client) => [`client ${client.name}`, client.clientId, waysOf(client).join(", ")]),
    ...(oauthUrl === null ? [] : [["login pages", `${oauthUrl}/oauth2/authorize`, page("login.md")]]),
    ...(identityPoolId === null ? [] : [["identity pool", identityPoolId, ""]]),
  ]);
}

/** What entries of explicit_auth_flows let users do. */
const WAYS: Readonly<Record<string, string>> = {
  ADMIN_NO_SRP_AUTH: "password by an administrator",
  ALLOW_ADMIN_USER_PASSWORD_AUTH: "password by an administrator",
  ALLOW_CUSTOM_AUTH: "custom challenges",
  ALLOW_REFRESH_TOKEN_AUTH: "refresh",
  ALLOW_USER_AUTH: "choice of first factor",
  ALLOW_USER_PASSWORD_AUTH: "password",
  ALLOW_USER_SRP_AUTH: "SRP",
  CUSTOM_AUTH_FLOW_ONLY: "custom challenges",
  USER_PASSWORD_AUTH: "password",
};

function waysOf({ clientSecret, flows, oauthFlows }: GateDescription["clients"][number]): string[] {
  return [
    ...flows.map((flow) => WAYS[flow] ?? flow),
    ...oauthFlows.map((flow) => `OAuth ${flow}`),
    ...(clientSecret === null ? [] : ["its secret: --json"]),
  ];
}

function people(gate: GateDescription): string[] {
  return table([
    ...gate.users.map((user) => [
      user.username,
      user.password ?? "(changed)",
      [
        ...user.groups,
        ...(user.mustChangePassword ? ["temporary password"] : []),
        ...(user.totpSecret === undefined ? [] : [`TOTP ${user.totpSecret}`]),
      ].join(", "),
    ]),
    ...gate.externalUsers.map((user) => [user.username, user.password, `at ${user.provider}`]),
    ...gate.samlProviders.flatMap(({ url, users }) =>
      users.map((user) => [user.username, user.password, `for a SAML response: ${url}`]),
    ),
    ...gate.systems.map((system) => [system.name, system.accessKeyId, "access key; its secret: --json"]),
    [
      "operator",
      gate.operator.accessKeyId,
      "access key for admin operations of user pools; its secret: --json",
    ],
    ...(gate.partner?.clients ?? []).map((client) => [
      client.clientId,
      client.clientSecret,
      `roles ${client.roles.join(", ")}`,
    ]),
    ...gate.apiKeys.map((key) => [key.name, key.value, "API key"]),
  ]);
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(([a = "", b = "", c = ""]) =>
    `  ${a.padEnd(widths[0] ?? 0)}  ${b.padEnd(widths[1] ?? 0)}  ${c}`.trimEnd(),
  );
}

/** Calls to paste: one without credentials, and one with a user's token; none if no route takes such a call. */
function calls(gate: GateDescription, { signedIn, unsigned }: Tries, state: string | undefined): string[] {
  const lines = [
    ...(unsigned === undefined ? [] : [`    curl -i ${quoted(`${gate.url}${unsigned}`)}`]),
    ...(signedIn ? signedInCalls(gate, signedIn, state) : []),
  ];
  return lines.length === 0 ? [] : ["  Try:", ...lines, ""];
}

function signedInCalls(
  gate: GateDescription,
  { path, token, user }: SignedInTry,
  state: string | undefined,
): string[] {
  const command = [
    `${npxGatehouse()} token`,
    ...(token === "IdToken" ? ["--id"] : []),
    ...(state === undefined ? [] : ["--state", quoted(state)]),
    ...(user.username.startsWith("-") ? ["--"] : []),
    quoted(user.username),
  ];
  return [
    `    TOKEN=$(${command.join(" ")})`,
    `    curl -i ${quoted(`${gate.url}${path}`)} -H "authorization: Bearer $TOKEN"`,
  ];
}

/** As one word of a shell: names of stages and users come from the Terraform, and users paste the lines. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
