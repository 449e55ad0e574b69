import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { AccessModel } from "../../../../access/model";
import { evidenceOf } from "../../../../cli/sources/evidence";
import { readOutput } from "../../../../cli/sources/output";
import { SecuredApi } from "../../../../constructs/api/secured-api";
import { LiveStage } from "../../../../constructs/api/stage/live-stage";
import { DeclarationError } from "../../../../constructs/declaration/errors";
import { LambdaFunction } from "../../../../constructs/functions/lambda-function";
import { HttpApi } from "../../../../constructs/http-api/http-api";
import { IdentityPool } from "../../../../constructs/identity/identity-pool";
import { UserPool } from "../../../../constructs/identity/user-pool";
import { UserPoolClient } from "../../../../constructs/identity/user-pool-client";
import { jwtRoleTable } from "../../../../constructs/roles/jwt-role-table";
import { RolePolicies } from "../../../../constructs/roles/role-policies";
import { SystemRoles } from "../../../../constructs/roles/system-roles";
import { type AccessMatrix, accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { readTerraform } from "../../../../terraform/read";

/** The kinds of API that a declaration is built as. */
export type ApiKind = "rest" | "http";

/**
 * What the constructs say no to: grants that cannot be kept apart, two names for one parameter, routes of which AWS
 * does not say which answers; as an HTTP API, routes that only a key would close.
 */
const REFUSALS = ["LOCK_UNAVAILABLE", "OVER_GRANT", "PARAMETER_CLASH", "ROUTING_UNDOCUMENTED"];

/**
 * Declares, synthesizes, and reads back nothing but the Terraform and the archives that it names.
 *
 * @returns undefined where the constructs refuse the declaration
 */
export function matrixOf(
  access: AccessModel,
  stub: string,
  kind: ApiKind = "rest",
): AccessMatrix | undefined {
  const outdir = mkdtempSync(join(tmpdir(), "declared-"));
  // cdktf takes a stack trace for each of its tokens: half of the time goes into them.
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (error) => String(error);
  try {
    const app = new App({ outdir, stackTraces: false });
    build(app, access, stub, kind);
    app.synth();
    const output = readOutput(outdir);
    const model = readTerraform({ kind: "stacks", stacks: output.stacks }, { strict: true });
    return accessMatrix(
      model,
      evidenceOf(model, ({ archive }) => output.readArchive(archive)),
    );
  } catch (error) {
    if (error instanceof DeclarationError && REFUSALS.includes(error.code)) return undefined;
    throw error;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    rmSync(outdir, { recursive: true });
  }
}

function build(app: App, access: AccessModel, stub: string, kind: ApiKind): void {
  const stack = new TerraformStack(app, "shop");
  const live = new TerraformStack(app, "live");
  for (const each of [stack, live]) new AwsProvider(each, "aws", { region: "us-east-1" });
  const userPool = new UserPool(stack, "users", {
    name: "shop",
    resourceServer: "shop",
    roles: access.roles,
    tokenScopesFolder: stub,
    selfSignUp: false,
  });
  const client = new UserPoolClient(stack, "app", { userPool, name: "app", signIn: "srp" });
  const people = new IdentityPool(stack, "people", {
    name: "shop",
    userPool,
    clients: [client],
    roles: access.roles,
  });
  const robots = new SystemRoles(live, "robots", { name: "shop", systems: access.systems });
  const functions = {
    stub: new LambdaFunction(live, "stub", { name: "stub", folder: stub }),
    authorizer: new LambdaFunction(live, "authorizer", {
      name: "authorizer",
      folder: stub,
      files: { "roles.json": jwtRoleTable(access) },
      environment: { ISSUER: "https://partner.example.com/" },
    }),
  };
  const pool = { userPoolArn: userPool.arn, clientIds: [client.id], resourceServer: "shop" };
  const api = APIS[kind]({
    ...{ access, functions, live, stack },
    cognito: { ...pool, issuer: `https://${userPool.endpoint}` },
  });
  new RolePolicies(live, "policies", {
    api,
    access,
    roleNames: people.roleNames,
    systemNames: robots.names,
  });
}

interface Parts {
  readonly access: AccessModel;
  readonly stack: TerraformStack;
  readonly live: TerraformStack;
  readonly functions: Readonly<Record<"stub" | "authorizer", LambdaFunction>>;
  readonly cognito: {
    readonly userPoolArn: string;
    readonly issuer: string;
    readonly clientIds: readonly string[];
    readonly resourceServer: string;
  };
}

const APIS: Readonly<
  Record<ApiKind, (parts: Parts) => { readonly executionArn: string; readonly stageName: string }>
> = {
  rest({ access, cognito, functions: { authorizer, stub }, live, stack }) {
    const api = new SecuredApi(stack, "api", {
      name: "shop",
      stage: "live",
      access,
      handlers: { stub: { functionName: "stub" } },
      requests: "unchecked",
      answers: "plain",
      cognito,
      jwtAuthorizer: { functionName: "authorizer" },
    });
    new LiveStage(live, "live", {
      api,
      functions: { stub },
      jwtAuthorizer: authorizer,
      protection: { accessLog: "off", executionLog: "off", webAcl: "off" },
    });
    return api;
  },
  http: ({ access, cognito, functions: { authorizer, stub }, live }) =>
    new HttpApi(live, "api", {
      name: "shop",
      access,
      handlers: { stub },
      metering: "off",
      accessLog: "off",
      cognito,
      jwt: { function: authorizer },
    }),
};

/** A function folder that bundles at once. */
export const STUB = join(__dirname, "stub");
