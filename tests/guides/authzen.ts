import { timingSafeEqual } from 'node:crypto';
import type { Desk } from '@deskbook/core';
import { deskAuthzen } from '@deskbook/core/authzen';

/** Answers AuthZEN to the systems that have the token. Mount it on any server that speaks Fetch. */
export function permissions(desk: Desk, baseUrl: string, token: string): (request: Request) => Promise<Response> {
  const expected = Buffer.from(`Bearer ${token}`);
  return deskAuthzen(desk, {
    baseUrl,
    admit: ({ headers }) => {
      const given = Buffer.from(headers.get('authorization') ?? '');
      return given.length === expected.length && timingSafeEqual(given, expected) ? 200 : 401;
    },
  });
}
