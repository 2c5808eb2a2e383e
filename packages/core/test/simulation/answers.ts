import type { JsonObject } from '@deskbook/policies';
import type { Store, TaskRecord } from '../../src/index.ts';
import type { DeskProcess } from './desk-process.ts';
import type { Happening } from './history.ts';
import { EVERYBODY, NAMES } from './people.ts';
import type { Random } from './random.ts';

type Note = (happening: Happening) => void;

const OUTCOMES = ['approve', 'reject', 'delegate', 'withdraw', 'done', 'declined', 'answered', 'retry', 'skip', 'give_up', 'reassign', 'start', 'drop', 'perhaps']; // prettier-ignore

/** Somebody answers something: mostly those who are asked, and what is asked; sometimes anybody, anything. */
export function answerSomething(process: DeskProcess, store: Store, random: Random, meddle: number, note: Note): void {
  const tasks = store.tasks({});
  if (tasks.length === 0) return;
  const task = random.pick(tasks);
  const offered = outcomesOf(task);
  const meddles = random.chance(meddle);
  const people = task.assignees.length > 0 && !meddles ? task.assignees : NAMES;
  const outcome = meddles && random.chance(0.5) ? random.pick(OUTCOMES) : random.pick(offered);
  const to = random.pick(random.chance(0.8) ? matesIn(task.role) : NAMES);
  if (random.chance(0.1)) give(process, task, random.pick(['ann', 'ben']), 'reassign', { form: {}, to }, note);
  else give(process, task, random.pick(people), outcome, { form: formOf(task), to }, note);
}

/** Whom something may be handed on to: those of its role, as the simulated desk has them. */
function matesIn(role: string | null): readonly string[] {
  if (role === 'agents') return ['ann', 'ben'];
  return role === 'bosses' ? ['omar', 'mia'] : ['carl', 'mia', 'omar'];
}

/** Everybody does what is asked of them; who cannot, or was asked often enough, lets it be. */
export function answerEverything(process: DeskProcess, store: Store, random: Random, round: number, note: Note): void {
  for (const task of store.tasks({})) {
    const asked = task.assignees.length > 0 && random.chance(0.7) ? task.assignees : NAMES;
    give(process, task, random.pick(asked), sensible(task, random, round), { form: formOf(task) }, note);
  }
}

function sensible(task: TaskRecord, random: Random, round: number): string {
  const offered = outcomesOf(task);
  const wanted = ((): readonly string[] => {
    switch (task.kind) {
      case 'approval':
        return random.chance(0.8) && round < 30 ? ['approve'] : ['reject', 'withdraw'];
      case 'hold':
        return round < 8 ? ['retry', 'done', 'start', 'skip'] : ['give_up', 'skip', 'done', 'drop'];
      default:
        return ['done', 'answered', 'declined'];
    }
  })();
  const possible = wanted.filter((outcome) => offered.includes(outcome));
  return possible.length === 0 ? random.pick(offered) : random.pick(possible);
}

function give(
  process: DeskProcess,
  { task }: TaskRecord,
  by: string,
  outcome: string,
  more: { readonly form: JsonObject; readonly to?: string },
  note: Note,
): void {
  // prettier-ignore
  const answer = { by, outcome, note: 'because', ...more };
  process.ask(
    `answer ${task}: ${by} says ${outcome}`,
    (desk) => desk.answer(task, answer),
    (result) => {
      if (result !== null) note({ kind: 'answer', task, by, outcome, result });
    },
  );
}

function outcomesOf({ details }: TaskRecord): readonly string[] {
  const { outcomes } = details;
  const known = Array.isArray(outcomes) ? outcomes.filter((one) => typeof one === 'string') : [];
  return known.length === 0 ? ['done'] : known;
}

/** A form filled in: something that fits, for every field that has to be there. */
function formOf({ details }: TaskRecord): JsonObject {
  const fields = Object.entries((details['form'] ?? {}) as { readonly [name: string]: JsonObject });
  return Object.fromEntries(
    fields.filter(([, field]) => field['optional'] !== true).map(([name, field]) => [name, fill(field)]),
  );
}

function fill({ type, oneOf }: JsonObject): JsonObject[string] {
  if (Array.isArray(oneOf)) return oneOf[0] ?? null;
  if (type === 'yes_no') return true;
  return type === 'integer' ? 3 : 'all well';
}

/** Somebody does something with a run as a whole, or starts one, whether they may or not. */
export function operate(process: DeskProcess, store: Store, random: Random): void {
  const runs = store.runs({});
  const by = random.pick(['ann', 'ann', ...Object.keys(EVERYBODY)]);
  const request = { by, reason: 'so it is' };
  const what = random.pick(['start', 'request', ...(runs.length === 0 ? [] : ['cancel', 'pause', 'pause', 'resume', 'resume', 'undo', 'undo'])]); // prettier-ignore
  const ticket = `T-${random.below(2)}`;
  process.ask(
    what,
    async (desk) => {
      const run = runs.length === 0 ? '' : random.pick(runs).run;
      switch (what) {
        case 'start':
          return desk.start(`flow-${random.below(3)}`, { by, with: { ticket } });
        case 'request':
          return desk.request('help-yourself', { person: by, key: `k${random.below(3)}`, form: { ticket } });
        case 'cancel':
          return desk.cancel(run, request);
        case 'pause':
          return desk.pause(run, request);
        case 'resume':
          return desk.resume(run, request);
        default:
          return desk.undo(run, request);
      }
    },
    () => {},
  );
}
