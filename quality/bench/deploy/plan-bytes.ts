import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A resource of synthesized Terraform. */
interface Planned {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const BINDINGS = dirname(require.resolve("@cdktf/provider-aws/package.json"));

const computed = new Map<string, readonly string[]>();

/** What AWS decides: each resource has an id, and an ARN where the provider's bindings have one. */
function computedOf(type: string): readonly string[] {
  const known = computed.get(type);
  if (known) return known;
  const file = join(BINDINGS, "lib", type.replace(/^aws_/, "").replaceAll("_", "-"), "index.d.ts");
  const hasArn = existsSync(file) && readFileSync(file, "utf8").includes("get arn()");
  const names = hasArn ? ["id", "arn"] : ["id"];
  computed.set(type, names);
  return names;
}

/**
 * How long the JSON of a first plan is at least, as `terraform show -json` prints it: each resource under `planned_values`,
 * `resource_changes` and `configuration`, with the arguments that are written. The provider adds its defaults and what is
 * known after apply, which only itself can tell.
 */
export function leastPlanBytes(resources: readonly Planned[]): number {
  return resources.reduce((sum, resource) => sum + entriesOf(resource).length, 0);
}

function entriesOf({ address, name, type, values }: Planned): string {
  const of = {
    address,
    mode: "managed",
    type,
    name,
    provider_name: "registry.terraform.io/hashicorp/aws",
  } as const;
  const written = Object.fromEntries(Object.entries(values).filter(([key]) => key !== "//"));
  const known = Object.entries(written).filter(([, value]) => !JSON.stringify(value).includes("${"));
  const after = Object.fromEntries(known);
  const unknown = Object.keys(written).filter((key) => !Object.hasOwn(after, key));
  return JSON.stringify([
    { ...of, schema_version: 0, values: after, sensitive_values: {} },
    {
      ...of,
      change: {
        actions: ["create"],
        before: null,
        after,
        after_unknown: Object.fromEntries([...unknown, ...computedOf(type)].map((key) => [key, true])),
        before_sensitive: false,
        after_sensitive: {},
      },
    },
    {
      ...of,
      expressions: Object.fromEntries(
        Object.entries(written).map(([key, value]) => [
          key,
          Object.hasOwn(after, key) ? { constant_value: value } : { references: referencesIn(value) },
        ]),
      ),
    },
  ]);
}

function referencesIn(value: unknown): readonly string[] {
  return [...JSON.stringify(value).matchAll(/\$\{([\w.-]+)/g)].map(([, path = ""]) => path);
}
