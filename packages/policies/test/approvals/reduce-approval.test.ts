import { describe, expect, test } from 'vitest';
import { PolicyFault } from '@deskbook/policies';
import { reduceApproval, whoIsAsked } from '@deskbook/policies/approvals';
import type { ApprovalDefinition, ApprovalEntry } from '@deskbook/policies/approvals';
import {
  approve, changed, definition, delegated, escalated, expired, history, opened, openedFor, reassigned, reject, reminded, replaced, seat, stoodIn, withdrawn,
} from './small-approval.ts'; // prettier-ignore

const two = opened(seat('owner', 'omar', 'olga'), seat('manager', 'max'));
const three = opened(seat('owner', 'omar'), seat('manager', 'max'), seat('security', 'sue'));

describe('an approval', () => {
  test.each<[string, Partial<ApprovalDefinition>, readonly ApprovalEntry[], string, readonly string[]]>([
    ['opens', {}, [two], 'open', []],
    ['is not open before it was opened', {}, [approve('omar')], 'none', ['0 not_open']],
    ['opens once', {}, [two, two], 'open', ['1 already_open']],
    ['is approved by all', {}, [two, approve('omar'), approve('max')], 'approved', []],
    ['is not approved by some', {}, [two, approve('omar')], 'open', []],
    ['is approved by as many as it needs', { need: 2 }, [three, approve('sue'), approve('omar')], 'approved', []],
    ['takes one vote a seat', {}, [two, approve('omar'), approve('olga')], 'open', ['2 not_asked']],
    [
      'takes one vote a person',
      {},
      [two, approve('omar'), approve('omar'), reject('omar')],
      'open',
      ['2 already_voted', '3 already_voted'],
    ],
    ['takes no votes of others', {}, [two, approve('eve')], 'open', ['1 not_asked']],
    [
      'takes no votes once it has ended',
      { need: 1 },
      [two, approve('max'), approve('omar')],
      'approved',
      ['2 not_open'],
    ],

    ['is rejected by one', {}, [two, reject('max')], 'rejected', []],
    [
      'is rejected by as many as that takes',
      { need: 1, reject: { at: 2, note: 'optional' } },
      [three, reject('max', null), reject('sue', null)],
      'rejected',
      [],
    ],
    [
      'survives fewer rejections',
      { need: 1, reject: { at: 2, note: 'optional' } },
      [three, reject('max'), approve('sue')],
      'approved',
      [],
    ],
    [
      'is rejected when too few are left',
      { need: 2, reject: { at: 3, note: 'optional' } },
      [three, reject('max'), reject('sue')],
      'rejected',
      [],
    ],
    [
      'that needs all is rejected by any',
      { reject: { at: 2, note: 'optional' } },
      [three, reject('max')],
      'rejected',
      [],
    ],
    [
      'is approved by a share, rounded up',
      { need: { percent: 60 } },
      [three, approve('sue'), approve('omar')],
      'approved',
      [],
    ],
    ['is not approved by less than its share', { need: { percent: 67 } }, [three, approve('sue'), approve('omar')], 'open', []], // prettier-ignore
    ['needs one vote of the smallest share', { need: { percent: 1 } }, [three, approve('sue')], 'approved', []],
    [
      'needs a share of the seats there are at that moment',
      { need: { percent: 50 } },
      [two, escalated(seat('director', 'dan')), approve('dan')],
      'open',
      [],
    ],
    [
      'is rejected when too few are left for its share',
      { need: { percent: 60 }, reject: { at: 3, note: 'optional' } },
      [three, reject('max'), approve('omar'), reject('sue')],
      'rejected',
      [],
    ],
    [
      'is not rejected while its share can be reached',
      { need: { percent: 60 }, reject: { at: 3, note: 'optional' } },
      [three, reject('max'), approve('omar')],
      'open',
      [],
    ],
    [
      'asked in order goes on after a refusal that does not suffice',
      { inOrder: true, need: 1, reject: { at: 2, note: 'optional' } },
      [three, reject('omar'), approve('max')],
      'approved',
      [],
    ],
    [
      'asked in order is rejected by as many as that takes',
      { inOrder: true, need: 1, reject: { at: 2, note: 'optional' } },
      [three, reject('omar'), reject('max'), approve('sue')],
      'rejected',
      ['3 not_open'],
    ],
    [
      'with a seat for each is decided by the share of them',
      { seats: [{ role: 'board', each: true }], need: { percent: 60 }, reject: { at: 3, note: 'optional' } },
      [
        opened(...['a', 'b', 'c', 'd', 'e'].map((each) => ({ id: `board:${each}`, role: 'board', people: [each] }))),
        reject('a'),
        reject('b'),
        approve('c'),
        approve('d'),
        approve('e'),
      ],
      'approved',
      [],
    ],
    [
      'wants to know why',
      {},
      [two, reject('max', null), reject('max', '  ')],
      'open',
      ['1 note_required', '2 note_required'],
    ],

    [
      'is not for the requester to decide',
      {},
      [opened(seat('owner', 'lena', 'omar')), approve('lena'), reject('lena')],
      'open',
      ['1 own_request', '2 own_request'],
    ],
    [
      'is not for those whose request it is as well to decide',
      {},
      [openedFor(['tess'], seat('owner', 'tess', 'omar')), approve('tess'), reject('tess'), approve('omar')],
      'approved',
      ['1 own_request', '2 own_request'],
    ],
    [
      'is no less the requester’s own where it is also somebody else’s',
      {},
      [openedFor(['tess'], seat('owner', 'lena', 'omar')), approve('lena')],
      'open',
      ['1 own_request'],
    ],
    [
      'is withdrawn by whoever asked alone',
      {},
      [openedFor(['tess'], seat('owner', 'omar')), withdrawn('tess'), withdrawn('lena')],
      'withdrawn',
      ['1 not_requester'],
    ],
    [
      'is not passed on by or to those whose request it is as well',
      {},
      [
        openedFor(['tess'], seat('owner', 'omar'), seat('manager', 'tess', 'max')),
        delegated('tess', 'mia', ['manager']),
        delegated('omar', 'tess', ['owner']),
      ],
      'open',
      ['1 own_request', '2 own_request'],
    ],
    [
      'is not reassigned by or to those whose request it is as well',
      {},
      [
        openedFor(['tess'], seat('owner', 'omar')),
        reassigned('owner', 'max', 'tess'),
        { ...reassigned('owner', 'friend'), by: 'tess' } as ApprovalEntry,
      ],
      'open',
      ['1 own_request', '2 own_request'],
    ],
    [
      'lets nobody stand in whose request it is as well',
      {},
      [openedFor(['tess'], seat('owner', 'omar')), stoodIn('owner', 'tess')],
      'open',
      ['1 too_few_people'],
    ],
    [
      'stays open where only the requester sits',
      {},
      [opened(seat('owner', 'lena')), approve('lena'), reminded],
      'open',
      ['1 own_request'],
    ],
    ['stays open where nobody sits', { need: 0 }, [opened(), reminded], 'open', []],
    ['stays open where nobody votes, whatever it needs', { need: 0 }, [two, reminded], 'open', []],
    ['needs a vote at least', { need: 0 }, [two, approve('max')], 'approved', []],

    [
      'asks in order',
      { inOrder: true },
      [two, approve('max'), approve('olga'), approve('max')],
      'approved',
      ['1 not_asked'],
    ],
    ['expires at its deadline', {}, [two, expired('2026-03-04T09:00:00+01:00')], 'expired', []],
    [
      'does not expire before',
      {},
      [two, expired('2026-03-04T07:59:59.999Z'), expired('2026-03-04T08:59:00+01:00')],
      'open',
      ['1 not_expired', '2 not_expired'],
    ],
    ['does not expire at a time nobody can read', {}, [two, expired('tomorrow')], 'open', ['1 not_expired']],
    [
      'without a deadline never expires',
      {},
      [{ ...two, deadline: null } as ApprovalEntry, expired('2099-01-01T00:00:00Z')],
      'open',
      ['1 not_expired'],
    ],
    ['takes no votes at its deadline', {}, [two, approve('omar', '2026-03-04T08:00:00Z')], 'open', ['1 past_deadline']],
    [
      'passes nothing on at its deadline',
      {},
      [two, { ...delegated('omar', 'olga'), at: '2026-03-05T08:00:00Z' }],
      'open',
      ['1 past_deadline'],
    ],
    [
      'is not rejected by expiring',
      {},
      [two, approve('omar'), expired('2026-03-05T08:00:00Z'), approve('max')],
      'expired',
      ['3 not_open'],
    ],
    [
      'is withdrawn by who asked',
      {},
      [two, approve('omar'), withdrawn('lena'), approve('max')],
      'withdrawn',
      ['3 not_open'],
    ],
    ['is not withdrawn by others', {}, [two, withdrawn('omar')], 'open', ['1 not_requester']],

    [
      'is asked again when what it is about changes',
      {},
      [two, approve('omar'), changed('payroll'), approve('max')],
      'open',
      [],
    ],
    [
      'then takes every vote again',
      {},
      [two, approve('omar'), changed('payroll'), approve('max'), approve('omar')],
      'approved',
      [],
    ],
    [
      'is not asked again when nothing changed',
      {},
      [two, approve('omar'), changed('sales'), approve('max')],
      'approved',
      [],
    ],

    [
      'passes on to the same role',
      {},
      [two, delegated('max', 'mia', ['manager']), approve('max'), approve('mia'), approve('omar')],
      'approved',
      ['2 not_asked'],
    ],
    ['passes on to no other role', {}, [two, delegated('max', 'mia', ['owner'])], 'open', ['1 cannot_delegate']],
    ['passes on to nobody whose role is unknown', {}, [two, delegated('max', 'mia')], 'open', ['1 cannot_delegate']],
    [
      'passes on to who sits in a seat of the role',
      { need: 1 },
      [opened(seat('owner', 'omar'), seat('owner-2', 'olga')), delegated('omar', 'olga'), approve('olga')],
      'approved',
      [],
    ],
    [
      'passes on so many times',
      {},
      [two, delegated('max', 'mia', ['manager']), delegated('mia', 'moe', ['manager'])],
      'open',
      ['2 cannot_delegate'],
    ],
    [
      'passes on where that is allowed',
      { delegate: { to: 'nobody', times: 1 } },
      [two, delegated('max', 'mia', ['manager'])],
      'open',
      ['1 cannot_delegate'],
    ],
    ['never passes on to the requester', {}, [two, delegated('max', 'lena', ['manager'])], 'open', ['1 own_request']],
    [
      'never passes on what the requester holds',
      {},
      [opened(seat('owner', 'lena')), delegated('lena', 'omar', ['owner'])],
      'open',
      ['1 own_request'],
    ],
    [
      'passes on no vote that is cast',
      {},
      [two, approve('omar'), delegated('omar', 'olga')],
      'open',
      ['2 already_voted'],
    ],
    [
      'passes on to nobody who has voted',
      {},
      [two, approve('omar'), delegated('max', 'omar', ['manager'])],
      'open',
      ['2 already_voted'],
    ],
    ['passes on nothing of others', {}, [two, delegated('eve', 'max')], 'open', ['1 not_asked']],
    ['passes on to somebody else', {}, [two, delegated('omar', 'omar')], 'open', ['1 cannot_delegate']],

    [
      'fills a seat anew',
      {},
      [two, reassigned('manager', 'mia'), approve('max'), approve('mia'), approve('omar')],
      'approved',
      ['2 not_asked'],
    ],
    [
      'fills no seat that has voted',
      {},
      [two, approve('max'), reassigned('manager', 'mia')],
      'open',
      ['2 already_voted'],
    ],
    ['fills no seat that there is not', {}, [two, reassigned('security', 'sue')], 'open', ['1 unknown_seat']],
    [
      'lets no requester choose who decides',
      {},
      [two, { ...reassigned('manager', 'friend'), by: 'lena' } as ApprovalEntry],
      'open',
      ['1 own_request'],
    ],
    ['fills no seat with whoever asks', {}, [two, reassigned('manager', 'mia', 'lena')], 'open', ['1 own_request']],
    [
      'fills no seat with somebody who has voted',
      {},
      [two, approve('omar'), reassigned('manager', 'omar')],
      'open',
      ['2 already_voted'],
    ],
    [
      'passes on to nobody who is needed in a seat of their own',
      {},
      [opened(seat('owner', 'omar'), seat('owner-2', 'olga')), delegated('omar', 'olga')],
      'open',
      ['1 too_few_people'],
    ],
    [
      'puts nobody into two seats that are both needed',
      {},
      [two, reassigned('manager', 'omar'), reassigned('owner', 'omar')],
      'open',
      ['2 too_few_people'],
    ],
    [
      'fills no seat anew at its deadline',
      {},
      [two, { ...reassigned('manager', 'mia'), at: '2026-03-04T08:00:00Z' }],
      'open',
      ['1 past_deadline'],
    ],
    [
      'is answered by those who stand in',
      {},
      [two, stoodIn('manager', 'mia'), approve('max'), approve('mia'), approve('omar')],
      'approved',
      ['2 not_asked'],
    ],
    ['has nobody stand in for a vote that is cast', {}, [two, approve('max'), stoodIn('manager', 'mia')], 'open', ['2 already_voted']], // prettier-ignore
    ['has nobody stand in where there is no seat', {}, [two, stoodIn('security', 'sue')], 'open', ['1 unknown_seat']],
    [
      'has nobody stand in for two whose votes are both needed',
      {},
      [two, stoodIn('owner', 'head'), stoodIn('manager', 'head'), approve('head'), approve('max')],
      'approved',
      ['2 too_few_people'],
    ],
    [
      'passes from those who are silent to others, and a vote stays',
      {},
      [two, approve('omar'), replaced('director', 'dan'), approve('max'), approve('dan')],
      'approved',
      ['3 not_asked'],
    ],
    [
      'needs as many votes of others as of those who were silent',
      {},
      [two, replaced('director', 'dan'), approve('dan'), approve('dan')],
      'open',
      ['3 already_voted'],
    ],
    [
      'asked in order passes on only the seat whose turn it is',
      { inOrder: true },
      [two, replaced('director', 'dan'), approve('omar'), approve('dan'), approve('max')],
      'approved',
      ['2 not_asked'],
    ],
    [
      'is escalated to more people',
      {},
      [two, escalated(seat('manager', 'dan', 'max')), approve('dan'), approve('omar')],
      'approved',
      [],
    ],
    [
      'is escalated to another seat',
      { need: 2 },
      [two, escalated(seat('director', 'dan')), approve('dan'), approve('omar')],
      'approved',
      [],
    ],
    [
      'adds nobody to a seat that has voted',
      {},
      [two, approve('max'), escalated(seat('manager', 'dan'))],
      'open',
      ['2 already_voted'],
    ],
  ])('%s', (_, more, entries, status, refusals) => {
    const { state, refusals: refused } = history(definition(more), entries);
    expect(refused).toEqual(refusals);
    expect(state?.status ?? 'none').toBe(status);
  });

  test('keeps who voted, where, how and when', () => {
    const { state } = history(definition({ need: 1, reject: { at: 2, note: 'required' } }), [
      two,
      reject('max', 'Not now.'),
      reminded,
      approve('olga'),
    ]);
    expect(state).toEqual({
      status: 'approved',
      requester: 'lena',
      seats: [seat('owner', 'omar', 'olga'), seat('manager', 'max')],
      votes: [
        { seat: 'manager', by: 'max', vote: 'reject', note: 'Not now.', at: '2026-03-02T08:00:00Z' },
        { seat: 'owner', by: 'olga', vote: 'approve', note: null, at: '2026-03-02T08:00:00Z' },
      ],
      delegations: 0,
      reminders: 1,
      deadline: '2026-03-04T08:00:00+00:00',
      asked: { 'request.data': 'sales' },
      asking: [],
    });
  });

  test('counts reminders and delegations, and starts reminding anew when asked again', () => {
    const { state } = history(definition(), [
      two,
      reminded,
      reminded,
      delegated('max', 'mia', ['manager']),
      changed('payroll'),
    ]);
    expect(state).toMatchObject({ reminders: 0, delegations: 1, votes: [], asked: { 'request.data': 'payroll' } });
  });

  test('asked in order, each seat is reminded anew', () => {
    const asked = [two, reminded, reminded, approve('omar')];
    expect(history(definition({ inOrder: true }), asked).state?.reminders).toBe(0);
    expect(history(definition(), asked).state?.reminders).toBe(2);
  });

  test('a seat that was passed on is of the role it was passed on to', () => {
    const { state } = history(definition(), [two, approve('omar'), replaced('director', 'dan')]);
    expect(state?.seats).toEqual([seat('owner', 'omar', 'olga'), { id: 'manager', role: 'director', people: ['dan'] }]);
  });

  test('a seat id that stands twice is a fault of whoever filled the seats', () => {
    expect(() => reduceApproval(definition(), null, opened(seat('owner', 'omar'), seat('owner', 'olga')))).toThrow(
      PolicyFault,
    );
  });
});

