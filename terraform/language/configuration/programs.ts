import type { Notice, Unread } from "../../model";
import { kindOf } from "../../types";
import { argumentsOf } from "./block-arguments";
import type { Problems } from "./problems";
import type { Resolver } from "./resolver";
import type { Block, Json, JsonObject, Stack } from "./stack";

/** Operations of AWS's command line that change APIs, locks, roles or functions. */
const COMMANDS = /\b(apigateway(v2)?|cognito-(identity|idp)|iam|lambda)\b/;

/** What a data source or an ephemeral resource does each time that Terraform reads it, by type. */
export function ranBy({ body, type }: Pick<Block, "body" | "type">): string | undefined {
  if (type === "external") return "what its program does is not read";
  if (type === "http") return READING.test(String(body.method ?? "GET")) ? undefined : SENDS;
  if (SENDERS.test(type)) return SENDS;
  const kind = type === "aws_lambda_invocation" ? kindOf(type) : undefined;
  return kind?.kind === "not evaluated" ? kind.message : undefined;
}

/** Methods of HTTP by which nothing is changed. */
const READING = /^(GET|HEAD)$/i;
/** Types of which anything is sent or run, whether they are resources or only read. */
const SENDERS = /^(shell|terracurl)_/;
const SENDS = "what comes of the request or command by which it is read is not known";

/**
 * Names what runs something: provisioners, programs that give a data source its values, functions that are invoked to read
 * one. What these do is not read, so two sides are compared by what they run. The strict reader refuses any.
 */
export function noteProgram(block: Block, at: Place): void {
  const { address, body, mode, type } = block;
  const ran = mode === "resource" ? undefined : ranBy(block);
  const run = type === "external" ? body.program : ran === undefined ? body.provisioner : argumentsOf(block);
  if (at.problems.strict || run === undefined) return;
  const all = [run, body.count ?? null, body.for_each ?? null];
  const says = { "": `${at.resolver.inputs.of({ stack: at.stack }, all).all} ${filesIn(run, at)}` };
  at.problems.note(
    ran === undefined ? provisionerNotice(address, run, says) : { address, message: ran, unread: { says } },
  );
}

/** A notice of provisioners. A warning is of what a command says that it changes. */
export function provisionerNotice(address: string, run: Json, says: Unread["says"]): Notice {
  if (!COMMANDS.test(JSON.stringify(run)))
    return { address, message: "what its provisioner does is not read", unread: { says } };
  const message = "its provisioner may change APIs, locks, roles or functions, and is not read";
  return { address, message, weight: "warning", unread: { says, hides: true } };
}

interface Place {
  readonly stack: Stack;
  readonly resolver: Resolver;
  readonly problems: Problems;
}

/** Scripts of the same folder that a command names. */
function filesIn(run: Json, { resolver, stack }: Place): string {
  const { digest } = resolver.around(stack);
  if (!digest) return "";
  const words =
    JSON.stringify(run)
      .replace(/\$\{path\.(module|root|cwd)\}/g, ".")
      .match(/[\w./-]*\w\.\w+/g) ?? [];
  const folder = resolver.folderOf(stack);
  return [...new Set(words)].map((word) => digest(`${folder}/${word}`) ?? digest(word) ?? "").join();
}

/** Providers that HashiCorp publishes, and whose resources and functions are taken for what they say. */
const OWN = [
  "archive",
  "aws",
  "awscc",
  "cloudinit",
  "external",
  "http",
  "local",
  "null",
  "random",
  "time",
  "tls",
];

/** Where they come from; OpenTofu has them under its own name too. */
const HOME = /^(registry\.(terraform\.io|opentofu\.org)\/)?((hashicorp|opentofu)\/)?[\w-]+$/;

/** Names a provider that another party publishes under the name of one that is read: it does what it likes. */
export function noteProviders({ prefix, requiredProviders }: Stack, problems: Problems): void {
  if (problems.strict) return;
  for (const [name, body] of Object.entries(requiredProviders)) {
    const source = (body as JsonObject | null)?.source;
    if (!OWN.includes(name) || typeof source !== "string" || (HOME.test(source) && endsIn(source, name)))
      continue;
    const message = `its source is ${source}, not hashicorp/${name}: what it makes of the configuration is not known`;
    problems.note({
      address: `${prefix}provider.${name}`,
      message,
      weight: "warning",
      unread: { says: { "": message }, hides: true },
    });
  }
}

function endsIn(source: string, name: string): boolean {
  return source.slice(source.lastIndexOf("/") + 1) === name;
}
