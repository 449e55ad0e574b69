import type { Problems } from "./problems";
import type { Resolver } from "./resolver";
import type { Block, Json, JsonObject, Stack } from "./stack";

/** Operations of AWS's command line that change APIs, locks, roles or functions. */
const COMMANDS = /\b(apigateway(v2)?|cognito-(identity|idp)|iam|lambda)\b/;

/**
 * Names what runs programs: provisioners, and programs that give a data source its values. What these do is not read, so
 * two sides are compared by what they run. The strict reader refuses any.
 */
export function noteProgram({ address, body, mode, type }: Block, at: Place): void {
  const isExternal = mode === "data" && type === "external";
  const run = isExternal ? body.program : body.provisioner;
  if (at.problems.strict || run === undefined) return;
  const says = { "": `${at.resolver.inputs.of({ stack: at.stack }, run).all} ${filesIn(run, at)}` };
  // A warning is of what a command says that it changes.
  if (!isExternal && COMMANDS.test(JSON.stringify(run))) {
    const message = "its provisioner may change APIs, locks, roles or functions, and is not read";
    at.problems.note({ address, message, weight: "warning", unread: { says, hides: true } });
    return;
  }
  const message = `what its ${isExternal ? "program" : "provisioner"} does is not read`;
  at.problems.note({ address, message, unread: { says } });
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
