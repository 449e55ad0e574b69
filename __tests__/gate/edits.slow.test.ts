/**
 * The gate enforces the Terraform, not the declaration: each single edit of the synthesized Terraform changes the
 * answers to exactly the calls that it should, and to no other.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callersOf } from "../../cli/demo/callers";
import { declaredAccess } from "../../cli/demo/declared-access";
import { type PlannedCall, plan } from "../../cli/demo/plan";
import { presentationsIn } from "../../cli/demo/play-calls";
import { readOutput, type SynthOutput } from "../../cli/sources/output";
import { environmentNamed } from "../../stacks/environment-named";
import { readTerraform } from "../../terraform/read";
import { type RunningGate, serveModel } from "../gateway/gates";
import { synthesize } from "../stacks/synthesized";

type Body = Record<string, unknown>;
type Document = { resource: Record<string, Record<string, Body>> };

const declared = declaredAccess(join(__dirname, "../.."));
let attempts: readonly PlannedCall[];
const folder = mkdtempSync(join(tmpdir(), "edits-"));
let output: SynthOutput;
let running: RunningGate;
let baseline: Map<string, string>;

jest.setTimeout(120_000);
beforeAll(async () => {
  synthesize(folder, environmentNamed("dev"));
  output = readOutput(folder);
  const model = modelOf(output.stacks);
  attempts = plan(declared, {
    presentation: presentationsIn(model),
    nameOf: (role) => ({ admin: "alice", user: "bob" })[role] ?? role,
  });
  running = await serveModel(model, { readArchive: output.readArchive });
  baseline = await answers();
});
afterAll(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true });
});

function modelOf(stacks: SynthOutput["stacks"]) {
  return readTerraform({ kind: "stacks", stacks }, { strict: true });
}

/** How every caller fares at every route: `in` where the handler ran, the gateway's status where not. */
async function answers(): Promise<Map<string, string>> {
  const { description } = running.gate;
  const found = new Map<string, string>();
  const callers = callersOf(description);
  for (const { route, caller, credentials, withKey } of attempts) {
    const [verb = "", path = ""] = route.split(" ");
    const url = `${description.url}${path.replace("{petId}", "some-pet")}`;
    const key = `${caller} ${route}`;
    try {
      const response = await callers.send(
        { verb, url, ...(verb === "POST" && { body: "{}" }) },
        credentials,
        withKey,
      );
      // API Gateway traces what it passes on, and not what it refuses.
      const passedOn = response.headers.has("x-amzn-trace-id");
      expect({ key, both: passedOn && response.headers.has("x-amzn-errortype") }).toEqual({
        key,
        both: false,
      });
      found.set(key, passedOn ? "in" : `${response.status}`);
    } catch (error) {
      found.set(key, (error as Error).name);
    }
  }
  return found;
}

/** Serves the Terraform with the edit, and returns the calls that are answered otherwise than before. */
async function flippedBy(edit: (find: Find) => void): Promise<Record<string, string>> {
  const stacks = structuredClone(output.stacks);
  edit((type, name) =>
    resource(
      stacks.map(({ document }) => document as Document),
      type,
      name,
    ),
  );
  await running.gate.reload(modelOf(stacks));
  const after = await answers();
  return Object.fromEntries([...after].filter(([key, answer]) => baseline.get(key) !== answer));
}

type Find = (type: string, name: string) => Body;

function resource(documents: readonly Document[], type: string, name: string): Body {
  const found = documents.map((document) => document.resource?.[type]?.[name]).find(Boolean);
  if (!found) throw new Error(`No ${type}.${name} in any stack`);
  return found;
}

/** Every attempt whose name matches, with the answer it should have now. */
function all(pattern: RegExp, answer: string): Record<string, string> {
  const keys = [...baseline.keys()].filter((key) => pattern.test(key));
  expect(keys).not.toEqual([]);
  return Object.fromEntries(keys.map((key) => [key, answer]));
}

