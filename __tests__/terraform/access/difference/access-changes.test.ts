import { accessChanges } from "../../../../terraform/access/difference/access-changes";
import { type AccessMatrix, accessMatrix } from "../../../../terraform/access/matrix/matrix";
import type { Resources } from "../../build/people";
import { allow, type Methods, policy, shop } from "../../build/shop";

const iam = { authorization: "AWS_IAM" };
const open = { authorization: "NONE" };

function matrix(methods: Methods, resources: Resources = {}): AccessMatrix {
  return accessMatrix(shop(methods, resources));
}

/** `POST /pets group:user: deny -> allow` */
function lines(base: AccessMatrix, head: AccessMatrix): { widened: string[]; narrowed: string[] } {
  const { narrowed, widened } = accessChanges(base, head);
  const line = ({ from, method, path, principal, to }: (typeof widened)[number]) =>
    `${method} ${path} ${principal}: ${[from, to].map((side) => [side.decision, ...(side.requires ?? [])].join("+")).join(" -> ")}`;
  return { widened: widened.map(line), narrowed: narrowed.map(line) };
}

test("nothing changes between a matrix and itself", () => {
  const one = matrix({ "GET /pets": iam, "ANY /{proxy+}": open }, policy(allow("GET/pets")));
  expect(accessChanges(one, one)).toEqual({ widened: [], narrowed: [], unknown: [] });
});

test("a grant widens, its removal narrows, and the statement is named", () => {
  const before = matrix({ "POST /pets": iam }, policy(allow("GET/pets")));
  const after = matrix({ "POST /pets": iam }, policy(allow("GET/pets"), allow("POST/pets")));
  expect(lines(before, after)).toEqual({ widened: ["POST /pets group:user: deny -> allow"], narrowed: [] });
  expect(lines(after, before)).toEqual({ widened: [], narrowed: ["POST /pets group:user: allow -> deny"] });
  expect(accessChanges(before, after).widened[0]?.to.source).toEqual({
    address: "shop/aws_iam_role_policy.user",
    statement: 1,
  });
});

test("what is not known any more counts as wider", () => {
  const before = matrix({ "GET /pets": iam });
  const after = matrix(
    { "GET /pets": iam },
    policy(allow("GET/pets", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })),
  );
  expect(lines(before, after).widened).toEqual(["GET /pets group:user: deny -> unknown"]);
});

test("an API key that need not come along any more widens", () => {
  const before = matrix({ "GET /pets": { ...open, api_key_required: true } });
  expect(lines(before, matrix({ "GET /pets": open })).widened).toContain(
    "GET /pets anonymous: allow+api-key -> allow",
  );
});

test("a guarded route that is gone is wider where an open one answers in its place", () => {
  const before = matrix({ "GET /admin": iam, "ANY /{proxy+}": open });
  const after = matrix({ "ANY /{proxy+}": open });
  expect(lines(before, after).widened).toContain("GET /admin anonymous: deny -> allow");
  expect(accessChanges(before, after).widened[0]?.to.answeredBy).toBe("ANY /{proxy+}");
});

test("a guarded route that is new is narrower where an open one answered", () => {
  const before = matrix({ "ANY /{proxy+}": open });
  const after = matrix({ "GET /admin": iam, "ANY /{proxy+}": open });
  expect(lines(before, after).widened).toEqual([]);
  expect(lines(before, after).narrowed).toContain("GET /admin anonymous: allow -> deny");
});

test("an ANY that becomes a GET is narrower for the other verbs alone", () => {
  const before = matrix({ "ANY /pets": open });
  const after = matrix({ "GET /pets": open });
  const { narrowed, widened } = lines(before, after);
  expect(widened).toEqual([]);
  expect(narrowed.filter((line) => line.includes("anonymous"))).toEqual(
    ["DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"].map(
      (verb) => `${verb} /pets anonymous: allow -> absent`,
    ),
  );
});

test("a new open ANY is said once, not for each verb", () => {
  const after = matrix({ "GET /pets": iam, "ANY /public": open });
  expect(lines(matrix({ "GET /pets": iam }), after).widened).toContain(
    "ANY /public anonymous: absent -> allow",
  );
});

test("a new principal widens access only where anonymous callers had none", () => {
  const robot: Resources = {
    aws_iam_user: { robot: { name: "robot" } },
    aws_iam_user_policy: {
      robot: {
        name: "p",
        user: "${aws_iam_user.robot.name}",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [allow("GET/pets")] }),
      },
    },
  };
  const methods = { "GET /pets": iam, "GET /health": open };
  expect(lines(matrix(methods), matrix(methods, robot))).toEqual({
    widened: ["GET /pets iam:robot: absent -> allow"],
    narrowed: [],
  });
});
