import { DBOS, DBOSClient, type WorkflowStatus } from '@dbos-inc/dbos-sdk';
import type pg from 'pg';
import { JOURNAL_FORMAT, type HandedEffect } from '@deskbook/core/hosts';
import { type EffectQueues, queueName } from './effect-queues.ts';

/** The application that DBOS knows the desk's workflows by. */
const APPLICATION = 'deskbook';

/** The queue of turns. Its partition key is whose turn it is, and of one there is one at a time. */
const TURNS = 'deskbook turns';

/** The workflows, by the names they are queued under. */
type WorkflowName = 'turn' | 'effect';

/** What the workflows do in this process. Neither may reject: what could not be done now is queued again by whoever does it. */
export interface Work {
  readonly turn: (of: string, tried: number) => Promise<void>;
  readonly effect: (
    effect: Pick<HandedEffect, 'run' | 'key' | 'attempt'>,
    actions: string,
    tried: number,
  ) => Promise<void>;
}

/** DBOS is one for a process: what its workflows do is decided by who has it launched. */
let launched: Work | null = null;

/** Whether this process has a worker: one that opens, works or leaves. */
let isTaken = false;

/** @throws Error where this process has a worker already. */
export function takeProcess(): void {
  if (isTaken) throw new Error('a process has one worker');
  isTaken = true;
}

/** The worker of this process has left. */
export function freeProcess(): void {
  isTaken = false;
}

/** The workflows that the worker of this process has under way. What one before it never ended is nobody's here any more. */
let underWay = new Set<string>();

async function during(work: Promise<void> | undefined): Promise<void> {
  const id = DBOS.workflowID ?? '';
  const own = underWay.add(id);
  try {
    await (work ?? nobody());
  } finally {
    own.delete(id);
  }
}

const nobody = (): Promise<never> => Promise.reject(new Error('no worker is open in this process'));

DBOS.registerWorkflow((of: string, tried: number) => during(launched?.turn(of, tried)), {
  name: 'turn' satisfies WorkflowName,
  maxRecoveryAttempts: Number.MAX_SAFE_INTEGER,
});
DBOS.registerWorkflow(
  (actions: string, run: string, key: string, attempt: number, tried: number) =>
    during(launched?.effect({ run, key, attempt }, actions, tried)),
  { name: 'effect' satisfies WorkflowName, maxRecoveryAttempts: Number.MAX_SAFE_INTEGER },
);

/** Something to be queued. One of an id that is known already is not queued again. */
export interface Wanted {
  readonly id: string;
  readonly of: string;
  readonly tried?: number;
  readonly afterSeconds?: number;
}

