/** What the driver does with values before it sends them; it declares no types of this. */
declare module 'pg/lib/utils.js' {
  const utils: {
    /** As text, or as bytes. @throws TypeError for what has no text, as an object that contains itself */
    prepareValue(value: unknown): string | Buffer | null;
  };
  export default utils;
}
