/** Notices that the readers of several types give. */

export const ONLY_BY_DOMAIN =
  "the API is reached by its custom domain only; where --allow-host names none of them, it is served at the gate's address all the same";
