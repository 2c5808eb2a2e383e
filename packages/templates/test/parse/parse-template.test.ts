import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../src/parse/index.ts';

/** `path`, with a question mark where it may be absent, and what stands there if it is spelled otherwise. */
function variables(body: string): readonly string[] {
  return parseTemplate(body).variables.map(({ path, start, end, optional }) => {
    const written = body.slice(start, end);
    return `${path}${optional ? '?' : ''}${written === path ? '' : ` (${written})`}`;
  });
}

describe('the variables of a body', () => {
  it.each([
    ['Hi {{requester.name}}!', ['requester.name']],
    ['{{ steps.confirm-role.job_role }}', ['steps.confirm-role.job_role']],
    ['{{items.0.name}} {{größe}}', ['items.0.name', 'größe']],
    ['🙂\r\nline\n{{a.b}}', ['a.b']],
    ['\\{{not}} {{a}}', ['a']],
    ['{{!-- {{x}} --}}{{a}}', ['a']],
    ['{{#if a.b}}{{a.b}}{{a}}{{a.b.c}}{{else}}{{a.b}}{{/if}}', ['a.b?', 'a.b?', 'a?', 'a.b.c', 'a.b']],
    ['{{#unless a}}{{a}}{{else}}{{a}}{{/unless}}', ['a?', 'a', 'a?']],
    ['{{^if a}}{{a}}{{/if}}', ['a?', 'a']],
    ['{{#if a}}1{{else if b}}{{b}}{{a}}{{/if}}', ['a?', 'b?', 'b?', 'a']],
    ['{{#if (eq a "x")}}{{a}}{{/if}}', ['a', 'a']],
    ['{{#if a}}{{#if b}}{{a}}{{b}}{{/if}}{{/if}}', ['a?', 'b?', 'a?', 'b?']],
    ['{{#each xs}}{{this}}{{name}}{{this.name}}{{./name}}{{/each}}', ['xs', 'xs[]? (this)', 'xs[].name (name)', 'xs[].name (this.name)', 'xs[].name (./name)']],
    ['{{#each xs as |x i|}}{{x.n}}{{i}}{{@index}}{{/each}}', ['xs', 'xs[].n (x.n)']],
    ['{{#each xs as |x|}}{{#each x.ys as |y|}}{{y}}{{x.n}}{{../n}}{{../../t}}{{@root.t}}{{/each}}{{/each}}',
      ['xs', 'xs[].ys (x.ys)', 'xs[].ys[]? (y)', 'xs[].n (x.n)', 'xs[].n (../n)', 't (../../t)', 't (@root.t)']],
    ['{{#each xs}}{{#if y}}{{../z}}{{/if}}{{else}}{{none}}{{/each}}', ['xs', 'xs[].y? (y)', 'z (../z)', 'none']],
    ['{{#with p as |q|}}{{q.z}}{{z}}{{../p}}{{/with}}', ['p', 'p.z (q.z)', 'p.z (z)', 'p? (../p)']],
    ['{{#with p}}{{z}}{{else}}no{{/with}}', ['p?', 'p.z (z)']],
    ['{{#with this.p}}{{#with this}}{{../../t}}{{/with}}{{/with}}', ['p (this.p)', 'p? (this)', 't (../../t)']],
    ['{{date x zone=site.zone}}', ['x', 'site.zone']],
    ['{{default a.b (default c "x")}}', ['a.b?', 'c?']],
    ['{{plural n one="a" other=b.c}}', ['n', 'b.c']],
    ['{{#each xs as |date|}}{{date date}}{{date}}{{/each}}', ['xs', 'xs[]? (date)', 'xs[]? (date)']],
    ['{{list}} {{if}}', ['list', 'if']],
  ])('%j', (body, expected) => {
    expect(parseTemplate(body).errors).toEqual([]);
    expect(variables(body)).toEqual(expected);
  }); // prettier-ignore

  it('partials are named and placed, not followed', () => {
    const body = 'x {{> signature}}';
    const { partials } = parseTemplate(body);
    expect(partials).toEqual([{ id: 'signature', start: 6, end: 15 }]);
    expect(body.slice(6, 15)).toBe('signature');
  });
});

