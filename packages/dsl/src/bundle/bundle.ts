import type { AccessPolicy, ApprovalDefinition, Decision, JsonObject, Reference, Text } from '@deskbook/policies';
import type { Sla } from '@deskbook/policies/sla';
import type { ActionContract } from './action-contract.ts';
import type { Agent, Intent } from './agent.ts';
import type { CalendarDefinition } from './calendar-definition.ts';
import type { FactModel } from './fact-model.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { Service } from './service.ts';
import type { SourceMapping } from './source-mapping.ts';
import type { TemplateDefinition } from './template-definition.ts';
import type { Tree } from './tree.ts';
import type { Trigger } from './trigger.ts';
import type { Workflow } from './workflow.ts';

type ById<Definition> = { readonly [id: string]: Definition };

/** Where something was written: 1-based line and column. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Milliseconds by kind of record: ended runs, tickets, sessions of troubleshooting, rejected messages. */
export interface Retention {
  readonly runs?: number;
  readonly tickets?: number;
  readonly sessions?: number;
  readonly rejected?: number;
}

/**
 * A whole desk, checked: everything the runtime needs and no code. Built by `check` from sources or by `openBundle` from JSON,
 * and by nothing else. `hash` is the SHA-256 (hex) of the canonical JSON (RFC 8785) of everything but `hash` and `origins`, so a
 * comment changes no run.
 */
export interface Bundle {
  readonly format: 1;
  readonly id: string;
  readonly version: string;
  readonly language: 1;
  readonly title: Text;
  readonly languages: readonly [string, ...string[]];
  readonly owner: string | null;
  /** The IANA time zone people are written to in. */
  readonly zone: string;
  /** The calendar that business time runs on where none is named; null: there is no business time. */
  readonly calendar: string | null;
  readonly robot: { readonly role: string; readonly knownAs: { readonly [source: string]: string } };
  /** How long what is personal can be read, in milliseconds by kind of record; absent, or a kind that is absent: for good. */
  readonly retention?: Retention;
  readonly values: JsonObject;
  readonly secrets: readonly string[];
  readonly facts: FactModel;
  readonly sources: ById<SourceMapping>;
  readonly actions: ById<ActionContract>;
  readonly decisions: ById<Decision>;
  readonly policies: ById<PolicyDocument>;
  readonly triggers: readonly Trigger[];
  readonly access: AccessPolicy;
  readonly approvals: ById<ApprovalDefinition>;
  readonly calendars: ById<CalendarDefinition>;
  readonly slas: ById<Sla>;
  readonly workflows: ById<Workflow>;
  readonly trees: ById<Tree>;
  readonly services: ById<Service>;
  readonly agents: ById<Agent>;
  readonly intents: ById<Intent>;
  readonly templates: ById<TemplateDefinition>;
  readonly hash: string;
  readonly origins: { readonly [reference: Reference]: Origin };
}
