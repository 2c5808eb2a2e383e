import type { Facts, Json, JsonObject } from '@deskbook/policies';

/**
 * The facts an intent is planned over: its own fields, and each entity under its type (`entities: [{ type: site, value: HQ }]`
 * gives `intent.site`). A field of the intent wins over an entity of the same name, and the first entity over later ones, so that
 * what an entity is called can't rewrite the intent.
 */
export function intentFacts(intent: JsonObject): Facts {
  const facts: { [field: string]: Json } = Object.create(null) as { [field: string]: Json };
  for (const entity of Array.isArray(intent['entities']) ? intent['entities'] : []) {
    if (!isEntity(entity) || Object.hasOwn(facts, entity.type)) continue;
    facts[entity.type] = entity.value;
  }
  for (const [field, value] of Object.entries(intent)) facts[field] = value;
  return { intent: facts };
}

function isEntity(entity: Json): entity is { readonly type: string; readonly value: Json } {
  return (
    typeof entity === 'object' &&
    entity !== null &&
    'type' in entity &&
    'value' in entity &&
    typeof entity['type'] === 'string'
  );
}
