import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGate } from "../../gateway";
import { allApis } from "../../terraform/access/decide";
import { readTerraform } from "../../terraform/read";
import { parseCommand } from "../arguments/parse-command";
import { declaredAccess } from "../demo/declared-access";
import { mistakesText, playMistakes } from "../demo/mistakes";
import { callsText, playCalls } from "../demo/play-calls";
import { demoHelp } from "../help/demo";
import { withProgress } from "../progress";
import { jsonText } from "../render/json";
import type { DemoJson } from "../schemas/demo";
import { VERSION } from "../schemas/version";
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
  const {
    options: { environment, json = false },
  } = parseCommand(demoHelp, args);
  const project = projectAt(process.cwd(), environment);
  const access = declaredAccess(project.root);
  await synthesize(project);
  const output = readOutput(project.output);
  const model = readTerraform({ kind: "stacks", stacks: output.stacks }, { strict: true });
  const handlers = new Set(
    allApis(model).flatMap(({ methods }) => methods.map(({ integration }) => integration.functionArn)),
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
      const say = (text: string) => json || process.stdout.write(text);
      const play = { access, gate: gate.description, model, handled };
      const calls = await withProgress("Playing", () => playCalls(play));
      say(callsText(calls));
      const mistakes = await withProgress("Playing", () => playMistakes(project, access));
      say(`\n${mistakesText(mistakes)}`);
      const report: DemoJson = { version: VERSION, calls, mistakes };
      if (json) process.stdout.write(`${jsonText(report, 2)}\n`);
      return [...calls, ...mistakes].every(({ ok }) => ok) ? 0 : 1;
    } finally {
      await gate.stop();
    }
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
}