describe('mistakes in a body', () => {
  it.each([
    ['{{dat x}}', 'there is no helper `dat`', 'dat', 'did you mean `date`'],
    ['{{lookup a b}}', 'there is no helper `lookup`', 'lookup', 'helpers are date, time, datetime, duration, list, count, plural, default, eq'],
    ['{{each xs}}', '`each` is a block; write `{{#each …}}`', 'each', undefined],
    ['{{#iff x}}{{/iff}}', 'there is no block `#iff`', 'iff', 'did you mean `#if`'],
    ['{{#people}}x{{/people}}', 'there is no block `#people`', 'people', 'blocks are `#if`, `#unless`, `#each` and `#with`'],
    ['{{#date x}}{{/date}}', '`date` is no block; write `{{date …}}`', 'date', undefined],
    ['{{#if}}x{{/if}}', '`{{#if}}` takes exactly one argument', '{{#if}}x{{/if}}', undefined],
    ['{{#if a b}}x{{/if}}', '`{{#if}}` takes exactly one argument', '{{#if a b}}x{{/if}}', undefined],
    ['{{#if a as |b|}}x{{/if}}', '`{{#if}}` names nothing; leave out `as |…|`', '{{#if a as |b|}}x{{/if}}', undefined],
    ['{{#each "xs"}}x{{/each}}', '`{{#each}}` is about a variable, not `"xs"`', '"xs"', undefined],
    ['{{{a}}}', 'what is shown cannot be left unescaped', '{{{a}}}', 'write `{{name}}` with two braces'],
    ['{{&a}}', 'what is shown cannot be left unescaped', '{{&a}}', 'write `{{name}}` with two braces'],
    ['{{date}} {{date a b}}', '`date` takes one argument, not 2', '{{date a b}}', undefined],
    ['{{eq a}}', '`eq` takes 2 arguments, not 1', '{{eq a}}', undefined],
    ['{{date a zon="x"}}', '`date` has no `zon=`', '{{date a zon="x"}}', undefined],
    ['{{plural n one="x"}}', '`plural` needs `other=`', '{{plural n one="x"}}', undefined],
    ['{{date a zone="x" zone="y"}}', '`date` is given one argument twice', '{{date a zone="x" zone="y"}}', undefined],
    ['{{date null}}', '`null` is no value here', 'null', undefined],
    ['{{date (nope)}}', 'there is no helper `nope`', 'nope', 'helpers are date, time, datetime, duration, list, count, plural, default, eq'],
    ['{{"text"}}', '`"text"` is no variable; write the text itself', '"text"', undefined],
    ['{{true}}', '`true` is no variable; write the text itself', 'true', undefined],
    ['{{this}}', '`this` is everything; name a variable', 'this', undefined],
    ['{{../x}}', '`../x` leads out of the template', '../x', undefined],
    ['{{a/b}}', 'write dots, not slashes, in `a/b`', 'a/b', undefined],
    ['{{@index}}', '`@index` only means something directly inside `{{#each}}`', '@index', undefined],
    ['{{#each xs}}{{@index.x}}{{/each}}', '`@index.x` only means something directly inside `{{#each}}`', '@index.x', undefined],
    ['{{#each xs as |x i|}}{{i.y}}{{/each}}', '`i.y` reads from a number', 'i.y', undefined],
    ['{{@nope}}', 'there is no `@nope`', '@nope', undefined],
    ['{{a.constructor}}', '`constructor` cannot be read', 'a.constructor', undefined],
    ['{{__proto__.x}}', '`__proto__` cannot be read', '__proto__.x', undefined],
    ['{{a.prototype}}', '`prototype` cannot be read', 'a.prototype', undefined],
    ['{{$show}}', '`$show` is not a name', '$show', undefined],
    ['{{$show a}}', 'there is no helper `$show`', '$show', 'helpers are date, time, datetime, duration, list, count, plural, default, eq'],
    ['{{a.[b c]}}', '`b c` is not a name', 'a.[b c]', undefined],
    ['{{> (lookup . "x")}}', 'a partial is named outright', '{{> (lookup . "x")}}', 'write `{{> name}}`'],
    ['{{> sig x}}', 'a partial takes no arguments; it reads the same data', '{{> sig x}}', 'write `{{> sig}}`'],
    ['{{> sig a=b}}', 'a partial takes no arguments; it reads the same data', '{{> sig a=b}}', 'write `{{> sig}}`'],
    ['{{#> sig}}x{{/sig}}', 'a partial has no block; write `{{> name}}`', '{{#> sig}}x{{/sig}}', undefined],
    ['{{* dec}}', 'templates have no decorators', '{{* dec}}', undefined],
    ['{{#*inline "x"}}y{{/inline}}', 'templates have no decorators', '{{#*inline "x"}}y{{/inline}}', undefined],
    ['{{{{raw}}}}x{{{{/raw}}}}', 'templates have no raw blocks', '{{{{raw}}}}x{{{{/raw}}}}', 'write `\\{{` for two literal braces'],
    ['ab\n{{#if x}}\n', 'a block is never closed', '\n', 'close it with `{{/…}}`'],
    ['{{#if x}}\n{{/each}}', '`{{#if}}` is closed by `{{/each}}`', 'if', undefined],
    ['a\r\nb {{ }}', '`}}` does not belong here', '}}', undefined],
    ['{{xs.1}}', '`1` does not belong here', '1', 'write `[1]`'],
    ['{{a[0]}}', 'this is not a template expression', 'a', 'write `{{name}}` or `{{helper name}}`'],
    ['{{', 'this is not a template expression', '{', 'write `{{name}}` or `{{helper name}}`'],
    ['{{requester.name', 'this is not a template expression', 'n', 'write `{{name}}` or `{{helper name}}`'],
    ['{{#if x}}{{else}}{{else}}{{/if}}', '`{{else}}` does not belong here', '{{else}}', undefined],
  ])('%j', (body, message, at, help) => {
    const { errors } = parseTemplate(body);
    expect(errors).toHaveLength(1);
    const [error] = errors;
    expect(error?.message).toBe(message);
    expect(body.slice(error?.start, error?.end)).toBe(at);
    expect(error?.help).toBe(help);
  }); // prettier-ignore

  it('says them all at once, in order', () => {
    const { errors, variables } = parseTemplate('{{dat x}} {{a.b}} {{{c}}} {{#iff d}}{{/iff}}');
    expect(errors).toHaveLength(3);
    expect(variables.map(({ path }) => path)).toEqual(['a.b']);
  });

  it('refuses what is too long or too deep, whatever is in it', () => {
    const deep = (depth: number) => '{{#if a}}'.repeat(depth) + '{{/if}}'.repeat(depth);
    expect(parseTemplate(deep(30)).errors).toEqual([]);
    expect(parseTemplate(deep(60)).errors[0]?.message).toBe('blocks are nested more than 40 deep');
    expect(parseTemplate(deep(1_001)).errors[0]?.message).toBe('the template has more than 1000 blocks');
    expect(parseTemplate('{{else}}'.repeat(1_001)).errors[0]?.message).toBe('the template has more than 1000 blocks');
    const calls = (depth: number) => `{{default a ${'(default a '.repeat(depth)}"x"${')'.repeat(depth)}}}`;
    expect(parseTemplate(calls(8)).errors).toEqual([]);
    expect(parseTemplate(calls(20)).errors[0]?.message).toBe('calls are nested too deeply');
    expect(parseTemplate(calls(2_001)).errors[0]?.message).toBe('the template has more than 2000 parentheses');
    expect(parseTemplate('x'.repeat(200_001)).errors[0]?.message).toBe('the template is longer than 200000 characters');
  });
});

