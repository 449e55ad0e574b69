import { setFlagsFromString } from "node:v8";
import { App } from "cdktf";
import { didYouMean, shown } from "../constructs/declaration";
import { DeclarationError } from "../constructs/declaration/errors";
import { environmentNamed } from "./environment-named";
import type { Environment } from "./environments";
import { withoutNeedlessWork } from "./needless-work";

/** The keys of cdktf.json's context that this app reads. */
const OURS = ["environment", "settings"];

/** The keys that cdktf 0.21 and its fork, cdktn 0.24, read from the context, or write there themselves. */
const CDKTF = [
  "canonicalAssetHashes",
  "cdktfJsonPath",
  "cdktfRelativeModules",
  "cdktfStaticModuleAssetHash",
  "cdktfVersion",
  "failOnConstructsOutsideOfStacks",
  "targetVersions",
  "@cdktf/disable_stack_trace_in_metadata",
];

/**
 * Builds the stacks of the environment that cdktf.json names, or the variable GATEHOUSE_ENVIRONMENT, and writes their
 * Terraform. A declaration that is refused is reported in one sentence, without a stack trace.
 */
export function synthesize(build: (app: App, environment: Environment) => void): void {
  const write = () => {
    const app = new App({ stackTraces: false });
    checkContext(app.node.getAllContext() as Readonly<Record<string, unknown>>);
    build(
      app,
      environmentNamed(
        process.env.GATEHOUSE_ENVIRONMENT ?? app.node.tryGetContext("environment") ?? "dev",
        app.node.tryGetContext("settings"),
      ),
    );
    app.synth();
  };
  keepYoungGenerationSmall();
  try {
    withoutNeedlessWork(write);
  } catch (error) {
    if (!(error instanceof DeclarationError)) {
      // With its traces, cdktf says where the token was made that it could not resolve.
      if (/^Resolution error/.test((error as Error).message)) write();
      throw error;
    }
    process.stderr.write(`${error.code}: ${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * Nearly all that a synth makes is kept until it is written, so that a larger young generation frees no more of it. Without
 * its growth, 1,000 routes take 115 MB in place of 157 at the same speed. V8 prints an error for a flag that a version
 * does not know.
 */
function keepYoungGenerationSmall(): void {
  if (/^v2[024]\./.test(process.version)) setFlagsFromString("--semi-space-growth-factor=1");
}

/**
 * Refuses unknown keys: with a misspelt one, the default would stay in force without a message.
 *
 * @throws DeclarationError `CONTEXT_UNKNOWN`
 */
export function checkContext(context: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(context).find((key) => !OURS.includes(key) && !CDKTF.includes(key));
  if (unknown === undefined) return;
  throw new DeclarationError(
    "CONTEXT_UNKNOWN",
    `The context in cdktf.json has the key ${shown(unknown)}; there are ${OURS.join(" and ")}, and cdktf's own.${didYouMean(unknown, OURS)}`,
  );
}
