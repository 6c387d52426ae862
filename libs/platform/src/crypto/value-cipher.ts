/** Encrypts and authenticates values under one key; the context is authenticated and not kept. */
export interface ValueCipher {
  encrypt(plain: string, context: string): Buffer;
  /** @throws Error when the bytes were altered or belong to another context */
  decrypt(bytes: Buffer, context: string): string;
}
