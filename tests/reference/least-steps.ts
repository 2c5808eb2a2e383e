/** The least step of each verb, in which everything that can come up can. */
export const leastSteps: { readonly [verb: string]: string } = {
  do: 'do: helpdesk.comment, with: { ticket: a, text: a }',
  task: 'task: Do it, by: { role: service-desk }, within: 1h',
  ask: "ask: '{{requester.id}}', say: What?, form: { a: text }, within: 1h",
  approve: 'approve: share-owner',
  decide: 'decide: storage-request',
  tree: 'tree: radio, with: { asset: a }',
  wait: 'wait: { event: ticket.created }, within: 1h',
  each: "each: { in: '{{input.devices}}', as: device }, steps: [{ id: inner, wait: { for: 1m } }]",
  find: 'find: ticket, where: { other.asset: a }, at_most: 1',
  run: 'run: storage-access, with: { ticket: a }',
};
