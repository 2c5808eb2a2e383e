import type { Bundle, Retention } from '../../bundle/bundle.ts';
import { unknownName } from '../../diagnostics/pages/reference/unknown-name.ts';
import { unknownWarning } from '../../diagnostics/pages/reference/unknown-warning.ts';
import { findPage } from '../../diagnostics/index.ts';
import type { BundleShape } from '../../shape/bundle.ts';
import type { Definition } from '../../syntax/syntax.ts';
import type { Checking } from '../checking.ts';
import { checkZone } from '../check-zone.ts';
import { compileMilliseconds } from '../compile-duration.ts';
import { compileText } from '../compile-text.ts';
import { at, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import { refer, referAmong } from '../refer.ts';
import { report } from '../report.ts';
import { suggestion } from '../suggestion.ts';

/** What the `bundle` definition itself says. */
export type BundleHead = Pick<
  Bundle,
  | 'format'
  | 'id'
  | 'version'
  | 'language'
  | 'title'
  | 'languages'
  | 'owner'
  | 'zone'
  | 'calendar'
  | 'robot'
  | 'retention'
  | 'values'
  | 'secrets'
>;

/** Compiles `kind: bundle`. `roles` are those of all `access` definitions. */
export function compileBundle(definition: Definition, checking: Checking, roles: readonly string[]): BundleHead {
  const raw = definition.data as unknown as BundleShape;
  const place = placeIn(checking, definition);
  // A desk without permissions (a planner that only plans) has no roles to choose from.
  if (checking.names.ids('access').length > 0) referAmong(raw.robot.role, roles, 'role', at(place, 'robot', 'role'));
  checkAccounts(raw, place);
  checkWarnings(raw, place);
  const { zone, calendar } = raw.settings;
  if (zone !== undefined) checkZone(zone, at(place, 'settings', 'zone'));
  if (calendar !== undefined) refer('calendar', calendar, at(place, 'settings', 'calendar'));
  return {
    format: 1,
    id: raw.id,
    version: raw.version,
    language: 1,
    title: compileText(raw.title ?? raw.id, at(place, 'title')) ?? {},
    languages: checking.languages,
    owner: raw.settings.owner ?? raw.owner ?? null,
    zone: zone ?? 'UTC',
    calendar: calendar ?? null,
    robot: { role: raw.robot.role, knownAs: raw.robot.known_as ?? {} },
    ...(raw.settings.retention && {
      retention: compileRetention(raw.settings.retention, at(place, 'settings', 'retention')),
    }),
    values: raw.values ?? {},
    secrets: raw.secrets ?? [],
  };
}

/** Business time is for people who are given time; how long something is kept is clock time. */
function compileRetention(raw: NonNullable<BundleShape['settings']['retention']>, place: Place): Retention {
  const kept = Object.entries(raw).flatMap(([kind, text]) => {
    const length = compileMilliseconds(text, at(place, kind));
    return length === null ? [] : [[kind, length] as const];
  });
  return Object.fromEntries(kept);
}

/** The desk's accounts elsewhere are those of its sources: under another name its own doing would not be recognised. */
function checkAccounts(raw: BundleShape, place: Place): void {
  const sources = place.checking.names.ids('source');
  if (sources.length === 0) return;
  for (const source of Object.keys(raw.robot.known_as ?? {})) {
    if (sources.includes(source)) continue;
    const help = suggestion(source, sources);
    report(at(place, 'robot', 'known_as', source), unknownName, `there is no source \`${source}\``, {
      on: 'key',
      help,
    });
  }
}

/** Only warnings can be switched off, each by its name. */
function checkWarnings(raw: BundleShape, place: Place): void {
  for (const name of Object.keys(raw.warnings ?? {})) {
    const page = findPage(name);
    if (page !== null && page.severity !== 'error') continue;
    const message =
      page === null ? `there is no warning \`${name}\`` : `\`${name}\` is an error and cannot be switched off`;
    report(at(place, 'warnings', name), unknownWarning, message, { on: 'key' });
  }
}
