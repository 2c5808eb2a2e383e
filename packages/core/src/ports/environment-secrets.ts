import type { Secrets } from './secrets.ts';

/**
 * Secrets from the environment: the name in upper case, what is no letter or digit as `_`, after the prefix. They are read
 * when they are asked for.
 *
 * @example
 * await environmentSecrets('DESKBOOK_').secret('jira-webhook'); // DESKBOOK_JIRA_WEBHOOK
 */
export function environmentSecrets(
  prefix: string,
  environment: { readonly [name: string]: string | undefined } = process.env,
): Secrets {
  return {
    async secret(name) {
      const variable = `${prefix}${name.toUpperCase().replaceAll(/[^A-Z0-9]/gu, '_')}`;
      return Object.hasOwn(environment, variable) ? (environment[variable] ?? null) : null;
    },
  };
}
