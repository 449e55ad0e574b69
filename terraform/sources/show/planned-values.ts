import { assigned, type ResolvedResource, type Self } from "../../language/configuration";
import { isList, isRecord, own, Unresolved, type Value, type ValueRecord } from "../../language/expression";
import { assignedNames, attributeAt, kindOf } from "../../types";
import { type ConfiguredExpression, type Expressions, isExpression, type ShownPlan } from "./format";
import { linkedValue } from "./linked";
import { withoutMirrored } from "./mirrors";
import type { Places } from "./places";
import { type Planned, plannedIn } from "./planned";
import { originsOf, type Scope, targetOf } from "./references";
import { unwrittenIn } from "./unwritten";

/** Computes the values of resources after a plan. Each value is computed once, on first use. */
export class PlannedValues {
  private readonly planned: ReadonlyMap<string, Planned>;
  private readonly known = new Map<string, Value>();
  private readonly withoutMirrored: ReturnType<typeof withoutMirrored>;

  /** @param rootPrefix what addresses begin with: `identity/`, or nothing */
  constructor(
    private readonly plan: ShownPlan,
    private readonly places: Places,
    private readonly rootPrefix: string,
  ) {
    this.withoutMirrored = withoutMirrored(plan);
    this.planned = plannedIn(plan, rootPrefix);
  }

  resources(): ResolvedResource[] {
    return [...this.planned.values()].map((planned) => {
      const { address, type, values } = planned.resource;
      const names = new Set([
        ...Object.keys(values ?? {}),
        ...Object.keys(unknownIn(planned)),
        ...assignedNames(type),
      ]);
      const entries = [...names].map((name) => [name, this.attribute(planned, name)]);
      const known = Object.fromEntries(entries);
      return {
        address,
        stack: "",
        type,
        values: known,
        ...this.uncertain(planned),
        ...(planned.expressions && { unwritten: new Set(unwrittenIn(known, planned.expressions)) }),
      };
    });
  }

  /** The outputs of the root: one that is known after apply is an attribute that its expression must be, or unknown. */
  outputs(): ValueRecord {
    const module = this.plan.configuration?.root_module ?? {};
    const scope: Scope = { module, prefix: this.rootPrefix };
    const entries = Object.entries(this.plan.planned_values?.outputs ?? {}).map(([name, { value }]) => {
      const expression = own(module.outputs, name)?.expression;
      return [name, value ?? (expression ? this.output(name, expression, scope) : null)] as const;
    });
    return Object.fromEntries(entries);
  }

  private output(name: string, expression: ConfiguredExpression, scope: Scope): Value {
    const target = targetOf(expression, scope);
    const planned = target?.attribute === undefined ? undefined : this.planned.get(target.address);
    if (planned && target?.attribute !== undefined) return this.attribute(planned, target.attribute);
    const address = `${this.rootPrefix}output.${name}`;
    return new Unresolved(`${address}: known after apply`, address);
  }

  /** A resource that exists has its account in its ARN. */
  private uncertain({ change, shown }: Planned): Pick<ResolvedResource, "uncertain"> {
    const isNew = change?.actions.includes("create") === true && kindOf(shown.type)?.kind === "read";
    const uncertain = isNew ? this.places.elsewhere(shown) : undefined;
    return uncertain === undefined ? {} : { uncertain };
  }

