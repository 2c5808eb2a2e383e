import { type Commit, type Perform, type Store, StoreError } from '@deskbook/core';

/** What befalls one process at its nth commit, or the first one of a kind, before or after that is written. */
export interface CommitFault {
  readonly kind: 'dies' | 'fails' | 'is_refused';
  readonly at: number | ((commit: Commit) => boolean);
  readonly when: 'before' | 'after';
}

/** A store and a world as one process sees them until its fault, and what is known of that. */
export interface Faulty {
  readonly store: Store;
  readonly perform: Perform;
  /** Resolves once the process has died. */
  readonly death: Promise<'dead'>;
  readonly commits: () => number;
  /** Whether the fault has come: a process that makes fewer commits is spared. */
  readonly isStruck: () => boolean;
  /** Commits count from now on: the desk is open. */
  readonly begin: () => void;
}

const isAt = ({ at }: CommitFault, number: number, commit: Commit): boolean =>
  typeof at === 'number' ? number === at : at(commit);

/** Puts a fault between a process and its store. One that is dead does nothing any more. */
export function faulty(store: Store, perform: Perform, fault: CommitFault | null): Faulty {
  let commits = 0;
  let begun = false;
  let struck = false;
  let dead = false;
  let tellDeath = (): void => {};
  const death = new Promise<'dead'>((resolve) => (tellDeath = () => resolve('dead')));
  const never = new Promise<never>(() => {});
  /** As if another process had gone on with the run meanwhile; one that is only beginning nobody else knows of. */
  const refuse = (commit: Commit): ReturnType<Store['commit']> => {
    const stream = Object.keys(commit.expect).find((each) => each.startsWith('run:') && commit.expect[each] !== null);
    return stream === undefined ? store.commit(commit) : Promise.resolve({ ok: false, reason: 'head_moved', stream });
  };
  const strike = (commit: Commit): ReturnType<Store['commit']> => {
    struck = true;
    if (fault?.kind === 'fails') return Promise.reject(new StoreError('unavailable', 'the database cannot be written'));
    if (fault?.kind === 'is_refused') return refuse(commit);
    dead = true;
    tellDeath();
    return never;
  };
  return {
    store: {
      ...store,
      async commit(commit) {
        if (dead) return never;
        if (begun) commits += 1;
        const isNow = begun && fault !== null && !struck && isAt(fault, commits, commit);
        if (isNow && fault.when === 'before') return strike(commit);
        const result = await store.commit(commit);
        if (dead) return never;
        return isNow && result.ok ? strike(commit) : result;
      },
    },
    perform: (...given) => (dead ? never : perform(...given)),
    death,
    commits: () => commits,
    isStruck: () => struck,
    begin: () => void (begun = true),
  };
}

/** What an action does the first time it is asked under a key. */
export const PERFORM_FAULTS = ['throws', 'never_answers', 'answers_late', 'answers_though_it_failed'] as const;

/**
 * A world in which the first call under each key goes wrong, and what it did is done all the same. `overtime` lets the time go by in which
 * an answer is waited for.
 */
export function troubled(
  perform: Perform,
  fault: (typeof PERFORM_FAULTS)[number],
  overtime: () => Promise<void>,
): Perform {
  // prettier-ignore
  const asked = new Set<string>();
  return async (action, input, options) => {
    const isFirst = !asked.has(options.key);
    asked.add(options.key);
    const answer = await perform(action, input, options);
    if (!isFirst) return answer;
    if (fault === 'throws') throw new Error('the connection was reset');
    if (fault === 'answers_though_it_failed') return { status: 'unknown', message: 'the connection was lost' };
    await overtime();
    return fault === 'never_answers' ? new Promise(() => {}) : answer;
  };
}
