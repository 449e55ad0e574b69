import { readServed, type Unserved } from "../../../terraform/read";
import { resolveTerraform } from "../../../terraform/sources";
import { merged, people, type Resources, text, trust } from "../../terraform/build/people";

/** Terraform with a function, its URL, and the roles that may call it or not. */

export const FUNCTION = "${aws_lambda_function.echo.arn}";
export const URL_ONLY = "lambda:InvokeFunctionUrl";
export const INVOKE = "lambda:InvokeFunction";

/** Roles that callers take. A table of cases gives them policies. */
export const ROLES = ["reader", "robot"] as const;

/** The function `echo`, its alias `live`, and the roles. */
function base(): Resources {
  const trusting = (service: string) =>
    text([{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }]);
  return {
    aws_iam_role: {
      lambda: { name: "lambda", assume_role_policy: trusting("lambda.amazonaws.com") },
      ...Object.fromEntries(ROLES.map((name) => [name, { name, assume_role_policy: trust() }])),
    },
    aws_lambda_function: { echo: lambda("echo") },
    aws_lambda_alias: {
      live: {
        name: "live",
        function_name: "${aws_lambda_function.echo.function_name}",
        function_version: "${aws_lambda_function.echo.version}",
      },
    },
  };
}

export function lambda(name: string): Readonly<Record<string, unknown>> {
  return {
    function_name: name,
    handler: "index.handler",
    runtime: "nodejs22.x",
    filename: `${name}.zip`,
    publish: true,
    role: "${aws_iam_role.lambda.arn}",
  };
}

/** `aws_lambda_function_url.url`, signed unless it is said otherwise. */
export function url(more: object = {}): Resources {
  const function_name = "${aws_lambda_function.echo.function_name}";
  return { aws_lambda_function_url: { url: { function_name, authorization_type: "AWS_IAM", ...more } } };
}

/** A statement of an identity policy of the role `reader`. */
export function own(actions: readonly string[], Resource = FUNCTION, more: object = {}): Resources {
  return policies("own", [{ Effect: "Allow", Action: actions, Resource, ...more }]);
}

export function policies(name: string, statements: readonly object[]): Resources {
  return {
    aws_iam_role_policy: { [name]: { name, role: "${aws_iam_role.reader.name}", policy: text(statements) } },
  };
}

/** One `aws_lambda_permission` of the function. */
export function permission(name: string, principal: string, action: string, more: object = {}): Resources {
  const function_name = "${aws_lambda_function.echo.function_name}";
  return { aws_lambda_permission: { [name]: { function_name, principal, action, ...more } } };
}

/** Both permissions that a URL needs. */
export function both(principal: string, more: object = {}): Resources {
  return merged(
    permission("url", principal, URL_ONLY, { function_url_auth_type: "AWS_IAM", ...more }),
    permission("invoke", principal, INVOKE, { invoked_via_function_url: true, ...more }),
  );
}

/** What the gate serves, and what it does not. */
export function served(...parts: readonly Resources[]) {
  return servedBy(undefined, ...parts);
}

/** @param provider what the configuration asks of the AWS provider's version */
export function servedBy(provider: string | undefined, ...parts: readonly Resources[]) {
  const resource = [base(), ...parts].reduce(merged, people());
  const aws = { source: "aws", version: provider };
  const document = {
    ...(provider !== undefined && { terraform: { required_providers: { aws } } }),
    provider: { aws: [{ region: "us-east-1" }] },
    resource,
  };
  const source = { kind: "stacks", stacks: [{ name: "shop", document }] } as const;
  return readServed(resolveTerraform(source, { accountId: "123456789012" }), { isWrittenOut: true });
}

/** The model, of which all must be served. */
export function servedModel(...parts: readonly Resources[]) {
  const { model, unserved } = served(...parts);
  if (unserved.length > 0)
    throw new Error(`not served: ${JSON.stringify(unserved satisfies readonly Unserved[])}`);
  return model;
}
