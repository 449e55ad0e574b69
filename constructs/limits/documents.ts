/** The Terraform of an app's stacks, as far as checks read it. */
import { TerraformElement, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { resolved } from "../arguments/resolved";
import { type Body, type Document, SynthesizedApp } from "./synthesized-app";

/** The app at `root`, whose stacks have been prepared. */
export function synthesizedApp(root: IConstruct): SynthesizedApp {
  const stacks = root.node.findAll().filter(TerraformStack.isStack);
  return new SynthesizedApp(Object.fromEntries(stacks.map((stack) => [stack.node.id, documentOf(stack)])));
}

type ByName<T> = Record<string, T>;

interface Fragment {
  readonly resource?: ByName<ByName<Body>>;
  readonly data?: ByName<ByName<Body>>;
  readonly output?: ByName<Body>;
  readonly provider?: ByName<readonly Body[]>;
}

/**
 * The blocks that checks read of `stack.toTerraform()`, which makes everything and takes most of the time of a synth. Bodies
 * are resolved when they are read: no check reads the hash of all routes.
 */
export function documentOf(stack: TerraformStack): Document {
  if (isWrittenOtherwise(stack)) return stack.toTerraform() as Document;
  const resource: ByName<ByName<Body>> = {};
  const data: ByName<ByName<Body>> = {};
  const output: ByName<Body> = {};
  const provider: ByName<Body[]> = {};
  for (const element of elementsOf(stack)) {
    const fragment = element.toTerraform() as Fragment;
    addBodies(resource, fragment.resource, stack);
    addBodies(data, fragment.data, stack);
    Object.assign(output, resolved(stack, fragment.output ?? {}));
    for (const [name, bodies] of Object.entries(fragment.provider ?? {}))
      provider[name] = [...(provider[name] ?? []), ...(resolved(stack, bodies) as Body[])];
  }
  return { resource, data, output, provider };
}

/** Whether the Terraform has more than the stack's elements give, or is made in another way than cdktf's. */
function isWrittenOtherwise(stack: TerraformStack): boolean {
  const overridden = Object.keys((stack as unknown as { readonly rawOverrides: object }).rawOverrides);
  return (
    stack.toTerraform !== TerraformStack.prototype.toTerraform ||
    ["resource", "data", "output", "provider"].some((block) => overridden.includes(block))
  );
}

/** In cdktf's order; a stack within a stack has a document of its own. */
function elementsOf(scope: IConstruct): TerraformElement[] {
  const own = TerraformElement.isTerraformElement(scope) ? [scope] : [];
  const below = scope.node.children.filter((child) => !TerraformStack.isStack(child));
  return [...own, ...below.flatMap(elementsOf)];
}

function addBodies(
  into: ByName<ByName<Body>>,
  added: Fragment["resource"] = {},
  stack: TerraformStack,
): void {
  for (const [type, named] of Object.entries(added)) {
    const bodies = into[type] ?? {};
    into[type] = bodies;
    for (const [name, body] of Object.entries(named)) {
      let made: Body | undefined;
      const get = () => {
        made ??= resolved(stack, body) as Body;
        return made;
      };
      Object.defineProperty(bodies, name, { get, enumerable: true, configurable: true });
    }
  }
}
