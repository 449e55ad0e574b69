import { join } from "node:path";
import { type Gate, type GateDescription, type GateOptions, startGate } from "../../gateway";
import { forgetRunning, writeRunning } from "../../gateway/state/running";
import { type AccessMatrix, accessMatrix, named, systemRoles } from "../../terraform/access/matrix";
import type { ApiModel } from "../../terraform/model";
import { outputWidth } from "../arguments/width";
import { factsOfGate } from "../client/of-gate";
import { page } from "../pages";
import { matrixJson } from "../render/access/json";
import { matrixText } from "../render/access/text";
import { errorText } from "../render/error-text";
import { jsonText } from "../render/json";
import { cleaned, printable } from "../render/printable";
import { wayToCredentials, wayToSignIn } from "../sign-in/way";
import { evidenceOf } from "../sources/evidence";
import type { Served } from "../sources/served";
import type { Followed } from "../watch/followed";
import { olderText, type ReportOptions, restlessText, staleText } from "../watch/report";
import { type Reading, readSource, type ServedSource } from "../watch/source";
import { type Attempt, type Watch, watchFor } from "../watch/watch";
import { welcome } from "./banner";
import { changesText } from "./changes";
import { triesOf } from "./tries";
import { type ChooseOptions, chosenFrom } from "./unserved";

export interface ServeOptions {
  readonly source: ServedSource;
  /** When reading `first` began, in ms. */
  readonly startedAt: number;
  /** Prints lines that are fit for a terminal. */
  readonly say: (text: string) => void;
  readonly reports: ReportOptions;
  /** Resolves when the process that started this one has ended. */
  readonly alone: Promise<void>;
  /** Whether changes of the source are followed. */
  readonly isWatched: boolean;
  /** Which part of the Terraform is served. */
  readonly serve: ChooseOptions;
  readonly gate: Omit<GateOptions, "accessJson" | "log" | "model" | "onCall" | "readArchive">;
}

interface Current {
  followed: Followed;
  served: Served;
  chosen: ReturnType<typeof chosenFrom>;
}

/**
 * Serves the Terraform until the process gets SIGINT or SIGTERM or its parent ends, and takes over its changes. Tables and
 * ports are opened while it is synthesized `first`.
 *
 * @throws the error that it was read with
 */
export async function serve(first: Promise<Reading>, options: ServeOptions): Promise<void> {
  const { isWatched, reports, say, source, startedAt } = options;
  const log = (line: string) => say(printable(line));
  /** Set before the gate asks for anything of it. */
  let current!: Current;
  const model = first.then((read) => {
    if ("error" in read) throw read.error;
    current = { ...read, chosen: chosenFrom(read.served, options.serve) };
    return current.chosen.model;
  });
  // Terraform that need not be synthesized is read at once: where it is refused, nothing is opened and no state is written.
  if ("paths" in source) await model;
  let watch: Watch | undefined;
  let isStopping = false;
  const gate = await startGate({
    ...options.gate,
    model,
    readArchive: (_, lambda) => current.served.codeOf(lambda),
    accessJson: (model) => matrixJson(matrixOf(model, current.served), { positions: new Map() }),
    log,
    onCall: (call) => {
      const behind = watch?.behind();
      if (behind?.because === "failed") say(olderText(call, behind, reports));
    },
  });
  let matrix = matrixOf(current.chosen.model, current.served);
  // The handlers are set before the gate is announced: a caller may stop it at once.
  const stopped = Promise.race([stopSignal(), options.alone]);
  let noticed: ReadonlySet<string> = new Set();
  // After a change, only new notices are printed: the others were printed before, and would hide them.
  const printNotices = (printed: readonly string[] = []) => {
    const { lines: ofChoice, model } = current.chosen;
    const lines = [...startNotices(model), ...ofChoice];
    for (const line of lines) if (!noticed.has(line) && !printed.includes(line)) log(line);
    noticed = new Set(lines);
  };
  const announce = () => {
    const { model } = current.chosen;
    const { partner } = gate.description;
    const identityPool = wayToCredentials(model, gate.description);
    writeRunning(options.gate.stateDir, {
      endpoint: gate.description.endpoint,
      authorityFile: gate.authorityFile ?? null,
      userPoolId: gate.description.userPoolId,
      users: gate.description.users.map(({ username }) => username),
      signIn: wayToSignIn(gate.description),
      ...(identityPool && { identityPool }),
      systems: systemRoles(model).map(({ arn, name, uniqueId }) => ({
        name,
        roleArn: arn,
        roleId: uniqueId,
      })),
      issuers: gate.description.issuers,
      ...(partner && {
        partner: {
          tokenEndpoint: partner.tokenEndpoint,
          clients: partner.clients.map(({ clientId }) => clientId),
        },
      }),
      client: factsOfGate(model, gate.description),
    });
  };
  announce();
  if (reports.isJson) process.stdout.write(`${jsonText(gate.description)}\n`);
  else say(welcomeText(gate.description, { model: current.chosen.model, matrix }, options));
  // The table of the welcome has those of the model already.
  printNotices(reports.isJson ? [] : startNotices(current.chosen.model));
  for (const line of remarks(options.gate, gate)) log(line);

  const attempt = async (signal: AbortSignal): Promise<Attempt> => {
    const started = performance.now();
    const { served } = current;
    const next = await readSource(source, { before: current.followed, signal });
    const { followed } = next;
    current.followed = followed;
    try {
      if ("error" in next) throw next.error;
      const changed = chosenFrom(next.served, options.serve);
      current.served = next.served;
      await gate.reload(changed.model);
      current.chosen = changed;
      announce();
      const [before, after] = [matrix, matrixOf(changed.model, next.served)];
      matrix = after;
      const report = () => {
        printNotices();
        say(`Changed, and served anew after ${Math.round(performance.now() - started)} ms.`);
        const changes = changesText(before, after, outputWidth(undefined));
        if (changes !== "") say(changes);
      };
      return { isServed: true, followed, report };
    } catch (error) {
      current.served = served;
      const report = () => {
        if (!isStopping) say(`${errorText(error)}\nThe gate keeps serving the previous declaration.`);
      };
      return { isServed: false, followed, report };
    }
  };
  if (isWatched)
    watch = watchFor(
      { followed: current.followed, startedAt },
      {
        attempt,
        onStale: (behind) => say(staleText(behind, reports)),
        onNoEvents: (reason) => log(`Changes are found by looking once a second: ${reason}`),
        onRestless: (paths) => log(restlessText(paths, reports)),
      },
    );
  await stopped;
  isStopping = true;
  watch?.close();
  forgetRunning(options.gate.stateDir);
  await gate.stop();
}

