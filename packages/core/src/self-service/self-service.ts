import { readFact } from '@deskbook/policies/conditions';
import { type Facts, type Json, type JsonObject, sameValue } from '@deskbook/policies';
import type { Bundle, Fields, Service, Values } from '@deskbook/dsl/bundle';
import { maskSecrets } from '../execution/secret-fields.ts';
import { validateForm } from '../forms/validate-form.ts';
import type { Claim } from '../journal/store.ts';
import type { Cause, Confinement } from '../kernel/entry.ts';
import type { Clock } from '../ports/clock.ts';
import { eligibilityOf, isOffered } from './eligibility.ts';
import type { Offer, ServiceAnswer, ServiceRequest } from './offer.ts';
import { claimsOf } from './service-claims.ts';

/** What self-service stands on. */
export interface SelfServiceOptions {
  readonly bundle: Bundle;
  readonly clock: Clock;
  /** The person's facts (`requester` and what follows from them), with the form among them. Roots that could not be read are named. */
  readonly facts: (
    person: string,
    form: JsonObject,
  ) => Promise<{ readonly facts: Facts; readonly unavailable: readonly string[] }>;
  readonly resolve: (
    values: Values,
    facts: Facts,
  ) => { readonly ok: true; readonly input: JsonObject } | { readonly ok: false; readonly missing: readonly string[] };
  /** The id a run with this cause has, and whether it exists. */
  readonly runOf: (workflow: string, cause: Cause) => { readonly run: string; readonly exists: boolean };
  /** Starts the run: run, claims and `one_run` in one commit. */
  readonly begin: (start: ServiceStart) => Promise<BeginResult>;
}

/** A run a service starts. It can touch what `confine` says and nothing else. */
export interface ServiceStart {
  readonly workflow: string;
  readonly input: JsonObject;
  readonly facts: JsonObject;
  readonly requester: string;
  readonly cause: Cause;
  readonly confine: Confinement;
  readonly claims: readonly Claim[];
}

export type BeginResult =
  | { readonly ok: true; readonly run: string; readonly how: 'started' | 'joined' | 'queued' }
  | { readonly ok: false; readonly reason: 'limit' | 'conflict'; readonly detail: string };

/** How long the key of a request may be, in characters. */
const longestKey = 500;

/** Self-service: what a person may help themselves to, and the one way to do it. */
export interface SelfService {
  offers(person: string): Promise<readonly Offer[]>;
  request(service: string, request: ServiceRequest): Promise<ServiceAnswer>;
}

export function createSelfService(options: SelfServiceOptions): SelfService {
  const { bundle, clock } = options;

  async function offers(person: string): Promise<readonly Offer[]> {
    const { facts } = await options.facts(person, {});
    if (facts['requester'] === undefined) return [];
    return Object.values(bundle.services)
      .filter((service) => isOffered(service, facts, bundle.facts.roots))
      .map((service) => offerOf(service, facts));
  }

  async function request(id: string, { form, person: asked, key }: ServiceRequest): Promise<ServiceAnswer> {
    const person = asked.toWellFormed();
    const service = Object.hasOwn(bundle.services, id) ? bundle.services[id] : undefined;
    if (!service) return refuse('no_such_service', `there is no service ${id}`);
    if (service.state !== 'live') return refuse('not_offered', `${id} is not offered at the moment`);
    if (key.length > longestKey) return refuse('invalid_form', `a key has at most ${longestKey} characters`);
    const cause: Cause = { kind: 'person', person, how: 'request', key: `${id}/${key.toWellFormed()}` };
    const known = options.runOf(service.start, cause);
    if (known.exists) return { ok: true, run: known.run, how: 'joined' };
    return decide(service, person, form, cause, known.run);
  }

  async function decide(
    service: Service,
    person: string,
    form: JsonObject,
    cause: Cause,
    run: string,
  ): Promise<ServiceAnswer> {
    const { facts, unavailable } = await options.facts(person, form);
    if (facts['requester'] === undefined)
      return refuse(
        'unavailable',
        unavailable.length > 0 ? 'the directory can not be read at the moment' : `nobody is called ${person}`,
      );
    const now = clock.now();
    const filled = validateForm(service.form, form, { options: optionsOf(service.form, facts), now, facts });
    if (!filled.ok)
      return {
        ok: false,
        code: 'invalid_form',
        reason: 'some fields are not filled in as they must be',
        fields: filled.fields,
      };
    const read = sameValue(filled.form, form) ? facts : (await options.facts(person, filled.form)).facts;
    const withForm: Facts = { ...read, form: filled.form };
    const eligibility = eligibilityOf(service, withForm);
    if (eligibility.eligible === 'undecided')
      return {
        ok: false,
        code: 'eligibility_undecided',
        reason: `whether you may have this can't be decided without ${eligibility.missing.join(', ')}`,
        missing: eligibility.missing,
      };
    if (eligibility.eligible === 'no') return refuse('not_eligible', 'this service is not for you');
    const kept = maskSecrets(service.form, filled.form);
    const input = options.resolve(service.with, { ...withForm, form: kept });
    if (!input.ok)
      return {
        ok: false,
        code: 'eligibility_undecided',
        reason: `${input.missing.join(', ')} is not known`,
        missing: input.missing,
      };
    const begun = await options.begin({
      workflow: service.start,
      input: input.input,
      facts: { form: kept },
      requester: person,
      cause,
      confine: { service: service.id, actions: service.mayTouch.actions, atMost: service.mayTouch.atMost },
      claims: claimsOf(service, person, run, now),
    });
    if (begun.ok) return begun;
    return begun.reason === 'limit' ? refuse('limit_reached', begun.detail) : refuse('conflict', begun.detail);
  }

  return { offers, request };
}

function offerOf(service: Service, facts: Facts): Offer {
  const { id, title, description, form, formOrder } = service;
  return { service: id, title, description, form, formOrder, options: optionsOf(form, facts) };
}

/** What each field with `options` offers this person; a list that can't be read offers nothing. */
function optionsOf(form: Fields, facts: Facts): { readonly [field: string]: readonly string[] } {
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, field]) =>
      field.options === undefined ? [] : [[name, texts(readFact(facts, field.options))]],
    ),
  );
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function refuse(code: Extract<ServiceAnswer, { ok: false }>['code'], reason: string): ServiceAnswer {
  return { ok: false, code, reason };
}
