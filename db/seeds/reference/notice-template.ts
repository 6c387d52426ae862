/** `[title, body]` in a language. */
type Text = readonly [string, string];
export interface Texts {
  readonly zh: Text;
  readonly en: Text;
}

export interface Template {
  readonly inbox: Texts;
  /** For robots and e-mail; the same as in the inbox where it is left out. */
  readonly outside?: Texts;
  /** For telephones: only what patients and people on duty need. */
  readonly sms?: Texts;
}
