import { describe, expect, it } from 'vitest';
import type { BuiltInNeed, BuiltInNeeds } from '../../src/index.ts';
import { builtInTemplates, compileTemplate, parseTemplate, parseValue, render } from '../../src/index.ts';

const all = Object.values(builtInTemplates);
const texts = all.flatMap((template) =>
  Object.entries(template.texts).map(([language, text]) => ({
    name: `${template.id}.${language}`,
    template,
    language,
    text,
  })),
);

/** Every path that `needs` allows, with lists marked as `parseTemplate` marks them. Types without fields are open. */
function declares(needs: BuiltInNeeds, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  const list = first.endsWith('[]');
  const name = list ? first.slice(0, -2) : first;
  const need: BuiltInNeed | undefined = Object.hasOwn(needs, name) ? needs[name] : undefined;
  if (need === undefined || (list && need.list !== true)) return false;
  if (rest.length === 0) return true;
  return need.fields === undefined
    ? ['person', 'ticket', 'approval'].includes(need.type)
    : declares(need.fields, rest.join('.'));
}

describe('the built-in templates', () => {
  it('are there under their ids', () => {
    expect(Object.keys(builtInTemplates)).toEqual([
      'approval-request', 'first-response', 'knowledge-article', 'resolution-report', 'resolution-report-html',
    ]); // prettier-ignore
    for (const [id, template] of Object.entries(builtInTemplates)) expect(template.id).toBe(id);
  });

  it.each(texts)('$name parses and reads nothing that it does not declare', ({ template, text }) => {
    const parsed = parseTemplate(text.body, template.format);
    expect(parsed.errors).toEqual([]);
    const subject = parseValue(text.subject ?? '');
    const paths = [...parsed.variables.map(({ path }) => path), ...(subject.kind === 'template' ? subject.paths : [])];
    expect(paths.filter((path) => !declares(template.needs, path))).toEqual([]);
    expect(parsed.partials).toEqual([]);
  });

  it.each(all)('$id asks the same of its data in each language', ({ format, texts }) => {
    const paths = Object.values(texts).map(({ body }) =>
      [...new Set(parseTemplate(body, format).variables.map(({ path }) => path))].sort(),
    );
    expect(Object.keys(texts)).toEqual(['en', 'de']);
    expect(paths[0]).toEqual(paths[1]);
  });
});

function written(id: string, language: string, data: object): string {
  const template = builtInTemplates[id];
  const body = template?.texts[language]?.body ?? '';
  const result = render(
    compileTemplate({ body, format: template?.format ?? 'text', language, zone: 'Europe/Berlin' }),
    { ...data },
  );
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.text;
}

describe('the approval request', () => {
  const approval = {
    question: 'May Lena Fischer read the finance data?',
    approver: 'omar',
    approver_name: 'Omar Haddad',
    role: 'Data owner',
    reasons: ['access-policy#authorization.c: production data needs an approval'],
    details: [{ label: 'System', value: 'finance-prod' }],
    expires_at: '2026-03-29T13:00:00Z',
    note_required: true,
    link: 'https://desk.acme.example/a?t=1&v=2',
  };
  const data = {
    approval,
    requester: { id: 'lena', name: 'Lena Fischer' },
    ticket: { id: 'IT-200', summary: 'Finance data' },
  };

  it('says what is asked, of whom, why, until when and how', () => {
    expect(written('approval-request', 'en', data)).toBe(`Hello Omar Haddad,

May Lena Fischer read the finance data?

Requested by: Lena Fischer
Ticket: IT-200 – Finance data
You are asked as: Data owner

Why your approval is needed:
- access-policy#authorization.c: production data needs an approval

What is asked for:
- System: finance-prod

Please answer by 29 March 2026, 15:00 (Europe/Berlin). Without an answer nothing is approved.
If you refuse, please say why.

Answer here: https://desk.acme.example/a?t=1&v=2
`);
  });

  it('does with the least, in German', () => {
    const least = { approval: { question: 'Darf sie?', approver: 'omar' }, requester: { name: 'Lena Fischer' } };
    expect(written('approval-request', 'de', least)).toBe(`Hallo,

Darf sie?

Beantragt von: Lena Fischer

Bis zu Ihrer Antwort geschieht nichts.
`);
  });

  it('is not sent without the name of who asks', () => {
    const template = compileTemplate({
      body: builtInTemplates['approval-request']?.texts['en']?.body ?? '',
      format: 'text',
    });
    expect(render(template, { approval, requester: { id: 'lena' } })).toEqual({
      ok: false,
      missing: ['requester.name'],
      problems: [],
    });
  });
});

describe('the first response', () => {
  it('says what is missing', () => {
    const data = {
      requester: { name: 'Lena' },
      ticket: { id: 'IT-1', summary: 'VPN' },
      response: { missing: ['your device'] },
    };
    expect(written('first-response', 'en', data)).toContain('To go on we need from you:\n- your device\n');
    expect(written('first-response', 'de', data)).toContain('„VPN“');
  });

  it('does without', () => {
    const plain = written('first-response', 'en', { requester: { name: 'Lena' }, ticket: { id: 'IT-1' } });
    expect(plain).toContain('we have your request and are working on it under IT-1.');
  });
});

describe('the knowledge article', () => {
  it('lists what was done, and admits what is not known', () => {
    const article = {
      title: 'VPN drops',
      problem: 'It drops.',
      cause: null,
      resolution: ['Renew *it*'],
      keywords: ['vpn', 'wifi'],
    };
    expect(written('knowledge-article', 'en', { article })).toContain(
      '## Cause\n\nNot established.\n\n## Resolution\n\n1. Renew \\*it\\*\n\nKeywords: vpn and wifi\n',
    );
    expect(written('knowledge-article', 'de', { article: { ...article, resolution: [], keywords: [] } })).toContain(
      'Es wurde nichts festgehalten.',
    );
  });
});
