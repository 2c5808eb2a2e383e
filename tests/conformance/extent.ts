/**
 * How much of the suite is run: with `CONFORMANCE=all` everything, with `CONFORMANCE=2/4` the second of four parts of everything; otherwise
 * each host has a share.
 */
const asked = process.env['CONFORMANCE'] ?? '';

const match = /^([1-9]\d*)\/([1-9]\d*)$/u.exec(asked);
if (asked !== '' && asked !== 'all' && match === null)
  throw new Error(`CONFORMANCE is \`all\`, or a part as \`2/4\`: ${asked}`);

/** Whether everything is run, in one part or in several. */
export const ALL = asked !== '';

/** What is left for this run of what there is to run. */
export function partOf<Each>(all: readonly Each[]): readonly Each[] {
  const [part, parts] = [Number(match?.[1] ?? 1), Number(match?.[2] ?? 1)];
  return all.filter((_, index) => index % parts === part - 1);
}
