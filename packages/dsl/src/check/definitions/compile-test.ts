import type { Json } from '@deskbook/policies';
import type { TestDefinition, TestStep } from '../../bundle/test-definition.ts';
import { unknownPerson } from '../../diagnostics/pages/test/unknown-person.ts';
import type { FixturesShape } from '../../shape/fixtures.ts';
import { acts, type MayShape, type TestShape, type TestStepShape } from '../../shape/test.ts';
import type { Kind } from '../../syntax/kind.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { accessIds } from '../access-ids.ts';
import { compileDuration } from '../compile-duration.ts';
import { compileText } from '../compile-text.ts';
import { at, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { refer, referAmong } from '../refer.ts';
import { report } from '../report.ts';
import { suggestion } from '../suggestion.ts';
import { permissible } from './action-pattern.ts';
import { compileAnswers } from './compile-fixtures.ts';

/** When a test begins that does not say: a Monday morning. */
const usualClock = '2026-03-02T09:00:00.000Z';

/** What the acts of a test name. */
const named: { readonly [act in TestStep['act']]?: Kind } = {
  troubleshoot: 'tree',
  request: 'service',
  approve: 'approval',
  reject: 'approval',
  delegate: 'approval',
};

/** Compiles `kind: test`. What it expects is compared when it runs; here, everything it names must exist. */
export function compileTest(definition: Definition, program: Program): TestDefinition {
  const raw = definition.data as unknown as TestShape;
  const place = placeIn(program.checking, definition);
  for (const [index, fixture] of (raw.uses ?? []).entries()) refer('fixtures', fixture, at(place, 'uses', index));
  const people = peopleOf(raw, program);
  return {
    id: raw.id,
    title: titleOf(raw, place),
    file: definition.file,
    uses: raw.uses ?? [],
    clock: raw.clock ?? usualClock,
    given: raw.given ?? {},
    mocks: compileAnswers(raw.mocks, at(place, 'mocks'), program),
    down: raw.down ?? [],
    steps: (raw.steps ?? []).flatMap(
      (step, index) => compileStep(step, at(place, 'steps', index), people, program) ?? [],
    ),
    may: (raw.may ?? []).map((question, index) => compileMay(question, at(place, 'may', index), people, program)),
  };
}

function titleOf(raw: TestShape, place: Place): string {
  if (raw.title === undefined) return raw.id;
  return compileText(raw.title, at(place, 'title'))?.[place.checking.languages[0]] ?? raw.id;
}

/** Everybody in the fixtures a test uses; null where one of these is not there to look into. */
function peopleOf(raw: TestShape, { checking }: Program): readonly string[] | null {
  const fixtures = (raw.uses ?? []).flatMap((id) => checking.names.find('fixtures', id) ?? []);
  if (fixtures.length === 0 || fixtures.length < (raw.uses ?? []).length) return null;
  return fixtures.flatMap(({ data }) => Object.keys((data as unknown as FixturesShape).people ?? {}));
}

function compileStep(
  raw: TestStepShape,
  place: Place,
  people: readonly string[] | null,
  program: Program,
): TestStep | null {
  const act = acts.find((candidate) => Object.hasOwn(raw, candidate));
  if (act === undefined) return null;
  const kind = named[act];
  if (act === 'start') referToStartable(raw.start, at(place, 'start'), program);
  else if (kind !== undefined) refer(kind, raw[act], at(place, act));
  if (act === 'after') compileDuration(raw.after, at(place, 'after'));
  if (act === 'event' && raw.from !== undefined) refer('source', raw.from, at(place, 'from'));
  checkPerson(raw.by, at(place, 'by'), people);
  for (const person of [raw.to ?? []].flat()) checkPerson(person, at(place, 'to'), people);
  const { expect, may = [], ...argument } = raw;
  return {
    act,
    argument,
    expect: expect ?? null,
    may: may.map((question, index) => compileMay(question, at(place, 'may', index), people, program)),
    pointer: place.pointer,
  };
}

/** A workflow, or what an `access` gives for a while. */
function referToStartable(id: Json | undefined, place: Place, { checking }: Program): void {
  referAmong(
    id,
    [...checking.names.ids('workflow'), ...accessIds(checking, 'temporary', 'break_glass')],
    'workflow',
    place,
  );
}

function checkPerson(person: Json | undefined, place: Place, people: readonly string[] | null): void {
  if (typeof person !== 'string' || people === null || people.includes(person)) return;
  report(place, unknownPerson, `the fixtures have no person \`${person}\``, { help: suggestion(person, people) });
}

function compileMay(
  raw: MayShape,
  place: Place,
  people: readonly string[] | null,
  program: Program,
): TestDefinition['may'][number] {
  // prettier-ignore
  checkPerson(raw.who, at(place, 'who'), people);
  referAmong(raw.do, permissible(program), 'action', at(place, 'do'));
  const { who, do: action, resource, ticket = null, answer, because = null } = raw;
  return { who, do: action, resource, ticket, answer, because, pointer: place.pointer };
}
