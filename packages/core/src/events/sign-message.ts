import type { Verification } from '@deskbook/dsl/bundle';
import { expectedHeader } from './verify-signature.ts';

/**
 * The headers a vendor would send with a body: for hosts that hold a message and the secret but not the request it came in, such as
 * an operator who hands over a saved payload. Nothing gets around verification by it: whoever signs must have the secret.
 *
 * @param now ISO 8601: the time that is signed, for schemes that sign one.
 */
export function signMessage(
  verification: Verification,
  secret: string,
  body: string,
  now: string,
): { readonly [header: string]: string } {
  if (verification.scheme === 'none') return {};
  const timestamp = verification.timestamp === undefined ? {} : { [verification.timestamp.header.toLowerCase()]: now };
  return {
    ...timestamp,
    [verification.header.toLowerCase()]: expectedHeader(
      verification,
      secret,
      body,
      verification.timestamp === undefined ? '' : now,
    ),
  };
}
