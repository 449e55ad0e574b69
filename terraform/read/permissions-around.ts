import type { Front } from "../access/decide";
import { fits, pattern } from "../access/iam";
import { valueText } from "../language/expression";
import type { Fields } from "./fields";
import type { Resources } from "./resources";
import { sourceApi } from "./source-arn";

/** Services that hand callers' requests to a function, and what asks something of them there. */
const PASSING: Readonly<Record<string, string>> = {
  "elasticloadbalancing.amazonaws.com": "a load balancer",
  "iot.amazonaws.com": "a rule of AWS IoT",
  "vpc-lattice.amazonaws.com": "a service of VPC Lattice",
};

/**
 * Reports a permission by which callers reach a function around the API.
 * https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
 *
 * @param locked a method with a lock that invokes the function, or may; undefined where there is none
 * @param apis the ids of the APIs whose routes are read
 */
export function checkPermission(
  permission: Fields,
  { apis, locked }: { readonly apis: ReadonlySet<string>; readonly locked: LockedFront | undefined },
  resources: Resources,
): void {
  const { address } = permission;
  const action = permission.label("action");
  const principal = permission.link("principal");
  const organization = permission.optionalLink("principal_org_id");
  if (isForUrl(permission, action)) {
    const isOfIam =
      permits(action, "lambda:InvokeFunctionUrl") &&
      permission.optionalLink("function_url_auth_type") !== "NONE";
    if (principal === "*" && isOfIam && organization === undefined)
      resources.danger(address, "principal is *: every AWS account may call the function's URL");
    return;
  }
  const unknown = UNKNOWN_HERE.map((argument) => permission.unresolved(argument)).find(
    (reason) => reason !== undefined,
  );
  if (unknown !== undefined) {
    if (locked) noticeUnknown(permission, `who may invoke ${behind(locked)}: ${unknown}`, resources);
    return;
  }
  if (!permits(action, "lambda:InvokeFunction")) return;
  if (principal === "*") checkEveryone(permission, { organization, locked }, resources);
  // No service is a member of an organization.
  else if (organization !== undefined && principal.endsWith(".amazonaws.com")) return;
  else if (principal === "apigateway.amazonaws.com") checkAccount(permission, apis, resources);
  else if (Object.hasOwn(PASSING, principal) && locked)
    resources.warn(
      address,
      `${PASSING[principal]} may invoke ${behind(locked)}: what it asks of callers is not evaluated`,
    );
  else if (isForeign(principal, resources) && locked)
    resources.warn(address, `${principal} may invoke ${behind(locked)}, around the API`);
}

/** What decides whether a permission is one to report. */
const UNKNOWN_HERE = ["principal", "action"];

/** A method with a lock whose function a permission is about. */
export interface LockedFront {
  readonly front: Front;
  /** Why it is not known whether the permission is about it. */
  readonly unknown?: string;
}

/** What the reported one may invoke. */
export function behind({ front, unknown }: LockedFront): string {
  return unknown === undefined
    ? `the function that is behind ${front.method.address}`
    : `a function that is not known (${unknown}), which may be the one behind ${front.method.address}`;
}

/** Every principal: of all accounts, of those of an organization, or of services that act for an account. */
function checkEveryone(
  permission: Fields,
  {
    locked,
    organization,
  }: { readonly organization: string | undefined; readonly locked: LockedFront | undefined },
  resources: Resources,
): void {
  const { address } = permission;
  const account = permission.optionalLink("source_account");
  if (organization !== undefined) {
    if (locked)
      resources.warn(
        address,
        `principal is *: all accounts of the organization ${organization} may invoke ${behind(locked)}, around the API`,
      );
  } else if (account === undefined)
    resources.danger(address, "principal is *: anyone may invoke the function, around the API");
  else if (!DIGITS.test(account))
    noticeUnknown(
      permission,
      `for which account's resources every service may invoke the function: ${permission.unresolved("source_account") ?? account}`,
      resources,
    );
  else if (account !== resources.accountId)
    resources.warn(
      address,
      `principal is *: every service may invoke the function for resources of the account ${account}, around the API`,
    );
}

function noticeUnknown(permission: Fields, what: string, resources: Resources): void {
  const says = (argument: string) => valueText(permission.raw(argument) || undefined);
  resources.notice(permission.address, `it is not known ${what}`, {
    says: Object.fromEntries(SAID.map((argument) => [argument, says(argument)])),
  });
}

const SAID = ["principal", "action", "function_name", "source_arn", "source_account"];

/** Any API of an account that is not named may have no locks. Of an ARN and an account, both must fit. */
function checkAccount(permission: Fields, apis: ReadonlySet<string>, resources: Resources): void {
  const { address } = permission;
  const [arn, account] = ["source_arn", "source_account"].map(
    (argument) => permission.raw(argument) || undefined,
  );
  const source = arn === undefined ? {} : sourceApi(arn);
  if (source.api !== undefined && apis.has(source.api)) return;
  const inArn = source.account?.match(DIGITS)?.[0];
  const named = inArn ?? permission.optionalLink("source_account");
  const unknown =
    inArn === undefined ? (permission.unknownOf("source_account") ?? source.unknown) : undefined;
  if (unknown !== undefined && !DIGITS.test(named ?? ""))
    resources.notice(
      address,
      `it is not known for which account's APIs API Gateway may invoke the function: ${unknown}`,
      { says: { source_arn: valueText(arn), source_account: valueText(account) } },
    );
  else if (named === undefined)
    resources.danger(
      address,
      arn === undefined
        ? "it has no source_arn: API Gateway may invoke the function for any API, also for one without locks"
        : "source_arn names no account: API Gateway may invoke the function for any account's API, also for one without locks",
    );
  else if (DIGITS.test(named) && named !== resources.accountId)
    resources.warn(
      address,
      `API Gateway may invoke the function for APIs of the account ${named}, whose locks are not evaluated`,
    );
}

const DIGITS = /^\d{12}$/;

/** Whether it is for calls of the function's own URL only, which is a row of its own. */
function isForUrl(permission: Fields, action: string): boolean {
  if (!permits(action, "lambda:InvokeFunction")) return permits(action, "lambda:InvokeFunctionUrl");
  const via = "invoked_via_function_url";
  return permission.unknownOf(via) === undefined && permission.flag(via, false);
}

function permits(action: string, wanted: string): boolean {
  return fits(pattern(action.toLowerCase()), wanted.toLowerCase());
}

/** Another account, or a principal of one. */
function isForeign(principal: string, { accountId }: Resources): boolean {
  const account = /^\d{12}$/.test(principal)
    ? principal
    : /^arn:[\w-]+:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];
  return account !== undefined && account !== accountId;
}
