import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../error";

export interface Project {
  /** The folder with cdktf.json. */
  readonly root: string;
  /** The command that synthesizes, as cdktf.json has it. */
  readonly app: string;
  /** The context in cdktf.json, such as the environment. */
  readonly context: Readonly<Record<string, unknown>>;
  /** The environment to synthesize, where it is not the one in cdktf.json. */
  readonly environment?: string;
  /** Where the app writes. */
  readonly output: string;
}

/**
 * @param environment to synthesize instead of the one in cdktf.json
 * @param otherwise what to do where there is no project
 * @throws UsageError `NO_PROJECT`, `PROJECT_BROKEN`
 */
export function projectAt(
  folder: string,
  environment?: string,
  otherwise = "run it in a Gatehouse project",
): Project {
  const root = rootAbove(resolve(folder), otherwise);
  const file = join(root, "cdktf.json");
  let config: Record<string, unknown>;
  try {
    config = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  } catch (error) {
    throw new UsageError("PROJECT_BROKEN", `${file} is not JSON: ${(error as Error).message}`);
  }
  if (typeof config.app !== "string") {
    throw new UsageError("PROJECT_BROKEN", `${file} names no "app", the command that synthesizes.`);
  }
  return {
    root,
    app: config.app,
    context: (config.context ?? {}) as Record<string, unknown>,
    ...(environment !== undefined && { environment }),
    output: resolve(root, typeof config.output === "string" ? config.output : "cdktf.out"),
  };
}

/** The environment that is synthesized; undefined if none is given, so that the app uses its default. */
export function environmentOf({ context, environment }: Project): string | undefined {
  const inContext = context.environment === undefined ? undefined : String(context.environment);
  return environment ?? process.env.GATEHOUSE_ENVIRONMENT ?? inContext;
}

function rootAbove(folder: string, otherwise: string): string {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, "cdktf.json"))) return here;
    if (here === dirname(here))
      throw new UsageError("NO_PROJECT", `No cdktf.json in ${folder} or above it; ${otherwise}.`);
  }
}
