import { statement } from '../journal/statement.ts';

/** What was found with it says how often something was destroyed: whoever reads a key learns of an erasure in the same moment. */
const ABOUT = 'deskbook_keys.about';

/** What is read. */
export const READ = {
  /** The row a person's key is in now. */
  subject: statement('key_of_person', `SELECT destroyed, life, of.wrapped_by, of.wrapped FROM ${ABOUT} LEFT JOIN LATERAL (
    SELECT * FROM deskbook_keys.people WHERE person_key = $1 AND wrapped IS NOT NULL ORDER BY life DESC LIMIT 1) AS of ON true`), // prettier-ignore
  key: statement('key_of_subject', `SELECT destroyed, life, of.wrapped_by, of.wrapped FROM ${ABOUT} LEFT JOIN deskbook_keys.people AS of ON person_key = $1 AND life = $2`), // prettier-ignore
  secret: statement('secret_of_scope', `SELECT destroyed, NULL, of.wrapped_by, of.wrapped FROM ${ABOUT} LEFT JOIN deskbook_keys.scopes AS of ON scope_key = $1`), // prettier-ignore
  scopes: statement('key_scopes', 'SELECT scope FROM deskbook_keys.scopes WHERE starts_with(scope, $1)'),
  people: statement('key_people', 'SELECT person, erased, wrapped IS NOT NULL FROM deskbook_keys.people ORDER BY person, life'), // prettier-ignore
} as const;

/**
 * What is changed, and what is read within the same transactions. Whoever makes keys shares the row of `about`, and whoever destroys some or
 * begins to wrap with another has it alone: nothing is made by what was true before.
 */
export const WRITE = {
  begin: statement('keys_begin', 'BEGIN ISOLATION LEVEL READ COMMITTED'),
  commit: statement('keys_commit', 'COMMIT'),
  now: statement('keys_now', `SELECT destroyed, wrapped_by FROM ${ABOUT}`),
  share: statement('keys_share', `SELECT destroyed, wrapped_by FROM ${ABOUT} FOR SHARE`),
  makePeople: statement(
    'make_people',
    `INSERT INTO deskbook_keys.people (person_key, life, person, wrapped_by, wrapped)
      SELECT person_key, 1 + (SELECT coalesce(max(life), 0) FROM deskbook_keys.people AS had WHERE had.person_key = given.person_key), person, $4, given.wrapped
      FROM unnest($1::text[], $2::text[], $3::bytea[]) AS given (person_key, person, wrapped)
      WHERE $4 = (SELECT wrapped_by FROM ${ABOUT})
        AND NOT EXISTS (SELECT 1 FROM deskbook_keys.people AS has WHERE has.person_key = given.person_key AND has.wrapped IS NOT NULL)
      ON CONFLICT DO NOTHING`,
  ),
  makeScopes: statement(
    'make_scopes',
    `INSERT INTO deskbook_keys.scopes (scope_key, scope, wrapped_by, wrapped)
      SELECT scope_key, scope, $4, wrapped FROM unnest($1::text[], $2::text[], $3::bytea[]) AS given (scope_key, scope, wrapped)
      WHERE $4 = (SELECT wrapped_by FROM ${ABOUT}) ON CONFLICT DO NOTHING`,
  ),
  madePeople: statement('made_people', 'SELECT person_key, life, wrapped_by, wrapped FROM deskbook_keys.people WHERE person_key = ANY($1::text[]) AND wrapped IS NOT NULL'), // prettier-ignore
  madeScopes: statement('made_scopes', 'SELECT scope_key, NULL, wrapped_by, wrapped FROM deskbook_keys.scopes WHERE scope_key = ANY($1::text[])'), // prettier-ignore
  destroy: statement('keys_destroy', `UPDATE ${ABOUT} SET destroyed = destroyed + 1 RETURNING destroyed`),
  /** Somebody of whom there is nothing is remembered all the same. */
  remember: statement('remember_person', 'INSERT INTO deskbook_keys.people (person_key, life, person) SELECT $1, 1, $2 WHERE NOT EXISTS (SELECT 1 FROM deskbook_keys.people WHERE person_key = $1)'), // prettier-ignore
  erase: statement('erase_person', 'UPDATE deskbook_keys.people SET wrapped = NULL, wrapped_by = NULL, erased = $2 WHERE person_key = $1 AND erased IS NULL'), // prettier-ignore
  forget: statement('forget_scopes', 'DELETE FROM deskbook_keys.scopes WHERE scope_key = ANY($1::text[])'),
} as const;
