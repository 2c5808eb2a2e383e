import { accessRequest, deskbook } from '../../access-peers/deskbook.ts';
import { casbin } from '../../access-peers/casbin.ts';
import { casl } from '../../access-peers/casl.ts';
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
  return [await growth(), ...(await thousand()), ...(await tenThousand())];
}

async function thousand(): Promise<readonly Measurement[]> {
  const corpus = roleCorpus(1000);
  const { enforceSync, enforce } = await casbin(corpus);
  const { built, cached } = casl(corpus);
  const rows = await compare(
    corpus,
    [{ peer: cedar(corpus), goal: atLeast(500) }, { peer: enforceSync }, { peer: enforce }, { peer: built }],
    [{ peer: cached, goal: atMostTimes(3) }],
  );
  return rows;
}

async function tenThousand(): Promise<readonly Measurement[]> {
  const corpus = roleCorpus(10_000);
  const { enforceSync, enforce } = await casbin(corpus);
  return compare(
    corpus,
    [
      { peer: enforceSync, goal: atLeast(2000) },
      { peer: enforce, goal: atLeast(10_000) },
    ],
    [],
  );
}

interface Beside {
  readonly peer: PermissionPeer;
  readonly goal?: Measured['goal'];
}

/** Ours beside each peer: those that are asked about anybody, and those that are asked again about somebody they know. */
async function compare(
  corpus: RoleCorpus,
  beside: readonly Beside[],
  again: readonly Beside[],
): Promise<readonly Measurement[]> {
  const size = corpus.rights.length.toLocaleString('en');
  progress(`permissions, ${size}`);
  const ours = deskbook(corpus);
  const peers = [...beside, ...again].map(({ peer }) => peer);
  const expected = await crossCheck(corpus, [
    { name: 'may', may: (question) => ours.may(accessRequest(question)) },
    { name: 'forSubject', may: ours.forSubject },
    ...peers,
  ]);
  const times = await sideBySide<Asked, string>(
    [
      { name: 'may', call: ({ request }) => Number(ours.may(request)) },
      { name: 'forSubject', call: ({ question }) => Number(ours.forSubject(question)) },
      ...peers.map(contender),
    ],
    { inputs: asked(corpus), expected },
  );
  const row = (name: string, way: string, { peer, goal }: Beside): Measurement =>
    measurement({
      name: `${name}, ${size} policies`,
      unit: 'µs',
      ours: times[way] ?? Number.NaN,
      theirs: { peer: peer.name, value: times[peer.name] ?? Number.NaN },
      ...(goal && { goal }),
    });
  return [
    ...beside.map((each) => row('permission', 'may', each)),
    ...again.map((each) => row('permission that hangs on roles alone, repeated', 'forSubject', each)),
  ];
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
    [
      { name: 'ours', call: (input) => Number(many.may(input.large.request)) },
      { name: 'theirs', call: (input) => Number(few.may(input.small.request)) },
    ],
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
