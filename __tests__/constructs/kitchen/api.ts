/** Every construct in every form that makes different resources, for checks that hold for all of them: the API and what stands around it. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { UsageTiers } from "../../../constructs/api/keys/usage-tiers";
import { VpcLink } from "../../../constructs/api/methods/vpc-link";
import { WebAcl } from "../../../constructs/edge/web-acl";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { LogGroup } from "../../../constructs/observe/log-group";
import { RolePolicies } from "../../../constructs/roles/role-policies";
import { EncryptionKey } from "../../../constructs/state/encryption-key";
import { access, liveApi } from "../small-api";
import { functionFolder } from "../terraform";

export function apiKitchen(stack: TerraformStack): void {
  const cors = {
    origins: ["https://shop.example.com", "http://localhost:5173", "capacitor://localhost"],
    exposes: ["X-Total"],
  };
  const key = new EncryptionKey(stack, "key", {
    name: "shop",
    description: "Shop",
    users: ["logs", "alarms"],
  });
  const webAcl = new WebAcl(stack, "firewall", {
    name: "shop-api",
    protects: "api",
    mode: "count",
    countries: { only: ["DE"] },
    largestBody: 20_000,
    onlyCount: { "anonymous-ip": ["HostingProviderIPList"] },
    own: [
      {
        name: "own",
        priority: 100,
        action: "block",
        statement: { geo_match_statement: { country_codes: ["AQ"] } },
      },
    ],
    log: new LogGroup(stack, "waf-log", { name: "aws-waf-logs-shop", key }),
  });
  // A link is in use as long as a stage serves a deployment that names it, so it has the lifetime of neither.
  const links = new TerraformStack(stack.node.root, "links");
  new AwsProvider(links, "aws", { region: "eu-central-1" });
  const link = new VpcLink(links, "link", {
    name: "shop",
    loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:111111111111:loadbalancer/net/a/b",
  });
  const { api, live } = liveApi(stack, {
    api: {
      access: {
        ...access,
        routes: {
          ...access.routes,
          "PUT /stock/{item}": { lock: "iam", roles: ["admin"], handler: "vpc" },
          "GET /files/{rest+}": { lock: "jwt", roles: ["admin"], handler: "vpc" },
        },
      },
      handlers: {
        app: { functionName: "app2" },
        vpc: { url: "http://stock.internal", vpcLink: link, query: ["page"], passToken: true },
      },
      requests: {
        "POST /pets": { body: { type: "object", required: ["name"] }, headers: { "X-Trace": "optional" } },
        "GET /pets": { query: { page: "required" } },
      },
      answers: "hardened",
      cors,
      admission: { ipRanges: ["203.0.113.0/24"], organization: "o-abcdefghij" },
      executeApiEndpoint: "closed",
      jwtAuthorizer: {
        functionArn: "arn:aws:lambda:eu-central-1:222222222222:function:gate",
        through: { role: "call-gate" },
      },
      jwtOptions: {
        ttl: 60,
        form: { request: ["method.request.header.Authorization", "context.httpMethod"] },
      },
    },
    stage: {
      functions: {
        app: new LambdaFunction(stack, "app2", {
          name: "app2",
          folder: functionFolder("health"),
          key,
          tracing: true,
          concurrency: 5,
          cors,
        }),
      },
      protection: {
        accessLog: new LogGroup(stack, "access-log", { name: "/shop/access", key }),
        executionLog: { key, retention: 90 },
        webAcl,
        throttles: { "GET /pets": { rate: 5, burst: 5 } },
        cache: { sizeGb: "0.5", ttl: 60, routes: ["GET /health"] },
        canary: 10,
      },
      domain: {
        name: "api.example.com",
        zoneId: "Z1",
        mutualTls: { truststore: "s3://trust/store.pem", version: "1" },
        basePath: "v1",
      },
    },
  });
  new RolePolicies(stack, "policies", {
    api,
    access,
    roleNames: { admin: "admin", user: "user" },
    samlRoleNames: { admin: "saml-admin" },
    systemNames: { warehouse: { user: "warehouse" }, robot: { group: "robots" } },
  });
  new UsageTiers(stack, "tiers", {
    name: "shop",
    api: { id: api.id, stageName: live.stageName },
    tiers: {
      free: { ...access.limits, keys: ["anna"] },
      partner: { rate: 100, burst: 200, daily: 1_000_000, keys: ["berta"] },
    },
  });
}
