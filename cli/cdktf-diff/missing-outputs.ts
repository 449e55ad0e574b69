import { npxGatehouse } from "../version";

/**
 * The explanation if Terraform could not plan a stack because an output that it reads is not in another stack's state yet:
 * before the first deployment, and when a role is added.
 *
 * @param said what Terraform printed, with or without colours
 */
export function missingOutputs(said: string): string | undefined {
  const isUndeployed = /Unable to find remote state/.test(said);
  const isNew = /Unsupported attribute/.test(said) && /terraform_remote_state/.test(said);
  if (!isUndeployed && !isNew) return undefined;
  const names = said.matchAll(/terraform_remote_state\.cross-stack-reference-input-([\w-]+)/g);
  const stacks = [...new Set([...names].map(([, name]) => name))].sort();
  return [
    `Not deployed yet, or not with what this change adds, such as a new role: ${stacks.join(", ") || "another stack"}. The state lacks what is read here.`,
    "Deploy that first; `npm run deploy` keeps the order. To review who may call what before that, no state is needed:",
    `  ${npxGatehouse()} diff BASE/cdktf.out cdktf.out    where BASE is a checkout of what is deployed, synthesized`,
  ].join("\n");
}
