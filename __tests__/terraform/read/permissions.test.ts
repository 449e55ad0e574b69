import { model } from "./served";

test("a permission for an organization permits nothing here, and has a notice", () => {
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
    expect.objectContaining({
      weight: "warning",
      message: expect.stringContaining("all accounts of the organization o-abcdefghij may invoke"),
    }),
  ]);
});

describe("a permission for calls of the function's own URL", () => {
  const permissionOf = (invoked_via_function_url: unknown) =>
    model((api) => {
      Object.assign(api.resource.aws_lambda_permission.fn, { invoked_via_function_url });
    });

  test("permits API Gateway nothing, and has a notice", () => {
    const { functions, notices } = permissionOf(true);
    expect(functions.flatMap(({ permissions }) => permissions)).toEqual([]);
    expect(notices).toEqual([
      {
        address: "api/aws_lambda_permission.fn",
        message: "it permits calls of the function's own URL only, which is beside the API",
      },
    ]);
  });

  test("is an ordinary one where the argument is false", () => {
    const { functions, notices } = permissionOf(false);
    expect(functions.flatMap(({ permissions }) => permissions)).toHaveLength(1);
    expect(notices).toEqual([]);
  });
});
