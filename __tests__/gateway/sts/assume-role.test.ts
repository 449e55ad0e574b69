import { type RunningGate, runGate } from "../gates";
import { PROVIDER, roleArn } from "../petstore/names";
import { byAccount } from "../petstore/roles";
import {
  assumeRole,
  byPoolToken,
  credentialsIn,
  errorOf,
  onlyOfTeam,
  petRole,
  petsStatus,
  type sts,
  trusting,
  withRoles,
} from "./sts-gate";

/** AssumeRole: roles for the operator and for systems, and tags of their sessions. */

const tag = (key: string, value: string) => ({ "Tags.member.1.Key": key, "Tags.member.1.Value": value });

let running: RunningGate;
beforeAll(async () => {
  running = await runGate(
    withRoles([
      petRole("web", byPoolToken({ [`${PROVIDER}:aud`]: "scripts" })),
      petRole("account", byAccount),
      {
        ...petRole("tagged", {
          ...byAccount,
          actions: ["sts:AssumeRole", "sts:TagSession"],
          conditions: [{ operator: "StringEquals", key: "aws:RequestTag/team", values: ["blue"] }],
        }),
        policies: [onlyOfTeam("blue")],
      },
      petRole("by-warehouse", trusting({ AWS: [roleArn("warehouse")] }, "sts:AssumeRole")),
      petRole("with-id", {
        ...byAccount,
        conditions: [{ operator: "StringEquals", key: "sts:ExternalId", values: ["4711"] }],
      }),
    ]),
  );
});
afterAll(() => running.stop());

const status = (method: string, credentials: ReturnType<typeof credentialsIn>) =>
  petsStatus(running, method, credentials);

describe("AssumeRole", () => {
  const ask = (role: string, credentials: Parameters<typeof sts>[3], more: Record<string, string> = {}) =>
    assumeRole(running, role, more, credentials);
  const warehouse = () => {
    const found = running.gate.description.systems.find(({ name }) => name === "warehouse");
    if (!found) throw new Error("no warehouse");
    return found;
  };

  test("the operator, as the account's administrator, assumes a role that trusts the account", async () => {
    const answer = await ask("account", running.gate.description.operator);
    expect(await status("POST", credentialsIn(answer))).toBe(200);
  });

  test("a system assumes a role that names it, without a policy of its own", async () => {
    expect(await status("GET", credentialsIn(await ask("by-warehouse", warehouse())))).toBe(200);
  });

  test.each<[string, () => Promise<Awaited<ReturnType<typeof sts>>>, RegExp]>([
    [
      "a system whose policies do not allow it",
      () => ask("account", warehouse()),
      /^AccessDenied: User: arn:aws:sts::123456789012:assumed-role\/warehouse\/localhost is not authorized to perform: sts:AssumeRole on resource: /,
    ],
    [
      "a role that another caller is named by",
      () => ask("by-warehouse", running.gate.description.operator),
      /^AccessDenied: /,
    ],
    ["a missing external id", () => ask("with-id", running.gate.description.operator), /^AccessDenied: /],
    ["a role for tokens", () => ask("web", running.gate.description.operator), /^AccessDenied: /],
    ["no signature", () => ask("account", undefined), /^MissingAuthenticationToken: /],
    [
      "unknown keys",
      () => ask("account", { accessKeyId: "AKIA7", secretAccessKey: "x" }),
      /^InvalidClientTokenId: /,
    ],
    [
      "a wrong secret",
      () => ask("account", { ...warehouse(), secretAccessKey: "x" }),
      /^SignatureDoesNotMatch: /,
    ],
    [
      "tags that the trust policy does not allow",
      () => ask("account", running.gate.description.operator, tag("team", "")),
      /^AccessDenied: /,
    ],
    [
      "another tag than the trust policy asks for",
      () => ask("tagged", running.gate.description.operator, tag("team", "red")),
      /^AccessDenied: /,
    ],
    [
      "no tag where the trust policy asks for one",
      () => ask("tagged", running.gate.description.operator),
      /^AccessDenied: /,
    ],
    [
      "tags that differ in case alone",
      () =>
        ask("tagged", running.gate.description.operator, {
          ...tag("team", "blue"),
          "Tags.member.2.Key": "Team",
          "Tags.member.2.Value": "",
        }),
      /^InvalidParameterValue: Duplicate tag keys/,
    ],
    [
      "a tag of AWS",
      () => ask("tagged", running.gate.description.operator, tag("aws:team", "blue")),
      /^ValidationError: The tag aws:team/,
    ],
    [
      "transitive tags",
      () => ask("account", running.gate.description.operator, { "TransitiveTagKeys.member.1": "team" }),
      /^ValidationError: The parameter TransitiveTagKeys.member.1 of AssumeRole is not served by this gate\.$/,
    ],
    [
      "a source identity",
      () => ask("account", running.gate.description.operator, { SourceIdentity: "someone" }),
      /^ValidationError: The parameter SourceIdentity of AssumeRole is not served by this gate\.$/,
    ],
  ])("%s: refused", async (_name, asked, expected) => {
    const answer = await asked();
    expect(errorOf(answer)).toMatch(expected);
    expect(answer.body).not.toContain("<SecretAccessKey>");
  });

  test("tags are keys of the session's requests", async () => {
    const answer = await ask("tagged", running.gate.description.operator, tag("team", "blue"));
    expect(await status("GET", credentialsIn(answer))).toBe(200);
  });

  test("with the external id, the role is given", async () => {
    const answer = await ask("with-id", running.gate.description.operator, { ExternalId: "4711" });
    expect(answer.status).toBe(200);
  });
});
