/** A text for people in one or more languages, keyed by BCP 47 tag. Never empty; the first language of the bundle is always present. */
export type Text = { readonly [language: string]: string };
