import { createHash } from "node:crypto";
import { DefaultTokenResolver, Lazy, StringConcat, type TerraformResource, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { isDeployed } from "../../contract/deployed-types";

/** The resources below `scope` that a deployment takes a snapshot of. */
export function deployedResources(scope: IConstruct): TerraformResource[] {
  return scope.node
    .findAll()
    .filter((node): node is TerraformResource =>
      isDeployed((node as TerraformResource).terraformResourceType),
    );
}

/**
 * A hash of all that `parts` are configured with, taken when the app is synthesized, so that later overrides
 * count as well. Terraform does not know that a method's change goes live only with a new deployment.
 */
export function configurationHash(parts: () => readonly TerraformResource[]): string {
  return Lazy.stringValue({
    produce: () =>
      createHash("sha256")
        .update(JSON.stringify(inOrder(parts().map(configurationOf))))
        .digest("hex"),
  });
}

/**
 * An expression that hashes, at apply, the values that `parts` refer to: a user pool made anew changes no
 * configuration, and the API must still be deployed again.
 */
export function referencesHash(parts: () => readonly TerraformResource[]): string {
  return Lazy.stringValue({
    produce: () => `\${sha256(jsonencode([${referencesIn(parts().map(configurationOf)).join(", ")}]))}`,
  });
}

interface Configuration {
  readonly type: string;
  readonly name: string;
  readonly configuration: object;
}

/** By address: a declaration whose routes were only put in another order is the same. */
function inOrder(parts: readonly Configuration[]): readonly Configuration[] {
  const address = ({ name, type }: Configuration) => `${type}.${name}`;
  return [...parts].sort((one, other) => (address(one) < address(other) ? -1 : 1));
}

/** The resource as Terraform will see it, without what is no part of what the API does. */
function configurationOf(resource: TerraformResource): Configuration {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const { resource: byType } = Tokenization.resolve(resource.toTerraform(), {
    scope: resource,
    resolver,
    preparing: false,
  }) as { resource: Record<string, Record<string, Record<string, unknown>>> };
  const [type = ""] = Object.keys(byType);
  const [[name, body] = ["", {}]] = Object.entries(byType[type] ?? {});
  const {
    "//": _metadata,
    depends_on: _order,
    lifecycle: _lifecycle,
    tags: _tags,
    tags_all: _allTags,
    ...configuration
  } = body;
  return { type, name, configuration };
}

function referencesIn(value: unknown): string[] {
  const found = JSON.stringify(value).matchAll(/(?<!\$)\$\{([\w.[\]*-]+)\}/g);
  return [...new Set([...found].map((match) => match[1] as string))].sort();
}
