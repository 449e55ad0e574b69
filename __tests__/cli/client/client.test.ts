import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FORMATS } from "../../../cli/client/formats";
import { client } from "../../../cli/commands/client";
import { EXIT } from "../../../cli/exit-status";
import { clientHelp } from "../../../cli/help/client";
import { writeRunning } from "../../../gateway/state/running";
import { replacedPool, state, widening } from "../../terraform/applied/orders";
import { shopDocument } from "../../terraform/build/shop";
import { captured, fileOf, outputOf, removeFolders, temporaryFolder } from "../captured";
import { local } from "./pets-facts";

/** `gatehouse client`: from what it reads, and what it refuses to write. */

afterAll(removeFolders);

const shop = () =>
  outputOf(
    shopDocument({ "GET /pets": { authorization: "AWS_IAM" }, "GET /open": { authorization: "NONE" } }),
  );

const outputs = (values: Readonly<Record<string, string>>, name = "outputs.json") =>
  fileOf(
    name,
    JSON.stringify(
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [key, { sensitive: false, type: "string", value }]),
      ),
    ),
  );

const KNOWN = {
  region: "us-east-1",
  user_pool_id: "us-east-1_Real00001",
  client_id: "realclient",
  issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Real00001",
  url: "https://real.execute-api.us-east-1.amazonaws.com/live/",
};

const failure = (...args: string[]) => client(args).catch((error) => error);

test("an id that AWS gives at the apply is refused before it, by its address", async () => {
  expect(await failure("--for", "openapi", shop())).toMatchObject({
    code: "CLIENT_FACT_UNKNOWN",
    message: expect.stringMatching(
      /address of shop .*aws_api_gateway_rest_api\.shop\.id\. .*terraform output -json/,
    ),
  });
});

test("outputs beside the Terraform give what it does not know", async () => {
  const { out, status } = await captured(client, "--for", "http", shop(), outputs(KNOWN));
  expect(status).toBe(EXIT.ok);
  expect(out).toContain("@url = https://real.execute-api.us-east-1.amazonaws.com/live\n");
  expect(out).toContain("### GET /pets: a signature (SigV4, execute-api)");
});

const domain = {
  aws_api_gateway_rest_api: { shop: { disable_execute_api_endpoint: true } },
  aws_api_gateway_domain_name: { api: { domain_name: "api.example.com" } },
  aws_api_gateway_base_path_mapping: {
    api: {
      api_id: "${aws_api_gateway_rest_api.shop.id}",
      domain_name: "${aws_api_gateway_domain_name.api.domain_name}",
      stage_name: "${aws_api_gateway_stage.live.stage_name}",
      base_path: "v1",
    },
  },
};
const open = { "GET /open": { authorization: "NONE" } };

test("an API is called at its custom domain, which is known before the apply", async () => {
  const { out } = await captured(client, "--for", "http", outputOf(shopDocument(open, domain)));
  expect(out).toContain("\n@url = https://api.example.com/v1\n");
});

test("an API whose own endpoint is disabled has no other address", async () => {
  const { aws_api_gateway_base_path_mapping: _, ...closed } = domain;
  expect(await failure("--for", "http", outputOf(shopDocument(open, closed)))).toMatchObject({
    code: "CLIENT_FACT_UNKNOWN",
    message: expect.stringContaining(
      "own endpoint is disabled, and no custom domain of this Terraform leads to it",
    ),
  });
});

test("the help lists every format", () => {
  expect(clientHelp.options.for.of).toEqual(Object.keys(FORMATS));
});

test("outputs alone have addresses and no routes", async () => {
  const { err, out } = await captured(client, "--for", "env", "--prefix", "VITE_", outputs(KNOWN));
  expect(out.split("\n").slice(1, -1)).toEqual([
    "VITE_REGION=us-east-1",
    "VITE_API_URL=https://real.execute-api.us-east-1.amazonaws.com/live",
    "VITE_USER_POOL_ID=us-east-1_Real00001",
    "VITE_CLIENT_ID=realclient",
    `VITE_ISSUER=${KNOWN.issuer}`,
  ]);
  expect(err).toMatch(/^note: The file does not say what each route takes: .* no routes: give the state/);
  expect(await failure("--for", "openapi", outputs(KNOWN))).toMatchObject({ code: "CLIENT_FACT_UNKNOWN" });
});

