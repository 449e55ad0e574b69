import type { IamRole } from "../../../terraform/model";
import { type RunningGate, runGate } from "../gates";
import { byAccount } from "../petstore/roles";
import {
  allowIf,
  assumeRole,
  credentialsIn,
  onlyOfTeam,
  petRole,
  petsStatus,
  trusting,
  withRoles,
} from "./sts-gate";

/** A role's own tags, which conditions of policies ask for. */

const byTeam = { ...byAccount, actions: ["sts:AssumeRole", "sts:TagSession"] };

const tagged = (name: string, tags?: IamRole["tags"]): IamRole => ({
  ...petRole(name, byTeam),
  policies: [onlyOfTeam("blue")],
  ...(tags && { tags }),
});

let running: RunningGate;
beforeAll(async () => {
  running = await runGate(
    withRoles([
      tagged("blue", { Team: "blue", cost: "1" }),
      tagged("red", { team: "red" }),
      tagged("untagged", {}),
      tagged("unknown"),
      {
        ...petRole("manager", byAccount),
        policies: [allowIf("sts:AssumeRole", "*", ["iam:ResourceTag/team", "blue"])],
      },
      { ...petRole("blue-target", byAccount), tags: { team: "blue" } },
      { ...petRole("red-target", byAccount), tags: { team: "red" } },
      petRole("by-tag", {
        ...trusting({ AWS: ["*"] }, "sts:AssumeRole", { "aws:PrincipalTag/team": "blue" }),
      }),
    ]),
  );
});
afterAll(() => running.stop());

const assume = (
  name: string,
  more: Record<string, string> = {},
  credentials = running.gate.description.operator,
) => assumeRole(running, name, more, credentials);
const tag = (value: string) => ({ "Tags.member.1.Key": "team", "Tags.member.1.Value": value });

test.each<readonly [role: string, session: Record<string, string>, status: number]>([
  // Names of tags have no case.
  ["blue", {}, 200],
  ["red", {}, 403],
  ["untagged", {}, 403],
  // Its tags are not known, so what depends on them is not decided.
  ["unknown", {}, 500],
  // A tag of the session comes before the role's own.
  ["red", tag("blue"), 200],
  ["blue", tag("red"), 403],
  ["unknown", tag("blue"), 200],
])("a session of the role %s with %j gets %i", async (role, session, status) => {
  const credentials = credentialsIn(await assume(role, session));
  running.ran();
  expect(await petsStatus(running, "GET", credentials)).toBe(status);
  if (status !== 200) expect(running.ran()).toEqual([]);
});

test("the tags of the role that is assumed are those of the resource", async () => {
  const manager = credentialsIn(await assume("manager"));
  expect((await assume("blue-target", {}, manager)).status).toBe(200);
  expect((await assume("red-target", {}, manager)).status).toBe(403);
});

test("a trust policy may ask for a tag of the caller's role", async () => {
  const caller = async (name: string) => {
    const credentials = credentialsIn(await assume(name));
    return (await assume("by-tag", {}, credentials)).status;
  };
  expect([await caller("blue-target"), await caller("red-target")]).toEqual([200, 403]);
  expect((await assume("by-tag")).status).toBe(403);
});
