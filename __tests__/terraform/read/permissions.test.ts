import { model } from "./served";

test("a permission for an organization permits nothing here, and says so", () => {
  const { functions, notices } = model((api) => {
    Object.assign(api.resource.aws_lambda_permission.fn, {
      principal: "*",
      principal_org_id: "o-abcdefghij",
    });
  });
  expect(functions.flatMap(({ permissions }) => permissions)).toEqual([]);
  expect(notices).toEqual([
    {
      address: "api/aws_lambda_permission.fn",
      message: "it is for the organization o-abcdefghij, so it permits nothing here",
    },
  ]);
});
