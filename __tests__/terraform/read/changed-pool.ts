import type { ClientSettings, UserPool } from "../../../terraform/model";
import type { Document } from "../build/stacks";
import { reading } from "./reading";

/** The shop's user pool after a change of its resources, as a strict reader reads it. */

export const POOL_ID = "${aws_cognito_user_pool.people.id}";
export const FN = "${aws_lambda_function.fn.arn}";

export function poolOf(edit: (resource: Document) => void): UserPool {
  const read = reading(({ api, identity }) => {
    identity.resource.random_password = { later: { length: 12 } };
    edit(identity.resource);
    if (JSON.stringify(identity).includes(FN)) move(api, identity);
  });
  return read(true).userPools[0] as UserPool;
}

/** A trigger's function stands in the stack of the pool. */
function move(api: Document, identity: Document): void {
  const { environment: _, ...fn } = api.resource.aws_lambda_function.fn;
  identity.resource.aws_lambda_function = {
    fn: { ...fn, function_name: "trigger", role: "arn:aws:iam::1:role/r" },
  };
}

export const withPool = (values: object) =>
  poolOf((r) => Object.assign(r.aws_cognito_user_pool.people, values)).settings;
export const withClient = (values: object) =>
  poolOf((r) => Object.assign(r.aws_cognito_user_pool_client.app, values)).clients[0]
    ?.settings as ClientSettings;
