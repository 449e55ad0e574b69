import { createHash } from "node:crypto";
import { Lazy, type TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { isDeployed } from "../../contract/deployed-types";
import { resolved } from "../arguments/resolved";

/** The resources below `scope` that are part of a deployment. */
export function deployedResources(scope: IConstruct): TerraformResource[] {
  return scope.node
    .findAll()
    .filter((node): node is TerraformResource =>
      isDeployed((node as TerraformResource).terraformResourceType),
    );
}

/**
 * A hash of the configuration of `parts`, computed when the app is synthesized, so that it includes later overrides.
 * Terraform does not know that a changed method goes live only with a new deployment.
 */
export function configurationHash(parts: () => readonly TerraformResource[]): string {
  return whenWritten(() =>
    createHash("sha256")
      .update(JSON.stringify(inOrder(parts().map(configurationOf))))
      .digest("hex"),
  );
}

/**
 * An expression that hashes, at apply, the values that `parts` refer to. A replaced user pool does not change the
 * configuration, and the API must be deployed again.
 */
export function referencesHash(parts: () => readonly TerraformResource[]): string {
  return whenWritten(
    () => `\${sha256(jsonencode([${referencesIn(parts().map(configurationOf)).join(", ")}]))}`,
  );
}

/** A text that has no tokens. When cdktf prepares a stack, it looks for references to other stacks alone. */
function whenWritten(produce: () => string): string {
  return Lazy.stringValue({ produce: ({ preparing }) => (preparing ? "" : produce()) });
}

interface Configuration {
  readonly type: string;
  readonly name: string;
  readonly configuration: object;
}

/** In the order of their addresses, so that the order of the declared routes does not matter. */
function inOrder(parts: readonly Configuration[]): readonly Configuration[] {
  const address = ({ name, type }: Configuration) => `${type}.${name}`;
  return [...parts].sort((one, other) => (address(one) < address(other) ? -1 : 1));
}

/** The resource as Terraform reads it, without metadata, lifecycle and tags, which do not affect the API. */
function configurationOf(resource: TerraformResource): Configuration {
  const { resource: byType } = resolved(resource.cdktfStack, resource.toTerraform()) as {
    resource: Record<string, Record<string, Record<string, unknown>>>;
  };
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
