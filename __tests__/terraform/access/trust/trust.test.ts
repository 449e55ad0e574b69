import { authorizers } from "./authorizers";
import { backends } from "./backends";
import { codeSources } from "./code-sources";
import { federation } from "./federation";
import { firewalls } from "./firewalls";
import { functions } from "./functions";
import { identityPools } from "./identity-pools";
import { members } from "./members";
import { moves } from "./moves";
import { readingKeys } from "./reading-keys";
import { rights } from "./rights";
import { roles } from "./roles";
import { stageVariables } from "./stage-variables";
import { differences, type TrustCases } from "./town";
import { unsaid } from "./unsaid";
import { userPools } from "./user-pools";
import { waysIn } from "./ways-in";

const tables: Readonly<Record<string, TrustCases>> = {
  authorizers,
  functions,
  "stage variables": stageVariables,
  "code and rules": codeSources,
  "user pools": userPools,
  members,
  "what moves": moves,
  "identity pools": identityPools,
  roles,
  federation,
  "rights to change": rights,
  "rights to read keys": readingKeys,
  "ways in": { ...waysIn, ...firewalls },
  backends,
  "what says nothing": unsaid,
};

test("the town is equal to itself", () => {
  expect(differences({})).toEqual([]);
});

describe.each(Object.entries(tables))("%s", (_, cases) => {
  test.each(Object.entries(cases))("%s", (__, { says, ...sides }) => {
    expect(differences(sides)).toEqual(says);
  });

  test("is seen in the other direction too", () => {
    for (const { base = {}, head = {}, says } of Object.values(cases))
      if (says.length > 0) expect(differences({ base: head, head: base })).not.toEqual([]);
  });
});
