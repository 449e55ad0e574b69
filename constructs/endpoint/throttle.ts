import * as v from "valibot";
import type { RouteKey } from "../../access/model";
import { fields } from "../declaration";
import { DeclarationError } from "../declaration/errors";

/** Calls per second on average, and calls at once. */
export interface Throttle {
  /** Requests per second, on average. */
  readonly rate: number;
  /** Requests that may come at once. */
  readonly burst: number;
}

export const throttleSchema = fields({ rate: v.number(), burst: v.number() });

/** What a stage has where none is given. */
export const STAGE_THROTTLE: Throttle = { rate: 100, burst: 200 };

/** @throws DeclarationError `THROTTLE_INVALID` */
export function checkThrottle({ rate, burst }: Throttle, place: string): void {
  if (Number.isFinite(rate) && rate > 0 && Number.isInteger(burst) && burst > 0) return;
  throw new DeclarationError(
    "THROTTLE_INVALID",
    `${place} is ${rate} a second and ${burst} at once; expected more than 0 of each, bursts as a whole number.`,
  );
}

/**
 * The limit of a single route.
 *
 * @param routes the declared ones
 * @throws DeclarationError `THROTTLE_ROUTE_UNKNOWN`, `THROTTLE_INVALID`
 */
export function checkRouteThrottle(key: RouteKey, throttle: Throttle, routes: readonly RouteKey[]): void {
  if (!routes.includes(key)) {
    throw new DeclarationError(
      "THROTTLE_ROUTE_UNKNOWN",
      `A limit is given for "${key}", which is not a declared route.`,
    );
  }
  checkThrottle(throttle, `The throttle of "${key}"`);
}
