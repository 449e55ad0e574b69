import type { CodeKeywordDefinition, KeywordCxt } from "ajv";
import type { CompileSchemas } from "./body-models";
import { linearPattern } from "./linear-pattern";
import { makeNumbers, type Numbers, sameItems } from "./unique-items";
import { makeValidationBudget } from "./validation-budget";

/** As much of Ajv as is used here. */
interface Ajv {
  addSchema(schema: unknown, uri: string): void;
  removeKeyword(keyword: string): void;
  addKeyword(definition: object): void;
  getSchema(uri: string): Validate | undefined;
  errorsText(errors: unknown): string;
}
interface Validate {
  (value: unknown): boolean;
  readonly errors?: unknown;
}

/** Formats are left unchecked: which of them API Gateway knows is not documented. */
const OPTIONS = {
  strict: false,
  validateFormats: false,
  logger: false,
  // Ajv asks for the code only to write validators into files.
  code: { regExp: Object.assign(linearPattern, { code: "linearPattern" }) },
};

/** JSON Schema, draft 4, by Ajv. */
export const compileSchemas: CompileSchemas = (schemas) => {
  // Loaded only here: most APIs check no bodies, and it takes longer than the rest of the start.
  const { default: Draft4 } = require("ajv-draft-04") as { default: new (options: object) => Ajv };
  const ajv = new Draft4(OPTIONS);
  const budget = makeValidationBudget();
  let numbers = makeNumbers();
  replace(
    ajv,
    uniqueItems(() => numbers),
  );
  replace(ajv, costingRef(budget.spend));
  for (const [uri, schema] of schemas) ajv.addSchema(schema, uri);
  const validators = new Map([...schemas.keys()].map((uri) => [uri, ajv.getSchema(uri)]));
  return (uri, value) => {
    const validate = validators.get(uri);
    if (!validate) return `there is no schema ${uri}`;
    try {
      budget.begin(value);
      return validate(value) ? undefined : ajv.errorsText(validate.errors);
    } catch (error) {
      // A pattern that is not evaluated, or a value too deep for the stack: the value is refused.
      return (error as Error).message;
    } finally {
      numbers = makeNumbers();
    }
  };
};

function replace(ajv: Ajv, definition: { readonly keyword: string }): void {
  ajv.removeKeyword(definition.keyword);
  ajv.addKeyword(definition);
}

/** Ajv's own compares each item with each other one. */
function uniqueItems(numbers: () => Numbers) {
  const validate = (wanted: boolean, items: readonly unknown[]) => {
    const same = wanted && items.length > 1 ? sameItems(items, numbers()) : undefined;
    if (!same) return true;
    const message = `must NOT have duplicate items (items ## ${same[0]} and ${same[1]} are identical)`;
    validate.errors = [{ keyword: "uniqueItems", message, params: { i: same[1], j: same[0] } }];
    return false;
  };
  validate.errors = [] as object[];
  return { keyword: "uniqueItems", type: "array", schemaType: "boolean", errors: true, validate };
}

/** Ajv's `$ref`, which also charges the budget for each value that it is applied to. */
function costingRef(spend: (value: unknown) => void) {
  const { default: ref } = require("ajv/dist/vocabularies/core/ref") as { default: CodeKeywordDefinition };
  const { _ } = require("ajv-draft-04") as Pick<typeof import("ajv"), "_">;
  return {
    ...ref,
    keyword: "$ref",
    code(context: KeywordCxt, ruleType?: string) {
      const { data, gen } = context;
      gen.code(_`${gen.scopeValue("func", { ref: spend })}(${data})`);
      ref.code(context, ruleType);
    },
  };
}
