export type * from './diagnostic.ts';
export type * from './diagnostic-page.ts';
export { didYouMean, nearest } from './did-you-mean.ts';
export { exampleFiles } from './example-files.ts';
export { inOrder } from './in-order.ts';
export { diagnosticPages, findPage } from './pages/index.ts';
export { quote, quoteList } from './quote.ts';
export { report } from './report.ts';
export type { Finding } from './report.ts';
