import { exactOptional, strictObject } from "valibot";
import { createOnce } from "../handler/create";
import { price, text } from "../handler/fields";
import type { ItemTable } from "../handler/item-table";
import { listPage } from "../handler/list";
import { readBody } from "../handler/request";
import type { Endpoint } from "../handler/serve";

/** The body of POST /products. The server chooses the id. */
export const newProduct = strictObject({
  name: text(100),
  description: exactOptional(text(500)),
  price: exactOptional(price()),
});

export function productEndpoints(products: ItemTable): Readonly<Record<string, Endpoint>> {
  return {
    "GET /products": (request) => listPage(request, products, "products"),
    "POST /products": (request) =>
      createOnce(request, products, "productId", readBody(request.event, newProduct)),
  };
}
