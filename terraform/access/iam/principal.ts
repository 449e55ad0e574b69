/** Who asks, as the Principal element of a policy names them. */
export interface Principal {
  readonly type: "AWS" | "Service" | "Federated" | "CanonicalUser";
  /** An ARN for `AWS`; `lambda.amazonaws.com` for `Service`; a provider's name or ARN for `Federated`. */
  readonly value: string;
  /** Whether a policy that names the account as a whole does not count as naming it. */
  readonly withoutAccount?: true;
  /** Whether only a policy that names this very value counts as naming it, which `*` does not either. */
  readonly itself?: true;
  /** Whether it has a permissions boundary: a Deny with NotPrincipal then meets it, whomever that names. */
  readonly bounded?: true;
  /** Whether its ARN is not known in full, as of a role whose name is a variable: then `value` stands in for it. */
  readonly unnamed?: { readonly account: string };
}

/**
 * An IAM role or user. An ARN that is not known in full has a part in parentheses, which no name of IAM has.
 *
 * @param own the account of the Terraform that makes it
 */
export function iamPrincipal(arn: string, own: string): Principal {
  const isKnown = !/[()]/.test(arn);
  return { type: "AWS", value: arn, ...(!isKnown && { unnamed: { account: accountIn(arn) ?? own } }) };
}

/** The account of an ARN; undefined where it has none. */
export function accountIn(arn: string): string | undefined {
  return arn.split(":")[4] || undefined;
}

/**
 * Every name by which a policy can refer to a principal: an AWS principal also as its account, by number or by the
 * root's ARN, and a role's session also as the role.
 */
export function names({ type, unnamed, value, withoutAccount }: Principal): readonly string[] {
  if (type !== "AWS") return [value];
  if (unnamed)
    return [value, ...(withoutAccount ? [] : [unnamed.account, `arn:aws:iam::${unnamed.account}:root`])];
  const [, partition, , , account, resource] = value.split(":");
  if (account === undefined || account === "") return [value];
  const session = /^assumed-role\/([^/]+)\//.exec(resource ?? "")?.[1];
  return [
    value,
    ...(withoutAccount ? [] : [account, `arn:${partition}:iam::${account}:root`]),
    ...(session === undefined ? [] : [`arn:${partition}:iam::${account}:role/${session}`]),
  ];
}
