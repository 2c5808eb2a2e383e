export { formatGithub } from './format-github.ts';
export { formatJson, formatJsonLines } from './format-json.ts';
export { formatPretty } from './format-pretty.ts';
export type { PrettyOptions } from './format-pretty.ts';
export { formatRdjson } from './format-rdjson.ts';
export { formatSarif } from './format-sarif.ts';
