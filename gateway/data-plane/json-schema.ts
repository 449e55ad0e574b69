import type { CompileSchemas } from "./body-models";
import { linearPattern } from "./linear-pattern";

/** As much of Ajv as is used here. */
interface Ajv {
  addSchema(schema: unknown, uri: string): void;
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
  for (const [uri, schema] of schemas) ajv.addSchema(schema, uri);
  const validators = new Map([...schemas.keys()].map((uri) => [uri, ajv.getSchema(uri)]));
  return (uri, value) => {
    const validate = validators.get(uri);
    if (!validate) return `there is no schema ${uri}`;
    try {
      return validate(value) ? undefined : ajv.errorsText(validate.errors);
    } catch (error) {
      // A pattern that is not evaluated, or a value too deep for the stack: neither is known to fit.
      return (error as Error).message;
    }
  };
};
