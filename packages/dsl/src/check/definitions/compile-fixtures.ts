import type { Json, JsonObject } from '@deskbook/policies';
import type { FixtureAnswer, FixturePerson, Fixtures } from '../../bundle/fixtures.ts';
import type { Fields } from '../../bundle/field.ts';
import { unknownName } from '../../diagnostics/pages/reference/unknown-name.ts';
import { unknownProperty } from '../../diagnostics/pages/test/unknown-property.ts';
import type { FixtureAnswerShape, FixturePersonShape, FixturesShape } from '../../shape/fixtures.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { compileLiteral } from '../compile-literal.ts';
import { at, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { referAmong } from '../refer.ts';
import { report } from '../report.ts';
import { suggestion } from '../suggestion.ts';

/** Compiles `kind: fixtures`: people, assets and tickets have the fields the vocabulary says, in its spelling. */
export function compileFixtures(definition: Definition, program: Program): Fixtures {
  const raw = definition.data as unknown as FixturesShape;
  const place = placeIn(program.checking, definition);
  const { records } = program.facts;
  return {
    id: raw.id,
    people: mapOf(raw.people, at(place, 'people'), (person, id, here) =>
      compilePerson(id, person, here, records['person'] ?? {}),
    ),
    groups: raw.groups ?? {},
    schedules: raw.schedules ?? {},
    absences: raw.absences ?? [],
    assets: mapOf(raw.assets, at(place, 'assets'), (asset, _, here) =>
      compileRecord(asset, records['asset'] ?? {}, here),
    ),
    monitoring: mapOf(raw.monitoring, at(place, 'monitoring'), (status, _, here) =>
      compileRecord(status, records['monitoring'] ?? {}, here),
    ),
    tickets: mapOf(raw.tickets, at(place, 'tickets'), (ticket, _, here) =>
      compileRecord(ticket, records['ticket'] ?? {}, here),
    ),
    articles: (raw.articles ?? []).map(({ id, title, url, verified = false, words }) => ({
      id,
      title,
      url,
      verified,
      words,
    })),
    pastTickets: (raw.past_tickets ?? []).map(({ id, workflow, summary, outcome, minutes, notes = [] }) => ({
      id,
      workflow,
      summary,
      outcome,
      minutes,
      notes,
    })),
    secrets: raw.secrets ?? {},
    actions: compileAnswers(raw.actions, at(place, 'actions'), program),
  };
}

function mapOf<From, To>(
  raw: { readonly [id: string]: From } | undefined,
  place: Place,
  compile: (value: From, id: string, place: Place) => To,
): { [id: string]: To } {
  // prettier-ignore
  return Object.fromEntries(Object.entries(raw ?? {}).map(([id, value]) => [id, compile(value, id, at(place, id))]));
}

function compilePerson(id: string, raw: FixturePersonShape, place: Place, fields: Fields): FixturePerson {
  const { groups = [], accounts = {}, ...rest } = raw;
  const properties = compileRecord(rest, fields, place);
  return { id, groups, accounts, properties };
}

/** A record of the vocabulary. What it does not have is not asked for: fixtures are often partial. */
function compileRecord(raw: JsonObject, fields: Fields, place: Place): JsonObject {
  const compiled: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(raw)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      const help = suggestion(name, Object.keys(fields));
      report(at(place, name), unknownProperty, `\`facts\` knows no \`${name}\` here`, { on: 'key', help });
    } else compiled[name] = value === null ? null : (compileLiteral(value, field, at(place, name), name) ?? null);
  }
  return compiled;
}

/** What actions answer, in fixtures and in the mocks of tests. */
export function compileAnswers(
  raw: { readonly [action: string]: readonly FixtureAnswerShape[] } | undefined,
  place: Place,
  program: Program,
): { [action: string]: readonly FixtureAnswer[] } {
  // prettier-ignore
  return mapOf(raw, place, (answers, action, here) => {
    if (!referAmong(action, Object.keys(program.actions), 'action', here)) return [];
    return answers.map((answer, index) => compileAnswer(answer, action, at(here, index), program));
  });
}

function compileAnswer(raw: FixtureAnswerShape, action: string, place: Place, program: Program): FixtureAnswer {
  const contract = program.actions[action];
  const when = raw.when === undefined ? null : compileRecord(raw.when, contract?.input ?? {}, at(place, 'when'));
  if ('output' in raw) {
    return { when, output: compileRecord(raw.output, contract?.output ?? {}, at(place, 'output')), error: null };
  }
  const errors = [...(contract?.errors ?? []), 'unknown'];
  if (!errors.includes(raw.error)) {
    const help = suggestion(raw.error, errors);
    report(at(place, 'error'), unknownName, `\`${action}\` declares no error \`${raw.error}\``, { help });
  }
  return { when, output: null, error: raw.error };
}
