import { rmSync } from 'node:fs';
import { memoryStore, type Desk, type DeskOptions, type Store } from '../../src/index.ts';
import { LIVES_PER_BUNDLE, randomBundle } from './bundle/random-bundle.ts';
import { answerEverything, answerSomething, operate } from './answers.ts';
import { startProcess, type DeskProcess } from './desk-process.ts';
import { keptOnDisk, type OnDisk } from './kept-on-disk.ts';
import type { Happening, History } from './history.ts';
import { type Breach, breachesOf, digestOf } from './judge.ts';
import { openOutside } from './outside.ts';
import { NAMES } from './people.ts';
import { randomFrom } from './random.ts';
import { say } from './say.ts';
import { openSenders } from './senders.ts';
import { stuckIn } from './stuck.ts';
import { randomTrouble, type Trouble, type TroubleName } from './trouble.ts';
import { openTurns } from './turns.ts';
import { worldTime } from './world-clock.ts';

/** Which world is led, and what is left out of it. */
export interface LifeOptions {
  readonly seed: number;
  /** Troubles that do not happen, to find out which of them matter. */
  readonly without?: readonly TroubleName[];
  /** How much happens before it calms down, in turns. */
  readonly turns?: number;
  /** Broken on purpose, to see whether anybody notices. */
  readonly breakStore?: (store: Store) => Store;
  readonly open?: (options: DeskOptions) => Promise<Desk>;
  /** Every so many worlds are kept in a SQLite file. */
  readonly onDiskEvery?: number;
}

/** A life that is over. */
export interface Life {
  readonly history: History;
  readonly breaches: readonly Breach[];
  /** Everything that happened, a line each. */
  readonly trace: readonly string[];
  /** Says by its SHA-256 what the store holds and what was asked of the world. */
  readonly digest: string;
  readonly turns: number;
}

const START = '2026-03-02T08:00:00.000Z';
const NONE = Object.fromEntries(['kill', 'stall', 'refuse', 'lose', 'fail', 'unknown', 'outage', 'twice', 'meddle', 'operate', 'hurry', 'skew'].map((name) => [name, 0])) as unknown as Trouble; // prettier-ignore