describe('HTML', () => {
  const messages = (body: string) => parseTemplate(body, 'html').errors.map(({ message }) => message);

  it.each([
    '<p title="{{a}}">{{b}}</p>',
    "<a href='https://acme.example/{{a}}?x={{b}}'>{{c}}</a>",
    '<a href="{{link}}">x</a><a href="mailto:{{a}}">y</a><a href="#{{a}}">z</a><a href="/t/{{a}}">t</a>',
    '<p>a < b {{c}} 1<2</p>',
    '{{#if a}}<b>{{a}}</b>{{else}}<i>x</i>{{/if}}',
    '<p class="{{#if a}}on{{else}}off{{/if}} {{b}}">x</p>',
    '<style>p { color: red }</style><script>let a = "<p>";</script>{{a}}',
    '<!-- <p title=" -->{{a}}<!DOCTYPE html>{{b}}',
    '<input disabled>{{a}}<br/>{{b}}',
    '<a\n  class="x"\n  href="{{a}}"\n>{{b}}</a>',
    '<ul>{{#each xs as |x|}}<li>{{x}}</li>{{/each}}</ul>{{> sig}}',
  ])('data may stand in %j', (body) => {
    expect(messages(body)).toEqual([]);
  });

  it.each([
    ['<p {{a}}>', '`{{a}}` stands where escaping does not hold'],
    ['<p title={{a}}>x</p>', '`{{a}}` stands where escaping does not hold'],
    ['<{{a}}>x', '`{{a}}` stands where escaping does not hold'],
    ['<script>let a = "{{a}}"</script>', '`{{a}}` stands where escaping does not hold'],
    ['<STYLE>{{a}}</STYLE>', '`{{a}}` stands where escaping does not hold'],
    ['<!-- {{a}} -->', '`{{a}}` stands where escaping does not hold'],
    ['<p onclick="go({{a}})">x</p>', '`{{a}}` may not stand in `onclick`'],
    ['<p style="color: {{a}}">x</p>', '`{{a}}` may not stand in `style`'],
    ['<a href="javascript:{{a}}">x</a>', '`href` starts with `javascript:`, which is no safe address'],
    ['<a href="//{{a}}">x</a>', '`href` starts with `//`, which is no safe address'],
    ['<a HREF = " {{a}}{{b}}">x</a>', '`href` starts with `{{}}`, which is no safe address'],
    ['<a href="{{#if a}}{{b}}{{/if}}{{c}}">x</a>', '`href` starts with `{{}}`, which is no safe address'],
    ['{{#if a}}<p title="{{/if}}x">', 'this block opens or closes only a part of a tag'],
    ['<p{{#if a}}>{{else}}>{{/if}}', 'this block opens or closes only a part of a tag'],
    ['<p title="{{> sig}}">x</p>', 'a partial stands between tags, not inside one'],
    ['<p title="', 'the page ends inside a tag'],
  ])('data may not stand in %j', (body, message) => {
    expect(messages(body)).toContain(message);
  });
});
