import { randomFillSync, randomUUID } from "node:crypto";

/** The ids of one call in headers, events and logs. */
export interface RequestIds {
  readonly requestId: string;
  /** Opaque, ends in `=`; also the header `x-amz-apigw-id`. */
  readonly extendedRequestId: string;
  /** `Root=1-5759e988-bd862e3fe1be46a994272793` */
  readonly traceId: string;
  readonly time: Date;
}

export function makeIds(time: Date): RequestIds {
  const seconds = Math.floor(time.getTime() / 1_000).toString(16);
  return {
    requestId: randomUUID(),
    extendedRequestId: randomBytes(11).toString("base64"),
    traceId: `Root=1-${seconds}-${randomBytes(12).toString("hex")}`,
    time,
  };
}

/** Random bytes in advance: each call of the system for a few takes longer than all else here. */
const pool = Buffer.allocUnsafe(4_096);
let used = pool.length;

function randomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return pool.subarray(used - count, used);
}
