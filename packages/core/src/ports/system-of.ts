/** The system an action is performed by: what stands before its first dot. `jira.comment` is `jira`'s. */
export const systemOf = (action: string): string => action.split('.', 1)[0] ?? action;
