import { compileTemplate } from './compile-template.ts';
import type { CompiledTemplate } from './compiled-template.ts';
import type { Rendered, TemplateData } from './render.ts';
import { render } from './render.ts';

const compiled = new Map<string, CompiledTemplate>();
const keptAtMost = 2_000;

/**
 * Renders a text of a definition (`'Ticket {{ticket.id}}'`) as plain text. Compiled texts are kept, the least recently used
 * ones let go.
 */
export function renderText(text: string, data: TemplateData): Rendered {
  const template = compiled.get(text) ?? compileTemplate({ body: text, format: 'text' });
  compiled.delete(text);
  compiled.set(text, template);
  if (compiled.size > keptAtMost) {
    const [oldest = text] = compiled.keys();
    compiled.delete(oldest);
  }
  return render(template, data);
}
