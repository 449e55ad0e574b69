import { isUserPoolIssuer, resemblesUserPool } from "../../contract/user-pool-issuer";

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
