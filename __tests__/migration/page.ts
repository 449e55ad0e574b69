import { readFileSync } from "node:fs";
import { join } from "node:path";

const text = readFileSync(join(__dirname, "../../docs/migrating-to-cdktn.md"), "utf8");

interface Block {
  /** The comment before it, which says why it is not run. */
  readonly reason: string | undefined;
  readonly commands: string;
}

/** The shell commands of docs/migrating-to-cdktn.md. */
const blocks: readonly Block[] = [
  ...text.matchAll(/(?:<!-- Not run by the test: ([^>]*) -->\n)?```sh\n([\s\S]*?)```/g),
].map(([, reason, commands = ""]) => ({ reason, commands }));

export const commandsToRun = blocks.filter(({ reason }) => reason === undefined);
export const commandsLeftOut = blocks.filter(({ reason }) => reason !== undefined);

/** The line that keeps the provider's version. */
export const [, overrideOfVersion = ""] = /```ts\n([\s\S]*?)```/.exec(text) ?? [];
