import { serve } from "../../../functions/handler/serve";
import { productEndpoints } from "../../../functions/products/products";
import { asUser, logBook, send } from "../support/events";
import { memoryTable } from "../support/memory-table";

const authorizer = asUser("alice-1");

describe("products", () => {
  it("are added and listed", async () => {
    const handler = serve(productEndpoints(memoryTable("productId").table), logBook().log);
    const body = { name: "Leash", description: "Two metres", price: 9.9 };
    const added = await send(handler, "POST /products", { authorizer, body });
    expect(added).toEqual({ status: 201, body: { productId: expect.any(String), ...body } });
    expect(await send(handler, "GET /products", { authorizer })).toEqual({
      status: 200,
      body: { products: [added.body] },
    });
  });

  it.each([
    [{ name: "Leash", productId: "p" }, "productId"],
    [{ description: "x" }, "name"],
    [{ name: "Leash", price: "9" }, "price"],
  ])("%j is 400, naming %s", async (body, field) => {
    const { table, calls } = memoryTable("productId");
    const reply = await send(serve(productEndpoints(table), logBook().log), "POST /products", {
      authorizer,
      body,
    });
    expect([reply.status, reply.body.field, calls]).toEqual([400, field, []]);
  });
});
