import type { UserPool, UserPoolClient } from "../../../terraform/model";

export interface AppClients {
  /** That of apps which users have: without a secret, and where there is a choice, without plain passwords. */
  readonly app: UserPoolClient | undefined;
  /** Without a secret, and takes a user name and password. */
  readonly script: UserPoolClient | undefined;
}

export function appClients(pool: UserPool | undefined): AppClients {
  const clients = pool?.clients.filter(({ hasSecret }) => !hasSecret) ?? [];
  const script = clients.find(takesPassword);
  return { app: clients.find((client) => !takesPassword(client)) ?? script, script };
}

function takesPassword({ explicitAuthFlows }: UserPoolClient): boolean {
  return (
    explicitAuthFlows.includes("ALLOW_USER_PASSWORD_AUTH") || explicitAuthFlows.includes("USER_PASSWORD_AUTH")
  );
}
