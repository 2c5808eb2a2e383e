import { selectiveCorpus } from './corpora/selective.ts';
import { deskbook } from './rule-peers/deskbook.ts';
const c = selectiveCorpus(1000);
const { fire } = deskbook(c);
const facts = c.facts;
async function round(n: number) {
  const cpu = process.cpuUsage();
  for (let i = 0; i < n; i++) await fire.matching(facts[i % facts.length]!);
  const u = process.cpuUsage(cpu);
  return (u.user + u.system) / n;
}
for (let r = 0; r < 7; r++) console.log((await round(20000)).toFixed(1), 'µs');