/** Leads a whole world from its seed to its end: first everything goes wrong that can, then it calms down until nothing is left to do. */
export async function live(options: LifeOptions): Promise<Life> {
  const { seed, without = [], breakStore = (store) => store } = options;
  const random = randomFrom(`world ${seed}`);
  const bundle = randomBundle(Math.floor(seed / LIVES_PER_BUNDLE));
  const happenings: Happening[] = [];
  const trace: string[] = [];
  const note = (happening: Happening): void => {
    happenings.push(happening);
    trace.push(`${new Date(time.now()).toISOString()} ${say(happening)}`);
  };
  let trouble = randomTrouble(random.fork('trouble'), without);
  const turns = openTurns(random.fork('turns'), (owner, what) => trace.push(`${new Date(time.now()).toISOString()} ${owner} ${what}`)); // prettier-ignore
  const time = worldTime(START, turns);
  const onDisk: OnDisk | null = seed % (options.onDiskEvery ?? 16) === 7 ? keptOnDisk() : null;
  let store = breakStore(onDisk?.open() ?? memoryStore());
  const senders = openSenders(random.fork('senders'), trouble.twice, time.now(), note);
  const outside = openOutside({
    bundle, random: random.fork('outside'), trouble, turns, time, note,
    heard: (action, input) => {
      if (action === 'helpdesk.transition') senders.echo(input, new Date(time.now()).toISOString());
    },
  }); // prettier-ignore
  const away = new Set<string>();
  let processes: readonly DeskProcess[] = [];
  let stalled: readonly DeskProcess[] = [];
  let opened = 0;
  let cameBack = false;
  let given = 0;

  function start(): void {
    opened += 1;
    const ahead = random.chance(trouble.skew) ? (random.below(3) - 1) * 60_000 * (1 + random.below(90)) : 0;
    const around = { bundle, store: () => store, random: random.fork(`process ${opened}`), trouble: () => trouble, turns, time, outside, isAway: (person: string) => away.has(person), note }; // prettier-ignore
    processes = [
      ...processes,
      startProcess(`p${opened}`, { ...around, ...(options.open && { open: options.open }) }, ahead),
    ];
  }

  function kill(process: DeskProcess): void {
    process.kill();
    senders.forget(process.name);
    processes = processes.filter((other) => other !== process);
    stalled = stalled.filter((other) => other !== process);
    note({ kind: 'process', process: process.name, what: 'killed' });
    if (onDisk !== null && processes.length === 0 && random.chance(0.5)) store = breakStore(onDisk.crash());
  }

  function stall(process: DeskProcess): void {
    turns.holdUp(process.name, true);
    processes = processes.filter((other) => other !== process);
    stalled = [...stalled, process];
    note({ kind: 'process', process: process.name, what: 'stalled' });
  }

  function comeBack(process: DeskProcess): void {
    turns.holdUp(process.name, false);
    stalled = stalled.filter((other) => other !== process);
    processes = [...processes, process];
    cameBack = true;
    note({ kind: 'process', process: process.name, what: 'came back' });
  }

  /** The next moment at which anything is due by itself. */
  function nextDue(): number | null {
    const due = store.runs({ status: 'open' }).flatMap((run) => (run.due === null ? [] : [Date.parse(run.due)]));
    const timer = time.nextTimer();
    const all = timer === null ? due : [...due, timer];
    return all.length === 0 ? null : Math.min(...all);
  }

  function passTime(): void {
    const due = nextDue();
    const wait = due === null ? 3_600_000 : Math.max(0, due - time.now());
    time.advance(random.chance(0.3) ? random.below(wait + 1) : wait + random.pick([0, 0, 1, 5_000, 7_200_000]));
  }

  const settle = (process: DeskProcess): void =>
    process.ask(
      'settle',
      (desk) => desk.settle(),
      () => {},
    );
  const some = (): DeskProcess | null => {
    const able = processes.filter((process) => process.isOpen());
    return able.length === 0 ? null : random.pick(able);
  };

  /** Something happens to the desk from outside. */
  function something(): void {
    const process = some();
    if (process === null) return;
    switch (random.below(7)) {
      case 0:
      case 1:
        senders.send(process);
        return;
      case 2:
      case 3:
        answerSomething(process, store, random, trouble.meddle, note);
        return;
      case 4:
        if (random.chance(trouble.operate)) operate(process, store, random);
        return;
      case 5: {
        const name = random.pick(NAMES);
        if (random.chance(0.3)) if (!away.delete(name)) away.add(name);
        return;
      }
      default:
        settle(process);
    }
  }

  /** One thing after the other, until it is enough. */
  async function storm(most: number): Promise<void> {
    while (given < most) {
      processes = processes.filter((process) => process.isAlive());
      if (processes.length === 0) start();
      if (random.chance(trouble.kill)) kill(random.pick(processes));
      else if (onDisk === null && stalled.length === 0 && random.chance(trouble.stall)) stall(random.pick(processes));
      else if (stalled.length > 0 && random.chance(0.05)) comeBack(random.pick(stalled));
      else if (processes.length > 1 && random.chance(0.05)) kill(random.pick(processes));
      else if (random.chance(trouble.hurry)) passTime();
      else if (random.chance(0.25)) something();
      given += 1;
      if (await turns.next()) continue;
      something();
      const process = some();
      if (process !== null && process.open() === 0) settle(process);
      await turns.drain();
      if (turns.waiting() === 0) passTime();
    }
  }

  /** Nothing goes wrong any more, and everybody does what is asked of them. */
  async function calm(): Promise<void> {
    trouble = NONE;
    outside.calm();
    away.clear();
    // Who shared the store with others does not know what they did.
    const goesOn = !cameBack && processes.length === 1 && random.chance(0.5);
    for (const process of [...stalled, ...(goesOn ? [] : processes)]) kill(process);
    for (let round = 0; round < 90; round += 1) {
      processes = processes.filter((process) => process.isAlive());
      if (processes.length === 0) start();
      await quiet();
      const process = some();
      if (process === null) continue;
      while (senders.waiting() > 0 && senders.send(process)) await quiet();
      settle(process);
      await quiet();
      answerEverything(process, store, random, round, note);
      await quiet();
      for (const { run, paused } of store.runs({ status: 'open' })) {
        if (paused === true)
          process.ask(
            'resume',
            (desk) => desk.resume(run, { by: 'ann', reason: 'on' }),
            () => {},
          );
        if (round > 75)
          process.ask(
            'cancel',
            (desk) => desk.cancel(run, { by: 'ann', reason: 'off' }),
            () => {},
          );
      }
      await quiet();
      settle(process);
      await quiet();
      const stuck = stuckIn(store, time.now());
      const answers = time.nextTimer() === null;
      if (stuck.open === 0 && senders.waiting() === 0) return;
      // What hangs has a deadline.
      for (const what of answers ? stuck.unseen : []) note({ kind: 'stuck', what });
      if (answers && stuck.unseen.length > 0) return;
      passTime();
    }
    // What lies with a role that nobody has waits, for all to see, until somebody has it; and so does the run it is a part of.
    const open = store.runs({ status: 'open' }).filter(({ run }) => {
      const parts = store.runs({ parent: run, status: 'open' });
      return parts.length === 0 && !store.tasks({ run }).some(({ assignees }) => assignees.length === 0);
    });
    if (open.length > 0) note({ kind: 'stuck', what: `after 90 rounds: ${open.map(({ run }) => run).join(', ')}` });
  }

  async function quiet(): Promise<void> {
    await turns.drain();
    for (let most = 0; most < 5_000; most += 1) {
      if (!(await turns.next())) return;
      given += 1;
    }
    note({ kind: 'stuck', what: 'it never comes to rest' });
  }

  await storm(options.turns ?? 60 + random.below(240));
  await calm();
  const history: History = { bundle, happenings, store, messages: senders.messages(), cameBack };
  const breaches = await breachesOf(history);
  const digest = digestOf(history);
  if (onDisk !== null) rmSync(onDisk.folder, { recursive: true });
  return { history, breaches, trace, digest, turns: given };
}
