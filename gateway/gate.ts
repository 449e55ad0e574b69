import { mkdirSync } from "node:fs";
import type { ApiModel } from "../terraform/model";
import { makeDirectory } from "./cognito/directory/directory";
import { makeDomainState } from "./cognito/domain/state";
import { answerControlPlane } from "./control-plane/control-plane";
import { openMadeKeys } from "./control-plane/made-keys";
import type { CallRecord } from "./data-plane/call-record";
import type { Backends } from "./data-plane/integrations/http/backends";
import { type LimitCounters, limitCounters } from "./data-plane/limit-counters";
import type { CompileSchemas } from "./data-plane/validation/body-models";
import { compileSchemas } from "./data-plane/validation/json-schema";
import { type Deployed, deploy, type Host, keysOf } from "./deployment/deploy";
import type { GateDescription } from "./deployment/description";
import type { IssuerChoice } from "./deployment/issuer";
import { routeRequest } from "./deployment/router";
import type { HttpResponse } from "./http/message";
import { send } from "./http/send";
import { serveLoopback, withBody } from "./http/server";
import { makeRunner } from "./lambda/runner";
import { makeQuotas } from "./limits/quotas";
import { makeTokenBuckets } from "./limits/token-buckets";
import { makeOpened } from "./process/closing";
import { oneLine } from "./process/one-line";
import { directoryFile, forgetCode, forgetState } from "./state/fresh";
import { loadInstallation } from "./state/installation";
import { openJournal } from "./state/journal";
import { refuseForeignState } from "./state/ownership";
import { makeAccessKeyId, openSecrets } from "./state/secrets";
import { refuseStateInUse } from "./store/claim";
import { answerTables } from "./store/dynamodb";
import { openStore } from "./store/store";
import type { PartnerSettings } from "./third-party-issuer/clients";
import { startPartner } from "./third-party-issuer/server";

export interface GateOptions {
  /** The model that terraform/ read from the Terraform. */
  readonly model: ApiModel;
  /** The bytes of a function's zip archive, by the name that the model has for it. */
  readonly readArchive: (archive: string) => Uint8Array;
  /** Port on 127.0.0.1; the third-party issuer gets the next one. 0 takes any free ports. */
  readonly port: number;
  /** Folder for keys, users, API keys and tables; made where it is missing. */
  readonly stateDir: string;
  /** Takes a line for each call, and each line that a function prints. */
  readonly log: (line: string) => void;
  /**
   * Called when a request to the API was answered.
   *
   * @default nothing
   */
  readonly onCall?: (call: CallRecord) => void;
  /**
   * Removes everything in the state folder first.
   *
   * @default false
   */
  readonly fresh?: boolean;
  /**
   * The source address of all calls, to try policies about addresses.
   *
   * @default the TCP peer's, which is 127.0.0.1
   */
  readonly sourceIp?: string;
  /**
   * Whom tokens and discovery name as issuer: `"endpoint"` is the gate's own address, for clients that take keys only from
   * below the issuer. API methods and identity pools then accept that issuer and no other.
   *
   * @default "cognito"
   */
  readonly issuer?: IssuerChoice;
  /**
   * Origins of the servers of HTTP integrations on this machine, by their origin in the Terraform. No other server is
   * called.
   *
   * @default none
   */
  readonly backends?: Backends;
  /**
   * Whether calls over a rate are refused: by usage plan, stage, account or a web ACL's rate-based rule. Quotas count in
   * any case.
   *
   * @default true
   */
  readonly throttling?: boolean;
  /**
   * The clock of tokens, signatures and limits.
   *
   * @default the system's
   */
  readonly now?: () => Date;
  /**
   * Compiles the schemas of request bodies.
   *
   * @default JSON Schema, draft 4
   */
  readonly compileSchemas?: CompileSchemas;
}

