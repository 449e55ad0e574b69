import { questionOf } from "../../../gateway/data-plane/denial";
import { decide } from "../../../terraform/access/decide/decide";
import { matchRoute } from "../../../terraform/access/decide/route";
import { petstoreModel } from "../petstore/model";

test("what is asked about a call keeps the other method that may answer it, so that the decision is not known", () => {
  const model = petstoreModel("");
  const [known] = model.apis;
  const [open] = known?.methods ?? [];
  const stage = known?.stages[0];
  if (!known || !open || !stage) throw new Error("the fixture is empty");
  const api = {
    ...known,
    methods: [
      { ...open, verb: "GET", path: "/a/{x+}", address: "/a/{x+}", authorization: "NONE" as const },
      { ...open, verb: "GET", path: "/{y}/b", address: "/{y}/b", authorization: "AWS_IAM" as const },
    ],
  };
  const match = matchRoute(api, "GET", "/a/b");
  if (!match) throw new Error("the path has no route");
  const request = {
    verb: "GET",
    path: "/dev/a/b",
    query: "",
    headers: [],
    body: Buffer.alloc(0),
    sourceIp: "::1",
  };
  const question = questionOf({ request, api, stage, match, path: "/a/b" }, new Date(0));
  expect(question.match.rivals?.map(({ path }) => path)).toEqual(["/a/{x+}"]);
  expect(decide({ ...model, apis: [api] }, { ...question, caller: { kind: "anonymous" } }).outcome).toBe(
    "unknown",
  );
});
