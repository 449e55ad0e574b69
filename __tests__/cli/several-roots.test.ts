import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { access } from "../../cli/commands/access";
import { diff } from "../../cli/commands/diff";
import { guard } from "../../cli/commands/guard";
import { environmentNamed } from "../../stacks/environment-named";
import { synthesize } from "../stacks/synthesized";
import type { Document } from "../terraform/build/plan";
import { type shop, shop as shopOf, sources } from "../terraform/build/stacks";
import { planned, resourceOf, statesOf } from "../terraform/build/states";
import { captured, removeFolders, temporaryFolder } from "./captured";

/** Several folders, states and plans that are read as one system. */

afterAll(removeFolders);

/** Files of a new folder, each with its JSON. */
function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = temporaryFolder("roots-");
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(content));
  }
  return folder;
}

type Shop = ReturnType<typeof shop>;

function states(change: (shop: Shop) => void = () => undefined): string {
  const made = shopOf();
  change(made);
  const { api, identity } = statesOf(sources(made));
  return folderOf({ "identity/terraform.tfstate.json": identity, "api/terraform.tfstate.json": api });
}

const both = (folder: string) => [
  join(folder, "identity/terraform.tfstate.json"),
  join(folder, "api/terraform.tfstate.json"),
];

async function cells(...args: string[]): Promise<Readonly<Record<string, string>>> {
  const { routes } = JSON.parse((await captured(access, ...args, "--format", "json")).out) as Document;
  return Object.fromEntries(
    routes.flatMap(({ cells, method, path }: Document) =>
      cells.map(({ decision, principal }: Document) => [`${method} ${path} ${principal}`, decision]),
    ),
  );
}

describe("two states", () => {
  test("answer together what one of them cannot", async () => {
    const folder = states();
    const [, api = ""] = both(folder);
    expect(Object.keys(await cells(api))).not.toContain("GET /pets group:user");
    const together = await cells(...both(folder));
    expect(together["GET /pets group:user"]).toBe("allow");
    expect(together["GET /stock group:user"]).toBe("deny");
  });

  test("are called by their folders where the file tells only its kind", async () => {
    const { out } = await captured(access, ...both(states()), "--why", "GET /pets", "--as", "user");
    expect(out).toContain("statement 0 of api/aws_iam_role_policy.user");
  });

  test("are called as the command line says", async () => {
    const [identity = "", api = ""] = both(states());
    const { out } = await captured(access, identity, `rest=${api}`, "--why", "GET /pets", "--as", "user");
    expect(out).toContain("statement 0 of rest/aws_iam_role_policy.user");
  });

  test("are compared with two others", async () => {
    const more = ({ api }: Shop) => {
      const policy = api.resource.aws_iam_role_policy.user;
      policy.policy = policy.policy.replace("/GET/pets/*", "/GET/stock");
    };
    const [[one = "", two = ""], [three = "", four = ""]] = [both(states()), both(states(more))];
    const { out, status } = await captured(
      diff,
      "--base",
      one,
      "--base",
      two,
      "--head",
      three,
      "--head",
      four,
    );
    expect(status).toBe(3);
    expect(out).toContain("GET /stock: group:user may now call it");
    expect(out).toContain("GET /pets/{petId}: group:user may no longer call it (was: not known)");
  });
});

describe("a list of roots in gatehouse.json", () => {
  const listed = (
    roots: unknown = ["identity/terraform.tfstate.json", "rest=api/terraform.tfstate.json"],
  ) => {
    const folder = states();
    writeFileSync(join(folder, "gatehouse.json"), JSON.stringify({ roots }));
    return folder;
  };

  test("stands for the folder", async () => {
    expect((await cells(listed()))["GET /pets group:user"]).toBe("allow");
  });

  test("is taken for the old side too, where that has none", async () => {
    const report = await captured(diff, states(), listed());
    expect(report).toMatchObject({ status: 0, out: "Nobody may call more or less than before.\n" });
  });

  test.each([
    ["no list", "identity", "CONFIG_BROKEN", "roots: expected a list of paths"],
    ["an empty list", [], "CONFIG_BROKEN", "roots: expected a list of paths"],
    ["a path out of the folder", ["../elsewhere"], "CONFIG_BROKEN", "../elsewhere leads out of the folder"],
    ["a named path out of the folder", ["a=x/../../y"], "CONFIG_BROKEN", "leads out of the folder"],
    ["a path that is not there", ["nowhere"], "SOURCE_MISSING", "nowhere"],
  ])("%s is refused", async (_, roots, code, says) => {
    await expect(captured(access, listed(roots))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(says),
    });
  });
});

