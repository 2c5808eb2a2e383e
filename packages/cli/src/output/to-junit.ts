import type { TimedResult } from './timed-result.ts';

/** Results as JUnit XML, the form most build servers show. */
export function toJunit(results: readonly TimedResult[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
  const cases = results.map(({ id, title, bundle, file, milliseconds, failures, lines }) => {
    const failure = failures.map(
      ({ message, differences }, index) =>
        `<failure message="${escaped(message)}">${escaped(`${file}:${lines[index] ?? 1}\n${differences.map(({ path, expected, actual }) => `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual) ?? 'nothing'}`).join('\n')}`)}</failure>`,
    );
    return `    <testcase name="${escaped(`${id}: ${title}`)}" classname="${escaped(bundle)}" file="${escaped(file)}" time="${seconds(milliseconds)}">${failure.join('')}</testcase>`;
  });
  const total = seconds(results.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${results.length}" failures="${failed}" time="${total}">`,
    `  <testsuite name="deskbook" tests="${results.length}" failures="${failed}" time="${total}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for XML: markup escaped, and control characters that XML 1.0 can't hold left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
