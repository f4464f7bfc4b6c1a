/** 128 random bits as hex. Not `randomUUID`, which a page on plain http in the shop's own network lacks. */
export const newIdempotencyKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
