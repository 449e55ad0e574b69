import { differenceText } from "../../../../cli/render/difference/text";
import type { Access, Difference } from "../../../../terraform/access/difference";
import { all, LOCKED, OPEN, reported, sideOf } from "./sides";

test("routes at which the same changes for the same callers are one line, with a list below", () => {
  const lines = differenceText(reported(all(LOCKED), all(OPEN))).split("\n");
  expect(lines.slice(0, 3)).toEqual([
    "Wider",
    "  84 routes: everybody may now call them (was: group:admin), by aws_iam_role_policy.x  roles.tf:3",
    "    GET /pets/0",
  ]);
  expect(lines.slice(12)).toEqual(["    … and 74 more; --verbose lists them", ""]);
  expect(differenceText(reported(all(LOCKED), all(OPEN)), { verbose: true }).split("\n")).toHaveLength(87);
});

test("one route is one line, with what decides and its place", () => {
  const found = reported(
    sideOf({ "GET /pets": LOCKED }),
    sideOf({ "GET /pets": ["no", "no", "yes", "yes"] }),
  );
  expect(differenceText(found)).toBe(
    "Wider\n  GET /pets: group:owner may now call it (was: denied), by aws_iam_role_policy.x  roles.tf:3\n",
  );
});

test("on a terminal, what is wider than it goes on below", () => {
  const found = reported(sideOf({ "GET /pets": LOCKED }), sideOf({ "GET /pets": OPEN }));
  expect(differenceText(found, { width: 60 })).toBe(
    [
      "Wider",
      "  GET /pets: everybody may now call it (was: group:admin),",
      "      by aws_iam_role_policy.x  roles.tf:3",
      "",
    ].join("\n"),
  );
});

test("callers for whom the same changes stand in one line", () => {
  const [base, head] = [
    sideOf({ "GET /a": ["no", "no", "no", "no"] }),
    sideOf({ "GET /a": ["no", "yes", "yes", "yes"] }),
  ];
  expect(differenceText(reported(base, head))).toContain(
    "GET /a: signed-in, group:admin and group:owner may now call it (was: denied)",
  );
});

test("callers with a statement each stand in one line, which counts the statements", () => {
  const [base, head] = [
    sideOf({ "GET /a": ["no", "no", "no", "no"] }),
    sideOf({ "GET /a": ["no", "no", "yes", "yes"] }),
  ];
  const apart = head.routes.map((route) => ({
    ...route,
    cells: route.cells.map((cell) => ({
      ...cell,
      source: { address: `aws_iam_role_policy.${cell.principal.replace("group:", "")}` },
    })),
  }));
  expect(differenceText(reported(base, { ...head, routes: apart }))).toBe(
    "Wider\n  GET /a: group:admin and group:owner may now call it (was: denied), by aws_iam_role_policy.admin and 1 more\n",
  );
});

test("what is not the same for all is a line of its own", () => {
  const [base, head] = [
    sideOf({ "GET /a": ["no", "no", "no", "no"], "GET /b": ["no", "no", "no", "no"], "GET /c": LOCKED }),
    sideOf({
      "GET /a": ["no", "no", "yes", "no"],
      "GET /b": ["no", "no", "yes api-key", "no"],
      "GET /c": ["no", "no", "?", "no"],
    }),
  ];
  const wider = differenceText(reported(base, head)).split("\n");
  expect(wider.filter((line) => line.startsWith("  GET"))).toEqual([
    expect.stringContaining("GET /a: group:admin may now call it (was: denied)"),
    expect.stringContaining("GET /b: group:admin may now call it only with an API key (was: denied)"),
    expect.stringContaining(
      "GET /c: it is not known any more whether group:admin may call it (was: allowed), because",
    ),
  ]);
});

test("equal lines of several APIs and function URLs are one", () => {
  const of = (cells: readonly string[]) =>
    sideOf({
      "GET /a": { cells, api: "store" },
      "GET /b": { cells, api: "store" },
    });
  const others = (cells: readonly string[]) =>
    sideOf({
      "GET /c": { cells, api: "billing", apiAddress: "billing", stage: "live" },
      "ANY $default": { cells, api: "mail", apiAddress: "mail", kind: "url" },
    });
  const both = (cells: readonly string[]) => ({
    ...of(cells),
    routes: [...of(cells).routes, ...others(cells).routes],
  });
  expect(differenceText(reported(of(LOCKED), of(OPEN)))).toMatch(
    /^Wider\n {2}2 routes of store: everybody may now call them .*\n {4}GET \/a\n {4}GET \/b\n$/,
  );
  expect(differenceText(reported(both(LOCKED), both(OPEN))).split("\n")).toEqual([
    "Wider",
    "  3 routes of 2 APIs and 1 function URL: everybody may now call them (was: group:admin), " +
      "by aws_iam_role_policy.x  roles.tf:3",
    "    store GET /a",
    "    store GET /b",
    "    billing, live GET /c",
    "    mail ANY $default",
    "",
  ]);
});

