/** A definition that reads one path at the place each row of the table of roots speaks of. */
export const readers: { readonly [where: string]: (path: string) => string } = {
  "decision, source, a role's `fact`": (path) =>
    `kind: decision\nid: reads\nhit: first\nsets: { answer: text }\nrules: [{ id: a, when: { ${path}: { known: true } }, then: { answer: a } }]\n`,
  'trigger, approval, sla': (path) =>
    `kind: trigger\nid: reads\nevent: ticket.created\nwhen: { ${path}: { known: true } }\nstart: storage-access\nwith: { ticket: '{{ticket.id}}' }\n`,
  service: (path) =>
    `kind: service\nid: reads\ntitle: Reads\nform: { a: text }\neligible: { ${path}: { known: true } }\nstart: all-hands\nwith: { ticket: t }\nmay_touch: { actions: [mail.send] }\n`,
  workflow: (path) =>
    `kind: workflow\nid: reads\ninput: { a: text }\nacts: { as: desk-robot }\ncancel_when: { when: { ${path}: { known: true } } }\nsteps: [{ id: s, wait: { for: 1m } }]\n`,
  tree: (path) =>
    `kind: tree\nid: reads\ninput: { a: text }\nstart: n\nif_unsure: out\nnodes: { n: { ask: a, choose: [{ id: a, say: a, go: out, when: { ${path}: { known: true } } }, { id: b, say: b, go: solved }] } }\noutcomes: { out: { result: escalated }, solved: { result: solved } }\n`,
  'grant, denial': (path) =>
    `kind: access\nid: reads\ndenials: [{ id: reads, role: anyone, deny: [mail.send], resource: ticket, when: { ${path}: { known: true } } }]\n`,
  'agent, intent': (path) =>
    `kind: intent\nid: reads\nskills: [posture/assess_posture]\nknowledge: { when: { ${path}: { known: true } } }\n`,
};

/** One path below each root a row may name; `facts` stands for all the facts' own. */
export const samplePaths: { readonly [root: string]: string } = {
  facts: 'ticket.summary',
  values: 'values.desk_phone',
  form: 'form.a',
  input: 'input.a',
  subject: 'subject.id',
  resource: 'resource.id',
  intent: 'intent.site',
};
