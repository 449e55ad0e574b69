import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { AccessModel } from "../access/model";
import { HttpApi } from "../constructs/http-api/http-api";
import type { Environment } from "./environments";
import { FunctionsStack } from "./functions-stack";
import type { Identity } from "./identity-stack";

/** The HTTP API with its routes and its stage, and the functions behind it. */
export class HttpApiStack extends FunctionsStack {
  constructor(scope: Construct, environment: Environment, access: AccessModel, identity: Identity) {
    super(scope, environment);
    const { cors, domain, metering, protection, throttle } = environment;
    const handlers = this.handlers();
    const api = new HttpApi(this, "api", {
      name: this.prefix,
      access,
      handlers,
      cognito: identity,
      jwt: { function: this.jwtAuthorizer(access) },
      accessLog: this.edge.accessLog ?? "off",
      protection,
      ...(cors && { cors }),
      ...(domain && { domain }),
      ...(metering && { metering }),
      ...(throttle && { throttle }),
    });
    this.watch({ httpApiId: api.id, stageName: api.stageName }, Object.keys(handlers));
    this.grant(api, access, identity);
    const outputs: Readonly<Record<string, readonly [value: string, description: string]>> = {
      api_id: [api.id, "Id of the HTTP API"],
      api_execution_arn: [api.executionArn, "Execution ARN of the HTTP API, by which policies name it"],
      stage: [api.stageName, "Name of the stage that serves the API"],
      url: [api.url, "Address of the API, without a path"],
    };
    for (const [name, [value, description]] of Object.entries(outputs))
      new TerraformOutput(this, name, { value, description });
  }
}
