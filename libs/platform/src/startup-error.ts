/** The product cannot start. The message is one clear line that names the setting to mend, and never holds a secret. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
