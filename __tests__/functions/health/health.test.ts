import { handler } from "../../../functions/health/index";

it("health answers anybody", async () => {
  expect(await handler()).toMatchObject({ statusCode: 200, body: '{"status":"ok"}' });
});
