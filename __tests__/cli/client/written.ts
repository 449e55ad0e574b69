import { choose, type Wanted } from "../../../cli/client/choose";
import type { ClientFacts } from "../../../cli/client/facts";
import { FORMATS } from "../../../cli/client/formats";
import type { Format } from "../../../cli/client/formats/format";

/** What a format writes of facts: the text of its first file, and its notes. */
export function written(
  name: keyof typeof FORMATS,
  facts: ClientFacts,
  { prefix = "", ...wanted }: Wanted & { readonly prefix?: string } = {},
): { readonly text: string; readonly notes: readonly string[] } {
  const format: Format = FORMATS[name];
  const { files, notes } = format(choose(facts, wanted), {
    command: `gatehouse client --for ${name}`,
    prefix,
  });
  return { text: Object.values(files)[0] ?? "", notes };
}
