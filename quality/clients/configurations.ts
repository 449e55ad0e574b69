import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { limits } from "../../access/limits";
import { roles } from "../../access/roles";
import { routes } from "../../access/routes";
import { systems } from "../../access/systems";
import { environmentNamed } from "../../stacks/environment-named";
import type { Environment } from "../../stacks/environments";
import { buildStacks } from "../../stacks/project";
import type { Configuration } from "./results";

/** Where the app's page is: login pages send the browser back to it. */
export interface AppPlace {
  /** `http://localhost:40123` */
  readonly origin: string;
  readonly callback: string;
  readonly logout: string;
}

/**
 * Writes the Terraform of a configuration to a folder: an environment as it is, and what an app in a browser needs
 * and the environment leaves out, login pages and CORS.
 */
export function synthesizeFor(configuration: Configuration, folder: string, place: AppPlace): void {
  const app = new App({ outdir: folder, stackTraces: false });
  const flow = { callbackUrls: [place.callback], logoutUrls: [place.logout] };
  const login = {
    at: { prefix: `petstore-clients-${configuration}` },
    app: flow,
    server: flow,
    machine: { roles: ["user"] },
  };
  const settings = { login, hardening: "on", cors: { origins: [place.origin] }, ...MORE[configuration] };
  const environment = environmentNamed(configuration === "prod" ? "prod" : "dev", settings);
  buildStacks(app, environment, { roles, systems, routes, limits });
  app.synth();
  if (configuration === "choice") offerChoice(join(folder, "stacks/identity/cdk.tf.json"));
}

const MORE: Readonly<Record<Configuration, Readonly<Partial<Environment>>>> = {
  dev: {},
  prod: {},
  choice: {
    userPool: {
      selfSignUp: true,
      mfa: "off",
      passwordless: { factors: ["passkey", "email-code"], relyingParty: "shop.example.com" },
    },
  },
};

/** The stacks have no setting for rotation. The construct `UserPoolClient` has: `refresh`, beside `signIn` for the flows. */
function offerChoice(file: string): void {
  const terraform = JSON.parse(readFileSync(file, "utf8"));
  const clients: Record<string, unknown>[] = Object.values(terraform.resource.aws_cognito_user_pool_client);
  const app = clients.find(({ name }) => name === "app");
  if (app === undefined) throw new Error(`${file} has no client "app"`);
  app.explicit_auth_flows = ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"];
  app.refresh_token_rotation = [{ feature: "ENABLED", retry_grace_period_seconds: 0 }];
  writeFileSync(file, JSON.stringify(terraform));
}

/** A user for each purpose of each client, because clients change their users. */
export function writeUsers(clients: readonly string[], file: string): void {
  const users = clients.flatMap((client) => [
    { username: `alice-${client}`, groups: ["admin"], password: PASSWORD },
    ...["bob", "forgetful", "changing", "moving", "leaving", "arming"].map((who) => ({
      username: `${who}-${client}`,
      groups: ["user"],
      password: PASSWORD,
    })),
    { username: `new-${client}`, groups: ["user"], password: PASSWORD, mustChangePassword: true },
    { username: `totp-${client}`, groups: ["user"], password: PASSWORD, totp: true },
    { username: `alone-${client}`, password: PASSWORD },
  ]);
  writeFileSync(file, JSON.stringify(users));
}

const PASSWORD = "Only-for-localhost-1";
