import { TerraformError } from "../../error";
import { evaluate } from "./evaluate";
import { parseTemplate } from "./template";
import type { Value, ValueRecord } from "./value";

/**
 * A template's text, with its own variables and no other names, as templatefile() and data.template_file have it.
 *
 * @throws TerraformError `REFERENCE_MISSING` for a name that is not among the variables
 */
export function renderTemplate(text: string, variables: ValueRecord): Value {
  const reference = ([name]: readonly string[]): never => {
    throw new TerraformError("REFERENCE_MISSING", `a template names ${name}, which it is not given`);
  };
  return evaluate(parseTemplate(text), { reference }, variables);
}
