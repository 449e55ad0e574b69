/**
 * Whether an API handles a media type as binary. An entry is a type (`image/png`), all subtypes of one
 * (`image/*`) or everything; an entry of the form `*` + `/png` matches nothing.
 */
export function isBinary(mediaType: string | undefined, binaryMediaTypes: readonly string[]): boolean {
  if (binaryMediaTypes.includes("*/*")) return true;
  const type = mediaType?.split(/[;,]/)[0]?.trim().toLowerCase();
  if (!type || type.includes("*")) return false;
  const family = `${type.split("/")[0]}/*`;
  return binaryMediaTypes.some((entry) => entry.toLowerCase() === type || entry.toLowerCase() === family);
}
