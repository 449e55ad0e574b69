import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { gatehouse } from "../../cli/gatehouse";
import { environmentNamed } from "../../stacks/environment-named";
import { temporaryFolder } from "../gate/command";
import { synthesize } from "../stacks/synthesized";
import { captured } from "./captured";

/** `start` on Terraform that cannot be served: one sentence on stderr, a status, and nothing left behind. */

jest.setTimeout(60_000);

const folder = temporaryFolder();
const output = join(folder, "cdktf.out");
beforeAll(() => synthesize(output, environmentNamed("dev")));
afterAll(() => rmSync(folder, { recursive: true }));

const startFrom = (from: string, { port = 0, state }: { readonly port?: number; readonly state: string }) =>
  captured(gatehouse, "start", "--json", "--port", `${port}`, "--from", from, "--state", state);

/** Runs `start` on an edited copy of the output; it must stop by itself. */
async function refusal(edit: (folder: string) => void): Promise<string> {
  const from = join(folder, "edited");
  cpSync(output, from, { recursive: true });
  edit(from);
  const state = join(folder, "state");
  const { err, out, status } = await startFrom(from, { state });
  rmSync(from, { recursive: true });
  expect({ refused: status !== 0, out }).toEqual({ refused: true, out: "" });
  expect(existsSync(state) ? readdirSync(state) : []).toEqual([]);
  const [first = "", ...more] = err.trim().split("\n");
  expect(
    more.length === 0 || /^gatehouse: This Terraform has parts that cannot be enforced/.test(first),
  ).toBe(true);
  return err;
}

const api = (from: string, stack = "api") => join(from, `stacks/${stack}/cdk.tf.json`);

function change(
  from: string,
  edit: (document: { resource: Record<string, Record<string, unknown>> }) => void,
): void {
  const file = api(from, "routes");
  const document = JSON.parse(readFileSync(file, "utf8"));
  edit(document);
  writeFileSync(file, JSON.stringify(document));
}

test("Terraform that is cut off", async () => {
  const message = await refusal((from) =>
    writeFileSync(api(from), readFileSync(api(from), "utf8").slice(0, 1000)),
  );
  expect(message).toMatch(/stacks\/api\/cdk\.tf\.json is not JSON/);
});

test("another file that Terraform would read, named", async () => {
  const message = await refusal((from) => writeFileSync(join(from, "stacks/api/zz_override.tf"), ""));
  expect(message).toContain("zz_override.tf");
});

test("a stack outside of the folder, named", async () => {
  const message = await refusal((from) =>
    writeFileSync(join(from, "manifest.json"), JSON.stringify({ stacks: { "../../etc": {} } })),
  );
  expect(message).toContain('"../../etc"');
});

test("a resource type that nothing here knows, named", async () => {
  const message = await refusal((from) =>
    change(from, ({ resource }) => {
      resource.aws_api_gateway_unheard_of = {
        store: { validation_settings: [{ mode: "STRICT" }] },
      };
    }),
  );
  expect(message).toContain("aws_api_gateway_unheard_of.store");
});

test("an argument that could open the API and is not understood, named", async () => {
  const message = await refusal((from) =>
    change(from, ({ resource }) => {
      (resource.aws_api_gateway_method?.api_GET_pets_method as Record<string, unknown>).open_to_all = true;
    }),
  );
  expect(message).toMatch(/api_GET_pets_method.*open_to_all|open_to_all.*api_GET_pets_method/);
});

test("a method whose authorizer is not there, named", async () => {
  const message = await refusal((from) =>
    change(from, ({ resource }) => delete resource.aws_api_gateway_authorizer),
  );
  expect(message).toContain("aws_api_gateway_authorizer");
});

test("a group's role that does not exist, named", async () => {
  const message = await refusal((from) => {
    const file = join(from, "stacks/identity/cdk.tf.json");
    const text = readFileSync(file, "utf8");
    writeFileSync(
      file,
      text.replace("${aws_iam_role.identities_role-user.arn}", "${aws_iam_role.nobody.arn}"),
    );
  });
  expect(message).toContain("aws_iam_role.nobody");
});

test("a port that is taken, named", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as { port: number };
  const state = join(folder, "taken");
  const { err, out, status } = await startFrom(output, { port, state });
  server.close();
  expect({ status, out }).toEqual({ status: 1, out: "" });
  expect(err).toContain(`${port}`);
  expect(err.trim().split("\n")).toHaveLength(1);
});
