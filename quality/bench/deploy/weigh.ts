import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import type { Lock } from "../../../access/model";
import { DeclarationError } from "../../../constructs/declaration/errors";
import { synthesizedApp } from "../../../constructs/limits/documents";
import { checkLimits } from "../../../constructs/limits/hold-to-limits";
import { FIXED_LIMITS, RAISABLE_LIMITS, type RaisedLimits } from "../../../contract/aws-limits";
import { environmentNamed } from "../../../stacks/environment-named";
import { withoutNeedlessWork } from "../../../stacks/needless-work";
import { buildStacks } from "../../../stacks/project";
import { type Deployment, deploymentOf } from "./control-plane";
import { declarationOf, type Grants } from "./declaration";
import { leastPlanBytes } from "./plan-bytes";

export interface Asked {
  readonly kind: "rest" | "http";
  readonly lock: Lock;
  readonly grants: Grants;
  readonly routes: number;
}

export interface Weight extends Deployment {
  readonly resources: number;
  /** Of all `cdk.tf.json`. */
  readonly bytes: number;
  /** Of the plan's JSON, at least. */
  readonly planBytes: number;
}

/** What stops the synth. */
export interface Refused {
  readonly refused: string;
}

const ENVIRONMENTS = { rest: "dev", http: "http" } as const;

type Document = Readonly<{ resource?: Record<string, Record<string, Record<string, unknown>>> }>;

/** The whole project with so many routes, synthesized as `gatehouse synth` does it. */
export function weigh(asked: Asked): Weight | Refused {
  return withoutNeedlessWork(() => weighed(asked));
}

function weighed(asked: Asked): Weight | Refused {
  const outdir = mkdtempSync(join(tmpdir(), "bench-deploy-"));
  try {
    const raisedLimits = Object.fromEntries(
      Object.entries(RAISABLE_LIMITS).map(([name, { most, raised }]) => [
        name,
        typeof raised === "object" ? raised.onRequestTo : most * 100,
      ]),
    );
    const app = appOf(asked, outdir, raisedLimits);
    app.synth();
    const texts = readdirSync(join(outdir, "stacks")).map((stack) =>
      readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"),
    );
    const resources = texts.flatMap((text) => resourcesIn(JSON.parse(text) as Document));
    const byType = new Map<string, number>();
    for (const { type } of resources) byType.set(type, (byType.get(type) ?? 0) + 1);
    return {
      resources: resources.length,
      bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
      planBytes: leastPlanBytes(resources),
      ...deploymentOf(byType),
    };
  } catch (error) {
    return refusalOf(error);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The limit that is met, by what it counts; undefined where none is. One that stops the synth comes first. */
export function limitMet(asked: Asked): string | undefined {
  return withoutNeedlessWork(() => limitOf(asked));
}

function limitOf(asked: Asked): string | undefined {
  try {
    const app = appOf(asked, tmpdir());
    for (const stack of app.node.children.filter(TerraformStack.isStack)) stack.prepareStack();
    const warnings = checkLimits(synthesizedApp(app));
    const met = Object.values(RAISABLE_LIMITS).find(({ counts }) =>
      warnings.some((warning) => warning.includes(counts)),
    );
    return met && `${met.counts}: ${met.most.toLocaleString("en-US")}, which AWS raises on request`;
  } catch (error) {
    return limitIn(refusalOf(error).refused);
  }
}

function appOf({ grants, kind, lock, routes }: Asked, outdir: string, raisedLimits?: RaisedLimits): App {
  const app = new App({ outdir, stackTraces: false });
  const environment = environmentNamed(ENVIRONMENTS[kind], raisedLimits && { raisedLimits });
  buildStacks(app, environment, declarationOf(lock, grants, routes));
  return app;
}

function limitIn(refusal: string): string {
  const limit = Object.values(FIXED_LIMITS).find(({ counts }) => refusal.includes(counts));
  if (limit) return `${limit.counts}: ${limit.most.toLocaleString("en-US")} ${limit.unit}`;
  return refusal.startsWith("AUTHORIZER_ANSWER_TOO_LARGE")
    ? "the answer of the Lambda authorizer: 8,192 bytes"
    : refusal;
}

function refusalOf(error: unknown): Refused {
  if (!(error instanceof DeclarationError)) throw error;
  return { refused: `${error.code}: ${error.message}` };
}

function resourcesIn({ resource = {} }: Document) {
  return Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, values]) => ({ address: `${type}.${name}`, type, name, values })),
  );
}
