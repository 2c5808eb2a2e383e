import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeMail, isMailAddress } from '../../src/index.ts';

const draft = { subject: 'Approval required', to: ['omar@acme.example'], body: 'Please answer.\n' };

describe('composeMail', () => {
  it('passes a mail on as it should be', () => {
    const attachments = [{ name: 'justification.pdf', handle: 'file:17' }];
    expect(composeMail({ ...draft, cc: ['lena@acme.example'], attachments })).toEqual({
      ok: true,
      mail: { ...draft, cc: ['lena@acme.example'], attachments },
    });
  });

  it('writes to nobody twice', () => {
    const to = ['omar@acme.example', 'Omar@ACME.example', 'lena@acme.example'];
    const composed = composeMail({ ...draft, to, cc: ['LENA@acme.example', 'dora@acme.example'] });
    expect(composed).toMatchObject({ mail: { to: [to[0], to[2]], cc: ['dora@acme.example'] } });
  });

  it.each([
    ['a\r\nBcc: evil@x.example', 'a Bcc: evil@x.example'],
    ['a\u2028b\u0085c\u0000d\te', 'a b c d e'],
    ['\u202Eevil\u202C', 'evil'],
    ['  a   b  ', 'a b'],
  ])('a subject is one plain line: %j', (subject, expected) => {
    expect(composeMail({ ...draft, subject })).toMatchObject({ mail: { subject: expected } });
  });

  it('shortens a subject between characters', () => {
    const composed = composeMail({ ...draft, subject: '🙂'.repeat(300) });
    expect(composed).toMatchObject({ mail: { subject: `${'🙂'.repeat(150)}…` } });
  });

  it('gives a text one kind of line end', () => {
    expect(composeMail({ ...draft, body: 'a\r\nb\rc\0d' })).toMatchObject({ mail: { body: 'a\nb\ncd' } });
  });

  it.each([
    [{ subject: ' \r\n ' }, 'no_subject', 'subject'],
    [{ to: [] }, 'no_recipient', 'to'],
    [{ to: ['omar@acme.example\r\nBcc: evil@x.example'] }, 'invalid_address', 'to'],
    [{ to: ['Omar <omar@acme.example>'] }, 'invalid_address', 'to'],
    [{ to: ['omar@acme.example,evil@x.example'] }, 'invalid_address', 'to'],
    [{ cc: ['lena'] }, 'invalid_address', 'cc'],
    [{ body: ' \n' }, 'no_body', 'body'],
    [{ attachments: [{ name: '../etc/passwd', handle: 'x' }] }, 'invalid_attachment', 'attachments'],
    [{ attachments: [{ name: 'a"; filename="b', handle: 'x' }] }, 'invalid_attachment', 'attachments'],
    [{ attachments: [{ name: '..', handle: 'x' }] }, 'invalid_attachment', 'attachments'],
    [{ attachments: [{ name: 'a\r\nb', handle: 'x' }] }, 'invalid_attachment', 'attachments'],
    [{ attachments: [{ name: '', handle: 'x' }] }, 'invalid_attachment', 'attachments'],
    [{ attachments: [{ name: 'a.pdf', handle: '' }] }, 'invalid_attachment', 'attachments'],
  ])('refuses %j', (change, code, part) => {
    expect(composeMail({ ...draft, ...change })).toMatchObject({ ok: false, problem: { code, part } });
  });

  it('never lets a header through, whatever it is given', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom('a@b.example', '\r\n', '\n', 'Bcc: x', '<', '>', ',', '"', ' ', '\0', '\u2028', '\uD800'),
          { maxLength: 6 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(nasty, fc.array(nasty, { maxLength: 3 }), nasty, (subject, people, name) => {
        const attachments = [{ name, handle: 'h' }];
        const composed = composeMail({ subject, to: ['a@b.example', ...people], cc: people, body: 'x', attachments });
        if (!composed.ok) return;
        const { mail } = composed;
        const headers = [mail.subject, ...mail.to, ...mail.cc, ...mail.attachments.map((file) => file.name)];
        for (const header of headers) expect(header).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
        for (const address of [...mail.to, ...mail.cc]) expect(address).not.toMatch(/[\s<>,;:"()[\]\\]/u);
      }),
    );
  });
});

describe('isMailAddress', () => {
  it.each(['a@b', 'lena.fischer+it@acme.example', "o'neil@acme.example", 'jürgen@müller.example', 'x_y-z@a-b.example'])(
    '%s is one',
    (address) => {
      expect(isMailAddress(address)).toBe(true);
    },
  );

  it.each([
    '', 'a', '@b', 'a@', 'a@b@c', '.a@b', 'a.@b', 'a..b@c', 'a@-b', 'a@b-', 'a@b..c', 'a b@c', 'a@b c', '"a b"@c', 'a@[1.2.3.4]', 'a@b.',
    `${'x'.repeat(65)}@b`, `a@${'x'.repeat(64)}`, `a@${'x.'.repeat(130)}b`, 'a@b\n', 'a,b@c', '<a@b>',
  ])('%j is none', (address) => {
    expect(isMailAddress(address)).toBe(false);
  }); // prettier-ignore
});
