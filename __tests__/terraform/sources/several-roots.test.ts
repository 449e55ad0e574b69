import { type Root, resolveSystem } from "../../../terraform/sources";
import { api, found, hcl, identity, POOL, s3, state } from "./roots";

/** Roots that are one system: what one of them asks for is an output of another. */

const MISSING = "output pool_arn of the s3 state states/identity/terraform.tfstate: give that root too";

const cases: Readonly<Record<string, readonly [roots: readonly Root[], expected: string]>> = {
  "the same place in S3": [[api("s3", s3), identity({ s3: [s3] })], POOL],
  "another key in S3": [[api("s3", s3), identity({ s3: [{ ...s3, key: "dev/identity.tfstate" }] })], MISSING],
  "another bucket": [[api("s3", s3), identity({ s3: [{ ...s3, bucket: "others" }] })], MISSING],
  "another backend": [[api("s3", s3), identity({ gcs: [{ bucket: "states" }] })], MISSING],
  "a backend that is configured when it is initialised": [[api("s3", s3), identity({ s3: [{}] })], POOL],
  "no backend that is written": [[api("s3", s3), identity(undefined)], POOL],
  "a state that was fetched": [[api("s3", s3), state({ pool_arn: POOL }, "identity")], POOL],
  "no root": [[api("s3", s3)], MISSING],
  "a root without the output": [[api("s3", s3), state({ other: POOL }, "identity")], MISSING],
  "two roots with the output, one of them named in the place": [
    [api("s3", s3), state({ pool_arn: "other" }, "legacy"), state({ pool_arn: POOL }, "identity")],
    POOL,
  ],
  "two roots with the output, and none named in the place": [
    [api("s3", s3), state({ pool_arn: "other" }, "legacy"), state({ pool_arn: POOL }, "users")],
    MISSING,
  ],
  "the same place, and another root with the output": [
    [api("s3", s3), identity({ s3: [s3] }), state({ pool_arn: "other" }, "legacy")],
    POOL,
  ],
  "a file beside the folders": [
    [api("local", { path: "../identity/terraform.tfstate" }), identity(undefined)],
    POOL,
  ],
  "a file that is the given state": [
    [api("local", { path: "../../states/identity.tfstate" }), state({ pool_arn: POOL }, "identity")],
    POOL,
  ],
  "another file": [
    [api("local", { path: "../people/terraform.tfstate" }), identity(undefined)],
    "output pool_arn of the local state /work/people/terraform.tfstate: give that root too",
  ],
  "an address": [
    [
      api("http", { address: "https://states.example.com/identity" }),
      identity({ http: [{ address: "https://states.example.com/identity" }] }),
    ],
    POOL,
  ],
  "a workspace of HCP Terraform": [
    [
      api("remote", { organization: "acme", workspaces: { name: "identity" } }),
      hcl(
        {
          terraform: [{ cloud: [{ organization: "acme", workspaces: [{ name: "identity" }] }] }],
          output: { pool_arn: [{ value: POOL }] },
        },
        "people",
      ),
    ],
    POOL,
  ],
  "all outputs in a local": [
    [
      api("s3", s3, "${local.identity.pool_arn}", {
        locals: [{ identity: "${data.terraform_remote_state.identity.outputs}" }],
      }),
      identity({ s3: [s3] }),
    ],
    POOL,
  ],
};

test.each(Object.entries(cases))("%s", (_, [roots, expected]) => {
  expect(found(...roots)).toBe(expected);
});

test.each([
  ["one output", undefined, "output pool_arn of"],
  ["an output of all in a local", "${local.identity.pool_arn}", "outputs of"],
])("a state that is missing is a warning: %s", (_, arn, which) => {
  const locals = [{ identity: "${data.terraform_remote_state.identity.outputs}" }];
  const { notices = [] } = resolveSystem([api("s3", s3, arn, { locals })]);
  expect(notices).toEqual([
    expect.objectContaining({
      address: "api/data.terraform_remote_state.identity",
      message: `${which} the s3 state states/identity/terraform.tfstate: give that root too`,
      weight: "warning",
    }),
  ]);
});

test("a state that is missing, and has no say, is no warning", () => {
  const logs = {
    aws_cloudwatch_log_group: { l: [{ name: "${data.terraform_remote_state.identity.outputs.x}" }] },
  };
  const data = { terraform_remote_state: { identity: [{ backend: "s3", config: s3 }] } };
  const { notices = [] } = resolveSystem([hcl({ data, resource: logs }, "api")]);
  expect(notices.filter(({ message }) => message.includes("give that root"))).toEqual([]);
});
