import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

/** A package of the SDK, by which the folder of all that are installed here is found. */
const INSTALLED = "@aws-sdk/client-dynamodb/package.json";
const SCOPES = ["@aws-sdk", "@smithy"];

/**
 * Lambda's Node runtimes bring version 3 of the AWS SDK, so that many archives have none. The packages of it that are
 * installed with the gate are made visible to the code below a folder, and no other package. Without them, a function
 * that brings none fails when it loads one.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function provideSdk(codeFolder: string): void {
  const installed = installedPackages();
  if (installed === undefined) return;
  const folder = join(codeFolder, "node_modules");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const scope of SCOPES) {
    const link = join(folder, scope);
    const target = join(installed, scope);
    if (existsSync(target) && !existsSync(link)) symlinkSync(target, link, "junction");
  }
}

function installedPackages(): string | undefined {
  try {
    return dirname(dirname(dirname(require.resolve(INSTALLED))));
  } catch {
    return undefined;
  }
}
