/** Lines that a file of the project gets beside its own. */

const CALL = "securedApi(app);";

/**
 * The main file with the stacks in it: an import behind its last one, and a call before `app.synth()`.
 *
 * @param from what is imported from: `./secured-api`
 * @returns the same text where they are there already; `undefined` for a file that does not have one app in `const app`
 */
export function withStacks(text: string, from: string): string | undefined {
  if (text.includes(from) && text.includes("securedApi(")) return text;
  const synth = [...text.matchAll(/^([ \t]*)app\.synth\(\);?[ \t]*$/gm)];
  const made = [...text.matchAll(/\b(?:const|let|var) app(?:: *App)? = new App\(/g)];
  const imports = [...text.matchAll(/^import [^;]*?from ["'][^"'\n]+["'];?[ \t]*$/gm)];
  const [last, call] = [imports.at(-1), synth[0]];
  if (!last || !call || synth.length !== 1 || made.length !== 1) return undefined;
  const end = last.index + last[0].length;
  if (call.index < end) return undefined;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return [
    text.slice(0, end),
    `${newline}${importLine(from)}`,
    text.slice(end, call.index),
    `${call[1]}${CALL}${newline}`,
    text.slice(call.index),
  ].join("");
}

/** What must be in a main file that is not changed. */
export function linesByHand(from: string): readonly [string, string] {
  return [importLine(from), CALL];
}

function importLine(from: string): string {
  return `import { securedApi } from "${from}";`;
}

/**
 * What git must not take up: users, keys and tables of the gate, its ready line with their passwords, Terraform's states,
 * and what is made from the sources.
 */
const IGNORED = [".gatehouse/", "gate.json", "cdktf.out/", "*.tfstate", "*.tfstate.*"];

/** The file with the lines that are missing; the same text where none is. */
export function withIgnored(text: string): string {
  const known = new Set(text.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, "")));
  const missing = IGNORED.filter((line) => !known.has(line.replace(/\/$/, "")));
  if (missing.length === 0) return text;
  return `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${missing.join("\n")}\n`;
}
