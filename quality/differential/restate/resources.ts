import { arnsOf, type Case, type Policy, type Statement } from "../case";
import { filled, literally, MISSING, unfilled, variables } from "./variables";
import { conditions, resources, statements } from "./walk";

/** Replaces an asterisk that is a plain character of the request. It is special in no pattern. */
const ASTERISK = "∗";

export function asterisks(asked: Case): Case {
  if (!arnsOf(asked).some((arn) => arn.includes("*"))) return asked;
  const plain = (text: string) => text.replaceAll("*", ASTERISK);
  return {
    ...resources(asked, (text, _, _place, policy) => {
      if (policy.Version !== "2012-10-17") return [text];
      return [filledIn(asked, text, policy, plain).replaceAll("${*}", ASTERISK)];
    }),
    arns: arnsOf(asked).map(plain),
  };
}

/** The slashes and colons of the last part, as characters that separate nothing. */
export function wildcardApis(asked: Case): Case {
  if (!hasWildcardApi(asked)) return asked;
  return {
    ...resources(asked, (text, _, _place, policy) => [uncut(filledIn(asked, text, policy, String))]),
    arns: arnsOf(asked).map(uncut),
  };
}

function hasWildcardApi(asked: Case): boolean {
  let found = false;
  resources(asked, (text) => {
    const product = lastPart(text).split(/[/:]/)[0] ?? "";
    found ||= /[*?$]/.test(product);
    return [text];
  });
  return found;
}

function uncut(text: string): string {
  const last = lastPart(text);
  return text.slice(0, text.length - last.length) + last.replaceAll("/", "|").replaceAll(":", "!");
}

function lastPart(arn: string): string {
  return arn.split(":").slice(5).join(":");
}

function filledIn(asked: Case, text: string, policy: Policy, value: (text: string) => string): string {
  return variables(text, policy, (variable) => {
    const found = filled(asked, variable);
    return found === undefined ? MISSING : literally(value(found));
  });
}

/** Under 2008-10-17, `${` are two characters. */
export function oldVersion(asked: Case): Case {
  const escaped = (text: string) => text.replaceAll("${", "${$}{");
  const isOld = (policy: Policy) => policy.Version === "2008-10-17";
  const texts = conditions(asked, (condition, _, policy) =>
    isOld(policy) ? { ...condition, values: condition.values.map(escaped) } : condition,
  );
  return resources(texts, (text, _, _place, policy) => [isOld(policy) ? escaped(text) : text]);
}

/** ARNs of fewer than six parts in an identity policy, completed. */
export function completedArns(asked: Case): Case {
  return resources(asked, (text, _, place) => [place === "identity" ? completed(text) : text]);
}

/**
 * The same in a resource policy, where AWS documents nothing: an Allow covers what every reading covers, a Deny what any
 * reading covers.
 */
export function incompleteArns(asked: Case): Case {
  return resources(asked, (text, statement, place) => {
    if (place === "identity" || completed(text) === text) return [text];
    return [text.endsWith("*") || isWide(statement) ? completed(text) : NOWHERE];
  });
}

function completed(text: string): string {
  const missing = 6 - text.split(":").length;
  return text.startsWith("arn:") && missing > 0 ? text + ":*".repeat(missing) : text;
}

/** Whether a text that covers more makes the answer stricter. */
function isWide({ Effect, Resource }: Statement): boolean {
  return (Effect === "Deny") === (Resource !== undefined);
}

const NOWHERE = "arn:aws:none:::nothing";

/** Variables before the last part of an ARN: never filled in for an Allow, in doubt filled in for a Deny. */
export function variablesInAccounts(asked: Case): Case {
  return resources(asked, (text, statement, _, policy) => {
    if (policy.Version !== "2012-10-17" || !/^(?:[^:$]*:){0,4}[^:$]*\$\{/.test(text)) return [text];
    const why = unfilled(asked, text, policy);
    if (!isWide(statement) || (why === "no value" && statement.Resource)) return [NOWHERE];
    return [why === undefined ? filledIn(asked, text, policy, String) : "*"];
  });
}

/** A NotResource with a variable without a value excludes nothing from a Deny. */
export function unfilledNotResources(asked: Case): Case {
  return statements(asked, (statement, _, policy) => {
    const { Effect, NotResource, ...rest } = statement;
    if (!NotResource) return statement;
    const left = NotResource.filter((text) => unfilled(asked, text, policy) === undefined);
    if (left.length === NotResource.length) return statement;
    if (Effect === "Allow") return statement;
    return left.length > 0 ? { ...statement, NotResource: left } : { Effect, ...rest, Resource: ["*"] };
  });
}

/** A Resource with a variable of several values matches any resource in a Deny. */
export function resourcesOfSeveral(asked: Case): Case {
  return resources(asked, (text, { Effect, Resource }, _, policy) => {
    const several = unfilled(asked, text, policy) === "several values";
    return several && Effect === "Deny" && Resource ? ["*"] : [text];
  });
}
