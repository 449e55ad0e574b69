import type { ApiModel } from "../../model";
import { allApis } from "../decide";

/**
 * Writes ARNs and issuers of the model's own resources as Terraform does, `${aws_api_gateway_rest_api.shop.execution_arn}`:
 * before they are applied, the ids in them are made up.
 */
export function named(model: ApiModel): (text: string) => string {
  const names = namesOf(model);
  const inWords = (text: string) => text.replace(WRITTEN, (written) => nameOf(written, names));
  // Every cell of a route ends in the same method.
  const known = new Map<string, string>();
  return (text) => {
    const at = text.search(BEGINNING);
    if (at < 0) return text;
    const written = text.slice(at);
    const found = known.get(written) ?? inWords(written);
    known.set(written, found);
    return text.slice(0, at) + found;
  };
}

const BEGINNING = /arn:|https:/;

/** An ARN, which may end with another one, or an address of the web. */
const WRITTEN = /arn:(?:(?!arn:)[^\s"'`,;])+|https:\/\/[^\s"'`,;]+/g;

function namesOf(model: ApiModel): ReadonlyMap<string, string> {
  const { functions, roles, userPools, users = [] } = model;
  const apis = allApis(model).filter(({ kind }) => kind !== "url");
  return new Map([
    ...apis.map(({ address, executionArn }) => [executionArn, `\${${address}.execution_arn}`] as const),
    ...[...functions, ...userPools, ...roles.filter(({ isOutside }) => !isOutside), ...users].map(
      ({ address, arn }) => [arn, `\${${address}.arn}`] as const,
    ),
    ...userPools.map(({ address, issuer }) => [issuer, `https://\${${address}.endpoint}`] as const),
  ]);
}

/** The longest part that is a name stands for it: behind an API's ARN follow stage, verb and path. */
function nameOf(written: string, names: ReadonlyMap<string, string>): string {
  for (
    let end = written.length;
    end > 0;
    end = Math.max(...SEPARATORS.map((at) => written.lastIndexOf(at, end - 1)))
  ) {
    const name = names.get(written.slice(0, end));
    if (name !== undefined) return name + written.slice(end);
  }
  return written;
}

const SEPARATORS = ["/", ":", ")"];
