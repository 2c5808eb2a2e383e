import type { Binder } from './binder.ts';
import type { HtmlPlace } from './html-place.ts';
import { htmlStart, readHtml } from './html-place.ts';
import type { BlockStatement, MustacheStatement, Program, Statement } from './syntax-tree.ts';

const links: ReadonlySet<string> = new Set([
  'href', 'src', 'action', 'formaction', 'cite', 'poster', 'data', 'background', 'longdesc', 'ping', 'xlink:href',
]); // prettier-ignore

/** What a value's beginning must be, if it is written out, so that data cannot choose the scheme of a link. */
const safeStart = /^\s*(?:https?:\/\/|mailto:|tel:|cid:|#|\?|\/(?![/\\]))/iu;

/**
 * Holds data to places of a page where escaping is enough, and finds the values that decide where a link leads: those are
 * checked when rendered. Each block must end where it began, so that a page reads the same whichever way it goes.
 */
export function checkHtml(program: Program, binder: Binder): ReadonlySet<MustacheStatement> {
  const linkValues = new Set<MustacheStatement>();
  const end = readProgram(program, htmlStart, binder, linkValues);
  if (end.kind !== 'text' && program.loc !== undefined) binder.refuse(program.loc, 'the page ends inside a tag');
  return linkValues;
}

type LinkValues = Set<MustacheStatement>;

function readProgram(program: Program, start: HtmlPlace, binder: Binder, linkValues: LinkValues): HtmlPlace {
  return program.body.reduce((place, statement) => readStatement(statement, place, binder, linkValues), start);
}

function readStatement(statement: Statement, place: HtmlPlace, binder: Binder, linkValues: LinkValues): HtmlPlace {
  if (statement.type === 'ContentStatement') return readHtml(place, statement.value);
  if (statement.type === 'MustacheStatement') return readMustache(statement, place, binder, linkValues);
  if (statement.type === 'BlockStatement') return readBlock(statement, place, binder, linkValues);
  if (statement.type === 'PartialStatement' && place.kind !== 'text') {
    binder.refuse(statement.loc, 'a partial stands between tags, not inside one');
  }
  return place;
}

function readMustache(
  mustache: MustacheStatement,
  place: HtmlPlace,
  binder: Binder,
  linkValues: LinkValues,
): HtmlPlace {
  if (place.kind === 'text') return place;
  const shown = binder.source(mustache.loc);
  if (place.kind !== 'value') {
    binder.refuse(
      mustache.loc,
      `\`${shown}\` stands where escaping does not hold`,
      'show it in text or in a quoted attribute',
    );
    return place;
  }
  const { attribute, before } = place;
  if (attribute.startsWith('on') || attribute === 'style' || attribute === 'srcdoc' || attribute === 'srcset') {
    binder.refuse(mustache.loc, `\`${shown}\` may not stand in \`${attribute}\``);
  } else if (links.has(attribute) && !safeStart.test(before)) {
    if (before.trim() === '') linkValues.add(mustache);
    else binder.refuse(mustache.loc, `\`${attribute}\` starts with \`${before.trim()}\`, which is no safe address`);
  }
  return { ...place, before: `${before}{{}}` };
}

function readBlock(block: BlockStatement, place: HtmlPlace, binder: Binder, linkValues: LinkValues): HtmlPlace {
  const ends = [block.program, block.inverse].map((part) =>
    part === undefined ? place : readProgram(part, place, binder, linkValues),
  );
  const isWhole = ends.every((end) => samePlace(end, place));
  if (!isWhole)
    binder.refuse(
      block.loc,
      'this block opens or closes only a part of a tag',
      'put whole tags or whole texts into it',
    );
  return place.kind === 'value' ? { ...place, before: `${place.before}{{}}` } : place;
}

/** The same, but for what a value or a tag has gathered. */
function samePlace(one: HtmlPlace, other: HtmlPlace): boolean {
  if (one.kind !== other.kind) return false;
  if (one.kind === 'value' && other.kind === 'value') return one.attribute === other.attribute;
  return one.kind !== 'raw' || (other.kind === 'raw' && one.element === other.element);
}
