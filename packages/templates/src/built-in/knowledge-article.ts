import type { BuiltInTemplate } from './built-in-template.ts';

const english = `# {{article.title}}

*Draft, written from a resolved request. A person checks it before it is published.*

## Problem

{{article.problem}}

## Cause

{{default article.cause "Not established."}}

## Resolution

{{#each article.resolution as |step|}}
1. {{step}}
{{else}}
Nothing was recorded.
{{/each}}
{{#if article.keywords}}

Keywords: {{list article.keywords}}
{{/if}}
`;

const german = `# {{article.title}}

*Entwurf aus einer gelösten Anfrage. Vor der Veröffentlichung prüft ihn ein Mensch.*

## Problem

{{article.problem}}

## Ursache

{{default article.cause "Nicht festgestellt."}}

## Lösung

{{#each article.resolution as |step|}}
1. {{step}}
{{else}}
Es wurde nichts festgehalten.
{{/each}}
{{#if article.keywords}}

Stichwörter: {{list article.keywords}}
{{/if}}
`;

/** The draft of a knowledge article, from a resolution report. */
export const knowledgeArticle: BuiltInTemplate = {
  id: 'knowledge-article',
  format: 'markdown',
  needs: {
    article: {
      type: 'record',
      fields: {
        title: { type: 'text' },
        problem: { type: 'text' },
        cause: { type: 'text', optional: true },
        resolution: { type: 'text', list: true },
        keywords: { type: 'text', list: true },
      },
    },
  },
  to: [],
  cc: [],
  texts: { en: { subject: null, body: english }, de: { subject: null, body: german } },
};
