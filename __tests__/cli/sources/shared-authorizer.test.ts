import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { evidenceOf } from "../../../cli/sources/evidence";
import { readOutput } from "../../../cli/sources/output";
import { accessMatrix } from "../../../terraform/access/matrix";
import { readTerraform } from "../../../terraform/read";
import {
  sharedArn,
  sharedOwner,
  sharedUser,
  sharedWith,
  TWO_ACCOUNTS,
} from "../../constructs/http-api/shared-authorizer";

/** Whom an HTTP API lets in whose authorizer is the function of another account, as `gatehouse access` says it. */

function cellsOf({ withOwner }: { readonly withOwner: boolean }) {
  const outdir = mkdtempSync(join(tmpdir(), "shared-"));
  try {
    const app = new App({ outdir });
    sharedUser(app, "api");
    if (withOwner) sharedOwner(app, sharedWith("abc123"));
    app.synth();
    const { readArchive, stacks } = readOutput(outdir);
    const model = readTerraform({ kind: "stacks", stacks });
    const { routes } = accessMatrix(
      model,
      evidenceOf(model, ({ archive }) => readArchive(archive)),
    );
    const locked = routes.filter(({ path }) => path.startsWith("/partner"));
    return Object.fromEntries(
      locked.flatMap(({ cells, path }) =>
        cells.map(({ decision, principal, reason }) => [`${path} ${principal}`, [decision, reason] as const]),
      ),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

test("without the Terraform of its account, what the function says to a token is unknown", () => {
  const cells = cellsOf({ withOwner: false });
  const decided = [expect.stringMatching("deny"), expect.anything()];
  const atRunTime = ["unknown", `Decided at run time by ${sharedArn(TWO_ACCOUNTS)}`];
  expect(cells).toEqual({
    "/partner anonymous": decided,
    "/partner signed-in": atRunTime,
    "/partner/{id} anonymous": decided,
    "/partner/{id} signed-in": atRunTime,
  });
});

test("with it, the role table in the function's archive says who may call", () => {
  const cells = cellsOf({ withOwner: true });
  expect(Object.entries(cells).map(([cell, [decision]]) => `${cell}: ${decision}`)).toEqual(
    expect.arrayContaining([
      "/partner jwt:admin: deny",
      "/partner jwt:user: allow",
      "/partner/{id} jwt:admin: allow",
      "/partner/{id} jwt:user: deny",
    ]),
  );
});
