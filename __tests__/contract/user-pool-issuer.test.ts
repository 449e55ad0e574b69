import {
  isUserPoolIssuer,
  originalIssuer,
  resemblesUserPool,
  userPoolIssuer,
} from "../../contract/user-pool-issuer";

/** Whether an issuer is a user pool's, and whether it could be one. */
const ISSUERS: readonly (readonly [issuer: string, is: boolean, resembles: boolean])[] = [
  ["https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC1", true, true],
  ["https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC1", true, true],
  ["https://cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_AbC1", true, true],
  ["https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbC1", true, true],
  ["https://cognito-idp.eusc-de-east-1.amazonaws.eu/eusc-de-east-1_AbC1", true, true],
  ["https://cognito-idp-fips.us-east-1.amazonaws.com/us-east-1_AbC1", false, true],
  ["https://Cognito-IDP.us-east-1.amazonaws.com/us-east-1_AbC1", false, true],
  ["https://u@cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC1", false, true],
  ["https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC1/", false, true],
  ["https://cognito-idp.us-east-1.amazonaws.com", false, true],
  ["https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC1\n", false, true],
  ["https://cognito-idp.us-east-1.evil.example/us-east-1_AbC1", false, true],
  ["cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC1", false, true],
  ["https://issuer.example/cognito-idp.us-east-1.amazonaws.com/x", false, false],
  ["https://issuer.example/https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC1", false, false],
  ["https://shop.auth.eu-west-1.amazoncognito.com/", false, false],
  ["https://issuer.example/", false, false],
  ["", false, false],
];

it.each(ISSUERS)("%j: a user pool's %j, could be one %j", (issuer, is, resembles) => {
  expect([isUserPoolIssuer(issuer), resemblesUserPool(issuer)]).toEqual([is, resembles]);
});

it("tells the form, the region and the pool's id, also where a part is not known", () => {
  const { region, id } = { region: "cn-north-1", id: "cn-north-1_AbC1" };
  expect(userPoolIssuer(originalIssuer("aws-cn", { region, id }))).toEqual({ form: "original", region, id });
  expect(
    userPoolIssuer("https://issuer-cognito-idp.(data.aws_region.here.name).amazonaws.com/(pool.id)"),
  ).toEqual({
    form: "updated",
    region: "(data.aws_region.here.name)",
    id: "(pool.id)",
  });
  expect(userPoolIssuer("https://cognito-idp.eu-west-1.amazonaws.com/a/b")).toBeUndefined();
});
