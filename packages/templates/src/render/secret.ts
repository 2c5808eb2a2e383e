/** What stands where a secret would: eyes never see more. */
export const secretMask = '••••';

/** A handle on a secret, by name. It survives JSON, is shown as `••••`, and never holds the content. */
export interface Secret {
  readonly $secret: string;
}

/** Makes the handle of a named secret, to pass through data and templates in its place. */
export function secret(name: string): Secret {
  return Object.freeze({ $secret: name });
}

/** Whether a value is such a handle. */
export function isSecret(value: unknown): value is Secret {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, '$secret');
}
