import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A package of the SDK, by which the folder of all that are installed here is found. */
const INSTALLED = "@aws-sdk/client-dynamodb/package.json";
const SCOPES = ["@aws-sdk", "@smithy"];
const COMMON_JS = '{ "type": "commonjs" }\n';

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

/**
 * In Lambda no package.json is above a function's code, so that `.js` is a CommonJS module unless the archive says otherwise.
 * Here the state may be in a project of `"type": "module"`, whose package.json would hold for the code below.
 * https://nodejs.org/docs/latest-v24.x/api/packages.html#determining-module-system
 */
export function provideCommonJs(codeFolder: string): void {
  mkdirSync(codeFolder, { recursive: true, mode: 0o700 });
  const file = join(codeFolder, "package.json");
  if (existsSync(file) && readFileSync(file, "utf8") === COMMON_JS) return;
  // Other functions may be reading it: they see the whole file or none.
  const whole = `${file}.${randomUUID()}`;
  writeFileSync(whole, COMMON_JS, { mode: 0o600 });
  renameSync(whole, file);
}

function installedPackages(): string | undefined {
  try {
    return dirname(dirname(dirname(require.resolve(INSTALLED))));
  } catch {
    return undefined;
  }
}
