import { selectiveCorpus } from './corpora/selective.ts';
import { deskbook } from './rule-peers/deskbook.ts';
import { quickestZen } from './rule-peers/quickest-zen.ts';
import { crossCheck } from './rule-peers/cross-check.ts';
import { sideBySide } from './timing/side-by-side.ts';
for (const n of [1000]) {
  const c = selectiveCorpus(n);
  const ours = deskbook(c).fire;
  const zen = await quickestZen(c);
  const exp = await Promise.all(c.facts.map(async (f) => (await ours.matching(f)).length));
  const mk = (p: any) => ({
    name: p.name,
    inputs: c.facts,
    call: (f: any) => {
      const m = p.matching(f);
      return m instanceof Promise ? m.then((x: any) => x.length) : m.length;
    },
    expected: exp,
  });
  for (let i = 0; i < 3; i++) {
    const r = await sideBySide({ ours: mk(ours), theirs: mk(zen) });
    console.log(n, r, (r.theirs / r.ours).toFixed(1));
  }
}
