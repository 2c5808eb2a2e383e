/** Loaded before a program (`--import`): writes the packages it loads, one a line, to the file that `TELL_MODULES` names. */
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const loaded = new Set<string>();
registerHooks({
  load: (url, context, next) => {
    const name = /node_modules\/(?:\.pnpm\/[^/]+\/node_modules\/)?((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
    const ours = /\/packages\/([^/]+\/src\/[^/]+)/.exec(url)?.[1];
    if (name ?? ours) loaded.add(name ?? ours ?? '');
    return next(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env['TELL_MODULES'] ?? '', [...loaded].join('\n')));
