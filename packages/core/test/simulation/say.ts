import type { Happening } from './history.ts';

/** One line of a trace. */
export function say(happening: Happening): string {
  switch (happening.kind) {
    case 'commit':
      return `${happening.by} committed ${happening.commit.append.map(({ stream, body }) => `${stream} ${body.type}`).join(', ')}`;
    case 'call':
      return `${happening.by} asks for ${happening.action} under ${happening.key}`;
    case 'deed':
      return `done: ${happening.action} under ${happening.key}`;
    case 'receipt':
      return `message ${happening.message}: ${happening.receipt.status}`;
    case 'answer':
      return `${happening.by} answers ${happening.task} ${happening.outcome}: ${JSON.stringify(happening.result)}`;
    case 'process':
      return `${happening.process} ${happening.what}`;
    case 'fault':
      return `${happening.by} failed to ${happening.what}: ${happening.fault instanceof Error ? (happening.fault.stack ?? '') : String(happening.fault)}`;
    case 'stuck':
      return `stuck: ${happening.what}`;
  }
}
