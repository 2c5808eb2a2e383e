/**
 * A bug or a definition nobody checked: a malformed condition, an unknown operator, two engines that disagree. Never the result of
 * data a user sent; those are answers (`undecided`, a denial, a refusal).
 */
export class PolicyFault extends Error {
  readonly code: PolicyFaultCode;

  constructor(code: PolicyFaultCode, message: string) {
    super(message);
    this.name = 'PolicyFault';
    this.code = code;
  }
}

/** What kind of bug: `malformed` definitions, a `disagreement` between two ways to decide the same, or something `too_deep`. */
export type PolicyFaultCode = 'malformed' | 'disagreement' | 'too_deep';
