import { TerraformError } from "../../error";

/** The action of a plan on one resource. */
export interface PlanAction {
  /** `module.role["clerk"].aws_iam_policy.invoke` */
  readonly address: string;
  readonly type: string;
  readonly change: "create" | "update" | "replace" | "delete" | "none";
  /** Of what is replaced: whether the new one is made before the old one goes. Two folders do not say it. */
  readonly createdFirst?: boolean;
  /** Attributes before; empty for what is created. */
  readonly before: Attributes;
  /** Attributes after, as far as they are known before apply; empty for what is deleted. */
  readonly after: Attributes;
}

export type Attributes = Readonly<Record<string, unknown>>;

/**
 * The resource changes of a plan, as `terraform show -json` prints it. Data sources are left out.
 *
 * @param prefix of addresses: `identity/`, or nothing
 * @throws TerraformError `DOCUMENT_MALFORMED`
 */
export function parsePlanActions(plan: unknown, prefix = ""): readonly PlanAction[] {
  const changes = isRecord(plan) ? plan.resource_changes : undefined;
  if (changes === undefined) return [];
  if (!Array.isArray(changes)) throw malformed("resource_changes is no list");
  return changes
    .filter((entry) => !isRecord(entry) || entry.mode !== "data")
    .map(parseAction)
    .map((action) => ({ ...action, address: prefix + action.address }));
}

function parseAction(entry: unknown): PlanAction {
  if (!isRecord(entry) || typeof entry.address !== "string" || typeof entry.type !== "string")
    throw malformed("an entry of resource_changes has no address or no type");
  const { address, change, type } = entry;
  const actions = isRecord(change) ? change.actions : undefined;
  if (!isRecord(change) || !Array.isArray(actions)) throw malformed(`${address} has no change.actions`);
  const before = isRecord(change.before) ? change.before : {};
  const after = isRecord(change.after) ? change.after : {};
  return {
    address,
    type,
    change: changeOf(actions, address),
    ...(actions.length === 2 && { createdFirst: actions[0] === "create" }),
    before,
    after,
  };
}

function changeOf(actions: readonly unknown[], address: string): PlanAction["change"] {
  const said = actions.join(" ");
  switch (said) {
    case "no-op":
    case "read":
      return "none";
    case "create":
    case "update":
    case "delete":
      return said;
    case "delete create":
    case "create delete":
    // The former one is left in the cloud.
    case "create forget":
    case "forget create":
      return "replace";
    case "forget":
      return "none";
    default:
      throw malformed(`${address} has the actions ${JSON.stringify(actions)}, which are not known`);
  }
}

function isRecord(value: unknown): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(what: string): TerraformError {
  return new TerraformError(
    "DOCUMENT_MALFORMED",
    `The plan is not as terraform show -json prints it: ${what}`,
  );
}
