import type { Document } from "./plan";

/** A state as Terraform keeps it, of one that `terraform show -json` prints. */
export function rawState(shown: Document): Document {
  const resources = new Map<string, Document>();
  for (const { module, resource } of allIn(shown.values.root_module)) {
    const { deposed_key: deposed, index, mode, name, type, values } = resource;
    const key = JSON.stringify([module, mode, type, name]);
    const raw = resources.get(key) ?? {
      ...(module && { module }),
      mode,
      type,
      name,
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [],
    };
    resources.set(key, raw);
    raw.instances.push({
      ...(index !== undefined && { index_key: index }),
      ...(deposed !== undefined && { deposed }),
      schema_version: 0,
      attributes: values,
      sensitive_attributes: [],
    });
  }
  return {
    version: 4,
    terraform_version: "1.11.4",
    serial: 7,
    lineage: "3f0e6f0a-5a5e-4d0b-9a43-2a7a6a0c8f11",
    outputs: shown.values.outputs ?? {},
    resources: [...resources.values()],
    check_results: null,
  };
}

function* allIn({ address, child_modules: children = [], resources = [] }: Document): Generator<Document> {
  for (const resource of resources) yield { module: address, resource };
  for (const child of children) yield* allIn(child);
}
