import { guard } from "../../cli/commands/guard";
import { replacedPool, widening } from "../terraform/applied/orders";
import { allow, policy, shopDocument } from "../terraform/build/shop";
import { captured, fileOf, outputOf, removeFolders } from "./captured";

afterAll(removeFolders);

const iam = { authorization: "AWS_IAM" };
const folder = (...grants: string[]) =>
  outputOf(shopDocument({ "GET /pets": iam, "POST /pets": iam }, policy(allow(grants))));
const config = (guarded: unknown) => fileOf("gatehouse.json", JSON.stringify({ guard: guarded }));
const stage = [
  "stage-without-logs",
  "stage-without-waf",
  "stage-without-throttle",
  "deletion-protection-off",
].map((rule) => ({ rule, resource: "*", reason: "a test" }));

test("a broken rule is printed with its reason and its fix, and has status 3", async () => {
  const { out, status } = await captured(guard, folder("GET/*"), "--config", config({ waivers: stage }));
  expect(status).toBe(3);
  expect(out).toMatch(
    /^wildcard-in-policy: .*\n {2}! shop\/aws_iam_role_policy\.user: statement 0 allows execute-api:Invoke on \$\{.*\.execution_arn\}\/live\/GET\/\*\n {2}Fix: .*\n {2}To let it pass, add to guard\.waivers in .*\n {4}\{"rule":"wildcard-in-policy","resource":"shop\/aws_iam_role_policy\.user","reason":""\}\n\n1 to fix\. 4 waived\. Not checked, because there is no base to compare with: /,
  );
});

test("lines end at the width of the terminal, and entries to copy stay whole", async () => {
  const before = process.env.COLUMNS;
  process.env.COLUMNS = "70";
  try {
    const { out } = await captured(guard, folder("GET/*"), "--config", config({ waivers: stage }));
    const lines = out.split("\n");
    const [entries, texts] = [/^ {4}\{/, /^(?! {4}\{)/].map((kind) =>
      lines.filter((line) => kind.test(line)),
    );
    expect(entries?.map((line) => JSON.parse(line).rule)).toEqual(["wildcard-in-policy"]);
    // A name longer than a line has one of its own.
    expect(texts?.filter((line) => line.length > 70 && line.trim().includes(" "))).toEqual([]);
    expect(out.replace(/\s+/g, " ")).toContain("statement 0 allows execute-api:Invoke on ${shop/");
  } finally {
    process.env.COLUMNS = before;
    if (before === undefined) delete process.env.COLUMNS;
  }
});

test("what is waived and expected passes", async () => {
  const widenings = [{ route: "POST /pets", principal: "group:user", reason: "they sell now" }];
  const [base, head] = [folder("GET/pets"), folder("GET/pets", "POST/pets")];
  const report = await captured(
    guard,
    head,
    "--base",
    base,
    "--config",
    config({ waivers: stage, widenings }),
  );
  expect(report).toEqual({ status: 0, out: "No rule is broken. 4 waived.\n", err: "" });
  const without = await captured(
    guard,
    head,
    "--base",
    base,
    "--config",
    config({ waivers: stage }),
    "--format",
    "json",
  );
  expect(without.status).toBe(3);
  expect(JSON.parse(without.out).broken).toEqual([
    expect.objectContaining({ rule: "unexpected-widening", resource: "POST /pets group:user" }),
  ]);
});

test("an unexpected widening is printed with the entry that lets it pass, once its reason is written", async () => {
  const args = [folder("GET/pets", "POST/pets"), "--base", folder("GET/pets"), "--config"] as const;
  const { out, status } = await captured(guard, ...args, config({ waivers: stage }));
  expect(status).toBe(3);
  const [, entry = ""] = /\n {2}To let it pass, add to guard\.widenings.*\n {4}(\{.*\})\n/.exec(out) ?? [];
  expect(JSON.parse(entry)).toEqual({ route: "POST /pets", principal: "group:user", reason: "" });
  const pasted = (reason: string) =>
    captured(guard, ...args, config({ waivers: stage, widenings: [{ ...JSON.parse(entry), reason }] }));
  await expect(pasted("")).rejects.toMatchObject({ code: "CONFIG_BROKEN" });
  expect((await pasted("they sell now")).status).toBe(0);
});

test("a widening whose principal lacks its kind is printed with the whole name", async () => {
  const widenings = [{ route: "POST /pets", principal: "user", reason: "they sell now" }];
  const { out, status } = await captured(
    guard,
    folder("GET/pets", "POST/pets"),
    "--config",
    config({ waivers: stage, widenings }),
  );
  expect(status).toBe(3);
  expect(out).toContain("! widening of POST /pets for user; expected the principal as group:user\n");
});

test("a waiver that matches nothing fails", async () => {
  const gone = { rule: "api-key-only", resource: "shop/gone", reason: "it was there once" };
  const { out, status } = await captured(
    guard,
    folder("GET/pets"),
    "--config",
    config({ waivers: [...stage, gone] }),
  );
  expect(status).toBe(3);
  expect(out).toContain("match nothing; remove them:\n  ! waiver of api-key-only for shop/gone");
});

describe("an argument that is not known and differs", () => {
  const asked = (wish: string) =>
    outputOf(shopDocument({ "GET /pets": { ...iam, wish } }, policy(allow("GET/pets"))));
  const method = "shop/aws_api_gateway_method.GET_pets";
  const judged = (unknown: readonly object[], ...more: string[]) =>
    captured(
      guard,
      asked("open"),
      "--base",
      asked("shut"),
      "--config",
      config({ waivers: [...stage, stale], unknown }),
      ...more,
    );
  const stale = { rule: "stale-deployment", resource: method, reason: "a test" };

  test("is not checked: status 4, with the entry that accepts it", async () => {
    const { out, status } = await judged([]);
    expect(status).toBe(4);
    expect(out).toContain(`  ? ${method}: the argument wish is not known, and its value differs\n`);
    expect(out).toContain(`    {"resource":"${method}","reason":""}\n`);
    expect((await judged([], "--allow-unknown")).status).toBe(0);
    expect((await judged([], "--format", "markdown")).out).toContain("#### Not checked, because");
  });

  test("passes with an entry for its address", async () => {
    const entry = { resource: method, reason: "it is about logs" };
    const { out, status } = await judged([entry], "--format", "json");
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      unknown: [],
      accepted: [{ resource: method, argument: "wish", because: "it is about logs" }],
    });
  });

  test("fails where an entry names nothing", async () => {
    const entry = { resource: "shop/aws_api_gateway_method.gone", reason: "it was there once" };
    const { out, status } = await judged([entry]);
    expect(status).toBe(3);
    expect(out).toContain("match nothing; remove them:\n  ! unknown shop/aws_api_gateway_method.gone");
  });
});

