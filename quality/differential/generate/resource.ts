import { executionArn, REGION } from "../case";
import type { Random } from "../random";
import type { Request } from "./policy";

/** A Resource made from the request's ARN: it mostly matches the request, and often misses narrowly. */
export function resource(random: Random, request: Request): string {
  const { api, path, stage, verb } = request;
  const execution = executionArn(request);
  const exact = `${execution}/${stage}/${verb}${path}`;
  return random.weighted([
    [3, () => escaped(exact)],
    [3, () => `${execution}/${stage}/${verb}/*`],
    [3, () => `${execution}/*`],
    [2, () => "*"],
    [2, () => wildcardAt(random, exact)],
    [2, () => `arn:aws:execute-api:${REGION}:${api.account}:*/${stage}/${verb}${escaped(path)}`],
    [1, () => `arn:aws:execute-api:*:*:*`],
    [1, () => `arn:aws:execute-api:*:${api.account}:${api.id}/*/${verb}/*`],
    [1, () => exact],
    [2, () => withVariable(random, exact)],
    [1, () => `${execution}/${stage}/${random.pick(["GET", "POST"])}/${random.pick(["pets", "users/*"])}`],
    [1, () => `${execution}/${stage}/${verb}/users/${variable(random)}`],
    [0.4, () => incomplete(random, request)],
    [0.15, () => `arn:aws:execute-api:${REGION}:\${aws:PrincipalAccount}:${api.id}/*`],
  ]);
}

/** Escapes the characters that are special in a policy. */
function escaped(text: string): string {
  return text.replace(/[*?$]/g, (char) => `\${${char}}`);
}

function wildcardAt(random: Random, exact: string): string {
  // After the fifth colon, since the service is never a wildcard.
  const start = exact.split(":").slice(0, 5).join(":").length + 1;
  const at = random.count(start, exact.length - 1);
  return random.weighted([
    [2, () => `${exact.slice(0, at)}?${exact.slice(at + 1)}`],
    [2, () => `${exact.slice(0, at)}*`],
    [2, () => `${exact.slice(0, at)}*${exact.slice(random.count(at, exact.length))}`],
    [1, () => `${exact.slice(0, at)}?*${exact.slice(at)}`],
  ]);
}

function withVariable(random: Random, exact: string): string {
  const slash = exact.lastIndexOf("/");
  return `${exact.slice(0, slash + 1)}${variable(random)}${random.pick(["", "*", "/x"])}`;
}

function variable(random: Random): string {
  return random.pick([
    "${aws:username}",
    "${AWS:UserName}",
    "${aws:PrincipalTag/team}",
    "${aws:PrincipalTag/none, 'bob'}",
    "${aws:username, 'pets'}",
    "${aws:TagKeys, 'pets'}",
    "${aws:PrincipalTag/none}",
  ]);
}

function incomplete(random: Random, { api }: Request): string {
  return random.pick([
    "arn:aws:execute-api",
    `arn:aws:execute-api:${REGION}`,
    `arn:aws:execute-api:${REGION}:*`,
    `arn:aws:execute-api:${REGION}:${api.account}`,
    "arn:aws:execute-api:*",
    `arn:aws:execute-api:us-east-1:${api.account}`,
  ]);
}
