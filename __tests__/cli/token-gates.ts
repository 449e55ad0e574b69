/** Gates that run here, and what `gatehouse token` prints of them. */
import { token } from "../../cli/commands/token";
import { wayToCredentials, wayToSignIn } from "../../cli/sign-in/way";
import type { ListedUser } from "../../gateway/cognito/directory/listed-users";
import { writeRunning } from "../../gateway/state/running";
import { systemRoles } from "../../terraform/access/matrix";
import { poolGate } from "../gateway/cognito/user-pool/pool-gate";
import type { RunningGate } from "../gateway/gates";
import { poolSettings } from "../terraform/build/user-pool";

/** Those that announced() started, the last one last. */
export const gates: RunningGate[] = [];

export async function stopGates(): Promise<void> {
  await Promise.all(gates.splice(0).map((gate) => gate.stop()));
}

/**
 * A gate whose only client has these flows, as `gatehouse start` announces it.
 *
 * @returns its state folder
 */
export async function announced(
  flows: readonly string[],
  mode: "OFF" | "ON" = "OFF",
  users?: readonly ListedUser[],
  usernameAttributes: readonly "email"[] = [],
): Promise<string> {
  const mfa = { ...poolSettings.mfa, mode, softwareToken: true };
  const gate = await poolGate(
    {
      settings: { mfa, firstFactors: ["PASSWORD"], usernameAttributes },
      withoutTrigger: true,
      change: (model) => ({
        ...model,
        userPools: model.userPools.map((pool) => ({
          ...pool,
          clients: pool.clients
            .filter(({ id }) => id === "app")
            .map((client) => ({ ...client, explicitAuthFlows: flows })),
        })),
      }),
    },
    users && { users: () => ({ users, where: "users" }) },
  );
  gates.push(gate);
  const { description } = gate.gate;
  const { endpoint, partner, userPoolId } = description;
  const identityPool = wayToCredentials(gate.model, description);
  writeRunning(gate.stateDir, {
    endpoint,
    authorityFile: null,
    userPoolId,
    users: description.users.map(({ username }) => username),
    signIn: wayToSignIn(description),
    ...(identityPool && { identityPool }),
    ...(partner && {
      partner: {
        tokenEndpoint: partner.tokenEndpoint,
        clients: partner.clients.map(({ clientId }) => clientId),
      },
    }),
    systems: systemRoles(gate.model).map(({ arn, name, uniqueId }) => ({
      name,
      roleArn: arn,
      roleId: uniqueId,
    })),
  });
  return gate.stateDir;
}

/** What the command prints with these arguments. */
export async function printed(...args: string[]): Promise<string> {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    expect(await token(args)).toBe(0);
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}
