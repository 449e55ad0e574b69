import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { RaisedLimits } from "../../contract/aws-limits";
import { checkCounts } from "./checks/counts";
import { checkHttpApis } from "./checks/http-apis";
import { checkMethodArns } from "./checks/method-arns";
import { checkNames } from "./checks/names";
import { checkOpenEndpoints } from "./checks/open-endpoints";
import { checkPolicies } from "./checks/policies";
import { checkTexts } from "./checks/texts";
import { checkWebAcls } from "./checks/web-acls";
import { synthesizedApp } from "./documents";
import { Limits, raisedLimitsIn } from "./limits";
import type { SynthesizedApp } from "./synthesized-app";

const CHECKS = [
  checkNames,
  checkTexts,
  checkCounts,
  checkPolicies,
  checkMethodArns,
  checkHttpApis,
  checkOpenEndpoints,
  checkWebAcls,
] as const;

const held = new WeakSet<IConstruct>();

/**
 * Adds a validation to the app of `scope` that compares all of its stacks with the limits of AWS. Every construct that
 * could exceed one calls this; the app is checked once.
 */
export function holdToLimits(scope: IConstruct): void {
  const { root } = scope.node;
  if (held.has(root)) return;
  held.add(root);
  // Validations of a stack run before any Terraform is written; those of the app run after.
  TerraformStack.of(scope).node.addValidation({
    validate: () => {
      for (const warning of checkLimits(synthesizedApp(root), raisedLimitsIn(root)))
        process.stderr.write(`warning: ${warning}\n`);
      return [];
    },
  });
}

/**
 * @returns warnings about limits that AWS raises on request
 * @throws DeclarationError of the first check that fails
 */
export function checkLimits(app: SynthesizedApp, raised: RaisedLimits = {}): readonly string[] {
  const limits = new Limits(raised);
  for (const check of CHECKS) check(app, limits);
  return limits.warnings();
}
