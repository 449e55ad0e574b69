import { TerraformError } from "../error";

/** @throws TerraformError `argument-unsupported` if an argument's text is no regular expression */
export function checkRegularExpression(argument: string, text: string | undefined, address: string): void {
  try {
    new RegExp(text ?? "");
  } catch {
    throw new TerraformError(
      "argument-unsupported",
      `${argument} is no regular expression that can be evaluated: ${text}`,
      address,
    );
  }
}