/** The localhost gate: API Gateway and Cognito as the Terraform describes them, on 127.0.0.1. */
export interface Gate {
  /** What clients need to know. A reload replaces it. */
  readonly description: GateDescription;
  /** The limits of calls, and what is left of them. */
  limits(): LimitCounters;
  /** Serves a changed Terraform from now on; users, keys, sessions and tables stay. */
  reload(model: ApiModel): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the gate; resolves when it serves.
 *
 * @throws {GateError} Nothing is left open then.
 */
export async function startGate(options: GateOptions): Promise<Gate> {
  const { model, readArchive, sourceIp, stateDir } = options;
  const log = (line: string) => options.log(oneLine(line));
  const now = options.now ?? (() => new Date());
  const opened = makeOpened();
  let deployed: Deployed | undefined;
  try {
    const server = await opened.open(
      serveLoopback(
        async (request, readBody) =>
          deployed
            ? routeRequest({ ...request, ...(sourceIp && { sourceIp }) }, readBody, deployed.deployment)
            : notReady(),
        { port: options.port, log },
      ),
    );
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    refuseForeignState(stateDir);
    if (options.fresh) {
      await refuseStateInUse(stateDir);
      forgetState(stateDir);
    }
    const secrets = openSecrets(stateDir);
    const [installation, store] = await Promise.all([
      loadInstallation(stateDir),
      opened.open(openStore(stateDir, log)),
    ]);
    // Opened after the tables, which no two gates can have open.
    const journal = await opened.open(openJournal(directoryFile(stateDir), { now }));
    forgetCode(stateDir);
    let settings: PartnerSettings | undefined;
    const partner = await opened.open(
      startPartner({
        key: installation.partnerKey,
        port: options.port === 0 ? 0 : options.port + 1,
        settings: () => settings,
        now,
        log,
      }),
    );
    const controlPlane = await opened.open(
      serveLoopback(
        withBody((request) => (deployed ? answerControlPlane(request, deployed.controlPlane) : notReady())),
        { port: 0, log },
      ),
    );
    const tables = await opened.open(
      serveLoopback(
        withBody((request) => (deployed ? answerTables(request, deployed.tables) : notReady())),
        { port: 0, log, bodyLimit: LONGEST_BATCH },
      ),
    );
    const keys = keysOf(installation);
    const accessKeyId = makeAccessKeyId();
    const runner = makeRunner({
      region: model.region,
      stateDir,
      accessKeyId,
      tables: tables.endpoint,
      controlPlane: controlPlane.endpoint,
      userPools: server.endpoint,
      seal: keys.seal,
      log,
    });
    await opened.open(Promise.resolve({ close: runner.stop }));
    const host: Host = {
      ...keys,
      endpoint: server.endpoint,
      issuer: options.issuer ?? "cognito",
      secrets,
      store,
      accessKeyId,
      madeKeys: openMadeKeys(stateDir),
      partner,
      runner,
      backends: options.backends ?? new Map(),
      sourceIp,
      send,
      limits: {
        buckets: makeTokenBuckets(),
        quotas: makeQuotas(journal),
        throttling: options.throttling ?? true,
      },
      directory: makeDirectory(journal, now),
      domainState: makeDomainState(now),
      compileSchemas: options.compileSchemas ?? compileSchemas,
      readArchive,
      now,
      log,
      onCall: options.onCall ?? (() => {}),
    };
    const announced = new Set<string>();
    const serve = async (changed: ApiModel): Promise<Deployed> => {
      const next = await deploy(changed, host);
      for (const line of next.announcements) if (!announced.has(line)) log(line);
      for (const line of next.announcements) announced.add(line);
      settings = next.partner;
      deployed = next;
      return next;
    };
    let served = await serve(model);
    return {
      get description() {
        return served.description;
      },
      limits: () => limitCounters(served.deployment.dataPlanes),
      async reload(changed) {
        served = await serve(changed);
      },
      async stop() {
        await server.close();
        await opened.close();
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Bytes; DynamoDB's own limit of a request. */
const LONGEST_BATCH = 16 << 20;

function notReady(): HttpResponse {
  return { status: 503, headers: [["Content-Type", "text/plain"]], body: "The gate is starting." };
}
