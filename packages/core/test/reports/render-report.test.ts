import { describe, expect, it } from 'vitest';
import type { TemplateDefinition } from '@deskbook/dsl/bundle';
import { buildReport, renderKnowledgeArticle, renderReport } from '../../src/reports/index.ts';
import {
  decided,
  done,
  ended,
  entries,
  opened,
  people,
  permitted,
  reportInput,
  requested,
  started,
  visit,
  voted,
} from './scene.ts';

const hostile = '</td><script>alert(1)</script> | **bold** {{requester.name}}';

const history = entries(
  started(),
  decided,
  opened,
  voted('approve'),
  permitted('grant', 'database.grant'),
  requested('grant', 'database.grant', { user: 'lena', note: hostile }),
  done('grant', { grant: 'g-17' }),
  { type: 'undo.requested', by: 'lena', reason: hostile },
  ended(),
);
const report = buildReport(reportInput(history));

function text(rendered: ReturnType<typeof renderReport>): string {
  if (!rendered.ok) throw new Error(JSON.stringify(rendered));
  return rendered.text;
}

describe('renderReport', () => {
  it('JSON is the report itself', () => {
    expect(JSON.parse(text(renderReport(report, 'json')))).toEqual(report);
  });

  it('Markdown reads well, and data stays data', () => {
    const markdown = text(renderReport(report, 'markdown', { zone: 'Europe/Berlin' }));
    expect(markdown).toContain('# Resolution report: Grant access');
    expect(markdown).toContain('- Requested by: Lena Fischer');
    expect(markdown).toContain('- Started: 27 March 2026, 15:00 (Europe/Berlin)');
    expect(markdown).toContain(
      '- Rule production, written in decisions/access-request.yaml:7, rests on access-policy#authorization.c',
    );
    expect(markdown).toContain(
      '| Grant the database role (database.grant) | done | Lena Fischer | desk | access/robot.yaml:4, access/people.yaml:12 | Omar Haddad | 27 March 2026, 15:23 (Europe/Berlin) |',
    );
    expect(markdown).toContain('Nothing: this report is complete.');
    expect(markdown).not.toContain('<script>');
    expect(markdown).toContain('\\*\\*bold\\*\\* {{requester.name}}');
    const rows = markdown.split('\n').filter((line) => line.startsWith('| '));
    for (const row of rows) expect(row.match(/(?<!\\)\|/gu)).toHaveLength(8);
  });

  it('HTML is a whole page, and data stays data', () => {
    const page = text(renderReport(report, 'html'));
    expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="en">/u);
    expect(page.trimEnd()).toMatch(/<\/html>$/u);
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it.each(['markdown', 'html'] as const)('%s in German says everything in German', (format) => {
    const german = text(
      renderReport(buildReport(reportInput(history, { language: 'de' })), format, { language: 'de' }),
    );
    expect(german).toContain('Lösungsbericht: Zugang gewähren');
    expect(german).toContain('freigabepflichtig');
    expect(german).toContain('der Ablauf begann');
    expect(german).toContain('Ereignis jira/42, durch den Auslöser access-created');
    expect(german).toContain('IT-Sicherheit: Omar Haddad');
    expect(german).toContain('entschieden: freigabepflichtig');
    expect(german).toContain('27. März 2026');
    expect(german).not.toMatch(/\b(?:Asked by|Nothing|was done|approved)\b/u);
  });

  it.each([
    ['en', { kind: 'person', person: 'lena', how: 'request', key: 'k1' }, 'person Lena Fischer, by request k1'],
    ['de', { kind: 'person', person: 'lena', how: 'request', key: 'k1' }, 'Person Lena Fischer, durch Anfrage k1'],
    ['de', { kind: 'run', run: 'run-0', node: 'all', key: 'a', hops: 0 }, 'Ablauf run-0, Schritt all'],
    ['de', null, 'unbekannt'],
  ] as const)('says in %s what began it: %j', (language, origin, expected) => {
    expect(text(renderReport({ ...report, origin }, 'markdown', { language }))).toContain(expected);
  });

  it('calls roles by their titles, and those without one by their ids', () => {
    const asked = (role: string) => {
      const approvals = report.approvals.map((each) => ({ ...each, seats: [{ role, people: ['omar'] }] }));
      return text(renderReport({ ...report, approvals }, 'markdown'));
    };
    expect(asked('security')).toContain('IT Security: Omar Haddad');
    expect(asked('dba')).toContain('dba: Omar Haddad');
  });

  it.each(['markdown', 'html'] as const)('%s of a run without any history still comes out', (format) => {
    const empty = buildReport(reportInput([], { people: {} }));
    expect(text(renderReport(empty, format, { language: 'de' }))).toContain('der Eintrag, mit dem der Ablauf begann');
  });

  it.each(['markdown', 'html'] as const)('%s shows work, troubleshooting and a failed effect', (format) => {
    const rich = buildReport(
      reportInput(
        entries(
          started(),
          {
            type: 'task.opened',
            ...visit('verify'),
            task: 't',
            assignees: [],
            role: 'dba',
            deadline: null,
            what: 'task',
          },
          {
            type: 'task.answered',
            ...visit('verify'),
            task: 't',
            by: 'dora',
            outcome: 'declined',
            form: { works: false },
            note: 'no',
          },
          {
            type: 'task.opened',
            ...visit('diagnose'),
            task: 'd',
            assignees: [],
            role: null,
            deadline: null,
            what: 'tree',
          },
          {
            type: 'task.answered',
            ...visit('diagnose'),
            task: 'd',
            by: 'lena',
            outcome: 'solved',
            form: { path: [{ node: 'locked', answer: true, to: 'solved' }] },
            note: null,
          },
          requested('grant', 'database.grant'),
          { type: 'effect.failed', ...visit('grant'), attempt: 1, error: 'denied', message: 'no such role' },
        ),
      ),
    );
    const written = text(renderReport(rich, format));
    for (const part of ['declined', 'Dora Klein', 'works: false', 'locked: true → solved', 'denied: no such role']) {
      expect(written).toContain(part);
    }
    expect(written).toContain('an end: the run is still open');
  });

  const own = (format: TemplateDefinition['format'], body: string): TemplateDefinition => ({
    id: 'resolution-report',
    format,
    needs: {},
    to: [],
    cc: [],
    attachments: [],
    texts: { de: { subject: null, body } },
    reference: 'template/resolution-report#',
  });

  it("a bundle's template stands in place of the built-in one", () => {
    const templates = {
      'resolution-report': own('markdown', '{{report.run}}: {{article.title}}\n{{> signature}}'),
      signature: { ...own('markdown', 'The desk'), id: 'signature' },
    };
    expect(text(renderReport(report, 'markdown', { templates }))).toBe(
      'run-1: (person) needs the reporting database\nThe desk',
    );
    expect(text(renderReport(report, 'html', { templates }))).toContain('<h1>Resolution report');
  });

  it("a workflow's own template is used for the format it is written in", () => {
    const templates = { closing: { ...own('html', '<p>{{report.title}}</p>'), id: 'closing' } };
    const options = { templates, template: 'closing' };
    expect(text(renderReport(report, 'html', options))).toBe('<p>Grant access</p>');
    expect(text(renderReport(report, 'markdown', options))).toContain('# Resolution report');
  });

  it('a template that asks for what a report has not fails, and says what', () => {
    const templates = { 'resolution-report': own('markdown', '{{report.price}}') };
    expect(renderReport(report, 'markdown', { templates })).toEqual({
      ok: false,
      missing: ['report.price'],
      problems: [],
    });
  });

  it('without any template of the format there is no text', () => {
    const templates = { 'resolution-report': own('text', 'x'), 'resolution-report-html': own('text', 'x') };
    expect(renderReport(report, 'markdown', { templates })).toMatchObject({ ok: false });
  });
});

describe('renderKnowledgeArticle', () => {
  it('writes the draft, without the requester', () => {
    const article = text(renderKnowledgeArticle(report));
    expect(article).toContain('# (person) needs the reporting database');
    expect(article).toContain('1. Grant the database role');
    expect(article).toContain('Reports for Q2 \\| due \\<soon\\> # not a heading');
    expect(article).not.toContain(people.lena.name);
  });
});
