import type { Condition, Denial, FactPath, Truth } from '@deskbook/policies';
import { deniesTheDesk } from '../../../diagnostics/pages/permission/denies-the-desk.ts';
import { covers } from '../../definitions/action-pattern.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import { comparisonsIn } from '../flow/truth-in.ts';
import { own } from '../steps/own.ts';
import { usesOf, type Use } from './uses-of.ts';

/** What is known of the desk as a subject. */
const known: ReadonlySet<FactPath> = new Set([
  'subject',
  'subject.type',
  'subject.id',
  'subject.groups',
  'subject.roles',
]);

/** A denial for everybody that asks what is known of people alone: it can never fail for the desk, so it always stops it. */
export function deniedDesk(compiled: Compiled): void {
  const denials = compiled.access.denials.filter(({ role, when }) => role === 'anyone' && when !== null && stops(when));
  const uses = denials.length === 0 ? [] : usesOf(compiled);
  for (const denial of denials) {
    const use = uses.find((one) => concerns(denial, one, compiled));
    if (use !== undefined) reportDenial(denial, use, compiled);
  }
}

function concerns({ deny, resource }: Denial, { action }: Use, compiled: Compiled): boolean {
  const type = own(compiled.actions, action)?.resource?.type ?? 'ticket';
  return (resource ?? type) === type && deny.some((pattern) => covers(pattern, action));
}

function reportDenial({ id, when, reference, deny }: Denial, use: Use, compiled: Compiled): void {
  const place = placeAt(compiled.checking, `${reference}/role`);
  const fact = when === null ? undefined : comparisonsIn(when).map(asked).find(isPersonal);
  if (place === null || fact === undefined) return;
  const message = `\`${id}\` also stops the desk itself, of which \`${fact}\` is never known: \`${use.action}\` in ${use.where}`;
  const people = compiled.access.grants.find(
    ({ ask }) => ask.some((pattern) => covers(pattern, use.action)) || ask.some((pattern) => deny.includes(pattern)),
  );
  const example = people === undefined ? '' : `, such as \`${people.role}\``;
  report(place, deniesTheDesk, message, { help: `name the role it is about${example}` });
}

const isPersonal = (fact: FactPath): boolean => fact.startsWith('subject.') && !known.has(fact);

/** The fact of a comparison that is about a person, where one is. */
const asked = ({ fact, operand }: ReturnType<typeof comparisonsIn>[number]): FactPath =>
  'fact' in operand && isPersonal(operand.fact) ? operand.fact : fact;

/** Whether a condition never fails for the desk: whatever else is the case, it holds or is undecided. */
const stops = (condition: Condition): boolean => !possible(condition).has('fails');

/** What a condition can come to for the desk. Facts that are not about the subject can be anything. */
function possible(condition: Condition): ReadonlySet<Truth> {
  switch (condition.kind) {
    case 'not':
      return new Set([...possible(condition.of)].map((truth) => opposites[truth]));
    case 'all':
      return together(condition.of, 'fails', 'holds');
    case 'any':
      return together(condition.of, 'holds', 'fails');
    case 'compare': {
      if (!isPersonal(asked(condition))) return anything;
      if (condition.operator !== 'known' || !('value' in condition.operand)) return new Set(['undecided']);
      return new Set([condition.operand.value === false ? 'holds' : 'fails']);
    }
    case 'some':
    case 'every':
      return isPersonal(condition.fact) ? new Set(['undecided']) : anything;
  }
}

const anything: ReadonlySet<Truth> = new Set(['holds', 'fails', 'undecided']);
const opposites: { readonly [truth in Truth]: Truth } = { holds: 'fails', fails: 'holds', undecided: 'undecided' };

/** One part with the stronger truth is enough for it; the weaker needs every part. Parts are taken to be independent. */
function together(parts: readonly Condition[], stronger: Truth, weaker: Truth): ReadonlySet<Truth> {
  const all = parts.map(possible);
  const found = new Set<Truth>();
  if (all.some((part) => part.has(stronger))) found.add(stronger);
  if (all.every((part) => part.has(weaker))) found.add(weaker);
  if (all.some((part) => part.has('undecided'))) found.add('undecided');
  return found;
}
