export { closeGroups } from './close-groups.ts';
export { deriveFact, type OwnDerivation } from './derive-fact.ts';
export type * from './fact-ports.ts';
export { gatherFacts, type FactRequest, type Gathered, type Unavailable } from './gather-facts.ts';
export { personRecord } from './person-record.ts';
export { recordedRoots, ticketRecord } from './ticket-record.ts';
