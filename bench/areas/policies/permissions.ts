import { accessRequest, deskbook } from '../../access-peers/deskbook.ts';
import { casbinEnforce, casbinEnforceSync } from '../../access-peers/casbin.ts';
import { caslBuilt, caslCached } from '../../access-peers/casl.ts';
import { cedar } from '../../access-peers/cedar.ts';
import { crossCheck } from '../../access-peers/cross-check.ts';
import type { PermissionPeer } from '../../access-peers/permission-peer.ts';
import { roleCorpus } from '../../corpora/role-corpus.ts';
import type { RoleCorpus } from '../../corpora/role-corpus.ts';
import { atLeast, atMostTimes } from '../../goal.ts';
import { measurement } from '../../measurement.ts';
import type { Measured, Measurement } from '../../measurement.ts';
import { progress } from '../../timing/progress.ts';
import { sideBySide } from '../../timing/side-by-side.ts';
import type { Contender } from '../../timing/side-by-side.ts';

/** A question in the words of each: what is asked is made ready before the clock runs. */
type Asked = ReturnType<typeof asked>[number];

/** Permissions: who may do what, by the rights of roles alone. */
export async function permissions(): Promise<readonly Measurement[]> {
  const [thousand, tenThousand] = [roleCorpus(1000), roleCorpus(10_000)];
  return [
    await growth(),
    ...(await compare('may', thousand, [
      { peer: cedar, goal: atLeast(500) },
      { peer: casbinEnforceSync },
      { peer: casbinEnforce },
      { peer: caslBuilt },
    ])),
    ...(await compare('may', tenThousand, [
      { peer: casbinEnforceSync, goal: atLeast(2000) },
      { peer: casbinEnforce, goal: atLeast(10_000) },
    ])),
    ...(await compare('forSubject', thousand, [{ peer: caslCached, goal: atMostTimes(3) }])),
  ];
}

/** A peer, and what is aimed at beside it. It is made when its turn comes, and gone afterwards. */
interface Beside {
  readonly peer: (corpus: RoleCorpus) => PermissionPeer | Promise<PermissionPeer>;
  readonly goal?: Measured['goal'];
}

const names = { may: 'permission', forSubject: 'permission that hangs on roles alone, repeated' } as const;

/** Ours beside each peer: asked about anybody, or asked again about somebody it knows. */
async function compare(
  way: keyof typeof names,
  corpus: RoleCorpus,
  beside: readonly Beside[],
): Promise<readonly Measurement[]> {
  const name = `${names[way]}, ${corpus.rights.length.toLocaleString('en')} policies`;
  const { may, forSubject } = deskbook(corpus);
  const ours: Contender<Asked> = {
    name: way,
    call: way === 'may' ? ({ request }) => Number(may(request)) : ({ question }) => Number(forSubject(question)),
  };
  const rows: Measurement[] = [];
  for (const { peer: make, goal } of beside) {
    const peer = await make(corpus);
    progress(`${name}: ${peer.name}`);
    const expected = await crossCheck(corpus, [
      { name: 'may', may: (question) => may(accessRequest(question)) },
      { name: 'forSubject', may: forSubject },
      peer,
    ]);
    const times = await sideBySide({ ours, theirs: contender(peer) }, { inputs: asked(corpus), expected });
    rows.push(
      measurement({
        name,
        unit: 'µs',
        ours: times.ours,
        theirs: { peer: peer.name, value: times.theirs },
        ...(goal && { goal }),
      }),
    );
  }
  return rows;
}

/** A thousand times the policies, of which as many speak of each question. */
async function growth(): Promise<Measurement> {
  progress('permissions, 100 and 100,000');
  const [small, large] = [roleCorpus(100), roleCorpus(100_000)];
  const [few, many] = [deskbook(small), deskbook(large)];
  const expected = await crossCheck(small, [{ name: 'few', may: (question) => few.may(accessRequest(question)) }]);
  await crossCheck(large, [{ name: 'many', may: (question) => many.may(accessRequest(question)) }]);
  const inSmall = asked(small);
  const inputs = asked(large).map((one, index) => ({ large: one, small: inSmall[index] ?? one }));
  const { ours, theirs } = await sideBySide(
    {
      ours: { name: 'over 100,000', call: (input) => Number(many.may(input.large.request)) },
      theirs: { name: 'over 100', call: (input) => Number(few.may(input.small.request)) },
    },
    { inputs, expected },
  );
  return measurement({
    name: 'permission, 100,000 policies',
    unit: 'µs',
    ours,
    theirs: { peer: 'itself over 100 policies', value: theirs },
    goal: atMostTimes(1.3),
  });
}

const asked = ({ questions }: RoleCorpus) =>
  questions.map((question) => ({ question, request: accessRequest(question) }));

function contender({ name, may }: PermissionPeer): Contender<Asked> {
  return {
    name,
    call: ({ question }) => {
      const answer = may(question);
      return typeof answer === 'boolean' ? Number(answer) : answer.then(Number);
    },
  };
}
