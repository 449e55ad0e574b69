import { isDeepStrictEqual } from "node:util";
import type { ClientResults } from "./results";

/** What is otherwise than recorded, in lines. Clients that did not run are not compared. */
export function differences(results: readonly ClientResults[], recorded: readonly ClientResults[]): string[] {
  return results.flatMap(({ client, operations, version }) => {
    const before = recorded.find((other) => other.client === client);
    if (before === undefined) return [`${client}: nothing is recorded`];
    if (before.version !== version) return [`${client} ${version}: recorded is ${before.version}`];
    const names = new Set([...Object.keys(operations), ...Object.keys(before.operations)]);
    return [...names]
      .filter((name) => !isDeepStrictEqual(operations[name], before.operations[name]))
      .map(
        (name) =>
          `${client}, ${name}: ${JSON.stringify(operations[name])}; recorded is ${JSON.stringify(before.operations[name])}`,
      );
  });
}
