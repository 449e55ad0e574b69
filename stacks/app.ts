import { App } from "cdktf";
import { DeclarationError } from "../constructs/errors";
import { type Environment, environmentNamed } from "./environments";

/**
 * Builds the stacks of the environment that cdktf.json names, or the variable GATEHOUSE_ENVIRONMENT, and writes their
 * Terraform. A declaration that is refused is said in one sentence, without a stack trace.
 */
export function synthesize(build: (app: App, environment: Environment) => void): void {
  try {
    const app = new App({ stackTraces: false });
    build(
      app,
      environmentNamed(
        process.env.GATEHOUSE_ENVIRONMENT ?? app.node.tryGetContext("environment") ?? "dev",
        app.node.tryGetContext("settings"),
      ),
    );
    app.synth();
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
