import { parsePolicy } from "../../../../terraform/access/iam/parse";
import { systemRoles, withoutIdle } from "../../../../terraform/access/matrix/systems";
import type { ApiModel } from "../../../../terraform/model";

const executionArn = "arn:aws:execute-api:us-east-1:111111111111:abc";
const allow = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
const condition = { StringEquals: { "aws:SourceVpc": "vpc-1" } };

/** A role whose one policy has these statements, or a text that is not known. */
function role(name: string, ...statements: readonly object[]) {
  const text = { Version: "2012-10-17", Statement: statements };
  const document = statements.length === 0 ? { unknown: "known after apply" } : parsePolicy(text, name);
  return { address: name, name, arn: `arn:${name}`, policies: [{ address: name, name, document }] };
}

const method = (verb: string, path: string, authorization = "AWS_IAM") => ({
  verb,
  path,
  authorization,
  address: `${verb} ${path}`,
});

/** The names of the roles that are systems', of an API with these methods. */
function systemsOf(
  roles: readonly ReturnType<typeof role>[],
  methods = [method("GET", "/pets"), method("ANY", "/pets/{id}"), method("POST", "/open", "NONE")],
  others: Partial<Record<"apis" | "httpApis" | "userPools" | "identityPools", readonly unknown[]>> = {},
) {
  const api = { executionArn, methods, stages: [{ name: "dev" }] };
  const model = { apis: [api], roles, userPools: [], identityPools: [], ...others };
  return systemRoles(model as unknown as ApiModel).map(({ name }) => name);
}

const on = (rest: string) => ({ ...allow, Resource: `${executionArn}/${rest}` });

