import type { JsonObject } from '@deskbook/policies';
import type { Bundle, Fixtures } from '@deskbook/dsl/bundle';
import type { Assets } from '../ports/assets.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { HelpDesk } from '../ports/help-desk.ts';
import type { Knowledge } from '../ports/knowledge.ts';
import type { Monitoring } from '../ports/monitoring.ts';
import type { PastTickets } from '../ports/past-tickets.ts';
import type { Perform } from '../ports/perform.ts';
import type { Secrets } from '../ports/secrets.ts';
import { fixtureDirectory } from './fixture-directory.ts';
import { fixturePerform, type FixtureCall, type Mocks } from './fixture-perform.ts';
import { own } from '../facts/own.ts';

/** A port that can be made to be down. */
export type PortName =
  | 'perform'
  | 'directory'
  | 'assets'
  | 'monitoring'
  | 'knowledge'
  | 'pastTickets'
  | 'secrets'
  | 'helpDesk';

/** Every port of a desk, answering from fixtures, with a record of what was asked of the world and switches for outages. */
export interface FixturePorts {
  readonly perform: Perform;
  readonly directory: Directory;
  readonly assets: Assets;
  readonly monitoring: Monitoring;
  readonly knowledge: Knowledge;
  readonly pastTickets: PastTickets;
  readonly secrets: Secrets;
  readonly helpDesk: HelpDesk;
  readonly calls: readonly FixtureCall[];
  /** Actions with a mock that never answered. */
  readonly unusedMocks: () => readonly string[];
  /** Takes a port down or up again. While it is down every one of its methods rejects, and `perform` is `unavailable`. */
  readonly setDown: (port: string, down: boolean) => void;
}

/** What fixture ports are made with. */
export interface FixturePortsOptions {
  readonly bundle: Pick<Bundle, 'actions'>;
  readonly clock?: Clock;
  readonly mocks?: Mocks;
  /** Ports that are down from the start. */
  readonly down?: readonly string[];
}

/**
 * Stands fixtures in for the world.
 *
 * @example
 * const ports = fixturePorts(people, { bundle });
 * ports.setDown('directory', true);
 */
export function fixturePorts(fixtures: Fixtures, { bundle, mocks = {}, down = [] }: FixturePortsOptions): FixturePorts {
  const isDown = new Set<string>(down);
  const world = fixturePerform(bundle, fixtures, mocks);
  const guarded = <Port extends object>(name: PortName, port: Port): Port => guard(port, name, () => isDown.has(name));
  return {
    perform: async (action, input, options) =>
      isDown.has('perform')
        ? { status: 'failed', error: 'unavailable', message: 'it is down' }
        : world.perform(action, input, options),
    directory: guarded('directory', fixtureDirectory(fixtures)),
    assets: guarded('assets', assetsOf(fixtures)),
    monitoring: guarded('monitoring', { status: async (asset) => own(fixtures.monitoring, asset) ?? null }),
    knowledge: guarded('knowledge', knowledgeOf(fixtures)),
    pastTickets: guarded('pastTickets', pastTicketsOf(fixtures)),
    secrets: guarded('secrets', { secret: async (name) => own(fixtures.secrets, name) ?? null }),
    helpDesk: guarded('helpDesk', helpDeskOf(fixtures)),
    calls: world.calls,
    unusedMocks: world.unusedMocks,
    setDown: (port, down) => void (down ? isDown.add(port) : isDown.delete(port)),
  };
}

/** The same port, of which every method rejects while it is down. */
function guard<Port extends object>(port: Port, name: string, isDown: () => boolean): Port {
  const methods = Object.entries(port).map(([method, call]: [string, (...given: readonly unknown[]) => unknown]) => {
    const guarded = async (...given: readonly unknown[]): Promise<unknown> => {
      if (isDown()) throw new Error(`the ${name} is down`);
      return call(...given);
    };
    return [method, guarded] as const;
  });
  return Object.fromEntries(methods) as Port;
}

function assetsOf({ assets }: Fixtures): Assets {
  return {
    asset: async (id) => own(assets, id) ?? null,
    assetsOf: async (person) => Object.keys(assets).filter((id) => own(assets, id)?.['owner'] === person),
  };
}

/** Articles that share the most words with the text. */
function knowledgeOf({ articles }: Fixtures): Knowledge {
  return {
    search: async (text, atMost) => {
      const words = wordsIn(text);
      return articles
        .map((article) => ({ article, shared: article.words.filter((word) => words.has(word.toLowerCase())).length }))
        .filter(({ shared }) => shared > 0)
        .sort((one, other) => other.shared - one.shared)
        .slice(0, atMost)
        .map(({ article: { id, title, url, verified } }) => ({ id, title, url, verified }));
    },
  };
}

/** Past tickets of the same workflow, or that share words with the request; the likest first. */
function pastTicketsOf({ pastTickets }: Fixtures): PastTickets {
  return {
    similar: async (request, atMost) => {
      const words = wordsIn(JSON.stringify(request));
      return pastTickets
        .map((ticket) => ({ ticket, likeness: likeness(request, words, ticket) }))
        .filter((found) => found.likeness > 0)
        .sort((one, other) => other.likeness - one.likeness)
        .slice(0, atMost)
        .map(({ ticket }) => ticket);
    },
  };
}

function likeness(request: JsonObject, words: ReadonlySet<string>, ticket: Fixtures['pastTickets'][number]): number {
  const shared = [...wordsIn(ticket.summary)].filter((word) => words.has(word)).length;
  return shared + (request['workflow'] === ticket.workflow ? 100 : 0);
}

function helpDeskOf({ tickets }: Fixtures): HelpDesk {
  return {
    ticket: async (id) => own(tickets, id) ?? null,
    changesSince: async (cursor) => ({ events: [], cursor: cursor ?? '0', more: false }),
  };
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}-]{3,}/gu));
}