  private attribute(planned: Planned, name: string): Value {
    const key = `${planned.resource.address}.${name}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    // Terraform has no circular references. If a document has one, the first value of the circle is unknown.
    this.known.set(key, new Unresolved(`${key}: known after apply`, key));
    const value = named(this.value(planned, name), key);
    this.known.set(key, value);
    return value;
  }

  private value(planned: Planned, name: string): Value {
    const { expressions, resource } = planned;
    const unknown = own(unknownIn(planned), name);
    const after = own(resource.values, name);
    const expression = own(expressions, name);
    if (expression === undefined && (unknown === true || after !== undefined)) {
      const value = unknown === true ? this.unconfigured(planned, name) : (after ?? null);
      const { id = null, name: own = null } = resource.values ?? {};
      return this.withoutMirrored(resource.type, name, [id, own], value);
    }
    if (after === undefined && unknown === undefined) return assigned(this.self(planned), name) ?? null;
    return this.merged(after, unknown, expression, { planned, argument: name, path: name, single: true });
  }

  /** An attribute that is not configured: the provider computes it, or keeps its value. */
  private unconfigured(planned: Planned, name: string): Value {
    const { actions = [], before } = planned.change ?? {};
    const isNew = actions.includes("create");
    const kept = own(before, name);
    if (!isNew && kept !== undefined) return kept;
    return assigned(this.self(planned), name) ?? null;
  }

  /** A value together with its unknown parts. */
  private merged(
    after: Value | undefined,
    unknown: Value | undefined,
    expression: Expressions[string] | undefined,
    at: Leaf,
  ): Value {
    if (unknown === true) return expression === undefined ? null : this.unknown(expression, at);
    if (isList(unknown)) {
      const items = isList(after) ? after : [];
      const length = Math.max(items.length, unknown.length);
      return Array.from({ length }, (_, index) =>
        this.merged(items[index] ?? null, unknown[index], partOf(expression, index, length), {
          ...at,
          path: `${at.path}[${index}]`,
          single: at.single && (length === 1 || Array.isArray(expression)),
        }),
      );
    }
    if (isRecord(unknown)) {
      const fields = isRecord(after) ? after : {};
      const names = new Set([...Object.keys(fields), ...Object.keys(unknown)]);
      const isBlock = expression !== undefined && !isExpression(expression) && !Array.isArray(expression);
      return Object.fromEntries(
        [...names].map((name) => [
          name,
          this.merged(
            own(fields, name) ?? null,
            own(unknown, name),
            isBlock ? own(expression as Expressions, name) : expression,
            {
              ...at,
              argument: isBlock ? `${at.argument}.${name}` : at.argument,
              path: `${at.path}.${name}`,
              single: at.single && (isBlock || names.size === 1),
            },
          ),
        ]),
      );
    }
    return after ?? null;
  }

  private unknown(expression: Expressions[string], at: Leaf): Value {
    const { resource, scope } = at.planned;
    const address = `${resource.address}.${at.path}`;
    if (!isExpression(expression)) return new Unresolved(`${address}: known after apply`, address);
    const linked = at.single ? this.linked(expression, at) : undefined;
    if (linked !== undefined) return linked;
    const origins = originsOf(expression, scope);
    const from = origins.length > 0 ? `; it is made from ${origins.join(", ")}` : "";
    return new Unresolved(`${address}: known after apply${from}`, address);
  }

  /** The attribute that the expression must be, if it can be only one. */
  private linked(expression: ConfiguredExpression, { argument, path, planned }: Leaf): Value | undefined {
    const { resource, scope } = planned;
    const attribute = attributeAt(resource.type, argument);
    if (!attribute || (attribute.plural && path === argument)) return undefined;
    const each = { key: resource.index, over: planned.over };
    return linkedValue(expression, attribute, { scope, each }, (address, type, name) => {
      const found = this.planned.get(address);
      return found?.resource.type === type ? this.attribute(found, name) : undefined;
    });
  }

  private self(planned: Planned): Self {
    const { address, type } = planned.resource;
    return {
      type,
      address,
      accountId: this.places.of(planned.shown).accountId,
      region: () => this.places.of(planned.shown).region,
      names: () => Object.keys(planned.resource.values ?? {}),
      has: (name) =>
        (own(planned.resource.values, name) ?? null) !== null || own(planned.expressions, name) !== undefined,
      get: (name) => this.attribute(planned, name),
      find: (wantedType, wanted) =>
        [...this.planned.values()]
          .filter(({ resource }) => resource.type === wantedType)
          .filter((other) =>
            Object.entries(wanted).every(
              ([name, value]) => !(value instanceof Unresolved) && this.attribute(other, name) === value,
            ),
          )
          .map((other) => this.self(other)),
    };
  }
}

interface Leaf {
  readonly planned: Planned;
  /** `role_mapping.mapping_rule.role_arn` */
  readonly argument: string;
  /** The argument with the indices of its blocks. */
  readonly path: string;
  /** Whether this is the only value that the expression makes. */
  readonly single: boolean;
}

/** The unknown values of a resource, by argument. */
function unknownIn({ change }: Planned): ValueRecord {
  const unknown = change?.after_unknown;
  return isRecord(unknown) ? unknown : {};
}

/** An unknown value that depends on others gets the identity of this attribute. */
function named(value: Value, key: string): Value {
  return value instanceof Unresolved && value.is === undefined ? new Unresolved(value.unknown, key) : value;
}

/** Each block has an expression; the elements of an argument share one. A dynamic block has none. */
function partOf(
  expression: Expressions[string] | undefined,
  index: number,
  length: number,
): Expressions[string] | undefined {
  if (!Array.isArray(expression)) return expression;
  return expression.length === length ? (expression[index] as Expressions) : ({} as Expressions);
}