describe("a system's role", () => {
  test.each<[string, readonly object[], boolean]>([
    ["everything", [allow], true],
    ["one method", [on("dev/GET/pets")], true],
    ["a method at a parameter", [on("dev/GET/pets/*")], true],
    ["a value of a parameter", [on("dev/GET/pets/7")], true],
    ["a verb that ANY stands for", [on("dev/DELETE/pets/7")], true],
    ["a value with a wildcard in it", [on("dev/PUT/pets/a*b")], true],
    ["a value of one character", [on("dev/GET/pets/?")], true],
    ["a value of a certain length", [on("dev/PUT/pets/id-??")], true],
    ["a path whose last characters may be any", [on("dev/GET/pet?")], true],
    ["a stage whose last character may be any", [on("de?/GET/pets")], true],
    ["a path that is longer than any method's", [on("dev/GET/pets?")], false],
    ["the caller's own value", [on("dev/GET/pets/${aws:PrincipalTag/pet}")], true],
    ["the caller's own value with more behind it", [on("dev/GET/pets/${aws:PrincipalTag/pet}-x")], true],
    [
      "all but a verb of one method",
      [
        on("dev/*/pets/7"),
        ...["DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"].map((verb) => ({
          ...on(`dev/${verb}/*`),
          Effect: "Deny",
        })),
      ],
      true,
    ],
    ["a verb that no method has", [on("dev/POST/pets")], false],
    ["a method that is open to everybody", [on("dev/POST/open")], false],
    ["a path that no method has", [on("dev/GET/toys")], false],
    ["a path that no method has, on any stage", [on("*/GET/toys")], false],
    ["another stage", [on("prod/GET/pets")], false],
    ["another API", [{ ...allow, Resource: `${executionArn}d/dev/GET/pets` }], false],
    ["another action", [{ ...allow, Action: "s3:*" }], false],
    ["a method under a condition", [{ ...on("dev/GET/pets"), Condition: condition }], true],
    ["what a Deny takes away", [allow, { ...allow, Effect: "Deny" }], false],
    [
      "what a Deny takes away under a condition",
      [allow, { ...allow, Effect: "Deny", Condition: condition }],
      true,
    ],
    [
      "all but one method",
      [{ ...allow, Resource: undefined, NotResource: `${executionArn}/dev/GET/pets` }],
      true,
    ],
    ["all but this API", [{ ...allow, Resource: undefined, NotResource: `${executionArn}/*` }], false],
    ["what is not known", [], true],
  ])("may invoke: %s: %j", (_, statements, expected) => {
    expect(systemsOf([role("one", ...statements)])).toEqual(expected ? ["one"] : []);
  });

  test("may invoke one stage of one of several APIs", () => {
    const api = (id: string, ...stages: readonly string[]) => ({
      executionArn: executionArn.replace("abc", id),
      methods: [method("GET", "/pets")],
      stages: stages.map((name) => ({ name })),
    });
    const apis = [api("one", "v1"), api("abc", "v1", "dev", "v2"), api("none")];
    expect(systemsOf([role("one", on("dev/GET/pets"))], [], { apis })).toEqual(["one"]);
    expect(systemsOf([role("one", on("v3/GET/pets"))], [], { apis })).toEqual([]);
  });

  test.each<[string, unknown, object, boolean]>([
    ["names it", { AWS: "arn:aws:iam::111111111111:role/one" }, {}, true],
    ["names everybody", "*", {}, true],
    ["names its account", { AWS: "111111111111" }, {}, false],
    ["names another", { AWS: "arn:aws:iam::111111111111:role/two" }, {}, false],
    ["names it, for a path that no method has", "*", on("dev/GET/toys"), false],
    ["names it, under a condition", "*", { Condition: condition }, true],
  ])("is let in by a resource policy that %s", (_, Principal, change, expected) => {
    const text = { Version: "2012-10-17", Statement: [{ ...allow, Principal, ...change }] };
    const policy = { address: "p", name: "p", document: parsePolicy(text, "p", "resource") };
    const apis = [{ executionArn, methods: [method("GET", "/pets")], stages: [{ name: "dev" }], policy }];
    const one = { ...role("one", { ...allow, Action: "s3:*" }), arn: "arn:aws:iam::111111111111:role/one" };
    expect(systemsOf([one], [], { apis })).toEqual(expected ? ["one"] : []);
  });

  test("is kept out by a resource policy's Deny, and by no text that is not known", () => {
    const api = { executionArn, methods: [method("GET", "/pets")], stages: [{ name: "dev" }] };
    const text = {
      Version: "2012-10-17",
      Statement: [{ ...allow, Effect: "Deny", Principal: "*", Resource: "*" }],
    };
    const denies = { address: "p", name: "p", document: parsePolicy(text, "p", "resource") };
    const unknown = { address: "p", name: "p", document: { unknown: "known after apply" } };
    expect(systemsOf([role("one", allow)], [], { apis: [{ ...api, policy: denies }] })).toEqual([]);
    expect(systemsOf([role("one", allow)], [], { apis: [{ ...api, policy: unknown }] })).toEqual(["one"]);
    const both = { ...role("one", allow), policies: [unknown, ...role("one", allow).policies] };
    expect(systemsOf([both])).toEqual(["one"]);
  });

  test("at the value of a parameter only where no other method, open to all, takes the path", () => {
    const methods = [method("GET", "/pets/{id}"), method("GET", "/pets/7", "NONE")];
    expect(systemsOf([role("one", on("dev/GET/pets/7"))], methods)).toEqual([]);
    expect(systemsOf([role("one", on("dev/GET/pets/8"))], methods)).toEqual(["one"]);
  });

  test("may invoke what the route $default of an HTTP API takes, by the request or by the route", () => {
    const api = {
      kind: "http",
      executionArn,
      methods: [method("ANY", "$default")],
      stages: [{ name: "dev" }],
    };
    const others = { apis: [], httpApis: [api] };
    for (const path of ["dev/$default", "dev/GET/anything"])
      expect(systemsOf([role("one", on(path))], [], others)).toEqual(["one"]);
    expect(systemsOf([role("one", on("v2/$default"))], [], others)).toEqual([]);
    const rest = [{ ...api, kind: "rest", methods: [method("ANY", "/{any}")] }];
    expect(systemsOf([role("one", on("dev/$default"))], [], { apis: rest })).toEqual([]);
  });

  test("is not one, if there is nothing to sign for", () => {
    expect(systemsOf([role("one", allow)], [method("GET", "/pets", "NONE")])).toEqual([]);
    expect(systemsOf([role("one", allow)], [])).toEqual([]);
  });

  test("is not one that people get", () => {
    const names = ["group", "signed-in", "guest", "rule", "system"];
    const [group, signedIn, guest, rule] = names.map((name) => ({ roleArn: `arn:${name}` }));
    const people = {
      userPools: [{ groups: [group, {}] }],
      identityPools: [
        {
          authenticatedRoleArn: signedIn?.roleArn,
          unauthenticatedRoleArn: guest?.roleArn,
          roleMappings: [{ rules: [rule] }, {}],
        },
      ],
    };
    const roles = names.map((name) => role(name, allow));
    expect(systemsOf(roles)).toEqual(names);
    expect(systemsOf(roles, undefined, people)).toEqual(["system"]);
    // Without an identity pool, nothing gives people the role of a group.
    expect(systemsOf(roles, undefined, { userPools: people.userPools })).toEqual(names);
  });

  test("is not one by a policy that it has elsewhere", () => {
    const { policies, ...one } = role("one", allow);
    const elsewhere = policies.map((policy) => ({ ...policy, isElsewhere: true }));
    expect(systemsOf([{ ...one, policies: elsewhere }])).toEqual([]);
  });
});

describe("users and groups that are made elsewhere", () => {
  const api = { executionArn, methods: [method("GET", "/pets")], stages: [{ name: "dev" }] };
  const model = { apis: [api], roles: [], userPools: [], identityPools: [] } as unknown as ApiModel;
  const [idle, caller, own] = [
    { ...role("idle", { ...allow, Action: "s3:*" }), isOutside: true },
    { ...role("caller", allow), isOutside: true },
    role("own", { ...allow, Action: "s3:*" }),
  ];

  test("are left out where no policy lets them call", () => {
    const people = {
      users: [idle, caller, own],
      groups: [own, caller, idle],
    } as unknown as Partial<ApiModel>;
    const { groups, users, ...rest } = withoutIdle({ ...model, ...people });
    expect([users, groups]).toEqual([
      [caller, own],
      [own, caller],
    ]);
    expect(rest).toEqual(model);
  });

  test("are not added where there are none", () => {
    expect(withoutIdle(model)).toStrictEqual(model);
  });
});
