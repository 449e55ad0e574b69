import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGate } from "../../gateway";
import { readTerraform } from "../../terraform/read";
import { parseCommand } from "../arguments/parse-command";
import { declaredAccess } from "../demo/declared-access";
import { playMistakes } from "../demo/mistakes";
import { playCalls } from "../demo/play-calls";
import { demoHelp } from "../help/demo";
import { readOutput } from "../sources/output";
import { projectAt } from "../sources/project";
import { synthesize } from "../sources/synthesize";

/**
 * `gatehouse demo`: every caller at every route, with real clients over HTTP. Expected answers come from access/,
 * received ones from the Terraform by way of the gate. Then wrong declarations, none of which may be synthesized.
 *
 * @returns 1 if an answer was not the expected one, a handler ran for a refused call, or a mistake was accepted
 */
export async function demo(args: readonly string[]): Promise<number> {
  parseCommand(demoHelp, args);
  const project = projectAt(process.cwd());
  const access = declaredAccess(project.root);
  await synthesize(project);
  const output = readOutput(project.output);
  const model = readTerraform({ kind: "stacks", stacks: output.stacks }, { strict: true });
  const handlers = new Set(
    model.apis.flatMap(({ methods }) => methods.map(({ integration }) => integration.functionArn)),
  );
  const stateDir = mkdtempSync(join(tmpdir(), "gatehouse-demo-"));
  /** Ids of the requests for which a handler ran. */
  const handled = new Set<string>();
  try {
    const gate = await startGate({
      model,
      readArchive: (archive) => output.readArchive(archive),
      port: 0,
      stateDir,
      log: () => {},
      onCall: ({ requestId, invoked }) => {
        if (invoked.some((arn) => handlers.has(arn))) handled.add(requestId);
      },
    });
    try {
      const wrong = await playCalls({ access, gate: gate.description, model, handled });
      return wrong + (await playMistakes(project, access)) === 0 ? 0 : 1;
    } finally {
      await gate.stop();
    }
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
}
