import { finallyBlock, type ActionContract, type Bundle } from '@deskbook/dsl/bundle';
import { type Commit, type DeskOptions, openDesk } from '../../src/index.ts';
import type { LifeOptions } from './live.ts';

export type Mutant = Pick<LifeOptions, 'open' | 'breakStore'>;

/** A desk that is opened with something else than it was given. */
const openedWith = (change: (options: DeskOptions) => Partial<DeskOptions>): Mutant => ({
  open: async (options) => openDesk({ ...options, ...change(options) }),
});

/** A store that makes something else of a commit than it was handed. */
const committing = (change: (commit: Commit) => Commit): Mutant => ({
  breakStore: (store) => ({ ...store, commit: async (commit) => store.commit(change(commit)) }),
});

/** A desk that takes the contracts of actions for others than they are. */
const misreading = (change: (contract: ActionContract) => Partial<ActionContract>): Mutant =>
  openedWith(({ bundle }) => ({ bundle: withActions(bundle, change) }));

const withActions = (bundle: Bundle, change: (contract: ActionContract) => Partial<ActionContract>): Bundle => ({
  ...bundle,
  actions: Object.fromEntries(
    Object.entries(bundle.actions).map(([id, contract]) => [id, { ...contract, ...change(contract) }]),
  ),
});

export const mutants: readonly (readonly [law: string, what: string, mutant: Mutant])[] = [
  [
    'every event once',
    'a store that does not remember what it has seen',
    committing((commit) => ({ ...commit, seen: [] })),
  ],
  [
    'every event once',
    'a desk that never looks at its triggers',
    openedWith(({ bundle }) => ({ bundle: { ...bundle, triggers: [] } })),
  ],
  [
    'permitted first',
    'a desk that does something before it has asked',
    openedWith(({ perform }) => ({
      onEntry: (run, { type }) => {
        const { signal } = new AbortController();
        const options = { key: `${run}/early`, deadline: '2027-01-01T00:00:00.000Z', signal, scopes: [] };
        if (type === 'run.started') void perform('write.0', { what: 'early' }, options).catch(() => {});
      },
    })),
  ],
  [
    'once under a key',
    'an executor that repeats whatever it does not know',
    misreading(() => ({ idempotent: 'by_key' })),
  ],
  [
    'said and done',
    'a port that only says so',
    openedWith(({ bundle }) => ({
      perform: async (action) => ({
        status: 'done',
        output: Object.fromEntries(
          Object.keys(bundle.actions[action]?.output ?? {}).map((field) => [field, 'so it says']),
        ),
      }),
    })),
  ],
  ['taken back', 'a desk that thinks nothing can be taken back', misreading(() => ({ undo: null }))],
  [
    'approved by others',
    'a desk to which one vote is enough',
    openedWith(({ bundle }) => ({
      bundle: {
        ...bundle,
        approvals: Object.fromEntries(Object.entries(bundle.approvals).map(([id, one]) => [id, { ...one, need: 1 }])),
      },
    })),
  ],
  [
    'finished once',
    'a desk that takes what is done at the end for steps like the others',
    openedWith(({ bundle }) => ({
      bundle: {
        ...bundle,
        workflows: Object.fromEntries(
          Object.entries(bundle.workflows).map(([id, workflow]) => [
            id,
            {
              ...workflow,
              nodes: workflow.nodes.map((node) => (node.block === finallyBlock ? { ...node, block: null } : node)),
            },
          ]),
        ),
      },
    })),
  ],
  ['gate holds', 'a desk that takes what it does for telling people', misreading(() => ({ port: 'mail' }))],
  ['limits hold', 'a store that keeps no claims', committing((commit) => ({ ...commit, claim: [] }))],
  [
    'chains are whole',
    'a store that writes what nobody committed',
    committing((commit) => ({
      ...commit,
      expect: { ...commit.expect, ...(isTask(commit) && { [`desk:${JSON.stringify(commit.expect)}`]: null }) },
      append: [
        ...commit.append,
        ...commit.append
          .slice(0, isTask(commit) ? 1 : 0)
          .map((entry) => ({ ...entry, stream: `desk:${JSON.stringify(commit.expect)}` })),
      ],
    })),
  ],
  [
    'replays the same',
    'a store that lists runs wrongly',
    committing((commit) => ({
      ...commit,
      runs: (commit.runs ?? []).map((run) => ({ ...run, end: run.end && 'done' })),
    })),
  ],
  [
    'replays the same',
    'a store whose checkpoints are not those it was given',
    committing((commit) => ({
      ...commit,
      checkpoints: (commit.checkpoints ?? []).map((one) => ({
        ...one,
        state: { ...one.state, established: ['forged'] },
      })),
    })),
  ],
  [
    'comes to rest',
    'a store that does not know what is due',
    { breakStore: (store) => ({ ...store, runs: (filter) => (filter.dueBy === undefined ? store.runs(filter) : []) }) },
  ],
  [
    'throws nothing',
    'a store that throws at a reading',
    { breakStore: (store) => ({ ...store, task: (): never => { throw new TypeError('undefined is not a task'); } }) }, // prettier-ignore
  ],
];

const isTask = ({ append }: Commit): boolean => append.some(({ body }) => body.type === 'task.opened');
