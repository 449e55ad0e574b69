/** Users of the gate that is killed, with their passwords. */
export const LOAD_USERS = Array.from({ length: 459 }, (_, i) => ({
  username: `user-${i}`,
  password: `Password-${i}`,
}));