test("an output that is sensitive is not taken", async () => {
  const secret = fileOf(
    "secret.json",
    JSON.stringify({ region: { sensitive: true, type: "string", value: "us-east-1" } }),
  );
  expect(await failure("--for", "env", secret)).toMatchObject({ code: "CLIENT_FACT_UNKNOWN" });
});

test("outputs by stack, as cdktf writes them", async () => {
  const file = fileOf(
    "by-stack.json",
    JSON.stringify({ identity: { region: KNOWN.region }, api: { url: KNOWN.url } }),
  );
  const { out } = await captured(client, "--for", "env", file);
  expect(out).toContain("API_URL=https://real.execute-api.us-east-1.amazonaws.com/live\n");
});

test("a state has all of it, and a plan what it leaves", async () => {
  const { out } = await captured(client, "--for", "env", fileOf("state.json", JSON.stringify(state)));
  expect(out).toMatch(/^API_URL=https:\/\/\w+\.execute-api\.eu-west-1\.amazonaws\.com\/live$/m);
  expect(out).toMatch(/^USER_POOL_ID=eu-west-1_\w+$/m);
  expect(out).toContain("# GET /reports takes a signature (SigV4, execute-api).");
  const { out: opened } = await captured(
    client,
    "--for",
    "env",
    fileOf("plan.json", JSON.stringify(widening)),
  );
  expect(opened).toContain("# GET /reports takes no credentials.");
  expect(opened).toContain(/^USER_POOL_ID=.*$/m.exec(out)?.[0]);
});

test("a pool that a plan replaces has no id yet", async () => {
  const file = fileOf("replaced.json", JSON.stringify(replacedPool));
  expect(await failure("--for", "env", file)).toMatchObject({
    code: "CLIENT_FACT_UNKNOWN",
    message: expect.stringMatching(
      /^the id of the user pool is not known from .*aws_cognito_user_pool\.main\.id\./,
    ),
  });
});

test("without a path, of the running gate", async () => {
  const stateDir = temporaryFolder("state-");
  writeRunning(stateDir, {
    endpoint: "http://127.0.0.1:3000",
    authorityFile: null,
    userPoolId: "us-east-1_Pets00001",
    users: [],
    signIn: null,
    client: local,
  });
  const folder = join(temporaryFolder("out-"), "config/");
  const { err, out } = await captured(client, "--for", "amplify", "--state", stateDir, "--out", folder);
  expect(out).toBe("");
  expect(err).toContain(`Wrote ${folder}amplify_outputs.json\n`);
  expect(
    JSON.parse(readFileSync(join(folder, "amplify_outputs.json"), "utf8")).custom.gatehouse.endpoints,
  ).toEqual({
    userPoolEndpoint: "http://127.0.0.1:3000",
    identityPoolEndpoint: "http://127.0.0.1:3000",
  });
  const { out: env } = await captured(client, "--for", "env", "--state", stateDir, "http://localhost:3000");
  expect(env).toContain("API_URL=http://127.0.0.1:3000/live\n");
  expect(await failure("--for", "env", "--state", stateDir, "http://localhost:3001")).toMatchObject({
    code: "GATE_NOT_RUNNING",
    message: expect.stringContaining("is at http://127.0.0.1:3000, and not at http://localhost:3001"),
  });
  expect(await failure("--for", "amplify-gen1", "--state", stateDir)).toMatchObject({
    code: "CLIENT_FORMAT_UNFIT",
    message: expect.stringMatching(/--https --port 443 .* JavaScript .*: use --for amplify\.$/),
  });
});

test.each([
  ["no format", [], "ARGUMENT_MISSING", /--for FORMAT: expected one of amplify, amplify-gen1, env,/],
  ["a format that there is not", ["--for", "yaml"], "FORMAT_UNKNOWN", /^--for yaml: expected one of/],
  [
    "a prefix in small letters",
    ["--for", "env", "--prefix", "vite_"],
    "CLIENT_FORMAT_UNFIT",
    /expected capitals/,
  ],
  [
    "no gate",
    ["--for", "env", "--state", "/nowhere/state"],
    "GATE_NOT_RUNNING",
    /the path of a state, a plan or outputs/,
  ],
  ["no file", ["--for", "env", "/nowhere.json"], "SOURCE_MISSING", /nowhere/],
] as const)("%s", async (_, args, code, message) => {
  expect(await failure(...args)).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(existsSync("/nowhere")).toBe(false);
});
