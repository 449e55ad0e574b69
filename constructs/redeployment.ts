import { createHash } from "node:crypto";
import { DefaultTokenResolver, Lazy, StringConcat, type TerraformResource, Tokenization } from "cdktf";

/**
 * Triggers that redeploy an API whenever anything in it changes.
 *
 * Terraform does not know that a method's change goes live only with a new deployment. `configuration` is a
 * hash of everything these resources are configured with, taken when the app is synthesized, so that later
 * overrides count as well. `references` hashes, at apply, the values behind the references in it: a function
 * replaced under the same name changes no configuration, and still must be deployed.
 */
export function redeploymentTriggers(parts: () => readonly TerraformResource[]): Record<string, string> {
  return {
    configuration: Lazy.stringValue({
      produce: () =>
        createHash("sha256")
          .update(JSON.stringify(parts().map(configurationOf)))
          .digest("hex"),
    }),
    references: Lazy.stringValue({
      produce: () => `\${sha256(jsonencode([${referencesIn(parts().map(configurationOf)).join(", ")}]))}`,
    }),
  };
}

/** The resource as Terraform will see it, without what is no part of what the API does. */
function configurationOf(resource: TerraformResource): unknown {
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
