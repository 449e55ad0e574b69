import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { AccessModel } from "../access/model";
import type { RequestShapes } from "../constructs/api/methods/request-checks";
import { SecuredApi } from "../constructs/api/secured-api";
import type { Environment } from "./environments";
import type { Identity } from "./identity-stack";
import { ProjectStack } from "./project-stack";
import { keyRequestShapes, requestShapes } from "./request-shapes";

/** The routes and their locks: the REST API as it is declared. It is live once the stage takes it up. */
export class RoutesStack extends ProjectStack {
  readonly api: SecuredApi;

  constructor(scope: Construct, environment: Environment, access: AccessModel, identity: Identity) {
    super(scope, "routes", environment);
    const { cors, admission, domain, hardening, protection } = environment;
    this.api = new SecuredApi(this, "api", {
      name: this.prefix,
      stage: environment.name,
      access,
      handlers: this.handlers(access),
      cognito: identity,
      jwtAuthorizer: { functionName: this.functionName("authorizer") },
      requests: hardening === "on" ? this.requestShapes() : "unchecked",
      answers: hardening === "on" ? "hardened" : "plain",
      executeApiEndpoint: domain ? "closed" : "open",
      protection,
      ...(cors && { cors }),
      ...(admission && { admission }),
    });
    this.outputs();
  }

  /** What the stage needs of the routes, under the names that the stage's module takes. */
  private outputs(): void {
    const { id, executionArn, revision, lambdaAuthorizer } = this.api;
    new TerraformOutput(this, "api_id", { value: id, description: "Id of the REST API" });
    new TerraformOutput(this, "api_execution_arn", {
      value: executionArn,
      description: "Execution ARN of the REST API, by which policies name it",
    });
    // Its own address is the local's that it puts out.
    new TerraformOutput(this, "references-output", {
      value: revision.references,
      description: "Changes with the values that the routes refer to: the API is then deployed again",
    }).overrideLogicalId("api_references");
    if (lambdaAuthorizer === undefined) return;
    new TerraformOutput(this, "authorizer_id", {
      value: lambdaAuthorizer.id,
      description: "Id of the authorizer whose function verifies third-party tokens",
    });
  }

  private handlers(access: AccessModel) {
    const names = [...new Set(Object.values(access.routes).map(({ handler }) => handler))];
    return Object.fromEntries(names.map((name) => [name, { functionName: this.functionName(name) }]));
  }

  private requestShapes(): RequestShapes {
    return this.environment.selfServiceKeys === "off"
      ? requestShapes
      : { ...requestShapes, ...keyRequestShapes };
  }
}
