import { readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../build/stacks";

export interface Stacks {
  readonly api: Document;
  readonly identity: Document;
}

export function reading(edit: (stacks: Stacks) => void) {
  const stacks = shop();
  edit(stacks);
  return (strict: boolean) => readTerraform({ kind: "stacks", stacks: sources(stacks) }, { strict });
}

export const pool = (identity: Document) => identity.resource.aws_cognito_user_pool.people;
