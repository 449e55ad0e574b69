import { type ApiError, get, post } from "aws-amplify/api";

/** The routes of the lock `iam`: Amplify signs each call with the AWS credentials of the user's role. */

export interface Pet {
  readonly petId: string;
  readonly name: string;
}

/** The API's own answer to a call that it did not carry out. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export class Pets {
  constructor(private readonly apiName: string) {}

  /** @returns the first 50 */
  async list(): Promise<readonly Pet[]> {
    const { body } = await answered(get({ apiName: this.apiName, path: "/pets" }).response);
    const { pets } = (await body.json()) as unknown as { readonly pets: readonly Pet[] };
    return pets;
  }

  async add(name: string): Promise<Pet> {
    // Amplify sends a call again where no answer came, and the first one may have been carried out.
    const options = { body: { name }, headers: { "Idempotency-Key": crypto.randomUUID() } };
    const { body } = await answered(post({ apiName: this.apiName, path: "/pets", options }).response);
    return (await body.json()) as unknown as Pet;
  }
}

async function answered<T>(response: Promise<T>): Promise<T> {
  try {
    return await response;
  } catch (error) {
    const refused = (error as Partial<ApiError>).response;
    if (refused === undefined) throw error;
    throw new Refusal(refused.statusCode, messageIn(refused.body ?? ""));
  }
}

/** API Gateway writes `message`, IAM's refusals have `Message`. */
function messageIn(body: string): string {
  try {
    const { Message, message = Message } = JSON.parse(body);
    return String(message ?? body);
  } catch {
    return body;
  }
}
