import { mkdirSync } from "node:fs";
import type { ApiModel } from "../terraform/model";
import { makeDirectory } from "./cognito/directory/directory";
import { makeDomainState } from "./cognito/domain/state";
import { answerControlPlane } from "./control-plane/control-plane";
import { openMadeKeys } from "./control-plane/made-keys";
import { type LimitCounters, limitCounters } from "./data-plane/limit-counters";
import { compileSchemas } from "./data-plane/validation/json-schema";
import { type Deployed, deploy } from "./deployment/deploy";
import type { GateDescription } from "./deployment/description";
import { type Host, keysOf } from "./deployment/host";
import { pageContext } from "./deployment/page-context";
import { routeRequest } from "./deployment/router";
import { urlHostOf } from "./deployment/url-hosts";
import { makeRequestRates } from "./firewall/rates";
import { type GateOptions, listenOf, namesOf, partnerPortOf } from "./gate-options";
import type { HttpResponse } from "./http/message";
import { send } from "./http/send";
import { type Answer, serveLoopback, withBody } from "./http/server";
import { makeRunner } from "./lambda/runner";
import { startWorker } from "./lambda/worker";
import { makeQuotas } from "./limits/quotas";
import { makeTokenBuckets } from "./limits/token-buckets";
import { apart } from "./page/apart";
import { makeCalls } from "./page/calls";
import type { PageContext } from "./page/context";
import { answerPage } from "./page/page";
import { makeOpened } from "./process/closing";
import { oneLine } from "./process/one-line";
import { callLines } from "./redaction/call";
import { alsoKnown, knownCredentials, plainPaths } from "./redaction/known";
import type { Known } from "./redaction/redacted";
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
import { keepRenewed, tlsIdentity } from "./tls/identity";

export type { GateOptions } from "./gate-options";

/** The localhost gate: API Gateway and Cognito as the Terraform describes them, on 127.0.0.1. */
export interface Gate {
  /** What clients need to know. A reload replaces it. */
  readonly description: GateDescription;
  /** The certificate that clients must trust; undefined without TLS. */
  readonly authorityFile: string | undefined;
  /** The limits of calls, and what is left of them. */
  limits(): LimitCounters;
  /** Serves a changed Terraform from now on; users, keys, sessions and tables stay. */
  reload(model: ApiModel): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the gate; resolves when it serves.
 *
 * @throws {GateError} Nothing is left open then. Likewise what `model` is rejected with.
 */
export async function startGate(options: GateOptions): Promise<Gate> {
  const { readArchive, sourceIp, stateDir } = options;
  const read = Promise.resolve(options.model);
  // Where the gate fails first, that is the error.
  read.catch(() => {});
  const log = (line: string) => options.log(oneLine(line));
  const now = options.now ?? (() => new Date());
  const opened = makeOpened();
  let deployed: Deployed | undefined;
  let page: PageContext | undefined;
  const calls = makeCalls();
  let known: Known = { names: new Set(), values: new Set() };
  let plain: ReadonlySet<string> = new Set();
  try {
    const answer: Answer = (request, readBody) => {
      if (!deployed) return notReady();
      const { deployment } = deployed;
      const isOfUrl = urlHostOf(request, deployment.urlHosts) !== undefined;
      const own =
        page && !isOfUrl
          ? answerPage(request, readBody, { context: page, peer: request.sourceIp })
          : undefined;
      return (
        own ?? routeRequest(sourceIp ? { ...request, sourceIp } : request, readBody, deployment).then(apart)
      );
    };
    const listen = listenOf(options);
    const openState = () => {
      mkdirSync(stateDir, { recursive: true, mode: 0o700 });
      refuseForeignState(stateDir);
    };
    if (options.https) openState();
    const tls = options.https ? await tlsIdentity(stateDir, namesOf(listen), now()) : undefined;
    const server = await opened.open(
      serveLoopback(answer, {
        ...listen,
        // AWS owns these names, so that no site can have them lead here.
        isServed: (name) => deployed?.deployment.urlHosts.has(name) ?? false,
        port: options.port,
        log,
        ...(tls && { tls }),
      }),
    );
    if (tls) await opened.open(Promise.resolve(keepRenewed(server, stateDir, namesOf(listen), now, log)));
    // Functions call user pools. They need not know the authority.
    const inside = tls ? await opened.open(serveLoopback(answer, { port: 0, log })) : server;
    openState();
    if (options.fresh) {
      // Where there is nothing to serve, nothing is forgotten.
      await read;
      await refuseStateInUse(stateDir);
      forgetState(stateDir);
    }
    const secrets = openSecrets(stateDir);
    const [installation, store] = await Promise.all([
      loadInstallation(stateDir),
      opened.open((options.openStore ?? openStore)(stateDir, log)),
    ]);
    // Opened after the tables, which no two gates can have open.
    const journal = await opened.open(openJournal(directoryFile(stateDir), { now }));
    forgetCode(stateDir);
    let settings: PartnerSettings | undefined;
    const partner = await opened.open(
      startPartner({
        key: installation.partnerKey,
        listen: { ...listen, port: partnerPortOf(options), option: "--partner-port" },
        settings: () => settings,
        signIn: () => deployed?.signIn,
        directories: () => deployed?.directories ?? [],
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
    const model = await read;
    const keys = keysOf(installation);
    const accessKeyId = makeAccessKeyId();
    const runner = makeRunner({
      region: model.region,
      stateDir,
      accessKeyId,
      tables: tables.endpoint,
      controlPlane: controlPlane.endpoint,
      userPools: inside.endpoint,
      seal: keys.seal,
      send,
      startWorker: options.startWorker ?? startWorker,
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
      hostNames: options.hostNames ?? [],
      sourceIp,
      country: options.country,
      send,
      limits: {
        buckets: makeTokenBuckets(),
        quotas: makeQuotas(journal),
        rates: makeRequestRates(),
        throttling: options.throttling ?? true,
      },
      directory: makeDirectory(journal, now),
      listedUsers: options.users ?? (() => undefined),
      domainState: makeDomainState(now),
      compileSchemas: options.compileSchemas ?? compileSchemas,
      readArchive,
      now,
      log,
      onCall: (call) => {
        calls.add(call);
        for (const line of callLines(call, known, plain)) log(line);
        options.onCall?.(call);
      },
    };
    const announced = new Set<string>();
    const serve = async (changed: ApiModel): Promise<Deployed> => {
      const next = await deploy(changed, host);
      for (const line of next.announcements) if (!announced.has(line)) log(line);
      for (const line of next.announcements) announced.add(line);
      settings = next.partner;
      deployed = next;
      known = alsoKnown(known, knownCredentials(changed, next.description));
      plain = plainPaths(next.deployment.dataPlanes, known);
      page = pageContext(next, {
        calls,
        known,
        accessJson: () => options.accessJson?.(changed),
        partnerKey: installation.partnerKey,
        now,
      });
      return next;
    };
    let served = await serve(model);
    return {
      get description() {
        return served.description;
      },
      authorityFile: tls?.authorityFile,
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
