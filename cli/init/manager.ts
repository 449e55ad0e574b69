import { existsSync } from "node:fs";
import { join } from "node:path";

/** The program that installs the project's packages. */
export interface Manager {
  readonly name: ManagerName;
  /** Adds packages for development. */
  readonly add: string;
  /** Installs what the lock file says, and nothing else; on a machine that has Node.js only. */
  readonly install: string;
  /** Runs a program of the project. */
  readonly run: string;
}

type ManagerName = "bun" | "npm" | "pnpm" | "yarn";

const MANAGERS: Readonly<Record<ManagerName, Manager>> = {
  npm: { name: "npm", add: "npm install --save-dev", install: "npm ci", run: "npx" },
  pnpm: {
    name: "pnpm",
    add: "pnpm add --save-dev",
    install: "corepack enable && pnpm install --frozen-lockfile",
    run: "pnpm exec",
  },
  yarn: {
    name: "yarn",
    add: "yarn add --dev",
    install: "corepack enable && yarn install --frozen-lockfile",
    run: "yarn run",
  },
  bun: {
    name: "bun",
    add: "bun add --dev",
    install: "npm install --global bun@1 && bun install --frozen-lockfile",
    run: "bunx --no-install",
  },
};

const LOCK_FILES: Readonly<Record<string, ManagerName>> = {
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
  "package-lock.json": "npm",
};

/**
 * The manager that package.json names, else the one whose lock file is there, else npm.
 *
 * @param named `packageManager` of package.json: `pnpm@10.1.0`
 */
export function managerOf(root: string, named: unknown): Manager {
  const [word = ""] = typeof named === "string" ? named.split("@") : [];
  if (isName(word)) return MANAGERS[word];
  const lock = Object.keys(LOCK_FILES).find((file) => existsSync(join(root, file)));
  return MANAGERS[(lock === undefined ? undefined : LOCK_FILES[lock]) ?? "npm"];
}

function isName(word: string): word is ManagerName {
  return Object.hasOwn(MANAGERS, word);
}
