import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { AccessModel, RouteKey } from "../../../access/model";
import { SecuredApi } from "../../../constructs/api/secured-api";
import { LiveStage } from "../../../constructs/api/stage/live-stage";
import { raiseLimits } from "../../../constructs/limits/limits";
import { synthesize } from "../../../stacks/app";
import { functions, routes } from "./programs/routes";

/** What the programs beside this one write, as a declaration. */
const access: AccessModel = {
  roles: { user: { description: "Users", precedence: 1 } },
  systems: {},
  routes: Object.fromEntries(
    routes.map(({ answeredBy, item, verb }) => [
      `${verb} /items/${item}` satisfies RouteKey,
      { lock: "jwt", roles: ["user"], handler: answeredBy },
    ]),
  ),
  limits: { rate: 10, burst: 20, daily: 1_000 },
};

const handlers = Object.fromEntries(functions.map((name) => [name, { functionName: name }]));

class BenchStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-central-1" });
    new LocalBackend(this, { path: `${id}.tfstate` });
    raiseLimits(this, { resourcesPerApi: 10_000 });
  }
}

synthesize((app) => {
  const api = new SecuredApi(new BenchStack(app, "routes"), "api", {
    name: "bench",
    stage: "live",
    access,
    handlers,
    jwtAuthorizer: { functionName: "authorizer" },
    requests: "unchecked",
    answers: "plain",
    protection: "off",
  });
  new LiveStage(new BenchStack(app, "api"), "live", {
    api,
    functions: handlers,
    jwtAuthorizer: { functionName: "authorizer" },
    protection: { accessLog: "off", executionLog: "off", webAcl: "off" },
  });
});
