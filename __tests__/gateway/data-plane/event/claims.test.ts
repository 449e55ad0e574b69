import { renderClaims } from "../../../../gateway/data-plane/event/claims";

test("claims reach a function as text, as API Gateway renders them", () => {
  const rendered = renderClaims({
    sub: "someone",
    email_verified: true,
    auth_time: 1718722804,
    iat: 1718722804,
    exp: 1718722804,
    "cognito:groups": ["a", "b"],
    "cognito:roles": ["only"],
    address: { street: "left out" },
    nothing: null,
  });
  expect(rendered).toEqual({
    sub: "someone",
    email_verified: "true",
    auth_time: "1718722804",
    iat: "Tue Jun 18 15:00:04 UTC 2024",
    exp: "Tue Jun 18 15:00:04 UTC 2024",
    "cognito:groups": "a,b",
    "cognito:roles": "only",
  });
});

test("the day of a date has two digits", () => {
  expect(renderClaims({ exp: Date.UTC(2024, 5, 1) / 1_000 }).exp).toBe("Sat Jun 01 00:00:00 UTC 2024");
});
