import type { ItemTable } from "../handler/item-table";
import type { Endpoint } from "../handler/serve";

/** The numbers of pets and of products. It reads both tables and writes neither. */
export function inventoryEndpoints(
  pets: Pick<ItemTable, "count">,
  products: Pick<ItemTable, "count">,
): Readonly<Record<string, Endpoint>> {
  return {
    "GET /inventory": async () => {
      const [ofPets, ofProducts] = await Promise.all([pets.count(), products.count()]);
      return { status: 200, body: { pets: ofPets, products: ofProducts } };
    },
  };
}
