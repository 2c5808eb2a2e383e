/** Work that is done again and again. */
export interface Repeated {
  /** Does it again soon, whatever the pause. */
  readonly wake: () => void;
  /** Does it no more, and waits for the last time. */
  readonly stop: () => Promise<void>;
}

/** Does something again and again, with a pause in between, but at once where it says that there is more. What it throws is told. */
export function repeat(work: () => Promise<unknown>, pause: number, onFault: (fault: unknown) => void): Repeated {
  const state = { isStopped: false, isAwake: false };
  let ring = (): void => {};

  async function rest(): Promise<void> {
    if (state.isAwake || state.isStopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!state.isStopped) {
      state.isAwake = false;
      const more = await work().catch((fault: unknown) => {
        onFault(fault);
        return false;
      });
      if (more !== true) await rest();
    }
  }

  const running = run();
  return {
    wake: () => {
      state.isAwake = true;
      ring();
    },
    stop: () => {
      state.isStopped = true;
      ring();
      return running;
    },
  };
}
