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
}

/**
 * Every name by which a policy can refer to a principal: an AWS principal also as its account, by number or by the
 * root's ARN, and a role's session also as the role.
 */
export function names({ type, value, withoutAccount }: Principal): readonly string[] {
  if (type !== "AWS") return [value];
  const [, partition, , , account, resource] = value.split(":");
  if (account === undefined || account === "") return [value];
  const session = /^assumed-role\/([^/]+)\//.exec(resource ?? "")?.[1];
  return [
    value,
    ...(withoutAccount ? [] : [account, `arn:${partition}:iam::${account}:root`]),
    ...(session === undefined ? [] : [`arn:${partition}:iam::${account}:role/${session}`]),
  ];
}
