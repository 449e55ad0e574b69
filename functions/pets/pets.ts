import { exactOptional, strictObject } from "valibot";
import { createOnce } from "../handler/create";
import { price, text } from "../handler/fields";
import type { ItemTable } from "../handler/item-table";
import { listPage } from "../handler/list";
import { RequestError } from "../handler/reply";
import { type EndpointRequest, readBody } from "../handler/request";
import type { Endpoint } from "../handler/serve";

/** The body of POST /pets. The server chooses the id. */
export const newPet = strictObject({
  name: text(100),
  type: exactOptional(text(40)),
  price: exactOptional(price()),
});

const ID = /^[\w-]{1,64}$/;

/** The pets, for customers and staff, and for partners under /partner. */
export function petEndpoints(pets: ItemTable): Readonly<Record<string, Endpoint>> {
  const list: Endpoint = (request) => listPage(request, pets, "pets");
  const add: Endpoint = (request) => createOnce(request, pets, "petId", readBody(request.event, newPet));
  return {
    "GET /pets": list,
    "POST /pets": add,
    "GET /partner/pets": list,
    "POST /partner/pets": add,
    "GET /pets/{petId}": async (request) => {
      const pet = await pets.get(petId(request));
      if (!pet) throw new RequestError(404, "No such pet");
      return { status: 200, body: pet };
    },
    "DELETE /pets/{petId}": async (request) => {
      if (!(await pets.remove(petId(request)))) throw new RequestError(404, "No such pet");
      return { status: 204, body: undefined };
    },
  };
}

function petId({ event }: EndpointRequest): string {
  const id = event.pathParameters?.petId ?? "";
  if (!ID.test(id)) throw new RequestError(400, "petId: expected an id of a pet", "petId");
  return id;
}
