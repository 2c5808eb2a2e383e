import { readFact } from '@deskbook/policies/conditions';
import type { FactPath, Facts, Json, JsonObject } from '@deskbook/policies';
import { derivedFrom } from '@deskbook/dsl/bundle';
import type { Bundle, Derivation, Root } from '@deskbook/dsl/bundle';
import { deriveFact } from './derive-fact.ts';
import type { FactPorts } from './fact-ports.ts';
import { isRecord } from './is-record.ts';
import { personRecord } from './person-record.ts';
import { recordedRoots, ticketRecord } from './ticket-record.ts';
import { own } from './own.ts';

/** Which facts, and what is known of them already. */
export interface FactRequest {
  readonly bundle: Pick<Bundle, 'facts'>;
  /** Only the roots of these are read; a path that is just a root stands for all of it. */
  readonly needs: readonly FactPath[];
  /** Roots at hand. A root of a record type may hold an id instead of a record: then the record is read. */
  readonly base: Facts;
  readonly ports: FactPorts;
  /** ISO 8601; also the fact `now`. */
  readonly now: string;
}

/** A root that could not be read: whatever depends on it is undecided. */
export interface Unavailable {
  readonly root: string;
  /** The system it is read from: a port's name. */
  readonly system: string;
  readonly reason: string;
}

/** Facts of one moment, and what could not be had. */
export interface Gathered {
  readonly facts: Facts;
  readonly unavailable: readonly Unavailable[];
}

/**
 * Gathers the facts that something needs, as they are at this moment: people from the directory with their groups closed
 * transitively, assets and how they are doing, recorded tickets, and what is derived from them. An outage leaves the root absent and named; it never throws.
 */
export async function gatherFacts(request: FactRequest): Promise<Gathered> {
  const { bundle, base, ports, now } = request;
  const { derived } = bundle.facts;
  const facts: { [root: string]: Json } = { ...base, now };
  const unavailable = new Map<string, Omit<Unavailable, 'root'>>();
  const begun = new Set<string>();

  /** Makes a path readable, as far as it can be. Each root and each derived fact is begun once, so that circles end. */
  async function provide(path: FactPath): Promise<void> {
    const [root = ''] = path.split('.', 1);
    if (first(root)) await readRoot(root);
    if (path === `${root}.assets` && first(path)) await readAssets(root);
    const wanted = path === root ? Object.keys(derived).filter((fact) => fact.startsWith(`${root}.`)) : [path];
    for (const fact of wanted) {
      const derivation = own(derived, fact);
      if (derivation !== undefined && first(fact)) await derive(fact, derivation);
    }
  }

  function first(name: string): boolean {
    return !begun.has(name) && begun.add(name).has(name);
  }

  async function readRoot(root: string): Promise<void> {
    const declared = own(bundle.facts.roots, root);
    if (declared === undefined || !foundById.has(declared.type) || isRecord(facts[root])) return;
    const id = await idOf(root, declared);
    if (typeof id === 'string')
      await attempt(root, systemOf(declared.type), async () => setRoot(root, await readRecord(declared.type, id)));
  }

  /** The id a root's record is found by: given, or held by another fact. */
  async function idOf(root: string, declared: Root): Promise<Json | undefined> {
    const given = facts[root];
    if (typeof given === 'string' || declared.from === undefined) return given;
    await provide(declared.from);
    const outage = unavailable.get(declared.from.split('.', 1)[0] ?? '');
    if (outage !== undefined) unavailable.set(root, outage);
    return readFact(facts, declared.from);
  }

  function setRoot(root: string, record: JsonObject | null): void {
    if (record === null) facts[root] = null;
    else facts[root] = record;
  }

  async function readRecord(type: string, id: string): Promise<JsonObject | null> {
    if (type === 'person') return personRecord(ports.directory, id);
    if (type === 'asset') return withId(id, (await ports.assets?.asset(id)) ?? null);
    if (type === 'monitoring') return withId(id, (await ports.monitoring?.status(id)) ?? null);
    if (type === 'sla') return ports.serviceLevel?.(id, now) ?? null;
    return type === 'ticket' ? readTicket(id) : null;
  }

  /** A recorded ticket, with what was told together with it. */
  function readTicket(id: string): JsonObject | null {
    const recorded = ports.store.ticket(id);
    if (recorded === null) return null;
    for (const [root, value] of Object.entries(recordedRoots(recorded.facts))) {
      if (root !== 'ticket') facts[root] ??= value;
    }
    return withId(id, ticketRecord(recorded.facts));
  }

  async function readAssets(root: string): Promise<void> {
    const person = facts[root];
    if (!isRecord(person) || person['assets'] !== undefined || ports.assets === undefined) return;
    const { assets } = ports;
    const { id } = person;
    if (typeof id !== 'string') return;
    await attempt(`${root}.assets`, 'assets', async () =>
      setRoot(root, { ...person, assets: await assets.assetsOf(id) }),
    );
  }

  async function derive(fact: FactPath, derivation: Derivation): Promise<void> {
    const needed = derivation.kind === 'count' ? [derivation.of] : derivedFrom(derivation);
    for (const path of needed) await provide(path);
    const value =
      derivation.kind === 'lookup' ? await lookUp(fact, derivation) : deriveFact(derivation, facts, ports.store);
    const [root = '', field = ''] = fact.split('.', 2);
    const record = facts[root];
    if (value !== undefined && isRecord(record)) facts[root] = { ...record, [field]: value };
  }

  async function lookUp(fact: FactPath, derivation: Lookup): Promise<Json | undefined> {
    const id = readFact(facts, derivation.by);
    if (typeof id !== 'string') return undefined;
    const record = await attempt(fact, systemOf(derivation.in), () => readRecord(derivation.in, id));
    return record === null || record === undefined ? undefined : readFact(record, derivation.take);
  }

  /** Reads from a port. An outage is named, and what was to be read stays absent. */
  async function attempt<Read>(root: string, system: string, read: () => Promise<Read>): Promise<Read | undefined> {
    try {
      return await read();
    } catch (error) {
      unavailable.set(root, { system, reason: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  }

  for (const path of request.needs) await provide(path);
  return {
    facts: withoutUnread(bundle, facts),
    unavailable: [...unavailable].map(([root, outage]) => ({ root, ...outage })),
  };
}

/** Records that are found by an id. Any other root is as it was given: `now` is a moment, and nobody's id. */
const foundById: ReadonlySet<string> = new Set(['person', 'asset', 'monitoring', 'ticket', 'sla']);

const systems: { readonly [type: string]: string } = {
  person: 'directory',
  asset: 'assets',
  monitoring: 'monitoring',
  ticket: 'store',
};

/** The system records of a type are read from. */
const systemOf = (type: string): string => (Object.hasOwn(systems, type) ? systems[type] : undefined) ?? type;

type Lookup = Extract<Derivation, { kind: 'lookup' }>;

function withoutUnread(bundle: FactRequest['bundle'], facts: { readonly [root: string]: Json }): Facts {
  const read: { [root: string]: Json } = {};
  for (const [root, value] of Object.entries(facts)) if (!isUnread(bundle, root, value)) read[root] = value;
  return read;
}

/** A root that is still only an id: nothing can be read of it, and an id is not its record. */
function isUnread(bundle: FactRequest['bundle'], root: string, value: Json): boolean {
  const type = own(bundle.facts.roots, root)?.type;
  return typeof value === 'string' && type !== undefined && Object.hasOwn(bundle.facts.records, type);
}

function withId(id: string, record: JsonObject | null): JsonObject | null {
  return record === null ? null : { ...record, id };
}