describe('who is asked', () => {
  const asked = (more: Partial<ApprovalDefinition>, ...entries: ApprovalEntry[]): readonly string[] => {
    const { state } = history(definition(more), entries);
    return state === null ? [] : whoIsAsked(definition(more), state);
  };

  test.each<[string, Partial<ApprovalDefinition>, readonly ApprovalEntry[], readonly string[]]>([
    ['everybody at once', {}, [two], ['omar', 'olga', 'max']],
    ['the first seat, in order', { inOrder: true }, [two], ['omar', 'olga']],
    ['then the next', { inOrder: true }, [two, approve('omar')], ['max']],
    ['no seat that has voted', {}, [two, approve('olga')], ['max']],
    ['never the requester', {}, [opened(seat('owner', 'lena', 'omar'), seat('manager', 'lena'))], ['omar']],
    ['nobody once it has ended', { need: 1 }, [two, approve('olga')], []],
    ['nobody twice', {}, [opened(seat('owner', 'omar'), seat('manager', 'omar'))], ['omar']],
    [
      'nobody who has voted',
      {},
      [opened(seat('owner', 'omar'), seat('manager', 'omar', 'max')), approve('omar')],
      ['max'],
    ],
    [
      'in order, not who has voted before',
      { inOrder: true },
      [opened(seat('owner', 'omar'), seat('manager', 'omar')), approve('omar')],
      [],
    ],
  ])('%s', (_, more, entries, people) => {
    expect(asked(more, ...entries)).toEqual(people);
  });
});

