import { parseTemplate } from "../expression";
import type { Block, Json } from "./stack";

/**
 * Whether the configuration of a resource refers to the resource, also where one instance refers to another. Terraform
 * refuses that: "Configuration for … may not refer to itself".
 */
export function refersToItself({ address, body, mode, type }: Block): boolean {
  if (mode === "data") return false;
  const name = address.slice(address.lastIndexOf(`${type}.`) + type.length + 1);
  // Most blocks do not have the text at all, and need no parser.
  const isNamed = (text: string) => text.includes(`${type}.${name}`);
  return [...textsIn(body)].some((text) => isNamed(text) && hasReference(parsed(text), type, name));
}

/** Without recursion: a document may be nested deeper than the stack reaches. */
function* textsIn(body: Json): Generator<string> {
  const rest: Json[] = [body];
  for (let json = rest.pop(); json !== undefined; json = rest.pop()) {
    if (typeof json === "string") yield json;
    if (typeof json !== "object" || json === null) continue;
    for (const [key, item] of Object.entries(json)) {
      if (key === "//") continue;
      yield key;
      rest.push(item);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return parseTemplate(text);
  } catch {
    return undefined;
  }
}

/** Looks for `aws_api_gateway_resource.this` in any part of an expression. */
function hasReference(part: unknown, type: string, name: string): boolean {
  if (typeof part !== "object" || part === null) return false;
  const {
    kind,
    name: last,
    of,
  } = part as { kind?: string; name?: string; of?: { kind: string; name?: string } };
  if (kind === "attribute" && last === name && of?.kind === "name" && of.name === type) return true;
  return Object.values(part).some((inner) => hasReference(inner, type, name));
}
