import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { diff } from "../../cli/commands/diff";
import { state, widening } from "../terraform/applied/orders";
import { allow, policy, shopDocument } from "../terraform/build/shop";
import { captured, fileOf, outputOf, removeFolders, shownPath } from "./captured";

afterAll(removeFolders);

const iam = { authorization: "AWS_IAM" };
const before = () =>
  outputOf(shopDocument({ "GET /pets": iam, "POST /pets": iam }, policy(allow("GET/pets"))));
const after = () =>
  outputOf(
    shopDocument(
      { "GET /pets": { authorization: "NONE" }, "POST /pets": iam },
      policy(allow("GET/pets"), allow("POST/pets")),
    ),
  );

test("what is wider stands above what is narrower, and the status is 3", async () => {
  const { out, status } = await captured(diff, before(), after());
  expect(status).toBe(3);
  expect(out).toBe(`Wider
  GET /pets: everybody may now call it (was: group:user), by shop/aws_api_gateway_method.GET_pets
  POST /pets: group:user may now call it (was: denied), by statement 1 of shop/aws_iam_role_policy.user
`);
});

test("what is only narrower has status 0", async () => {
  const { out, status } = await captured(diff, after(), before());
  expect(status).toBe(0);
  expect(out).toMatch(/^Narrower\n {2}GET \/pets: everybody may no longer call it \(was: allowed\)/);
});

test("no difference is one line", async () => {
  const folder = before();
  expect(await captured(diff, folder, folder)).toEqual({
    status: 0,
    out: "Nobody may call more or less than before.\n",
    err: "",
  });
});

test("a removed route that stays live is a warning", async () => {
  const methods = { "GET /pets": iam, "POST /pets": iam };
  const redeployed = { aws_api_gateway_deployment: { shop: { triggers: { hash: "new" } } } };
  const base = outputOf(shopDocument(methods, policy(allow("GET/pets"))));
  const head = outputOf(shopDocument({ "GET /pets": iam }, { ...policy(allow("GET/pets")), ...redeployed }));
  const { out } = await captured(diff, base, head);
  expect(out).toContain(
    "shop/aws_api_gateway_method.POST_pets: removed, but it stays live until the deployment after this one: " +
      "shop/aws_api_gateway_deployment.shop is made before it is destroyed",
  );
});

test("Markdown and JSON say the same", async () => {
  expect((await captured(diff, before(), after(), "--format", "markdown")).out).toContain(
    "#### Wider\n- **GET /pets**: everybody may now call it",
  );
  const { narrowed, widened } = JSON.parse((await captured(diff, before(), after(), "--format", "json")).out);
  expect(narrowed).toEqual([]);
  expect(widened).toContainEqual({
    kind: "rest",
    method: "POST",
    path: "/pets",
    principal: "group:user",
    from: expect.objectContaining({ decision: "deny" }),
    to: expect.objectContaining({
      decision: "allow",
      source: { address: "shop/aws_iam_role_policy.user", statement: 1 },
    }),
  });
});

test("an API key that becomes required, or is no longer required, is a change", async () => {
  const open = (api_key_required: boolean) =>
    outputOf(shopDocument({ "GET /pets": { authorization: "NONE", api_key_required } }));
  expect((await captured(diff, open(false), open(true))).out).toContain(
    "everybody may now call it only with an API key (was: allowed)",
  );
  expect(await captured(diff, open(true), open(false))).toMatchObject({
    status: 3,
    out: expect.stringContaining("everybody may now call it (was: allowed with an API key)"),
  });
});

test("one folder has one side only", async () => {
  await expect(captured(diff, before())).rejects.toMatchObject({ code: "SIDES_MISSING" });
});

test("an argument that is not known and differs cannot be told, and the status is 4", async () => {
  const asked = (wish?: string) =>
    outputOf(shopDocument({ "GET /pets": { ...iam, ...(wish !== undefined && { wish }) } }));
  const said = "shop/aws_api_gateway_method.GET_pets: the argument wish is not known, and its value differs";
  const { out, status } = await captured(diff, asked("shut"), asked("open"));
  expect(status).toBe(4);
  expect(out).toContain(`Cannot tell\n  ${said}\n`);
  expect(out).not.toContain("Nobody may call more or less");
  expect((await captured(diff, asked("shut"), asked("open"), "--format", "markdown")).out).toContain(
    "#### Cannot tell\n- **shop/aws\\_api",
  );
  const json = await captured(diff, asked("shut"), asked("open"), "--format", "json");
  expect(JSON.parse(json.out)).toMatchObject({
    outcome: "cannot-tell",
    undecided: [
      {
        resource: "shop/aws_api_gateway_method.GET_pets",
        argument: "wish",
        why: "the argument wish is not known, and its value differs",
      },
    ],
  });
  expect(await captured(diff, asked("shut"), asked("open"), "--allow-unknown")).toMatchObject({
    status: 0,
    out: expect.stringContaining(said),
  });
  expect(await captured(diff, asked("open"), asked("open"))).toMatchObject({
    status: 0,
    out: "Nobody may call more or less than before.\n",
  });
});

