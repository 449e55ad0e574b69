import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { AccessModel } from "../access/model";
import type { RequestShapes } from "../constructs/api/methods/request-checks";
import { SecuredApi } from "../constructs/api/secured-api";
import type { Environment } from "./environments";
import type { Identity } from "./identity-stack";
import { ProjectStack } from "./project-stack";
import { keyRequestShapes, requestShapes } from "./request-shapes";

/** The REST API with its routes and locks, as declared. It goes live when the api stack deploys it. */
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

  /** What the api stack needs from this one, under the names of that stack's module variables. */
  private outputs(): void {
    const { id, executionArn, revision, lambdaAuthorizer } = this.api;
    new TerraformOutput(this, "api_id", { value: id, description: "Id of the REST API" });
    new TerraformOutput(this, "api_execution_arn", {
      value: executionArn,
      description: "Execution ARN of the REST API, by which policies name it",
    });
    // The local already has the address that this output would get.
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
