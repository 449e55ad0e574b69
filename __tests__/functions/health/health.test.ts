import { handler } from "../../../functions/health/index";
import { proxyEvent } from "../support/events";

it("health answers every caller", async () => {
  expect(await handler(proxyEvent("GET /health"))).toMatchObject({
    statusCode: 200,
    body: '{"status":"ok"}',
  });
});
