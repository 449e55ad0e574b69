import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOutput } from "../../../../cli/sources/output";
import { environmentNamed } from "../../../../stacks/environment-named";
import { trustChanges } from "../../../../terraform/access/trust";
import { readModel } from "../../../../terraform/read";
import { resolveTerraform, type StackSource } from "../../../../terraform/sources";
import { synthesize } from "../../../stacks/synthesized";

const folder = mkdtempSync(join(tmpdir(), "petstore-"));
afterAll(() => rmSync(folder, { recursive: true }));

const stacks = (() => {
  synthesize(folder, environmentNamed("prod"));
  return readOutput(folder).stacks;
})();

const side = (all: readonly StackSource[]) => {
  const resolved = resolveTerraform({ kind: "stacks", stacks: all });
  return { model: readModel(resolved), resources: resolved.resources };
};
const base = side(stacks);

/** A resource as cdktf writes it, to be changed. */
// biome-ignore lint/suspicious/noExplicitAny: changes reach into it at any depth
type Body = any;

/** The stacks with one resource, found by the end of its address, changed. */
function changed(address: string, change: (body: Body) => void): readonly StackSource[] {
  const [type = "", name = ""] = address.split(".");
  const copies = structuredClone(stacks) as unknown as { document: { resource?: Body } }[];
  const bodies = copies.flatMap(({ document }) => document.resource?.[type]?.[name] ?? []);
  if (bodies.length !== 1) throw new Error(`${bodies.length} resources are called ${address}`);
  change(bodies[0]);
  return copies as unknown as readonly StackSource[];
}

const AUTHORIZER = "aws_lambda_function.authorizer_function";
const ADMIN = "aws_iam_role.identities_role-admin";
const set = (name: string, value: string) => (body: Body) => {
  body.environment.variables[name] = value;
};
const trust = (change: (statement: Body) => void) => (body: Body) => {
  const policy = JSON.parse(body.assume_role_policy);
  change(policy.Statement[0]);
  body.assume_role_policy = JSON.stringify(policy);
};

const changes: readonly (readonly [
  name: string,
  address: string,
  change: (body: Body) => void,
  says: string,
])[] = [
  [
    "the keys of the issuer",
    AUTHORIZER,
    set("JWKS_URL", "https://b.example"),
    "environment.variables.JWKS_URL",
  ],
  ["the issuer", AUTHORIZER, set("ISSUER", "https://b.example"), "environment.variables.ISSUER"],
  ["the audience", AUTHORIZER, set("AUDIENCE", "other"), "environment.variables.AUDIENCE"],
  ["the claim with the roles", AUTHORIZER, set("ROLES_CLAIM", "other"), "environment.variables.ROLES_CLAIM"],
  ["further issuers", AUTHORIZER, set("MORE_ISSUERS", "[1]"), "environment.variables.MORE_ISSUERS"],
  ["NODE_OPTIONS", AUTHORIZER, set("NODE_OPTIONS", "--require /opt/a"), "environment.variables.NODE_OPTIONS"],
  [
    "a layer",
    AUTHORIZER,
    (body) => {
      body.layers = ["arn:aws:lambda:us-east-1:999988887777:layer:a:1"];
    },
    "layers",
  ],
  [
    "the code",
    AUTHORIZER,
    (body) => {
      body.source_code_hash = "other";
    },
    "source_code_hash",
  ],
  [
    "every principal may become administrator",
    ADMIN,
    trust((statement) => {
      statement.Principal = { AWS: "*" };
      statement.Action = "sts:AssumeRole";
      delete statement.Condition;
    }),
    "assume_role_policy",
  ],
  [
    "any identity pool",
    ADMIN,
    trust((statement) => {
      delete statement.Condition.StringEquals["cognito-identity.amazonaws.com:aud"];
    }),
    "assume_role_policy",
  ],
  [
    "guests",
    ADMIN,
    trust((statement) => {
      delete statement.Condition["ForAnyValue:StringLike"];
    }),
    "assume_role_policy",
  ],
];

test.each(changes)("the pet store's own Terraform: %s", (_, address, change, argument) => {
  const { trust: found } = trustChanges(base, side(changed(address, change)));
  expect(found.map((one) => [one.resource.split("/")[1], one.argument])).toEqual([[address, argument]]);
});

test("nothing differs from itself, and nothing of it cannot be told", () => {
  const { narrowedTrust, trust: found, undecided } = trustChanges(base, side(structuredClone(stacks)));
  expect([...found, ...narrowedTrust, ...undecided]).toEqual([]);
});
