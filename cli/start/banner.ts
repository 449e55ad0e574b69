import type { GateDescription } from "../../gateway";
import type { SignedInTry, Tries } from "./tries";

/**
 * What `gatehouse start` prints without --json.
 *
 * @param access the table of who may call what
 * @param tries the calls to paste
 */
export function welcome(gate: GateDescription, access: string, tries: Tries): string {
  return [
    "",
    `  ${gate.url}   locked as the Terraform says`,
    "",
    ...access
      .trimEnd()
      .split("\n")
      .map((line) => `  ${line}`.trimEnd()),
    "",
    ...people(gate),
    "",
    ...calls(gate, tries),
  ].join("\n");
}

function people(gate: GateDescription): string[] {
  const rows = [
    ...gate.users.map((user) => [user.username, user.password ?? "(changed)", user.groups.join(", ")]),
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
  ];
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(
    ([a = "", b = "", c = ""]) => `  ${a.padEnd(widths[0] ?? 0)}  ${b.padEnd(widths[1] ?? 0)}  ${c}`,
  );
}

/** Calls to paste: one without credentials, and one with a user's token; none if no route takes such a call. */
function calls(gate: GateDescription, { signedIn, unsigned }: Tries): string[] {
  const lines = [
    ...(unsigned === undefined ? [] : [`    curl -i ${quoted(`${gate.url}${unsigned}`)}`]),
    ...(signedIn ? signedInCalls(gate, signedIn) : []),
  ];
  return lines.length === 0 ? [] : ["  Try:", ...lines, ""];
}

function signedInCalls(gate: GateDescription, { path, token, user }: SignedInTry): string[] {
  const body = JSON.stringify({
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: gate.scriptClientId,
    AuthParameters: { USERNAME: user.username, PASSWORD: user.password },
  });
  return [
    `    TOKEN=$(curl -s ${quoted(gate.endpoint)} -H 'content-type: application/x-amz-json-1.1' \\`,
    `      -H 'x-amz-target: AWSCognitoIdentityProviderService.InitiateAuth' -d ${quoted(body)} \\`,
    `      | node -p 'JSON.parse(require("fs").readFileSync(0)).AuthenticationResult.${token}')`,
    `    curl -i ${quoted(`${gate.url}${path}`)} -H "authorization: Bearer $TOKEN"`,
  ];
}

/** As one word of a shell: names of stages and users come from the Terraform, and users paste the lines. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
