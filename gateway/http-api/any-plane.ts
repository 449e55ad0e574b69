import type { DataPlane } from "../data-plane/data-plane";
import type { HttpDataPlane } from "./http-data-plane";

/** What requests to an API of either kind are answered from. */
export type AnyPlane = DataPlane | HttpDataPlane;
