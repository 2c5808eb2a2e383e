import type { FactsShape } from '../shape/facts.ts';

/** The vocabularies a `facts` definition may name as its `base`. */
export const vocabularies: { readonly [base: string]: FactsShape & { readonly [record: string]: unknown } } = {
  'itil/1': itil(),
};

/** The vocabulary where no `facts` definition names one. */
export const defaultBase = 'itil/1';

/**
 * The words of IT service management: tickets, people, assets, comments, requests and approvals, in the notation of `facts`.
 * A bundle adds to these records and overrides single fields. What a help desk may leave empty is optional.
 */
function itil(): FactsShape & { readonly [record: string]: unknown } {
  return {
    kind: 'facts',
    id: 'itil/1',
    ticket: {
      id: 'ticket',
      number: { type: 'text', optional: true },
      url: { type: 'text', optional: true },
      type: { one_of: ['incident', 'request', 'change', 'problem'], optional: true },
      summary: 'text',
      description: { type: 'text', optional: true },
      text: { type: 'text', from: { join: ['ticket.summary', 'ticket.description'] } },
      state: {
        one_of: [
          'new',
          'open',
          'in_progress',
          'waiting_on_requester',
          'waiting_on_vendor',
          'resolved',
          'closed',
          'cancelled',
        ],
        optional: true,
      },
      priority: {
        one_of: ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'],
        also: { P1: 'CRITICAL', P2: 'HIGH', P3: 'MEDIUM', P4: 'LOW' },
        optional: true,
      },
      impact: { one_of: ['high', 'medium', 'low'], optional: true },
      urgency: { one_of: ['high', 'medium', 'low'], optional: true },
      category: { type: 'text', optional: true },
      resolution: { type: 'text', optional: true },
      labels: { type: 'text', list: true, optional: true },
      requester: { type: 'person', optional: true },
      assignee: { type: 'person', optional: true },
      watchers: { type: 'person', list: true, optional: true },
      asset: { type: 'asset', optional: true },
      parent: { type: 'ticket', optional: true },
      blocked_by: {
        type: 'record',
        list: true,
        optional: true,
        fields: { id: 'ticket', state: { type: 'text', optional: true } },
      },
      created_at: { type: 'time', optional: true },
      updated_at: { type: 'time', optional: true },
      due_at: { type: 'time', optional: true },
      resolved_at: { type: 'time', optional: true },
      closed_at: { type: 'time', optional: true },
      age: { type: 'duration', optional: true, from: { since: 'ticket.created_at' } },
    },
    person: {
      id: 'person',
      name: { type: 'text', personal: true },
      email: { type: 'text', personal: true, optional: true },
      title: { type: 'text', optional: true },
      department: { type: 'text', optional: true },
      location: { type: 'text', optional: true },
      manager: { type: 'person', optional: true },
      deputy: { type: 'person', optional: true },
      employment: { one_of: ['employee', 'contractor', 'intern'], optional: true },
      language: { type: 'text', optional: true },
      mfa: { type: 'yes_no', optional: true },
      groups: { type: 'text', list: true, optional: true },
      assets: { type: 'asset', list: true, optional: true },
    },
    asset: {
      id: 'asset',
      name: { type: 'text', optional: true },
      type: { type: 'text', optional: true },
      owner: { type: 'person', optional: true },
      os: { type: 'text', optional: true },
      managed: { type: 'yes_no', optional: true },
      tier: { type: 'integer', optional: true },
      last_seen: { type: 'time', optional: true },
    },
    monitoring: {
      id: 'asset',
      state: { one_of: ['healthy', 'degraded', 'down'], optional: true },
      since: { type: 'time', optional: true },
      alerts: { type: 'text', list: true, optional: true },
    },
    comment: {
      id: 'text',
      ticket: { type: 'ticket', optional: true },
      author: { type: 'person', optional: true },
      text: 'text',
      public: { type: 'yes_no', optional: true },
      created_at: { type: 'time', optional: true },
    },
    request: { id: { type: 'request', optional: true } },
    event: {
      id: 'text',
      type: 'text',
      source: 'text',
      time: 'time',
      actor: { type: 'person', optional: true },
    },
    run: {
      id: 'text',
      workflow: 'text',
      ticket: { type: 'ticket', optional: true },
      requester: { type: 'person', optional: true },
      service: { type: 'text', optional: true },
      established: { type: 'text', list: true },
      reason: { type: 'text', optional: true },
      started_at: 'time',
    },
    approval: {
      id: 'text',
      question: 'text',
      requester: { type: 'person', optional: true },
      approver: { type: 'person', optional: true },
      approvers: { type: 'person', list: true, optional: true },
      status: { one_of: ['open', 'approved', 'rejected', 'expired', 'withdrawn'], optional: true },
      expires_at: { type: 'time', optional: true },
      link: { type: 'text', optional: true },
      note: { type: 'text', optional: true },
    },
    decision: {
      decision: { one_of: ['ALLOWED', 'DENIED', 'REQUIRES_APPROVAL', 'MISSING'] },
      reason: 'text',
      say: { type: 'text', optional: true },
      citations: { type: 'text', list: true },
      missing_fields: { type: 'text', list: true },
    },
    roots: {
      ticket: { type: 'ticket' },
      requester: { type: 'person', from: 'ticket.requester' },
      assignee: { type: 'person', from: 'ticket.assignee' },
      asset: { type: 'asset', from: 'ticket.asset' },
      monitoring: { type: 'monitoring', from: 'ticket.asset' },
      request: { type: 'request' },
      person: { type: 'person' },
      event: { type: 'event' },
      comment: { type: 'comment' },
      subject: { type: 'person' },
      resource: { type: 'json' },
      run: { type: 'run' },
      now: { type: 'time' },
    },
  };
}
