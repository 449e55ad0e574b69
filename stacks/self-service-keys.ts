import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { keyRoutes } from "../access/key-routes";
import type { AccessModel, Limits } from "../access/model";
import { ApiKeyService, type ApiKeyServiceProps } from "../constructs/api/keys/api-key-service";
import { UsagePlan, type UsagePlanProps } from "../constructs/api/keys/usage-plan";
import type { StagedFunction } from "../constructs/api/stage/live-stage-props";
import { DeclarationError } from "../constructs/declaration/errors";
import { checkDeclaration } from "../constructs/locks/check-declaration";

export interface SelfServiceKeysProps extends Omit<ApiKeyServiceProps, "name" | "folder" | "plan"> {
  readonly prefix: string;
}

/**
 * The declaration with the routes by which users manage their own keys.
 *
 * @throws DeclarationError `ROUTE_TAKEN` where one of them is declared already
 */
export function withKeyRoutes(access: AccessModel): AccessModel {
  checkDeclaration(access);
  const taken = Object.keys(keyRoutes).find((key) => Object.hasOwn(access.routes, key));
  if (taken !== undefined) {
    throw new DeclarationError(
      "ROUTE_TAKEN",
      `The route "${taken}" is declared, and selfServiceKeys has one of its own there; expected another path, or selfServiceKeys "off".`,
    );
  }
  return { ...access, routes: { ...access.routes, ...keyRoutes } };
}

/** API keys that signed-in users manage themselves. The function is created before the API, its usage plan after it. */
export class SelfServiceKeys extends Construct {
  readonly handler: StagedFunction;
  private plan: UsagePlan | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SelfServiceKeysProps,
  ) {
    super(scope, id);
    const { prefix, ...rest } = props;
    this.handler = new ApiKeyService(this, "service", {
      ...rest,
      name: `${prefix}-api-keys`,
      plan: { id: Lazy.stringValue({ produce: () => this.plan?.id }) },
    }).handler;
  }

  /** Creates the usage plan of all these keys. */
  meter(api: UsagePlanProps["api"], limits: Limits): void {
    this.plan = new UsagePlan(this, "plan", {
      name: `${this.props.prefix}-self-service`,
      api,
      limits,
      keys: [],
    });
  }
}