/** The queues, for whoever puts work in and looks after it. Public API of DBOS Transact, and nothing else. */
export interface Transact {
  /** Queues a turn inside a transaction of the same database. */
  readonly queueTurn: (wanted: Wanted, within: pg.Client) => Promise<void>;
  /** Queues a turn by itself. */
  readonly queueAgain: (wanted: Wanted) => Promise<void>;
  /** Queues an effect; `tried`: how often that failed before. */
  readonly queueEffect: (actions: string, effect: HandedEffect | Tried, afterSeconds?: number) => Promise<void>;
  /** Gives what workers had in hand, whose leases are over, back to its queue. How many workflows that were. */
  readonly takeOver: (workers: readonly string[]) => Promise<number>;
  /**
   * The same for what this worker was given and never heard of, because the answer was lost with the database: given before then, not done,
   * and not under way here.
   */
  readonly takeBack: (worker: string, givenBefore: Date) => Promise<void>;
  /** Whether any turn or effect is queued or under way. */
  readonly isBusy: () => Promise<boolean>;
  /** Forgets workflows that are done: the journal has what came of them. */
  readonly forget: (before: Date) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** An effect that is queued once more. */
export type Tried = Pick<HandedEffect, 'run' | 'key' | 'attempt'> & { readonly tried: number; readonly id: string };

/** How many workflows are looked at or given back at once. */
const PAGE = 1_000;

/** What DBOS says beside its results. */
const loggerTo = (onTrouble: (message: unknown) => void) => ({
  info: () => {},
  debug: () => {},
  warn: (message: unknown) => {
    // Two workers asked one queue at once, and one of them asks again: that is how they share it.
    if (!/contention/iu.test(String(message))) onTrouble(message);
  },
  error: onTrouble,
});

/** Workflows that somebody was given and that are not done. */
const PENDING = {
  status: 'PENDING',
  applicationName: APPLICATION,
  limit: PAGE,
  loadInput: false,
  loadOutput: false,
} as const;

/** Opens the queues without working on them. A worker has made them. */
export async function openTransact(url: string, onTrouble: (message: unknown) => void = () => {}): Promise<Transact> {
  const client = await DBOSClient.create({ systemDatabaseUrl: url, logger: loggerTo(onTrouble) });
  const names: WorkflowName[] = ['turn', 'effect'];
  const common = { appVersion: JOURNAL_FORMAT, applicationName: APPLICATION };
  const turnOf = ({ id, of, afterSeconds }: Wanted) => ({
    ...common,
    queueName: TURNS,
    workflowName: 'turn' satisfies WorkflowName,
    workflowID: id,
    queuePartitionKey: of,
    ...(afterSeconds === undefined ? {} : { delaySeconds: afterSeconds }),
  });
  const giveBack = async (workflows: readonly WorkflowStatus[]): Promise<void> => {
    const byQueue = Map.groupBy(workflows, (workflow) => workflow.queueName ?? TURNS);
    for (const [queue, all] of byQueue) {
      const ids = all.map(({ workflowID }) => workflowID);
      await client.resumeWorkflows(ids, { queueName: queue });
    }
  };
  return {
    queueTurn: async (wanted, within) => {
      await client.enqueueInTransaction(within, turnOf(wanted), wanted.of, wanted.tried ?? 0);
    },
    queueAgain: async (wanted) => {
      await client.enqueue(turnOf(wanted), wanted.of, wanted.tried ?? 0);
    },
    queueEffect: async (actions, effect, afterSeconds) => {
      const { run, key, attempt } = effect;
      const id = 'id' in effect ? effect.id : `effect ${key} ${attempt} ${effect.resumed}`;
      const options = {
        ...common,
        queueName: queueName(actions),
        workflowName: 'effect' satisfies WorkflowName,
        workflowID: id,
        ...(afterSeconds === undefined ? {} : { delaySeconds: afterSeconds }),
      };
      await client.enqueue(options, actions, run, key, attempt, 'tried' in effect ? effect.tried : 0);
    },
    takeOver: async (workers) => {
      if (workers.length === 0) return 0;
      let moved = 0;
      for (;;) {
        const pending = await client.listWorkflows({ ...PENDING, executorId: [...workers] });
        await giveBack(pending);
        moved += pending.length;
        if (pending.length < PAGE) return moved;
      }
    },
    takeBack: async (worker, givenBefore) => {
      const pending = await client.listWorkflows({
        ...PENDING,
        executorId: worker,
        dequeuedBefore: givenBefore.toISOString(),
      });
      await giveBack(pending.filter(({ workflowID }) => !underWay.has(workflowID)));
    },
    isBusy: async () => {
      const active = await client.listWorkflows({
        status: ['ENQUEUED', 'PENDING', 'DELAYED'],
        workflowName: names,
        applicationName: APPLICATION,
        limit: 1,
        loadInput: false,
      });
      return active.length > 0;
    },
    forget: async (before) => {
      for (;;) {
        const done = await client.listWorkflows({
          status: 'SUCCESS',
          workflowName: names,
          applicationName: APPLICATION,
          completedBefore: before.toISOString(),
          limit: PAGE,
          loadInput: false,
          loadOutput: false,
        });
        if (done.length > 0) await client.deleteWorkflows(done.map(({ workflowID }) => workflowID));
        if (done.length < PAGE) return;
      }
    },
    close: () => client.destroy(),
  };
}

/** How a worker takes its share of the queues. */
export interface LaunchOptions {
  readonly url: string;
  /** The worker, by the name its lease is under. */
  readonly worker: string;
  readonly work: Work;
  readonly queues: EffectQueues;
  /** How many turns this process takes at once. */
  readonly turnsAtOnce: number;
  readonly onTrouble: (message: unknown) => void;
}

/** How often a worker asks its queues for work, in milliseconds. */
const POLL = 20;

/** Begins to take work from the queues, and makes them and the tables of DBOS where they are not there. */
export async function launch({ url, worker, work, queues, turnsAtOnce, onTrouble }: LaunchOptions): Promise<void> {
  launched = work;
  underWay = new Set();
  try {
    DBOS.setConfig({
      name: APPLICATION,
      systemDatabaseUrl: url,
      applicationVersion: JOURNAL_FORMAT,
      executorID: worker,
      useListenNotify: false,
      logger: loggerTo(onTrouble),
    });
    await DBOS.launch();
    await registerQueues(queues, turnsAtOnce);
  } catch (error) {
    launched = null;
    throw error;
  }
}

/** A queue is as whoever opened last says. */
async function registerQueues(queues: EffectQueues, turnsAtOnce: number): Promise<void> {
  const common = { minPollingIntervalMs: POLL, onConflict: 'always_update' } as const;
  await DBOS.registerQueue(TURNS, { ...common, partitionConcurrency: 1, workerConcurrency: turnsAtOnce });
  for (const [actions, { concurrency, rateLimit }] of Object.entries(queues)) {
    await DBOS.registerQueue(queueName(actions), {
      ...common,
      ...(concurrency === undefined ? {} : { globalConcurrency: concurrency }),
      ...(rateLimit === undefined ? {} : { rateLimit }),
    });
  }
}

/** Takes no more work, and waits so long, in milliseconds, for what is under way. */
export async function land(patience: number): Promise<void> {
  try {
    await DBOS.shutdown({ workflowCompletionTimeoutMS: patience });
  } finally {
    launched = null;
  }
}
