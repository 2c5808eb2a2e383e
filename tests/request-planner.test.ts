import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { planSchema } from '@deskbook/core/planning';
import type { PlanDocument } from '@deskbook/core';
import { deskbook, deskbookJson, inRoot } from './scene/deskbook.ts';

const acme = inRoot('examples', 'acme-it');
const event = inRoot('examples/acme-it/events/production-database.json');

describe('the planner document’s own example', () => {
  test('comes out of the production-database request, field by field; the body is the company’s own', async () => {
    const { code, json } = await deskbookJson('plan', acme, '--event', event);
    const { body, ...mail } = (json as PlanDocument).email_draft;
    const expected = JSON.parse(
      readFileSync(inRoot('tests/expected/production-database-plan.json'), 'utf8'),
    ) as PlanDocument;
    expect(code).toBe(0);
    expect({ ...(json as PlanDocument), email_draft: mail }).toEqual(expected);
    for (const fact of ['Lena', '29 March 2026, 15:00 (Europe/Berlin)']) expect(body).toContain(fact);
    expect(body).not.toMatch(/\{\{|\[[A-Z]/);
  });

  test('follows the published schema', async () => {
    const { json } = await deskbookJson('plan', acme, '--event', event);
    const validate = new Ajv({ strict: true }).compile(planSchema);
    expect([validate(json), validate.errors]).toEqual([true, null]);
  });

  test('the same request gives the same bytes', async () => {
    const once = async () => deskbook('plan', acme, '--event', event, '--format', 'json');
    expect((await once()).out).toBe((await once()).out);
  });
});