describe('one person in two seats has one vote', () => {
  test('and cannot approve alone', () => {
    const { state, refusals } = history(definition(), [
      opened(seat('owner', 'omar'), seat('manager', 'omar')),
      approve('omar'),
      approve('omar'),
    ]);
    expect([state?.status, refusals]).toEqual(['open', ['2 already_voted']]);
  });

  test('which moves to the other seat when somebody needs the first', () => {
    const shared = opened(seat('owner', 'omar', 'olga'), seat('manager', 'omar'));
    const { state, refusals } = history(definition(), [shared, approve('omar'), approve('olga')]);
    expect([state?.status, refusals]).toEqual(['approved', []]);
    expect(state?.votes.map(({ by, seat: at }) => [by, at])).toEqual([['omar', 'manager'], ['olga', 'owner']]); // prettier-ignore
  });

  test('along a chain of seats, where it must', () => {
    const chain = opened(
      seat('a', 'ann', 'bob'),
      seat('b', 'ann', 'cleo'),
      seat('c', 'cleo', 'bob', 'dan'),
      seat('d', 'dan'),
    );
    const { state, refusals } = history(definition(), [
      chain,
      approve('ann'),
      approve('cleo'),
      approve('dan'),
      approve('bob'),
    ]);
    expect([state?.status, refusals]).toEqual(['approved', []]);
    expect(new Set(state?.votes.map(({ seat: at }) => at)).size).toBe(4);
  });
});