/** What the options change that users must not forget. */
function remarks({ host, throttling }: ServeOptions["gate"], { authorityFile }: Gate): string[] {
  return [
    ...(throttling === false
      ? [
          "No call is throttled (--no-throttle): not by usage plan, stage, account or a firewall's rate-based rule. Quotas count.",
        ]
      : []),
    ...(host === undefined ? [] : [`Other machines reach the gate and its users at ${host} (--host).`]),
    ...(authorityFile === undefined
      ? []
      : [
          `Clients must trust ${authorityFile}: ${page("devices.md")} says how. For Node.js: NODE_EXTRA_CA_CERTS=${authorityFile}`,
        ]),
  ];
}

function welcomeText(
  gate: GateDescription,
  { matrix, model }: { readonly model: ApiModel; readonly matrix: AccessMatrix },
  options: ServeOptions,
): string {
  const table = matrixText(cleaned(matrix), {
    positions: new Map(),
    width: outputWidth(undefined) - 2,
    // The gate's page says why each answer is so.
    asking: "",
  });
  return welcome(cleaned(gate), table, cleaned(triesOf(model, matrix, gate)), stateOption(options));
}

/** What `gatehouse access` says of the same Terraform. */
function matrixOf(model: ApiModel, { codeOf }: Served): AccessMatrix {
  const evidence = evidenceOf(model, (lambda) => {
    const code = codeOf(lambda);
    return code instanceof Uint8Array ? code : undefined;
  });
  const matrix = accessMatrix(model, evidence);
  const inWords = named(model);
  const notes = [...matrix.notes, ...model.notices].map((note) => ({
    ...note,
    message: inWords(note.message),
  }));
  return { ...matrix, notes };
}

/** The state folder, where commands beside the gate must be told of it. */
function stateOption({ gate: { stateDir }, reports: { folder } }: ServeOptions): string | undefined {
  return stateDir === join(folder, ".gatehouse") ? undefined : printable(stateDir);
}

function startNotices({ notices }: ApiModel): string[] {
  return notices.map(
    ({ address, message, weight }) =>
      `${weight === undefined ? "Not evaluated here" : "Warning"}: ${address}: ${message}`,
  );
}

function stopSignal(): Promise<void> {
  return new Promise((done) => {
    process.once("SIGINT", () => done());
    process.once("SIGTERM", () => done());
  });
}
