import type { GateDescription } from "../gateway/description";

/**
 * What `gatehouse start` prints for people.
 *
 * @param access the table of who may call what
 */
export function welcome(gate: GateDescription, access: string): string {
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
    ...calls(gate),
    "",
  ].join("\n");
}

function people(gate: GateDescription): string[] {
  const rows = [
    ...gate.users.map((user) => [user.username, user.password, user.groups.join(", ")]),
    ...gate.systems.map((system) => [system.name, system.accessKeyId, "access key; its secret: --json"]),
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

/** Three calls to paste: nobody, a user with a token, and who that user is. */
function calls(gate: GateDescription): string[] {
  const user = gate.users.at(-1);
  const client = gate.scriptClientId ?? gate.clientId;
  const lines = ["  Try:", `    curl -i ${quoted(`${gate.url}/pets`)}`];
  if (!user || !client) return lines;
  const body = JSON.stringify({
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: client,
    AuthParameters: { USERNAME: user.username, PASSWORD: user.password },
  });
  return [
    ...lines,
    `    TOKEN=$(curl -s ${quoted(gate.endpoint)} -H 'content-type: application/x-amz-json-1.1' \\`,
    `      -H 'x-amz-target: AWSCognitoIdentityProviderService.InitiateAuth' -d ${quoted(body)} \\`,
    `      | node -p 'JSON.parse(require("fs").readFileSync(0)).AuthenticationResult.AccessToken')`,
    `    curl -i ${quoted(`${gate.url}/products`)} -H "authorization: Bearer $TOKEN"`,
  ];
}

/** As one word of a shell: stages and users have names of anybody's Terraform, and people paste the lines. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
