import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Verification } from '@deskbook/dsl/bundle';
import { verifySignature } from '../../src/events/verify-signature.ts';

const now = '2026-03-27T14:00:00.000Z';
const body = '{"text":"ünïcode {timestamp} {body}"}';
const secrets = { secret: async (name: string) => (name === 'known' ? 'k' : name === 'empty' ? '' : null) };
const sign = (algorithm: string, over: string): Buffer => createHmac(algorithm, 'k').update(over, 'utf8').digest();

const hex: Verification = { scheme: 'hmac-sha256', header: 'X-Sig', format: 'sha256={hex}', over: '{body}', encoding: 'hex', secret: 'known' }; // prettier-ignore
const sha1: Verification = { ...hex, scheme: 'hmac-sha1', format: '{base64}', encoding: 'base64' };
const timed: Verification = { ...hex, format: '{base64}', over: '{timestamp}.{body}', timestamp: { header: 'X-Time', tolerance: 300_000 } }; // prettier-ignore
const token: Verification = { ...hex, scheme: 'token', format: 'Bearer {token}' };

const check = async (verification: Verification, headers: { readonly [name: string]: string }) =>
  (await verifySignature(verification, { source: 's', headers, body }, secrets, now))?.code ?? 'fine';

const at = (time: string) => ({ 'x-sig': sign('sha256', `${time}.${body}`).toString('base64'), 'x-time': time });

test.each<[string, Verification, { readonly [name: string]: string }, string]>([
  ['sha-256 in hex', hex, { 'x-sig': `sha256=${sign('sha256', body).toString('hex')}` }, 'fine'],
  ['sha-1 in base64', sha1, { 'x-sig': sign('sha1', body).toString('base64') }, 'fine'],
  ['a token', token, { 'x-sig': 'Bearer k' }, 'fine'],
  ['no verification', { ...hex, scheme: 'none' }, {}, 'fine'],
  [
    'a signature over other bytes',
    hex,
    { 'x-sig': `sha256=${sign('sha256', `${body} `).toString('hex')}` },
    'bad_signature',
  ],
  ['a signature without its prefix', hex, { 'x-sig': sign('sha256', body).toString('hex') }, 'bad_signature'],
  ['the wrong algorithm', sha1, { 'x-sig': sign('sha256', body).toString('base64') }, 'bad_signature'],
  ['a wrong token', token, { 'x-sig': 'Bearer x' }, 'bad_signature'],
  ['no header', hex, {}, 'bad_signature'],
  ['a header of the prototype', { ...hex, header: 'toString' }, {}, 'bad_signature'],
  ['a secret that is not there', { ...token, secret: 'unknown' }, { 'x-sig': 'Bearer ' }, 'bad_signature'],
  ['an empty secret', { ...token, secret: 'empty' }, { 'x-sig': 'Bearer' }, 'bad_signature'],
  ['a signed time, now', timed, at('2026-03-27T13:58:00Z'), 'fine'],
  ['a signed time in seconds', timed, at('1774619880'), 'fine'],
  ['a signed time in milliseconds', timed, at('1774619880000'), 'fine'],
  ['a signed time long ago', timed, at('2026-03-27T13:50:00Z'), 'stale_signature'],
  ['a signed time yet to come', timed, at('2026-03-27T14:06:00Z'), 'stale_signature'],
  [
    'a time that was exchanged',
    timed,
    { ...at('2026-03-27T13:50:00Z'), 'x-time': '2026-03-27T13:59:00Z' },
    'bad_signature',
  ],
  ['a signed time that is none', timed, at('soon'), 'bad_signature'],
  ['no time', timed, { 'x-sig': 'x' }, 'bad_signature'],
])('%s', async (_, verification, headers, expected) => {
  expect(await check(verification, headers)).toBe(expected);
});

test('secrets that cannot be read let nobody in', async () => {
  const down = { secret: () => Promise.reject(new Error('vault is down')) };
  const raw = { source: 's', headers: { 'x-sig': 'Bearer k' }, body };
  expect(await verifySignature(token, raw, down, now)).toMatchObject({ code: 'bad_signature' });
  expect(await verifySignature(token, raw, undefined, now)).toMatchObject({ code: 'bad_signature' });
});
