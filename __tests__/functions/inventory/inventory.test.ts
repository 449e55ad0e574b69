import { serve } from "../../../functions/handler/serve";
import { inventoryEndpoints } from "../../../functions/inventory/inventory";
import { logBook, send } from "../support/events";
import { memoryTable } from "../support/memory-table";

it("inventory counts both tables and touches nothing else", async () => {
  const pets = memoryTable("petId", { petId: "1" }, { petId: "2" });
  const products = memoryTable("productId", { productId: "1" });
  const handler = serve(inventoryEndpoints(pets.table, products.table), logBook().log);
  const identity = { userArn: "arn:aws:sts::123456789012:assumed-role/warehouse/s" };
  expect(await send(handler, "GET /inventory", { identity })).toEqual({
    status: 200,
    body: { pets: 2, products: 1 },
  });
  expect([pets.calls, products.calls]).toEqual([["count"], ["count"]]);
});
