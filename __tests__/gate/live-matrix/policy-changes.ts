/** Changes of what policies say: those of roles, and that of the API. */

import type { Body, Change } from "./change";

interface Statement {
  Effect: string;
  Action: unknown;
  Resource?: unknown;
  [key: string]: unknown;
}

/** Changes the policy of a role: `user` → aws_iam_role_policy.policies_user. */
const policy = (name: string, change: (statement: Statement, all: Statement[]) => void): Change["make"] => {
  return ({ find }) => {
    const body = find("aws_iam_role_policy", `policies_${name}`);
    const document = JSON.parse(body.policy as string) as { Statement: Statement[] };
    change(document.Statement[0] as Statement, document.Statement);
    body.policy = JSON.stringify(document);
  };
};
/** The ARN of the API in a statement, with another end: `/dev/GET/pets`. */
const ending = (statement: Statement, end: string): string => {
  const [first = ""] = statement.Resource as string[];
  return first.replace(/\/dev\/.*$/, end);
};

const resourcePolicy = (...statements: Statement[]): Change["make"] => {
  return ({ add }) =>
    add(["aws_api_gateway_rest_api", "api_rest-api"], "aws_api_gateway_rest_api_policy", "policy", {
      rest_api_id: "${aws_api_gateway_rest_api.api_rest-api.id}",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
    });
};
const resource = (Effect: string, Resource: string, more: Body = {}): Statement => ({
  Effect,
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource,
  ...more,
});
const EVERYONE = resource("Allow", "execute-api:/*");

export const POLICIES: readonly Change[] = [
  {
    name: "users may delete a pet, and not read it",
    make: policy("user", (one) => {
      one.Resource = (one.Resource as string[]).map((arn) => arn.replace("/GET/pets/*", "/DELETE/pets/*"));
    }),
  },
  {
    name: "users may add pets",
    make: policy("user", (one) => {
      (one.Resource as string[]).push(ending(one, "/dev/POST/pets"));
    }),
  },
  {
    name: "users may call every method",
    make: policy("user", (one) => {
      one.Resource = ending(one, "/*");
    }),
  },
  {
    name: "users may do anything anywhere",
    make: policy("user", (one) => {
      one.Action = "*";
      one.Resource = "*";
    }),
  },
  {
    name: "users are denied a method",
    make: policy("user", (one, all) => {
      all.push({ Effect: "Deny", Action: "execute-api:*", Resource: ending(one, "/dev/GET/pets") });
    }),
  },
  {
    name: "users may manage connections only",
    make: policy("user", (one) => {
      one.Action = "execute-api:ManageConnections";
    }),
  },
  {
    name: "users may call another stage",
    make: policy("user", (one) => {
      one.Resource = ending(one, "/prod/*");
    }),
  },
  {
    name: "users may call another API",
    make: policy("user", (one) => {
      one.Resource = "arn:aws:execute-api:us-east-1:123456789012:abcdefghij/*";
    }),
  },
  {
    name: "users may call a verb in lower case",
    make: policy("user", (one) => {
      one.Resource = ending(one, "/dev/get/pets");
    }),
  },
  {
    name: "users may call all but one method",
    make: policy("user", (one) => {
      one.NotResource = ending(one, "/dev/DELETE/*");
      delete one.Resource;
    }),
  },
  {
    name: "users may call over TLS only",
    make: policy("user", (one) => {
      one.Condition = { Bool: { "aws:SecureTransport": "true" } };
    }),
  },
  {
    name: "users may call until a day that is past",
    make: policy("user", (one) => {
      one.Condition = { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } };
    }),
  },
  {
    name: "administrators are denied to delete",
    make: policy("admin", (one, all) => {
      all.push({ Effect: "Deny", Action: "execute-api:Invoke", Resource: ending(one, "/*/DELETE/*") });
    }),
  },
  {
    name: "administrators have no policy",
    make: ({ remove }) => remove("aws_iam_role_policy", "policies_admin"),
  },
  {
    name: "the warehouse may read pets",
    make: policy("warehouse", (one) => {
      (one.Resource as string[]).push(ending(one, "/dev/GET/pets"));
    }),
  },
  {
    name: "the warehouse may call all paths below",
    make: policy("warehouse", (one) => {
      one.Resource = ending(one, "/dev/GET/*");
    }),
  },
];

export const RESOURCE_POLICIES: readonly Change[] = [
  { name: "the API admits everyone", elsewhere: ["iam:*"], make: resourcePolicy(EVERYONE) },
  { name: "the API denies everyone", make: resourcePolicy(resource("Deny", "execute-api:/*")) },
  {
    name: "the API denies a verb",
    elsewhere: ["iam:*"],
    make: resourcePolicy(EVERYONE, resource("Deny", "execute-api:/*/POST/*")),
  },
  {
    name: "the API denies a path",
    elsewhere: ["iam:*"],
    make: resourcePolicy(EVERYONE, resource("Deny", "execute-api:/dev/GET/products")),
  },
  {
    name: "the API admits reading only",
    elsewhere: ["iam:*"],
    make: resourcePolicy(resource("Allow", "execute-api:/*/GET/*")),
  },
  {
    name: "the API admits another stage only",
    make: resourcePolicy(resource("Allow", "execute-api:/prod/*")),
  },
  {
    name: "the API denies addresses of this machine",
    elsewhere: ["iam:*"],
    make: resourcePolicy(
      EVERYONE,
      resource("Deny", "execute-api:/*", { Condition: { IpAddress: { "aws:SourceIp": "127.0.0.0/8" } } }),
    ),
  },
];
