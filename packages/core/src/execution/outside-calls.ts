import type { ExecutionHost } from './host.ts';

/** Calls to the world that are under way: whoever waits for one does nothing meanwhile, and takes nobody's turn. */
export interface OutsideCalls {
  /** The host, whose calls are counted. */
  readonly host: ExecutionHost;
  readonly underWay: () => number;
  /** Resolves when the next one begins. */
  readonly next: () => Promise<void>;
}

/** Counts the calls that a host's ports are busy with. One that the desk has stopped waiting for no longer counts. */
export function outsideCalls(host: ExecutionHost): OutsideCalls {
  let underWay = 0;
  let tell = (): void => {};
  let begun = new Promise<void>((resolve) => (tell = resolve));

  function begin(): () => void {
    underWay += 1;
    tell();
    begun = new Promise<void>((resolve) => (tell = resolve));
    let over = false;
    return () => {
      if (!over) underWay -= 1;
      over = true;
    };
  }

  /** A port that only reads, with each of its calls counted. */
  function counted<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get(of, name) {
        const method: unknown = Reflect.get(of, name);
        if (typeof method !== 'function') return method;
        return async (...parameters: readonly unknown[]): Promise<unknown> => {
          const end = begin();
          try {
            return (await Reflect.apply(method, of, parameters)) as unknown;
          } finally {
            end();
          }
        };
      },
    });
  }

  const { directory, assets, monitoring } = host;
  return {
    host: {
      ...host,
      directory: counted(directory),
      assets: assets && counted(assets),
      monitoring: monitoring && counted(monitoring),
      perform: async (action, input, options) => {
        const end = begin();
        options.signal.addEventListener('abort', end, { once: true });
        try {
          return await host.perform(action, input, options);
        } finally {
          end();
        }
      },
    },
    underWay: () => underWay,
    next: () => begun,
  };
}