test("the two sides of a plan, and of a state and a plan", async () => {
  const [before, planned] = [
    fileOf("state.json", JSON.stringify(state)),
    fileOf("plan.json", JSON.stringify(widening)),
  ];
  const { out, status } = await captured(diff, planned);
  expect(status).toBe(3);
  expect(out).toBe(`Wider
  POST /orders: group:clerk may now call it (was: denied), by statement 0 of module.role["clerk"].aws_iam_policy.invoke
  GET /reports: everybody may now call it (was: group:manager), by aws_api_gateway_method.m["read_reports"]

New warnings
  aws_api_gateway_method.m["read_reports"]: every caller may call the function that is behind GET /orders (AWS_IAM), POST /orders (AWS_IAM), POST /admin (CUSTOM) through GET /reports, ANY /{proxy+}: it must choose what it does by the event's resource and httpMethod, not by the path that was sent; or give the open routes a function of their own
`);
  expect((await captured(diff, before, planned)).out).toBe(out);
});

test("a plan has the files and lines of the HCL that it was made from, where that is named", async () => {
  const role = 'resource "aws_iam_policy" "invoke" {}';
  const folder = dirname(
    fileOf(
      "main.tf",
      'module "role" {\n  source = "./role"\n}\n\nresource "aws_api_gateway_method" "m" {}\n',
    ),
  );
  mkdirSync(join(folder, "role"));
  writeFileSync(join(folder, "role/policy.tf"), `# one policy\n${role}\n`);
  const plan = fileOf("plan.json", JSON.stringify(widening));
  const { out } = await captured(diff, plan, "--source", folder);
  expect(out).toBe(`Wider
  POST /orders: group:clerk may now call it (was: denied), by statement 0 of module.role["clerk"].aws_iam_policy.invoke  ${shownPath(join(folder, "role/policy.tf"))}:2
  GET /reports: everybody may now call it (was: group:manager), by aws_api_gateway_method.m["read_reports"]  ${shownPath(join(folder, "main.tf"))}:5

New warnings
  aws_api_gateway_method.m["read_reports"]: every caller may call the function that is behind GET /orders (AWS_IAM), POST /orders (AWS_IAM), POST /admin (CUSTOM) through GET /reports, ANY /{proxy+}: it must choose what it does by the event's resource and httpMethod, not by the path that was sent; or give the open routes a function of their own  ${shownPath(join(folder, "main.tf"))}:5
`);
  expect((await captured(diff, plan)).out).not.toContain("main.tf");
});

test("new warnings are listed below the changes, and in the JSON", async () => {
  const pool = (only: boolean) =>
    outputOf(
      shopDocument(
        { "GET /pets": iam },
        {
          aws_cognito_user_pool: {
            people: { admin_create_user_config: { allow_admin_create_user_only: only } },
          },
        },
      ),
    );
  // That anyone may sign up is a change of trust, and not said twice.
  const said = "shop/aws_cognito_user_pool.people: this update removes from the user pool";
  const [closed, open] = [pool(true), pool(false)];
  const { out, status } = await captured(diff, closed, open);
  expect(status).toBe(3);
  expect(out).toMatch(/^Other trust\n {2}shop\/aws_cognito_user_pool\.people: .*\n\nNew warnings\n {2}shop/);
  expect(out).toContain(said);
  expect((await captured(diff, open, open)).out).not.toContain(said);
  expect((await captured(diff, closed, open, "--format", "markdown")).out).toContain("#### New warnings\n- ");
  const json = await captured(diff, closed, open, "--format", "json");
  expect(JSON.parse(json.out)).toEqual({
    version: 1,
    outcome: "other-trust",
    trust: [
      expect.objectContaining({
        kind: "user-pool",
        resource: "shop/aws_cognito_user_pool.people",
        argument: "admin_create_user_config.allow_admin_create_user_only",
        from: '"true"',
        to: '"false"',
        relies: ["shop/aws_cognito_identity_pool.people"],
      }),
    ],
    widened: [],
    narrowed: [],
    narrowedTrust: [],
    undecided: [],
    notes: [
      expect.objectContaining({ message: expect.stringMatching(/^this update removes from the user pool/) }),
    ],
  });
  expect(json.err).toBe("");
});

test("an annotation is at a file of the new side, or at none", async () => {
  const routes = (...methods: readonly string[]) =>
    dirname(
      fileOf(
        "main.tf",
        `resource "aws_api_gateway_rest_api" "shop" { name = "shop" }
${methods
  .map(
    (method) => `resource "aws_api_gateway_method" "${method}" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "${method}"
  authorization = "NONE"
}`,
  )
  .join("\n")}`,
      ),
    );
  const annotations = async (base: string, head: string) =>
    (await captured(diff, base, head, "--format", "github")).out.split("\n").slice(0, -2);
  const [fewer, more] = [routes("GET"), routes("GET", "POST")];
  expect(await annotations(more, fewer)).toEqual([
    expect.stringMatching(/^::notice title=access-narrowed::POST /),
  ]);
  const [added = ""] = await annotations(fewer, more);
  expect(added).toMatch(/::POST \/: everybody may now call it/);
  const { out } = await captured(diff, more, fewer);
  expect(out).toContain(`${more.split("/").at(-1)}/main.tf:8`);
});
