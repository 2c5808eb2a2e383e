import type { Json } from '@deskbook/policies';
import { unknownTarget } from '../../../diagnostics/pages/flow/unknown-target.ts';
import type { Place } from '../../place.ts';
import type { Program } from '../../program.ts';
import { report } from '../../report.ts';
import { spell } from '../../spell.ts';
import { suggestion } from '../../suggestion.ts';

/** What compiling a node of a tree needs to know of the whole. */
export interface TreeContext {
  readonly program: Program;
  /** Nodes and outcomes: they share one namespace. */
  readonly targets: readonly string[];
  /** Where a fix that helped leads, unless it says so itself. */
  readonly ifFixed: string | null;
}

/** A node or an outcome, by name. */
export function compileTarget(raw: Json | undefined, context: TreeContext, place: Place): string {
  const target = spell(raw);
  if (!context.targets.includes(target)) {
    report(place, unknownTarget, `there is no node or outcome \`${target}\``, {
      help: suggestion(target, context.targets),
    });
  }
  return target;
}
