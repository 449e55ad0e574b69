import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { RaisedLimits } from "../../contract/aws-limits";
import { checkCounts } from "./checks/counts";
import { checkMethodArns } from "./checks/method-arns";
import { checkNames } from "./checks/names";
import { checkPolicies } from "./checks/policies";
import { checkTexts } from "./checks/texts";
import { checkWebAcls } from "./checks/web-acls";
import { Limits, raisedLimitsIn } from "./limits";
import { type SynthesizedApp, synthesizedApp } from "./synthesized-app";

const CHECKS = [checkNames, checkTexts, checkCounts, checkPolicies, checkMethodArns, checkWebAcls] as const;

const held = new WeakSet<IConstruct>();

/**
 * Has the synth of the app that `scope` is in hold everything in it against the limits of AWS, across all stacks and
 * whoever makes it. Constructs call it, so that nobody need think of it; one check is made for all of them.
 */
export function holdToLimits(scope: IConstruct): void {
  const { root } = scope.node;
  if (held.has(root)) return;
  held.add(root);
  // A stack's validations run before any Terraform is written, those of the app after.
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
 * @throws DeclarationError of the first thing that AWS would refuse, see the checks
 */
export function checkLimits(app: SynthesizedApp, raised: RaisedLimits = {}): readonly string[] {
  const limits = new Limits(raised);
  for (const check of CHECKS) check(app, limits);
  return limits.warnings();
}
