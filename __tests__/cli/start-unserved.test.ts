import type { Served } from "../../cli/sources/served";
import { chosenFrom } from "../../cli/start/unserved";
import type { ApiModel, RestApi } from "../../terraform/model";
import type { Unserved } from "../../terraform/read";
import { NOTHING_DECLARES_IT } from "../../terraform/sources";
import { petstoreModel } from "../gateway/petstore/model";

/** What `start` says of Terraform that it cannot serve as it is written, and which APIs it serves. */

const whole = petstoreModel("");
const [api] = whole.apis as readonly [RestApi];
const model: ApiModel = {
  ...whole,
  apis: [
    { ...api, name: "pets" },
    { ...api, id: "other", name: "other", address: "api/other", methods: [] },
  ],
};
const [first, second] = api.methods.map(({ address }) => address) as unknown as readonly [string, string];

const choose = (
  unserved: readonly Unserved[],
  options: { readonly apis?: readonly string[]; readonly refusesUnsupported?: boolean } = {},
  of: ApiModel = model,
) =>
  chosenFrom({ model: of, unserved, codeOf: () => ({ missing: "" }), places: [] } satisfies Served, {
    apis: [],
    refusesUnsupported: false,
    ...options,
  });

const part = (changes: Partial<Unserved>): Unserved => ({
  address: "a.x",
  why: "it is odd",
  stops: [],
  ...changes,
});

function refusal(unserved: readonly Unserved[]): string[] {
  try {
    choose(unserved);
  } catch (error) {
    expect(error).toMatchObject({ code: "NOT_SERVED" });
    return (error as Error).message.split("\n").slice(1);
  }
  throw new Error("it is served");
}

test("each part is named with its argument and what it stops", () => {
  const [one, other] = api.methods;
  expect(
    refusal([
      part({ argument: "wish", stops: [first] }),
      part({
        address: "b.y",
        argument: "name",
        why: "name is not known: var.a: it has no default",
        stops: "all",
      }),
      part({ address: "c.z", stops: [second], because: "a.x" }),
    ]),
  ).toEqual([
    "  a.x: wish: it is odd; 1 part beside it for the same reason",
    `    stops ${one?.verb} ${one?.path}, ${other?.verb} ${other?.path}`,
    "  b.y: name is not known: var.a: it has no default",
    "    stops every method",
    "Some of it is known with --var a=VALUE.",
  ]);
});

test("what would make it known is said: the workspace, variables, modules", () => {
  const why = "terraform.workspace: it is not known which one is selected";
  const absent = 'the module "x/y" is not available: it may hold routes';
  expect(refusal([part({ why, stops: "all" }), part({ why: absent, stops: "all" })]).slice(-2)).toEqual([
    "Some of it is known with --workspace NAME.",
    '"terraform init -backend=false" fetches modules; --accept ADDRESS says that one has no say in who may call what.',
  ]);
});

test("a value whose name nothing declares is said where the start stops, with the name that was meant", () => {
  const notices = [
    { address: "var.evn", message: `it ${NOTHING_DECLARES_IT}`, weight: "warning" as const },
    { address: "a.x", message: "it is open" },
  ];
  const why = "name is not known: var.env: it has no default";
  expect(() => choose([part({ why, stops: "all" })], {}, { ...model, notices })).toThrow(
    /--var env=VALUE\.\nvar\.evn is given, and nothing declares it\. Did you mean "env"\?$/,
  );
});

test("what no method depends on stops nothing, and is said in one line", () => {
  expect(choose([part({}), part({ address: "b.y" })]).lines).toEqual([
    "Not served, and no method depends on it: a.x: it is odd, and 1 part more",
  ]);
});

test("with the option, the rest is served, and the list is said", () => {
  const { lines } = choose([part({ stops: [first] })], { refusesUnsupported: true });
  expect(lines[0]).toBe("Answered with 501, as they cannot be enforced here:");
  expect(lines).toHaveLength(3);
});

test("an API is chosen by its name, id or address; parts of the others stop nothing", () => {
  for (const name of ["other", "api/other"]) {
    const chosen = choose([part({ stops: [first] })], { apis: [name] });
    expect(chosen.model.apis.map(({ id }) => id)).toEqual(["other"]);
  }
  expect(() => choose([], { apis: ["nope"] })).toThrow(
    "--api nope: there is no such API; there are pets, other.",
  );
});
