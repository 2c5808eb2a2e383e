/** The block of the steps that run however a run ends. No step has an empty id, so that it is nobody's. */
export const finallyBlock = ':finally';
