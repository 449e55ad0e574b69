import { isIP } from "node:net";
import { DeclarationError } from "../declaration/errors";

/** @throws DeclarationError `CIDR_INVALID`, also for a block whose address has bits beyond its prefix */
export function checkCidr(text: string, place: string): void {
  const [address = "", bits = "", ...rest] = text.split("/");
  const family = isIP(address);
  const length = Number(bits);
  const most = family === 4 ? 32 : 128;
  const sound = family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && length <= most;
  if (sound && (family === 6 || aligned(address, length))) return;
  throw new DeclarationError(
    "CIDR_INVALID",
    `${place} has the address range "${text}"; expected a CIDR block such as 203.0.113.0/24, its host bits zero.`,
  );
}

function aligned(address: string, length: number): boolean {
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return number % 2 ** (32 - length) === 0;
}
