import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { DeployRoles } from "../constructs/deploy/deploy-roles";
import { FirewallLogDelivery } from "../constructs/edge/firewall-log-delivery";
import { ApiGatewayLogRole } from "../constructs/observe/api-gateway-log-role";
import { Trail } from "../constructs/observe/trail";
import { AccessLogBucket } from "../constructs/state/access-log-bucket";
import { StateBucket } from "../constructs/state/state-bucket";
import type { Environment } from "./environments";
import { ProjectStack } from "./project-stack";

type Bootstrap = Exclude<Environment["bootstrap"], "elsewhere">;

/**
 * What exists once in an account and region: the bucket for the other stacks' state, the role by which API Gateway writes
 * logs, the policy that lets WAF write logs, and the CloudTrail trail. Its own state stays beside the project, since it
 * creates the bucket.
 */
export class BootstrapStack extends ProjectStack {
  constructor(scope: Construct, environment: Environment, names: Bootstrap) {
    super(scope, "bootstrap", { ...environment, state: "local" });
    const { protection } = environment;
    const accessLog = new AccessLogBucket(this, "access-logs", { name: names.accessLogBucket, protection });
    const state = new StateBucket(this, "state", { name: names.stateBucket, accessLog, protection });
    new Trail(this, "trail", {
      name: `${this.prefix}-trail`,
      bucketName: names.trailBucket,
      accessLog,
      protection,
    });
    new ApiGatewayLogRole(this, "log-role", { name: `${this.prefix}-api-gateway-logs`, protection });
    new FirewallLogDelivery(this, "firewall-logs", { name: `${this.prefix}-firewall-logs` });
    if (names.github) this.deployRoles(names.github, state);
    new TerraformOutput(this, "state-bucket", {
      value: state.name,
      description: "Name of the bucket for the state of the other stacks",
    });
    new TerraformOutput(this, "state-key-arn", {
      value: state.keyArn,
      description: "ARN of the key that encrypts the bucket",
    });
  }

  private deployRoles(github: NonNullable<Bootstrap["github"]>, state: StateBucket): void {
    const roles = new DeployRoles(this, "deploy", {
      ...github,
      name: `github-${this.prefix}`,
      deploys: `${this.prefix}-`,
      state: { bucketArn: state.arn, keyArn: state.keyArn, prefix: this.prefix },
    });
    const arns = { plan: roles.planRoleArn, deploy: roles.deployRoleArn, review: roles.reviewRoleArn };
    for (const [duty, value] of Object.entries(arns))
      if (value !== undefined)
        new TerraformOutput(this, `${duty}-role-arn`, {
          value,
          description: `ARN of the role by which workflows of GitHub ${duty}`,
        });
  }
}
