import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { managerOf } from "../../cli/init/manager";
import { workflowText } from "../../cli/init/workflow";
import { manifest } from "../../cli/version";
import { type Acted, act, type Step } from "../action/steps";
import { removeFolders, temporaryFolder } from "./captured";

/** The workflow of `gatehouse init`, acted out: each job on a machine of its own, and a head that would change its base. */

afterAll(removeFolders);

const PLACE = "infra";
const COMMAND = "node_modules/.bin/gatehouse";

/** Says which Gatehouse ran where, and synthesizes the text of the file `routes`. */
const gatehouse = (name: string) => `#!/bin/bash
echo "$(basename "$(dirname "$PWD")") ${name} $*" >> "$CALLS"
if [ "$1" = synth ]; then mkdir -p cdktf.out; cp routes cdktf.out/routes; fi
if [ "$1" = guard ]; then cat "$4/routes" "$2/routes"; echo "$GITHUB_WORKSPACE"; fi
`;
/** `npm ci` runs the scripts of the checkout; `npm install --prefix` brings the package. */
const NPM = `#!/bin/bash
echo "$(basename "$(dirname "$PWD")") npm $*" >> "$CALLS"
if [ "$1" = ci ] && [ -x preinstall ]; then ./preinstall; fi
if [ "$1" = install ] && [ "\${5#/}" != "$5" ] && ! [ -f "$5" ]; then exit 1; fi
if [ "$1" = install ]; then mkdir -p "$4/node_modules/.bin"; cp "$PINNED" "$4/${COMMAND}"; fi
`;

type Files = Readonly<Record<string, string>>;

function write(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  }
}

interface Ran extends Acted {
  readonly calls: readonly string[];
}

async function ran(
  base: Files,
  head: Files,
  packageFile?: string,
): Promise<{ readonly head: Ran; readonly access: Ran }> {
  const { jobs } = parse(workflowText(managerOf("/nowhere", "npm@10"), PLACE, packageFile));
  const artifacts = temporaryFolder("artifacts-");
  const onItsMachine = async (steps: readonly Step[]): Promise<Ran> => {
    const [workspace, tools] = [temporaryFolder("workspace-"), temporaryFolder("tools-")];
    write(tools, { npm: NPM, pinned: gatehouse("pinned"), calls: "" });
    const acted = await act(steps, {
      workspace,
      temp: temporaryFolder("temp-"),
      contexts: { github: { event: { pull_request: { base: { sha: "b" } } } } },
      env: {
        PATH: `${tools}:${process.env.PATH}`,
        CALLS: join(tools, "calls"),
        PINNED: join(tools, "pinned"),
      },
      uses: {
        "actions/checkout": ({ path = "", ref }) => {
          write(join(workspace, path), ref === "b" ? base : head);
          return {};
        },
        "actions/setup-node": () => ({}),
        "actions/upload-artifact": ({ name = "", path = "" }) => {
          cpSync(join(workspace, path), join(artifacts, name), { recursive: true });
          return {};
        },
        "actions/download-artifact": ({ name = "", path = "" }) => {
          cpSync(join(artifacts, name), join(workspace, path), { recursive: true });
          return {};
        },
      },
    });
    return { ...acted, calls: readFileSync(join(tools, "calls"), "utf8").split("\n").slice(0, -1) };
  };
  return { head: await onItsMachine(jobs.head.steps), access: await onItsMachine(jobs.access.steps) };
}

const HEAD: Files = {
  "infra/cdktf.json": "",
  "infra/routes": "open\n",
  "infra/preinstall": "#!/bin/bash\nmkdir -p ../../base/infra\ncp routes ../../base/infra/routes\n",
  [`infra/${COMMAND}`]: gatehouse("head's"),
};
const BEFORE: Files = { "infra/cdktf.json": "", "infra/routes": "locked\n" };
const BASE: Files = { ...BEFORE, [`infra/${COMMAND}`]: gatehouse("base's") };

test("what the head runs changes neither its base nor the Gatehouse that compares", async () => {
  const { access, head } = await ran(BASE, HEAD);
  expect([head.failed, access.failed]).toEqual([false, false]);
  expect(head.calls).toEqual(["head npm ci", "head head's synth"]);
  expect(access.calls).toEqual([
    "base npm ci",
    "base base's synth",
    "head base's diff --base ../../base/infra/cdktf.out --head ../../output --format markdown",
    "head base's guard ../../output --base ../../base/infra/cdktf.out --format markdown",
    "head base's guard ../../output --base ../../base/infra/cdktf.out --format github",
  ]);
  expect(access.log).toMatch(/^locked\nopen\n.*\/head$/m);
});

test.each([
  ["from before Gatehouse", BEFORE, ["base npm ci"], "../../base/infra/cdktf.out"],
  ["without the project", {}, [], "none"],
] as const)(
  "a base %s is compared by the version that wrote the workflow",
  async (_, base, before, output) => {
    const { access } = await ran({ "README.md": "", ...base }, HEAD);
    const { name, version } = manifest();
    const calls = access.calls.filter((call) => !/ npm install /.test(call));
    expect(access.calls).toContainEqual(
      expect.stringMatching(new RegExp(` npm install --ignore-scripts --prefix \\S+ ${name}@${version}$`)),
    );
    expect(calls).toEqual([
      ...before,
      ...(output === "none" ? [] : ["base pinned synth"]),
      `head pinned diff --base ${output} --head ../../output --format markdown`,
      `head pinned guard ../../output --base ${output} --format markdown`,
      `head pinned guard ../../output --base ${output} --format github`,
    ]);
  },
);

const FILE = "vendor/gatehouse.tgz";

test("a base from before Gatehouse is compared by the file that the head brings, and the run says so", async () => {
  const { access } = await ran({ "README.md": "" }, { ...HEAD, [`${PLACE}/${FILE}`]: "packed" }, FILE);
  expect(access.failed).toBe(false);
  expect(access.calls).toContainEqual(
    expect.stringMatching(
      / npm install --ignore-scripts --prefix \S+ \/\S+\/head\/infra\/vendor\/gatehouse\.tgz$/,
    ),
  );
  expect(access.log).toMatch(/::notice .*The base has no Gatehouse\. This run compares by \S+gatehouse\.tgz/);
  const later = await ran(BASE, { ...HEAD, [`${PLACE}/${FILE}`]: "packed" }, FILE);
  expect(later.access.calls.filter((call) => / npm install /.test(call))).toEqual([]);
});

test("a package that cannot be installed ends the run with what to change", async () => {
  const { access } = await ran({ "README.md": "" }, HEAD, FILE);
  expect([access.failed, access.log]).toEqual([
    true,
    expect.stringMatching(
      /::error .*gatehouse\.tgz cannot be installed, and the base has no Gatehouse\. In this step/,
    ),
  ]);
});
