import { readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../build/stacks";

type Edit = (api: Document, identity: Document) => void;

const copy =
  (type: string, name: string): Edit =>
  ({ resource }, identity) => {
    const all = resource[type]?.[name] ? resource[type] : identity.resource[type];
    all.copy = { ...all[name] };
  };

const part =
  (path_part: string): Edit =>
  ({ resource }) => {
    resource.aws_api_gateway_resource.stock.path_part = path_part;
  };

const below =
  (parent: string, path_part: string): Edit =>
  ({ resource }) => {
    const { rest_api_id } = resource.aws_api_gateway_resource.pets;
    const parent_id = `\${aws_api_gateway_resource.${parent}.id}`;
    resource.aws_api_gateway_resource.odd = { rest_api_id, parent_id, path_part };
  };

/** What AWS or Terraform would refuse: it is an error for the gate and for readers. */
const cases: readonly [string, Edit, string, string][] = [
  ...["pets/7", "*", "{a}{b}", "a{b}", "", "{a", "{+}", "a b", "%2e", "pets?", "~me", "$all"].map(
    (text): (typeof cases)[number] => [
      `the path part ${JSON.stringify(text)}`,
      part(text),
      "DOCUMENT_MALFORMED",
      `api/aws_api_gateway_resource.stock: the path part ${JSON.stringify(text)} is not one`,
    ],
  ),
  [
    "two parameters side by side",
    below("pets", "{id}"),
    "DOCUMENT_MALFORMED",
    "api/aws_api_gateway_resource.odd: beside {id} is {petId}",
  ],
  [
    "a greedy parameter beside another",
    below("pets", "{proxy+}"),
    "DOCUMENT_MALFORMED",
    "beside {proxy+} is {petId} (api/aws_api_gateway_resource.pet)",
  ],
  [
    "a resource below a greedy parameter",
    (api, identity) => {
      api.resource.aws_api_gateway_resource.pet.path_part = "{proxy+}";
      below("pet", "photo")(api, identity);
    },
    "DOCUMENT_MALFORMED",
    "nothing can be below {proxy+}",
  ],
  ["two roles of one name", copy("aws_iam_role", "stock"), "DUPLICATE", "its name is also that of"],
  [
    "two roles of one name in other letters",
    (api, identity) => {
      copy("aws_iam_role", "stock")(api, identity);
      api.resource.aws_iam_role.copy.name = "SHOP-Stock";
    },
    "DUPLICATE",
    "its name is also that of api/aws_iam_role.stock",
  ],
  [
    "two policies of one name on one role",
    copy("aws_iam_role_policy", "stock"),
    "DUPLICATE",
    "its role and name are also that of api/aws_iam_role_policy.stock",
  ],
  [
    "two authorizers of one name",
    copy("aws_api_gateway_authorizer", "lambda"),
    "DUPLICATE",
    "its rest_api_id and name are also that of api/aws_api_gateway_authorizer.lambda",
  ],
  [
    "two API keys of one value",
    ({ resource }) => {
      resource.aws_api_gateway_api_key.key.value = "k".repeat(20);
      resource.aws_api_gateway_api_key.off.value = "k".repeat(20);
    },
    "DUPLICATE",
    "its value is also that of api/aws_api_gateway_api_key.key",
  ],
  ["two groups of one name", copy("aws_cognito_user_group", "user"), "DUPLICATE", "user_pool_id and name"],
  ["two functions of one name", copy("aws_lambda_function", "fn"), "DUPLICATE", "function_name"],
  [
    "two aliases of one function, which have other names for it",
    ({ resource }) => {
      const fn = "aws_lambda_function.fn";
      resource.aws_lambda_alias = {
        live: { name: "live", function_name: `\${${fn}.function_name}`, function_version: "1" },
        copy: { name: "live", function_name: `\${${fn}.arn}`, function_version: "2" },
      };
    },
    "DUPLICATE",
    "its function_name and name are also that of",
  ],
  ["two methods of one place", copy("aws_api_gateway_method", "get-pets"), "DUPLICATE", "verb and resource"],
  ...[3_601, -1, 1.5].map((ttl): (typeof cases)[number] => [
    `an authorizer's TTL of ${ttl}`,
    ({ resource }) => {
      resource.aws_api_gateway_authorizer.lambda.authorizer_result_ttl_in_seconds = ttl;
    },
    "ARGUMENT_UNSUPPORTED",
    `TTL is ${ttl}, expected 0 to 3600`,
  ]),
  ...(
    [
      ["access_token", 4, "minutes"],
      ["access_token", 25, "hours"],
      ["id_token", 2, "days"],
      ["refresh_token", 59, "minutes"],
      ["refresh_token", 3_651, "days"],
    ] as const
  ).map(([token, amount, unit]): (typeof cases)[number] => [
    `${token}s of ${amount} ${unit}`,
    (_, { resource }) => {
      resource.aws_cognito_user_pool_client.app[`${token}_validity`] = amount;
      resource.aws_cognito_user_pool_client.app.token_validity_units = [{ [token]: unit }];
    },
    "ARGUMENT_UNSUPPORTED",
    `${token}_validity is ${amount} ${unit}`,
  ]),
];

test.each(cases)("%s is refused by the gate; readers go on, and say so", (_, edit, code, message) => {
  const { api, identity } = shop();
  edit(api, identity);
  const read = (strict: boolean) =>
    readTerraform({ kind: "stacks", stacks: sources({ api, identity }) }, { strict });
  expect(() => read(true)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
  const said = read(false).notices.map((notice) => `${notice.address}: ${notice.message} ${notice.weight}`);
  expect(said).toContainEqual(expect.stringMatching(new RegExp(`${escaped(message)}.* warning`)));
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

test.each([
  ["aws_api_gateway_rest_api", "shop", "id"],
  ["aws_api_gateway_rest_api", "shop", "execution_arn"],
  ["aws_api_gateway_rest_api", "shop", "root_resource_id"],
  ["aws_iam_role", "stock", "arn"],
  ["aws_lambda_function", "fn", "invoke_arn"],
  ["aws_api_gateway_resource", "pets", "path"],
] as const)(
  "%s.%s, with %s written out, is refused by the gate; readers ignore it and say so",
  (type, name, attribute) => {
    const { api, identity } = shop();
    api.resource[type][name][attribute] = "x";
    const read = (strict: boolean) =>
      readTerraform({ kind: "stacks", stacks: sources({ api, identity }) }, { strict });
    const address = `api/${type}.${name}`;
    const message = `${attribute} is written out, and only AWS assigns it`;
    expect(() => read(true)).toThrow(
      expect.objectContaining({ code: "ARGUMENT_UNSUPPORTED", message: `${address}: ${message}` }),
    );
    const { notices, ...model } = read(false);
    expect(notices).toContainEqual(
      expect.objectContaining({ address, message: `${message}: it is ignored`, weight: "warning" }),
    );
    const { notices: _, ...plain } = readTerraform({ kind: "stacks", stacks: sources(shop()) });
    expect(model).toEqual(plain);
  },
);

test.each(["pets.v2", "a:b", "{id}", "{pet-id}", "{proxy+}"])("the path part %j is taken", (text) => {
  const { api, identity } = shop();
  part(text)(api, identity);
  const [read] = readTerraform({ kind: "stacks", stacks: sources({ api, identity }) }, { strict: true }).apis;
  expect(read?.methods.map(({ path }) => path)).toContain(`/${text}`);
});

test("settings of a stage that is not there are a notice, for the gate too", () => {
  const { api, identity } = shop();
  api.resource.aws_api_gateway_method_settings = {
    odd: { rest_api_id: "${aws_api_gateway_rest_api.shop.id}", stage_name: "gone", method_path: "*/*" },
  };
  const read = (strict: boolean) =>
    readTerraform({ kind: "stacks", stacks: sources({ api, identity }) }, { strict });
  const message = "stage_name is gone, and no stage of the API has it";
  for (const strict of [false, true])
    expect(read(strict).notices).toContainEqual(
      expect.objectContaining({ address: "api/aws_api_gateway_method_settings.odd", message }),
    );
});
