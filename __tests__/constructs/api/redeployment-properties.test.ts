import { DefaultTokenResolver, StringConcat, TerraformResource, TerraformStack, Tokenization } from "cdktf";
import { configurationHash, deployedResources } from "../../../constructs/api/redeployment";
import { apiKitchen } from "../kitchen/api";
import { appInMemory } from "../terraform";

/** AWS: no deployment is needed after a change of these. */
const LIVE_AT_ONCE = [
  "api_key",
  "base_path_mapping",
  "deployment",
  "domain_name",
  "method_settings",
  "stage",
  "usage_plan",
  "usage_plan_key",
];

const stack = new TerraformStack(appInMemory(), "stack");
apiKitchen(stack);
const ofApi = stack.node.root.node
  .findAll()
  .filter((node): node is TerraformResource => node instanceof TerraformResource)
  .filter((node) => node.terraformResourceType.startsWith("aws_api_gateway_"));
const routes = stack.node.root.node.findChild("routes-api");
const kindOf = (resource: TerraformResource) =>
  resource.terraformResourceType.replace("aws_api_gateway_", "");
const deployed = ofApi.filter((resource) => !LIVE_AT_ONCE.includes(kindOf(resource)));
const kinds = [...new Set(deployed.map(kindOf))].sort();

const resolved = (hash: string) =>
  Tokenization.resolve(hash, {
    scope: stack,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  }) as string;
const hashOf = (resource: TerraformResource) => resolved(configurationHash(() => [resource]));

/** Every argument that the provider has for the resource, whether it is set here or not. */
function argumentsOf(resource: TerraformResource): string[] {
  const attributes = (resource as unknown as { synthesizeAttributes(): object }).synthesizeAttributes();
  return Object.keys(attributes).sort();
}

function changed(resource: TerraformResource, argument: string): boolean {
  const before = hashOf(resource);
  resource.addOverride(argument, "changed by the test");
  try {
    return hashOf(resource) !== before;
  } finally {
    (resource as unknown as { rawOverrides: object }).rawOverrides = {};
  }
}

test("everything that AWS says needs a deployment is in the API under test", () => {
  expect(kinds).toEqual([
    "authorizer",
    "gateway_response",
    "integration",
    "integration_response",
    "method",
    "method_response",
    "model",
    "request_validator",
    "resource",
    "rest_api",
    "rest_api_policy",
    "vpc_link",
  ]);
});

const cases = kinds.flatMap((kind) => {
  const resource = deployed.find((each) => kindOf(each) === kind) as TerraformResource;
  return argumentsOf(resource).map((argument) => [kind, argument, resource] as const);
});
const isTag = (argument: string) => argument === "tags" || argument === "tags_all";

test.each(cases.filter(([, argument]) => !isTag(argument)))("%s: %s redeploys", (_, argument, resource) => {
  expect(changed(resource, argument)).toBe(true);
});

test.each(cases.filter(([, argument]) => isTag(argument)))("%s: %s does not", (_, argument, resource) => {
  expect(changed(resource, argument)).toBe(false);
});

test("a change of what is deployed redeploys the API, a change of what is live at once does not", () => {
  const find = (kind: string) => ofApi.find((node) => kindOf(node) === kind) as TerraformResource;
  const hash = () => resolved(configurationHash(() => deployedResources(routes)));
  const changedBy = (kind: string, argument: string, value: unknown) => {
    const before = hash();
    const resource = find(kind);
    resource.addOverride(argument, value);
    const after = hash();
    (resource as unknown as { rawOverrides: object }).rawOverrides = {};
    return after !== before;
  };
  expect(hash()).toBe(hash());
  expect(changedBy("model", "schema", "{}")).toBe(true);
  const live = LIVE_AT_ONCE.map((kind) => [kind, changedBy(kind, "tags", { team: "x" })]);
  expect(live).toEqual(LIVE_AT_ONCE.map((kind) => [kind, false]));
});
