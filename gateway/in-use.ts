import { type GateOptions, listenOf, partnerPortOf } from "./gate-options";
import { refusePortInUse } from "./http/listen";
import { readRunning } from "./state/running";
import { refuseStateInUse } from "./store/claim";

/**
 * Checks that no other gate runs on the state, and that the ports are free: before the Terraform is made anew, which a
 * gate that runs would follow. Nothing is written.
 *
 * @throws {GateError} `STATE_IN_USE`, `PORT_IN_USE`
 */
export async function refuseInUse(
  options: Pick<GateOptions, "host" | "partnerPort" | "port" | "stateDir">,
): Promise<void> {
  // Opening the tables takes time, and a gate that has them open has said so.
  if (readRunning(options.stateDir)) await refuseStateInUse(options.stateDir);
  const { addresses } = listenOf(options);
  await refusePortInUse({ addresses, port: options.port });
  await refusePortInUse({ addresses, port: partnerPortOf(options), option: "--partner-port" });
}
