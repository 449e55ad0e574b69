import { readTerraform } from "../../../terraform/read";
import { people } from "../build/people";

/** Tags of roles: their own, and those of their provider. */

function tagsOf(role: object, defaults?: object) {
  const resource = people() as Record<string, Record<string, object>>;
  const roles = { user: { ...resource.aws_iam_role?.user, ...role } };
  const document = {
    provider: { aws: [{ region: "us-east-1", ...(defaults && { default_tags: [{ tags: defaults }] }) }] },
    resource: { ...resource, aws_iam_role: roles, ...api },
    variable: { unknown: {} },
  };
  const source = { kind: "stacks", stacks: [{ name: "shop", document }] } as const;
  return readTerraform(source, { strict: true }).roles[0]?.tags;
}

const api = { aws_apigatewayv2_api: { shop: { name: "shop", protocol_type: "HTTP" } } };

test.each<readonly [what: string, role: object, defaults: object | undefined, expected: unknown]>([
  ["none", {}, undefined, {}],
  ["its own", { tags: { team: "blue", level: 7 } }, undefined, { team: "blue", level: "7" }],
  ["its provider's", {}, { team: "red" }, { team: "red" }],
  [
    "its own before its provider's",
    { tags: { team: "blue" } },
    { team: "red", cost: "1" },
    { team: "blue", cost: "1" },
  ],
  ["a value that is not known", { tags: { team: "${var.unknown}" } }, undefined, undefined],
  ["of a provider, not known", { tags: { team: "blue" } }, { cost: "${var.unknown}" }, undefined],
  ["together, as a plan has them", { tags_all: { team: "blue" } }, { team: "red" }, { team: "blue" }],
])("%s", (_, role, defaults, expected) => {
  expect(tagsOf(role, defaults)).toEqual(expected);
});
