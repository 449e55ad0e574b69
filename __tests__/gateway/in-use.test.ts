import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refuseInUse } from "../../gateway/in-use";
import { writeRunning } from "../../gateway/state/running";
import { openStore } from "../../gateway/store/store";
import { type RunningGate, runGate } from "./gates";

/** What is checked before the Terraform is made anew. */

const folder = mkdtempSync(join(tmpdir(), "in-use-"));
const servers: Server[] = [];
let running: RunningGate | undefined;
afterAll(async () => {
  for (const server of servers) server.close();
  await running?.stop();
  rmSync(folder, { recursive: true });
});

async function taken(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((done) => server.once("listening", done));
  return (server.address() as AddressInfo).port;
}

test("a port that something listens on, the gate's or the third-party issuer's", async () => {
  const port = await taken();
  const stateDir = join(folder, "none");
  await expect(refuseInUse({ port, stateDir })).rejects.toMatchObject({
    code: "PORT_IN_USE",
    message: expect.stringMatching(/ with --port\.$/),
  });
  await expect(refuseInUse({ port: 0, partnerPort: port, stateDir })).rejects.toThrow(
    `Port ${port} is in use: stop what listens there, or choose another one with --partner-port.`,
  );
  await refuseInUse({ port: 0, stateDir });
  expect(readdirSync(folder)).toEqual([]);
});

test("a state on which a gate runs; of a gate that was killed, it is free", async () => {
  const stateDir = join(folder, "state");
  running = await runGate(undefined, { stateDir, openStore });
  const { endpoint } = running.gate.description;
  const announce = () =>
    writeRunning(stateDir, { endpoint, authorityFile: null, userPoolId: null, users: [], signIn: null });
  announce();
  await expect(refuseInUse({ port: 0, stateDir })).rejects.toMatchObject({
    code: "STATE_IN_USE",
    message: expect.stringContaining(`at ${endpoint}`),
  });
  await running.stop();
  running = undefined;
  announce();
  await refuseInUse({ port: 0, stateDir });
});
