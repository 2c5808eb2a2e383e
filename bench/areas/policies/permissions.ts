import { accessRequest, deskbook } from '../../access-peers/deskbook.ts';
import { casbinEnforce, casbinEnforceSync } from '../../access-peers/casbin.ts';
import { caslBuilt, caslCached } from '../../access-peers/casl.ts';
import { cedar } from '../../access-peers/cedar.ts';
import { crossCheck } from '../../access-peers/cross-check.ts';
import type { PermissionPeer } from '../../access-peers/permission-peer.ts';
import { roleCorpus } from '../../corpora/role-corpus.ts';
import type { Question, RoleCorpus } from '../../corpora/role-corpus.ts';
import type { AccessRequest } from '@deskbook/policies/access';
import { atLeast, atMostTimes } from '../../goal.ts';
import { measurement } from '../../measurement.ts';
import type { Measured, Measurement } from '../../measurement.ts';
import { progress } from '../../timing/progress.ts';
import { sideBySide } from '../../timing/side-by-side.ts';
import type { Contender } from '../../timing/side-by-side.ts';

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
    ...(await compare('may', roleCorpus(1000, 1024, true), [{ peer: cedar }, { peer: casbinEnforceSync }])),
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
  const condition = corpus.owned ? ' under a condition' : '';
  const name = `${names[way]}${condition}, ${corpus.rights.length.toLocaleString('en')} policies`;
  const { may, forSubject } = deskbook(corpus);
  const measured = (expected: readonly number[], peer: PermissionPeer): ReturnType<typeof sideBySide> => {
    const theirs = contender(peer, corpus, expected);
    return way === 'may'
      ? sideBySide({ ours: asking(may, corpus, expected), theirs })
      : sideBySide({ ours: contender({ name: way, may: forSubject }, corpus, expected), theirs });
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
    const times = await measured(expected, peer);
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
  const { ours, theirs } = await sideBySide({
    ours: asking(many.may, large, expected),
    theirs: asking(few.may, small, expected),
  });
  return measurement({
    name: 'permission, 100,000 policies',
    unit: 'µs',
    ours,
    theirs: { peer: 'itself over 100 policies', value: theirs },
    goal: atMostTimes(1.3),
  });
}

type May = ReturnType<typeof deskbook>['may'];

/** Ours about anybody: a request as a host makes it, with the person and their groups. */
function asking(may: May, { questions }: RoleCorpus, expected: readonly number[]): Contender<AccessRequest> {
  return {
    name: 'may',
    inputs: questions.map(accessRequest),
    call: (request) => Number(may(request)),
    expected,
  };
}

function contender(
  { name, may }: PermissionPeer,
  { questions }: RoleCorpus,
  expected: readonly number[],
): Contender<Question> {
  return {
    name,
    inputs: questions,
    call: (question) => {
      const answer = may(question);
      return typeof answer === 'boolean' ? Number(answer) : answer.then(Number);
    },
    expected,
  };
}
