/** The steps of action.yml: `node cli/run.js cli/action/main.ts STEP`, with the inputs in the environment. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GatehouseError } from "../../contract/errors";
import { EXIT } from "../exit-status";
import { baseOf, needsCheckout, refuseTaken } from "./base";
import { commentPlace, postComment } from "./comment";
import { inputsOf, nameOf, textOf } from "./inputs";
import { refuseUnlessPlans } from "./plans";
import { boundedComment, markerOf, problemReport, reportOf, summaryOf } from "./report";
import { review } from "./review";
import { addSummary, annotate, baseCommit, setOutputs, workflowEvent } from "./workflow";

const { env } = process;

const STEPS: Readonly<Record<string, () => Promise<number>>> = {
  /** Says which commit to check out, if any. */
  base: async () => {
    setOutputs(env, { commit: commitToCheckOut() ?? "" });
    return EXIT.ok;
  },
  /** Writes reports, annotations and outputs. Whether the job fails is for the last step to say. */
  review: async () => {
    const temp = env.RUNNER_TEMP ?? tmpdir();
    const folder = join(temp, `gatehouse-${nameOf(env)}`);
    mkdirSync(folder, { recursive: true });
    const report = join(folder, "report.md");
    try {
      const inputs = inputsOf(env);
      const { base, paths } = inputs;
      refuseUnlessPlans(inputs);
      const isCompared = needsCheckout(paths, base);
      const reviewed = await review(
        inputs,
        isCompared ? baseOf(paths, baseCommit(workflowEvent(env)) !== undefined, temp) : base,
      );
      const { access, annotations, counts, diff, guard, sarif, status } = reviewed;
      process.stdout.write(annotations);
      for (const { problem } of [access, diff, guard]) if (problem !== "") annotate("error", problem);
      addSummary(env, summaryOf(inputs.name, reviewed));
      writeFileSync(report, reportOf(inputs.name, reviewed, runLink()));
      const sarifFile = join(folder, "guard.sarif");
      if (sarif !== "") writeFileSync(sarifFile, sarif);
      setOutputs(env, {
        status,
        "access-status": access.status,
        "diff-status": diff.status,
        "guard-status": guard.status,
        ...counts,
        report,
        sarif: sarif === "" ? "" : sarifFile,
      });
    } catch (error) {
      if (!(error instanceof GatehouseError)) throw error;
      annotate("error", error.message);
      const text = problemReport(nameOf(env), error.message, runLink());
      addSummary(env, text);
      writeFileSync(report, text);
      setOutputs(env, { status: EXIT.usage, report });
    }
    return EXIT.ok;
  },
  comment: async () => {
    const place = commentPlace(env, workflowEvent(env), textOf(env, "TOKEN"));
    if (!place) {
      annotate(
        "notice",
        "No pull request or no token to comment with: the report is in the summary of the run.",
      );
      return EXIT.ok;
    }
    const marker = markerOf(nameOf(env));
    const posted = await postComment(place, marker, commentText(marker)).catch((error: Error) => ({
      refused: error.message,
    }));
    if ("url" in posted) setOutputs(env, { url: posted.url });
    else
      annotate(
        "warning",
        `The report is in the summary of the run only, since it could not be commented: ${posted.refused}. The job needs the permission pull-requests: write, which a pull request of a fork does not get.`,
      );
    return EXIT.ok;
  },
  verdict: async () => {
    const status = textOf(env, "STATUS");
    return /^[0-4]$/.test(status) ? Number(status) : EXIT.error;
  },
};

/** What is wrong with the inputs is the review's to say, since its report is commented. */
function commitToCheckOut(): string | undefined {
  try {
    const { base, paths } = inputsOf(env);
    if (!needsCheckout(paths, base)) return undefined;
    refuseTaken();
    return baseCommit(workflowEvent(env));
  } catch (error) {
    if (error instanceof GatehouseError) return undefined;
    throw error;
  }
}

/** The report may be of an earlier job that runs what a pull request brings: here it is text, and is bounded. */
function commentText(marker: string): string {
  const file = textOf(env, "REPORT");
  if (file === "" || !existsSync(file)) return `${marker}\n\n❌ The review did not finish.\n\n${runLink()}`;
  const text = readFileSync(file, "utf8");
  return boundedComment(marker, text.startsWith(marker) ? text.slice(marker.length).trimStart() : text);
}

function runLink(): string {
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_SERVER_URL: server } = env;
  return run === undefined ? "" : `[The run](${server}/${repository}/actions/runs/${run})`;
}

async function main(): Promise<void> {
  const step = STEPS[process.argv[2] ?? ""];
  if (!step) throw new Error(`No step ${process.argv[2]}; there are ${Object.keys(STEPS).join(", ")}.`);
  process.exitCode = await step();
}

void main().catch((error: unknown) => {
  annotate(
    "error",
    error instanceof GatehouseError ? error.message : String((error as Error).stack ?? error),
  );
  process.exitCode = EXIT.error;
});