test("callers with equal changes at the same routes are one line, where that gives fewer lines", () => {
  const names = (cells: readonly (readonly string[])[]) =>
    sideOf(Object.fromEntries(cells.map((of, index) => [`GET /${index}`, of])));
  const none = [0, 1, 2, 3].map(() => ["no", "no", "no", "no"]);
  const gained = [
    ["no", "yes", "yes", "yes"],
    ["no", "yes", "yes", "no"],
    ["no", "yes", "no", "yes"],
    ["no", "yes", "no", "no"],
  ];
  const text = differenceText(reported(names(none), names(gained)));
  expect(text.match(/^ {2}\S.*?\(/gm)).toEqual([
    "  4 routes: signed-in may now call them (",
    "  2 routes: group:admin may now call them (",
    "  2 routes: group:owner may now call them (",
  ]);
  expect(text.match(/^ {4}.*/gm)).toHaveLength(8);
});

test("equal rights of several principals are one line, which lists their policies", () => {
  const right = (name: string) => {
    const [resource, holder] = [`aws_iam_role_policy.${name}`, `aws_iam_role.${name}`];
    return { resource, holder, what: `${holder} may now lambda:* on f` } as Difference["trust"][number];
  };
  const side = sideOf({ "GET /a": LOCKED });
  const lines = (...names: string[]) =>
    differenceText(reported(side, side, { trust: names.map(right) }))
      .split("\n")
      .slice(1, -1);
  expect(lines("a")).toEqual(["  aws_iam_role_policy.a: aws_iam_role.a may now lambda:* on f"]);
  expect(lines("a", "b")).toEqual([
    "  2 resources: their principals may now lambda:* on f",
    "    aws_iam_role_policy.a of aws_iam_role.a",
    "    aws_iam_role_policy.b of aws_iam_role.b",
  ]);
});

test("other trust stands first, then wider, narrower, what cannot be told", () => {
  const trust = {
    resource: "aws_lambda_function.gate",
    what: 'ISSUER is "b" (was: "a")',
  } as Difference["trust"][number];
  const [base, head] = [
    sideOf({ "GET /a": LOCKED, "GET /b": OPEN }),
    sideOf({ "GET /a": OPEN, "GET /b": LOCKED }),
  ];
  const undecided = [
    { resource: "module.a", why: "it is not read" },
    { resource: "module.b", why: "it is not read" },
  ];
  const text = differenceText(reported(base, head, { trust: [trust], undecided }));
  expect(text.match(/^\w.*$/gm)).toEqual(["Other trust", "Wider", "Narrower", "Cannot tell"]);
  expect(text).toContain('  aws_lambda_function.gate: ISSUER is "b" (was: "a")\n');
  expect(text).toContain("  2 resources: it is not read\n    module.a\n    module.b\n");
});

test("nothing but warnings is said so", () => {
  const side = sideOf({ "GET /a": LOCKED });
  const warnings = [{ address: "aws_cognito_user_pool.p", message: "anyone may sign up" }];
  expect(differenceText({ ...reported(side, side), warnings })).toBe(
    "Nobody may call more or less than before.\n\nNew warnings\n  aws_cognito_user_pool.p: anyone may sign up\n",
  );
});

const access: Access = { decision: "deny", reason: "" };
test("a name cannot stand for a word of the sentence", () => {
  const change = {
    kind: "rest" as const,
    method: "GET",
    path: "/a",
    principal: "group:BEFORE WHO",
    from: access,
  };
  const found = reported(sideOf({}), sideOf({}));
  const widened = [{ ...change, to: { ...access, decision: "allow" as const } }];
  expect(differenceText({ ...found, found: { ...found.found, widened } })).toContain(
    "GET /a: group:BEFORE WHO may now call it (was: denied)",
  );
});
