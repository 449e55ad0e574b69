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
  /** Whether its account is not told: then the one in `value` stands in for it. */
  readonly untold?: true;
}

/** The account of a Terraform. */
interface Home {
  readonly accountId: string;
  readonly isAccountTold?: boolean;
}

/**
 * An IAM role or user. An ARN that is not known in full has a part in parentheses, which no name of IAM has.
 *
 * @param home the account of the Terraform that makes it
 */
export function iamPrincipal(arn: string, { accountId, isAccountTold }: Home): Principal {
  const isKnown = !/[()]/.test(arn);
  const account = accountIn(arn) ?? accountId;
  return {
    type: "AWS",
    value: arn,
    ...(!isKnown && { unnamed: { account } }),
    ...(isAccountTold === false && account === accountId && { untold: true }),
  };
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

const SESSION = /^arn:[^:]*:sts::[^:]*:assumed-role\/([^/]+)\//;

/**
 * Whether a text of a policy may name a principal although none of its names is that text: where its ARN or its account
 * is not known, and of a role where the text names one of its sessions.
 */
export function mayBe(text: string, principal: Principal): boolean {
  const { itself, unnamed, untold, value, withoutAccount } = principal;
  if (principal.type !== "AWS") return false;
  const account = /^\d{12}$/.test(text) ? text : accountIn(text);
  const own = unnamed?.account ?? accountIn(value);
  if (account === undefined || (account !== own && !untold)) return false;
  if (text === account || text.endsWith(":root")) return account !== own && !withoutAccount && !itself;
  if (unnamed) return true;
  const session = SESSION.exec(text)?.[1];
  if (session !== undefined) return value.includes(":role/") && value.endsWith(`/${session}`);
  return account !== own && placeless(text) === placeless(value);
}

/** An ARN without its account. */
function placeless(arn: string): string {
  return arn.split(":").toSpliced(4, 1).join(":");
}
