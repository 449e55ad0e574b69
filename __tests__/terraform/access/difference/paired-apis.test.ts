import { accessChanges } from "../../../../terraform/access/difference";
import type { Resources } from "../../build/people";
import { side } from "./sides";

const iam = { authorization: "AWS_IAM" };
const open = { authorization: "NONE" };

/** A second API with one method at its root, under a label and with a name of its own. */
function second(label: string, name: string, authorization: string, stages = ["live"]): Resources {
  const api = `\${aws_api_gateway_rest_api.${label}.id}`;
  return {
    aws_api_gateway_rest_api: { [label]: { name } },
    aws_api_gateway_method: {
      [label]: {
        rest_api_id: api,
        resource_id: `\${aws_api_gateway_rest_api.${label}.root_resource_id}`,
        http_method: "GET",
        authorization,
      },
    },
    aws_api_gateway_deployment: { [label]: { rest_api_id: api } },
    aws_api_gateway_stage: Object.fromEntries(
      stages.map((stage) => [
        `${label}_${stage}`,
        {
          rest_api_id: api,
          deployment_id: `\${aws_api_gateway_deployment.${label}.id}`,
          stage_name: stage,
        },
      ]),
    ),
  };
}

/** The shop at `GET /pets`, and a second API at `GET /`. */
const two = (label: string, name: string, authorization = "NONE", stages?: string[]) =>
  side({ "GET /pets": iam }, second(label, name, authorization, stages));
const one = side({ "GET /pets": iam });

interface Case {
  readonly base: ReturnType<typeof side>;
  readonly head: ReturnType<typeof side>;
  readonly widened?: readonly string[];
  readonly narrowed?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  "one of two APIs is gone": {
    base: two("admin", "admin"),
    head: one,
    narrowed: ["admin GET / anonymous", "admin GET / signed-in", "admin GET / group:user"],
  },
  "a second API is new": {
    base: one,
    head: two("admin", "admin"),
    widened: ["admin GET / anonymous", "admin GET / signed-in", "admin GET / group:user"],
  },
  "one of two APIs has another label and the same name": {
    base: two("admin", "admin", "AWS_IAM"),
    head: two("back", "admin", "NONE"),
    widened: ["admin GET / anonymous", "admin GET / signed-in", "admin GET / group:user"],
  },
  "one of two APIs has another name and the same label": {
    base: two("admin", "admin"),
    head: two("admin", "back"),
  },
  "one of two APIs has another label and another name": {
    base: two("admin", "admin"),
    head: two("back", "back"),
    widened: ["back GET / anonymous", "back GET / signed-in", "back GET / group:user"],
    narrowed: ["admin GET / anonymous", "admin GET / signed-in", "admin GET / group:user"],
  },
  "the only API has another label and another name": {
    base: side({ "GET /pets": iam }),
    head: side({ "GET /pets": open }, { aws_api_gateway_rest_api: { shop: { name: "store" } } }),
    widened: ["GET /pets anonymous", "GET /pets signed-in", "GET /pets group:user"],
  },
  "an API gets a second stage": {
    base: two("admin", "admin"),
    head: two("admin", "admin", "NONE", ["live", "next"]),
  },
  "an API loses one of its stages, and a lock": {
    base: two("admin", "admin", "AWS_IAM", ["live", "next"]),
    head: two("admin", "admin", "NONE"),
    widened: ["live", "next"].flatMap((stage) =>
      ["anonymous", "signed-in", "group:user"].map((who) => `admin ${stage} GET / ${who}`),
    ),
  },
};

test.each(Object.entries(cases))("%s", (_, { base, head, narrowed = [], widened = [] }) => {
  const found = accessChanges(base.matrix, head.matrix);
  const line = ({ api, method, path, principal, stage }: (typeof found.widened)[number]) =>
    [api, stage, method, path, principal].filter((part) => part !== undefined).join(" ");
  expect({ widened: found.widened.map(line), narrowed: found.narrowed.map(line) }).toEqual({
    widened,
    narrowed,
  });
});
