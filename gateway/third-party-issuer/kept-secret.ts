/** The name under which the secret of a client is kept, also for commands beside the gate. */
export function partnerSecret(clientId: string): string {
  return `partner/${clientId}`;
}
