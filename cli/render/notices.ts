import type { Notice } from "../../terraform/model";
import { type Position, type Positions, positionOf } from "../../terraform/sources";

/** A notice, and where it applies: equal ones are one. */
export interface RepeatedNotice {
  readonly message: string;
  readonly at: readonly { readonly address: string; readonly position?: Position }[];
}

/** Equal messages once, in the order in which they came. */
export function groupedNotices(notices: readonly Notice[], positions: Positions): readonly RepeatedNotice[] {
  const groups = new Map<string, Set<string>>();
  for (const { address, message } of notices)
    groups.set(message, (groups.get(message) ?? new Set()).add(address));
  return [...groups].map(([message, addresses]) => ({
    message,
    at: [...addresses].map((address) => {
      const position = positionOf(positions, address);
      return { address, ...(position && { position }) };
    }),
  }));
}

/** For a list in which the places follow: `aws_api_gateway_deployment: it has no triggers`. */
export function withSubject({ at, message }: RepeatedNotice): RepeatedNotice {
  if (!/^its? /.test(message)) return { at, message };
  const [subject, ...others] = new Set(at.map(({ address }) => kindOf(address)));
  return { at, message: subject === undefined || others.length > 0 ? message : `${subject}: ${message}` };
}

/** `aws_iam_role` of `module.a["b"].aws_iam_role.c[0]`; what is no resource, as a whole. */
function kindOf(address: string): string {
  return /(?:^|[./])([a-z][a-z0-9]*_[a-z0-9_]+)\.[^."[\]]+(?:\[[^\]]*\])?$/.exec(address)?.[1] ?? address;
}