test("a root that only one side has is named, and never passes as unchanged", async () => {
  const [identity = "", api = ""] = both(states());
  const args = ["--base", identity, "--base", api, "--head", api];
  const { out, status } = await captured(diff, ...args);
  expect(status).toBe(3);
  expect(out).toContain("identity: the root");
  expect(out).toContain("is given on the other side only");
  const same = await captured(diff, "--base", identity, "--base", api, "--head", identity, "--head", api);
  expect(same).toMatchObject({ status: 0, out: "Nobody may call more or less than before.\n" });
});

test("a list that leads out of the folder by a symbolic link is refused", async () => {
  const folder = folderOf({ "gatehouse.json": { roots: ["identity"] } });
  symlinkSync(states(), join(folder, "identity"));
  await expect(captured(access, folder)).rejects.toMatchObject({
    code: "CONFIG_BROKEN",
    message: expect.stringContaining("identity leads out of the folder"),
  });
});

test.each([
  [
    "a misspelt field",
    { root: ["identity"] },
    'has the field "root"; there are guard, modules, roots, users. Did you mean "roots"?',
  ],
  ["a list in its place", ["identity"], "expected an object"],
])("a gatehouse.json with %s is refused where only its roots are read", async (_, settings, says) => {
  await expect(captured(access, folderOf({ "gatehouse.json": settings }))).rejects.toMatchObject({
    code: "CONFIG_BROKEN",
    message: expect.stringContaining(says),
  });
});

describe("a plan beside a state", () => {
  const parts = () => {
    const made = shopOf();
    const { api, identity } = statesOf(sources(made));
    const changed = structuredClone(api) as Document;
    const policy = resourceOf(changed, "aws_iam_role_policy.user");
    policy.values.policy = policy.values.policy.replace("/GET/pets/*", "/GET/stock");
    return folderOf({ "identity.json": identity, "api.json": planned(api, changed) });
  };
  const files = (folder: string) => [join(folder, "identity.json"), join(folder, "api.json")];

  test("is compared with the state before it, and the state is the same on both sides", async () => {
    const heads = files(parts()).flatMap((file) => ["--head", file]);
    const { out, status } = await captured(diff, ...heads);
    expect(status).toBe(3);
    expect(out).toContain("GET /stock: group:user may now call it");
    expect(out).not.toMatch(/pool|client/);
  });

  test("is checked with it", async () => {
    const { out } = await captured(guard, ...files(parts()), "--format", "json");
    const { broken } = JSON.parse(out) as Document;
    const found = broken.map(({ resource, rule }: Document) => `${rule} ${resource}`);
    expect(found).toContain("unexpected-widening GET /stock group:user");
    expect(found).toContain("deletion-protection-off identity/aws_cognito_user_pool.people");
  });
});

test.each([
  ["the same path twice", (path: string) => [access, path, path], "ROOT_REPEATED", "is given twice"],
  [
    "one name for two",
    (path: string) => [access, `a=${path}`, `a=${states()}`],
    "ROOT_REPEATED",
    "NAME=PATH",
  ],
  ["a base without a head", (path: string) => [diff, "--base", path], "SIDES_MISSING", "--head"],
  [
    "a path beside --head",
    (path: string) => [diff, path, "--head", path],
    "OPTIONS_CLASH",
    "behind --base or --head",
  ],
  ["states without a base", (path: string) => [diff, "--head", path], "SIDES_MISSING", "without a plan"],
  ["nothing", () => [diff], "SIDES_MISSING", "BASE and HEAD"],
] as const)("%s is refused", async (_, make, code, says) => {
  const [command, ...args] = make(both(states())[0] as string) as [typeof diff, ...string[]];
  await expect(captured(command, ...args)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(says),
  });
});

test("the states of this project's own stacks say what the stacks say", async () => {
  const out = temporaryFolder("own-");
  const names = synthesize(out, environmentNamed("dev"));
  const stacks = names.map((name) => ({
    name,
    document: JSON.parse(readFileSync(join(out, "stacks", name, "cdk.tf.json"), "utf8")),
  }));
  // Archives are found beside a state.
  const files = Object.entries(statesOf(stacks)).map(([name, state]) => {
    const file = join(out, "stacks", name, `${name}.json`);
    writeFileSync(file, JSON.stringify(state));
    return file;
  });
  expect(await cells(...files)).toEqual(await cells(out));
});
