import type { FunctionUrl } from "../../terraform/model";
import type { ApiPlane } from "../data-plane/data-plane";

/** The context of every request to the URL of a function. */
export interface UrlPlane extends ApiPlane {
  readonly api: FunctionUrl;
}
