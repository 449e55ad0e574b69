import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Document, modelled, modelledAddress, modelName } from "./model";

export type Action = "create" | "update" | "delete" | "forget";

/** One step of an apply. */
export interface Step {
  readonly address: string;
  readonly action: Action;
}

/** What one apply of a stack does, and what of it must wait for what. */
export interface Applied {
  readonly stack: string;
  readonly steps: readonly Step[];
  /** Whether `first` is always done before `then` begins, whatever takes how long. */
  readonly before: (first: Step, then: Step) => boolean;
}

/** The exit status of `plan -detailed-exitcode` where there is something to change. */
const CHANGES = 2;

/** Folders of stacks that were deployed for the first time, by their documents: many changes begin with the same. */
const begun = new Map<string, string>();
afterAll(() => {
  for (const folder of begun.values()) rmSync(folder, { recursive: true, force: true });
});

/**
 * Stacks on disk, each with a state of its own, as one project deploys them. They have no provider but Terraform's own, so
 * that `init` has nothing to do.
 */
export class Stacks {
  private readonly root = mkdtempSync(join(tmpdir(), "order-"));

  /**
   * Deploys the stacks for the first time, in the order given.
   *
   * @throws Error if a second deployment would change something
   */
  begin(documents: Readonly<Record<string, Document>>): void {
    const text = JSON.stringify(documents);
    const known = begun.get(text);
    if (known !== undefined) {
      cpSync(known, this.root, { recursive: true });
      return;
    }
    for (const [stack, document] of Object.entries(documents)) {
      this.write(stack, document);
      this.run(stack, "apply", "-auto-approve");
    }
    const unsettled = this.unsettled(documents);
    if (unsettled.length > 0) throw new Error(`A second deployment would change ${unsettled.join(", ")}`);
    const kept = mkdtempSync(join(tmpdir(), "order-begun-"));
    cpSync(this.root, kept, { recursive: true });
    begun.set(text, kept);
  }

  /** Applies the stacks one after the other, in the order given, and returns what each did. */
  deploy(documents: Readonly<Record<string, Document>>): readonly Applied[] {
    return Object.entries(documents).map(([stack, document]) => {
      this.write(stack, document);
      if (!this.plans(stack)) return { stack, steps: [], before: () => false };
      const plan = JSON.parse(this.run(stack, "show", "-json", "plan"));
      const graph = this.run(stack, "graph", "-plan=plan");
      this.run(stack, "apply", "plan");
      return { stack, steps: stepsOf(plan), before: orderOf(graph) };
    });
  }

  /** Names of the stacks whose next plan would change something. */
  unsettled(documents: Readonly<Record<string, Document>>): readonly string[] {
    return Object.keys(documents).filter((stack) => this.plans(stack));
  }

  destroy(stack: string): void {
    this.run(stack, "destroy", "-auto-approve");
  }

  /** Addresses of the resources that the stack's state has. */
  addresses(stack: string): readonly string[] {
    const state = readFileSync(join(this.root, stack, "terraform.tfstate"), "utf8");
    const { resources } = JSON.parse(state) as { resources: { type: string; name: string }[] };
    return resources.filter(({ type }) => type === "terraform_data").map(({ name }) => modelledAddress(name));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private write(stack: string, document: Document): void {
    const folder = join(this.root, stack);
    mkdirSync(folder, { recursive: true });
    const model = modelled(document, (other) => `../${other}/terraform.tfstate`);
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(model));
  }

  /** Plans into the file `plan`; whether the plan changes a resource or an output. */
  private plans(stack: string): boolean {
    return this.runs(stack, "plan", "-out=plan", "-detailed-exitcode").status === CHANGES;
  }

  /** @throws Error with what Terraform said */
  private run(stack: string, command: string, ...args: readonly string[]): string {
    return this.runs(stack, command, ...args).stdout;
  }

  /** @throws Error with what Terraform said */
  private runs(stack: string, command: string, ...args: readonly string[]) {
    const interactive = command === "graph" || command === "show" ? [] : ["-input=false"];
    const { error, status, stderr, stdout } = spawnSync(
      "terraform",
      [command, ...(command === "graph" ? [] : ["-no-color"]), ...interactive, ...args],
      {
        cwd: join(this.root, stack),
        encoding: "utf8",
        maxBuffer: 1e8,
        stdio: ["ignore", "pipe", "pipe"],
        // Its heap is small, and collecting it takes a sixth of its time.
        env: { ...process.env, CHECKPOINT_DISABLE: "1", GOGC: "400" },
      },
    );
    const isAnswer = status === 0 || (status === CHANGES && args.includes("-detailed-exitcode"));
    if (!isAnswer) throw new Error(`terraform ${command} of ${stack}: ${error ?? stderr}\n${stdout ?? ""}`);
    return { status, stdout };
  }
}

function stepsOf(plan: {
  resource_changes?: { type: string; name: string; change: { actions: string[] } }[];
}): Step[] {
  return (plan.resource_changes ?? [])
    .filter(({ type }) => type === "terraform_data")
    .flatMap(({ name, change }) =>
      change.actions
        .filter((action) => action !== "no-op" && action !== "read")
        .map((action) => ({ address: modelledAddress(name), action: action as Action })),
    );
}

/** The order that the graph of an apply demands, its edges followed. */
function orderOf(graph: string): Applied["before"] {
  const waitsFor = new Map<string, string[]>();
  for (const [, from = "", to = ""] of graph.matchAll(/^\s*"((?:[^"\\]|\\.)*)" -> "((?:[^"\\]|\\.)*)"/gm))
    waitsFor.set(from, [...(waitsFor.get(from) ?? []), to]);
  return (first, then) => {
    const isFirst = nodeOf(first);
    const isThen = nodeOf(then);
    const seen = new Set<string>();
    const open = [...waitsFor.keys()].filter(isThen).flatMap((node) => waitsFor.get(node) ?? []);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (isFirst(node)) return true;
      if (seen.has(node)) continue;
      seen.add(node);
      open.push(...(waitsFor.get(node) ?? []));
    }
    return false;
  };
}

function nodeOf({ address, action }: Step): (node: string) => boolean {
  const name = `[root] terraform_data.${modelName(address)}`;
  // One that is replaced is "deposed" between the creation of the new and the destruction of the old.
  if (action === "delete")
    return (node) => node === `${name} (destroy)` || node.startsWith(`${name} (destroy deposed`);
  return (node) => node === name;
}
