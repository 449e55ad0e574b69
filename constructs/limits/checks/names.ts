import { DeclarationError } from "../../declaration/errors";
import type { Limits } from "../limits";
import type { Resource, SynthesizedApp } from "../synthesized-app";
import { partsOf } from "../template";
import { NAMINGS, type Naming } from "./naming";

/** @throws DeclarationError `AWS_NAME_INVALID`, `AWS_NAME_TAKEN`, `LIMIT_EXCEEDED` */
export function checkNames(app: SynthesizedApp, limits: Limits): void {
  const taken = new Map<string, Resource>();
  for (const [type, naming] of Object.entries(NAMINGS)) {
    for (const resource of app.resources(type)) {
      const name = app.text(resource, resource.body[naming.argument]);
      // The provider generates the name, or it is known at apply only.
      if (name === "" || (name.includes("${") && isReference(name))) continue;
      checkForm(name, naming, resource, limits);
      if (naming.uniqueIn === undefined) continue;
      const key = JSON.stringify([
        type,
        spaceOf(app, resource, naming.uniqueIn),
        naming.caseCounts === false ? name.toLowerCase() : name,
      ]);
      const other = taken.get(key);
      if (other) throw twice(name, naming, other, resource);
      taken.set(key, resource);
    }
  }
}

/** Whether the unknown parts of a text are references, and not expressions in a user's text. */
function isReference(text: string): boolean {
  return partsOf(text).every(
    (part) =>
      "text" in part || /^[^/]+\/(data\.|var\.|local\.|module\.|aws_\w+\.)[\w.[\]"-]+$/.test(part.expression),
  );
}

function spaceOf(app: SynthesizedApp, resource: Resource, uniqueIn: NonNullable<Naming["uniqueIn"]>) {
  if (uniqueIn === "account") return resource.account;
  if (uniqueIn === "region") return resource.region;
  return [resource.account, app.text(resource, resource.body[uniqueIn.argument])];
}

function checkForm(name: string, naming: Naming, { address }: Resource, limits: Limits): void {
  const { kind, limit, form, allowed, least = 1 } = naming;
  if (limit !== undefined) {
    limits.hold(limit, {
      found: [...name].length,
      place: `${address} is named "${name}"`,
      wayOut: "Give it a shorter name, or a shorter prefix.",
    });
  }
  if (form.test(name) && name.length >= least) return;
  throw new DeclarationError(
    "AWS_NAME_INVALID",
    `${address}: "${name}" cannot name a ${kind}: expected ${least > 1 ? `at least ${least} characters, ` : ""}${allowed}.`,
  );
}

function twice(name: string, { kind }: Naming, one: Resource, other: Resource): DeclarationError {
  return new DeclarationError(
    "AWS_NAME_TAKEN",
    `${one.address} and ${other.address} would both create the ${kind} "${name}"; AWS requires unique names. ` +
      "Rename the role, system, function or prefix that it comes from.",
  );
}
