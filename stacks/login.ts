import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import * as v from "valibot";
import type { Roles } from "../access/model";
import type { Protection } from "../constructs/arguments/lifecycle";
import { didYouMean, fields, type Immutable, listOf, someText, whole } from "../constructs/declaration";
import { DeclarationError } from "../constructs/declaration/errors";
import { MachineClient, ServerClient } from "../constructs/identity/confidential-clients";
import { Federation, providerEntries } from "../constructs/identity/federation";
import { ManagedLogin, placeEntries } from "../constructs/identity/managed-login";
import { type CodeFlow, codeFlowEntries } from "../constructs/identity/oauth";
import type { UserPool } from "../constructs/identity/user-pool";
import type { UserPoolClient } from "../constructs/identity/user-pool-client";

/** The OAuth endpoints of the user pool, and the clients that use them. */
export const loginSchema = fields({
  ...placeEntries,
  /** The code flow of the client `app`, which has no secret. @default it signs in by the user pool's API only */
  app: v.exactOptional(fields(codeFlowEntries)),
  /** A client with a secret, for a web server, and its code flow. @default none */
  server: v.exactOptional(fields(codeFlowEntries)),
  /** A client for a program, by the client credentials grant: the roles whose scopes its tokens have. @default none */
  machine: v.exactOptional(fields({ roles: listOf(someText, 1), tokens: v.exactOptional(whole(5, 1440)) })),
  /** Other services by which users sign in. @default the pool's own users only */
  federation: v.exactOptional(fields(providerEntries)),
});

export type LoginSettings = Immutable<v.InferOutput<typeof loginSchema>>;

/** The identity providers of the settings. Clients name them, so that they exist before the clients do. */
export function federationOf(
  scope: Construct,
  id: string,
  { login, userPool }: { readonly login: LoginSettings | undefined; readonly userPool: UserPool },
): Federation | undefined {
  return login?.federation && new Federation(scope, id, { userPool, ...login.federation });
}

/** The code flow of a client as its props have it. */
export function codeFlowOf(
  flow: Omit<CodeFlow, "federation"> | undefined,
  federation: Federation | undefined,
): { readonly codeFlow?: CodeFlow } {
  return flow ? { codeFlow: { ...flow, ...(federation && { federation }) } } : {};
}

export interface LoginProps {
  readonly settings: LoginSettings;
  readonly userPool: UserPool;
  readonly app: UserPoolClient;
  readonly federation: Federation | undefined;
  readonly roles: Roles;
  readonly protection: Protection;
  /** Of the user pool. */
  readonly region: string;
}

/** The domain with Cognito's pages, and the clients that exist only with it. */
export class Login extends Construct {
  /** The clients of users: their ID tokens are accepted as those of the app. */
  readonly clients: readonly { readonly id: string }[];

  /** @throws DeclarationError `SCOPE_INVALID`, and those of the constructs */
  constructor(scope: Construct, id: string, props: LoginProps) {
    super(scope, id);
    const { app, federation, protection, roles, settings, userPool } = props;
    const server =
      settings.server &&
      new ServerClient(this, "server", {
        userPool,
        name: "server",
        protection,
        ...codeFlowOf(settings.server, federation),
      });
    const { machine } = settings;
    const program =
      machine &&
      new MachineClient(this, "machine", {
        userPool,
        name: "machine",
        protection,
        scopes: machine.roles.map((role) => scopeOf(role, roles, userPool)),
        ...(machine.tokens !== undefined && { tokens: machine.tokens }),
      });
    const pages = new ManagedLogin(this, "pages", {
      userPool,
      at: settings.at,
      ...(settings.pages && { pages: settings.pages }),
      clients: { ...(settings.app && { app }), ...(server && { server }) },
      protection,
    });
    this.clients = server ? [server] : [];
    this.output("login_domain", pages.domain, "Prefix or host name of the user pool's OAuth endpoints");
    const { at } = settings;

    const host = "prefix" in at ? `${pages.domain}.auth.${props.region}.amazoncognito.com` : pages.domain;
    this.output("login_url", `https://${host}`, "Address below which the user pool's OAuth endpoints are");
    if (server) this.output("server_client_id", server.id, "Id of the app client of web servers");
    if (program) this.output("machine_client_id", program.id, "Id of the app client of programs");
  }

  private output(name: string, value: string, description: string): void {
    new TerraformOutput(this, name, { value, description }).overrideLogicalId(name);
  }
}

function scopeOf(role: string, roles: Roles, { resourceServer }: UserPool): string {
  const known = Object.keys(roles);
  if (known.includes(role)) return `${resourceServer.identifierInput}/${role}`;
  throw new DeclarationError(
    "SCOPE_INVALID",
    `The machine client has the scope of the role "${role}"; declared are ${known.join(", ")}.${didYouMean(role, known)}`,
  );
}
