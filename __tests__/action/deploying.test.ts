import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { environmentNamed } from "../../stacks/environment-named";
import { type Stack, terraformOf } from "../stacks/synthesized";
import { type Action, root, yamlOf } from "./steps";

/** docs/deploying.md says what the workflows and the bootstrap stack say. */

const page = readFileSync(join(root, "docs/deploying.md"), "utf8");
const files = ["deploy", "pull-request", "plan-and-apply"].map((name) => `.github/workflows/${name}.yml`);
const texts = files.map((file) => readFileSync(join(root, file), "utf8"));

const github = {
  repository: "ORG/REPO",
  branch: "main",
  environment: "prod",
  pullRequests: "may-plan",
  provider: "created",
};
const stacks = terraformOf(
  environmentNamed("prod", { bootstrap: { ...(environmentNamed("prod").bootstrap as object), github } }),
);
const bootstrap = stacks.bootstrap as Stack;

test("each variable of the workflows is in the table, and no other", () => {
  const used = texts.flatMap((text) => [...text.matchAll(/vars\.([A-Z_]+)/g)].map(([, name]) => name));
  const named = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(used));
});

test("each output that a variable takes is one of the bootstrap stack", () => {
  const named = [...page.matchAll(/output `([\w-]+)`/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(3);
  expect(Object.keys(bootstrap.output ?? {})).toEqual(expect.arrayContaining(named));
});

test("each role has the subject of the table", () => {
  const rows = [...page.matchAll(/^\| `(github-[\w-]+)` \| `(repo:\S+)` \|/gm)].map(([, name, sub]) => [
    name,
    sub,
  ]);
  const roles = Object.values(bootstrap.resource.aws_iam_role ?? {});
  const made = roles.flatMap(({ assume_role_policy, name }) => {
    const [, sub] = /"token\.actions\.githubusercontent\.com:sub":"([^"]+)"/.exec(assume_role_policy) ?? [];
    return sub === undefined ? [] : [[name, sub]];
  });
  expect(rows.sort()).toEqual(made.sort());
});

test("the workflow of another project gives inputs that there are, and all that are required", () => {
  const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const { jobs } = parse(example) as { jobs: Record<string, { with: object }> };
  const { inputs } = yamlOf<{ on: { workflow_call: Action } }>(files[2] ?? "").on.workflow_call;
  const required = Object.keys(inputs).filter((name) => inputs[name]?.required);
  for (const { with: given } of Object.values(jobs)) {
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    expect(Object.keys(given)).toEqual(expect.arrayContaining(required));
  }
});

test("each message that it explains is one of the scripts", () => {
  const [, table = ""] = page.split("| it says |");
  const scripts = ["plan/plan.sh", "apply/apply.sh"].map((file) =>
    readFileSync(join(root, ".github/actions", file), "utf8"),
  );
  const said = [...scripts, ...texts].join("\n").replace(/\$\w+/g, "…");
  // Of STS and of Terraform.
  const others = ["Not authorized to perform sts:AssumeRoleWithWebIdentity", "Saved plan is stale"];
  const messages = [...(table.split("\n\n")[0] ?? "").matchAll(/^\| `([^`]+)` \|/gm)].map(
    ([, text = ""]) => text,
  );
  expect(messages.length).toBeGreaterThan(5);
  for (const message of messages.filter((one) => !others.includes(one)))
    for (const part of message.split("…")) expect(said).toContain(part.trim());
});
