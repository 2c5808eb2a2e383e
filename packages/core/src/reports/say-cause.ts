import type { ResolutionReport } from './resolution-report.ts';

type Origin = ResolutionReport['origin'];

/** Why a run began, as a noun phrase in a reader's language. `name` says what a person is called. */
export function sayCause(origin: Origin, language: string, name: (person: string) => string = (id) => id): string {
  return /^de\b/u.test(language) ? german(origin, name) : english(origin, name);
}

function english(origin: Origin, name: (person: string) => string): string {
  switch (origin?.kind) {
    case 'event':
      return `event ${origin.source}/${origin.id}, by trigger ${origin.trigger}`;
    case 'person':
      return `person ${name(origin.person)}, by ${origin.how} ${origin.key}`;
    case 'run':
      return `run ${origin.run}, step ${origin.node}`;
    case undefined:
      return 'unknown';
  }
}

const ways = { request: 'Anfrage', start: 'Start von Hand', troubleshoot: 'Fehlersuche' } as const;

function german(origin: Origin, name: (person: string) => string): string {
  switch (origin?.kind) {
    case 'event':
      return `Ereignis ${origin.source}/${origin.id}, durch den Auslöser ${origin.trigger}`;
    case 'person':
      return `Person ${name(origin.person)}, durch ${ways[origin.how]} ${origin.key}`;
    case 'run':
      return `Ablauf ${origin.run}, Schritt ${origin.node}`;
    case undefined:
      return 'unbekannt';
  }
}