test("unedited, every caller is answered as declared", () => {
  const expected = attempts.map(({ caller, route, expected: answer }) => [
    `${caller} ${route}`,
    answer === "admitted" ? "in" : `${answer}`,
  ]);
  expect(Object.fromEntries(baseline)).toEqual(Object.fromEntries(expected));
});

test("1. authorization NONE opens the method to every caller", async () => {
  const flipped = await flippedBy((find) => {
    find("aws_api_gateway_method", "api_POST_pets_method").authorization = "NONE";
  });
  expect(flipped).toEqual({
    "bob POST /pets": "in",
    "warehouse POST /pets": "in",
    "mallory, unsigned POST /pets": "in",
    "mallory, made-up key POST /pets": "in",
  });
});

test("2. one more scope lets customers add products", async () => {
  const flipped = await flippedBy((find) => {
    const method = find("aws_api_gateway_method", "api_POST_products_method");
    method.authorization_scopes = ["petstore/admin", "petstore/user"];
  });
  expect(flipped).toEqual({ "bob POST /products": "in" });
});

test("3. a role's policy decides what the role may call", async () => {
  const flipped = await flippedBy((find) => {
    const policy = find("aws_iam_role_policy", "policies_user");
    policy.policy = (policy.policy as string).replace("/GET/pets/*", "/DELETE/pets/*");
  });
  expect(flipped).toEqual({ "bob GET /pets/{petId}": "403", "bob DELETE /pets/{petId}": "in" });
});

test("4. a role that trusts another identity pool is given to no user", async () => {
  const flipped = await flippedBy((find) => {
    const role = find("aws_iam_role", "identities_role-user");
    role.assume_role_policy = (role.assume_role_policy as string).replace(
      "${aws_cognito_identity_pool.identities_pool.id}",
      "us-east-1:00000000-0000-0000-0000-000000000000",
    );
  });
  const iam = Object.entries(declared.routes).filter(([, route]) => route.lock === "iam");
  expect(flipped).toEqual(
    Object.fromEntries(iam.map(([route]) => [`bob ${route}`, "InvalidIdentityPoolConfigurationException"])),
  );
});

test("5. a group's role is what its members get", async () => {
  const flipped = await flippedBy((find) => {
    const group = find("aws_cognito_user_group", "identities_group-user");
    group.role_arn = "${aws_iam_role.identities_role-admin.arn}";
  });
  expect(flipped).toEqual({ "bob POST /pets": "in", "bob DELETE /pets/{petId}": "in" });
});

test("6. a token for another audience is no token: AUDIENCE belongs to the authorizer, not to its issuer", async () => {
  const flipped = await flippedBy((find) => {
    const environment = find("aws_lambda_function", "authorizer_function").environment as {
      variables: Record<string, string>;
    };
    environment.variables.AUDIENCE = "another-api";
  });
  expect(flipped).toEqual(all(/^partner-.* \/partner\/pets$/, "401"));
});

test("7. without api_key_required the key is not asked for", async () => {
  const flipped = await flippedBy((find) => {
    find("aws_api_gateway_method", "api_GET_inventory_method").api_key_required = false;
  });
  expect(flipped).toEqual({ "warehouse, no API key GET /inventory": "in" });
});

test("8. the app's client without SRP signs no user in by it", async () => {
  const flipped = await flippedBy((find) => {
    find("aws_cognito_user_pool_client", "app_client").explicit_auth_flows = ["ALLOW_USER_PASSWORD_AUTH"];
  });
  const needSignIn = attempts.filter(
    ({ credentials }) =>
      (credentials.kind === "signed" && "role" in credentials.by) ||
      ["access-token", "id-token", "forged-token"].includes(credentials.kind),
  );
  expect(flipped).toEqual(
    Object.fromEntries(
      needSignIn.map(({ caller, route }) => [`${caller} ${route}`, "InvalidParameterException"]),
    ),
  );
});
