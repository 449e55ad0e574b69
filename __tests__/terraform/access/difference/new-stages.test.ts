import { difference } from "../../../../terraform/access/difference";
import { merged, type Resources, text } from "../../build/people";
import { side } from "./sides";

const stage = (name: string): Resources => ({
  aws_api_gateway_stage: {
    [name]: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      deployment_id: "${aws_api_gateway_deployment.shop.id}",
      stage_name: name,
    },
  },
});

/** Everyone may call the API at one stage. */
const openAt = (name: string): Resources => ({
  aws_api_gateway_rest_api: {
    shop: {
      policy: text([
        { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: `execute-api:/${name}/*` },
      ]),
    },
  },
});
const shop = (resources: Resources) => side({ "GET /pets": { authorization: "NONE" } }, resources);

/** The stages at which something is narrower, and at which something is wider. */
function changed(base: Resources, head: Resources) {
  const { narrowed, widened } = difference(shop(base), shop(head));
  const stages = (all: typeof narrowed) => [...new Set(all.map((one) => one.stage))];
  return { narrowed: stages(narrowed), widened: stages(widened) };
}

test("a stage that is new and lets in fewer than the other one is not narrower", () => {
  const base = openAt("live");
  expect(changed(base, merged(base, stage("dev")))).toEqual({ narrowed: [], widened: [] });
});

test("a stage that is new and lets in more than the other one is wider", () => {
  const base = openAt("dev");
  expect(changed(base, merged(base, stage("dev")))).toEqual({ narrowed: [], widened: ["dev"] });
});

test("a stage that was there and lets in fewer is narrower, beside a new one too", () => {
  const head = merged(openAt("dev"), stage("dev"));
  expect(changed(openAt("live"), head)).toEqual({ narrowed: ["live"], widened: [] });
});
