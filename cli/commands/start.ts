import { join, relative, resolve } from "node:path";
import { refuseInUse } from "../../gateway/in-use";
import { parseFunctions } from "../arguments/functions";
import {
  parseBackends,
  parseCountry,
  parseHost,
  parseHostNames,
  parseIssuer,
  parsePartnerPort,
  parsePort,
  parseSourceIp,
} from "../arguments/network";
import { parseCommand } from "../arguments/parse-command";
import { runWith } from "../arguments/run-with";
import { UsageError } from "../error";
import { startHelp } from "../help/start";
import { printable } from "../render/printable";
import { environmentOf, projectAt } from "../sources/project";
import type { ServeWith } from "../sources/served";
import { makeLineWriter } from "../start/lines";
import { parentEnded } from "../start/parent";
import { readSource, type ServedSource } from "../watch/source";

/** `gatehouse start`: the gate on localhost, from the Terraform alone, following its changes. */
export async function start(args: readonly string[]): Promise<number> {
  const { given, options } = parseCommand(startHelp, args);
  const port = parsePort(options.port ?? "3000");
  const backends = parseBackends(options.backend ?? []);
  const issuer = parseIssuer(options.issuer);
  const sourceIp = parseSourceIp(options["source-ip"]);
  const country = parseCountry(options.country);
  const partnerPort = parsePartnerPort(options["partner-port"]);
  const host = parseHost(options.host);
  const hostNames = parseHostNames(options["allow-host"] ?? []);
  const functions = parseFunctions(options.function ?? []);
  if (options.from !== undefined && options.environment !== undefined)
    throw new UsageError(
      "OPTIONS_CLASH",
      `--from ${options.from.join(" --from ")} and --environment ${options.environment}: expected one of them; the Terraform in a folder is of one environment already.`,
    );
  const project =
    options.from === undefined
      ? projectAt(process.cwd(), options.environment, "run it in a Gatehouse project, or give --from PATH")
      : undefined;
  const root = project?.root ?? process.cwd();
  const stateDir = resolve(options.state ?? join(root, ".gatehouse"));
  const reading: ServeWith & { readonly stateDir: string } = {
    accepted: options.accept ?? [],
    functions,
    runWith: runWith(given),
    stateDir,
  };
  const source: ServedSource = project ? { ...reading, project } : { ...reading, paths: options.from ?? [] };
  const reach = {
    ...(host !== undefined && { host }),
    ...(partnerPort !== undefined && { partnerPort }),
  };
  // With --json, stdout is for the one line of JSON.
  const output = makeLineWriter(options.json ? process.stderr : process.stdout);
  const say = output.write;

  await refuseInUse({ port, stateDir, ...reach });
  // The output of another environment in the same folder is replaced.
  const environment = project && environmentOf(project);
  if (project && environment !== undefined)
    say(
      printable(
        `Synthesizing the environment "${environment}" into ${relative(root, project.output) || "."}.`,
      ),
    );
  const startedAt = Date.now();
  const first = readSource(source);
  // Loaded while the app synthesizes in another process: the gate, and what reads the Terraform.
  const { listedUsers } = require("../start/users") as typeof import("../start/users");
  const { serve } = require("../start/serve") as typeof import("../start/serve");
  require("../sources/served");
  process.once("exit", output.flush);
  await serve(first, {
    source,
    startedAt,
    say,
    reports: { isJson: options.json ?? false, folder: root },
    serve: {
      apis: options.api ?? [],
      refusesUnsupported: options["refuse-unsupported"] ?? false,
    },
    alone: parentEnded(),
    isWatched: !options["no-watch"],
    gate: {
      port,
      stateDir,
      backends,
      issuer,
      users: () => listedUsers(options.users, root),
      fresh: options.fresh ?? false,
      throttling: !options["no-throttle"],
      hostNames,
      https: options.https ?? false,
      ...reach,
      ...(country !== undefined && { country }),
      ...(sourceIp !== undefined && { sourceIp }),
    },
  });
  return 0;
}
