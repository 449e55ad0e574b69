import { join } from "node:path";
import { unqualified } from "../../terraform/access/decide";
import type { LambdaFunction } from "../../terraform/model";
import { functionSecrets } from "../credentials/function-session";
import type { Send } from "../http/send";
import type { Seal } from "../state/seal";
import { digestOf, type Files, readFiles, writeFiles } from "./archive";
import type { FunctionCode } from "./code";
import { endpointPool } from "./endpoint";
import { functionEnvironment } from "./environment";
import { makePool, type Pool } from "./pool";
import { provideCommonJs, provideSdk } from "./runtime-packages";
import { makeWarmWorkers, type WarmWorkers } from "./warm";
import type { InvokeResult, StartWorker } from "./worker";

/** Runs the functions that the Terraform names, from the archives that it names. */
export interface Runner {
  /** Replaces the set of functions. Workers of functions that did not change stay warm. */
  update(functions: readonly DeployedFunction[]): void;
  /**
   * Invokes a function with an event, which is JSON; `missing` where no function has the ARN. Aliases and versions run
   * the same code.
   */
  invoke(functionArn: string, event: string): Promise<InvokeResult | { readonly kind: "missing" }>;
  stop(): Promise<void>;
}

export interface DeployedFunction {
  readonly definition: LambdaFunction;
  readonly code: FunctionCode;
}

export interface RunnerOptions {
  readonly region: string;
  readonly stateDir: string;
  /** The key id that functions sign with in this run of the gate. */
  readonly accessKeyId: string;
  /** Endpoint of DynamoDB on this machine. */
  readonly tables: string;
  /** Endpoint of API Gateway's control plane on this machine. */
  readonly controlPlane: string;
  /** Endpoint of the user pools on this machine. */
  readonly userPools: string;
  /** Seals the sessions of functions. */
  readonly seal: Seal;
  /** Reaches functions that run elsewhere on this machine. */
  readonly send: Send;
  readonly startWorker: StartWorker;
  readonly log: (line: string) => void;
}

/** Workers of one function at the same time. */
const POOL_SIZE = 4;
/** Idle workers of all functions together, and how long each is kept. */
const WARM = { limit: 8, idleMs: 120_000 };

interface Running {
  readonly definition: LambdaFunction;
  readonly fingerprint: string;
  readonly pool: Pool;
}

export function makeRunner(options: RunnerOptions): Runner {
  const warm = makeWarmWorkers(WARM);
  let running: ReadonlyMap<string, Running> = new Map();
  return {
    update(functions) {
      const next = new Map<string, Running>();
      for (const { definition, code } of functions) {
        const { permissions: _, qualified: __, ...behaviour } = definition;
        const ofCode = code instanceof Uint8Array ? digestOf(code) : JSON.stringify(code);
        const fingerprint = `${ofCode} ${JSON.stringify(behaviour)}`;
        const known = running.get(definition.arn);
        next.set(
          definition.arn,
          known?.fingerprint === fingerprint
            ? known
            : { definition, fingerprint, pool: poolOf(definition, code, { ...options, warm }) },
        );
      }
      for (const [arn, old] of running) if (next.get(arn) !== old) void old.pool.retire();
      running = next;
    },
    async invoke(functionArn, event) {
      const found = running.get(functionArn) ?? running.get(unqualified(functionArn));
      if (found === undefined) return { kind: "missing" };
      const { definition, pool } = found;
      const result = await pool.invoke({
        event,
        timeoutMs: definition.timeoutSeconds * 1_000,
        functionArn,
      });
      if (result.kind === "timeout")
        options.log(
          `[${definition.name}] Task timed out after ${definition.timeoutSeconds.toFixed(2)} seconds`,
        );
      return result;
    },
    async stop() {
      await Promise.all([...running.values()].map(({ pool }) => pool.retire({ now: true })));
    },
  };
}

function poolOf(
  definition: LambdaFunction,
  code: FunctionCode,
  options: RunnerOptions & { readonly warm: WarmWorkers },
): Pool {
  if (code instanceof Uint8Array) return workersOf(definition, code, options);
  return "endpoint" in code
    ? endpointPool(code.endpoint, options.send)
    : {
        invoke: async () => ({ kind: "error", errorType: "Runtime.InitError", errorMessage: code.missing }),
        retire: async () => {},
      };
}

function workersOf(
  definition: LambdaFunction,
  archive: Uint8Array,
  options: RunnerOptions & { readonly warm: WarmWorkers },
): Pool {
  let files: Files | undefined;
  return makePool({
    size: POOL_SIZE,
    warm: options.warm,
    start: (took) => {
      files ??= readFiles({ name: definition.archive, bytes: archive });
      const all = join(options.stateDir, "code");
      provideCommonJs(all);
      provideSdk(all);
      const folder = writeFiles(files, all);
      return options.startWorker({
        folder,
        handler: definition.handler,
        environment: functionEnvironment(definition, {
          ...options,
          folder,
          secrets: functionSecrets(
            { functionName: definition.name, roleArn: definition.roleArn },
            options.seal,
          ),
        }),
        memoryMb: definition.memoryMb,
        context: contextOf(definition),
        took,
        log: (line) => options.log(`[${definition.name}] ${line}`),
      });
    },
  });
}

/**
 * What is the same for all events.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
function contextOf({ memoryMb, name }: LambdaFunction): Record<string, unknown> {
  return {
    functionName: name,
    functionVersion: "$LATEST",
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: "localhost",
  };
}