test.each([
  [{ waivers: [{ rule: "api-key-only", resource: "*", reason: " " }] }, 'guard.waivers[0] has no "reason"'],
  [{ waivers: [{ rule: "no-such-rule", resource: "*", reason: "x" }] }, 'names the rule "no-such-rule"'],
  [
    { waivers: [{ rule: "api-key-only", resource: "*", reason: "x", until: "never" }] },
    'has the field "until"',
  ],
  [{ widenings: {} }, "guard.widenings is not a list"],
  [{ unknown: [{ resource: "module.*", reason: "x" }] }, "guard.unknown[0] has a * in its resource"],
  [{ rules: [] }, 'guard has the field "rules"; there are waivers, widenings, unknown.'],
  [
    { waiver: [] },
    'guard has the field "waiver"; there are waivers, widenings, unknown. Did you mean "waivers"?',
  ],
  [
    { waivers: [{ rle: "api-key-only", resource: "*", reason: "x" }] },
    'guard.waivers[0] has the field "rle"; there are rule, resource, reason, api, to. Did you mean "rule"?',
  ],
  [{ waivers: [{ rule: "api-key-onyl", resource: "*", reason: "x" }] }, 'Did you mean "api-key-only"?'],
])("the configuration %j is refused", async (guarded, says) => {
  await expect(captured(guard, folder("GET/pets"), "--config", config(guarded))).rejects.toMatchObject({
    code: "CONFIG_BROKEN",
    message: expect.stringContaining(says),
  });
});

test("a misspelt field of gatehouse.json is refused, and the right one named", async () => {
  const file = fileOf("gatehouse.json", JSON.stringify({ $schema: "x", users: [], gaurd: {} }));
  await expect(captured(guard, folder("GET/pets"), "--config", file)).rejects.toMatchObject({
    code: "CONFIG_BROKEN",
    message: expect.stringMatching(/has the field "gaurd"; there are guard, .*\. Did you mean "guard"\?$/),
  });
});

test.each([
  ["that replaces a user pool", replacedPool, "pool-destroyed", "aws_cognito_user_pool.main"],
  ["that opens a route", widening, "lock-removed", 'aws_api_gateway_method.m["read_reports"]'],
  ["that grants a route", widening, "unexpected-widening", "POST /orders group:clerk"],
  ["of an unprotected user pool", widening, "deletion-protection-off", "aws_cognito_user_pool.main"],
])("a plan %s is stopped", async (_, plan, rule, resource) => {
  const report = await captured(
    guard,
    fileOf("plan.json", JSON.stringify(plan)),
    "--config",
    config({}),
    "--format",
    "json",
  );
  expect(report.status).toBe(3);
  expect(JSON.parse(report.out).broken).toContainEqual(expect.objectContaining({ rule, resource }));
});

test("an update of a user pool is noted in every format", async () => {
  const pool = (mfa_configuration: string) =>
    outputOf(
      shopDocument({ "GET /pets": iam }, { aws_cognito_user_pool: { people: { mfa_configuration } } }),
    );
  const args = [pool("ON"), "--base", pool("OFF"), "--config", config({ waivers: stage })];
  const said = "this update removes from the user pool what was set outside of Terraform";
  expect(await captured(guard, ...args)).toMatchObject({
    status: 0,
    out: expect.stringContaining(`Notes:\n  shop/aws_cognito_user_pool.people: ${said}`),
  });
  expect((await captured(guard, ...args, "--format", "markdown")).out).toContain("#### Notes\n\n- **shop");
  expect(JSON.parse((await captured(guard, ...args, "--format", "json")).out).notes).toEqual([
    { address: "shop/aws_cognito_user_pool.people", message: expect.stringContaining(said) },
  ]);
});
