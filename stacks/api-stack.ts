import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { AccessModel } from "../access/model";
import { UsagePlan } from "../constructs/api/keys/usage-plan";
import type { SecuredApi } from "../constructs/api/secured-api";
import { LiveStage } from "../constructs/api/stage/live-stage";
import type { Environment } from "./environments";
import { FunctionsStack } from "./functions-stack";
import type { Identity } from "./identity-stack";
import { SelfServiceKeys } from "./self-service-keys";

export interface ApiStackProps {
  readonly access: AccessModel;
  readonly identity: Identity;
  readonly api: SecuredApi;
}

/** The stage that serves the routes of a REST API, and the functions behind it. */
export class ApiStack extends FunctionsStack {
  constructor(scope: Construct, environment: Environment, { access, identity, api }: ApiStackProps) {
    super(scope, environment);
    const ownKeys = this.ownKeys();
    const functions = { ...this.handlers(), ...(ownKeys && { "api-keys": ownKeys.handler }) };
    const { domain } = environment;
    const stage = new LiveStage(this, "live", {
      api,
      functions,
      jwtAuthorizer: this.jwtAuthorizer(access),
      protection: this.edge.protection,
      ...(domain && { domain }),
    });
    const served = { id: api.id, name: api.name, stageName: stage.stageName };
    this.watch(served, Object.keys(functions));
    this.grant(api, access, identity);
    new UsagePlan(this, "usage", {
      name: this.prefix,
      api: served,
      limits: access.limits,
      keys: Object.keys(access.systems),
    });
    ownKeys?.meter(served, access.limits);
    new TerraformOutput(this, "stage", {
      value: stage.stageName,
      description: "Name of the stage that serves the API",
    });
    new TerraformOutput(this, "url", { value: stage.url, description: "Address of the API, without a path" });
  }

  private ownKeys(): SelfServiceKeys | undefined {
    const { selfServiceKeys } = this.environment;
    if (selfServiceKeys === "off") return undefined;
    return new SelfServiceKeys(this, "own-keys", {
      ...this.functionDefaults(),
      ...this.cors(),
      prefix: this.prefix,
      keysPerUser: selfServiceKeys.perUser,
      protection: this.environment.protection,
    });
  }
}
