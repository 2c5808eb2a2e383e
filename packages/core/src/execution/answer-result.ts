/** Whether something a person said was taken, and if not, why. */
export type AnswerResult =
  | { readonly ok: true; readonly run: string }
  | {
      readonly ok: false;
      readonly code: 'no_such_task' | 'not_yours' | 'invalid_outcome' | 'invalid_form' | 'refused';
      readonly reason: string;
      readonly fields?: readonly string[];
    };
